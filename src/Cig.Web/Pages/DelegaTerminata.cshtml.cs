using Cig.Platform.Mandates;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages;

/// <summary>Where somebody comes whose mandate has ended: why, since when, and what she filed under it. There is nothing to do here.</summary>
[Authorize]
public sealed class DelegaTerminataModel(MandateHistory history) : PageModel
{
    public EndedMandate Mandate { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid mandato, CancellationToken stop)
    {
        if (await history.Ended(User.Person!, mandato, stop) is not { } found)
            return NotFound();

        Mandate = found;
        return Page();
    }
}

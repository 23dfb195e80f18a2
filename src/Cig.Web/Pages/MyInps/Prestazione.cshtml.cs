using Cig.Platform.Applications;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.MyInps;

/// <summary>One case as the worker may see it.</summary>
public sealed class PrestazioneModel(WorkerDesk desk) : PageModel
{
    public WorkerCase Case { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await desk.Case(User.Person!, id, stop) is not { } found)
            return NotFound();

        Case = found;
        return Page();
    }
}

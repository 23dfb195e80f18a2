using Cig.Platform.Applications;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Azienda;

/// <summary>The receipt on the page.</summary>
public sealed class ConfermaModel(ApplicationDesk desk) : ForEmployer
{
    public Application Application { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await desk.Application(Actor, id, stop) is not { } application)
            return NotFound();

        Application = application;
        return Page();
    }
}

using Cig.Platform.Applications;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.MyInps;

/// <summary>One case as the worker may see it.</summary>
public sealed class PrestazioneModel(WorkerDesk desk) : ForPerson
{
    public WorkerCase Case { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await desk.Case(Actor, id, stop) is not { } found)
            return NotFound();

        Case = found;
        return Page();
    }
}

using Cig.Platform.Applications;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.MyInps;

/// <summary>The worker's entrance: the cases that name her.</summary>
public sealed class IndexModel(WorkerDesk desk) : PageModel
{
    public IReadOnlyList<WorkerCase> Cases { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Cases = await desk.Cases(User.Person!, stop);
}

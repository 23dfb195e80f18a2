using Cig.Platform.Applications;
using Cig.Web.SignIn;

namespace Cig.Web.Pages.MyInps;

/// <summary>The worker's entrance: the cases that name her, or the person whom she represents.</summary>
public sealed class IndexModel(WorkerDesk desk) : ForPerson
{
    public IReadOnlyList<WorkerCase> Cases { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Cases = await desk.Cases(Actor, stop);
}

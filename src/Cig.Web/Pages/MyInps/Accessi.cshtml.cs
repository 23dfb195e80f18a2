using Cig.Platform.Applications;
using Cig.Web.SignIn;

namespace Cig.Web.Pages.MyInps;

/// <summary>Who looked at the cases that name the person, or the one whom she represents.</summary>
public sealed class AccessiModel(WorkerDesk desk) : ForPerson
{
    public IReadOnlyList<LookAtCase> Looks { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Looks = await desk.Looks(Actor, stop);
}

using Cig.Platform.Applications;
using Cig.Web.SignIn;

namespace Cig.Web.Pages.Azienda;

/// <summary>An employer's home: what is to be done, counters, drafts and applications.</summary>
public sealed class AziendaModel(ApplicationDesk desk, UnitCounters counters) : ForEmployer
{
    public IReadOnlyList<Application> Applications { get; private set; } = [];

    public IReadOnlyList<Application> ToDo => [.. Applications.Where(a => a.State == ApplicationState.IntegrationRequested)];

    public IReadOnlyList<Draft> Drafts { get; private set; } = [];

    public IReadOnlyList<UnitCounter> Counters { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Applications = await desk.Applications(Actor, stop);
        Drafts = await desk.Drafts(Actor, stop);
        Counters = await counters.Of(Actor, Employer, stop);
    }
}

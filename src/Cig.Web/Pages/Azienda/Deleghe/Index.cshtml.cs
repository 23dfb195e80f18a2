using Cig.Platform.Mandates;
using Cig.Web.Language;
using Cig.Web.SignIn;

namespace Cig.Web.Pages.Azienda.Deleghe;

/// <summary>Who may act for the employer, who acted for it and when, and the way to give and to revoke.</summary>
public sealed class IndexModel(MandateDesk desk, MandateHistory history, Say say) : ForEmployer
{
    public IReadOnlyList<Holder> Holders { get; private set; } = [];

    public IReadOnlyList<Deed> Deeds { get; private set; } = [];

    public IReadOnlyList<MandateKind> Gives => MandateDesk.Gives(Actor.Mandate);

    public string? Done { get; private set; }

    public async Task OnGetAsync(string? fatto, CancellationToken stop)
    {
        Done = fatto switch { "data" => say["La delega è data e vale da subito."], "revocata" => say["La delega è revocata: chi la aveva non può più operare, da subito."], _ => null };
        Holders = await desk.Holders(Actor, stop);
        Deeds = await history.Of(Actor, stop);
    }
}

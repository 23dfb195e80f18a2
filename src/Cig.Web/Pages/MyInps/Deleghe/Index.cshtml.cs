using Cig.Platform.Mandates;
using Cig.Rules;
using Cig.Web.SignIn;

namespace Cig.Web.Pages.MyInps.Deleghe;

/// <summary>Who may act for the person, and the way to revoke.</summary>
public sealed class IndexModel(MandateDesk desk) : ForPerson
{
    public IReadOnlyList<Holder> Holders { get; private set; } = [];

    public bool Revoked { get; private set; }

    /// <summary>How many personal delegations one delegate may have.</summary>
    public Version<int> Most { get; } = PersonalDelegations.Most[^1];

    public async Task OnGetAsync(bool? revocata, CancellationToken stop) => (Revoked, Holders) = (revocata == true, await desk.Holders(Actor, stop));
}

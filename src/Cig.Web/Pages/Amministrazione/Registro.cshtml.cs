using Cig.Platform.Audit;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>The audit log of what administrators set, and whether each chain of it is whole. Cases of people are not looked at from here.</summary>
public sealed class RegistroModel(AuditReading audit) : PageModel
{
    public IReadOnlyList<AuditChain> Chains { get; private set; } = [];

    public AuditChainContent? Shown { get; private set; }

    public async Task OnGetAsync(string? argomento, CancellationToken stop)
    {
        Chains = await audit.Chains(stop);
        if (argomento is not null && Chains.Any(c => c.Chain == argomento))
            Shown = await audit.Read(argomento, stop);
    }
}

using Cig.Platform.Mandates;
using Cig.Platform.Sheets;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Cig.Web.Pages.Operatore;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Supervisione;

/// <summary>What people ask and nobody has written down, and the form that proposes to write it.</summary>
public sealed class LacuneModel(KnowledgeGaps gaps, StaffRegister staff, Say say) : StaffPage(staff)
{
    public IReadOnlyList<Gap> Words { get; private set; } = [];

    public IReadOnlyList<OpenEnd> Ends { get; private set; } = [];

    public IReadOnlyList<Proposal> Proposals { get; private set; } = [];

    /// <summary>Who also is an administrator writes at once.</summary>
    public bool Writes { get; private set; }

    [BindProperty(Name = "domanda", SupportsGet = true)]
    public string? Domanda { get; set; }

    [BindProperty(Name = "come", SupportsGet = true)]
    public string? Come { get; set; }

    [FromQuery(Name = "salvato")]
    public bool Saved { get; set; }

    public Task OnGetAsync(CancellationToken stop) => Load(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await Load(stop);
        return await gaps.Propose(await Member(stop), Come == "risposta" ? ProposalKind.Reply : ProposalKind.Sheet, Domanda ?? "", stop)
            ? Redirect("/supervisione/lacune?salvato=true")
            : Wrong("domanda", say["Scrivi la domanda, al massimo {0} caratteri.", KnowledgeGaps.LongestQuestion]);
    }

    private async Task Load(CancellationToken stop)
    {
        var member = await Member(stop);
        (Words, Ends, Proposals, Writes) = (await gaps.Words(member, stop), await gaps.Ends(member, stop), await gaps.Proposals(member, stop), member.Is(StaffRole.Administrator));
    }
}

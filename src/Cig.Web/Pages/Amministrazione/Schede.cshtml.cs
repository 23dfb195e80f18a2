using Cig.Platform.Sheets;
using Cig.Platform.Staff;
using Cig.Web.Pages.Operatore;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>The sheets, what supervisors propose, and the words that people looked for in vain: words alone, never a sentence, never who.</summary>
public sealed class SchedeModel(SheetDesk sheets, KnowledgeGaps gaps, StaffRegister staff) : StaffPage(staff)
{
    public IReadOnlyList<Sheet> All { get; private set; } = [];

    public IReadOnlyList<Gap> Gaps { get; private set; } = [];

    public IReadOnlyList<Proposal> Proposals { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var member = await Member(stop);
        (All, Gaps, Proposals) = (await sheets.ForAdministrators(stop), await gaps.Words(member, stop), await gaps.Proposals(member, stop));
    }

    public async Task<IActionResult> OnPostAsync(Guid fatta, CancellationToken stop)
    {
        await gaps.End(await Member(stop), fatta, stop);
        return Redirect("/amministrazione/schede");
    }
}

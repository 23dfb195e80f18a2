using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Operatore;

/// <summary>The other cases of the person, once the advisor has said why she needs them; the reason stays on record.</summary>
public sealed class AltrePraticheModel(ChatDesk desk, AdvisorDesk cases, StaffRegister staff, Say say) : OwnConversationPage(desk, staff)
{
    public IReadOnlyList<Work>? Cases { get; private set; }

    public string Motivo { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        Cases = await cases.OtherCases(Me, Conversation, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? motivo, CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        Motivo = motivo ?? "";
        return await cases.OpenOtherCases(Me, Conversation, Motivo, stop)
            ? Redirect($"{Home}/altre-pratiche")
            : Wrong("motivo", say["Scrivi perché ti servono le altre pratiche, in almeno {0} caratteri.", AdvisorDesk.ShortestReason]);
    }
}

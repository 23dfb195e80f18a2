using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Web.Components;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Operatore;

/// <summary>Closes a conversation with its reason.</summary>
public sealed class ChiudiModel(ChatDesk desk, ConsoleDesk console, StaffRegister staff, Say say) : OwnConversationPage(desk, staff)
{
    public IReadOnlyList<Choice> Reasons => [.. Enum.GetValues<CloseReason>().Select(r => new Choice(r.ToString(), say[Words.Of(r)]))];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Find(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CloseReason? motivo, CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        if (motivo is not { } reason || !Enum.IsDefined(reason))
            return Wrong("motivo", say["Scegli com'è finita la conversazione."]);
        await console.Close(Me, Id, reason, stop);
        return Redirect("/operatore");
    }
}

using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Operatore;

/// <summary>A note for colleagues.</summary>
public sealed class NotaModel(ChatDesk desk, ConsoleDesk console, StaffRegister staff, Say say) : OwnConversationPage(desk, staff)
{
    public string Testo { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Find(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? testo, string? clientMessageId, CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        Testo = testo ?? "";
        return await console.Note(Me, Id, clientMessageId ?? Guid.CreateVersion7().ToString(), Testo, stop) ? Redirect(Home) : Wrong("testo", say["Scrivi la nota, al massimo {0} caratteri.", ConsoleDesk.LongestNote]);
    }
}

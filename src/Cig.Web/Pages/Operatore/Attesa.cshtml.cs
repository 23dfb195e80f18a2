using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Web.Components;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Operatore;

/// <summary>Asks the person to wait, with a reason and until when; or goes on.</summary>
public sealed class AttesaModel(ChatDesk desk, ConsoleDesk console, StaffRegister staff, Say say) : OwnConversationPage(desk, staff)
{
    private static readonly int[] Offered = [5, 10, 20, 30, 60];

    public string Motivo { get; private set; } = "";

    public string Minuti { get; private set; } = "10";

    public IReadOnlyList<Choice> Lengths => [.. Offered.Select(m => new Choice(m.ToString(), say["{0} minuti", m]))];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Find(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? motivo, int? minuti, string? azione, CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        if (azione == "riprendi")
        {
            await console.Resume(Me, Id, stop);
            return Redirect(Home);
        }

        (Motivo, Minuti) = (motivo ?? "", $"{minuti}");
        return await console.Hold(Me, Id, Motivo, TimeSpan.FromMinutes(minuti ?? 0), stop) ? Redirect(Home) : Wrong("motivo", say["Scrivi il motivo e scegli per quanto: la persona li legge tutti e due."]);
    }
}

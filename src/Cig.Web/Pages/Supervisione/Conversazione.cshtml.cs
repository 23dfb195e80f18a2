using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Cig.Web.Pages.Operatore;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Supervisione;

/// <summary>What a supervisor may do with a conversation that an advisor has: a word to the advisor, go on in her place, read along where that is switched on.</summary>
public sealed class ConversazioneModel(SupervisorDesk desk, StaffRegister staff, Say say) : StaffPage(staff)
{
    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    public RunningRow Row { get; private set; } = null!;

    public Listening Listening { get; private set; } = null!;

    public IReadOnlyList<ChatEvent>? Heard { get; private set; }

    public Participant Reader => new(Id, "supervisor", "");

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Load(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? azione, string? suggerimento, CancellationToken stop)
    {
        var member = await Member(stop);
        if (!await Load(stop))
            return NotFound();
        switch (azione)
        {
            case "suggerisci":
                return await desk.Whisper(member, Id, suggerimento ?? "", stop) ? Redirect(Request.Path) : Wrong("suggerimento", say["Scrivi il suggerimento, al massimo {0} caratteri.", ConsoleDesk.LongestNote]);
            case "prendi":
                return await desk.TakeOver(member, Id, stop) ? Redirect($"/operatore/conversazioni/{Id}") : Wrong("suggerimento", say["Non puoi subentrare: hai già tutte le conversazioni che puoi seguire, o questa è finita."]);
            default:
                await desk.Listen(member, Id, azione == "ascolta", stop);
                return Redirect(Request.Path);
        }
    }

    private async Task<bool> Load(CancellationToken stop)
    {
        var member = await Member(stop);
        if ((await desk.Running(member, stop)).FirstOrDefault(r => r.Id == Id) is not { } row)
            return false;
        (Row, Listening, Heard) = (row, await desk.ListeningNow(stop), await desk.Heard(member, Id, stop));
        return true;
    }
}

using Cig.Platform.Outbox;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Cig.Web.Pages.Operatore;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>One program that is told what happens: how far it was told, its keys, pause and removal.</summary>
public sealed class ProgrammaModel(SubscriberDesk desk, StaffRegister staff, Say say) : StaffPage(staff)
{
    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    public Subscriber Shown { get; private set; } = null!;

    /// <summary>The key that was made just now.</summary>
    public Subscribed.Done? Key { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Load(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? azione, CancellationToken stop)
    {
        if (!await Load(stop))
            return NotFound();

        var member = await Member(stop);
        switch (azione)
        {
            case "chiave":
                Key = await desk.ChangeKey(member, Id, stop) as Subscribed.Done;
                await Load(stop);
                return Key is null ? Wrong("chiave", say["La chiave di prima vale ancora: toglila, poi creane un'altra."]) : Page();
            case "togli-chiave":
                await desk.DropFormerKey(member, Id, stop);
                break;
            case "pausa" or "riprendi":
                await desk.Set(member, Id, azione == "pausa" ? SubscriberState.Paused : SubscriberState.Active, stop);
                break;
            case "togli":
                await desk.Set(member, Id, SubscriberState.Removed, stop);
                return Redirect("/amministrazione/programmi");
        }

        return Redirect(Request.Path);
    }

    private async Task<bool> Load(CancellationToken stop)
    {
        if (await desk.Find(await Member(stop), Id, stop) is not { } found)
            return false;
        Shown = found;
        return true;
    }
}

using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Operatore;

/// <summary>The advisor's queue: her presence, the offer before her, her conversations, who waits.</summary>
public sealed class IndexModel(ConsoleDesk console, OfferDesk offers, Presence presence, Routing routing, ChatHours hours, StaffRegister staff, Say say) : StaffPage(staff)
{
    public ConsoleView View { get; private set; } = null!;

    public bool Trial { get; private set; }

    public async Task OnGetAsync(CancellationToken stop) => await Load(stop);

    public async Task<IActionResult> OnPostAsync(Guid? accetta, Guid? passa, PresenceState? presenza, bool prossima, string? ritorno, CancellationToken stop)
    {
        var member = await Member(stop);
        if (presenza is { } state)
        {
            if (!await presence.Set(member, state, stop))
                return await Refuse(say["Hai conversazioni aperte: prima chiudile o trasferiscile."], stop);

            // Who waits is offered before the page is shown, so that it holds the offer also where no script would fetch it.
            if (state == PresenceState.Available)
                await routing.Dispatch(stop);
            return Back(ritorno, "/operatore");
        }

        if (passa is { } declined)
        {
            await offers.Decline(member, declined, stop);
            return Back(ritorno, "/operatore");
        }

        return (prossima ? await offers.TakeNext(member, stop) : await offers.Accept(member, accetta ?? default, stop)) switch
        {
            Acceptance.Accepted accepted => Redirect($"/operatore/conversazioni/{accepted.Conversation}"),
            Acceptance.NoRoom => await Refuse(say["Hai già tutte le conversazioni che puoi seguire: chiudine una per prenderne un'altra."], stop),
            Acceptance.NobodyWaits => await Refuse(say["In coda non c'è nessuno che tu possa seguire adesso."], stop),
            _ => await Refuse(say["L'offerta non vale più: il tempo è scaduto, o la persona è uscita dalla coda."], stop),
        };
    }

    private async Task<IActionResult> Refuse(string message, CancellationToken stop)
    {
        await Load(stop);
        return Wrong("coda", message);
    }

    private async Task Load(CancellationToken stop)
    {
        View = await console.View(await Member(stop), stop);
        Trial = (await hours.Now(stop)).Trial;
    }
}

using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Platform.Requests;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Chat;

/// <summary>What the page of a conversation asks for the person whose it is.</summary>
public sealed record OwnConversationDesks(ChatDesk Chat, ConversationLog Log, ReopeningDesk Reopening, ChatEntrance Entrance, QueuePlaces Places, RequestDesk Requests, ChatHours Hours, Translations Translations);

/// <summary>A conversation as the person who asks has it, for herself or for whom she acts: where it stands in words, its end, and its reopening.</summary>
public abstract class OwnConversation(OwnConversationDesks desks, Say say) : ConversationPage(desks.Chat, desks.Log, desks.Translations, say)
{
    public Actor Actor => HttpContext.Acting!.Actor;

    public string Home => HttpContext.Acting!.Home;

    public Situation Situation { get; private set; } = null!;

    protected override bool Belongs(Conversation conversation, Participant who) => who.IsPerson && conversation.MandateId == Actor.Mandate.Id;

    protected override async Task LoadBeside(Conversation conversation, CancellationToken stop)
    {
        Situation = await Situation.Of(conversation, desks.Places, desks.Requests, desks.Hours, Say, stop);
        if (await desks.Reopening.LastDay(conversation, stop) is { } last)
            Situation = Situation with { ReopensUntil = last, NotNow = await desks.Entrance.Look(View.Who.Actor!, stop) is { IsOpen: false } view ? EntranceWords.Of(view, Say) : null };
    }

    protected override async Task<IActionResult> Act(string what, CancellationToken stop)
    {
        switch (what)
        {
            case "chiudi":
                await desks.Chat.Close(View.Who, stop);
                return Redirect(Request.Path);
            case "riapri":
                return await desks.Reopening.Reopen(View.Who.Actor!, View.Conversation, stop) switch
                {
                    Opening.Opened opened => Redirect(Request.Path.Value!.Replace($"{Id}", $"{opened.Conversation}", StringComparison.OrdinalIgnoreCase)),
                    Opening.QueueFull => Wrong(Say["La coda si è riempita in questo momento: la conversazione non è stata riaperta."], Closed),
                    Opening.TooLate => Wrong(Say["Questa conversazione non si può più riaprire. Puoi iniziarne una nuova."], Closed),
                    Opening.NotAllowed => NotFound(),
                    _ => Wrong(Say["La chat non è aperta in questo momento: la conversazione non è stata riaperta."], Closed),
                };
            default:
                return NotFound();
        }
    }
}

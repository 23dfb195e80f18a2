using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Platform.Requests;
using Cig.Web.Chat;
using Cig.Web.Language;
using Cig.Web.SignIn;

namespace Cig.Web.Pages.MyInps.Comunica;

/// <summary>A worker's conversation.</summary>
public sealed class ConversazioneModel(ChatDesk desk, ConversationLog log, QueuePlaces places, RequestDesk requests, ChatHours hours, WorkerDesk cases, Say say) : ConversationPage(desk, log, say)
{
    public Actor Actor => HttpContext.Acting!.Actor;

    public string Home => HttpContext.Acting!.Home;

    public WorkerCase? Case { get; private set; }

    public Situation Situation { get; private set; } = null!;

    protected override bool Belongs(Conversation conversation, Participant who) => who.IsPerson && conversation.MandateId == Actor.Mandate.Id;

    protected override async Task LoadBeside(Conversation conversation, CancellationToken stop)
    {
        Situation = await Situation.Of(conversation, places, requests, hours, Say, stop);
        if (conversation.ApplicationId is { } id)
            Case = await cases.Case(Actor, id, stop);
    }
}

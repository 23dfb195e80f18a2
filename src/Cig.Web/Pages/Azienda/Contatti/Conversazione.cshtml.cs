using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Registry;
using Cig.Platform.Requests;
using Cig.Web.Chat;
using Cig.Web.Language;
using Cig.Web.SignIn;

namespace Cig.Web.Pages.Azienda.Contatti;

/// <summary>A conversation of an employer.</summary>
public sealed class ConversazioneModel(ChatDesk desk, ConversationLog log, QueuePlaces places, RequestDesk requests, ChatHours hours, ApplicationDesk applications, Say say) : ConversationPage(desk, log, say)
{
    public Employer Employer => HttpContext.Acting!.Employer!;

    public string Home => HttpContext.Acting!.Home;

    public Application? Application { get; private set; }

    public Situation Situation { get; private set; } = null!;

    protected override bool Belongs(Conversation conversation, Participant who) => who.IsPerson && conversation.EmployerId == Employer.Id;

    protected override async Task LoadBeside(Conversation conversation, CancellationToken stop)
    {
        Situation = await Situation.Of(conversation, places, requests, hours, Say, stop);
        if (conversation.ApplicationId is { } id)
            Application = await applications.Application(HttpContext.Acting!.Actor, id, stop);
    }
}

using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Registry;
using Cig.Web.Chat;
using Cig.Web.Language;
using Cig.Web.SignIn;

namespace Cig.Web.Pages.Azienda.Contatti;

/// <summary>A conversation of an employer.</summary>
public sealed class ConversazioneModel(OwnConversationDesks desks, ApplicationDesk applications, Say say) : OwnConversation(desks, say)
{
    public Employer Employer => HttpContext.Acting!.Employer!;

    public Application? Application { get; private set; }

    protected override bool Belongs(Conversation conversation, Participant who) => who.IsPerson && conversation.EmployerId == Employer.Id;

    protected override async Task LoadBeside(Conversation conversation, CancellationToken stop)
    {
        await base.LoadBeside(conversation, stop);
        if (conversation.ApplicationId is { } id)
            Application = await applications.Application(Actor, id, stop);
    }
}

using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Web.Chat;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Azienda.Contatti;

/// <summary>A conversation of an employer.</summary>
public sealed class ConversazioneModel(ChatDesk desk, ConversationLog log, QueuePlaces places, ChatHours hours, ApplicationDesk applications, MandateRegister mandates, Say say) : ConversationPage(desk, log, say)
{
    [FromRoute(Name = "azienda")]
    public Guid Azienda { get; set; }

    public Employer? Employer { get; private set; }

    public Application? Application { get; private set; }

    public Situation Situation { get; private set; } = null!;

    protected override bool Belongs(Conversation conversation, Participant who) => who.IsPerson && conversation.EmployerId == Azienda;

    protected override async Task LoadBeside(Conversation conversation, CancellationToken stop)
    {
        Situation = await Situation.Of(conversation, places, hours, Say, stop);
        if (await mandates.ActFor(User.Person!, Azienda, stop) is not { } found)
            return;

        Employer = found.Employer;
        if (conversation.ApplicationId is { } id)
            Application = await applications.Application(found.Actor, id, stop);
    }
}

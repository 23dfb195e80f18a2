using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Web.Chat;
using Cig.Web.Language;
using Cig.Web.SignIn;

namespace Cig.Web.Pages.Operatore;

/// <summary>A conversation as the advisor has it, with the case that the person chose beside it; the look at the case is recorded.</summary>
public sealed class ConversazioneModel(ChatDesk desk, ConversationLog log, AdvisorDesk cases, StaffRegister staff, Say say) : ConversationPage(desk, log, say)
{
    public Work? Beside { get; private set; }

    protected override bool Belongs(Conversation conversation, Participant who) => !who.IsPerson;

    protected override async Task LoadBeside(Conversation conversation, CancellationToken stop)
    {
        if (await staff.Find(User.Person!, stop) is { } member)
            Beside = await cases.CaseOf(member, conversation, stop);
    }
}

using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Web.Chat;
using Cig.Web.Language;

namespace Cig.Web.Pages.MyInps.Comunica;

/// <summary>A worker's conversation.</summary>
public sealed class ConversazioneModel(OwnConversationDesks desks, WorkerDesk cases, Say say) : OwnConversation(desks, say)
{
    public WorkerCase? Case { get; private set; }

    protected override async Task LoadBeside(Conversation conversation, CancellationToken stop)
    {
        await base.LoadBeside(conversation, stop);
        if (conversation.ApplicationId is { } id)
            Case = await cases.Case(Actor, id, stop);
    }
}

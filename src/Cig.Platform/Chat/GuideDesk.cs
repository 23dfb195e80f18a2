using Cig.Platform.Mandates;

namespace Cig.Platform.Chat;

/// <summary>Points the person to a page of her own area, in place of looking at her screen: what she opens is hers, and the advisor sees the same beside the conversation.</summary>
public sealed class GuideDesk(ConversationLog log, MandateRegister mandates, TimeProvider time)
{
    /// <summary>The pages to which the advisor can point in a conversation that she has; none where it does not run.</summary>
    public async Task<IReadOnlyList<GuidedPage>> Pages(StaffMember advisor, Conversation conversation, CancellationToken stop)
    {
        if (conversation.State != ConversationState.Active || !Rights.MaySee(advisor.Roles, advisor.Id, conversation.AdvisorId))
            return [];
        if (conversation.MandateKind == MandateKind.Self)
            return GuidedPages.Of(conversation, Scope.Everything);

        // What she may open depends on her mandate as it stands now.
        var person = new Principal(conversation.Person, conversation.PersonName, "", SignInMeans.Spid, 2, time.GetUtcNow());
        return GuidedPages.Of(conversation, (await mandates.ActUnder(person, conversation.MandateId, stop))?.Mandate.Scope);
    }

    /// <summary>Puts a page into the conversation, in its log; the same identifier again is the same. False where the conversation does not have that page, or does not run.</summary>
    public async Task<bool> Point(StaffMember advisor, Conversation conversation, GuidedPage page, string clientMessageId, CancellationToken stop) =>
        (await Pages(advisor, conversation, stop)).Contains(page)
        && await log.Append(
            new(conversation.Id, Participant.Staff(advisor.Id), advisor.DisplayName) { Member = advisor }, ChatEventKind.Guided, clientMessageId, page.ToString(), stop) is Appended.Stored;
}

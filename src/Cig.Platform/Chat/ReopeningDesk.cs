using System.Data.Common;
using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Platform.Storage;
using Cig.Rules.Access;

namespace Cig.Platform.Chat;

/// <summary>
/// A closed conversation goes on in its own log for so many days as the administrator set (<see cref="QueueRules.ReopenDays"/>): it enters the queue again, by the same hours, areas and limit as
/// a new one, and the advisor that it had is preferred.
/// </summary>
public sealed class ReopeningDesk(Database database, ConversationLog log, ChatDesk desk, ChatEntrance entrance, MandateRegister mandates, RouteOfConversation routes, SettingsRegister settings, TimeProvider time)
{
    private const string LastClosing = "select max(e.at) from chat_events e join conversations c on c.id = e.conversation_id where c.id = @c and c.erased_at is null and e.kind = 'Closed'";

    /// <summary>The last day, in Rome, on which a conversation may be reopened; null where it is not closed, or may not be reopened any more.</summary>
    public async Task<DateOnly?> LastDay(Conversation conversation, CancellationToken stop)
    {
        if (conversation.State != ConversationState.Closed)
            return null;

        await using var connection = await database.Open(stop);
        await using var command = connection.Command(LastClosing, ("c", conversation.Id));
        return LastDay(await command.ExecuteScalarAsync(stop), await settings.Now(QueueRules.Setting, stop), time.GetUtcNow());
    }

    /// <summary>Puts a closed conversation into the queue again. One that is open already, or another open one on the same topic, is the answer instead: a person has one of each.</summary>
    public async Task<Opening> Reopen(Actor actor, Conversation conversation, CancellationToken stop)
    {
        if (!actor.Mandate.Scope.Allows(Operation.Talk) || (conversation.Person, conversation.MandateId) != (actor.Principal.FiscalCode, actor.Mandate.Id) || !await mandates.StillHolds(actor, stop))
            return new Opening.NotAllowed();
        if (await desk.FindOpen(actor, conversation.Topic, stop) is { } open)
            return new Opening.Opened(open);

        var (now, belongs) = (time.GetUtcNow(), await entrance.Belongs(actor, stop));
        var route = await routes.For(conversation.Id, actor, conversation.Topic, conversation.Tongue, now, stop);
        try
        {
            await using var step = await RoutingStep.Begin(database, log, now, stop);
            var standing = await step.Entrance(entrance, belongs, stop);
            if (await step.LockRoute(conversation.Id, skipLocked: false, "QUEUED", "OFFERED", "ASSIGNED", "ENDED") is null || await step.LockConversation(conversation.Id) is not { } page)
                return new Opening.NotAllowed();
            if (page.State is ConversationState.Waiting or ConversationState.Active)
                return new Opening.Opened(page.Id);
            if (page.State != ConversationState.Closed || LastDay(await step.Scalar(LastClosing, ("c", page.Id)), standing.Rules, now) is null)
                return new Opening.TooLate();
            if (Opening.Refusal(standing.State) is { } refusal)
                return refusal;

            await RouteOfConversation.EnterAgain(step, route with { Preferred = page.Advisor ?? route.Preferred });
            await step.Append(page, ChatEventKind.Reopened, Participant.Person, actor.Principal.FullName, "");
            await step.Commit();
            return new Opening.Opened(page.Id);
        }
        catch (DbException) when (!stop.IsCancellationRequested)
        {
            // The unique index let another conversation on the same topic be first.
            if (await desk.FindOpen(actor, conversation.Topic, stop) is { } first)
                return new Opening.Opened(first);
            throw;
        }
    }

    private static DateOnly? LastDay(object? closedAt, QueueRules rules, DateTimeOffset now)
    {
        if (closedAt is null or DBNull || rules.ReopenDays == 0)
            return null;

        var last = ChatSchedule.DayInRome(Instant.FromMicroseconds(Convert.ToInt64(closedAt))).AddDays(rules.ReopenDays);
        return ChatSchedule.DayInRome(now) <= last ? last : null;
    }
}

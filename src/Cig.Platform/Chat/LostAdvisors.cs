using Cig.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Chat;

/// <summary>An advisor who was not seen for longer than the grace: her conversations go back to the front of the queue and the people are told, by whichever node notices first.</summary>
public sealed class LostAdvisors(Database database, ConversationLog log, Presence presence, TimeProvider time, ILogger<LostAdvisors> logger)
{
    /// <summary>Who comes back goes before everybody who did not, and among those who come back the first is first.</summary>
    internal static readonly TimeSpan Front = TimeSpan.FromDays(30);

    internal async Task Return(RoutingRules rules, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        foreach (var present in (await presence.All(stop)).Where(p => p.State != PresenceState.Offline && presence.IsLost(p, rules)))
        {
            foreach (var id in await ActiveOf(present.Staff, stop))
                await Return(id, present.Staff, rules, stop);

            await using var step = await RoutingStep.Begin(database, log, now, stop);
            if (await step.LockPresence(present.Staff, skipLocked: true) is not { } still || still.State == PresenceState.Offline || !presence.IsLost(still, rules))
                continue;
            await step.Execute("update chat_presence set state = 'Offline', since = @n, misses = 0 where staff_id = @s", ("n", Instant.ToMicroseconds(step.Now)), ("s", present.Staff));
            step.Tell(QueueEventKind.Presence, null, present.Staff);
            await step.Commit();
            logger.LogWarning("Advisor {Staff} was not seen for {Seconds} seconds; she counts as offline and her conversations are back in the queue.", present.Staff, rules.GraceSeconds);
        }
    }

    private async Task Return(Guid id, Guid staff, RoutingRules rules, CancellationToken stop)
    {
        await using var step = await RoutingStep.Begin(database, log, time.GetUtcNow(), stop);
        if (await step.LockRoute(id, skipLocked: true, "ASSIGNED") is not { } route
            || await step.LockPresence(staff, skipLocked: false) is not { } present || !presence.IsLost(present, rules)
            || await step.LockConversation(id) is not { State: ConversationState.Active } conversation || conversation.Advisor != staff)
        {
            return;
        }

        await step.Append(conversation, ChatEventKind.Returned, "system", "Info CIG", "");
        await step.Execute(
            "update chat_routes set state = 'QUEUED', rank = @r, queued_at = @n, preferred = null, target = null, hold_until = null where conversation_id = @c",
            ("r", Instant.ToMicroseconds(ToFront(route.Rank, step.Now))), ("n", Instant.ToMicroseconds(step.Now)), ("c", id));
        step.Tell(QueueEventKind.Entered, id, null);
        await step.Commit();
    }

    /// <summary>The rank that puts a conversation before all who never had an advisor.</summary>
    internal static DateTimeOffset ToFront(DateTimeOffset rank, DateTimeOffset now) => now - rank > Front ? rank : rank - Front;

    private async Task<List<Guid>> ActiveOf(Guid staff, CancellationToken stop)
    {
        await using var db = database.Context();
        return await db.Set<Conversation>().Where(c => c.State == ConversationState.Active && c.AdvisorId == staff).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(stop);
    }
}

using System.Data.Common;
using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Platform.Storage;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Chat;

/// <summary>A conversation offered to an advisor, until an instant.</summary>
public sealed record Offer(Guid Id, Guid Conversation, Guid Staff, DateTimeOffset OfferedAt, DateTimeOffset ExpiresAt)
{
    internal const string Columns = "o.id, o.conversation_id, o.staff_id, o.offered_at, o.expires_at";

    internal static Offer Read(DbDataReader reader) =>
        new(reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2), Instant.FromMicroseconds(reader.GetInt64(3)), Instant.FromMicroseconds(reader.GetInt64(4)));
}

/// <summary>What became of the wish to have a conversation.</summary>
public abstract record Acceptance
{
    private Acceptance()
    {
    }

    public sealed record Accepted(Guid Conversation) : Acceptance;

    /// <summary>The offer has ended, the person has left, or somebody else has it.</summary>
    public sealed record Gone : Acceptance;

    /// <summary>One more would pass the hard limit, or, when taking the next one, the capacity.</summary>
    public sealed record NoRoom : Acceptance;

    /// <summary>Nobody waits whom this advisor can take.</summary>
    public sealed record NobodyWaits : Acceptance;
}

/// <summary>Offers: made, accepted, let pass. Each step locks the conversation's route and the advisor's presence, so that two cannot have the same and nobody gets more than she can hold.</summary>
public sealed class OfferDesk(Database database, ConversationLog log, SettingsRegister settings, Presence presence, TimeProvider time, ILogger<OfferDesk> logger)
{
    /// <summary>The offer that an advisor has before her.</summary>
    public async Task<Offer?> OpenFor(Guid staff, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command($"select {Offer.Columns} from chat_offers o where o.staff_id = @s and o.state = 'OPEN' and o.expires_at > @n", ("s", staff), ("n", Instant.ToMicroseconds(time.GetUtcNow())));
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop) ? Offer.Read(reader) : null;
    }

    /// <summary>Makes an offer, with its weight reserved; false where somebody was faster or there is no room any more.</summary>
    internal async Task<bool> Make(Route wanted, Guid staff, AdvisorSkills skills, RoutingRules rules, CancellationToken stop)
    {
        await using var step = await RoutingStep.Begin(database, log, time.GetUtcNow(), stop);
        if (await step.LockRoute(wanted.Conversation, skipLocked: true, "QUEUED") is null
            || await step.LockPresence(staff, skipLocked: true) is not { State: PresenceState.Available } present
            || !presence.IsThere(present, rules)
            || !Routing.SeatOf(present, skills, await step.LoadOf(staff, rules)).HasRoom(rules, step.Now)
            || await step.LockConversation(wanted.Conversation) is not { State: ConversationState.Waiting })
        {
            return false;
        }

        await step.Execute(
            "insert into chat_offers (id, conversation_id, staff_id, offered_at, expires_at, state) values (@i, @c, @s, @n, @e, 'OPEN')",
            ("i", Guid.CreateVersion7(step.Now)), ("c", wanted.Conversation), ("s", staff), ("n", Instant.ToMicroseconds(step.Now)), ("e", Instant.ToMicroseconds(step.Now.AddSeconds(rules.AcceptSeconds))));
        await step.Execute("update chat_routes set state = 'OFFERED' where conversation_id = @c", ("c", wanted.Conversation));
        step.Tell(QueueEventKind.Offered, wanted.Conversation, staff);
        await step.Commit();
        return true;
    }

    /// <summary>Accepts an offer: the advisor joins the conversation.</summary>
    public async Task<Acceptance> Accept(StaffMember advisor, Guid offer, CancellationToken stop)
    {
        if (await OpenFor(advisor.Id, stop) is not { } open || open.Id != offer || !advisor.Is(StaffRole.Advisor))
            return new Acceptance.Gone();

        await using var step = await RoutingStep.Begin(database, log, time.GetUtcNow(), stop);
        if (await step.LockRoute(open.Conversation, skipLocked: false, "OFFERED") is null
            || await step.LockPresence(advisor.Id, skipLocked: false) is null
            || await step.Execute("update chat_offers set state = 'ACCEPTED', ended_at = @n where id = @i and state = 'OPEN' and expires_at > @n", ("n", Instant.ToMicroseconds(step.Now)), ("i", offer)) == 0
            || await step.LockConversation(open.Conversation) is not { State: ConversationState.Waiting } conversation)
        {
            return new Acceptance.Gone();
        }

        await Join(step, conversation, advisor);
        await step.Commit();
        return new Acceptance.Accepted(open.Conversation);
    }

    /// <summary>Lets an offer pass to the next advisor; it does not count as missed.</summary>
    public async Task<bool> Decline(StaffMember advisor, Guid offer, CancellationToken stop) =>
        await OpenFor(advisor.Id, stop) is { } open && open.Id == offer && await End(open, "DECLINED", (await settings.Rules(stop)).MissesBeforeAway, stop);

    /// <summary>Takes the next conversation that the advisor can take, without waiting for an offer; an offer that she has is accepted. The capacity holds here as well.</summary>
    public async Task<Acceptance> TakeNext(StaffMember advisor, CancellationToken stop)
    {
        if (await OpenFor(advisor.Id, stop) is { } open && await Accept(advisor, open.Id, stop) is Acceptance.Accepted accepted)
            return accepted;

        var rules = await settings.Rules(stop);
        var skills = await settings.SkillsOf(advisor.Id, stop);
        foreach (var route in await First(stop))
        {
            if (!skills.Fits(route, time.GetUtcNow() - route.QueuedAt, rules) || route.Target is { } target && target != advisor.Id)
                continue;
            if (await Take(advisor, route.Conversation, rules, skills, stop) is var outcome and not Acceptance.Gone)
                return outcome;
        }

        return new Acceptance.NobodyWaits();
    }

    private async Task<Acceptance> Take(StaffMember advisor, Guid id, RoutingRules rules, AdvisorSkills skills, CancellationToken stop)
    {
        if (!advisor.Is(StaffRole.Advisor))
            return new Acceptance.Gone();

        await using var step = await RoutingStep.Begin(database, log, time.GetUtcNow(), stop);
        if (await step.LockRoute(id, skipLocked: true, "QUEUED") is null || await step.IsOwn(id, advisor))
            return new Acceptance.Gone();
        await step.PresenceOf(advisor.Id, PresenceState.Busy);
        var (load, full, _) = await step.LoadOf(advisor.Id, rules);
        if (load + RoutingRules.FullWeight > skills.Capacity || full + RoutingRules.FullWeight > skills.HardLimit)
            return new Acceptance.NoRoom();
        if (await step.LockConversation(id) is not { State: ConversationState.Waiting } conversation)
            return new Acceptance.Gone();

        await Join(step, conversation, advisor);
        await step.Commit();
        return new Acceptance.Accepted(id);
    }

    private static async Task Join(RoutingStep step, Page conversation, StaffMember advisor)
    {
        await step.Append(conversation, ChatEventKind.Joined, Participant.Staff(advisor.Id), advisor.DisplayName, "", takes: advisor);
        var now = Instant.ToMicroseconds(step.Now);
        await step.Execute("update chat_routes set state = 'ASSIGNED', assigned_at = @n, hold_until = null, target = null where conversation_id = @c", ("n", now), ("c", conversation.Id));
        await step.Execute("update chat_presence set misses = 0, last_assigned_at = @n, last_seen = @n, beat = beat + 1 where staff_id = @s", ("n", now), ("s", advisor.Id));
        step.Tell(QueueEventKind.Accepted, conversation.Id, advisor.Id);
    }

    /// <summary>Ends the offers whose time is over, and those of advisors who are not available any more; two in a row missed set an advisor away.</summary>
    internal async Task EndOverdue(RoutingRules rules, CancellationToken stop)
    {
        foreach (var (offer, missed) in await Overdue(stop))
            await End(offer, missed ? "MISSED" : "WITHDRAWN", rules.MissesBeforeAway, stop);
    }

    /// <summary>The end of an offer that was not accepted: the conversation goes to the next.</summary>
    internal async Task<bool> End(Offer offer, string how, int missesBeforeAway, CancellationToken stop)
    {
        await using var step = await RoutingStep.Begin(database, log, time.GetUtcNow(), stop);
        if (await step.LockRoute(offer.Conversation, skipLocked: false, "OFFERED", "ENDED") is null || await step.LockPresence(offer.Staff, skipLocked: false) is not { } present)
            return false;
        if (await step.Execute("update chat_offers set state = @h, ended_at = @n where id = @i and state = 'OPEN'", ("h", how), ("n", Instant.ToMicroseconds(step.Now)), ("i", offer.Id)) == 0)
            return false;

        await step.Execute("update chat_routes set state = 'QUEUED' where conversation_id = @c and state = 'OFFERED'", ("c", offer.Conversation));
        step.Tell(QueueEventKind.OfferEnded, offer.Conversation, offer.Staff);
        if (how == "MISSED")
        {
            var away = present.Misses + 1 >= missesBeforeAway && present.State == PresenceState.Available;
            await step.Execute(
                "update chat_presence set misses = @m, state = @st, since = @si where staff_id = @s",
                ("m", away ? 0 : present.Misses + 1), ("st", (away ? PresenceState.Away : present.State).ToString()), ("si", Instant.ToMicroseconds(away ? step.Now : present.Since)), ("s", offer.Staff));
            if (away)
            {
                step.Tell(QueueEventKind.Presence, null, offer.Staff);
                logger.LogInformation("Advisor {Staff} let offers pass and was set away.", offer.Staff);
            }
        }

        await step.Commit();
        return true;
    }

    /// <summary>A conversation that ended by its log leaves the queue and its advisor's hands.</summary>
    internal async Task<bool> LetGo(Guid conversation, CancellationToken stop)
    {
        await using var step = await RoutingStep.Begin(database, log, time.GetUtcNow(), stop);
        if (await step.LockRoute(conversation, skipLocked: false, "QUEUED", "OFFERED", "ASSIGNED") is null)
            return false;
        if (await step.LockConversation(conversation) is not { State: ConversationState.Closed or ConversationState.Request } standing)
            return false;

        await step.Execute("update chat_offers set state = 'WITHDRAWN', ended_at = @n where conversation_id = @c and state = 'OPEN'", ("n", Instant.ToMicroseconds(step.Now)), ("c", conversation));
        await step.Execute("update chat_routes set state = 'ENDED', hold_until = null where conversation_id = @c", ("c", conversation));
        step.Tell(QueueEventKind.Left, conversation, standing.Advisor);
        await step.Commit();
        return true;
    }

    /// <summary>What a node that stopped in between left behind: routes of conversations that have ended.</summary>
    /// <param name="waiting">Those who wait as well, however many; otherwise only what advisors have or are offered, which are never more than they can hold.</param>
    internal async Task LetGoOfEnded(bool waiting, CancellationToken stop)
    {
        var states = waiting ? "('QUEUED', 'OFFERED', 'ASSIGNED')" : "('OFFERED', 'ASSIGNED')";
        foreach (var id in await Ids($"select r.conversation_id from chat_routes r join conversations c on c.id = r.conversation_id where r.state in {states} and c.state in ('CLOSED', 'REQUEST')", stop))
            await LetGo(id, stop);
    }

    /// <summary>Ends the holds whose time is over; the person and the advisor are told.</summary>
    internal async Task EndHolds(CancellationToken stop)
    {
        foreach (var id in await Ids("select conversation_id from chat_routes where state = 'ASSIGNED' and hold_until <= @n", stop))
            await Resume(id, "system", "Info CIG", null, stop);
    }

    /// <summary>Goes on after a hold; false where there is none, or it is another advisor's.</summary>
    internal async Task<bool> Resume(Guid id, string sender, string name, Guid? advisor, CancellationToken stop)
    {
        await using var step = await RoutingStep.Begin(database, log, time.GetUtcNow(), stop);
        if (await step.LockRoute(id, skipLocked: false, "ASSIGNED") is null
            || await step.LockConversation(id) is not { State: ConversationState.Active } conversation
            || advisor is { } wanted && conversation.Advisor != wanted
            || await step.Execute("update chat_routes set hold_until = null where conversation_id = @c and hold_until is not null", ("c", id)) == 0)
        {
            return false;
        }

        await step.Append(conversation, ChatEventKind.Resumed, sender, name, "");
        step.Tell(QueueEventKind.Changed, id, conversation.Advisor);
        await step.Commit();
        return true;
    }

    private async Task<List<(Offer Offer, bool Missed)>> Overdue(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            $"select {Offer.Columns}, p.state from chat_offers o join chat_presence p on p.staff_id = o.staff_id where o.state = 'OPEN' and (o.expires_at <= @n or p.state <> 'Available')",
            ("n", Instant.ToMicroseconds(time.GetUtcNow())));
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<(Offer, bool)> overdue = [];
        while (await reader.ReadAsync(stop))
            overdue.Add((Offer.Read(reader), reader.GetString(5) == nameof(PresenceState.Available)));
        return overdue;
    }

    private async Task<List<Route>> First(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await Routing.Waiting(connection, long.MinValue, Guid.Empty, 500, stop);
    }

    private async Task<List<Guid>> Ids(string sql, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using DbCommand command = connection.Command(sql, ("n", Instant.ToMicroseconds(time.GetUtcNow())));
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<Guid> ids = [];
        while (await reader.ReadAsync(stop))
            ids.Add(reader.GetGuid(0));
        return ids;
    }
}

using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Platform.Staff;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Chat;

/// <summary>Why an advisor closed a conversation; kept as the body of the closing event and counted in the reports.</summary>
public enum CloseReason
{
    Answered,
    CaseState,
    PaymentTiming,
    HowToApply,
    OtherWork,
    ToOtherChannel,
    NoReply,
    Other,
}

/// <summary>Where a conversation is sent: to one of a colleague, a scheme, a territory, a language.</summary>
public sealed record TransferTarget(Guid? Colleague = null, string? Scheme = null, string? Territory = null, Tongue? Tongue = null);

/// <summary>A colleague to whom a conversation can be sent.</summary>
public sealed record Colleague(Guid Id, string Name, PresenceState State);

/// <summary>A conversation in the queue, as the console lists it.</summary>
public sealed record QueueRow(Guid Id, string Initials, string TopicName, string Scheme, string? Territory, Tongue Tongue, Audience Audience, DateTimeOffset QueuedAt, bool Offered);

/// <summary>A conversation that the advisor has.</summary>
public sealed record OwnRow(Guid Id, string PersonName, string TopicName, DateTimeOffset? HoldUntil, bool PersonWaits, DateTimeOffset LastAt);

/// <summary>What the console shows beside a conversation.</summary>
public sealed record ConsoleView(Present? Presence, Offer? Offer, QueueRow? Offered, IReadOnlyList<QueueRow> Waiting, IReadOnlyList<OwnRow> Own, long Number);

/// <summary>What an advisor does with the conversations that she has: note, hold, transfer, close. Each is an event of the conversation's log, and hers alone to do.</summary>
public sealed class ConsoleDesk(Database database, ConversationLog log, OfferDesk offers, Presence presence, QueueLog queue, SettingsRegister settings, StaffRegister staff, TimeProvider time)
{
    /// <summary>Longest wait that an advisor may ask for.</summary>
    public static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(60);

    /// <summary>Longest note, summary or reason, in characters.</summary>
    public const int LongestNote = 2000;

    public async Task<ConsoleView> View(StaffMember advisor, CancellationToken stop)
    {
        // The number is read first: what happens meanwhile is told again, never lost.
        var number = await queue.LastNumber(stop);
        await presence.Seen(advisor.Id, stop);
        var offer = await offers.OpenFor(advisor.Id, stop);
        var rows = await Waiting(stop);
        return new(
            await presence.Of(advisor.Id, stop), offer, rows.FirstOrDefault(r => r.Id == offer?.Conversation), [.. rows.Where(r => !r.Offered)], await Own(advisor, stop), number);
    }

    /// <summary>Words for colleagues about a conversation that the advisor has; the same identifier again is the same note.</summary>
    public async Task<bool> Note(StaffMember advisor, Guid id, string clientMessageId, string words, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(words) || words.Length > LongestNote)
            return false;

        await using var step = await RoutingStep.Begin(database, log, time.GetUtcNow(), stop);
        if (await step.LockConversation(id) is not { } conversation || conversation.Advisor != advisor.Id || conversation.State is not (ConversationState.Active or ConversationState.Closed))
            return false;
        var sender = Participant.Staff(advisor.Id);
        if (await step.Scalar("select n from chat_events where conversation_id = @c and sender = @s and client_message_id = @m", ("c", id), ("s", sender), ("m", clientMessageId)) is not null)
            return true;

        await StaffNote.Write(step, conversation, ChatEventKind.Note, sender, advisor.DisplayName, words.Trim(), clientMessageId);
        await step.Commit();
        return true;
    }

    /// <summary>The notes of a conversation, in order.</summary>
    public async Task<IReadOnlyList<StaffNote>> Notes(Guid id, CancellationToken stop)
    {
        await using var db = database.Context();
        return await db.Set<StaffNote>().AsNoTracking().Where(n => n.ConversationId == id && n.Body != "").OrderBy(n => n.N).ToListAsync(stop);
    }

    /// <summary>Asks the person to wait, with a reason and until an instant; she sees both.</summary>
    public async Task<bool> Hold(StaffMember advisor, Guid id, string reason, TimeSpan length, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestNote || length <= TimeSpan.Zero || length > LongestHold)
            return false;

        await using var step = await RoutingStep.Begin(database, log, time.GetUtcNow(), stop);
        if (await step.LockRoute(id, skipLocked: false, "ASSIGNED") is null || await step.LockConversation(id) is not { State: ConversationState.Active } conversation || conversation.Advisor != advisor.Id)
            return false;

        var until = step.Now + length;
        await step.Append(conversation, ChatEventKind.Held, Participant.Staff(advisor.Id), advisor.DisplayName, new Hold(until, reason.Trim()).Body);
        await step.Execute("update chat_routes set hold_until = @u where conversation_id = @c", ("u", Instant.ToMicroseconds(until)), ("c", id));
        step.Tell(QueueEventKind.Changed, id, advisor.Id);
        await step.Commit();
        return true;
    }

    public Task<bool> Resume(StaffMember advisor, Guid id, CancellationToken stop) => offers.Resume(id, Participant.Staff(advisor.Id), advisor.DisplayName, advisor.Id, stop);

    /// <summary>
    /// Sends a conversation on, with a summary for whoever takes it. The person keeps her history and goes before all who wait; the sender is not offered it again at once.
    /// </summary>
    public async Task<bool> Transfer(StaffMember advisor, Guid id, TransferTarget target, string targetName, string summary, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(summary) || summary.Length > LongestNote || target == new TransferTarget() || target.Colleague == advisor.Id)
            return false;
        if (target.Colleague is { } colleague && !(await Colleagues(advisor, stop)).Any(c => c.Id == colleague))
            return false;

        await using var step = await RoutingStep.Begin(database, log, time.GetUtcNow(), stop);
        if (await step.LockRoute(id, skipLocked: false, "ASSIGNED") is not { } route || await step.LockConversation(id) is not { State: ConversationState.Active } conversation || conversation.Advisor != advisor.Id)
            return false;

        var sender = Participant.Staff(advisor.Id);
        await StaffNote.Write(step, conversation, ChatEventKind.Note, sender, advisor.DisplayName, summary.Trim(), null);
        await step.Append(conversation, ChatEventKind.Transferred, sender, advisor.DisplayName, targetName);
        var now = Instant.ToMicroseconds(step.Now);
        await step.Execute(
            "update chat_routes set state = 'QUEUED', rank = @r, queued_at = @n, preferred = null, target = @t, scheme = @s, territory = @te, tongue = @l, hold_until = null where conversation_id = @c",
            ("r", Instant.ToMicroseconds(LostAdvisors.ToFront(route.Rank, step.Now))), ("n", now), ("t", target.Colleague), ("s", target.Scheme ?? route.Scheme), ("te", target.Territory ?? route.Territory),
            ("l", (target.Tongue ?? route.Tongue).ToString()), ("c", id));
        await step.Execute(
            "insert into chat_offers (id, conversation_id, staff_id, offered_at, expires_at, state, ended_at) values (@i, @c, @s, @n, @n, 'DECLINED', @n)",
            ("i", Guid.CreateVersion7(step.Now)), ("c", id), ("s", advisor.Id), ("n", now));
        step.Tell(QueueEventKind.Entered, id, null);
        await step.Commit();
        return true;
    }

    /// <summary>Closes a conversation with its reason.</summary>
    public async Task<bool> Close(StaffMember advisor, Guid id, CloseReason reason, CancellationToken stop)
    {
        await using (var db = database.Context())
        {
            if (!await db.Set<Conversation>().AnyAsync(c => c.Id == id && c.AdvisorId == advisor.Id && c.State == ConversationState.Active, stop))
                return false;
        }

        return await log.Append(new(id, Participant.Staff(advisor.Id), advisor.DisplayName) { Member = advisor }, ChatEventKind.Closed, null, reason.ToString(), stop) is Appended.Stored;
    }

    /// <summary>Advisors other than this one, the available first.</summary>
    public async Task<IReadOnlyList<Colleague>> Colleagues(StaffMember advisor, CancellationToken stop)
    {
        var rules = await settings.Rules(stop);
        var present = await presence.All(stop);
        return [.. (await staff.With(StaffRole.Advisor, stop)).Where(a => a.StaffId != advisor.Id)
            .Select(a => new Colleague(a.StaffId, a.DisplayName, present.FirstOrDefault(p => p.Staff == a.StaffId && presence.IsThere(p, rules))?.State ?? PresenceState.Offline))
            .OrderBy(c => c.State == PresenceState.Available ? 0 : 1).ThenBy(c => c.Name, StringComparer.Ordinal)];
    }

    /// <summary>The conversations that the advisor handled last and that have ended, the newest first.</summary>
    public async Task<IReadOnlyList<Conversation>> Past(StaffMember advisor, CancellationToken stop)
    {
        await using var db = database.Context();
        return await db.Set<Conversation>().AsNoTracking().Where(c => c.AdvisorId == advisor.Id && c.State == ConversationState.Closed && c.ErasedAt == null).OrderByDescending(c => c.OpenedAt).Take(100).ToListAsync(stop);
    }

    /// <summary>Who waits, in the order in which they are served.</summary>
    public async Task<IReadOnlyList<QueueRow>> Waiting(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            """
            select c.id, c.person_name, c.topic_name, r.scheme, r.territory, r.tongue, r.audience,
                (select max(at) from chat_events where conversation_id = c.id and kind in ('Opened', 'Reopened')), r.state
            from chat_routes r join conversations c on c.id = r.conversation_id where r.state in ('QUEUED', 'OFFERED') and c.state = 'WAITING' order by r.rank, r.conversation_id limit 200
            """);
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<QueueRow> rows = [];
        while (await reader.ReadAsync(stop))
        {
            rows.Add(new(
                reader.GetGuid(0), Initials(reader.GetString(1)), reader.GetString(2), reader.GetString(3), await reader.IsDBNullAsync(4, stop) ? null : reader.GetString(4),
                Enum.Parse<Tongue>(reader.GetString(5)), Enum.Parse<Audience>(reader.GetString(6)), Instant.FromMicroseconds(reader.GetInt64(7)), reader.GetString(8) == "OFFERED"));
        }

        return rows;
    }

    /// <summary>Until she answers, an advisor needs no more of a name than its first letters.</summary>
    public static string Initials(string name) => string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => $"{part[0]}. ")).Trim();

    private async Task<IReadOnlyList<OwnRow>> Own(StaffMember advisor, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            """
            select c.id, c.person_name, c.topic_name, r.hold_until, e.sender, e.at from conversations c left join chat_routes r on r.conversation_id = c.id
            left join chat_events e on e.conversation_id = c.id and e.n = (select max(n) from chat_events where conversation_id = c.id and kind in ('Message', 'Attached', 'Guided', 'Joined', 'Opened', 'Reopened'))
            where c.state = 'ACTIVE' and c.advisor_id = @a order by c.opened_at
            """,
            ("a", advisor.Id));
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<OwnRow> rows = [];
        while (await reader.ReadAsync(stop))
        {
            rows.Add(new(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), await reader.IsDBNullAsync(3, stop) ? null : Instant.FromMicroseconds(reader.GetInt64(3)),
                reader.GetString(4) == Participant.Person, Instant.FromMicroseconds(reader.GetInt64(5))));
        }

        return rows;
    }
}

using Cig.Platform.Audit;
using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Platform.Storage;

namespace Cig.Platform.Chat;

/// <summary>
/// Whether supervisors may read along while advisors work, and see figures of single advisors. Off until an administrator switches it on with the legal basis that allows it: both are
/// a means of remote control of work, which art. 4 L. 300/1970 ties to a union agreement or an authorisation of the labour inspectorate.
/// </summary>
/// <param name="On">Reading along.</param>
/// <param name="ByAdvisor">Reports by advisor.</param>
public sealed record Listening(bool On, string LegalBasis, bool ByAdvisor = false)
{
    public static Setting<Listening> Setting { get; } = new("listening", new(false, ""), ChatSettingsJson.Default.Listening);
}

/// <summary>A conversation that is going on, as the supervisor sees it: who and how long, not what is said.</summary>
public sealed record RunningRow(Guid Id, string Topic, string Scheme, string? Territory, Guid Advisor, string AdvisorName, DateTimeOffset OpenedAt, bool PersonWaits, DateTimeOffset LastAt, DateTimeOffset? HoldUntil);

/// <summary>What a supervisor may do with a conversation that an advisor has and in which she is not the person who asks. Each step is in the conversation's log and in the audit log.</summary>
public sealed class SupervisorDesk(Database database, ConversationLog log, SettingsRegister settings, TimeProvider time)
{
    /// <summary>The chain of the audit log for a conversation.</summary>
    public static string AuditChain(Guid conversation) => $"conversation/{conversation}";

    public Task<Listening> ListeningNow(CancellationToken stop) => settings.Now(Listening.Setting, stop);

    /// <summary>The conversations that are going on: those of the supervisor's office, or all where she has none.</summary>
    public async Task<IReadOnlyList<RunningRow>> Running(StaffMember supervisor, CancellationToken stop)
    {
        if (!supervisor.Is(StaffRole.Supervisor))
            return [];

        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            """
            select c.id, c.topic_name, r.scheme, r.territory, c.advisor_id, c.advisor_name, c.opened_at, e.sender, e.at, r.hold_until
            from conversations c join chat_routes r on r.conversation_id = c.id
            left join chat_events e on e.conversation_id = c.id and e.n = (select max(n) from chat_events where conversation_id = c.id and kind in ('Message', 'Attached', 'Guided', 'Joined', 'Opened', 'Reopened'))
            where c.state = 'ACTIVE' and (cast(@o as text) is null or r.territory = @o) order by c.opened_at
            """,
            ("o", supervisor.Office));
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<RunningRow> rows = [];
        while (await reader.ReadAsync(stop))
        {
            rows.Add(new(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), await reader.IsDBNullAsync(3, stop) ? null : reader.GetString(3), reader.GetGuid(4), reader.GetString(5),
                Instant.FromMicroseconds(reader.GetInt64(6)), reader.GetString(7) == Participant.Person, Instant.FromMicroseconds(reader.GetInt64(8)),
                await reader.IsDBNullAsync(9, stop) ? null : Instant.FromMicroseconds(reader.GetInt64(9))));
        }

        return rows;
    }

    /// <summary>A word to the advisor; the person never sees it.</summary>
    public Task<bool> Whisper(StaffMember supervisor, Guid id, string words, CancellationToken stop) =>
        string.IsNullOrWhiteSpace(words) || words.Length > ConsoleDesk.LongestNote
            ? Task.FromResult(false)
            : Step(supervisor, id, "whisper", (step, conversation) => StaffNote.Write(step, conversation, ChatEventKind.Whisper, Participant.Staff(supervisor.Id), supervisor.DisplayName, words.Trim(), null), stop);

    /// <summary>Goes on in place of the advisor, within the supervisor's own hard limit; both sides are told.</summary>
    public async Task<bool> TakeOver(StaffMember supervisor, Guid id, CancellationToken stop)
    {
        var rules = await settings.Rules(stop);
        var skills = await settings.SkillsOf(supervisor.Id, stop);
        return await Step(supervisor, id, "take-over", TakeIt, stop, HasRoom);

        async Task<bool> HasRoom(RoutingStep step)
        {
            await step.PresenceOf(supervisor.Id, PresenceState.Busy);
            await step.Execute("update chat_presence set last_seen = @n, beat = beat + 1, state = case state when 'Offline' then 'Busy' else state end where staff_id = @s", ("n", Instant.ToMicroseconds(step.Now)), ("s", supervisor.Id));
            return (await step.LoadOf(supervisor.Id, rules)).FullLoad + RoutingRules.FullWeight <= skills.HardLimit;
        }

        async Task TakeIt(RoutingStep step, Page conversation)
        {
            await step.Append(conversation, ChatEventKind.TakenOver, Participant.Staff(supervisor.Id), supervisor.DisplayName, "", takes: supervisor);
            await step.Execute("update chat_routes set hold_until = null where conversation_id = @c", ("c", id));
        }
    }

    /// <summary>Begins or ends to read along; begins only where it is switched on.</summary>
    public async Task<bool> Listen(StaffMember supervisor, Guid id, bool begin, CancellationToken stop)
    {
        if (begin && !(await ListeningNow(stop)).On || await IsListening(supervisor, id, stop) == begin)
            return false;

        return await Step(supervisor, id, begin ? "listen" : "listen-end", (step, conversation) =>
            step.Append(conversation, begin ? ChatEventKind.ListeningBegan : ChatEventKind.ListeningEnded, Participant.Staff(supervisor.Id), supervisor.DisplayName, ""), stop);
    }

    /// <summary>What is said in a conversation that the supervisor reads along; null where she does not.</summary>
    public async Task<IReadOnlyList<ChatEvent>?> Heard(StaffMember supervisor, Guid id, CancellationToken stop)
    {
        if (!supervisor.Is(StaffRole.Supervisor) || !(await ListeningNow(stop)).On || !await IsListening(supervisor, id, stop) || !supervisor.LooksAfter(await OfficeOf(id, stop)))
            return null;

        return await log.After(id, 0, stop).ToListAsync(stop);
    }

    public async Task<bool> IsListening(StaffMember supervisor, Guid id, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            "select kind from chat_events where conversation_id = @c and sender = @s and kind in ('ListeningBegan', 'ListeningEnded') order by n desc limit 1",
            ("c", id), ("s", Participant.Staff(supervisor.Id)));
        return await command.ExecuteScalarAsync(stop) as string == nameof(ChatEventKind.ListeningBegan);
    }

    private async Task<string?> OfficeOf(Guid conversation, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command("select territory from chat_routes where conversation_id = @c", ("c", conversation));
        return await command.ExecuteScalarAsync(stop) as string;
    }

    private async Task<bool> Step(
        StaffMember supervisor, Guid id, string act, Func<RoutingStep, Page, Task> change, CancellationToken stop, Func<RoutingStep, Task<bool>>? allowed = null)
    {
        if (!supervisor.Is(StaffRole.Supervisor))
            return false;

        Guid? advisor;
        await using (var step = await RoutingStep.Begin(database, log, time.GetUtcNow(), stop))
        {
            if (await step.LockRoute(id, skipLocked: false, "ASSIGNED") is not { } route || !supervisor.LooksAfter(route.Territory) || allowed is not null && !await allowed(step)
                || await step.LockConversation(id) is not { State: ConversationState.Active } conversation || conversation.Advisor == supervisor.Id
                || await step.IsOwn(id, supervisor))
            {
                return false;
            }

            advisor = conversation.Advisor;
            await change(step, conversation);
            step.Tell(QueueEventKind.Changed, id, advisor);
            await step.Commit();
        }

        await Retry.OnConflict(async () =>
        {
            await using var db = database.Context();
            await AuditLog.Record(db, AuditChain(id), time.GetUtcNow(), supervisor.Principal.FiscalCode, supervisor.DisplayName, act, $"advisor {advisor}", stop);
            await db.SaveChangesAsync(stop);
        });
        return true;
    }
}

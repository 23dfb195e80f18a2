using System.Data;
using System.Data.Common;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;

namespace Cig.Platform.Chat;

/// <summary>
/// One transaction that changes where a conversation stands: its route, an advisor's presence, its row and its log together. Locks are always taken in this order (route,
/// presence, conversation), so steps on any number of nodes cannot wait for each other in a ring; the queue's number comes last. What happened is told after the commit.
/// </summary>
internal sealed class RoutingStep : IAsyncDisposable
{
    private readonly Database _database;
    private readonly ConversationLog _log;
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly HashSet<Page> _pages = [];
    private readonly List<(QueueEventKind, Guid?, Guid?)> _queue = [];

    private RoutingStep(Database database, ConversationLog log, DbConnection connection, DbTransaction transaction, DateTimeOffset now)
    {
        (_database, _log, _connection, _transaction) = (database, log, connection, transaction);
        Now = Instant.FromMicroseconds(Instant.ToMicroseconds(now));
    }

    public DateTimeOffset Now { get; }

    private string ForUpdate => _database.Engine == Engine.PostgreSql ? " for update" : "";

    public static async Task<RoutingStep> Begin(Database database, ConversationLog log, DateTimeOffset now, CancellationToken stop)
    {
        // On SQLite the transaction takes the write lock when it begins.
        var connection = await database.Open(stop);
        return new(database, log, connection, await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, stop), now);
    }

    public async Task Commit()
    {
        await QueueLog.Append(_connection, _transaction, Now, _queue);
        var standing = await _log.StandingOfListeners(_pages);
        await _transaction.CommitAsync();
        _log.Tell(_pages, standing);
        if (_queue.Count > 0)
            _log.Feed.Nudge(LiveFeed.Queue);
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    /// <summary>How the service stands for somebody who enters the queue by this step; asked before anything is locked, since those who enter wait for one another.</summary>
    public Task<EntranceView> Entrance(ChatEntrance entrance, (Audience Audience, string? Province) belongs, CancellationToken stop) => entrance.DecideForEntry(_connection, _transaction, belongs, Now, stop);

    /// <summary>Notes what happened in the queue.</summary>
    public void Tell(QueueEventKind kind, Guid? conversation, Guid? staff) => _queue.Add((kind, conversation, staff));

    /// <summary>Locks a route; null where it stands elsewhere than in one of <paramref name="states"/>, or, when skipping, where another node has it.</summary>
    public async Task<Route?> LockRoute(Guid conversation, bool skipLocked, params string[] states)
    {
        var skip = skipLocked && _database.Engine == Engine.PostgreSql ? " skip locked" : "";
        await using var command = Command($"select {RouteColumns}, state from chat_routes where conversation_id = @c{ForUpdate}{skip}", ("c", conversation));
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() && states.Contains(reader.GetString(9)) ? ReadRoute(reader) : null;
    }

    /// <summary>Locks an advisor's presence; null where she has none, or, when skipping, where another node has it.</summary>
    public async Task<Present?> LockPresence(Guid staff, bool skipLocked)
    {
        var skip = skipLocked && _database.Engine == Engine.PostgreSql ? " skip locked" : "";
        await using var command = Command($"select {Present.Columns} from chat_presence where staff_id = @s{ForUpdate}{skip}", ("s", staff));
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? Present.Read(reader) : null;
    }

    /// <summary>Locks the presence of a member of staff who acts; one who was never there is put down in the state given, and seen now.</summary>
    public async Task<Present> PresenceOf(Guid staff, PresenceState first)
    {
        await Execute(
            "insert into chat_presence (staff_id, state, since, last_seen, misses, last_assigned_at) values (@s, @st, @n, @n, 0, 0) on conflict (staff_id) do nothing",
            ("s", staff), ("st", first.ToString()), ("n", Instant.ToMicroseconds(Now)));
        return (await LockPresence(staff, skipLocked: false))!;
    }

    /// <summary>Locks a conversation's row.</summary>
    public async Task<Page?> LockConversation(Guid id)
    {
        await using var command = Command($"select id, state, last_number, advisor_id, advisor_name from conversations where id = @c{ForUpdate}", ("c", id));
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? Page.Read(reader) : null;
    }

    /// <summary>Whether somebody of the staff is the person who asks: nobody is on both sides of a conversation.</summary>
    public async Task<bool> IsOwn(Guid conversation, StaffMember member) =>
        await Scalar("select 1 from conversations where id = @c and person = @p", ("c", conversation), ("p", member.Principal.FiscalCode)) is not null;

    /// <summary>Adds an event to a locked conversation, by the rules of its log; the number that it got. <paramref name="takes"/>: who has the conversation from here on.</summary>
    public async Task<long> Append(Page conversation, ChatEventKind kind, string sender, string senderName, string body, string? clientMessageId = null, StaffMember? takes = null)
    {
        if (conversation.Take(new Entry(new(conversation.Id, sender, senderName), kind, clientMessageId, body) { Takes = takes }, Now) is not Appended.Stored { N: var n })
            throw new InvalidOperationException($"{kind} cannot happen in a conversation that is {conversation.State}.");

        await ConversationLog.Insert(_connection, _transaction, conversation.Events[^1]);
        await Execute(
            "update conversations set state = @s, last_number = @n, advisor_id = @a, advisor_name = @an where id = @c",
            ("s", conversation.State.ToString().ToUpperInvariant()), ("n", conversation.LastNumber), ("a", conversation.Advisor), ("an", conversation.AdvisorName), ("c", conversation.Id));
        _pages.Add(conversation);
        return n;
    }

    /// <summary>What an advisor's conversations and open offers weigh: as they are now, and if everybody answered at once.</summary>
    public async Task<(int Load, int FullLoad, bool Offered)> LoadOf(Guid staff, RoutingRules rules) =>
        (await Loads.Read(_connection, _transaction, rules, Now, staff)).GetValueOrDefault(staff);

    public async Task<int> Execute(string sql, params (string, object?)[] parameters)
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<object?> Scalar(string sql, params (string, object?)[] parameters)
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteScalarAsync() is { } value and not DBNull ? value : null;
    }

    private DbCommand Command(string sql, params (string, object?)[] parameters) => _connection.Command(_transaction, sql, parameters);

    internal const string RouteColumns = "conversation_id, scheme, territory, tongue, audience, rank, queued_at, preferred, target";

    internal static Route ReadRoute(DbDataReader reader) => new(
        reader.GetGuid(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), Enum.Parse<Tongue>(reader.GetString(3)), Enum.Parse<Audience>(reader.GetString(4)),
        Instant.FromMicroseconds(reader.GetInt64(5)), Instant.FromMicroseconds(reader.GetInt64(6)), reader.IsDBNull(7) ? null : reader.GetGuid(7), reader.IsDBNull(8) ? null : reader.GetGuid(8));
}

/// <summary>What advisors have in hand, read from the conversations themselves: there is no counter that could be wrong.</summary>
internal static class Loads
{
    /// <summary>The load of one advisor, or of all.</summary>
    public static async Task<Dictionary<Guid, (int Load, int FullLoad, bool Offered)>> Read(DbConnection connection, DbTransaction? transaction, RoutingRules rules, DateTimeOffset now, Guid? staff)
    {
        Dictionary<Guid, (int Load, int FullLoad, bool Offered)> loads = [];
        var (active, offered) = staff is null ? ("c.advisor_id is not null", "") : ("c.advisor_id = @a", " and staff_id = @a");
        await using (var command = connection.Command(
            transaction,
            $"""
            select c.advisor_id, r.hold_until, e.sender, e.at
            from conversations c left join chat_routes r on r.conversation_id = c.id
            left join chat_events e on e.conversation_id = c.id and e.n = (select max(n) from chat_events where conversation_id = c.id and kind in ('Message', 'Attached', 'Guided'))
            where c.state = 'ACTIVE' and {active}
            """,
            ("a", staff ?? Guid.Empty)))
        {
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var held = !reader.IsDBNull(1);
                var theirTurn = !reader.IsDBNull(2) && reader.GetString(2) != Participant.Person && now - Instant.FromMicroseconds(reader.GetInt64(3)) >= TimeSpan.FromSeconds(rules.IdleAfterSeconds);
                Add(reader.GetGuid(0), held || theirTurn ? rules.IdleWeight : RoutingRules.FullWeight, false);
            }
        }

        await using (var command = connection.Command(transaction, $"select staff_id from chat_offers where state = 'OPEN'{offered}", ("a", staff ?? Guid.Empty)))
        {
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                Add(reader.GetGuid(0), RoutingRules.FullWeight, true);
        }

        return loads;

        void Add(Guid advisor, int weight, bool offer)
        {
            var known = loads.GetValueOrDefault(advisor);
            loads[advisor] = (known.Load + weight, known.FullLoad + RoutingRules.FullWeight, known.Offered || offer);
        }
    }
}

using System.Data;
using System.Data.Common;
using System.Threading.Channels;
using Cig.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Chat;

/// <summary>
/// The numbered log of every conversation. One writer on each node takes all commands that wait, stores them in one transaction, and only after the commit tells their
/// senders and the listeners. The number is given inside the transaction, under the lock of the conversation's row, so any node may write any conversation.
/// </summary>
public sealed class ConversationLog(Database database, TimeProvider time, ILogger<ConversationLog> log) : BackgroundService
{
    private const int LargestBatch = 256;
    private readonly Channel<Command> _commands = Channel.CreateBounded<Command>(new BoundedChannelOptions(4096) { SingleReader = true });

    /// <summary>What was stored, told to this node's listeners.</summary>
    public LiveFeed Feed { get; } = new();

    /// <summary>Stores an event. The task ends after the commit; until then nobody may believe that it is stored.</summary>
    /// <param name="clientMessageId">Identifier made once by the sender; null for events that the server makes.</param>
    /// <param name="advisor">The advisor who joins, with <see cref="ChatEventKind.Joined"/>.</param>
    public async Task<Appended> Append(Participant who, ChatEventKind kind, string? clientMessageId, string body, Guid? advisor, CancellationToken stop)
    {
        var command = new Command(who, kind, clientMessageId, body, advisor);
        await _commands.Writer.WriteAsync(command, stop);
        return await command.Outcome.Task.WaitAsync(stop);
    }

    /// <summary>The events after a number, in order.</summary>
    public async Task<IReadOnlyList<ChatEvent>> Since(Guid conversation, long n, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = Sql(connection, null, "select n, kind, sender, sender_name, client_message_id, body, at from chat_events where conversation_id = @c and n > @n order by n limit 1000", ("c", conversation), ("n", n));
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<ChatEvent> events = [];
        while (await reader.ReadAsync(stop))
        {
            events.Add(new(
                conversation, reader.GetInt64(0), Enum.Parse<ChatEventKind>(reader.GetString(1)), reader.GetString(2), reader.GetString(3),
                await reader.IsDBNullAsync(4, stop) ? null : reader.GetString(4), reader.GetString(5), Instant.FromMicroseconds(reader.GetInt64(6))));
        }

        return events;
    }

    /// <summary>The last number of a conversation; what a heartbeat carries.</summary>
    public async Task<long> LastNumber(Guid conversation, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = Sql(connection, null, "select last_number from conversations where id = @c", ("c", conversation));
        return Convert.ToInt64(await command.ExecuteScalarAsync(stop) ?? 0L);
    }

    /// <summary>Remembers how far a participant received and read; marks never go back, and only a mark that moved is told to who listens.</summary>
    public async Task Mark(Participant who, long delivered, long seen, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = Sql(
            connection, null,
            """
            insert into chat_marks (conversation_id, participant, delivered, seen) values (@c, @p, @d, @s)
            on conflict (conversation_id, participant) do update set
                delivered = case when excluded.delivered > chat_marks.delivered then excluded.delivered else chat_marks.delivered end,
                seen = case when excluded.seen > chat_marks.seen then excluded.seen else chat_marks.seen end
            where excluded.delivered > chat_marks.delivered or excluded.seen > chat_marks.seen
            """,
            ("c", who.Conversation), ("p", who.Key), ("d", Math.Max(delivered, seen)), ("s", seen));
        if (await command.ExecuteNonQueryAsync(stop) > 0)
            Feed.Nudge(who.Conversation);
    }

    /// <summary>How far each participant received and read.</summary>
    public async Task<IReadOnlyList<ChatMark>> Marks(Guid conversation, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = Sql(connection, null, "select participant, delivered, seen from chat_marks where conversation_id = @c", ("c", conversation));
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<ChatMark> marks = [];
        while (await reader.ReadAsync(stop))
            marks.Add(new(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)));
        return marks;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Command> batch = [];
        while (await _commands.Reader.WaitToReadAsync(stoppingToken))
        {
            batch.Clear();
            while (batch.Count < LargestBatch && _commands.Reader.TryRead(out var command))
                batch.Add(command);

            if (await TryStore(batch) is { } failure && batch.Count > 1)
            {
                // One bad command must not spoil the others: each has a transaction of its own now.
                log.LogWarning(failure, "A batch of {Count} chat commands was not stored; they are tried one by one.", batch.Count);
                foreach (var command in batch)
                    await TryStore([command]);
            }
        }
    }

    /// <summary>Stores a batch in one transaction; null when done, otherwise what went wrong. A single command that fails is told so.</summary>
    private async Task<Exception?> TryStore(List<Command> batch)
    {
        try
        {
            var stored = await Store(batch);
            foreach (var (command, outcome, _) in stored)
                command.Outcome.TrySetResult(outcome);
            foreach (var (_, _, happened) in stored)
            {
                if (happened is not null)
                    Feed.Tell(happened);
            }

            return null;
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            if (batch.Count == 1)
            {
                log.LogError(e, "A chat command was not stored.");
                batch[0].Outcome.TrySetException(e);
            }

            return e;
        }
    }

    private async Task<List<(Command Command, Appended Outcome, ChatEvent? Happened)>> Store(List<Command> batch)
    {
        List<(Command, Appended, ChatEvent?)> stored = [];
        await using var connection = await database.Open();
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);

        // Rows are locked in the order of their identifiers, so that two nodes cannot wait for each other.
        foreach (var group in batch.GroupBy(c => c.Who.Conversation).OrderBy(g => g.Key))
        {
            if (await Lock(connection, transaction, group.Key) is not { } row)
            {
                stored.AddRange(group.Select(c => (c, (Appended)new Appended.NotFound(), (ChatEvent?)null)));
                continue;
            }

            foreach (var command in group)
                stored.Add(await Store(connection, transaction, row, command));
            await row.Save(connection, transaction);
        }

        await transaction.CommitAsync();
        return stored;
    }

    private async Task<(Command, Appended, ChatEvent?)> Store(DbConnection connection, DbTransaction transaction, Row row, Command command)
    {
        if (command.ClientMessageId is { } id)
        {
            await using var find = Sql(
                connection, transaction, "select n, kind, body from chat_events where conversation_id = @c and sender = @s and client_message_id = @m",
                ("c", row.Id), ("s", command.Who.Key), ("m", id));
            await using var reader = await find.ExecuteReaderAsync();
            if (await reader.ReadAsync())
            {
                var same = reader.GetString(1) == command.Kind.ToString() && reader.GetString(2) == command.Body;
                return (command, same ? new Appended.Stored(reader.GetInt64(0), Repeated: true) : new Appended.IdConflict(), null);
            }
        }

        if (!row.Take(command))
            return (command, new Appended.NotPossible(row.State), null);

        var happened = new ChatEvent(
            row.Id, row.LastNumber, command.Kind, command.Who.Key, command.Who.Name, command.ClientMessageId, command.Body,
            Instant.FromMicroseconds(Instant.ToMicroseconds(time.GetUtcNow())));
        await Insert(connection, transaction, happened);
        return (command, new Appended.Stored(happened.N, Repeated: false), happened);
    }

    internal static async Task Insert(DbConnection connection, DbTransaction transaction, ChatEvent e)
    {
        await using var insert = Sql(
            connection, transaction,
            "insert into chat_events (conversation_id, n, kind, sender, sender_name, client_message_id, body, at) values (@c, @n, @k, @s, @sn, @m, @b, @a)",
            ("c", e.Conversation), ("n", e.N), ("k", e.Kind.ToString()), ("s", e.Sender), ("sn", e.SenderName), ("m", e.ClientMessageId), ("b", e.Body), ("a", Instant.ToMicroseconds(e.At)));
        await insert.ExecuteNonQueryAsync();
    }

    internal static DbCommand Sql(DbConnection connection, DbTransaction? transaction, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private async Task<Row?> Lock(DbConnection connection, DbTransaction transaction, Guid id)
    {
        // A transaction that writes locks the whole of SQLite when it begins; PostgreSQL locks the row.
        var sql = "select state, last_number, advisor_id, advisor_name from conversations where id = @c" + (database.Engine == Engine.PostgreSql ? " for update" : "");
        await using var command = Sql(connection, transaction, sql, ("c", id));
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? new Row(id, Enum.Parse<ConversationState>(reader.GetString(0), ignoreCase: true), reader.GetInt64(1), await reader.IsDBNullAsync(2) ? null : reader.GetGuid(2), await reader.IsDBNullAsync(3) ? null : reader.GetString(3))
            : null;
    }

    private sealed record Command(Participant Who, ChatEventKind Kind, string? ClientMessageId, string Body, Guid? Advisor)
    {
        public TaskCompletionSource<Appended> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>The conversation's row while it is locked.</summary>
    private sealed class Row(Guid id, ConversationState state, long lastNumber, Guid? advisor, string? advisorName)
    {
        public Guid Id { get; } = id;

        public ConversationState State { get; private set; } = state;

        public long LastNumber { get; private set; } = lastNumber;

        private Guid? Advisor { get; set; } = advisor;

        private string? AdvisorName { get; set; } = advisorName;

        /// <summary>Takes the step where the conversation stands for it, and gives it the next number.</summary>
        public bool Take(Command command)
        {
            var open = State is ConversationState.Waiting or ConversationState.Active;
            var (possible, next) = command.Kind switch
            {
                ChatEventKind.Message or ChatEventKind.Attached => (open, State),
                ChatEventKind.Joined => (State == ConversationState.Waiting, ConversationState.Active),
                ChatEventKind.Closed => (open, ConversationState.Closed),
                ChatEventKind.BecameRequest => (State == ConversationState.Waiting, ConversationState.Request),
                _ => (false, State),
            };
            if (!possible)
                return false;

            State = next;
            LastNumber++;
            if (command.Advisor is { } joined)
                (Advisor, AdvisorName) = (joined, command.Who.Name);
            return true;
        }

        public async Task Save(DbConnection connection, DbTransaction transaction)
        {
            await using var update = Sql(
                connection, transaction, "update conversations set state = @s, last_number = @n, advisor_id = @a, advisor_name = @an where id = @c",
                ("s", State.ToString().ToUpperInvariant()), ("n", LastNumber), ("a", Advisor), ("an", AdvisorName), ("c", Id));
            await update.ExecuteNonQueryAsync();
        }
    }
}

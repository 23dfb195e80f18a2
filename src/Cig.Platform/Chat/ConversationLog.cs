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
public sealed class ConversationLog(Database database, Rights rights, TimeProvider time, ILogger<ConversationLog> log) : BackgroundService
{
    /// <summary>Events that one reading gives at most.</summary>
    public const int PageSize = 1000;

    private const int LargestBatch = 512;
    private readonly Channel<Command> _commands = Channel.CreateBounded<Command>(new BoundedChannelOptions(8192) { SingleReader = true });

    /// <summary>What was stored, told to this node's listeners.</summary>
    public LiveFeed Feed { get; } = new(time);

    /// <summary>Stores an event. The task ends after the commit; until then nobody may believe that it is stored.</summary>
    /// <param name="who">Her right to take part is asked again in the transaction.</param>
    /// <param name="clientMessageId">Identifier made once by the sender; null for events that the server makes.</param>
    public Task<Appended> Append(Participant who, ChatEventKind kind, string? clientMessageId, string body, CancellationToken stop) =>
        Do(new Entry(who, kind, clientMessageId, body), stop);

    /// <summary>Remembers how far a participant received and read; marks never go back, and only a mark that moved is told to who listens.</summary>
    public Task Mark(Participant who, long delivered, long seen, CancellationToken stop) =>
        Do(new Reading(who, Math.Max(delivered, seen), seen), stop);

    /// <summary>Tells the other side that a participant who may write is writing, and never what. It is neither stored nor numbered, and lost where nobody listens.</summary>
    public async Task Writes(Participant who, CancellationToken stop)
    {
        if (Feed.Find(who.Conversation)?.HeardWriting(who.IsPerson) == true)
            return;

        await using var connection = await database.Open(stop);
        await using var command = connection.Command("select id, state, last_number, advisor_id, advisor_name from conversations where id = @c", ("c", who.Conversation));
        await using var reader = await command.ExecuteReaderAsync(stop);
        if (await reader.ReadAsync(stop) && Page.Read(reader) is { State: ConversationState.Waiting or ConversationState.Active } page && (await rights.Of([who], stop)).Against(who, page.Advisor) is null)
            Feed.TellWriting(who);
    }

    /// <summary>The events after a number, in order, <see cref="PageSize"/> at most.</summary>
    public async Task<IReadOnlyList<ChatEvent>> Since(Guid conversation, long n, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            $"select conversation_id, n, kind, sender, sender_name, client_message_id, body, at from chat_events where conversation_id = @c and n > @n order by n limit {PageSize}",
            ("c", conversation), ("n", n));
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<ChatEvent> events = [];
        while (await reader.ReadAsync(stop))
            events.Add(ReadEvent(reader));
        return events;
    }

    /// <summary>All events after a number, page by page.</summary>
    public async IAsyncEnumerable<ChatEvent> After(Guid conversation, long n, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        for (var full = true; full;)
        {
            var page = await Since(conversation, n, stop);
            foreach (var e in page)
                yield return e;
            full = page.Count == PageSize;
            n = full ? page[^1].N : n;
        }
    }

    /// <summary>The last number of a conversation; what a heartbeat carries.</summary>
    public async Task<long> LastNumber(Guid conversation, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command("select last_number from conversations where id = @c", ("c", conversation));
        return Convert.ToInt64(await command.ExecuteScalarAsync(stop) ?? 0L);
    }

    /// <summary>How far each participant received and read.</summary>
    public async Task<IReadOnlyList<ChatMark>> Marks(Guid conversation, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command("select participant, delivered, seen from chat_marks where conversation_id = @c", ("c", conversation));
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<ChatMark> marks = [];
        while (await reader.ReadAsync(stop))
            marks.Add(new(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)));
        return marks;
    }

    /// <summary>Learns how far a conversation goes and was read, for somebody who begins to listen to it.</summary>
    public async Task Learn(Room room, CancellationToken stop)
    {
        room.Learn(await LastNumber(room.Key, stop));
        foreach (var mark in await Marks(room.Key, stop))
            room.Learn(mark);
    }

    /// <summary>
    /// Looks at conversations that somebody here listens to: tells what this node missed, and lets go of those who may not listen any more. It makes good every hint that was lost.
    /// </summary>
    internal async Task LookAt(IReadOnlyList<Room> rooms, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(Statements.Look(database.Engine), ("rooms", Statements.Json(rooms.Select(r => new RoomRow(r.Key, r.LastNumber)))));
        Dictionary<Guid, Page> pages = [];
        List<ChatEvent> missed = [];
        await using (var reader = await command.ExecuteReaderAsync(stop))
        {
            while (await reader.ReadAsync(stop))
                pages[reader.GetGuid(0)] = Page.Read(reader);
            await reader.NextResultAsync(stop);
            while (await reader.ReadAsync(stop))
                Feed.Find(reader.GetGuid(0))?.Learn(new ChatMark(reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3)));
            await reader.NextResultAsync(stop);
            while (await reader.ReadAsync(stop))
                missed.Add(ReadEvent(reader));
        }

        Check(pages.Values, await rights.Of(rooms.SelectMany(r => r.Listeners).Select(l => l.Who).OfType<Participant>(), stop));
        foreach (var e in missed)
            Feed.Find(e.Conversation)?.Tell(e);
        foreach (var room in rooms)
        {
            if (pages.TryGetValue(room.Key, out var page))
                room.Learn(page.LastNumber);
            room.AskedAt = Environment.TickCount64;
            room.Nudge();
        }
    }

    /// <summary>Stores an event in a transaction that somebody else began, the one that opens its conversation.</summary>
    internal static async Task Insert(DbConnection connection, DbTransaction transaction, ChatEvent e)
    {
        await using var insert = connection.Command(
            transaction, Statements.InsertOne,
            ("c", e.Conversation), ("n", e.N), ("k", e.Kind.ToString()), ("s", e.Sender), ("sn", e.SenderName), ("m", e.ClientMessageId), ("b", e.Body), ("a", Instant.ToMicroseconds(e.At)));
        await insert.ExecuteNonQueryAsync();
    }

    /// <summary>Whether those who listen to these conversations here still may, for a transaction that somebody else began.</summary>
    internal Task<Standing> StandingOfListeners(IEnumerable<Page> pages) => rights.Of(pages.SelectMany(p => ListeningTo(p.Id)), default);

    /// <summary>Tells what a committed transaction stored, after letting go of those who may not hear it.</summary>
    internal void Tell(IReadOnlyCollection<Page> pages, Standing standing)
    {
        Check(pages, standing);
        Feed.Tell([.. pages.SelectMany(p => p.Events)]);
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
                log.LogWarning(failure, "A batch of {Count} chat commands was not stored.", batch.Count);
                if (failure is DbException { IsTransient: true } or { InnerException: DbException { IsTransient: true } })
                {
                    // The store is away: all are told, and their senders ask again with the same identifiers.
                    batch.ForEach(c => c.Outcome.TrySetResult(new Appended.NotStored()));
                    continue;
                }

                // One bad command must not spoil the others: each has a transaction of its own now.
                foreach (var command in batch)
                    await TryStore([command]);
            }
        }
    }

    private async Task<Appended> Do(Command command, CancellationToken stop)
    {
        await _commands.Writer.WriteAsync(command, stop);
        return await command.Outcome.Task.WaitAsync(stop);
    }

    /// <summary>Stores a batch in one transaction; null when done, otherwise what went wrong. A single command that fails is told so.</summary>
    private async Task<Exception?> TryStore(List<Command> batch)
    {
        try
        {
            await Store(batch);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (batch.Count == 1)
            {
                log.LogError(e, "A chat command was not stored.");
                batch[0].Outcome.TrySetResult(new Appended.NotStored());
            }

            return e;
        }
    }

    private async Task Store(List<Command> batch)
    {
        await using var connection = await database.Open();
        await using var transaction = await connection.BeginTransactionAsync();
        var pages = await Lock(connection, transaction, batch);
        var standing = await rights.Of(batch.Select(c => c.Who).Concat(pages.Keys.SelectMany(ListeningTo)), default);
        foreach (var command in batch)
        {
            command.Became = !pages.TryGetValue(command.Who.Conversation, out var page) ? new Appended.NotFound()
                : standing.Against(command.Who, page.Advisor) ?? page.Take(command, time.GetUtcNow());
        }

        var events = pages.Values.SelectMany(p => p.Events).ToList();
        var moved = await Write(connection, transaction, pages.Values, events);
        await transaction.CommitAsync();

        // From here on it is true.
        foreach (var command in batch)
            command.Outcome.TrySetResult(command.Became!);
        Tell(pages.Values, standing);
        foreach (var (conversation, mark) in moved)
            Feed.Tell(conversation, mark);
    }

    /// <summary>The rows of a batch's conversations, locked, with what the log holds already of what it brings.</summary>
    private async Task<Dictionary<Guid, Page>> Lock(DbConnection connection, DbTransaction transaction, List<Command> batch)
    {
        await using var command = connection.Command(
            transaction, Statements.Lock(database.Engine),
            ("rows", Statements.Json(batch.Select(c => c.Who.Conversation).Distinct().Select(c => new RoomRow(c, 0)))),
            ("asked", Statements.Json(batch.OfType<Entry>().Where(e => e.ClientMessageId is not null).Select(e => new AskedRow(e.Who.Conversation, e.Who.Key, e.ClientMessageId!)))));
        await using var reader = await command.ExecuteReaderAsync();
        Dictionary<Guid, Page> pages = [];
        while (await reader.ReadAsync())
            pages[reader.GetGuid(0)] = Page.Read(reader);
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            var known = ReadEvent(reader);
            pages[known.Conversation].Know(known);
        }

        return pages;
    }

    /// <summary>Everything that a batch changes, in one round trip; the marks that moved.</summary>
    private async Task<List<(Guid Conversation, ChatMark Mark)>> Write(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<Page> pages, List<ChatEvent> events)
    {
        var marks = pages.SelectMany(p => p.Marks.Select(m => new MarkRow(p.Id, m.Key, m.Value.Delivered, m.Value.Seen))).ToList();
        List<(Guid, ChatMark)> moved = [];
        if (events.Count > 0)
        {
            await using var store = connection.Command(
                transaction, Statements.Insert(database.Engine) + "; " + Statements.Update(database.Engine),
                ("events", Statements.Json(events.Select(EventRow.Of))),
                ("pages", Statements.Json(pages.Where(p => p.Events.Count > 0).Select(p => new PageRow(p.Id, p.State.ToString().ToUpperInvariant(), p.LastNumber, p.Advisor, p.AdvisorName)))));
            await store.ExecuteNonQueryAsync();
        }

        if (marks.Count > 0)
        {
            await using var mark = connection.Command(transaction, Statements.Mark(database.Engine), ("marks", Statements.Json(marks)));
            await using var reader = await mark.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                moved.Add((reader.GetGuid(0), new(reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3))));
        }

        return moved;
    }

    private IEnumerable<Participant> ListeningTo(Guid conversation) =>
        Feed.Find(conversation)?.Listeners.Select(l => l.Who).OfType<Participant>() ?? [];

    private void Check(IEnumerable<Page> pages, Standing standing)
    {
        foreach (var page in pages)
            Feed.Find(page.Id)?.Check(standing, page.Advisor);
    }

    private static ChatEvent ReadEvent(DbDataReader reader) => new(
        reader.GetGuid(0), reader.GetInt64(1), Enum.Parse<ChatEventKind>(reader.GetString(2)), reader.GetString(3), reader.GetString(4),
        reader.IsDBNull(5) ? null : reader.GetString(5), reader.GetString(6), Instant.FromMicroseconds(reader.GetInt64(7)));
}

using Cig.Platform.Chat;
using Cig.Platform.Storage;

namespace Cig.Platform.Outbox;

/// <summary>What a subscriber learns of an event: that it happened, never what was said or by whom.</summary>
/// <param name="Id">The same in every repetition: conversation and number in it.</param>
/// <param name="Number">The place in the log of all conversations; later ones are higher, some are missing.</param>
/// <param name="N">The number in the conversation.</param>
public sealed record Notice(string Id, long Number, Guid Conversation, long N, string Kind, DateTimeOffset At, string Scheme, string? Territory);

/// <summary>Notices of a stretch of the log.</summary>
/// <param name="After">The place that the stretch begins after.</param>
/// <param name="To">The place that it goes to; where it is <see cref="After"/> there is nothing new.</param>
public sealed record Stretch(long After, long To, IReadOnlyList<Notice> Events);

/// <summary>
/// The log of all conversations in one order, read for programs of others. The chat's own events are the outbox: whoever writes them writes nothing more, and a place in the order is
/// given by the store with the row.
/// </summary>
public sealed class OutboxLog(Database database)
{
    /// <summary>Notices in one stretch at most.</summary>
    public const int LargestStretch = 100;

    private const int LongestStretch = 5000;
    private readonly Lock _gate = new();
    private (long Place, long Horizon)? _seen;
    private long _settled;

    /// <summary>The events that subscribers may be told of: not what staff does among itself.</summary>
    public static IReadOnlyList<ChatEventKind> Kinds { get; } =
        [.. Enum.GetValues<ChatEventKind>().Where(k => !k.IsStaffOnly() && k is not (ChatEventKind.ListeningBegan or ChatEventKind.ListeningEnded))];

    /// <summary>
    /// The place up to which nothing can appear any more. On PostgreSQL a transaction may commit after another one with a higher place; but every writer of the log holds a row, and so a
    /// transaction number, before it takes a place. So once all transactions that ran when a place was seen have ended, everything up to it is there.
    /// </summary>
    public async Task<long> Settled(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(database.Engine == Engine.Sqlite
            ? "select coalesce(max(position), 0), 0, 0 from chat_events"
            : "select coalesce(max(position), 0), pg_snapshot_xmin(pg_current_snapshot())::text::bigint, pg_snapshot_xmax(pg_current_snapshot())::text::bigint from chat_events");
        await using var reader = await command.ExecuteReaderAsync(stop);
        await reader.ReadAsync(stop);
        var (place, oldest, next) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        lock (_gate)
        {
            if (_seen is { } seen && oldest >= seen.Horizon)
                (_settled, _seen) = (Math.Max(_settled, seen.Place), null);
            if (oldest >= next)
                _settled = Math.Max(_settled, place);
            else
                _seen ??= (place, next);
            return _settled;
        }
    }

    /// <summary>The place up to which somebody who has read to <paramref name="after"/> may read on in one go; that place itself, or one before it, where there is nothing new.</summary>
    internal async Task<long> End(long after, CancellationToken stop) => Math.Min(await Settled(stop), after + LongestStretch);

    /// <summary>What happened after a place, <see cref="LargestStretch"/> events at most.</summary>
    public async Task<Stretch> After(long after, IReadOnlyCollection<ChatEventKind> kinds, CancellationToken stop)
    {
        var to = await End(after, stop);
        if (to <= after)
            return new(after, after, []);

        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            $"""
            select e.position, e.conversation_id, e.n, e.kind, e.at, r.scheme, r.territory
            from chat_events e left join chat_routes r on r.conversation_id = e.conversation_id
            where e.position > @a and e.position <= @t and e.kind in ({string.Join(", ", kinds.Intersect(Kinds).Select(k => $"'{k}'").DefaultIfEmpty("''"))}) order by e.position limit {LargestStretch}
            """,
            ("a", after), ("t", to));
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<Notice> notices = [];
        while (await reader.ReadAsync(stop))
        {
            var (conversation, n) = (reader.GetGuid(1), reader.GetInt64(2));
            notices.Add(new(
                $"{conversation}/{n}", reader.GetInt64(0), conversation, n, reader.GetString(3), Instant.FromMicroseconds(reader.GetInt64(4)),
                reader.IsDBNull(5) ? Route.General : reader.GetString(5), reader.IsDBNull(6) ? null : reader.GetString(6)));
        }

        return new(after, notices.Count == LargestStretch ? notices[^1].Number : to, notices);
    }
}

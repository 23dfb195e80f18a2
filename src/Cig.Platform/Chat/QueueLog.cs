using System.Data.Common;
using Cig.Platform.Storage;

namespace Cig.Platform.Chat;

/// <summary>What can happen in the queue.</summary>
public enum QueueEventKind
{
    /// <summary>A conversation entered, or came back.</summary>
    Entered,
    Offered,
    Accepted,

    /// <summary>An offer ended without being accepted.</summary>
    OfferEnded,

    /// <summary>A conversation left the queue without an advisor.</summary>
    Left,

    /// <summary>An advisor's presence changed.</summary>
    Presence,

    /// <summary>A conversation of the advisor changed: held, resumed, closed, taken over, spoken into by a supervisor.</summary>
    Changed,

    /// <summary>Somebody waits and nobody accepts, or nobody is there in opening hours.</summary>
    Alarm,
}

/// <summary>One event of the queue.</summary>
/// <param name="Staff">The advisor whom it concerns; null concerns all.</param>
public sealed record QueueEvent(long N, DateTimeOffset At, QueueEventKind Kind, Guid? Conversation, Guid? Staff);

/// <summary>
/// The queue as a log with numbers without holes. A console that was away asks for what it missed by number, so no new conversation needs a reload to be seen.
/// The number is given as the last step of the transaction that changes the queue, and its row is locked from there to the commit only.
/// </summary>
public sealed class QueueLog(Database database, ConversationLog conversations)
{
    private const int LongestPage = 500;

    /// <summary>Events after a number, in order; of a console that was away for long only the last ones, since it reads the queue anew anyway.</summary>
    public async Task<IReadOnlyList<QueueEvent>> Since(long n, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command("select n, at, kind, conversation_id, staff_id from queue_events where n > @n order by n desc limit @l", ("n", n), ("l", LongestPage));
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<QueueEvent> events = [];
        while (await reader.ReadAsync(stop))
        {
            events.Add(new(
                reader.GetInt64(0), Instant.FromMicroseconds(reader.GetInt64(1)), Enum.Parse<QueueEventKind>(reader.GetString(2)),
                await reader.IsDBNullAsync(3, stop) ? null : reader.GetGuid(3), await reader.IsDBNullAsync(4, stop) ? null : reader.GetGuid(4)));
        }

        events.Reverse();
        return events;
    }

    public async Task<long> LastNumber(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command("select last from queue_number where id = 1");
        return Convert.ToInt64(await command.ExecuteScalarAsync(stop));
    }

    /// <summary>Writes what happened, as the last step of a transaction.</summary>
    internal static async Task Append(DbConnection connection, DbTransaction transaction, DateTimeOffset at, IReadOnlyList<(QueueEventKind Kind, Guid? Conversation, Guid? Staff)> happened)
    {
        if (happened.Count == 0)
            return;

        await using var next = connection.Command(transaction, "update queue_number set last = last + @c where id = 1 returning last", ("c", (long)happened.Count));
        var n = Convert.ToInt64(await next.ExecuteScalarAsync()) - happened.Count;
        foreach (var (kind, conversation, staff) in happened)
        {
            await using var insert = connection.Command(
                transaction, "insert into queue_events (n, at, kind, conversation_id, staff_id) values (@n, @a, @k, @c, @s)",
                ("n", ++n), ("a", Instant.ToMicroseconds(at)), ("k", kind.ToString()), ("c", conversation), ("s", staff));
            await insert.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Says on this node that the queue changed; the number in the database is what counts.</summary>
    internal void Nudge() => conversations.Feed.Nudge(LiveFeed.Queue);

    /// <summary>Removes what no console will ask for any more.</summary>
    internal async Task<int> Forget(DateTimeOffset before, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var delete = connection.Command("delete from queue_events where at < @b", ("b", Instant.ToMicroseconds(before)));
        return await delete.ExecuteNonQueryAsync(stop);
    }
}

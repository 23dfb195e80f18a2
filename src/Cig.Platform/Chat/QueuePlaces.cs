using Cig.Platform.Storage;
using Cig.Rules;

namespace Cig.Platform.Chat;

/// <summary>A place in the queue: how many go first, and how long that may take where enough was seen to say so.</summary>
public sealed record QueuePlace(int Before, WaitRange? Wait);

/// <summary>
/// Where people stand in the queue of their language (advisors are never offered a language that they do not speak, so the queues of two languages move apart), by the rank that
/// routing serves them in.
/// </summary>
public sealed class QueuePlaces(Database database, ChatHours hours, TimeProvider time)
{
    /// <summary>The place of a conversation that waits; null where it does not.</summary>
    public async Task<QueuePlace?> Of(Guid conversation, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var find = connection.Command("select rank, tongue from chat_routes where conversation_id = @c and state in ('QUEUED', 'OFFERED')", ("c", conversation));
        await using var reader = await find.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop) ? await Place(Enum.Parse<Tongue>(reader.GetString(1)), reader.GetInt64(0), conversation, stop) : null;
    }

    /// <summary>The place that somebody who enters now would get.</summary>
    public Task<QueuePlace> OfNewcomer(Tongue tongue, CancellationToken stop) => Place(tongue, Instant.ToMicroseconds(time.GetUtcNow()), null, stop);

    private async Task<QueuePlace> Place(Tongue tongue, long rank, Guid? own, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var seen = WaitForecast.Seen(await hours.Now(stop), now);
        await using var connection = await database.Open(stop);
        await using var before = connection.Command("select count(*) from chat_routes where state in ('QUEUED', 'OFFERED') and tongue = @t and (rank < @r or rank = @r and conversation_id < @c)", ("t", tongue.ToString()), ("r", rank), ("c", own ?? Guid.AllBitsSet));
        await using var begun = connection.Command("select count(*) from chat_routes where assigned_at > @s and tongue = @t", ("s", Instant.ToMicroseconds(now - WaitForecast.Window)), ("t", tongue.ToString()));
        var first = Convert.ToInt32(await before.ExecuteScalarAsync(stop));
        return new(first, WaitForecast.Range(first + 1, Convert.ToInt32(await begun.ExecuteScalarAsync(stop)), seen));
    }
}

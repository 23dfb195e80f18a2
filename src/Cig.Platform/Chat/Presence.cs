using System.Data.Common;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;

namespace Cig.Platform.Chat;

/// <summary>What an advisor says of herself; only <see cref="Available"/> is offered conversations.</summary>
public enum PresenceState
{
    Offline,
    Available,

    /// <summary>At work on what she has; nothing new is offered.</summary>
    Busy,

    /// <summary>On a break, or set so after offers that she let pass.</summary>
    Away,
}

/// <summary>An advisor's presence: a row with the time when she was last seen, which any node may read and write.</summary>
/// <param name="Since">Since when she is in this state.</param>
/// <param name="Misses">Offers in a row that she let pass.</param>
public sealed record Present(Guid Staff, PresenceState State, DateTimeOffset Since, DateTimeOffset LastSeen, int Misses, DateTimeOffset LastAssigned)
{
    internal const string Columns = "staff_id, state, since, last_seen, misses, last_assigned_at";

    public bool IsSeen(DateTimeOffset now, RoutingRules rules) => now - LastSeen <= TimeSpan.FromSeconds(rules.GraceSeconds);

    internal static Present Read(DbDataReader reader) => new(
        reader.GetGuid(0), Enum.Parse<PresenceState>(reader.GetString(1)), Instant.FromMicroseconds(reader.GetInt64(2)), Instant.FromMicroseconds(reader.GetInt64(3)), reader.GetInt32(4),
        Instant.FromMicroseconds(reader.GetInt64(5)));
}

/// <summary>Who is there. A reload or a lost line ends nothing: an advisor is gone when she says so, or when she was not seen for longer than the grace.</summary>
public sealed class Presence(Database database, ConversationLog log, TimeProvider time)
{
    public async Task<Present?> Of(Guid staff, CancellationToken stop) => (await All(stop)).FirstOrDefault(p => p.Staff == staff);

    public async Task<IReadOnlyList<Present>> All(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await Read(connection, stop);
    }

    /// <summary>A sign of life from a console or a page.</summary>
    public async Task Seen(Guid staff, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var update = connection.Command("update chat_presence set last_seen = @n where staff_id = @s and last_seen < @n", ("n", Instant.ToMicroseconds(time.GetUtcNow())), ("s", staff));
        await update.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Sets an advisor's presence. False where she would go offline with conversations in hand, or is no advisor.</summary>
    public async Task<bool> Set(StaffMember advisor, PresenceState state, CancellationToken stop)
    {
        if (!advisor.Is(StaffRole.Advisor))
            return false;

        await using var step = await RoutingStep.Begin(database, log, time.GetUtcNow(), stop);
        var now = Instant.ToMicroseconds(step.Now);
        var present = await step.PresenceOf(advisor.Id, PresenceState.Offline);
        if (state == PresenceState.Offline && Convert.ToInt64(await step.Scalar("select count(*) from conversations where state = 'ACTIVE' and advisor_id = @s", ("s", advisor.Id))) > 0)
            return false;

        // Saying again that she is available does not begin the warm-up anew.
        await step.Execute(
            "update chat_presence set state = @st, since = @si, last_seen = @n, misses = 0 where staff_id = @s",
            ("st", state.ToString()), ("si", present.State == state ? Instant.ToMicroseconds(present.Since) : now), ("n", now), ("s", advisor.Id));
        step.Tell(QueueEventKind.Presence, null, advisor.Id);
        await step.Commit();
        return true;
    }

    internal static async Task<List<Present>> Read(DbConnection connection, CancellationToken stop)
    {
        await using var command = connection.Command($"select {Present.Columns} from chat_presence");
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<Present> all = [];
        while (await reader.ReadAsync(stop))
            all.Add(Present.Read(reader));
        return all;
    }
}

using System.Collections.Concurrent;
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
/// <param name="Beat">Counts her signs of life, on whatever node they came.</param>
/// <param name="Misses">Offers in a row that she let pass.</param>
public sealed record Present(Guid Staff, PresenceState State, DateTimeOffset Since, DateTimeOffset LastSeen, long Beat, int Misses, DateTimeOffset LastAssigned)
{
    internal const string Columns = "staff_id, state, since, last_seen, beat, misses, last_assigned_at";

    internal static Present Read(DbDataReader reader) => new(
        reader.GetGuid(0), Enum.Parse<PresenceState>(reader.GetString(1)), Instant.FromMicroseconds(reader.GetInt64(2)), Instant.FromMicroseconds(reader.GetInt64(3)), reader.GetInt64(4),
        reader.GetInt32(5), Instant.FromMicroseconds(reader.GetInt64(6)));
}

/// <summary>
/// Who is there. A reload or a lost line ends nothing: an advisor is gone when she says so, or when no sign of life came from her for longer than the grace. That is measured by each node on
/// a clock that cannot jump, from the moment at which it last saw her count of signs move: what the nodes' calendars say, and whether they agree, does not matter.
/// </summary>
public sealed class Presence(Database database, ConversationLog log, TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, Sighting> _sightings = new();

    /// <summary>Whether she gave a sign of life within the grace. A node that has just begun to look goes by the calendar until the next sign.</summary>
    public bool IsThere(Present present, RoutingRules rules) => SightingOf(present, rules) is { Alive: true } sighting && !IsOver(sighting, rules);

    /// <summary>Whether this node has looked for a sign of life for the whole grace, and none came.</summary>
    internal bool IsLost(Present present, RoutingRules rules) => IsOver(SightingOf(present, rules), rules);

    /// <summary>This node did not look for a while: nobody is lost before it has looked for the whole grace again.</summary>
    internal void BeginToLook() => _sightings.Clear();

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
        await using var update = connection.Command("update chat_presence set last_seen = @n, beat = beat + 1 where staff_id = @s returning beat", ("n", Instant.ToMicroseconds(time.GetUtcNow())), ("s", staff));
        if (await update.ExecuteScalarAsync(stop) is long beat)
            _sightings[staff] = new(beat, time.GetTimestamp(), true);
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
            "update chat_presence set state = @st, since = @si, last_seen = @n, beat = beat + 1, misses = 0 where staff_id = @s",
            ("st", state.ToString()), ("si", present.State == state ? Instant.ToMicroseconds(present.Since) : now), ("n", now), ("s", advisor.Id));
        step.Tell(QueueEventKind.Presence, null, advisor.Id);
        await step.Commit();
        _sightings[advisor.Id] = new(present.Beat + 1, time.GetTimestamp(), true);
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

    private bool IsOver(Sighting sighting, RoutingRules rules) => time.GetElapsedTime(sighting.At) > TimeSpan.FromSeconds(rules.GraceSeconds);

    private Sighting SightingOf(Present present, RoutingRules rules)
    {
        var now = time.GetTimestamp();
        return _sightings.AddOrUpdate(
            present.Staff,
            _ => new(present.Beat, now, (time.GetUtcNow() - present.LastSeen).Duration() <= TimeSpan.FromSeconds(rules.GraceSeconds)),
            (_, known) => known.Beat == present.Beat ? known : new(present.Beat, now, true));
    }

    /// <param name="At">When the count was first seen at this value, on the clock that does not jump.</param>
    /// <param name="Alive">Whether it moved while this node looked, or not long before by the calendar.</param>
    private readonly record struct Sighting(long Beat, long At, bool Alive);
}

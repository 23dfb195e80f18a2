using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Platform.Storage;

namespace Cig.Platform.Chat;

/// <summary>A queue at this moment: those of one scheme and territory.</summary>
/// <param name="WillBreach">How many of those who wait will, more likely than not, wait longer for the first answer than is aimed at.</param>
public sealed record QueueFigures(string Scheme, string? Territory, int Waiting, TimeSpan OldestWait, int Running, int WillBreach);

/// <summary>The chat at this moment.</summary>
/// <param name="FreeCapacity">Conversations that could begin now.</param>
/// <param name="LateAnswers">Running conversations in which the person waits for an answer longer than is aimed at, counted in opening hours.</param>
/// <param name="WillBreach">Null where too little was seen to say anything.</param>
public sealed record ChatFigures(
    int Waiting, TimeSpan OldestWait, int Running, int Available, int Present, decimal FreeCapacity, int LateAnswers, int? WillBreach, DateTimeOffset? ClosesAt,
    IReadOnlyList<QueueAlarm> Alarms, IReadOnlyList<QueueFigures> Queues, IReadOnlyList<RunningRow> Conversations);

/// <summary>What the supervisors watch, read anew each time: of the office that a supervisor looks after, or of the whole country.</summary>
public sealed class LiveFigures(Database database, ConsoleDesk console, SupervisorDesk supervisors, Routing routing, Presence presence, QueueAlarms alarms, ChatHours hours, SettingsRegister settings, TimeProvider time)
{
    /// <exception cref="UnauthorizedAccessException">Who asks is no supervisor.</exception>
    public async Task<ChatFigures> Now(StaffMember supervisor, CancellationToken stop)
    {
        if (!supervisor.Is(StaffRole.Supervisor))
            throw new UnauthorizedAccessException("Only a supervisor watches the chat.");

        var (now, rules, office, skills) = (time.GetUtcNow(), await routing.Rules(stop), supervisor.Office, await settings.Skills(stop));
        var inForce = await hours.For(office, stop);
        List<QueueRow> waiting = [.. (await console.Waiting(stop)).Where(w => supervisor.LooksAfter(w.Territory))];
        var running = await supervisors.Running(supervisor, stop);
        List<Seat> seats = [.. (await routing.Seats(stop)).Where(s => s.Skills.Serves(office))];
        var present = (await presence.All(stop)).Count(p => p.State != PresenceState.Offline && presence.IsThere(p, rules) && skills(p.Staff).Serves(office));
        var begun = await Begun(now - WaitForecast.Window, office, stop);
        var target = TimeSpan.FromSeconds(rules.AnswerSeconds);
        var seen = WaitForecast.Seen(inForce, now);

        // The median of what is still to wait, after what was waited already.
        bool breaches(QueueRow row, int place) => OpeningTime.Between(inForce, row.QueuedAt, now) + (begun == 0 ? TimeSpan.Zero : WaitForecast.Quantile(place, begun, seen, 0.5)) > target;
        var late = waiting.Select((row, i) => (Row: row, Breaches: breaches(row, i + 1))).ToList();
        var queues = waiting.Select(w => (w.Scheme, w.Territory)).Concat(running.Select(r => (r.Scheme, r.Territory))).Distinct().OrderBy(q => q.Scheme, StringComparer.Ordinal).ThenBy(q => q.Territory, StringComparer.Ordinal)
            .Select(q => new QueueFigures(
                q.Scheme, q.Territory, waiting.Count(w => (w.Scheme, w.Territory) == q), Oldest(waiting.Where(w => (w.Scheme, w.Territory) == q), now),
                running.Count(r => (r.Scheme, r.Territory) == q), late.Count(l => (l.Row.Scheme, l.Row.Territory) == q && l.Breaches)));
        return new(
            waiting.Count, Oldest(waiting, now), running.Count, seats.Count, present,
            seats.Sum(s => Math.Max(0, Math.Min(s.Skills.Capacity - s.Load, s.Skills.HardLimit - s.FullLoad))) / (decimal)RoutingRules.FullWeight,
            running.Count(r => r.PersonWaits && r.HoldUntil is null && OpeningTime.Between(inForce, r.LastAt, now) > TimeSpan.FromSeconds(rules.NextAnswerSeconds)),
            begun < WaitForecast.SmallestSample ? null : late.Count(l => l.Breaches), inForce.Schedule.ClosesAfter(now), await alarms.Now(rules, office, stop), [.. queues], running);
    }

    private static TimeSpan Oldest(IEnumerable<QueueRow> rows, DateTimeOffset now) => rows.Select(r => now - r.QueuedAt).DefaultIfEmpty().Max();

    private async Task<int> Begun(DateTimeOffset since, string? office, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command("select count(*) from chat_routes where assigned_at > @s and (cast(@o as text) is null or territory = @o)", ("s", Instant.ToMicroseconds(since)), ("o", office));
        return Convert.ToInt32(await command.ExecuteScalarAsync(stop));
    }
}

/// <summary>Clocks that run in opening hours alone: a wait over night is not the advisors'.</summary>
public static class OpeningTime
{
    public static TimeSpan Between(HoursInForce hours, DateTimeOffset from, DateTimeOffset to)
    {
        if (hours.Trial)
            return to > from ? to - from : TimeSpan.Zero;

        var sum = TimeSpan.Zero;
        for (DateTimeOffset? at = from; at is { } t && t < to;)
        {
            if (hours.Schedule.ClosesAfter(t) is { } closes)
            {
                sum += (closes < to ? closes : to) - t;
                at = closes;
            }
            else
            {
                at = hours.Schedule.NextOpening(t);
            }
        }

        return sum;
    }
}

using System.Globalization;
using System.Text;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Cig.Rules.Access;

namespace Cig.Platform.Chat;

/// <summary>One conversation as the reports count it: no person, no words.</summary>
/// <param name="FirstAnswer">From the opening to the first answer, in opening hours; null where there was none.</param>
/// <param name="Abandoned">The person left before an advisor came.</param>
public sealed record CountedConversation(DateTimeOffset OpenedAt, string Scheme, string? Territory, TimeSpan? Wait, TimeSpan? FirstAnswer, bool Abandoned, bool BecameRequest, CloseReason? Reason);

/// <summary>A day of the chat.</summary>
public sealed record ReportDay(DateOnly Day, int Opened, int Answered, int Abandoned, int BecameRequest, TimeSpan? MedianWait, TimeSpan? NinetiethWait, TimeSpan? MedianFirstAnswer);

/// <summary>The chat over some days: by day, by reason, and today's waits by quarter of an hour.</summary>
public sealed record ChatReport(DateOnly From, DateOnly To, IReadOnlyList<ReportDay> Days, IReadOnlyList<(CloseReason Reason, int Count)> Reasons, IReadOnlyList<(TimeOnly From, int Count, TimeSpan MeanWait)> Quarters)
{
    /// <summary>The days as a table for other programs: commas, a point in numbers, minutes.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder("giorno,aperte,risposte,abbandonate,diventate_richieste,attesa_mediana_minuti,attesa_90_minuti,prima_risposta_mediana_minuti\r\n");
        foreach (var d in Days)
            text.Append(CultureInfo.InvariantCulture, $"{d.Day:yyyy-MM-dd},{d.Opened},{d.Answered},{d.Abandoned},{d.BecameRequest},{Minutes(d.MedianWait)},{Minutes(d.NinetiethWait)},{Minutes(d.MedianFirstAnswer)}\r\n");
        return text.ToString();
    }

    private static string Minutes(TimeSpan? time) => time is { } t ? t.TotalMinutes.ToString("0.0", CultureInfo.InvariantCulture) : "";
}

/// <summary>Counts conversations from their logs; the counts hold nothing of a person.</summary>
public sealed class ChatReports(Database database, ChatHours hours)
{
    /// <summary>Longest span of a report, in days.</summary>
    public const int LongestSpan = 366;

    /// <summary>The report of some days, last day included; null for who is no supervisor, or for a span that is empty or too long.</summary>
    public async Task<ChatReport?> Of(StaffMember supervisor, DateOnly from, DateOnly to, CancellationToken stop)
    {
        if (!supervisor.Is(StaffRole.Supervisor) || to < from || to.DayNumber - from.DayNumber >= LongestSpan)
            return null;

        var counted = await Count(from, to, stop);
        var days = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(i => Day(from.AddDays(i), [.. counted.Where(c => DayOf(c.OpenedAt) == from.AddDays(i))]));
        return new(
            from, to, [.. days],
            [.. counted.Where(c => c.Reason is not null).GroupBy(c => c.Reason!.Value).Select(g => (g.Key, g.Count())).OrderByDescending(g => g.Item2)],
            [.. counted.Where(c => DayOf(c.OpenedAt) == to && c.Wait is not null).GroupBy(c => Quarter(c.OpenedAt)).OrderBy(g => g.Key).Select(g => (g.Key, g.Count(), TimeSpan.FromSeconds(g.Average(c => c.Wait!.Value.TotalSeconds))))]);
    }

    /// <summary>The smallest value that a share of the values does not pass.</summary>
    internal static TimeSpan? Quantile(IEnumerable<TimeSpan> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }

    private static ReportDay Day(DateOnly day, List<CountedConversation> of)
    {
        var waits = of.Select(c => c.Wait).OfType<TimeSpan>().ToList();
        return new(
            day, of.Count, waits.Count, of.Count(c => c.Abandoned), of.Count(c => c.BecameRequest), Quantile(waits, 0.5), Quantile(waits, 0.9), Quantile(of.Select(c => c.FirstAnswer).OfType<TimeSpan>(), 0.5));
    }

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(ChatSchedule.InRome(at));

    private static TimeOnly Quarter(DateTimeOffset at)
    {
        var time = TimeOnly.FromDateTime(ChatSchedule.InRome(at));
        return new(time.Hour, time.Minute / 15 * 15);
    }

    private async Task<List<CountedConversation>> Count(DateOnly from, DateOnly to, CancellationToken stop)
    {
        var inForce = await hours.Now(stop);
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            """
            select c.opened_at, r.scheme, r.territory, c.state,
                (select min(e.at) from chat_events e where e.conversation_id = c.id and e.kind = 'Joined'),
                (select min(e.at) from chat_events e where e.conversation_id = c.id and e.kind = 'Message' and e.sender <> 'person'),
                (select e.body from chat_events e where e.conversation_id = c.id and e.kind = 'Closed' order by e.n desc limit 1)
            from conversations c left join chat_routes r on r.conversation_id = c.id where c.opened_at >= @f and c.opened_at < @t
            """,
            ("f", Instant.ToMicroseconds(ChatSchedule.FromRome(from, TimeOnly.MinValue))), ("t", Instant.ToMicroseconds(ChatSchedule.FromRome(to.AddDays(1), TimeOnly.MinValue))));
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<CountedConversation> counted = [];
        while (await reader.ReadAsync(stop))
        {
            var opened = Instant.FromMicroseconds(reader.GetInt64(0));
            TimeSpan? since(int column) => reader.IsDBNull(column) ? null : OpeningTime.Between(inForce, opened, Instant.FromMicroseconds(reader.GetInt64(column)));
            var state = reader.GetString(3);
            counted.Add(new(
                opened, reader.IsDBNull(1) ? Route.General : reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), since(4), since(5),
                state == "CLOSED" && reader.IsDBNull(4), state == "REQUEST", !reader.IsDBNull(6) && Enum.TryParse<CloseReason>(reader.GetString(6), out var reason) ? reason : null));
        }

        return counted;
    }
}

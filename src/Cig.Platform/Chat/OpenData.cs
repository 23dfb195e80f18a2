using System.Globalization;
using Cig.Platform.Settings;
using Cig.Platform.Storage;
using Cig.Rules.Access;

namespace Cig.Platform.Chat;

/// <summary>A day of the chat as everybody may know it. What is null is not told: it is small enough to point at somebody, or rests on too few.</summary>
/// <param name="Running">Not ended when the day was published.</param>
public sealed record OpenDay(
    DateOnly Day, int? Opened, int? Answered, int? Abandoned, int? BecameRequest, int? Running, int? MedianWaitMinutes, int? NinetiethWaitMinutes, int? MedianFirstAnswerMinutes,
    int? Ratings, decimal? MeanRating, IReadOnlyDictionary<CloseReason, int?> Reasons);

/// <summary>
/// The chat as open data: counts of days, whole country, without a person, an advisor or a case. A count below <see cref="LeastCount"/> is not told, nor is one that would follow from the
/// others; a quantile is told where so many waits lie on either side of it. A day is published two days later and does not change with the ratings that come afterwards.
/// </summary>
public sealed class OpenData(Database database, ChatReports reports, SettingsRegister settings, TimeProvider time)
{
    /// <summary>The smallest count that is told, zero apart.</summary>
    public const int LeastCount = 5;

    /// <summary>How many days after its end a day is published.</summary>
    public const int Delay = 2;

    /// <summary>The columns of the data set, as files name them.</summary>
    public static IReadOnlyList<(string Name, Func<OpenDay, decimal?> Value)> Columns { get; } =
    [
        ("conversazioni", d => d.Opened), ("prese_in_carico", d => d.Answered), ("abbandonate", d => d.Abandoned), ("diventate_richieste", d => d.BecameRequest), ("in_corso", d => d.Running),
        ("attesa_mediana_minuti", d => d.MedianWaitMinutes), ("attesa_90_minuti", d => d.NinetiethWaitMinutes), ("prima_risposta_mediana_minuti", d => d.MedianFirstAnswerMinutes),
        ("voti", d => d.Ratings), ("voto_medio", d => d.MeanRating),
        .. Enum.GetValues<CloseReason>().Select(r => ($"motivo_{r}", (Func<OpenDay, decimal?>)(d => d.Reasons[r]))),
    ];

    /// <summary>The last day that is published.</summary>
    public DateOnly LastDay => ChatSchedule.DayInRome(time.GetUtcNow()).AddDays(-Delay);

    /// <summary>The years of which something is published, the newest first.</summary>
    public async Task<IReadOnlyList<int>> Years(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command("select min(opened_at) from conversations");
        return await command.ExecuteScalarAsync(stop) is { } first and not DBNull && ChatSchedule.DayInRome(Instant.FromMicroseconds(Convert.ToInt64(first, CultureInfo.InvariantCulture))) is var day && day <= LastDay
            ? [.. Enumerable.Range(day.Year, LastDay.Year - day.Year + 1).Reverse()]
            : [];
    }

    /// <summary>The published days of a span, those without a conversation left out; null where none of its days is published.</summary>
    public async Task<IReadOnlyList<OpenDay>?> Of(DateOnly from, DateOnly to, CancellationToken stop)
    {
        var last = to < LastDay ? to : LastDay;
        if (last < from)
            return null;

        var rules = await settings.Rules(stop);
        return [.. (await reports.Count(from, last, null, stop)).GroupBy(c => ChatSchedule.DayInRome(c.OpenedAt)).OrderBy(g => g.Key).Select(g => Publish(g.Key, [.. g], rules))];
    }

    /// <summary>The days as a table for other programs.</summary>
    public static string Csv(IEnumerable<OpenDay> days) => string.Concat(days
        .Select(d => string.Join(',', Columns.Select(c => c.Value(d)?.ToString(CultureInfo.InvariantCulture) ?? "").Prepend(ChatReports.Iso(d.Day))))
        .Prepend(string.Join(',', Columns.Select(c => c.Name).Prepend("giorno"))).Select(line => line + "\r\n"));

    /// <summary>
    /// Hides what of the parts of a whole may not be told: the small ones, and as many more, the smallest first, as it takes that nobody can count back what was hidden. Where the whole
    /// is small, everything.
    /// </summary>
    public static int?[] Hide(params IReadOnlyList<int> parts)
    {
        if (parts.Sum() is > 0 and < LeastCount)
            return new int?[parts.Count];

        var told = parts.Select(p => (int?)p).ToArray();
        var (hidden, sum) = (0, 0);
        foreach (var (part, i) in parts.Select((p, i) => (p, i)).Where(p => p.p > 0).OrderBy(p => p.p))
        {
            if (part >= LeastCount && (hidden == 0 || hidden > 1 && sum >= LeastCount))
                break;
            (told[i], hidden, sum) = (null, hidden + 1, sum + part);
        }

        return told;
    }

    private static OpenDay Publish(DateOnly day, List<CountedConversation> of, RoutingRules rules)
    {
        var lastRating = ChatSchedule.FromRome(day.AddDays(Delay), TimeOnly.MinValue);
        var row = ReportRow.Of("", [.. of.Select(c => c.RatedAt < lastRating ? c : c with { Score = null })], rules);
        var parts = Hide(row.Answered, row.Abandoned, row.BecameRequest, row.Opened - row.Answered - row.Abandoned - row.BecameRequest);
        return new(
            day, Told(row.Opened), parts[0], parts[1], parts[2], parts[3],
            Minutes(row.MedianWait, row.Answered, 0.5), Minutes(row.NinetiethWait, row.Answered, 0.9), Minutes(row.First.Median, row.First.Count, 0.5),
            Told(row.Ratings), row.Ratings >= LeastCount ? row.MeanRating : null,
            Enum.GetValues<CloseReason>().ToDictionary(r => r, r => row.Opened < LeastCount ? null : Told(row.Reasons.GetValueOrDefault(r))));
    }

    private static int? Told(int count) => count is > 0 and < LeastCount ? null : count;

    /// <summary>Whole minutes, where enough lie above the quantile.</summary>
    private static int? Minutes(TimeSpan? quantile, int count, double share) => quantile is { } q && count * (1 - share) >= LeastCount - 1e-9 ? (int)Math.Ceiling(q.TotalMinutes) : null;
}

using System.Globalization;

namespace Cig.Platform.Chat;

/// <summary>One conversation as the reports count it: no person, no words.</summary>
/// <param name="Wait">From the opening until an advisor came, in opening hours; null where none came. So are the other times.</param>
/// <param name="Abandoned">The person left before an advisor came.</param>
/// <param name="Score">What the person thought of it, 1 to 5.</param>
public sealed record CountedConversation(
    DateTimeOffset OpenedAt, string Scheme, string? Territory, string? Advisor, TimeSpan? Wait, TimeSpan? FirstAnswer, IReadOnlyList<TimeSpan> NextAnswers, bool Abandoned, bool BecameRequest,
    CloseReason? Reason, int? Score, DateTimeOffset? RatedAt);

/// <summary>Answers and how long people waited for them, in opening hours.</summary>
/// <param name="Ninetieth">What nine of ten did not pass.</param>
/// <param name="InTime">How many came within the time that is aimed at.</param>
public sealed record AnswerTimes(int Count, TimeSpan? Median, TimeSpan? Ninetieth, int InTime)
{
    /// <summary>The share in time, 0 to 1; null where there was no answer.</summary>
    public decimal? Share => Count == 0 ? null : (decimal)InTime / Count;

    internal static AnswerTimes Of(IEnumerable<TimeSpan> waits, int aimedAtSeconds)
    {
        List<TimeSpan> all = [.. waits];
        return new(all.Count, Quantile(all, 0.5), Quantile(all, 0.9), all.Count(w => w <= TimeSpan.FromSeconds(aimedAtSeconds)));
    }

    /// <summary>The smallest value that a share of the values does not pass.</summary>
    internal static TimeSpan? Quantile(IEnumerable<TimeSpan> values, double share)
    {
        List<TimeSpan> sorted = [.. values.Order()];
        return sorted.Count == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }
}

/// <summary>A line of a report: a day, an office, a scheme, an advisor, or all together.</summary>
/// <param name="Name">The day as ISO 8601; a province; a scheme; a display name; empty where it is not known.</param>
public sealed record ReportRow(
    string Name, int Opened, int Answered, int Abandoned, int BecameRequest, TimeSpan? MedianWait, TimeSpan? NinetiethWait, AnswerTimes First, AnswerTimes Next,
    int Ratings, decimal? MeanRating, IReadOnlyDictionary<CloseReason, int> Reasons)
{
    internal static ReportRow Of(string name, IReadOnlyCollection<CountedConversation> of, RoutingRules rules)
    {
        List<TimeSpan> waits = [.. of.Select(c => c.Wait).OfType<TimeSpan>()];
        List<int> scores = [.. of.Select(c => c.Score).OfType<int>()];
        return new(
            name, of.Count, waits.Count, of.Count(c => c.Abandoned), of.Count(c => c.BecameRequest), AnswerTimes.Quantile(waits, 0.5), AnswerTimes.Quantile(waits, 0.9),
            AnswerTimes.Of(of.Select(c => c.FirstAnswer).OfType<TimeSpan>(), rules.AnswerSeconds), AnswerTimes.Of(of.SelectMany(c => c.NextAnswers), rules.NextAnswerSeconds),
            scores.Count, scores.Count == 0 ? null : Math.Round((decimal)scores.Average(), 2),
            of.Where(c => c.Reason is not null).GroupBy(c => c.Reason!.Value).ToDictionary(g => g.Key, g => g.Count()));
    }

    /// <summary>Names of the columns of <see cref="Csv"/>.</summary>
    internal static string CsvHead(string name) =>
        $"{name},aperte,prese_in_carico,abbandonate,diventate_richieste,attesa_mediana_minuti,attesa_90_minuti,prime_risposte,prima_risposta_mediana_minuti,prima_risposta_90_minuti,prime_risposte_in_tempo,"
        + "risposte_successive,risposta_successiva_mediana_minuti,risposta_successiva_90_minuti,risposte_successive_in_tempo,voti,voto_medio,"
        + string.Join(',', Enum.GetValues<CloseReason>().Select(r => $"motivo_{r}"));

    /// <summary>The line for other programs: commas, a point in numbers, minutes.</summary>
    internal string Csv => string.Join(',',
    [
        $"\"{Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", $"{Opened}", $"{Answered}", $"{Abandoned}", $"{BecameRequest}", Minutes(MedianWait), Minutes(NinetiethWait), .. Times(First), .. Times(Next), $"{Ratings}",
        MeanRating?.ToString("0.00", CultureInfo.InvariantCulture) ?? "", .. Enum.GetValues<CloseReason>().Select(r => $"{Reasons.GetValueOrDefault(r)}"),
    ]);

    private static string[] Times(AnswerTimes times) => [$"{times.Count}", Minutes(times.Median), Minutes(times.Ninetieth), $"{times.InTime}"];

    private static string Minutes(TimeSpan? time) => time is { } t ? t.TotalMinutes.ToString("0.0", CultureInfo.InvariantCulture) : "";
}

using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Web.Components;
using Cig.Web.Language;
using Cig.Web.Pages.Operatore;

namespace Cig.Web.Pages.Supervisione;

/// <summary>How the reports are named and written.</summary>
public static class ReportWords
{
    /// <summary>What the lines of a report may be: as the address says it, and as a person reads it.</summary>
    public static IReadOnlyDictionary<string, (ReportBy By, string Name)> Lines { get; } = new Dictionary<string, (ReportBy, string)>
    {
        ["giorno"] = (ReportBy.Day, "Giorno"),
        ["sede"] = (ReportBy.Territory, "Sede"),
        ["trattamento"] = (ReportBy.Scheme, "Trattamento"),
        ["operatore"] = (ReportBy.Advisor, "Operatore"),
    };

    /// <summary>The name of a line.</summary>
    public static string Of(ReportBy by, string name) => by switch
    {
        ReportBy.Day => Typed.Field(DateOnly.ParseExact(name, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        ReportBy.Scheme => Words.Scheme(name),
        _ => name.Length == 0 ? "non nota" : name,
    };

    /// <summary>Minutes with one decimal, or a dash.</summary>
    public static string Minutes(this Say say, TimeSpan? length) => length is { } l ? say["{0} min", Math.Round((decimal)l.TotalMinutes, 1)] : "-";

    /// <summary>How many came in time, of how many.</summary>
    public static string InTime(this Say say, AnswerTimes times) => times.Share is { } share ? say["{0} % di {1}", Math.Round(share * 100), times.Count] : "-";

    /// <summary>The mean rating, of how many.</summary>
    public static string Rating(this Say say, ReportRow row) => row.MeanRating is { } mean ? say["{0} su 5 ({1} voti)", mean, row.Ratings] : "-";
}

/// <summary>One measure of a report as columns.</summary>
public sealed record ReportChart(IReadOnlyList<Column> Columns, string Title, string Value, decimal? Target)
{
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>
    {
        ["aperte"] = "Conversazioni aperte",
        ["prima"] = "Prima risposta, mediana in minuti",
        ["successive"] = "Risposte successive, mediana in minuti",
        ["voto"] = "Voto medio",
    };

    public static ReportChart Of(string measure, ChatReport report, RoutingRules rules, Say say)
    {
        (Func<ReportRow, decimal?> value, Func<ReportRow, string> words, decimal? target) = measure switch
        {
            "prima" => (r => (decimal?)r.First.Median?.TotalMinutes, r => say.Minutes(r.First.Median), rules.AnswerSeconds / 60m),
            "successive" => (r => (decimal?)r.Next.Median?.TotalMinutes, r => say.Minutes(r.Next.Median), rules.NextAnswerSeconds / 60m),
            "voto" => (r => r.MeanRating, say.Rating, (decimal?)null),
            _ => ((Func<ReportRow, decimal?>)(r => r.Opened), (Func<ReportRow, string>)(r => say["{0} aperte, {1} abbandonate", r.Opened, r.Abandoned]), (decimal?)null),
        };
        string label(ReportRow row) => report.By == ReportBy.Day ? ReportWords.Of(report.By, row.Name)[..5] : ReportWords.Of(report.By, row.Name);
        return new([.. report.Rows.Select(r => new Column(label(r), value(r) ?? 0, words(r)))], say[Names[measure]], say[Names[measure]], target);
    }
}

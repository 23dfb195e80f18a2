using static Cig.Rules.Law;

namespace Cig.Rules.Amounts;

/// <summary>Which ceiling applies.</summary>
public enum Band
{
    /// <summary>Suspensions begun until 2021, reference pay up to the threshold; credit fund, under the first limit.</summary>
    Low,

    /// <summary>Credit fund, reference pay from the first limit to the second.</summary>
    Middle,

    /// <summary>Suspensions begun until 2021, reference pay over the threshold; credit fund, over the second limit.</summary>
    High,

    /// <summary>Suspensions begun from 2022: one ceiling for everybody.</summary>
    Single,
}

/// <summary>A ceiling for a full month before and after the reduction of 5.84 %, each as its circular printed it.</summary>
public sealed record Ceiling(Euro Gross, Euro Net);

/// <summary>
/// Massimale mensile: whatever 80 % of the pay comes to, a month of supplement is not worth more than this. INPS indexes each published amount on its own
/// (art. 3, c. 6), so none is computed from another: 1,423.69 x 0.9416 would be 1,340.55, and the circular says 1,340.56.
/// Next year's ceiling is one line at the end of <see cref="Single"/>.
/// </summary>
public static partial class MonthlyMaximum
{
    /// <summary>Until 2021 the ceiling depends on the pay (art. 3, c. 5); from 2022 it is one for everybody (c. 5-bis). The day is that on which the suspension began.</summary>
    internal static readonly InForce<bool> OneForEverybody = new("benefit.bands")
    {
        { "2015-09-24", "2021-12-31", false, Dlgs148.Article("3", "5"), Trust.Secondary },
        { "2022-01-01", null, true, Dlgs148.Article("3", "5-bis"), Trust.Secondary },
    };

    /// <summary>Threshold of the monthly pay, ceiling up to it, ceiling over it.</summary>
    internal static readonly InForce<TwoBands> Banded = new("benefit.max")
    {
        { "2015-09-24", "2015-12-31", new(2102.24m.Euro, Of(971.71m, 914.96m), Of(1167.91m, 1099.70m)), Circular("19/2015").Whole, Trust.Recalled },
        { "2016-01-01", "2016-12-31", new(2102.24m.Euro, Of(971.71m, 914.96m), Of(1167.91m, 1099.70m)), Circular("48/2016").Whole, Trust.SecondaryIndirect },
        { "2017-01-01", "2017-12-31", new(2102.24m.Euro, Of(971.71m, 914.96m), Of(1167.91m, 1099.70m)), Circular("36/2017").Whole, Trust.Secondary },
        { "2018-01-01", "2018-12-31", new(2125.36m.Euro, Of(982.40m, 925.03m), Of(1180.76m, 1111.80m)), Circular("19/2018").Whole, Trust.Secondary },
        { "2019-01-01", "2019-12-31", new(2148.74m.Euro, Of(993.21m, 935.21m), Of(1193.75m, 1124.04m)), Circular("5/2019").Whole, Trust.Secondary },
        { "2020-01-01", "2020-12-31", new(2159.48m.Euro, Of(998.18m, 939.89m), Of(1199.72m, 1129.66m)), Circular("20/2020").Whole, Trust.Secondary },
        { "2021-01-01", "2021-12-31", new(2159.48m.Euro, Of(998.18m, 939.89m), Of(1199.72m, 1129.66m)), Circular("7/2021").Whole, Trust.SecondaryIndirect },
    };

    /// <summary>The same bands raised by a fifth for seasonal bad weather in building and stone (art. 2, c. 17, L. 549/1995); the threshold is the same.</summary>
    internal static readonly InForce<(Ceiling Low, Ceiling High)> BandedBadWeather = new("benefit.max.constructionBadWeather")
    {
        { "2015-09-24", "2015-12-31", (Of(1166.05m, 1097.95m), Of(1401.49m, 1319.64m)), Circular("19/2015").Whole, Trust.Recalled },
        { "2016-01-01", "2016-12-31", (Of(1166.05m, 1097.95m), Of(1401.49m, 1319.64m)), Circular("48/2016").Whole, Trust.RecalledAndRederived },
        { "2017-01-01", "2017-12-31", (Of(1166.05m, 1097.95m), Of(1401.49m, 1319.64m)), Circular("36/2017").Whole, Trust.Secondary },
        { "2018-01-01", "2018-12-31", (Of(1178.88m, 1110.03m), Of(1416.91m, 1334.16m)), Circular("19/2018").Whole, Trust.RecalledAndRederived },
        { "2019-01-01", "2019-12-31", (Of(1191.85m, 1122.25m), Of(1432.50m, 1348.84m)), Circular("5/2019").Whole, Trust.RecalledAndRederived },
        { "2020-01-01", "2020-12-31", (Of(1197.82m, 1127.87m), Of(1439.66m, 1355.58m)), Circular("20/2020").Whole, Trust.RecalledAndRederived },
        { "2021-01-01", "2021-12-31", (Of(1197.82m, 1127.87m), Of(1439.66m, 1355.58m)), Circular("7/2021").Whole, Trust.RecalledAndRederived },
    };

    /// <summary>The single ceiling, and the one for seasonal bad weather in building and stone.</summary>
    internal static readonly InForce<(Ceiling Ordinary, Ceiling BadWeather)> Single = new("benefit.max.single")
    {
        { "2022-01-01", "2022-12-31", (Of(1222.51m, 1151.12m), Of(1467.01m, 1381.34m)), Circular("26/2022").Whole, Trust.Secondary },
        { "2023-01-01", "2023-12-31", (Of(1321.53m, 1244.36m), Of(1585.84m, 1493.23m)), Circular("14/2023").Whole, Trust.Secondary },
        { "2024-01-01", "2024-12-31", (Of(1392.89m, 1311.56m), Of(1671.48m, 1573.86m)), Circular("25/2024").Whole, Trust.Secondary },
        { "2025-01-01", "2025-12-31", (Of(1404.03m, 1322.05m), Of(1684.85m, 1586.45m)), Circular("25/2025").Whole, Trust.Secondary },
        { "2026-01-01", "2026-12-31", (Of(1423.69m, 1340.56m), Of(1708.44m, 1608.66m)), Circular("4/2026").Whole, Trust.Secondary },
    };

    /// <summary>So many monthly ceilings a year, accruals of additional months included: those have none of their own.</summary>
    internal static readonly InForce<int> MonthsPerYear = new("benefit.maxMonthsPerYear")
    {
        { "2015-09-24", null, 12, Dlgs148.Article("3", "5"), Trust.Secondary },
    };

    /// <summary>The first month with a ceiling is that of the Decree.</summary>
    private static readonly DateOnly Decree = OneForEverybody[0].From;

    /// <summary>By one ceiling or two, by bad weather, by years since that of the Decree.</summary>
    private static readonly Ceilings?[,][] ByYear = EveryYear();

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("monthly-maximum", "Amounts/MonthlyMaximum", Text.Of($"Massimale mensile", $"Monthly ceiling", $"Monatliche Höchstgrenze"),
    [
        .. OneForEverybody.Sources,
        .. Banded.Sources,
        .. BandedBadWeather.Sources,
        .. Single.Sources,
    ]);

    /// <summary>The last month for which a ceiling is published.</summary>
    public static DateOnly LastPublishedMonth => new(Single[^1].To!.Value.Year, 12, 1);

    /// <summary>
    /// The ceilings that may apply to hours of <paramref name="month"/> in a suspension begun on <paramref name="suspensionStart"/>. A treatment begun in 2021 keeps the
    /// two bands when it runs on into 2022; no circular prints a low band for those months, so the last printed one goes on, with a warning.
    /// </summary>
    /// <exception cref="NotInForceException">No ceiling is published for that month, or the Decree was not in force.</exception>
    public static Ceilings On(DateOnly month, DateOnly suspensionStart, bool seasonalBadWeather)
    {
        var byYear = ByYear[OneForEverybody.On(suspensionStart).Value ? 1 : 0, seasonalBadWeather ? 1 : 0];
        var year = month.Year - Decree.Year;
        return year >= 0 && year < byYear.Length && (year > 0 || month.Month >= Decree.Month) && byYear[year] is { } ceilings
            ? ceilings
            : throw new NotInForceException(year > 0 ? Single.Name : Banded.Name, new(month.Year, month.Month, 1));
    }

    /// <summary>The ceilings change with the calendar year; they are put together once, so that a case only looks them up. Years without one stay empty.</summary>
    private static Ceilings?[,][] EveryYear()
    {
        var tables = new Ceilings?[2, 2][];
        foreach (var weather in new[] { false, true })
        {
            tables[0, weather ? 1 : 0] = [.. Banded.Select(b => OfBands(b, weather)), .. Single.Select(s => OfLastBands(s, weather))];
            tables[1, weather ? 1 : 0] = [.. Banded.Select(_ => null as Ceilings), .. Single.Select(s => OfOne(s, weather))];
        }

        return tables;
    }

    private static Ceilings OfBands(Version<TwoBands> banded, bool badWeather)
    {
        var weather = BandedBadWeather.On(banded.From).Value;
        return new(
            banded.Value.Threshold,
            badWeather ? weather.Low : banded.Value.Low,
            banded.Source,
            badWeather ? weather.High : banded.Value.High,
            banded.Source,
            []);
    }

    private static Ceilings OfOne(Version<(Ceiling Ordinary, Ceiling BadWeather)> single, bool badWeather)
    {
        var only = badWeather ? single.Value.BadWeather : single.Value.Ordinary;
        return new(null, only, single.Source, only, single.Source, []);
    }

    private static Ceilings OfLastBands(Version<(Ceiling Ordinary, Ceiling BadWeather)> single, bool badWeather)
    {
        var last = Banded[^1];
        return new(
            last.Value.Threshold,
            badWeather ? BandedBadWeather[^1].Value.Low : last.Value.Low,
            last.Source,
            badWeather ? single.Value.BadWeather : single.Value.Ordinary,
            single.Source,
            [Text.Of(
                $"La sospensione è iniziata entro il {last.To!.Value} e prosegue oltre: soglia e tetto basso sono gli ultimi pubblicati, perché nessuna circolare ne pubblica di successivi.",
                $"The suspension began by {last.To!.Value} and goes on afterwards: threshold and low ceiling are the last published ones, because no circular prints later ones.",
                $"Die Suspendierung begann bis {last.To!.Value} und dauert darüber hinaus: Schwelle und niedrige Höchstgrenze sind die zuletzt veröffentlichten, weil kein Rundschreiben spätere nennt.")]);
    }

    /// <summary>Every published ceiling under its own name.</summary>
    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(OneForEverybody, "enum", TimeKey.SuspensionStart, one => one ? "SINGLE" : "TWO"),
        Figure.Of(MonthsPerYear, "monthly maxima per year", TimeKey.MonthOfHours, m => m.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Yearly("benefit.max.thresholdMonthlyPay", Banded, b => b.Threshold),
        Yearly("benefit.max.low.gross", Banded, b => b.Low.Gross),
        Yearly("benefit.max.low.net", Banded, b => b.Low.Net),
        Yearly("benefit.max.high.gross", Banded, b => b.High.Gross),
        Yearly("benefit.max.high.net", Banded, b => b.High.Net),
        Yearly("benefit.max.constructionBadWeather.low.gross", BandedBadWeather, b => b.Low.Gross),
        Yearly("benefit.max.constructionBadWeather.low.net", BandedBadWeather, b => b.Low.Net),
        Yearly("benefit.max.constructionBadWeather.high.gross", BandedBadWeather, b => b.High.Gross),
        Yearly("benefit.max.constructionBadWeather.high.net", BandedBadWeather, b => b.High.Net),
        Yearly("benefit.max.single.gross", Single, s => s.Ordinary.Gross),
        Yearly("benefit.max.single.net", Single, s => s.Ordinary.Net),
        Yearly("benefit.max.constructionBadWeather.single.gross", Single, s => s.BadWeather.Gross),
        Yearly("benefit.max.constructionBadWeather.single.net", Single, s => s.BadWeather.Net),
    ];

    private static Ceiling Of(decimal gross, decimal net) => new(gross.Euro, net.Euro);

    private static Figure Yearly<T>(string name, InForce<T> table, Func<T, Euro> amount) =>
        Figure.Of(table, "EUR/month", TimeKey.MonthOfHours, value => amount(value).Plain, yearly: true) with { Name = name };

    internal sealed record TwoBands(Euro Threshold, Ceiling Low, Ceiling High);
}

/// <summary>The ceilings that may apply to a month, with the circular of each.</summary>
/// <param name="Threshold">Monthly full-time pay up to which the low ceiling applies; none where one ceiling is for everybody.</param>
/// <param name="Low">Ceiling up to the threshold; the same as the other where one is for everybody.</param>
/// <param name="LowSource">Circular of the low ceiling.</param>
/// <param name="High">Ceiling over the threshold, or the only one.</param>
/// <param name="HighSource">Circular of the high or only ceiling.</param>
/// <param name="Warnings">What makes the ceiling doubtful.</param>
public sealed record Ceilings(
    Euro? Threshold, Ceiling Low, Provision LowSource, Ceiling High, Provision HighSource, IReadOnlyList<Text> Warnings)
{
    /// <summary>The band where no threshold is left to ask.</summary>
    public Band Band { get; init; } = Band.Single;

    /// <summary>Whether the reduction of 5.84 % is taken off.</summary>
    public bool Reduced { get; init; } = true;
}

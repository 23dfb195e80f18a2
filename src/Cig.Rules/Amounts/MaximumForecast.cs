using System.Globalization;
using static Cig.Rules.Law;

namespace Cig.Rules.Amounts;

/// <summary>The published ceilings of a year, and those that an index would make of them.</summary>
public sealed record ForecastCeilings(Ceiling Ordinary, Ceiling BadWeather);

/// <summary>
/// Previsione del massimale (art. 3, c. 6): each published amount grows by the whole change of the price index, rounded half up to the cent, each on its own. A forecast is labelled as one
/// and never stands in for a figure: what is due is read from the circular.
/// </summary>
public static class MaximumForecast
{
    /// <summary>The change of the index, as the published figures let one infer it.</summary>
    internal static readonly InForce<Rate> Indexation = Inferred(
        (2018, 1.1m), (2019, 1.1m), (2020, 0.5m), (2021, 0m), (2022, 1.9m), (2023, 8.1m), (2024, 5.4m), (2025, 0.8m), (2026, 1.4m));

    internal static readonly InForce<Rate> BadWeatherUplift = new("benefit.constructionBadWeatherUplift")
    {
        { "2015-09-24", null, 20.Percent, L549.Article("2", "17"), Trust.Secondary },
    };

    /// <summary>What the reduction of 5.84 % leaves; said for who checks by hand, applied by no rule.</summary>
    internal static readonly InForce<string> NetFactor = new("benefit.netFactor")
    {
        { "2015-09-24", null, "0.9416", L41.Article("26"), Trust.Derived },
    };

    /// <summary>80 % of the pay less 5.84 % of that.</summary>
    internal static readonly InForce<string> NetReplacementRate = new("benefit.netReplacementRate")
    {
        { "2015-09-24", null, "75.328", L41.Article("26"), Trust.Secondary },
    };

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("maximum-forecast", "Amounts/MaximumForecast", Text.Of(
        $"Previsione del massimale", $"Forecast of the ceiling", $"Vorausschau der Höchstgrenze"), [.. Indexation.Sources, .. BadWeatherUplift.Sources, .. NetFactor.Sources]);

    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(Indexation, "percent", TimeKey.MonthOfHours, r => r.Percent.ToString("0.0", CultureInfo.InvariantCulture)),
        Figure.Of(BadWeatherUplift, "percent of the monthly maximum", TimeKey.SuspensionStart, r => r.Plain),
        Figure.Of(NetFactor, "ratio", TimeKey.MonthOfHours, v => v),
        Figure.Of(NetReplacementRate, "percent", TimeKey.MonthOfHours, v => v),
    ];

    /// <summary>What <paramref name="year"/> would bring if the index changed by <paramref name="index"/>, from the ceilings of the year before.</summary>
    /// <exception cref="ImpossibleFactException">The index would halve or double the amounts.</exception>
    /// <exception cref="NotInForceException">No single ceiling is published for the year before.</exception>
    public static Ruling<ForecastCeilings> For(int year, Rate index)
    {
        if (index.BasisPoints is < -5_000 or > 10_000)
        {
            throw new ImpossibleFactException(
                "index",
                Text.Of($"Una variazione dei prezzi del {index} non è credibile.", $"A change of prices of {index} is not credible.", $"Eine Preisänderung von {index} ist nicht glaubhaft."),
                Text.Of($"Indica la variazione annua, per esempio 1.4.", $"Give the yearly change, for instance 1.4.", $"Die jährliche Änderung angeben, zum Beispiel 1.4."));
        }

        var before = MonthlyMaximum.Single.On(new(year - 1, 1, 1));
        Ceiling Indexed(Ceiling ceiling) => new(Grown(ceiling.Gross, index), Grown(ceiling.Net, index));
        var forecast = new ForecastCeilings(Indexed(before.Value.Ordinary), Indexed(before.Value.BadWeather));
        return new(forecast,
        [
            new(before.Source, Text.Of(
                $"Nel {(year - 1).ToString(CultureInfo.InvariantCulture)} il massimale è {before.Value.Ordinary.Gross} lordi e {before.Value.Ordinary.Net} netti.",
                $"In {(year - 1).ToString(CultureInfo.InvariantCulture)} the ceiling is {before.Value.Ordinary.Gross} gross and {before.Value.Ordinary.Net} net.",
                $"Im Jahr {(year - 1).ToString(CultureInfo.InvariantCulture)} beträgt die Höchstgrenze {before.Value.Ordinary.Gross} brutto und {before.Value.Ordinary.Net} netto.")),
            new(Dlgs148.Article("3", "6"), Text.Of(
                $"Con una variazione dei prezzi del {index} diventerebbe {forecast.Ordinary.Gross} lordi e {forecast.Ordinary.Net} netti.",
                $"With a change of prices of {index} it would become {forecast.Ordinary.Gross} gross and {forecast.Ordinary.Net} net.",
                $"Bei einer Preisänderung von {index} wären es {forecast.Ordinary.Gross} brutto und {forecast.Ordinary.Net} netto.")),
        ])
        {
            Warnings =
            [
                Text.Of($"È una previsione: vale solo la circolare dell'anno.", $"This is a forecast: only the circular of the year counts.", $"Dies ist eine Vorausschau: es gilt nur das Rundschreiben des Jahres."),
            ],
        };
    }

    private static Euro Grown(Euro amount, Rate index) => new((2 * amount.Cents * (10_000 + index.BasisPoints) + 10_000) / 20_000);

    private static InForce<Rate> Inferred(params (int Year, decimal Percent)[] changes)
    {
        var table = new InForce<Rate>("benefit.max.indexation");
        foreach (var (year, percent) in changes)
        {
            var y = year.ToString(CultureInfo.InvariantCulture);
            table.Add($"{y}-01-01", $"{y}-12-31", percent.Percent, Dlgs148.Article("3", "6"), Trust.Inferred);
        }

        return table;
    }
}

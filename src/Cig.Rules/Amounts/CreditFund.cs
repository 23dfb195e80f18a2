using static Cig.Rules.Law;

namespace Cig.Rules.Amounts;

/// <summary>
/// Massimali del fondo del credito: its allowance has ceilings of its own in three bands of the full-time pay, indexed each January like those of the law, and does not undergo the reduction of 5.84 %.
/// INPS prints them in the same circular. Years before 2023 are not in the sources: there the legal minimum holds.
/// </summary>
public static class CreditFund
{
    /// <summary>Figures of 2023 and 2026 were read; those between follow from the first by the index of each year, and lead to the last to the cent.</summary>
    internal static readonly InForce<ThreeBands> Bands = new("fund.credit.max")
    {
        { "2023-01-01", "2023-12-31", Of(1306.75m, 2406.02m, 1506.19m, 3803.33m, 1902.81m), Circular("14/2023").Whole, Trust.Secondary },
        { "2024-01-01", "2024-12-31", Of(1377.31m, 2535.95m, 1587.52m, 4008.71m, 2005.56m), Circular("25/2024").Whole, Trust.Derived },
        { "2025-01-01", "2025-12-31", Of(1388.33m, 2556.24m, 1600.22m, 4040.78m, 2021.60m), Circular("25/2025").Whole, Trust.Derived },
        { "2026-01-01", "2026-12-31", Of(1407.77m, 2592.03m, 1622.62m, 4097.35m, 2049.90m), Circular("4/2026").Whole, Trust.Secondary },
    };

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("credit-fund-maximum", "Amounts/CreditFund", Text.Of(
        $"Massimali del fondo del credito", $"Ceilings of the credit fund", $"Höchstgrenzen des Kreditfonds"), Bands.Sources);

    /// <summary>Each amount under its own name.</summary>
    internal static IEnumerable<Figure> Published =>
    [
        Monthly("fund.credit.max.low", b => b.Low),
        Monthly("fund.credit.max.thresholdMiddle", b => b.MiddleFrom),
        Monthly("fund.credit.max.middle", b => b.Middle),
        Monthly("fund.credit.max.thresholdHigh", b => b.HighOver),
        Monthly("fund.credit.max.high", b => b.High),
    ];

    /// <summary>The ceiling of a full month for a pay; null where the sources have none for the month.</summary>
    /// <param name="month">Any day of the month.</param>
    /// <param name="monthlyPay">Pay of the month on the worker's own timetable.</param>
    /// <param name="share">That timetable as a share of full time.</param>
    internal static Ceilings? Ceiling(DateOnly month, Euro monthlyPay, Rate share)
    {
        if (Bands.Find(month) is not { } bands)
            return null;

        // Pay brought to full time: products are compared, nothing is divided.
        bool Reaches(Euro limit) => monthlyPay.Cents * 10_000 >= limit.Cents * share.BasisPoints;
        bool Exceeds(Euro limit) => monthlyPay.Cents * 10_000 > limit.Cents * share.BasisPoints;
        var (band, amount) = Exceeds(bands.Value.HighOver) ? (Band.High, bands.Value.High)
            : Reaches(bands.Value.MiddleFrom) ? (Band.Middle, bands.Value.Middle)
            : (Band.Low, bands.Value.Low);
        var only = new Ceiling(amount, amount);
        return new(null, only, bands.Source, only, bands.Source, [OwnDecree]) { Band = band, Reduced = false };
    }

    /// <summary>Which of the three ceilings holds, and why.</summary>
    internal static Reason Why(DateOnly month, Ceilings ceilings)
    {
        var bands = Bands.On(month);
        return new(bands.Source, ceilings.Band switch
        {
            Band.Low => Text.Of(
                $"Il fondo del credito ha tre massimali: la retribuzione a tempo pieno è inferiore a {bands.Value.MiddleFrom}, quindi vale il primo.",
                $"The credit fund has three ceilings: the full-time pay is under {bands.Value.MiddleFrom}, so the first applies.",
                $"Der Kreditfonds hat drei Höchstgrenzen: der Vollzeitlohn liegt unter {bands.Value.MiddleFrom}, daher gilt die erste."),
            Band.Middle => Text.Of(
                $"Il fondo del credito ha tre massimali: la retribuzione a tempo pieno va da {bands.Value.MiddleFrom} a {bands.Value.HighOver}, quindi vale il secondo.",
                $"The credit fund has three ceilings: the full-time pay is from {bands.Value.MiddleFrom} to {bands.Value.HighOver}, so the second applies.",
                $"Der Kreditfonds hat drei Höchstgrenzen: der Vollzeitlohn liegt zwischen {bands.Value.MiddleFrom} und {bands.Value.HighOver}, daher gilt die zweite."),
            _ => Text.Of(
                $"Il fondo del credito ha tre massimali: la retribuzione a tempo pieno supera {bands.Value.HighOver}, quindi vale il terzo.",
                $"The credit fund has three ceilings: the full-time pay is over {bands.Value.HighOver}, so the third applies.",
                $"Der Kreditfonds hat drei Höchstgrenzen: der Vollzeitlohn liegt über {bands.Value.HighOver}, daher gilt die dritte."),
        });
    }

    /// <summary>Nothing is taken off: what is due before the reduction is what is due after it.</summary>
    internal static Reason Unreduced(Ceilings ceilings, Euro net) => new(ceilings.HighSource, Text.Of(
        $"Il fondo del credito non applica la riduzione del 5,84%: spettano {net}, prima dell'imposta sul reddito.",
        $"The credit fund does not apply the reduction of 5.84%: {net} is due, before income tax.",
        $"Der Kreditfonds wendet die Kürzung um 5,84 % nicht an: es stehen {net} zu, vor der Einkommensteuer."));

    private static readonly Text OwnDecree = Text.Of(
        $"I massimali sono quelli del fondo del credito; la misura dell'80% è quella della legge, perché il decreto del fondo non è tra le fonti.",
        $"The ceilings are those of the credit fund; the measure of 80% is that of the law, because the fund's decree is not among the sources.",
        $"Die Höchstgrenzen sind jene des Kreditfonds; das Maß von 80 % ist das gesetzliche, denn das Dekret des Fonds gehört nicht zu den Quellen.");

    private static ThreeBands Of(decimal low, decimal middleFrom, decimal middle, decimal highOver, decimal high) =>
        new(low.Euro, middleFrom.Euro, middle.Euro, highOver.Euro, high.Euro);

    private static Figure Monthly(string name, Func<ThreeBands, Euro> amount) => Figure.Of(Bands, "EUR/month", TimeKey.MonthOfHours, b => amount(b).Plain) with { Name = name };

    /// <summary>Ceiling of pay under the first limit; of pay from it to the second, both included; of pay over the second.</summary>
    internal sealed record ThreeBands(Euro Low, Euro MiddleFrom, Euro Middle, Euro HighOver, Euro High);
}

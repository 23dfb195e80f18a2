namespace Cig.Rules.Amounts;

/// <summary>The facts that choose the ceiling of a full month.</summary>
/// <param name="Month">Any day of the month.</param>
/// <param name="SuspensionStart">First day of the suspension or reduction.</param>
/// <param name="SeasonalBadWeather">Seasonal bad weather in building or stone, with its raised ceiling.</param>
/// <param name="MonthlyPay">Reference pay on the worker's own timetable, accruals included; needed where two bands apply.</param>
/// <param name="PartTime">The worker's timetable as a share of full time; needed where two bands apply.</param>
public sealed record MaximumFacts(DateOnly Month, DateOnly SuspensionStart, bool SeasonalBadWeather, Euro? MonthlyPay, Rate? PartTime)
{
    /// <summary>The month whose published ceiling is used: that of the hours, unless the case is a forecast beyond the last published year.</summary>
    public DateOnly CeilingMonth { get; init; } = Month;

    /// <summary>Vertical part-time: the timetable of this very month as a share of full time; null where every month has the share of <see cref="PartTime"/>.</summary>
    public Rate? MonthShare { get; init; }

    /// <summary>The solidarity fund that pays; only the credit fund has ceilings of its own in the sources.</summary>
    public Contributions.SolidarityFund? Fund { get; init; }
}

/// <summary>The ceiling of a full month and the band it belongs to.</summary>
public sealed record MaximumAnswer(Ceiling Ceiling, Band Band);

public static partial class MonthlyMaximum
{
    /// <summary>The ceiling of a full month.</summary>
    /// <exception cref="ImpossibleFactException">A fact cannot be, or the pay is missing where it decides the band.</exception>
    /// <exception cref="NotInForceException">No ceiling is published for the month, or the Decree was not in force.</exception>
    public static Ruling<MaximumAnswer> For(MaximumFacts facts)
    {
        ImpossibleFactException.ThrowAny([.. Benefit.Times(facts.Month, facts.SuspensionStart), .. Benefit.Pay(facts.MonthlyPay, facts.PartTime, facts.MonthShare), .. Missing(facts)]);
        if (OfCredit(facts) is { } own)
            return Answer(own, own.High, own.Band, CreditFund.Why(facts.CeilingMonth, own), own.HighSource, [.. Benefit.Vertical(facts.MonthShare)]);

        var ceilings = On(facts.CeilingMonth, facts.SuspensionStart, facts.SeasonalBadWeather);
        var era = OneForEverybody.On(facts.SuspensionStart).Source;
        if (ceilings.Threshold is not { } threshold)
            return Answer(ceilings, ceilings.High, Band.Single, new(era, Text.Of($"Il massimale è unico.", $"There is one ceiling.", $"Es gibt eine einzige Höchstgrenze.")), ceilings.HighSource);

        var high = facts.MonthlyPay!.Value.Cents * 10_000 > threshold.Cents * (facts.MonthShare ?? facts.PartTime!.Value).BasisPoints;
        return Answer(
            ceilings,
            high ? ceilings.High : ceilings.Low,
            high ? Band.High : Band.Low,
            new(era, high
                ? Text.Of(
                    $"La retribuzione a tempo pieno supera la soglia di {threshold}: vale il tetto alto.",
                    $"The full-time pay is over the threshold of {threshold}: the high ceiling applies.",
                    $"Der Vollzeitlohn liegt über der Schwelle von {threshold}: es gilt die hohe Höchstgrenze.")
                : Text.Of(
                    $"La retribuzione a tempo pieno non supera la soglia di {threshold}: vale il tetto basso.",
                    $"The full-time pay is not over the threshold of {threshold}: the low ceiling applies.",
                    $"Der Vollzeitlohn liegt nicht über der Schwelle von {threshold}: es gilt die niedrige Höchstgrenze.")),
            high ? ceilings.HighSource : ceilings.LowSource,
            [.. Benefit.Vertical(facts.MonthShare)]);
    }

    private static Ruling<MaximumAnswer> Answer(Ceilings ceilings, Ceiling ceiling, Band band, Reason why, Provision circular, params IReadOnlyList<Reason> before) => new(new(ceiling, band),
    [
        .. before,
        why,
        new(circular, Text.Of(
            $"Per un mese intero il massimale è {ceiling.Gross} lordi e {ceiling.Net} netti.",
            $"For a full month the ceiling is {ceiling.Gross} gross and {ceiling.Net} net.",
            $"Für einen ganzen Monat beträgt die Höchstgrenze {ceiling.Gross} brutto und {ceiling.Net} netto.")),
        new(MonthsPerYear[0].Source, Text.Of(
            $"In un anno i massimali sono al più {MonthsPerYear[0].Value}, ratei compresi: le mensilità aggiuntive non ne hanno di propri.",
            $"In a year there are at most {MonthsPerYear[0].Value} ceilings, accruals included: additional months have none of their own.",
            $"In einem Jahr gibt es höchstens {MonthsPerYear[0].Value} Höchstgrenzen, Raten inbegriffen: Zusatzmonate haben keine eigenen.")),
    ])
    {
        Warnings = ceilings.Warnings,
    };

    private static bool ByFund(MaximumFacts facts) => facts.Fund == Contributions.SolidarityFund.Credit && CreditFund.Bands.Find(facts.CeilingMonth) is not null;

    private static Ceilings? OfCredit(MaximumFacts facts) =>
        ByFund(facts) ? CreditFund.Ceiling(facts.CeilingMonth, facts.MonthlyPay!.Value, facts.MonthShare ?? facts.PartTime!.Value) : null;

    /// <summary>Where bands apply, pay and timetable decide and cannot be left out.</summary>
    private static IEnumerable<ImpossibleFactException> Missing(MaximumFacts facts)
    {
        var bands = ByFund(facts) || OneForEverybody.Find(facts.SuspensionStart) is { Value: false };
        if (!bands)
            yield break;
        if (facts.MonthlyPay is null)
            yield return Missing("monthlyPay");
        if (facts.PartTime is null)
            yield return Missing("partTimePercent");
    }

    private static ImpossibleFactException Missing(string fact) => new(
        fact,
        Text.Of($"Per le sospensioni iniziate fino al 2021 e per il fondo del credito questo dato decide la fascia.", $"For suspensions begun until 2021 and for the credit fund this fact decides the band.", $"Bei Suspendierungen bis 2021 und beim Kreditfonds entscheidet diese Angabe über die Stufe."),
        Text.Of($"Indica la retribuzione mensile e la percentuale di part-time.", $"Give the monthly pay and the part-time percentage.", $"Monatslohn und Teilzeitprozentsatz angeben."));
}

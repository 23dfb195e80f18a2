using Cig.Rules.Readings;
using static Cig.Rules.Law;

namespace Cig.Rules.Amounts;

/// <summary>The facts of the benefit of one worker, one month and one cause.</summary>
/// <param name="Scheme">The scheme that pays the hours.</param>
/// <param name="Month">Any day of the month in which the hours fall.</param>
/// <param name="SuspensionStart">First day of the suspension or reduction.</param>
/// <param name="MonthlyPay">Pay that the month would have brought on the worker's own timetable, accruals of additional months included.</param>
/// <param name="PartTime">The worker's timetable as a share of full time, more than 0 and up to 100 %.</param>
/// <param name="WorkableHours">Hours workable in the month on a full-time timetable.</param>
/// <param name="SupplementedHours">Hours not worked for which the benefit is due, up to the worker's own timetable.</param>
/// <param name="SeasonalBadWeather">Seasonal bad weather: under CIGO in a building or stone firm it raises the ceiling, under CISOA it takes it away.</param>
public sealed record BenefitFacts(
    Scheme Scheme,
    DateOnly Month,
    DateOnly SuspensionStart,
    Euro MonthlyPay,
    Rate PartTime,
    Hours WorkableHours,
    Hours SupplementedHours,
    bool SeasonalBadWeather)
{
    /// <summary>The month whose published ceiling is used: that of the hours, unless the case is a forecast beyond the last published year.</summary>
    public DateOnly CeilingMonth { get; init; } = Month;

    /// <summary>Where hourly values are rounded, a reading.</summary>
    public HourlyRounding HourlyRounding { get; init; }

    /// <summary>Vertical part-time: the timetable of this very month as a share of full time, more than 0 and up to 100 %; null where every month has the share of <see cref="PartTime"/>.</summary>
    public Rate? MonthShare { get; init; }

    /// <summary>The solidarity fund that pays, where the scheme is one; only the credit fund has ceilings of its own in the sources.</summary>
    public Contributions.SolidarityFund? Fund { get; init; }

    /// <summary>The share of full time that the worker's pay and hours of the month are measured with.</summary>
    internal Rate Share => MonthShare ?? PartTime;
}

/// <summary>Where hourly values are rounded. INPS's own rounding point is not known (msg 17610/2012 was read in part).</summary>
public enum HourlyRounding
{
    /// <summary>Never: only the named amounts of the month are rounded.</summary>
    None,

    /// <summary>Hourly values to the cent, as some payroll programs do.</summary>
    TwoDecimals,

    /// <summary>Hourly values to five decimals, as others do.</summary>
    FiveDecimals,
}

/// <summary>The benefit of one worker, one month and one cause; every amount half up to the cent.</summary>
/// <param name="LostPay">Pay of the hours not worked.</param>
/// <param name="EightyPercent">80 % of it.</param>
/// <param name="MaximumForHours">The ceiling of the hours; null where none applies (agricultural bad weather).</param>
/// <param name="Capped">80 % of the lost pay is at or above the ceiling of the hours.</param>
/// <param name="Band">Which ceiling applies.</param>
/// <param name="Gross">The benefit before the reduction of 5.84 %.</param>
/// <param name="Net">The same after it, before income tax.</param>
public readonly record struct BenefitAmounts(Euro LostPay, Euro EightyPercent, Euro? MaximumForHours, bool Capped, Band Band, Euro Gross, Euro Net);

public static partial class Benefit
{
    /// <summary>The amounts, with the reasons that lead to them.</summary>
    /// <exception cref="ImpossibleFactException">A fact cannot be.</exception>
    /// <exception cref="NotInForceException">No ceiling is published for the month, or the Decree was not in force.</exception>
    public static Ruling<BenefitAmounts> For(BenefitFacts facts)
    {
        Check(facts);
        var ceilings = CeilingsOf(facts);
        var c = new ExplainedCase(facts, ceilings);
        var lostPay = Benefit<Explained, ExplainedCondition, ExplainedCase>.LostPay(c);
        var eighty = Benefit<Explained, ExplainedCondition, ExplainedCase>.EightyPercent(c, lostPay);
        if (WithoutCeiling(facts))
        {
            var whole = Benefit<Explained, ExplainedCondition, ExplainedCase>.GrossWithoutCeiling(eighty);
            var left = Benefit<Explained, ExplainedCondition, ExplainedCase>.NetWithoutCeiling(c, whole);
            return new(
                new(new(lostPay.Value), new(eighty.Value), null, false, BandOf(facts, ceilings), new(whole.Value), new(left.Value)),
                [.. Vertical(facts.MonthShare), .. new Trace(lostPay, eighty, whole, left).Reasons()])
            {
                Policies = [RoundingOf(facts)],
            };
        }

        var maximum = Benefit<Explained, ExplainedCondition, ExplainedCase>.MaximumForHours(c);
        var gross = Benefit<Explained, ExplainedCondition, ExplainedCase>.Gross(eighty, maximum);
        var net = ceilings.Reduced ? Benefit<Explained, ExplainedCondition, ExplainedCase>.Net(c, eighty, maximum, gross) : gross;

        var band = BandOf(facts, ceilings);
        var amounts = new BenefitAmounts(
            new(lostPay.Value), new(eighty.Value), new(maximum.Value), eighty.Value >= maximum.Value, band, new(gross.Value), new(net.Value));
        return new(amounts,
        [
            .. Vertical(facts.MonthShare),
            .. WhyThisCeiling(facts, ceilings),
            .. new Trace(lostPay, eighty, maximum, gross, net).Reasons(),
            .. ceilings.Reduced ? Array.Empty<Reason>() : [CreditFund.Unreduced(ceilings, amounts.Net)],
        ])
        {
            Policies = [RoundingOf(facts)],
            Warnings = facts.Scheme != Scheme.Fund || !ceilings.Reduced ? ceilings.Warnings :
            [
                .. ceilings.Warnings,
                Text.Of(
                    $"Il decreto di un fondo può dare di più: il credito ha massimali propri in tre fasce e non applica la riduzione. Qui vale il minimo di legge.",
                    $"The decree of a fund may give more: the credit fund has ceilings of its own in three bands and does not apply the reduction. Here the legal minimum holds.",
                    $"Das Dekret eines Fonds kann mehr vorsehen: der Kreditfonds hat eigene Höchstgrenzen in drei Stufen und wendet die Kürzung nicht an. Hier gilt das gesetzliche Minimum."),
            ],
        };
    }

    /// <summary>The amounts alone, without allocation of an explanation. The facts must be possible; <see cref="Check"/> says whether they are.</summary>
    /// <exception cref="NotInForceException">No ceiling is published for the month, or the Decree was not in force.</exception>
    public static BenefitAmounts AmountsOf(BenefitFacts facts)
    {
        var ceilings = CeilingsOf(facts);
        var c = new ExactCase(facts, ceilings);
        var lostPay = Benefit<Exact, ExactCondition, ExactCase>.LostPay(c);
        var eighty = Benefit<Exact, ExactCondition, ExactCase>.EightyPercent(c, lostPay);
        if (WithoutCeiling(facts))
        {
            return new(
                new(lostPay.Value), new(eighty.Value), null, false, BandOf(facts, ceilings), new(eighty.Value), new(Benefit<Exact, ExactCondition, ExactCase>.NetWithoutCeiling(c, eighty).Value));
        }

        var maximum = Benefit<Exact, ExactCondition, ExactCase>.MaximumForHours(c);
        var gross = Benefit<Exact, ExactCondition, ExactCase>.Gross(eighty, maximum);
        var net = ceilings.Reduced ? Benefit<Exact, ExactCondition, ExactCase>.Net(c, eighty, maximum, gross) : gross;
        return new(
            new(lostPay.Value), new(eighty.Value), new(maximum.Value), eighty.Value >= maximum.Value, BandOf(facts, ceilings), new(gross.Value), new(net.Value));
    }

    /// <summary>Refuses facts that cannot be.</summary>
    /// <exception cref="ImpossibleFactException">A fact cannot be; all that cannot be come at once.</exception>
    public static void Check(BenefitFacts facts) => ImpossibleFactException.ThrowAny(Impossible(facts));

    internal static IEnumerable<ImpossibleFactException> Impossible(BenefitFacts facts) =>
        [.. Times(facts.Month, facts.SuspensionStart), .. Pay(facts.MonthlyPay, facts.PartTime, facts.MonthShare), .. HoursOf(facts)];

    private static IEnumerable<ImpossibleFactException> HoursOf(BenefitFacts facts)
    {
        if (facts.WorkableHours <= 0.Hours || facts.WorkableHours > 744.Hours)
        {
            yield return new(
                "workableHours",
                Text.Of($"Le ore lavorabili del mese non possono essere {facts.WorkableHours}.", $"The workable hours of the month cannot be {facts.WorkableHours}.", $"Die Sollarbeitszeit des Monats kann nicht {facts.WorkableHours} betragen."),
                Text.Of($"Indica le ore di un mese a tempo pieno, per esempio 176.", $"Give the hours of a full-time month, for instance 176.", $"Die Stunden eines Vollzeitmonats angeben, zum Beispiel 176."));
        }

        if (facts.SupplementedHours < 0.Hours || facts.WorkableHours > 0.Hours && facts.Share > 0.Percent && (long)facts.SupplementedHours.Hundredths * 10_000 > (long)facts.WorkableHours.Hundredths * facts.Share.BasisPoints)
        {
            yield return new(
                "supplementedHours",
                Text.Of($"{facts.SupplementedHours} di integrazione non stanno nell'orario del lavoratore.", $"{facts.SupplementedHours} of supplement do not fit the worker's timetable.", $"{facts.SupplementedHours} Lohnausgleich passen nicht in die Arbeitszeit der Person."),
                Text.Of($"Al massimo sono le ore lavorabili per la percentuale di part-time.", $"At most they are the workable hours times the part-time share.", $"Höchstens sind es die Sollstunden mal Teilzeitanteil."));
        }
    }

    internal static IEnumerable<ImpossibleFactException> Times(DateOnly month, DateOnly suspensionStart)
    {
        if (suspensionStart > new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month)))
        {
            yield return new(
                "suspensionStart",
                Text.Of($"La sospensione inizia il {suspensionStart}, dopo il mese delle ore.", $"The suspension begins on {suspensionStart}, after the month of the hours.", $"Die Suspendierung beginnt am {suspensionStart}, nach dem Monat der Stunden."),
                Text.Of($"Indica il primo giorno della sospensione, non successivo alla fine del mese.", $"Give the first day of the suspension, not after the end of the month.", $"Den ersten Tag der Suspendierung angeben, nicht nach Monatsende."));
        }
    }

    internal static IEnumerable<ImpossibleFactException> Pay(Euro? monthlyPay, Rate? partTime, Rate? monthShare)
    {
        if (monthlyPay < 0.Euro)
        {
            yield return new(
                "monthlyPay",
                Text.Of($"La retribuzione mensile non può essere negativa.", $"The monthly pay cannot be negative.", $"Der Monatslohn kann nicht negativ sein."),
                Text.Of($"Indica la retribuzione teorica lorda del mese.", $"Give the theoretical gross pay of the month.", $"Den theoretischen Bruttolohn des Monats angeben."));
        }

        foreach (var (fact, share) in new[] { ("partTimePercent", partTime), ("partTimePercentMonth", monthShare) })
        {
            if (share is { BasisPoints: <= 0 or > 10_000 })
            {
                yield return new(
                    fact,
                    Text.Of($"La percentuale di part-time non può essere {share.Value}.", $"The part-time share cannot be {share.Value}.", $"Der Teilzeitanteil kann nicht {share.Value} betragen."),
                    Text.Of($"Indica un valore maggiore di 0 e fino a 100; il tempo pieno è 100.", $"Give a value over 0 and up to 100; full time is 100.", $"Einen Wert über 0 und bis 100 angeben; Vollzeit ist 100."));
            }
        }
    }

    private static Policy RoundingOf(BenefitFacts facts) => facts.HourlyRounding switch
    {
        HourlyRounding.None => new("hourlyRounding", "none", ["2", "5"]),
        HourlyRounding.TwoDecimals => new("hourlyRounding", "2", ["none", "5"]),
        _ => new("hourlyRounding", "5", ["none", "2"]),
    };

    private static long? PartsOf(HourlyRounding rounding) => rounding switch
    {
        HourlyRounding.None => null,
        HourlyRounding.TwoDecimals => 1,
        _ => 1000,
    };

    private static bool WithoutCeiling(BenefitFacts facts) => facts is { Scheme: Scheme.Cisoa, SeasonalBadWeather: true };

    /// <summary>The ceilings that limit a case, equal for all cases that share them; null where none does.</summary>
    internal static Ceilings? Limiting(BenefitFacts facts) => WithoutCeiling(facts) ? null : CeilingsOf(facts);

    private static Ceilings CeilingsOf(BenefitFacts facts) =>
        (facts is { Scheme: Scheme.Fund, Fund: Contributions.SolidarityFund.Credit } ? CreditFund.Ceiling(facts.CeilingMonth, facts.MonthlyPay, facts.Share) : null)
        ?? MonthlyMaximum.On(facts.CeilingMonth, facts.SuspensionStart, facts.SeasonalBadWeather && facts.Scheme == Scheme.Cigo);

    private static Band BandOf(BenefitFacts facts, Ceilings ceilings) => ceilings.Threshold is not { } threshold
        ? ceilings.Band
        : facts.MonthlyPay.Cents * 10_000 > threshold.Cents * facts.Share.BasisPoints ? Band.High : Band.Low;

    /// <summary>A vertical part-timer works some months or days in full: the month's own share decides, also for the band.</summary>
    internal static IEnumerable<Reason> Vertical(Rate? monthShare)
    {
        if (monthShare is { } share)
        {
            yield return new(Message("17610/2012").Whole, Text.Of(
                $"Il part-time è verticale: in questo mese l'orario è del {share} del tempo pieno, e a questo si riporta la retribuzione.",
                $"The part-time is vertical: in this month the timetable is {share} of full time, and the pay is measured with it.",
                $"Die Teilzeit ist vertikal: in diesem Monat beträgt die Arbeitszeit {share} der Vollzeit, und daran wird der Lohn gemessen."));
        }
    }

    private static IEnumerable<Reason> WhyThisCeiling(BenefitFacts facts, Ceilings ceilings)
    {
        if (!ceilings.Reduced)
        {
            yield return CreditFund.Why(facts.CeilingMonth, ceilings);
            yield break;
        }

        var era = MonthlyMaximum.OneForEverybody.On(facts.SuspensionStart);
        yield return new(era.Source, ceilings.Threshold is null
            ? Text.Of(
                $"Per le sospensioni iniziate dal 1º gennaio 2022 il massimale è unico; questa è iniziata il {facts.SuspensionStart}.",
                $"For suspensions begun from 1 January 2022 there is one ceiling; this one began on {facts.SuspensionStart}.",
                $"Für Suspendierungen ab 1. Januar 2022 gibt es eine einzige Höchstgrenze; diese begann am {facts.SuspensionStart}.")
            : Text.Of(
                $"Per le sospensioni iniziate fino al 31 dicembre 2021 i massimali sono due; questa è iniziata il {facts.SuspensionStart}.",
                $"For suspensions begun until 31 December 2021 there are two ceilings; this one began on {facts.SuspensionStart}.",
                $"Für Suspendierungen bis 31. Dezember 2021 gibt es zwei Höchstgrenzen; diese begann am {facts.SuspensionStart}."));
        if (facts.SeasonalBadWeather && facts.Scheme == Scheme.Cigo)
        {
            yield return new(L549.Article("2", "17"), Text.Of(
                $"Per le intemperie stagionali di edilizia e lapidei il massimale è quello aumentato di un quinto.",
                $"For seasonal bad weather in building and stone the ceiling is the one raised by a fifth.",
                $"Bei jahreszeitlich bedingtem Schlechtwetter im Bau- und Steinsektor gilt die um ein Fünftel erhöhte Höchstgrenze."));
        }
    }

    private readonly struct ExactCase(BenefitFacts facts, Ceilings ceilings) : IBenefitCase<Exact, ExactCondition>
    {
        public Exact MonthlyPay => new(facts.MonthlyPay.Cents);

        public Exact PartTime => new(facts.Share.BasisPoints);

        public Exact WorkableHours => new(facts.WorkableHours.Hundredths);

        public Exact SupplementedHours => new(facts.SupplementedHours.Hundredths);

        public ExactCondition Banded => new(ceilings.Threshold is not null);

        public Exact Threshold => new(ceilings.Threshold?.Cents ?? 0);

        public Exact LowGross => new(ceilings.Low.Gross.Cents);

        public Exact LowNet => new(ceilings.Low.Net.Cents);

        public Exact HighGross => new(ceilings.High.Gross.Cents);

        public Exact HighNet => new(ceilings.High.Net.Cents);

        public Exact ReplacementRate => new(Benefit.ReplacementRate.On(facts.SuspensionStart).Value.BasisPoints);

        public Exact ReductionRate => new(Benefit.ReductionRate.On(facts.SuspensionStart).Value.BasisPoints);

        public long? HourlyParts => PartsOf(facts.HourlyRounding);
    }

    private readonly struct ExplainedCase(BenefitFacts facts, Ceilings ceilings) : IBenefitCase<Explained, ExplainedCondition>
    {
        public Explained MonthlyPay => Explained.Given(Benefit.MonthlyPay, facts.MonthlyPay.Cents);

        public Explained PartTime => Explained.Given(Benefit.PartTime, facts.Share.BasisPoints);

        public Explained WorkableHours => Explained.Given(Benefit.WorkableHours, facts.WorkableHours.Hundredths);

        public Explained SupplementedHours => Explained.Given(Benefit.SupplementedHours, facts.SupplementedHours.Hundredths);

        public ExplainedCondition Banded => ExplainedCondition.Of(ceilings.Threshold is not null);

        public Explained Threshold => ceilings.Threshold is { } threshold
            ? Explained.Given(Benefit.Threshold, threshold.Cents, ceilings.LowSource)
            : Explained.Of(0);

        public Explained LowGross => Explained.Given(Ceiling, ceilings.Low.Gross.Cents, ceilings.LowSource);

        public Explained LowNet => Explained.Given(Ceiling, ceilings.Low.Net.Cents, ceilings.LowSource);

        public Explained HighGross => Explained.Given(Ceiling, ceilings.High.Gross.Cents, ceilings.HighSource);

        public Explained HighNet => Explained.Given(Ceiling, ceilings.High.Net.Cents, ceilings.HighSource);

        public Explained ReplacementRate
        {
            get
            {
                var rate = Benefit.ReplacementRate.On(facts.SuspensionStart);
                return Explained.Given(Replacement, rate.Value.BasisPoints, rate.Source);
            }
        }

        public Explained ReductionRate
        {
            get
            {
                var rate = Benefit.ReductionRate.On(facts.SuspensionStart);
                return Explained.Given(ReductionShare, rate.Value.BasisPoints, rate.Source);
            }
        }

        public long? HourlyParts => PartsOf(facts.HourlyRounding);
    }
}

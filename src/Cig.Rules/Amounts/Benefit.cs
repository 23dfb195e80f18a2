using Cig.Rules.Readings;

namespace Cig.Rules.Amounts;

/// <summary>What a case brings to the benefit of one worker, month and cause; amounts in cents, hours in hundredths, shares in hundredths of a per cent.</summary>
public interface IBenefitCase<Q, B>
    where Q : IQuantity<Q, B>
    where B : ICondition<B>
{
    /// <summary>Pay that the month would have brought on the worker's own timetable, accruals of additional months included.</summary>
    Q MonthlyPay { get; }

    /// <summary>The worker's timetable as a share of full time.</summary>
    Q PartTime { get; }

    /// <summary>Hours workable in the month on a full-time timetable, more than zero.</summary>
    Q WorkableHours { get; }

    /// <summary>Hours not worked for which the benefit is due.</summary>
    Q SupplementedHours { get; }

    /// <summary>Whether two bands apply.</summary>
    B Banded { get; }

    /// <summary>Monthly full-time pay up to which the low band applies.</summary>
    Q Threshold { get; }

    /// <summary>Tetto basso of a full month before the reduction of 5.84 %, in cents; only where two bands apply.</summary>
    Q LowGross { get; }

    /// <summary>The same after the reduction, as its circular printed it.</summary>
    Q LowNet { get; }

    /// <summary>Tetto alto of a full month before the reduction, in cents; the only ceiling for suspensions begun from 2022.</summary>
    Q HighGross { get; }

    /// <summary>The same after the reduction, as its circular printed it.</summary>
    Q HighNet { get; }

    /// <summary>80 %: what the benefit replaces.</summary>
    Q ReplacementRate { get; }

    /// <summary>5.84 %: what art. 26 L. 41/1986 takes off.</summary>
    Q ReductionRate { get; }

    /// <summary>Where hourly values are rounded first (a policy): the parts of a cent that they keep, 1 or 1000; null where only the amounts of the month are rounded.</summary>
    long? HourlyParts { get; }
}

/// <summary>
/// Misura dell'integrazione salariale (art. 3): 80 % of the pay lost, up to the month's ceiling in proportion to the hours, less 5.84 %.
/// Each named amount is rounded half up to the cent and the next is computed from it.
/// </summary>
public static class Benefit<Q, B, C>
    where Q : IQuantity<Q, B>
    where B : ICondition<B>
    where C : IBenefitCase<Q, B>
{
    /// <summary>The part of the month's pay that belongs to the hours not worked.</summary>
    public static Q LostPay(in C c) => Q.Step(Benefit.LostPay, Q.HalfUp(
        c.MonthlyPay * c.SupplementedHours * Whole, c.WorkableHours * c.PartTime));

    /// <summary>What the benefit would be without a ceiling (art. 3, c. 1), half up to the cent.</summary>
    public static Q EightyPercent(in C c, Q lostPay) => Q.Step(Benefit.EightyPercent, c.HourlyParts is { } parts
        ? Q.HalfUp(Q.HalfUp(c.MonthlyPay * c.ReplacementRate * Q.Of(100 * parts), c.WorkableHours * c.PartTime) * c.SupplementedHours, Q.Of(100 * parts))
        : Q.HalfUp(lostPay * c.ReplacementRate, Whole));

    /// <summary>Pay brought to full time is more than the threshold; products are compared, nothing is divided.</summary>
    public static B InHighBand(in C c) => !c.Banded | (c.MonthlyPay * Whole > c.Threshold * c.PartTime);

    /// <summary>The hourly ceiling is the monthly one over the full-time hours, the same for part-time workers.</summary>
    public static Q MaximumForHours(in C c) => Q.Step(Benefit.MaximumForHours, ForHours(
        c, Q.Step(Benefit.Maximum, Q.Choose(InHighBand(c), c.HighGross, c.LowGross))));

    /// <summary>The benefit before the reduction: the lower of 80 % and the ceiling of the hours.</summary>
    public static Q Gross(Q eightyPercent, Q maximumForHours) => Q.Step(Benefit.Gross, Q.Min(eightyPercent, maximumForHours));

    /// <summary>Where the ceiling bites, or is just reached, the published net ceiling is what counts.</summary>
    public static Q Net(in C c, Q eightyPercent, Q maximumForHours, Q gross) => Q.Step(Benefit.Net, Q.Choose(
        eightyPercent >= maximumForHours,
        Q.Step(Benefit.NetAtCeiling, ForHours(c, Q.Step(Benefit.NetMaximum, Q.Choose(InHighBand(c), c.HighNet, c.LowNet)))),
        UnderCeiling(c, gross)));

    /// <summary>Agricultural bad weather: nothing limits the 80 % (art. 18, c. 2).</summary>
    public static Q GrossWithoutCeiling(Q eightyPercent) => Q.Step(Benefit.GrossWithoutCeiling, eightyPercent);

    /// <summary>The benefit after the reduction of 5.84 %, where no ceiling limits it.</summary>
    public static Q NetWithoutCeiling(in C c, Q gross) => Q.Step(Benefit.Net, UnderCeiling(c, gross));

    private static Q UnderCeiling(in C c, Q gross) =>
        Q.Step(Benefit.NetUnderCeiling, gross - Q.Step(Benefit.Reduction, Q.HalfUp(gross * c.ReductionRate, Whole)));

    private static Q ForHours(in C c, Q monthly) => c.HourlyParts is { } parts
        ? Q.HalfUp(Q.HalfUp(monthly * Q.Of(100 * parts), c.WorkableHours) * c.SupplementedHours, Q.Of(100 * parts))
        : Q.HalfUp(monthly * c.SupplementedHours, c.WorkableHours);

    /// <summary>One hundred per cent.</summary>
    private static Q Whole => Q.Of(10_000);
}

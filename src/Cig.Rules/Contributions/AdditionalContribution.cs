using Cig.Rules.Readings;
using static Cig.Rules.Law;

namespace Cig.Rules.Contributions;

/// <summary>What a case brings to the additional contribution; rates in hundredths of a per cent.</summary>
public interface IContributionCase<Q, B>
    where Q : IQuantity<Q, B>
    where B : ICondition<B>
{
    /// <summary>Pay lost by the workers, in cents.</summary>
    Q LostPay { get; }

    /// <summary>Weeks used in the rolling five years, in the parts of a week that <see cref="PartsOfAWeek"/> says.</summary>
    Q WeeksUsed { get; }

    /// <summary>1 where only whole weeks are told, 30 where days are.</summary>
    Q PartsOfAWeek { get; }

    /// <summary>A reading: a limit that is just reached belongs to the higher bracket already.</summary>
    B HigherWhenReached { get; }

    /// <summary>An unavoidable event of the ordinary supplement, for which nothing is due.</summary>
    B UnavoidableEvent { get; }

    /// <summary>A rate that does not grow with use (FIS, funds).</summary>
    B Flat { get; }

    /// <summary>Aliquota unica, in hundredths of a per cent.</summary>
    Q FlatRate { get; }

    /// <summary>Rate up to 52 weeks, in hundredths of a per cent.</summary>
    Q FirstRate { get; }

    /// <summary>Rate over 52 and up to 104 weeks.</summary>
    Q SecondRate { get; }

    /// <summary>Rate over 104 weeks.</summary>
    Q ThirdRate { get; }
}

/// <summary>
/// Contributo addizionale (art. 5): an employer that uses wage supplements pays a share of the pay its workers would have earned, and the share grows
/// with the weeks it has used in the mobile five years.
/// </summary>
public static class AdditionalContribution<Q, B, C>
    where Q : IQuantity<Q, B>
    where B : ICondition<B>
    where C : IContributionCase<Q, B>
{
    /// <summary>Up to 52 weeks, over 52 and up to 104, over 104; nothing for unavoidable events (art. 13, c. 3).</summary>
    public static Q RateOf(in C c) => Q.Step(AdditionalContribution.RateStep,
        Q.Choose(c.UnavoidableEvent, Q.Of(0),
            Q.Choose(c.Flat, c.FlatRate,
                Q.Choose(Within(c, 52), c.FirstRate,
                    Q.Choose(Within(c, 104), c.SecondRate, c.ThirdRate)))));

    /// <summary>The contribution on the lost pay, half up to the cent.</summary>
    public static Q Due(in C c) => Q.Step(AdditionalContribution.DueStep, Q.HalfUp(c.LostPay * RateOf(c), Q.Of(10_000)));

    private static B Within(in C c, long weeks)
    {
        var limit = Q.Of(weeks) * c.PartsOfAWeek;
        return c.WeeksUsed < limit | (!c.HigherWhenReached & c.WeeksUsed <= limit);
    }
}

/// <summary>The dated rates of the additional contribution, and the sentences that tell its steps.</summary>
public static partial class AdditionalContribution
{
    /// <summary>Rates of the three brackets.</summary>
    public static readonly InForce<Rates> Standard = new("additional.standard")
    {
        { "2015-09-24", null, new(9.Percent, 12.Percent, 15.Percent), Dlgs148.Article("5", "1"), Trust.NormTextRead },
    };

    /// <summary>Rates for employers that have used no supplement for 24 months after the last use; beyond 104 weeks the ordinary 15 % is due.</summary>
    public static readonly InForce<Rates> Reduced = new("additional.reduced")
    {
        { "2025-01-01", null, new(6.Percent, 9.Percent, 15.Percent), Dlgs148.Article("5", "1-ter"), Trust.Secondary },
    };

    internal static readonly InForce<int> IdleMonths = new("additional.reduced.idleMonths")
    {
        { "2025-01-01", null, 24, Dlgs148.Article("5", "1-ter"), Trust.Secondary },
    };

    /// <summary>The single rate of the FIS.</summary>
    public static readonly InForce<Rate> Fis = new("fis.additionalContribution")
    {
        { "2016-01-01", null, 4.Percent, Dlgs148.Article("29", "8"), Trust.Secondary },
    };

    /// <summary>What the decree of a fund must ask for at least.</summary>
    internal static readonly InForce<Rate> FundMinimum = new("fund.minAdditionalContribution")
    {
        { "2015-09-24", null, 1.5m.Percent, Dlgs148.Article("33", "2"), Trust.Recalled },
    };

    /// <summary>A bracket crossed in a month changes the rate from the month after.</summary>
    internal static readonly InForce<string> ChangeOfBracket = new("additional.rateChangeEffect")
    {
        { "2015-09-24", null, "FIRST_DAY_OF_FOLLOWING_MONTH", Circular("199/2016").Whole, Trust.Secondary },
    };

    internal static readonly Fact LostPay = new("lostPay", Unit.Euro);
    internal static readonly Fact WeeksUsed = new("weeksUsed", Unit.Weeks);
    internal static readonly Fact FlatRate = new("flatRate", Unit.Percent);
    internal static readonly Fact FirstRate = new("firstRate", Unit.Percent);
    internal static readonly Fact SecondRate = new("secondRate", Unit.Percent);
    internal static readonly Fact ThirdRate = new("thirdRate", Unit.Percent);

    internal static readonly Step RateStep = new("rate", Unit.Percent, null, t => !t.Has(WeeksUsed)
        ? Text.Of(
            $"L'aliquota non dipende dall'uso: è del {t.Rate(RateStep!)}.",
            $"The rate does not depend on use: it is {t.Rate(RateStep!)}.",
            $"Der Satz hängt nicht von der Nutzung ab: er beträgt {t.Rate(RateStep!)}.")
        : Text.Of(
            $"Alla fine del mese prima le settimane usate nel quinquennio mobile erano {t.Weeks(WeeksUsed).Amount}: l'aliquota è del {t.Rate(RateStep!)}.",
            $"At the end of the month before, the weeks used in the rolling five years were {t.Weeks(WeeksUsed).Amount}: the rate is {t.Rate(RateStep!)}.",
            $"Ende des Vormonats betrugen die im gleitenden Fünfjahreszeitraum genutzten Wochen {t.Weeks(WeeksUsed).Amount}: der Satz beträgt {t.Rate(RateStep!)}."));

    internal static readonly Step DueStep = new("contribution", Unit.Euro, Dlgs148.Article("5", "1"), t => Text.Of(
        $"Il {t.Rate(RateStep)} della retribuzione persa di {t.Euro(LostPay)} è {t.Euro(DueStep!)}; la base è la retribuzione, non l'integrazione pagata.",
        $"{t.Rate(RateStep)} of the lost pay of {t.Euro(LostPay)} is {t.Euro(DueStep!)}; the base is the pay, not the supplement paid.",
        $"{t.Rate(RateStep)} des Lohnausfalls von {t.Euro(LostPay)} sind {t.Euro(DueStep!)}; Grundlage ist der Lohn, nicht der gezahlte Ausgleich."));

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("additional-contribution", "Contributions/AdditionalContribution", Text.Of($"Contributo addizionale", $"Additional contribution", $"Zusatzbeitrag"),
    [
        .. Standard.Sources,
        .. Reduced.Sources,
        .. Fis.Sources,
        .. FundMinimum.Sources,
        .. ChangeOfBracket.Sources,
        .. Exemptions.Sources,
    ]);

    internal static IEnumerable<Figure> Published =>
    [
        .. Brackets(Standard, TimeKey.FilingDay),
        .. Brackets(Reduced, TimeKey.SuspensionStart),
        Figure.Of(IdleMonths, "months since the end of the last period of use", TimeKey.SuspensionStart, m => m.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Figure.Of(Fis, "percent of pay lost", TimeKey.SuspensionStart, r => r.Plain),
        Figure.Of(FundMinimum, "percent of pay lost, minimum", TimeKey.MonthOfHours, r => r.Plain),
        Figure.Of(ChangeOfBracket, "enum", TimeKey.MonthOfHours, v => v),
        .. Exemptions.Published,
        .. LegacyContribution.Published,
    ];

    private static IEnumerable<Figure> Brackets(InForce<Rates> table, TimeKey key) =>
    [
        Figure.Of(table, "percent of pay lost; weeks used in rolling five years > 0 and <= 52", key, r => r.First.Plain),
        Figure.Of(table, "percent of pay lost; weeks used in rolling five years > 52 and <= 104", key, r => r.Second.Plain),
        Figure.Of(table, "percent of pay lost; weeks used in rolling five years > 104", key, r => r.Third.Plain),
    ];

    /// <summary>Up to 52 weeks; over 52 and up to 104; over 104.</summary>
    public sealed record Rates(Rate First, Rate Second, Rate Third);
}

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

    /// <summary>Whole weeks used in the rolling five years.</summary>
    Q WeeksUsed { get; }

    B UnavoidableEvent { get; }

    /// <summary>A rate that does not grow with use (FIS).</summary>
    B Flat { get; }

    Q FlatRate { get; }

    Q FirstRate { get; }

    Q SecondRate { get; }

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
    public static Q RateOf(in C c) =>
        Q.Choose(c.UnavoidableEvent, Q.Of(0),
            Q.Choose(c.Flat, c.FlatRate,
                Q.Choose(c.WeeksUsed <= Q.Of(52), c.FirstRate,
                    Q.Choose(c.WeeksUsed <= Q.Of(104), c.SecondRate, c.ThirdRate))));

    public static Q Due(in C c) => Q.HalfUp(c.LostPay * RateOf(c), Q.Of(10_000));
}

/// <summary>The dated rates of the additional contribution.</summary>
public static class AdditionalContribution
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

    /// <summary>The single rate of the FIS.</summary>
    public static readonly InForce<Rate> Fis = new("fis.additionalContribution")
    {
        { "2015-09-24", null, 4.Percent, Dlgs148.Article("29", "8"), Trust.Secondary },
    };

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("additional-contribution", "Contributions/AdditionalContribution", Text.Of($"Contributo addizionale", $"Additional contribution", $"Zusatzbeitrag"),
    [
        .. Standard.Sources,
        .. Reduced.Sources,
        .. Fis.Sources,
        Dlgs148.Article("13", "3"),
    ]);

    internal static IEnumerable<Figure> Published =>
    [
        .. Brackets(Standard, TimeKey.FilingDay),
        .. Brackets(Reduced, TimeKey.SuspensionStart),
        Figure.Of(Fis, "percent of pay lost", TimeKey.SuspensionStart, r => r.Plain),
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

using Cig.Rules.Amounts;
using CsCheck;

namespace Cig.Rules.Tests.Amounts;

public sealed class WeeklyBenefitTests
{
    private static readonly BenefitFacts April = new(Scheme.Cigo, new(2026, 4, 1), new(2026, 4, 1), 1625.Euro, 100.Percent, 176.Hours, 0.Hours, false);

    private static readonly WeekHours[] Weeks =
    [
        new(new(2026, 4, 1), 24.Hours, 24.Hours),
        new(new(2026, 4, 6), 40.Hours, 16.Hours),
        new(new(2026, 4, 13), 40.Hours, 44.Hours),
        new(new(2026, 4, 20), 40.Hours, 0.Hours),
        new(new(2026, 4, 27), 32.Hours, 32.Hours),
    ];

    [Fact]
    public void Overtime_of_one_week_takes_nothing_from_another()
    {
        var answer = WeeklyBenefit.For(April, Weeks, averaged: false).Value;

        Assert.Equal(64.Hours, answer.Supplemented);
        Assert.Equal([0.Hours, 24.Hours, 0.Hours, 40.Hours, 0.Hours], answer.Weeks.Select(w => w.Supplemented));
        Assert.Equal(Benefit.AmountsOf(April with { SupplementedHours = 64.Hours }), answer.Month);
    }

    [Fact]
    public void Over_a_longer_period_the_average_counts() =>
        Assert.Equal(60.Hours, WeeklyBenefit.For(April, Weeks, averaged: true).Value.Supplemented);

    [Fact]
    public void Who_works_more_than_the_contract_in_the_period_has_nothing() =>
        Assert.Equal(0.Euro, WeeklyBenefit.For(April, [new(new(2026, 4, 6), 40.Hours, 41.Hours)], averaged: true).Value.Month.Gross);

    [Fact]
    public void The_shares_of_the_weeks_add_up_to_the_month_and_none_is_negative() =>
        Gen.Select(Gen.Int[0, 4000].Array[1, 4], Gen.Int[50_000, 400_000], Gen.Bool).Sample((worked, pay, averaged) =>
        {
            var answer = WeeklyBenefit.For(
                April with { MonthlyPay = new(pay) }, [.. worked.Select((w, i) => new WeekHours(new DateOnly(2026, 4, 1).AddDays(7 * i), 40.Hours, new(w)))], averaged).Value;
            return answer.Weeks.Sum(w => w.Amounts.Gross.Cents) == answer.Month.Gross.Cents && answer.Weeks.Sum(w => w.Amounts.Net.Cents) == answer.Month.Net.Cents
                && answer.Weeks.Sum(w => w.Supplemented.Hundredths) == answer.Supplemented.Hundredths
                && answer.Weeks.All(w => w.Amounts.Gross >= 0.Euro && w.Supplemented >= 0.Hours);
        });

    [Fact]
    public void Everything_that_cannot_be_is_told_at_once()
    {
        var wrong = Assert.Throws<ImpossibleFactException>(() => WeeklyBenefit.For(April, [new(new(2026, 4, 13), 0.Hours, 0.Hours), new(new(2026, 4, 13), 40.Hours, 0.Hours)], averaged: false));

        Assert.Equal(["weeks/0/contractHours", "weeks/1/from"], [wrong.Fact, .. wrong.Others.Select(o => o.Fact)]);
        Assert.Equal("weeks", Assert.Throws<ImpossibleFactException>(() => WeeklyBenefit.For(April, [], averaged: false)).Fact);
    }

    [Fact]
    public void The_explanations_read_well() => Snapshot.Matches(
        Snapshot.Of(WeeklyBenefit.For(April, Weeks, averaged: false).Reasons) + Snapshot.Of(WeeklyBenefit.For(April, Weeks, averaged: true).Reasons.Take(3)));
}

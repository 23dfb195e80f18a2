using Cig.Rules.Amounts;

namespace Cig.Rules.Tests.Amounts;

/// <summary>A vertical part-timer works some months more than others: the month's own share measures pay, hours and band.</summary>
public sealed class VerticalPartTimeTests
{
    private static readonly BenefitFacts March2021 = new(Scheme.Cigo, new(2021, 3, 1), new(2021, 3, 1), 1200.Euro, 50.Percent, 184.Hours, 92.Hours, false);

    [Fact]
    public void The_band_is_that_of_the_share_of_the_month()
    {
        // 1,200 at 50 % are 2,400 in full time, over 2,159.48; at 60 % they are 2,000.
        Assert.Equal(Band.High, Benefit.AmountsOf(March2021).Band);
        Assert.Equal(Band.Low, Benefit.AmountsOf(March2021 with { MonthShare = 60.Percent }).Band);
    }

    [Fact]
    public void The_pay_of_an_hour_is_that_of_the_hours_of_the_month()
    {
        var full = Benefit.For(March2021 with { MonthShare = 100.Percent });

        Assert.Equal(600.Euro, full.Value.LostPay);
        Assert.Equal(Benefit.AmountsOf(March2021 with { PartTime = 100.Percent }), full.Value);
        Assert.Contains("verticale", full.Reasons[0].Text.Italian);
    }

    [Fact]
    public void The_hours_supplemented_fit_the_share_of_the_month() =>
        Assert.Equal("supplementedHours", Assert.Throws<ImpossibleFactException>(() => Benefit.For(March2021 with { MonthShare = 49.99m.Percent })).Fact);

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void The_share_of_a_month_is_more_than_none_and_up_to_full_time(int percent) =>
        Assert.Equal("partTimePercentMonth", Assert.Throws<ImpossibleFactException>(() => Benefit.For(March2021 with { MonthShare = percent.Percent, SupplementedHours = 0.Hours })).Fact);

    [Fact]
    public void The_ceiling_of_a_full_month_asks_for_the_same_share()
    {
        var facts = new MaximumFacts(new(2021, 3, 1), new(2021, 3, 1), false, 1200.Euro, 50.Percent);

        Assert.Equal(Band.High, MonthlyMaximum.For(facts).Value.Band);
        Assert.Equal(Band.Low, MonthlyMaximum.For(facts with { MonthShare = 60.Percent }).Value.Band);
    }

    [Fact]
    public void All_that_is_missing_for_the_bands_is_told_at_once()
    {
        var wrong = Assert.Throws<ImpossibleFactException>(() => MonthlyMaximum.For(new(new(2021, 3, 1), new(2021, 4, 1), false, null, null)));

        Assert.Equal(["suspensionStart", "monthlyPay", "partTimePercent"], [wrong.Fact, .. wrong.Others.Select(o => o.Fact)]);
    }
}

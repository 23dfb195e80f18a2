using Cig.Rules.Amounts;
using CsCheck;

namespace Cig.Rules.Tests.Amounts;

public sealed class MonthOfCausesTests
{
    private static readonly DateOnly First = new(2026, 4, 1);
    private static readonly BenefitFacts April = new(Scheme.Cigo, First, First, 2500.Euro, 100.Percent, 176.Hours, 0.Hours, false);

    private static CauseHours Cause(int hours, bool weather = false, Scheme scheme = Scheme.Cigo) => new(scheme, First, hours.Hours, weather);

    [Fact]
    public void Two_causes_under_one_ceiling_never_give_a_cent_more_than_it()
    {
        var answer = MonthOfCauses.For(April, [Cause(88), Cause(88)]).Value;

        Assert.Equal((1423.69m.Euro, 1340.56m.Euro, 2500.Euro), (answer.Gross, answer.Net, answer.LostPay));
        Assert.Equal([711.85m.Euro, 711.84m.Euro], answer.Causes.Select(c => c.Gross));
    }

    [Fact]
    public void Weather_and_market_have_a_ceiling_each_in_proportion_to_their_hours()
    {
        var answer = MonthOfCauses.For(April, [Cause(88), Cause(40, weather: true)]).Value;

        Assert.Equal(Benefit.AmountsOf(April with { SupplementedHours = 88.Hours }), answer.Causes[0]);
        Assert.Equal(Benefit.AmountsOf(April with { SupplementedHours = 40.Hours, SeasonalBadWeather = true }), answer.Causes[1]);
        Assert.Equal(answer.Causes[0].Net + answer.Causes[1].Net, answer.Net);
    }

    /// <summary>
    /// 88 and 88 of 176 hours at 2,500: 1,250 lost to each. Half of 1,423.69 is 711.85, half of the raised 1,708.44 is 854.22, 80 % of 1,250 is 1,000; whole months under one ceiling share it.
    /// </summary>
    [Theory]
    [InlineData(Scheme.Cigo, true, Scheme.Cigs, false, "854.22", "711.85")]
    [InlineData(Scheme.Cigo, true, Scheme.Cigo, true, "854.22", "854.22")]
    [InlineData(Scheme.Cigs, true, Scheme.Cigo, false, "711.85", "711.84")]
    [InlineData(Scheme.Cisoa, true, Scheme.Fis, false, "1000.00", "711.85")]
    [InlineData(Scheme.Cisoa, false, Scheme.Fis, false, "711.85", "711.84")]
    [InlineData(Scheme.Cisoa, true, Scheme.Cisoa, false, "1000.00", "711.85")]
    public void Only_causes_under_the_same_ceiling_share_it(Scheme one, bool oneWeather, Scheme other, bool otherWeather, string first, string second) => Assert.Equal(
        [first, second], MonthOfCauses.For(April, [Cause(88, oneWeather, one), Cause(88, otherWeather, other)]).Value.Causes.Select(c => c.Gross.Plain));

    [Fact]
    public void A_cause_begun_in_2021_keeps_its_bands_beside_one_begun_later()
    {
        var march = new BenefitFacts(Scheme.Cigo, new(2022, 3, 1), new(2022, 3, 1), 1900.Euro, 100.Percent, 184.Hours, 0.Hours, false);
        var answer = MonthOfCauses.For(march, [new(Scheme.Cigo, new(2021, 12, 6), 80.Hours, false), new(Scheme.Cigo, new(2022, 3, 1), 80.Hours, false)]);

        Assert.Equal([Band.Low, Band.Single], answer.Value.Causes.Select(c => c.Band));
        Assert.Single(answer.Warnings);
    }

    [Fact]
    public void The_order_of_the_causes_does_not_change_the_month_nor_does_splitting_one() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60], Gen.Int[1, 56], Gen.Int[50_000, 400_000]).Sample((one, two, three, pay) =>
        {
            var month = April with { MonthlyPay = new(pay) };
            var whole = MonthOfCauses.For(month, [Cause(one + two), Cause(three, weather: true)]).Value;
            var split = MonthOfCauses.For(month, [Cause(three, weather: true), Cause(two), Cause(one)]).Value;
            return (whole.Gross, whole.Net, whole.LostPay) == (split.Gross, split.Net, split.LostPay);
        });

    [Fact]
    public void The_hours_of_all_causes_fit_the_timetable()
    {
        Assert.Equal("causes", Assert.Throws<ImpossibleFactException>(() => MonthOfCauses.For(April, [Cause(88), Cause(89)])).Fact);
        Assert.Equal("causes", Assert.Throws<ImpossibleFactException>(() => MonthOfCauses.For(April, [])).Fact);
        Assert.Equal("monthlyPay", Assert.Throws<ImpossibleFactException>(() => MonthOfCauses.For(April with { MonthlyPay = new(-1) }, [Cause(8)])).Fact);
        Assert.Equal("causes/1/suspensionStart", Assert.Throws<ImpossibleFactException>(() => MonthOfCauses.For(April, [Cause(8), Cause(8) with { SuspensionStart = new(2026, 5, 1) }])).Fact);
    }

    [Fact]
    public void The_explanation_reads_well() => Snapshot.Matches(Snapshot.Of(MonthOfCauses.For(April, [Cause(88), Cause(40, weather: true), Cause(8)]).Reasons));
}

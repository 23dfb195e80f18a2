using System.Globalization;
using Cig.Rules.Amounts;
using Cig.Rules.Contributions;

namespace Cig.Rules.Tests.Amounts;

/// <summary>The credit fund: three ceilings by the full-time pay (INPS circulars 14/2023 to 4/2026), and no reduction of 5.84 %.</summary>
public sealed class CreditFundTests
{
    private static readonly BenefitFacts April = new(Scheme.Fund, new(2026, 4, 1), new(2026, 4, 1), 5000.Euro, 100.Percent, 176.Hours, 176.Hours, false) { Fund = SolidarityFund.Credit };

    private static Euro Amount(string text) => decimal.Parse(text, CultureInfo.InvariantCulture).Euro;

    private static BenefitFacts Year(int year, string pay) => April with { Month = new(year, 4, 1), CeilingMonth = new(year, 4, 1), SuspensionStart = new(year, 4, 1), MonthlyPay = Amount(pay) };

    /// <summary>"Inferiore a", "compresa tra", "superiore a": both limits belong to the band between them.</summary>
    [Theory]
    [InlineData(2023, "2406.01", Band.Low, "1306.75")]
    [InlineData(2023, "2406.02", Band.Middle, "1506.19")]
    [InlineData(2023, "3803.33", Band.Middle, "1506.19")]
    [InlineData(2023, "3803.34", Band.High, "1902.81")]
    [InlineData(2024, "2535.94", Band.Low, "1377.31")]
    [InlineData(2024, "2535.95", Band.Middle, "1587.52")]
    [InlineData(2024, "4008.71", Band.Middle, "1587.52")]
    [InlineData(2024, "4008.72", Band.High, "2005.56")]
    [InlineData(2025, "2556.23", Band.Low, "1388.33")]
    [InlineData(2025, "2556.24", Band.Middle, "1600.22")]
    [InlineData(2025, "4040.78", Band.Middle, "1600.22")]
    [InlineData(2025, "4040.79", Band.High, "2021.60")]
    [InlineData(2026, "2592.02", Band.Low, "1407.77")]
    [InlineData(2026, "2592.03", Band.Middle, "1622.62")]
    [InlineData(2026, "4097.35", Band.Middle, "1622.62")]
    [InlineData(2026, "4097.36", Band.High, "2049.90")]
    public void Three_ceilings_go_by_the_full_time_pay_and_nothing_is_taken_off(int year, string pay, Band band, string ceiling)
    {
        var facts = Year(year, pay);
        var amounts = Benefit.For(facts).Value;
        var maximum = MonthlyMaximum.For(new(facts.Month, facts.SuspensionStart, false, facts.MonthlyPay, facts.PartTime) { Fund = SolidarityFund.Credit }).Value;

        Assert.Equal((band, true, Amount(ceiling), Amount(ceiling)), (amounts.Band, amounts.Capped, amounts.Gross, amounts.Net));
        Assert.Equal(amounts, Benefit.AmountsOf(facts));
        Assert.Equal((band, Amount(ceiling), Amount(ceiling)), (maximum.Band, maximum.Ceiling.Gross, maximum.Ceiling.Net));
    }

    /// <summary>Each amount of a year is that of the year before, indexed and rounded on its own (art. 3, c. 6): from what was read for 2023 to what was read for 2026.</summary>
    [Fact]
    public void The_figures_between_those_that_were_read_follow_from_the_index()
    {
        foreach (var figure in Rules.Figures.All.Where(f => f.Name.StartsWith("fund.credit.max", StringComparison.Ordinal)))
        {
            var (value, index) = (0m, Rules.Figures.All.Single(f => f.Name == "benefit.max.indexation"));
            foreach (var version in figure.Versions)
            {
                var read = decimal.Parse(version.Value, CultureInfo.InvariantCulture);
                var grown = Math.Round(value * (1 + decimal.Parse(index.On(version.From)!.Value, CultureInfo.InvariantCulture) / 100), 2, MidpointRounding.AwayFromZero);
                Assert.Equal(read, value == 0 ? read : grown);
                value = read;
            }

            Assert.Equal(4, figure.Versions.Count);
        }
    }

    /// <summary>80 % of 1,500 is 1,200, under 1,407.77; 88 of 176 hours at 1,296.02 half-time are 2,592.04 at full time, of which half the second ceiling is 811.31.</summary>
    [Fact]
    public void Under_the_ceiling_nothing_is_taken_off_either_and_part_timers_are_brought_to_full_time()
    {
        var (under, part) = (April with { MonthlyPay = 1500.Euro }, April with { MonthlyPay = 1296.02m.Euro, PartTime = 50.Percent, SupplementedHours = 88.Hours });

        Assert.Equal((1200.Euro, 1200.Euro, false), (Benefit.For(under).Value.Gross, Benefit.For(under).Value.Net, Benefit.For(under).Value.Capped));
        Assert.Equal((Band.Middle, 811.31m.Euro, 811.31m.Euro), (Benefit.AmountsOf(part).Band, Benefit.AmountsOf(part).Gross, Benefit.AmountsOf(part).Net));
        Assert.Equal(Band.Low, Benefit.AmountsOf(part with { MonthShare = 60.Percent }).Band);
        Assert.Equal(Band.Low, MonthlyMaximum.For(new(part.Month, part.SuspensionStart, false, part.MonthlyPay, part.PartTime) { Fund = SolidarityFund.Credit, MonthShare = 60.Percent }).Value.Band);
        foreach (var facts in new[] { under, part })
            Assert.Equal(Benefit.For(facts).Value, Benefit.AmountsOf(facts));
    }

    /// <summary>Nothing is read for the years before 2023, for another fund, or where another scheme pays: there the law's one ceiling holds, with its reduction.</summary>
    [Theory]
    [InlineData(2022, Scheme.Fund, SolidarityFund.Credit, "1222.51", "1151.12", 1)]
    [InlineData(2023, Scheme.Fund, SolidarityFund.Credit, "1902.81", "1902.81", 1)]
    [InlineData(2026, Scheme.Fund, SolidarityFund.Insurance, "1423.69", "1340.56", 1)]
    [InlineData(2026, Scheme.Fund, null, "1423.69", "1340.56", 1)]
    [InlineData(2026, Scheme.Cigs, SolidarityFund.Credit, "1423.69", "1340.56", 0)]
    public void Elsewhere_the_ceiling_of_the_law_holds(int year, Scheme scheme, SolidarityFund? fund, string gross, string net, int warnings)
    {
        var facts = Year(year, "5000") with { Scheme = scheme, Fund = fund };
        var ruling = Benefit.For(facts);

        Assert.Equal((Amount(gross), Amount(net), warnings), (ruling.Value.Gross, ruling.Value.Net, ruling.Warnings.Count));
        Assert.Equal(ruling.Value, Benefit.AmountsOf(facts));
        Assert.Equal(gross == net, ruling.Warnings.Any(w => w.English.StartsWith("The ceilings are those of the credit fund", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_pay_and_the_timetable_choose_the_ceiling_and_cannot_be_left_out()
    {
        string? Missing(int year, Euro? pay, Rate? partTime) => (Record.Exception(() => MonthlyMaximum.For(
            new(new(year, 4, 1), new(year, 4, 1), false, pay, partTime) { Fund = SolidarityFund.Credit })) as ImpossibleFactException)?.Fact;

        Assert.Equal(("monthlyPay", "partTimePercent", null), (Missing(2026, null, 100.Percent), Missing(2026, 1.Euro, null), Missing(2026, 1.Euro, 100.Percent)));
        Assert.Null(Missing(2022, null, null));
    }

    [Fact]
    public void The_explanations_read_well() => Snapshot.Matches(
        Snapshot.Of(Benefit.For(April with { MonthlyPay = 2000.Euro, SupplementedHours = 64.Hours }).Reasons)
        + Snapshot.Of(Benefit.For(April with { MonthlyPay = 3000.Euro }).Reasons)
        + Snapshot.Of(MonthlyMaximum.For(new(April.Month, April.SuspensionStart, false, 5000.Euro, 100.Percent) { Fund = SolidarityFund.Credit, MonthShare = 100.Percent }).Reasons));
}

namespace Cig.Rules.Tests.Schemes;

public sealed class SchemeFitTests
{
    [Theory]
    [InlineData("11301", Fit.Suggested, Sector.Building)]
    [InlineData("41301", Fit.Suggested, Sector.Building)]
    [InlineData("10635", Fit.Suggested, Sector.Industry)]
    [InlineData("70103", Fit.NotCompatible, Sector.Commerce)]
    [InlineData("40101", Fit.Compatible, Sector.Other)]
    public void The_contribution_class_says_how_the_ordinary_supplement_fits(string code, Fit fit, Sector sector)
    {
        var options = SchemeFit.For(code, hasOwnFund: false, new(2026, 11, 23)).Value;

        Assert.Equal(fit, options.Single(o => o.Scheme == Scheme.Cigo).Fit);
        Assert.Equal(sector, SchemeFit.SectorOf(code));
    }

    [Fact]
    public void A_fund_of_the_sector_comes_before_the_residual_one()
    {
        var options = SchemeFit.For("70103", hasOwnFund: true, new(2026, 11, 23)).Value;

        Assert.Equal(Fit.Suggested, options.Single(o => o.Scheme == Scheme.Fund).Fit);
        Assert.Equal(Fit.NotCompatible, options.Single(o => o.Scheme == Scheme.Fis).Fit);
    }

    [Fact]
    public void Every_cause_has_a_key_of_its_own_and_only_unavoidable_ones_have_a_sourced_event_code()
    {
        Assert.Distinct(Cause.Cigo.Select(c => c.Key));
        Assert.All(Cause.Cigo, c => Assert.Equal(c.Unavoidable, c.InpsEventCode is not null));
        Assert.Null(Cause.Find("NONE"));
    }
}

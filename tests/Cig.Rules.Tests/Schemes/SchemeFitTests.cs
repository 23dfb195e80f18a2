using CsCheck;

namespace Cig.Rules.Tests.Schemes;

public sealed class SchemeFitTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("11301", Fit.Suggested, Sector.Building)]
    [InlineData("41301", Fit.Suggested, Sector.Building)]
    [InlineData("10635", Fit.Suggested, Sector.Industry)]
    [InlineData("70103", Fit.NotCompatible, Sector.Commerce)]
    [InlineData("40101", Fit.Compatible, Sector.Other)]
    [InlineData("", Fit.Compatible, Sector.Other)]
    public void The_contribution_class_says_how_the_ordinary_supplement_fits(string code, Fit fit, Sector sector)
    {
        Assert.Equal(fit, Ordinary(code, Scheme.Cigo));
        Assert.Equal(sector, SchemeFit.SectorOf(code));
    }

    [Theory]
    [InlineData(2023, 6, 30, 0)]
    [InlineData(2023, 7, 1, 1)]
    public void A_fund_that_did_not_adapt_by_June_2023_leaves_its_employers_to_the_FIS(int year, int month, int day, int warnings)
    {
        Assert.Equal(warnings, SchemeFit.For("70103", hasOwnFund: true, new(year, month, day)).Warnings.Count);
        Assert.Empty(SchemeFit.For("70103", hasOwnFund: false, new(year, month, day)).Warnings);
    }

    [Fact]
    public void A_fund_of_the_sector_comes_before_the_residual_one()
    {
        var options = SchemeFit.For("70103", hasOwnFund: true, Today).Value;

        Assert.Equal(Fit.Suggested, options.Single(o => o.Scheme == Scheme.Fund).Fit);
        Assert.Equal(Fit.NotCompatible, options.Single(o => o.Scheme == Scheme.Fis).Fit);
    }

    [Theory]
    [InlineData("2021-12-31", "5", Fit.NotCompatible)]
    [InlineData("2021-12-31", "5.01", Fit.Suggested)]
    [InlineData("2021-12-31", null, Fit.Compatible)]
    [InlineData("2022-01-01", "5", Fit.Suggested)]
    [InlineData("2022-01-01", null, Fit.Suggested)]
    [InlineData("2015-12-31", "20", Fit.NotCompatible)]
    public void The_residual_fund_asks_for_a_size_only_until_2021(string day, string? average, Fit fit) =>
        Assert.Equal(fit, Of("70103", Scheme.Fis, CauseKind.Ordinary, average, day));

    [Theory]
    [InlineData("10635", "2026-11-23", "15", Fit.NotCompatible)]
    [InlineData("10635", "2026-11-23", "15.01", Fit.Suggested)]
    [InlineData("10635", "2026-11-23", null, Fit.Compatible)]
    [InlineData("70103", "2021-12-31", "50", Fit.NotCompatible)]
    [InlineData("70103", "2021-12-31", "50.01", Fit.Suggested)]
    [InlineData("70103", "2022-01-01", "15.01", Fit.Suggested)]
    [InlineData("40101", "2021-12-31", "20", Fit.Compatible)]
    [InlineData("40101", "2022-01-01", "20", Fit.Suggested)]
    public void The_extraordinary_supplement_begins_above_a_size(string code, string day, string? average, Fit fit) =>
        Assert.Equal(fit, Of(code, Scheme.Cigs, CauseKind.Extraordinary, average, day));

    [Fact]
    public void From_2022_who_has_a_fund_has_no_extraordinary_supplement()
    {
        Assert.Equal(Fit.NotCompatible, Of("70103", Scheme.Cigs, CauseKind.Extraordinary, "100", "2022-01-01", fund: true));
        Assert.Equal(Fit.Suggested, Of("70103", Scheme.Cigs, CauseKind.Extraordinary, "100", "2021-12-31", fund: true));
    }

    [Theory]
    [InlineData("15", Fit.Suggested, Fit.NotCompatible)]
    [InlineData("15.01", Fit.NotCompatible, Fit.Suggested)]
    public void In_commerce_an_extraordinary_cause_belongs_to_one_of_two_schemes_by_size(string average, Fit fis, Fit cigs)
    {
        Assert.Equal(fis, Of("70103", Scheme.Fis, CauseKind.Extraordinary, average, "2026-11-23"));
        Assert.Equal(cigs, Of("70103", Scheme.Cigs, CauseKind.Extraordinary, average, "2026-11-23"));
    }

    [Fact]
    public void The_kind_of_cause_separates_ordinary_and_extraordinary_supplement()
    {
        Assert.Equal(Fit.NotCompatible, Ordinary("10635", Scheme.Cigs));
        Assert.Equal(Fit.NotCompatible, Of("10635", Scheme.Cigo, CauseKind.Extraordinary, "100", "2026-11-23"));
    }

    [Fact]
    public void Every_scheme_is_answered_once_and_a_larger_firm_never_loses_the_extraordinary_supplement() =>
        Gen.Select(Gen.Int[0, 99_999], Gen.Int[0, 100_00], Gen.Int[0, 100_00], Gen.Bool, Gen.Int[0, 4000]).Sample((code, one, other, fund, day) =>
        {
            IReadOnlyList<SchemeOption> With(int size) =>
                SchemeFit.For(new(code.ToString("00000"), [], size / 100m, fund, CauseKind.Extraordinary, new DateOnly(2015, 9, 24).AddDays(day))).Value;
            var (small, large) = (With(Math.Min(one, other)), With(Math.Max(one, other)));
            return small.Select(o => o.Scheme).SequenceEqual(Enum.GetValues<Scheme>())
                && small.Single(o => o.Scheme == Scheme.Cigs).Fit >= large.Single(o => o.Scheme == Scheme.Cigs).Fit;
        });

    [Fact]
    public void Authorisation_codes_decide_nothing_and_that_is_said()
    {
        var without = SchemeFit.For(new("10635", [], 20, false, CauseKind.Ordinary, Today));
        var with = SchemeFit.For(new("10635", ["5K", "0J"], 20, false, CauseKind.Ordinary, Today));

        Assert.Equal(without.Value.Select(o => o.Fit), with.Value.Select(o => o.Fit));
        Assert.Empty(without.Warnings);
        Assert.Contains("5K, 0J", Assert.Single(with.Warnings).Italian);
    }

    [Theory]
    [InlineData("10635", Scheme.Cigo, CauseKind.Ordinary, "2026-11-23", false, "D.Lgs. 148/2015, art. 10")]
    [InlineData("70103", Scheme.Cigo, CauseKind.Ordinary, "2026-11-23", false, "D.Lgs. 148/2015, art. 10")]
    [InlineData("10635", Scheme.Cigo, CauseKind.Extraordinary, "2026-11-23", false, "D.Lgs. 148/2015, art. 11")]
    [InlineData("10635", Scheme.Cigs, CauseKind.Ordinary, "2026-11-23", false, "D.Lgs. 148/2015, art. 21, c. 1")]
    [InlineData("10635", Scheme.Cigs, CauseKind.Extraordinary, "2021-12-31", false, "D.Lgs. 148/2015, art. 20")]
    [InlineData("70103", Scheme.Cigs, CauseKind.Extraordinary, "2021-12-31", false, "D.Lgs. 148/2015, art. 20, c. 2")]
    [InlineData("70103", Scheme.Cigs, CauseKind.Extraordinary, "2022-01-01", false, "D.Lgs. 148/2015, art. 20, c. 3-bis")]
    [InlineData("70103", Scheme.Cigs, CauseKind.Extraordinary, "2022-01-01", true, "D.Lgs. 148/2015, art. 20, c. 3-bis")]
    [InlineData("70103", Scheme.Fis, CauseKind.Ordinary, "2022-01-01", false, "D.Lgs. 148/2015, art. 29, c. 2-bis")]
    [InlineData("70103", Scheme.Fis, CauseKind.Ordinary, "2021-12-31", false, "D.Lgs. 148/2015, art. 29, c. 2")]
    [InlineData("70103", Scheme.Fis, CauseKind.Ordinary, "2015-12-31", false, "D.Lgs. 148/2015, art. 29")]
    [InlineData("70103", Scheme.Fis, CauseKind.Ordinary, "2026-11-23", true, "D.Lgs. 148/2015, art. 29")]
    [InlineData("10635", Scheme.Fis, CauseKind.Ordinary, "2026-11-23", false, "D.Lgs. 148/2015, art. 29")]
    [InlineData("70103", Scheme.Fund, CauseKind.Ordinary, "2026-11-23", true, "D.Lgs. 148/2015, art. 26")]
    [InlineData("70103", Scheme.Cisoa, CauseKind.Ordinary, "2026-11-23", false, "L. 457/1972, art. 8")]
    public void Each_answer_cites_the_provision_that_it_rests_on(string code, Scheme scheme, CauseKind kind, string day, bool fund, string source) =>
        Assert.Equal(source, SchemeFit.For(new(code, [], 20, fund, kind, DateOnly.Parse(day))).Value.Single(o => o.Scheme == scheme).Reason.Source.ToString());

    [Theory]
    [InlineData("2021-12-31", "5", Fit.NotCompatible)]
    [InlineData("2021-12-31", "5.01", Fit.Compatible)]
    [InlineData("2021-12-31", null, Fit.Compatible)]
    [InlineData("2015-12-31", "20", Fit.NotCompatible)]
    [InlineData("2016-01-01", "20", Fit.Compatible)]
    [InlineData("2022-01-01", null, Fit.Compatible)]
    [InlineData("2022-01-01", "15", Fit.Suggested)]
    [InlineData("2022-01-01", "15.01", Fit.NotCompatible)]
    public void Extraordinary_causes_in_the_residual_fund_were_for_the_office_to_judge_until_2021(string day, string? average, Fit fit) =>
        Assert.Equal(fit, Of("70103", Scheme.Fis, CauseKind.Extraordinary, average, day));

    [Theory]
    [InlineData("11301", Fit.NotCompatible, Fit.NotCompatible)]
    [InlineData("10635", Fit.NotCompatible, Fit.NotCompatible)]
    [InlineData("70103", Fit.Suggested, Fit.NotCompatible)]
    [InlineData("40101", Fit.Compatible, Fit.Compatible)]
    public void Residual_fund_and_agriculture_are_left_open_only_where_the_class_tells_no_sector(string code, Fit fis, Fit agriculture)
    {
        Assert.Equal((fis, agriculture), (Ordinary(code, Scheme.Fis), Ordinary(code, Scheme.Cisoa)));
        Assert.Equal(Fit.NotCompatible, Ordinary(code, Scheme.Fund));
    }

    private static Fit Ordinary(string code, Scheme scheme) => SchemeFit.For(code, hasOwnFund: false, Today).Value.Single(o => o.Scheme == scheme).Fit;

    private static Fit Of(string code, Scheme scheme, CauseKind kind, string? average, string day, bool fund = false) =>
        SchemeFit.For(new(code, [], average is null ? null : decimal.Parse(average, System.Globalization.CultureInfo.InvariantCulture), fund, kind, DateOnly.Parse(day)))
            .Value.Single(o => o.Scheme == scheme).Fit;
}

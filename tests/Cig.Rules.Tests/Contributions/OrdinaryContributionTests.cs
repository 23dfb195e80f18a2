using System.Globalization;
using Cig.Rules.Contributions;
using Cig.Rules.Eligibility;
using CsCheck;

namespace Cig.Rules.Tests.Contributions;

public sealed class OrdinaryContributionTests
{
    private static OrdinaryContributionFacts Facts(Scheme scheme, string month, decimal average, Sector sector = Sector.Industry, WorkerKind kind = WorkerKind.BlueCollar) =>
        new(scheme, DateOnly.ParseExact(month + "-01", "yyyy-MM-dd"), sector, average, kind, null, null, false);

    private static string Rate(OrdinaryContributionFacts facts)
    {
        var answer = OrdinaryContribution.For(facts).Value;
        return $"{answer.Rate.Plain} = {answer.Employer.Plain} + {answer.Worker.Plain}";
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(Sector.Industry, WorkerKind.BlueCollar, "50", "1.7 = 1.7 + 0")]
    [InlineData(Sector.Industry, WorkerKind.WhiteCollar, "50.01", "2 = 2 + 0")]
    [InlineData(Sector.Building, WorkerKind.BlueCollar, "10", "4.7 = 4.7 + 0")]
    [InlineData(Sector.Building, WorkerKind.BlueCollar, "100", "4.7 = 4.7 + 0")]
    [InlineData(Sector.Building, WorkerKind.WhiteCollar, "50", "1.7 = 1.7 + 0")]
    [InlineData(Sector.Building, WorkerKind.Quadro, "51", "2 = 2 + 0")]
    [InlineData(Sector.Stone, WorkerKind.BlueCollar, "10", "3.3 = 3.3 + 0")]
    [InlineData(Sector.Stone, WorkerKind.WhiteCollar, "51", "2 = 2 + 0")]
    [InlineData(Sector.Industry, WorkerKind.Executive, "50", "0 = 0 + 0")]
    [InlineData(Sector.Industry, WorkerKind.Trainee, "50", "0 = 0 + 0")]
    public void The_ordinary_supplement_is_paid_by_the_employer_alone(Sector sector, WorkerKind kind, string average, string rate) =>
        Assert.Equal(rate, Rate(Facts(Scheme.Cigo, "2026-04", Number(average), sector, kind)));

    [Theory]
    [InlineData("2021-12", "0 = 0 + 0")]
    [InlineData("2022-01", "1.7 = 1.7 + 0")]
    public void Home_workers_count_from_2022(string month, string rate) => Assert.Equal(rate, Rate(Facts(Scheme.Cigo, month, 10, kind: WorkerKind.HomeWorker)));

    [Theory]
    [InlineData("2026-04", "15", Sector.Industry, false, "0.9 = 0.6 + 0.3", true)]
    [InlineData("2026-04", "15.01", Sector.Industry, false, "0.9 = 0.6 + 0.3", false)]
    [InlineData("2022-12", "20", Sector.Commerce, true, "0.27 = 0.18 + 0.09", false)]
    [InlineData("2023-01", "20", Sector.Commerce, true, "0.9 = 0.6 + 0.3", false)]
    [InlineData("2022-12", "20", Sector.Commerce, false, "0.9 = 0.6 + 0.3", false)]
    [InlineData("2021-12", "50", Sector.Commerce, false, "0.9 = 0.6 + 0.3", true)]
    [InlineData("2021-12", "50", Sector.Industry, false, "0.9 = 0.6 + 0.3", false)]
    [InlineData("2021-12", "50.5", Sector.Commerce, false, "0.9 = 0.6 + 0.3", false)]
    [InlineData("2022-01", "50", Sector.Commerce, false, "0.9 = 0.6 + 0.3", false)]
    public void The_extraordinary_supplement_costs_nine_tenths_and_warns_under_its_size(string month, string average, Sector sector, bool newly, string rate, bool warned)
    {
        var facts = Facts(Scheme.Cigs, month, Number(average), sector) with { NewlyCovered2022 = newly };

        Assert.Equal(rate, Rate(facts));
        Assert.Equal(warned, OrdinaryContribution.For(facts).Warnings.Count == 1);
    }

    [Fact]
    public void Sectors_that_are_neither_industry_nor_commerce_pay_as_industry_with_a_warning()
    {
        Assert.Equal("1.7 = 1.7 + 0", Rate(Facts(Scheme.Cigo, "2026-04", 50, Sector.Other)));
        Assert.Single(OrdinaryContribution.For(Facts(Scheme.Cigo, "2026-04", 51, Sector.Other)).Warnings);
        Assert.Empty(OrdinaryContribution.For(Facts(Scheme.Cigo, "2026-04", 51)).Warnings);
    }

    [Theory]
    [InlineData("2016-01", "5", "0 = 0 + 0")]
    [InlineData("2016-01", "5.1", "0.45 = 0.3 + 0.15")]
    [InlineData("2021-12", "15", "0.45 = 0.3 + 0.15")]
    [InlineData("2021-12", "15.01", "0.65 = 0.4333 + 0.2167")]
    [InlineData("2022-06", "5", "0.15 = 0.1 + 0.05")]
    [InlineData("2022-06", "5.5", "0.55 = 0.3667 + 0.1833")]
    [InlineData("2022-01", "5.01", "0.55 = 0.3667 + 0.1833")]
    [InlineData("2022-12", "15", "0.55 = 0.3667 + 0.1833")]
    [InlineData("2022-12", "15.01", "0.69 = 0.46 + 0.23")]
    [InlineData("2022-06", "15.5", "0.69 = 0.46 + 0.23")]
    [InlineData("2022-06", "50", "0.69 = 0.46 + 0.23")]
    [InlineData("2022-06", "50.5", "0.24 = 0.16 + 0.08")]
    [InlineData("2023-01", "5", "0.5 = 0.3333 + 0.1667")]
    [InlineData("2023-01", "5.01", "0.8 = 0.5333 + 0.2667")]
    [InlineData("2023-01", "60", "0.8 = 0.5333 + 0.2667")]
    public void The_FIS_has_its_sizes_and_its_years(string month, string average, string rate) => Assert.Equal(rate, Rate(Facts(Scheme.Fis, month, Number(average), Sector.Commerce)));

    [Theory]
    [InlineData("2024-12", 30, "0.5 = 0.3333 + 0.1667")]
    [InlineData("2025-01", 24, "0.3 = 0.2 + 0.1")]
    [InlineData("2025-01", 23, "0.5 = 0.3333 + 0.1667")]
    [InlineData("2025-01", null, "0.5 = 0.3333 + 0.1667")]
    public void Small_employers_idle_for_24_months_pay_less_from_2025(string month, int? idle, string rate) =>
        Assert.Equal(rate, Rate(Facts(Scheme.Fis, month, 5, Sector.Commerce) with { IdleMonths = idle }));

    [Fact]
    public void In_2022_only_large_firms_of_commerce_paid_a_quarter_of_one_per_cent() =>
        Assert.Equal("0.69 = 0.46 + 0.23", Rate(Facts(Scheme.Fis, "2022-06", 60, Sector.Other)));

    [Theory]
    [InlineData(Sector.Building, WorkerKind.WhiteCollar, "50.01", "2 = 2 + 0")]
    [InlineData(Sector.Stone, WorkerKind.Quadro, "50", "1.7 = 1.7 + 0")]
    [InlineData(Sector.Stone, WorkerKind.BlueCollar, "50.01", "3.3 = 3.3 + 0")]
    [InlineData(Sector.Building, WorkerKind.ApprenticeOther, "60", "4.7 = 4.7 + 0")]
    public void In_building_and_stone_the_size_matters_only_for_white_collars(Sector sector, WorkerKind kind, string average, string rate)
    {
        var facts = Facts(Scheme.Cigo, "2026-04", Number(average), sector, kind);

        Assert.Equal(rate, Rate(facts));
        Assert.Equal(kind is WorkerKind.WhiteCollar or WorkerKind.Quadro, OrdinaryContribution.For(facts).Reasons[0].Fork is not null);
    }

    [Theory]
    [InlineData("50", "oltre 50 dipendenti sarebbe più alta")]
    [InlineData("50.01", "fino a 50 dipendenti sarebbe più bassa")]
    public void The_other_size_is_told(string average, string words) =>
        Assert.Equal(words, OrdinaryContribution.For(Facts(Scheme.Cigo, "2026-04", Number(average))).Reasons[0].Fork!.Otherwise.Italian);

    [Theory]
    [InlineData(24, false, "0.3", "senza, l'aliquota sarebbe dello 0,5%")]
    [InlineData(23, false, "0.5", "con 24 mesi l'aliquota sarebbe dello 0,3%")]
    [InlineData(null, true, "0.3", "senza, l'aliquota sarebbe dello 0,5%")]
    [InlineData(null, false, "0.5", "con 24 mesi l'aliquota sarebbe dello 0,3%")]
    public void What_idle_months_would_change_is_told(int? idle, bool firstUse, string rate, string words)
    {
        var ruling = OrdinaryContribution.For(Facts(Scheme.Fis, "2025-01", 5, Sector.Commerce) with { IdleMonths = idle, FirstUseReduced = firstUse });

        Assert.Equal(rate, ruling.Value.Rate.Plain);
        Assert.Equal(words, ruling.Reasons[0].Fork!.Otherwise.Italian);
    }

    [Fact]
    public void Who_never_used_it_is_a_reading()
    {
        var reduced = OrdinaryContribution.For(Facts(Scheme.Fis, "2025-01", 5, Sector.Commerce) with { FirstUseReduced = true });

        Assert.Equal(("0.3", "reduced"), (reduced.Value.Rate.Plain, reduced.Policies.Single().Chosen));
        Assert.Equal("ordinary", OrdinaryContribution.For(Facts(Scheme.Fis, "2025-01", 5, Sector.Commerce)).Policies.Single().Chosen);
        Assert.Empty(OrdinaryContribution.For(Facts(Scheme.Fis, "2025-01", 5, Sector.Commerce) with { IdleMonths = 30 }).Policies);
        Assert.Equal("0.8", OrdinaryContribution.For(Facts(Scheme.Fis, "2025-01", 5.5m, Sector.Commerce) with { IdleMonths = 30 }).Value.Rate.Plain);
    }

    [Theory]
    [InlineData("2024-06", "5.04", null, "0.5")]
    [InlineData("2024-06", "5.05", null, "0.8")]
    [InlineData("2024-06", "15", null, "0.8")]
    [InlineData("2024-06", "15.04", null, "0.8")]
    [InlineData("2024-06", "15.1", null, "1")]
    [InlineData("2025-01", "5", 24, "0.3")]
    [InlineData("2024-12", "5", 24, "0.5")]
    public void The_fund_of_the_professions_has_bands_of_one_decimal(string month, string average, int? idle, string rate) =>
        Assert.Equal(rate, OrdinaryContribution.For(Facts(Scheme.Fund, month, Number(average), Sector.Other) with { Fund = SolidarityFund.Professionals, IdleMonths = idle }).Value.Rate.Plain);

    [Fact]
    public void What_the_sources_do_not_say_is_not_answered()
    {
        string Fact(OrdinaryContributionFacts facts) => Assert.Throws<ImpossibleFactException>(() => OrdinaryContribution.For(facts)).Fact;

        Assert.Equal("sector", Fact(Facts(Scheme.Cigo, "2026-04", 10, Sector.Commerce)));
        Assert.Equal("fund", Fact(Facts(Scheme.Fund, "2026-04", 10)));
        Assert.Equal("fund", Fact(Facts(Scheme.Fund, "2026-04", 10) with { Fund = SolidarityFund.Credit }));
        Assert.Equal("scheme", Fact(Facts(Scheme.Cisoa, "2026-04", 10)));
        Assert.Equal("averageEmployees", Fact(Facts(Scheme.Cigo, "2026-04", 0)));
        Assert.Throws<NotInForceException>(() => OrdinaryContribution.For(Facts(Scheme.Fis, "2015-12", 10)));
        Assert.Throws<NotInForceException>(() => OrdinaryContribution.For(Facts(Scheme.Fis, "2015-12", 3)));
        Assert.Throws<NotInForceException>(() => OrdinaryContribution.For(Facts(Scheme.Fund, "2024-05", 10) with { Fund = SolidarityFund.Professionals }));
        Assert.Single(OrdinaryContribution.For(Facts(Scheme.Cigo, "2026-04", 10, Sector.Building, WorkerKind.ApprenticeProfessional)).Warnings);
        Assert.Empty(OrdinaryContribution.For(Facts(Scheme.Cigo, "2026-04", 10, Sector.Building)).Warnings);
    }

    [Fact]
    public void Employer_and_worker_together_bear_the_whole() =>
        Gen.Select(Gen.Int[0, 131], Gen.Int[1, 20_000], Gen.Int[0, 4], Gen.Int[0, 60]).Sample((month, average, sector, idle) =>
        {
            foreach (var scheme in new[] { Scheme.Cigs, Scheme.Fis })
            {
                var answer = OrdinaryContribution.For(new(scheme, new DateOnly(2016, 1, 1).AddMonths(month), (Sector)sector, average / 100m, WorkerKind.BlueCollar, null, idle, false)).Value;
                if (answer.Employer.Parts + answer.Worker.Parts != answer.Rate.BasisPoints * 100 || answer.Worker.Parts > answer.Employer.Parts)
                    return false;
            }

            return true;
        });

    [Fact]
    public void The_explanations_read_well() => Snapshot.Matches(
        Snapshot.Of(OrdinaryContribution.For(Facts(Scheme.Cigo, "2026-04", 60)).Reasons)
        + Snapshot.Of(OrdinaryContribution.For(Facts(Scheme.Cigs, "2022-04", 20) with { NewlyCovered2022 = true }).Reasons)
        + Snapshot.Of(OrdinaryContribution.For(Facts(Scheme.Cigs, "2026-04", 15)).Reasons)
        + Snapshot.Of(OrdinaryContribution.For(Facts(Scheme.Fis, "2026-04", 4.5m) with { IdleMonths = 30 }).Reasons)
        + Snapshot.Of(OrdinaryContribution.For(Facts(Scheme.Fis, "2026-04", 4.5m)).Reasons)
        + Snapshot.Of(OrdinaryContribution.For(Facts(Scheme.Fis, "2020-04", 4.5m)).Reasons));
}

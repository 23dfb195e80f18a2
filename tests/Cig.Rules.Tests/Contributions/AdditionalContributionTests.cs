using Cig.Rules.Contributions;
using CsCheck;

namespace Cig.Rules.Tests.Contributions;

public sealed class AdditionalContributionTests
{
    private static readonly ContributionFacts Case = new(Scheme.Cigo, new(2026, 4, 1), new(2026, 3, 2), 1000.Euro, 10.Weeks, 10, null, false);

    private static ContributionAnswer For(ContributionFacts facts) => AdditionalContribution.For(facts).Value;

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd");

    [Theory]
    [InlineData(0, 900, Bracket.First)]
    [InlineData(52 * 30, 900, Bracket.First)]
    [InlineData(52 * 30 + 5, 1200, Bracket.Second)]
    [InlineData(104 * 30, 1200, Bracket.Second)]
    [InlineData(104 * 30 + 5, 1500, Bracket.Third)]
    public void The_rate_grows_with_the_weeks_used(int thirtieths, int basisPoints, Bracket bracket)
    {
        var answer = For(Case with { WeeksUsed = new(thirtieths) });

        Assert.Equal(new ContributionAnswer(new(basisPoints), new(basisPoints * 10), bracket, false), answer);
    }

    [Theory]
    [InlineData(52 * 30 - 5, 900, Bracket.First)]
    [InlineData(52 * 30, 1200, Bracket.Second)]
    [InlineData(104 * 30 - 5, 1200, Bracket.Second)]
    [InlineData(104 * 30, 1500, Bracket.Third)]
    public void In_the_other_reading_a_limit_that_is_reached_counts_already(int thirtieths, int basisPoints, Bracket bracket)
    {
        var ruling = AdditionalContribution.For(Case with { WeeksUsed = new(thirtieths), HigherWhenReached = true });

        Assert.Equal((basisPoints, bracket), (ruling.Value.Rate.BasisPoints, ruling.Value.Bracket));
        Assert.Equal(thirtieths % 30 == 0, ruling.Policies.Any(p => p.Name == "bracketChange" && p.Chosen == "reached"));
    }

    [Theory]
    [InlineData("2025-01-01", 24, 10, 600, true)]
    [InlineData("2024-12-31", 24, 10, 900, false)]
    [InlineData("2025-01-01", 23, 10, 900, false)]
    [InlineData("2026-03-02", 24, 52, 600, true)]
    [InlineData("2026-03-02", 24, 53, 900, true)]
    [InlineData("2026-03-02", 24, 104, 900, true)]
    [InlineData("2026-03-02", 24, 105, 1500, false)]
    public void From_2025_24_months_without_use_are_rewarded(string start, int idle, int weeks, int basisPoints, bool reduced)
    {
        var answer = For(Case with { SuspensionStart = Day(start), IdleMonths = idle, WeeksUsed = weeks.Weeks });

        Assert.Equal((basisPoints, reduced), (answer.Rate.BasisPoints, answer.Reduced));
    }

    [Theory]
    [InlineData("2025-05-01", 3, 600)]
    [InlineData("2026-04-30", 3, 600)]
    [InlineData("2026-05-01", 3, 900)]
    [InlineData("2025-05-01", null, 600)]
    public void Reduced_rates_once_gained_go_on(string since, int? idle, int basisPoints) =>
        Assert.Equal(basisPoints, For(Case with { ReducedSince = Day(since), IdleMonths = idle }).Rate.BasisPoints);

    [Fact]
    public void Who_never_used_a_supplement_is_a_reading()
    {
        var first = AdditionalContribution.For(Case with { IdleMonths = null, WeeksUsed = 0.Weeks });
        var ordinary = AdditionalContribution.For(Case with { IdleMonths = null, WeeksUsed = 0.Weeks, FirstUseReduced = false });

        Assert.Equal((600, "reduced"), (first.Value.Rate.BasisPoints, first.Policies.Single().Chosen));
        Assert.Equal(600, For(new(Scheme.Cigo, new(2026, 4, 1), new(2026, 3, 2), 1000.Euro, 0.Weeks, null, null, false)).Rate.BasisPoints);
        Assert.Equal((900, "ordinary"), (ordinary.Value.Rate.BasisPoints, ordinary.Policies.Single().Chosen));
        Assert.Equal("employer", AdditionalContribution.For(Case with { IdleEmployer = true }).Policies.Single().Chosen);
        Assert.Equal("unit", AdditionalContribution.For(Case).Policies.Single().Chosen);
        Assert.Empty(AdditionalContribution.For(Case with { ReducedSince = new(2025, 2, 1) }).Policies);
        Assert.Empty(AdditionalContribution.For(Case with { SuspensionStart = new(2024, 3, 2) }).Policies);
    }

    [Fact]
    public void The_base_is_the_lost_pay_rounded_half_up()
    {
        Assert.Equal(new Euro(1), For(Case with { LostPay = new(6) }).Contribution);
        Assert.Equal(new Euro(0), For(Case with { LostPay = new(5) }).Contribution);
        Assert.Equal(1125.Euro, For(Case with { LostPay = 12_500.Euro }).Contribution);
    }

    [Theory]
    [InlineData(Scheme.Fis, 400, Bracket.Flat)]
    [InlineData(Scheme.Fund, 150, Bracket.Flat)]
    [InlineData(Scheme.Cisoa, 0, Bracket.None)]
    [InlineData(Scheme.Cigs, 900, Bracket.First)]
    public void Each_scheme_has_its_own_way(Scheme scheme, int basisPoints, Bracket bracket)
    {
        var ruling = AdditionalContribution.For(Case with { Scheme = scheme });

        Assert.Equal((basisPoints, bracket, false), (ruling.Value.Rate.BasisPoints, ruling.Value.Bracket, ruling.Value.Reduced));
        Assert.Equal(scheme == Scheme.Fund, ruling.Warnings.Count == 1);
    }

    [Theory]
    [InlineData(Scheme.Cigo, Bracket.None)]
    [InlineData(Scheme.Cigs, Bracket.First)]
    [InlineData(Scheme.Fis, Bracket.Flat)]
    public void Unavoidable_events_are_free_under_the_ordinary_supplement(Scheme scheme, Bracket bracket) =>
        Assert.Equal(bracket, For(Case with { Scheme = scheme, UnavoidableEvent = true }).Bracket);

    [Theory]
    [InlineData(Scheme.Cigo, Exemption.EarlySectors2022, "2022-01-10", Bracket.First)]
    [InlineData(Scheme.Cigo, Exemption.Insolvency, "2026-03-02", Bracket.None)]
    [InlineData(Scheme.Cigs, Exemption.Insolvency, "2026-03-02", Bracket.None)]
    [InlineData(Scheme.Fis, Exemption.Insolvency, "2026-03-02", Bracket.None)]
    [InlineData(Scheme.Cigo, Exemption.ComplexCrisisArea, "2026-03-02", Bracket.First)]
    [InlineData(Scheme.Cigs, Exemption.ComplexCrisisArea, "2024-12-31", Bracket.First)]
    [InlineData(Scheme.Cigs, Exemption.ComplexCrisisArea, "2025-05-01", Bracket.None)]
    public void Exemptions_hold_where_their_norm_says(Scheme scheme, Exemption exemption, string start, Bracket bracket)
    {
        var ruling = AdditionalContribution.For(Case with { Scheme = scheme, SuspensionStart = Day(start), Exemption = exemption });

        Assert.Equal((bracket, false), (ruling.Value.Bracket, ruling.Value.Reduced));
        // What is exempt needs one reason; what is not says why the exemption does not help.
        Assert.Equal(bracket == Bracket.None, ruling.Reasons.Count == 1);
    }

    [Theory]
    [InlineData(Scheme.Cigo, "2025-06-01", Bracket.First)]
    [InlineData(Scheme.Cigo, "2025-07-01", Bracket.None)]
    [InlineData(Scheme.Cigo, "2025-12-01", Bracket.None)]
    [InlineData(Scheme.Cigo, "2026-01-01", Bracket.First)]
    [InlineData(Scheme.Cigs, "2025-07-01", Bracket.First)]
    public void A_heat_decree_frees_the_months_it_covers(Scheme scheme, string month, Bracket bracket) => Assert.Equal(
        bracket, For(Case with { Scheme = scheme, Month = Day(month), SuspensionStart = new(2025, 5, 5), IdleMonths = 3, Exemption = Exemption.HeatDecree }).Bracket);

    [Theory]
    [InlineData("2027-02-01", null, null, Bracket.None)]
    [InlineData("2027-03-01", null, null, Bracket.None)]
    [InlineData("2027-04-01", null, null, Bracket.First)]
    [InlineData("2026-04-01", null, "2026-05-01", Bracket.None)]
    [InlineData("2026-04-01", null, "2026-04-30", Bracket.First)]
    [InlineData("2026-04-01", null, "2026-03-30", Bracket.First)]
    [InlineData("2026-04-01", "2025-04-02", null, Bracket.None)]
    [InlineData("2026-04-01", "2025-04-01", null, Bracket.First)]
    [InlineData("2026-04-01", "2026-05-01", null, Bracket.First)]
    [InlineData("2026-04-01", "2026-04-30", null, Bracket.None)]
    [InlineData("2026-04-01", "2024-12-31", null, Bracket.First)]
    public void The_exemption_of_crisis_areas_lasts_twelve_months_and_ends_with_a_collective_dismissal(string month, string? since, string? dismissal, Bracket bracket) =>
        Assert.Equal(bracket, For(Case with
        {
            Scheme = Scheme.Cigs,
            Month = Day(month),
            Exemption = Exemption.ComplexCrisisArea,
            ExemptSince = since is null ? null : Day(since),
            CollectiveDismissalOn = dismissal is null ? null : Day(dismissal),
        }).Bracket);

    /// <summary>DL 92/2025, art. 6: what counts is whether the exemption, not the suspension, began in a year that has it.</summary>
    [Theory]
    [InlineData("2024-12-01", "2025-01-01", Bracket.None)]
    [InlineData("2025-02-03", "2024-12-31", Bracket.First)]
    public void The_exemption_of_crisis_areas_goes_by_its_own_first_day(string start, string since, Bracket bracket) => Assert.Equal(
        bracket, For(Case with { Scheme = Scheme.Cigs, Month = new(2025, 4, 1), SuspensionStart = Day(start), Exemption = Exemption.ComplexCrisisArea, ExemptSince = Day(since) }).Bracket);

    [Theory]
    [InlineData("2015-08-31", "2015-08-01")]
    public void Before_the_Decree_nothing_is_said(string month, string start) =>
        Assert.Throws<NotInForceException>(() => For(Case with { Month = Day(month), SuspensionStart = Day(start) }));

    [Fact]
    public void Before_2016_there_was_no_FIS() =>
        Assert.Throws<NotInForceException>(() => For(Case with { Scheme = Scheme.Fis, Month = new(2015, 12, 1), SuspensionStart = new(2015, 12, 1) }));

    [Fact]
    public void Facts_that_cannot_be_are_named()
    {
        string Fact(ContributionFacts facts) => Assert.Throws<ImpossibleFactException>(() => For(facts)).Fact;

        Assert.Equal("lostPay", Fact(Case with { LostPay = new(-1) }));
        Assert.Equal("weeksUsed", Fact(Case with { WeeksUsed = new(-1) }));
        Assert.Equal("weeksUsed", Fact(Case with { WeeksUsed = new(262 * 30 + 1) }));
        Assert.Equal(1500, For(Case with { WeeksUsed = 262.Weeks }).Rate.BasisPoints);
        Assert.Equal("idleMonths", Fact(Case with { IdleMonths = -1 }));
        Assert.Equal("reducedSince", Fact(Case with { ReducedSince = new(2024, 12, 31) }));
        Assert.Equal(600, For(Case with { ReducedSince = new(2025, 1, 1) }).Rate.BasisPoints);
        Assert.Equal("suspensionStart", Fact(Case with { SuspensionStart = new(2026, 5, 1) }));
        Assert.Equal(900, For(Case with { IdleMonths = 0 }).Rate.BasisPoints);
        Assert.Equal(0.Euro, For(Case with { LostPay = 0.Euro }).Contribution);
    }

    [Fact]
    public void More_weeks_or_more_lost_pay_never_cost_less_and_reduced_rates_are_never_above_the_ordinary() =>
        Gen.Select(Gen.Int[0, 262 * 30], Gen.Int[0, 262 * 30], Gen.Int[0, 5_000_000], Gen.Int[0, 5_000_000], Gen.Bool).Sample((few, many, pay, more, idle) =>
        {
            Euro Due(int weeks, int lost, bool reduced) => For(Case with { WeeksUsed = new(weeks), LostPay = new(lost), IdleMonths = reduced ? 24 : 5 }).Contribution;
            return Due(Math.Min(few, many), pay, idle) <= Due(Math.Max(few, many), pay, idle)
                && Due(few, Math.Min(pay, more), idle) <= Due(few, Math.Max(pay, more), idle)
                && Due(few, pay, true) <= Due(few, pay, false);
        });

    [Fact]
    public void A_bracket_passed_in_a_month_changes_the_rate_from_the_next()
    {
        PlannedMonth[] plan = [new(new(2026, 3, 1), 1000.Euro, 4.Weeks), new(new(2026, 4, 1), 1000.Euro, 4.Weeks), new(new(2026, 5, 1), 1000.Euro, 4.Weeks)];
        var ruling = ContributionForecast.Over(Case with { WeeksUsed = 47.Weeks }, plan);

        Assert.Equal([90.Euro, 90.Euro, 120.Euro], ruling.Value.Select(m => m.Due.Contribution));
        Assert.Equal([47.Weeks, 51.Weeks, 55.Weeks], ruling.Value.Select(m => m.WeeksBefore));
        Assert.Single(ruling.Warnings);
        Assert.Contains("300,00", ruling.Reasons[^1].Text.Italian);
        Assert.Equal("plan/1/month", Assert.Throws<ImpossibleFactException>(() => ContributionForecast.Over(Case, [plan[1], plan[0]])).Fact);
        Assert.Equal("plan/1/month", Assert.Throws<ImpossibleFactException>(() => ContributionForecast.Over(Case, [plan[0], plan[0]])).Fact);
    }

    [Theory]
    [InlineData("2026-03-01", "2026-03-31", false)]
    [InlineData("2026-03-31", "2026-04-01", true)]
    public void A_month_of_a_plan_comes_once_whichever_of_its_days_names_it(string one, string other, bool possible)
    {
        PlannedMonth[] plan = [new(Day(one), 1000.Euro, 4.Weeks), new(Day(other), 1000.Euro, 4.Weeks)];

        if (possible)
            Assert.Equal(2, ContributionForecast.Over(Case, plan).Value.Count);
        else
            Assert.Equal("plan/1/month", Assert.Throws<ImpossibleFactException>(() => ContributionForecast.Over(Case, plan)).Fact);
    }

    [Fact]
    public void A_plan_without_months_is_no_plan() => Assert.Equal("plan", Assert.Throws<ImpossibleFactException>(() => ContributionForecast.Over(Case, [])).Fact);

    [Fact]
    public void A_forecast_gives_its_reasons_anew_only_where_the_bracket_changes_and_each_reading_once()
    {
        PlannedMonth[] plan = [.. Enumerable.Range(3, 4).Select(m => new PlannedMonth(new(2026, m, 1), 1000.Euro, 1.Weeks))];
        var ruling = ContributionForecast.Over(Case with { WeeksUsed = 50.Weeks }, plan);

        // 50, 51 and 52 weeks are of the first bracket, 53 of the second.
        Assert.Equal([Bracket.First, Bracket.First, Bracket.First, Bracket.Second], ruling.Value.Select(m => m.Due.Bracket));
        Assert.Equal(2, ruling.Reasons.Count(r => r.Step == "contribution"));
        Assert.Equal(["bracketChange", "idleLevel"], ruling.Policies.Select(p => p.Name).Order());
    }

    [Theory]
    [InlineData(52, "exceeded")]
    [InlineData(104, "exceeded")]
    [InlineData(51, null)]
    [InlineData(103, null)]
    public void That_a_limit_just_reached_is_a_reading_is_said_exactly_there(int weeks, string? chosen)
    {
        var policies = AdditionalContribution.For(Case with { WeeksUsed = weeks.Weeks }).Policies;

        Assert.Equal(chosen, policies.SingleOrDefault(p => p.Name == "bracketChange")?.Chosen);
    }

    [Theory]
    [InlineData(24, "2026-03-02", "D.Lgs. 148/2015, art. 5, c. 1-ter")]
    [InlineData(23, "2026-03-02", "D.Lgs. 148/2015, art. 5, c. 1-ter")]
    [InlineData(24, "2024-03-02", "D.Lgs. 148/2015, art. 5, c. 1")]
    public void The_first_reason_says_why_the_rates_are_reduced_or_not(int idle, string start, string source) =>
        Assert.Equal(source, AdditionalContribution.For(Case with { IdleMonths = idle, SuspensionStart = Day(start) }).Reasons[0].Source.ToString());

    [Theory]
    [InlineData(24, "almeno 24: valgono le aliquote ridotte", "con meno di 24 mesi varrebbero le ordinarie")]
    [InlineData(23, "meno di 24: valgono le aliquote ordinarie", "con 24 mesi varrebbero le ridotte")]
    public void Both_sides_of_24_months_are_explained(int idle, string words, string otherwise)
    {
        var why = AdditionalContribution.For(Case with { IdleMonths = idle }).Reasons[0];

        Assert.Contains(words, why.Text.Italian);
        Assert.Equal(otherwise, why.Fork!.Otherwise.Italian);
    }

    [Fact]
    public void A_unit_idle_again_for_24_months_begins_anew_though_it_had_the_reduced_rates()
    {
        var again = AdditionalContribution.For(Case with { IdleMonths = 24, ReducedSince = new(2025, 2, 1) });

        Assert.Equal(600, again.Value.Rate.BasisPoints);
        Assert.Contains(again.Reasons, r => r.Fork is { } fork && fork.DecidedBy[0].Name == "idleMonths");
    }

    [Fact]
    public void The_forecast_is_the_contribution_of_each_month() =>
        Gen.Select(Gen.Int[0, 100], Gen.Int[0, 5 * 30].Array[1, 8]).Sample((start, weeks) =>
        {
            var plan = weeks.Select((w, i) => new PlannedMonth(new DateOnly(2026, 3, 1).AddMonths(i), 1000.Euro, new(w))).ToArray();
            var months = ContributionForecast.Over(Case with { WeeksUsed = start.Weeks }, plan).Value;
            return months.Select((m, i) => m.Due == For(Case with { Month = plan[i].Month, WeeksUsed = new(start * 30 + weeks[..i].Sum()) })).All(x => x);
        });

    [Theory]
    [InlineData(Scheme.Fis, "2021-12-01", Bracket.Flat)]
    [InlineData(Scheme.Fis, "2022-01-01", Bracket.None)]
    [InlineData(Scheme.Cigs, "2022-03-01", Bracket.None)]
    [InlineData(Scheme.Cigo, "2022-04-01", Bracket.First)]
    public void The_sectors_of_DL_4_2022_are_exempt_from_January_to_March_2022(Scheme scheme, string month, Bracket bracket) => Assert.Equal(
        bracket, For(Case with { Scheme = scheme, Month = Day(month), SuspensionStart = new(2021, 12, 1), WeeksUsed = 10.Weeks, Exemption = Exemption.EarlySectors2022 }).Bracket);

    [Fact]
    public void The_months_of_the_employer_decide_only_under_their_reading_and_both_are_told()
    {
        var facts = Case with { SuspensionStart = new(2026, 3, 2), WeeksUsed = 10.Weeks, IdleMonths = 30, IdleMonthsEmployer = 3 };
        var unit = AdditionalContribution.For(facts);
        var employer = AdditionalContribution.For(facts with { IdleEmployer = true });

        Assert.Equal((6.Percent, 9.Percent), (unit.Value.Rate, employer.Value.Rate));
        Assert.Contains("9%", unit.Reasons[^1].Text.Italian);
        Assert.Contains("6%", employer.Reasons[^1].Text.Italian);
        Assert.Equal("idleMonthsEmployer", Assert.Throws<ImpossibleFactException>(() => AdditionalContribution.For(facts with { IdleMonthsEmployer = 31 })).Fact);
    }

    [Theory]
    [InlineData(30, 30, null)]
    [InlineData(30, 0, null)]
    [InlineData(30, null, null)]
    [InlineData(30, 31, "idleMonthsEmployer")]
    [InlineData(30, -1, "idleMonthsEmployer")]
    [InlineData(null, 3, "idleMonthsEmployer")]
    public void The_employer_was_idle_at_most_as_long_as_its_unit(int? unit, int? employer, string? fact) => Assert.Equal(
        fact, (Record.Exception(() => AdditionalContribution.For(Case with { IdleMonths = unit, IdleMonthsEmployer = employer })) as ImpossibleFactException)?.Fact);

    [Fact]
    public void A_first_use_tells_the_other_reading_as_well()
    {
        var facts = Case with { SuspensionStart = new(2026, 3, 2), WeeksUsed = 10.Weeks, IdleMonths = null };

        Assert.Contains("9%", AdditionalContribution.For(facts).Reasons[^1].Text.English);
        Assert.Contains("6%", AdditionalContribution.For(facts with { FirstUseReduced = false }).Reasons[^1].Text.English);
    }

    [Fact]
    public void The_explanations_read_well() => Snapshot.Matches(
        Snapshot.Of(AdditionalContribution.For(Case with { WeeksUsed = 53.Weeks }).Reasons)
        + Snapshot.Of(AdditionalContribution.For(Case with { IdleMonths = 30 }).Reasons)
        + Snapshot.Of(AdditionalContribution.For(Case with { IdleMonths = null }).Reasons)
        + Snapshot.Of(AdditionalContribution.For(Case with { IdleMonths = null, FirstUseReduced = false }).Reasons)
        + Snapshot.Of(AdditionalContribution.For(Case with { ReducedSince = new(2025, 2, 1) }).Reasons)
        + Snapshot.Of(AdditionalContribution.For(Case with { SuspensionStart = new(2024, 3, 1) }).Reasons)
        + Snapshot.Of(AdditionalContribution.For(Case with { Scheme = Scheme.Fis }).Reasons)
        + Snapshot.Of(AdditionalContribution.For(Case with { UnavoidableEvent = true }).Reasons)
        + Snapshot.Of(AdditionalContribution.For(Case with { Scheme = Scheme.Cigs, Exemption = Exemption.ComplexCrisisArea }).Reasons)
        + Snapshot.Of(AdditionalContribution.For(Case with { Exemption = Exemption.ComplexCrisisArea }).Reasons));
}

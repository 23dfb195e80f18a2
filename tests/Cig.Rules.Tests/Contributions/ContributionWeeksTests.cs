using Cig.Rules.Contributions;
using Cig.Rules.Durations;
using CsCheck;

namespace Cig.Rules.Tests.Contributions;

public sealed class ContributionWeeksTests
{
    private static readonly DateOnly May = new(2026, 5, 1);
    private static readonly DateOnly Start = new(2026, 3, 2);

    private static PastAuthorisation Cigo(DateOnly from, int weeks, bool unavoidable = false) => new(Scheme.Cigo, null, unavoidable, from, from.AddDays(7 * weeks - 1), null, false);

    private static PastAuthorisation Cigs(DateOnly from, int weeks, CigsCause cause) => new(Scheme.Cigs, cause, false, from, from.AddDays(7 * weeks - 1), null, false);

    private static ContributionWeeksAnswer Before(DateOnly month, ContributionCount count, params PastAuthorisation[] past) => ContributionWeeks.Before(month, Start, 5, past, count).Value;

    [Fact]
    public void The_weeks_are_those_at_the_end_of_the_month_before()
    {
        // From 2 March: four weeks and two days by the end of March, eight weeks and four days by the end of April.
        var running = Cigo(Start, 13);

        Assert.Equal("4.4", Before(new(2026, 4, 1), new(), running).Weeks.Plain);
        Assert.Equal("8.8", Before(May, new(), running).Weeks.Plain);
        Assert.Equal("0", Before(new(2026, 3, 1), new(), running).Weeks.Plain);
    }

    [Fact]
    public void CIGO_and_CIGS_count_together_and_other_schemes_and_derogations_do_not() => Assert.Equal("10", Before(May, new(),
        Cigo(new(2024, 1, 1), 4), Cigs(new(2024, 6, 3), 6, CigsCause.Crisis), Cigo(new(2024, 9, 2), 4) with { Scheme = Scheme.Fis }, Cigo(new(2024, 10, 7), 4) with { Derogation = true }).Weeks.Plain);

    [Theory]
    [InlineData(2021, 5, 24, "0")]
    [InlineData(2021, 5, 31, "0.8")]
    [InlineData(2021, 6, 7, "1")]
    public void Five_years_end_with_the_month_before(int year, int month, int day, string weeks) =>
        Assert.Equal(weeks, Before(new(2026, 6, 1), new(), Cigo(new(year, month, day), 1)).Weeks.Plain);

    [Theory]
    [InlineData(false, "10")]
    [InlineData(true, "5")]
    public void Solidarity_weighs_in_full_or_half(bool half, string weeks) => Assert.Equal(weeks, Before(May, new(SolidarityHalf: half), Cigs(new(2024, 1, 1), 10, CigsCause.Solidarity)).Weeks.Plain);

    [Theory]
    [InlineData(false, "0")]
    [InlineData(true, "3")]
    public void Unavoidable_events_stay_out_or_count(bool counted, string weeks) => Assert.Equal(weeks, Before(May, new(UnavoidableCounted: counted), Cigo(new(2025, 6, 2), 3, unavoidable: true)).Weeks.Plain);

    [Fact]
    public void A_day_under_two_authorisations_is_one_day_at_its_greater_weight() => Assert.Equal("10", Before(May, new(SolidarityHalf: true),
        Cigs(new(2024, 1, 1), 10, CigsCause.Solidarity), Cigo(new(2024, 1, 1), 10)).Weeks.Plain);

    [Theory]
    [InlineData(2024, 3, 1, 24)]
    [InlineData(2024, 3, 4, 23)]
    public void Idle_months_are_whole_ones_from_the_last_use_to_the_start(int year, int month, int day, int idle) =>
        Assert.Equal(idle, Before(May, new(), Cigo(new(2024, 1, 1), 20) with { UsedDays = [new(year, month, day)] }, Cigo(Start, 13)).IdleMonths);

    [Fact]
    public void Who_never_used_a_supplement_has_no_idle_months_and_an_unavoidable_use_ends_them_only_under_a_reading()
    {
        Assert.Null(Before(May, new(), Cigo(Start, 13)).IdleMonths);
        Assert.Null(Before(May, new(), Cigo(new(2025, 6, 2), 1, unavoidable: true)).LastUse);
        Assert.Equal(new(2025, 6, 6), Before(May, new(UnavoidableBreaksIdleness: true), Cigo(new(2025, 6, 2), 1, unavoidable: true)).LastUse);
    }

    /// <summary>Nothing before the Decree counts (Ministry circular 17/2017): the five years of its first month had not begun yet.</summary>
    [Theory]
    [InlineData("2015-09-01", "2015-09-24", null, "0")]
    [InlineData("2015-10-01", "2015-09-24", "2015-09-24", "1")]
    [InlineData("2020-10-01", "2020-09-28", "2015-10-01", "0.4")]
    public void The_five_years_begin_with_the_Decree(string month, string start, string? from, string weeks)
    {
        var ruling = ContributionWeeks.Before(DateOnly.Parse(month), DateOnly.Parse(start), 5, [Cigo(new(2015, 9, 21), 1), Cigo(new(2015, 9, 28), 1)], new());

        Assert.Equal(from, ruling.Value.Window?.From.ToString("yyyy-MM-dd"));
        Assert.Equal(weeks, ruling.Value.Weeks.Plain);
        Assert.Equal(from is null ? "circ. Min. Lavoro 17/2017" : "D.Lgs. 148/2015, art. 5, c. 1", ruling.Reasons[1].Source.ToString());
    }

    /// <summary>A day of six is five thirtieths of a week; half of it is two and a half, which count as three.</summary>
    [Theory]
    [InlineData(false, 5, "0.2")]
    [InlineData(true, 5, "0.1")]
    [InlineData(false, 6, "0.1667")]
    [InlineData(true, 6, "0.1")]
    public void A_day_is_measured_by_the_working_week(bool half, int daysPerWeek, string weeks) =>
        Assert.Equal(weeks, ContributionWeeks.Before(May, Start, daysPerWeek, [Cigs(new(2024, 1, 1), 1, CigsCause.Solidarity) with { To = new(2024, 1, 1) }], new(SolidarityHalf: half)).Value.Weeks.Plain);

    [Theory]
    [InlineData("2026-02-27", "2026-02-27", 0)]
    [InlineData("2026-03-02", null, null)]
    [InlineData("2015-09-24", "2015-09-24", 125)]
    [InlineData("2015-09-23", null, null)]
    public void The_last_use_lies_before_the_suspension_and_not_before_the_Decree(string day, string? last, int? idle)
    {
        var answer = Before(May, new(), Cigo(DateOnly.Parse(day), 1) with { To = DateOnly.Parse(day) });

        Assert.Equal((last, idle), (answer.LastUse?.ToString("yyyy-MM-dd"), answer.IdleMonths));
    }

    [Fact]
    public void What_never_counts_asks_for_no_reading()
    {
        Assert.Empty(ContributionWeeks.Before(May, Start, 5, [Cigs(new(2024, 1, 1), 1, CigsCause.Solidarity) with { Derogation = true }, Cigo(new(2025, 6, 2), 1, true) with { OutgoingContractor = true }], new()).Policies);
        Assert.Equal(["half", "counted", "yes"], ContributionWeeks.Before(
            May, Start, 5, [Cigs(new(2024, 1, 1), 1, CigsCause.Solidarity), Cigo(new(2025, 6, 2), 1, true)], new(SolidarityHalf: true, UnavoidableCounted: true, UnavoidableBreaksIdleness: true)).Policies.Select(p => p.Chosen));
    }

    [Fact]
    public void Readings_show_only_where_they_matter()
    {
        Assert.Empty(ContributionWeeks.Before(May, Start, 5, [Cigo(Start, 13)], new()).Policies);
        Assert.Equal(["solidarityWeight", "unavoidableInCounter", "unavoidableBreaksIdleness"],
            ContributionWeeks.Before(May, Start, 5, [Cigs(new(2024, 1, 1), 1, CigsCause.Solidarity), Cigo(new(2025, 6, 2), 1, true)], new()).Policies.Select(p => p.Name));
        Assert.Equal(["full", "notCounted", "no"],
            ContributionWeeks.Before(May, Start, 5, [Cigs(new(2024, 1, 1), 1, CigsCause.Solidarity), Cigo(new(2025, 6, 2), 1, true)], new()).Policies.Select(p => p.Chosen));
    }

    [Fact]
    public void The_order_of_the_authorisations_does_not_matter_and_more_use_is_never_fewer_weeks() =>
        Gen.Select(Gen.Int[0, 120], Gen.Int[1, 20], Gen.Int[0, 120], Gen.Int[1, 20]).Sample((a, m, b, n) =>
        {
            var (one, two) = (Cigo(new DateOnly(2023, 1, 2).AddDays(7 * a), m), Cigo(new DateOnly(2023, 1, 2).AddDays(7 * b), n));
            return Before(May, new(), one, two) == Before(May, new(), two, one) && Before(May, new(), one, two).Weeks >= Before(May, new(), one).Weeks;
        });

    [Fact]
    public void What_cannot_be_is_named_with_its_place() =>
        Assert.Equal("authorisations/0/to", Assert.Throws<ImpossibleFactException>(() => Before(May, new(), Cigo(Start, 1) with { To = Start.AddDays(-1) })).Fact);

    [Fact]
    public void The_explanations_read_well() => Snapshot.Matches(
        Snapshot.Of(ContributionWeeks.Before(May, Start, 5, [Cigo(new(2023, 10, 2), 13), Cigo(Start, 13)], new()).Reasons) + Snapshot.Of(ContributionWeeks.Before(May, Start, 5, [], new()).Reasons));
}

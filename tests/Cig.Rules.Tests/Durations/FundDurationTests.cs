using Cig.Rules.Durations;
using CsCheck;

namespace Cig.Rules.Tests.Durations;

public sealed class FundDurationTests
{
    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd");

    private static DurationFacts Facts(Scheme scheme, string from, int weeks, decimal? average = null, params PastAuthorisation[] past) =>
        new(Sector.Commerce, 5, past, new(false, Day(from), Day(from).AddDays(7 * weeks - 1)) { Scheme = scheme }) { AverageEmployees = average };

    private static PastAuthorisation Past(Scheme scheme, string from, int weeks, bool derogation = false, bool unavoidable = false) =>
        new(scheme, scheme == Scheme.Cigs ? CigsCause.Crisis : null, unavoidable, Day(from), Day(from).AddDays(7 * weeks - 1), null, derogation);

    [Theory]
    [InlineData("5", 13)]
    [InlineData("5.01", 26)]
    [InlineData("60", 26)]
    public void The_FIS_gives_13_or_26_weeks(string average, int cap)
    {
        var answer = FundDuration.For(Facts(Scheme.Fis, "2026-01-05", 30, decimal.Parse(average, System.Globalization.CultureInfo.InvariantCulture))).Value;

        Assert.Equal((cap.Weeks, (30 - cap).Weeks), (answer.Granted, answer.Refused));
    }

    [Theory]
    [InlineData("5", 0)]
    [InlineData("15", 52)]
    [InlineData("15.01", 26)]
    public void Until_2021_it_had_other_sizes(string average, int cap) =>
        Assert.Equal(cap.Weeks, FundDuration.For(Facts(Scheme.Fis, "2019-01-07", 60, decimal.Parse(average, System.Globalization.CultureInfo.InvariantCulture))).Value.Granted);

    [Theory]
    [InlineData("2021-12-27", 26)]
    [InlineData("2022-01-03", 13)]
    public void What_began_in_2021_keeps_its_rules(string from, int granted)
    {
        var small = FundDuration.For(Facts(Scheme.Fis, from, 30, from[3] == '1' ? 16 : 5)).Value;

        Assert.Equal(granted.Weeks, small.Granted);
        Assert.Equal(from[3] == '1' ? 0.Weeks : 13.Weeks, FundDuration.For(Facts(Scheme.Fis, from, 30, 5)).Value.Granted);
    }

    [Fact]
    public void Only_weeks_of_the_same_scheme_count_and_unavoidable_ones_too()
    {
        Assert.Equal(13.Weeks, FundDuration.For(Facts(Scheme.Fis, "2026-01-05", 13, 5, Past(Scheme.Cigo, "2025-06-02", 20))).Value.Granted);
        Assert.Equal(3.Weeks, FundDuration.For(Facts(Scheme.Fis, "2026-01-05", 13, 5, Past(Scheme.Fis, "2025-06-02", 10))).Value.Granted);
        Assert.Equal(3.Weeks, FundDuration.For(Facts(Scheme.Fis, "2026-01-05", 13, 5, Past(Scheme.Fis, "2025-06-02", 10, unavoidable: true))).Value.Granted);
        Assert.Equal(13.Weeks, FundDuration.For(Facts(Scheme.Fis, "2026-01-05", 13, 5, Past(Scheme.Fis, "2025-06-02", 10, derogation: true))).Value.Granted);
        Assert.Equal(13.Weeks, FundDuration.For(Facts(Scheme.Fund, "2026-01-05", 20, null, Past(Scheme.Fis, "2025-06-02", 10))).Value.Granted);
    }

    [Fact]
    public void Old_weeks_leave_the_two_years_while_new_ones_come_in()
    {
        // Ten weeks from 5 February 2024 leave the window from 2 February 2026 on.
        var answer = FundDuration.For(Facts(Scheme.Fis, "2026-01-26", 13, 5, Past(Scheme.Fis, "2024-02-05", 10))).Value;

        Assert.Equal(13.Weeks, answer.Granted);
        Assert.Equal([10, 10, 10], answer.Periods.Take(3).Select(p => p.UsedBefore.Whole));
        Assert.Equal(10, answer.FreesUp.Count);
        Assert.Equal((Day("2026-02-02"), 1.Weeks), (answer.FreesUp[0].From, answer.FreesUp[0].Weeks));
    }

    [Fact]
    public void A_part_of_a_week_is_granted_or_refused_as_the_reading_says()
    {
        var past = Past(Scheme.Fis, "2025-06-02", 13) with { UsedDays = [.. Enumerable.Range(0, 12).SelectMany(w => Enumerable.Range(0, 5).Select(d => Day("2025-06-02").AddDays(7 * w + d))), Day("2025-08-25"), Day("2025-08-26")] };

        Assert.Equal(new Weeks(18), FundDuration.For(Facts(Scheme.Fis, "2026-01-05", 2, 5, past)).Value.Granted);
        Assert.Equal(0.Weeks, FundDuration.For(Facts(Scheme.Fis, "2026-01-05", 2, 5, past) with { PartialWeek = PartialWeek.Refuse }).Value.Granted);
    }

    [Fact]
    public void The_FIS_needs_the_average_and_the_funds_say_that_their_decree_may_give_more()
    {
        Assert.Equal("averageEmployees", Assert.Throws<ImpossibleFactException>(() => FundDuration.For(Facts(Scheme.Fis, "2026-01-05", 2))).Fact);
        Assert.Equal(2, FundDuration.For(Facts(Scheme.Fund, "2026-01-05", 2)).Warnings.Count);
        Assert.Contains("dieci volte", Assert.Single(FundDuration.For(Facts(Scheme.Fis, "2019-01-07", 2, 16)).Warnings).Italian);
        Assert.Single(FundDuration.For(Facts(Scheme.Fis, "2019-01-07", 2, 10)).Warnings);
        Assert.Empty(FundDuration.For(Facts(Scheme.Fis, "2026-01-05", 2, 10)).Warnings);
    }

    [Theory]
    [InlineData("2021-12-31", "15.01", "dieci volte")]
    [InlineData("2021-12-31", "15", "assegno di solidarietà")]
    [InlineData("2021-12-31", "5.01", "assegno di solidarietà")]
    [InlineData("2021-12-31", "5", null)]
    [InlineData("2022-01-01", "16", null)]
    [InlineData("2022-01-01", "10", null)]
    public void What_the_FIS_was_until_2021_is_said_where_it_mattered(string from, string average, string? words)
    {
        var warnings = FundDuration.For(Facts(Scheme.Fis, from, 1, decimal.Parse(average, System.Globalization.CultureInfo.InvariantCulture))).Warnings;

        Assert.Equal(words is null ? 0 : 1, warnings.Count(w => w.Italian.Contains(words ?? "Fino al 2021")));
        Assert.Equal(words is null ? 0 : 1, warnings.Count);
    }

    /// <summary>Refusing parts of weeks refuses no whole one.</summary>
    [Theory]
    [InlineData(Scheme.Fis)]
    [InlineData(Scheme.Cisoa)]
    public void A_whole_week_is_granted_also_where_parts_are_refused(Scheme scheme)
    {
        var facts = Facts(scheme, "2026-01-05", 2, 5) with { PartialWeek = PartialWeek.Refuse };

        Assert.Equal(2.Weeks, (scheme == Scheme.Fis ? FundDuration.For(facts) : CisoaDuration.For(facts)).Value.Granted);
    }

    [Fact]
    public void The_next_request_is_told()
    {
        // Up to 5 employees had nothing until 2021: the first Monday with a week is in 2022.
        Assert.Equal(Day("2022-01-03"), FundDuration.For(Facts(Scheme.Fis, "2016-01-04", 2, 5)).Value.EarliestNewRequest);
        Assert.Equal(Day("2026-01-19"), FundDuration.For(Facts(Scheme.Fis, "2026-01-05", 2, 5)).Value.EarliestNewRequest);
        Assert.Equal(Day("2028-01-03"), FundDuration.For(Facts(Scheme.Fis, "2026-01-05", 13, 5)).Value.EarliestNewRequest);
    }

    /// <summary>Another road: every week of a year marked by hand, and the same question asked of each.</summary>
    [Fact]
    public void The_counter_agrees_with_an_obvious_slow_one() =>
        Gen.Select(Gen.Int[0, 120], Gen.Int[1, 12].Array[0, 5], Gen.Int[0, 20].Array[5], Gen.Int[1, 40], Gen.Bool).Sample((start, lengths, gaps, asked, large) =>
        {
            var first = Day("2022-01-03");
            bool[] used = new bool[400];
            List<PastAuthorisation> past = [];
            var cursor = 0;
            for (var i = 0; i < lengths.Length; i++)
            {
                cursor += gaps[i];
                if (cursor + lengths[i] > 104 + start)
                    break;
                past.Add(new(Scheme.Fis, null, false, first.AddDays(7 * cursor), first.AddDays(7 * (cursor + lengths[i]) - 1), null, false));
                for (var w = 0; w < lengths[i]; w++)
                    used[cursor + w] = true;
                cursor += lengths[i];
            }

            var granted = 0;
            for (var w = 104 + start; w < 104 + start + asked; w++)
            {
                if (Enumerable.Range(w - 103, 104).Count(x => used[x]) < (large ? 26 : 13))
                {
                    used[w] = true;
                    granted++;
                }
            }

            return FundDuration.For(Facts(Scheme.Fis, first.AddDays(7 * (104 + start)).ToString("yyyy-MM-dd"), asked, large ? 6 : 5, [.. past])).Value.Granted == granted.Weeks;
        }, iter: Check.Iter);

    [Theory]
    [InlineData("2026-01-05", 20, false, 18)]
    [InlineData("2026-11-02", 20, false, 20)]
    public void Agriculture_has_90_days_in_a_calendar_year(string from, int weeks, bool unavoidable, int granted)
    {
        var facts = Facts(Scheme.Cisoa, from, weeks) with { Request = new(unavoidable, Day(from), Day(from).AddDays(7 * weeks - 1)) { Scheme = Scheme.Cisoa } };

        Assert.Equal(granted.Weeks, CisoaDuration.For(facts).Value.Granted);
    }

    [Fact]
    public void Days_of_a_heat_decree_do_not_count_in_the_90()
    {
        var past = new PastAuthorisation(Scheme.Cisoa, null, true, Day("2026-07-06"), Day("2026-08-30"), null, false);
        DurationFacts With(bool unavoidable, string from) => Facts(Scheme.Cisoa, from, 20, null, past) with { Request = new(unavoidable, Day(from), Day(from).AddDays(139)) { Scheme = Scheme.Cisoa } };

        Assert.Equal(18.Weeks, CisoaDuration.For(With(false, "2026-01-05")).Value.Granted);
        Assert.Equal(20.Weeks, CisoaDuration.For(With(true, "2026-07-06")).Value.Granted);
        Assert.Equal(10.Weeks, CisoaDuration.For(Facts(Scheme.Cisoa, "2026-03-02", 20, null, past with { UnavoidableEvent = false })).Value.Granted);
        Assert.Equal(Day("2027-01-04"), CisoaDuration.For(With(false, "2026-01-05")).Value.EarliestNewRequest);
    }

    [Fact]
    public void The_explanations_read_well() => Snapshot.Matches(
        Snapshot.Of(FundDuration.For(Facts(Scheme.Fis, "2026-01-05", 15, 5)).Reasons)
        + Snapshot.Of(FundDuration.For(Facts(Scheme.Fund, "2026-01-05", 2)).Reasons)
        + Snapshot.Of(CisoaDuration.For(Facts(Scheme.Cisoa, "2026-01-05", 20)).Reasons));
}

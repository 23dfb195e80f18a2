using Cig.Rules.Durations;

namespace Cig.Rules.Tests.Durations;

/// <summary>The first and the last day of each window and of each request, and what a request that meets two limits is told.</summary>
public sealed class DurationEdgesTests
{
    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd");

    private static PastAuthorisation Past(Scheme scheme, string from, string to, params string[] used) =>
        new(scheme, null, false, Day(from), Day(to), used.Length == 0 ? null : [.. used.Select(Day)], false);

    private static PastAuthorisation Cigs(CigsCause cause, string from, string to) => new(Scheme.Cigs, cause, false, Day(from), Day(to), null, false);

    private static DurationAnswer Weeks(Scheme scheme, string from, string to, params PastAuthorisation[] past)
    {
        var facts = new DurationFacts(Sector.Industry, 5, past, new(false, Day(from), Day(to)) { Scheme = scheme }) { AverageEmployees = 5 };
        return (scheme == Scheme.Cigo ? CigoDuration.For(facts) : scheme == Scheme.Cisoa ? CisoaDuration.For(facts) : FundDuration.For(facts)).Value;
    }

    private static CigsDurationAnswer Months(CigsCause cause, string from, string to, params PastAuthorisation[] past) =>
        CigsDuration.For(new(Sector.Industry, 5, past, new(false, Day(from), Day(to)) { Scheme = Scheme.Cigs, CigsCause = cause })).Value;

    /// <summary>Monday 12 January 2026 is the last day requested, and a day of a week of its own.</summary>
    [Theory]
    [InlineData(Scheme.Cigo)]
    [InlineData(Scheme.Fis)]
    [InlineData(Scheme.Fund)]
    [InlineData(Scheme.Cisoa)]
    public void A_request_that_ends_on_a_Monday_has_that_day(Scheme scheme)
    {
        var (sunday, monday) = (Weeks(scheme, "2026-01-05", "2026-01-11"), Weeks(scheme, "2026-01-05", "2026-01-12"));

        Assert.Equal((1, "1"), (sunday.Periods.Count, sunday.Granted.Plain));
        Assert.Equal((2, "1.2"), (monday.Periods.Count, monday.Granted.Plain));
        Assert.Equal((Day("2026-01-12"), Day("2026-01-12")), (monday.Periods[1].From, monday.Periods[1].To));
    }

    /// <summary>Art. 22: a day over the whole months is a thirtieth of the next.</summary>
    [Theory]
    [InlineData("2026-01-31", 1, 780)]
    [InlineData("2026-02-01", 2, 806)]
    public void A_request_that_ends_on_the_first_day_of_a_month_has_that_day(string to, int months, long parts)
    {
        var answer = Months(CigsCause.Reorganisation, "2026-01-01", to);

        Assert.Equal((months, parts), (answer.Periods.Count, answer.Granted.Parts));
    }

    /// <summary>L. 457/1972, art. 8: the four days of 2026 in that week take nothing from the 90 of 2027, of which 89 or all are used.</summary>
    [Theory]
    [InlineData("2027-05-06", "1", "0")]
    [InlineData("2027-05-07", "0.8", "0.2")]
    public void The_first_of_January_asks_only_its_own_year(string usedUntil, string granted, string refused)
    {
        var answer = Weeks(Scheme.Cisoa, "2026-12-28", "2027-01-01", Past(Scheme.Cisoa, "2027-01-04", usedUntil));

        Assert.Equal((granted, refused), (answer.Granted.Plain, answer.Refused.Plain));
    }

    /// <summary>Circolare 17/2017: what was used before 24 September 2015, a Thursday, never counts.</summary>
    [Theory]
    [InlineData("2015-09-23", "0")]
    [InlineData("2015-09-24", "0.2")]
    public void A_fund_counts_from_the_day_of_the_Decree(string used, string before) =>
        Assert.Equal(before, Weeks(Scheme.Fund, "2015-09-28", "2015-10-04", Past(Scheme.Fund, "2015-09-21", "2015-09-27", used)).Periods[0].UsedBefore.Plain);

    /// <summary>The Mondays told are the 104 from the request on: the day that leaves with the first week requested is one too far.</summary>
    [Theory]
    [InlineData(Scheme.Cigo)]
    [InlineData(Scheme.Fis)]
    public void What_leaves_the_two_years_is_told_for_104_Mondays(Scheme scheme) => Assert.Equal(
        [new FreedWeeks(Day("2027-12-27"), Rules.Weeks.OfDays(1, 5))],
        Weeks(scheme, "2026-01-07", "2026-01-11", Past(scheme, "2025-12-29", "2026-01-06", "2025-12-29", "2026-01-05")).FreesUp);

    /// <summary>Art. 4: the five years end with the last day granted, which is in them, and what is used after it is not.</summary>
    [Theory]
    [InlineData("2026-01-08", 144)]
    [InlineData("2026-01-09", 180)]
    public void The_last_day_granted_is_in_the_five_years(string to, long parts) =>
        Assert.Equal(parts, Weeks(Scheme.Cigo, "2026-01-05", to, Past(Scheme.Cigo, "2026-01-12", "2026-01-12")).FiveYears.Months.Parts);

    /// <summary>Art. 4: the five years that end on 31 January 2026 begin on 1 February 2021; a thirtieth of a month lies at either end.</summary>
    [Theory]
    [InlineData("2020-06-01", "2021-01-31", 0)]
    [InlineData("2020-06-01", "2021-02-01", 26)]
    [InlineData("2026-01-31", "2026-06-30", 26)]
    [InlineData("2026-02-01", "2026-06-30", 0)]
    public void An_extraordinary_period_counts_by_its_days_in_the_five_years(string from, string to, long parts) =>
        Assert.Equal(parts, Months(CigsCause.Reorganisation, "2026-01-01", "2026-01-31", Cigs(CigsCause.Crisis, from, to)).Periods[0].UsedBefore.Parts);

    /// <summary>Art. 4, c. 1: four months from 31 January to 30 May are four, not four and the days by which months differ; beside 20 months they fill the 24.</summary>
    [Theory]
    [InlineData("2023-08-31", "4", "0")]
    [InlineData("2023-09-30", "3", "1")]
    public void Months_granted_one_after_the_other_are_measured_together(string crisisUntil, string granted, string refused)
    {
        var answer = Months(CigsCause.Reorganisation, "2024-01-31", "2024-05-30", Cigs(CigsCause.Crisis, "2022-01-01", crisisUntil));

        Assert.Equal((granted, refused), (answer.Granted.Plain, answer.Refused.Plain));
    }

    /// <summary>Art. 22, c. 2: a wait follows the authorisation before; one from the same day on is not before.</summary>
    [Theory]
    [InlineData("2025-12-31", "0")]
    [InlineData("2026-01-01", "1")]
    public void A_crisis_waits_for_one_that_began_before_it(string began, string granted) =>
        Assert.Equal(granted, Months(CigsCause.Crisis, "2026-01-01", "2026-01-31", Cigs(CigsCause.Crisis, began, "2026-01-31")).Granted.Plain);

    /// <summary>Art. 22, c. 2: the thirteenth month is one too many, and where a later authorisation asks for a wait too, the wait is told: it names the day from which the answer changes.</summary>
    [Theory]
    [InlineData("2027-01-01", "Un'autorizzazione per crisi dura al massimo 12 mesi")]
    [InlineData("2026-12-31", "La crisi autorizzata fino al")]
    public void Of_two_reasons_against_a_crisis_the_wait_is_told(string laterBegan, string told)
    {
        var answer = Months(CigsCause.Crisis, "2026-01-01", "2027-01-31", Cigs(CigsCause.Crisis, laterBegan, "2027-01-31"));

        Assert.Equal("12", answer.Granted.Plain);
        Assert.StartsWith(told, answer.Periods[12].Why!.Text.Italian, StringComparison.Ordinal);
    }

    /// <summary>
    /// Art. 4, c. 1: a reorganisation until 14 January 2033 leaves 23 months in the five years that end on 14 February 2036, of the month from 15 January; a day less makes it the day before.
    /// </summary>
    [Theory]
    [InlineData("2033-01-13", "2036-01-14")]
    [InlineData("2033-01-14", null)]
    public void A_day_for_a_new_request_is_told_where_it_lies_within_ten_years(string until, string? day) => Assert.Equal(
        day is null ? null : Day(day),
        Months(CigsCause.Reorganisation, "2026-01-01", "2026-01-15", Cigs(CigsCause.Reorganisation, "2023-06-01", until)).EarliestNewRequest);

    /// <summary>Art. 12, c. 2: 52 weeks in a row until 28 December 2025 bar the next 52, until 27 December 2026; of two weeks requested the first or none waits, and the doubt is told.</summary>
    [Theory]
    [InlineData("2026-12-21", 1)]
    [InlineData("2026-12-28", 0)]
    public void A_reading_is_named_where_a_single_week_waits(string from, int waits)
    {
        var facts = new DurationFacts(Sector.Industry, 5, [Past(Scheme.Cigo, "2024-12-30", "2025-12-28")], new(false, Day(from), Day(from).AddDays(13)));
        var ruling = CigoDuration.For(facts);

        Assert.Equal((waits, 2 - waits), (ruling.Value.Refused.Whole, ruling.Value.Granted.Whole));
        Assert.Equal(waits, ruling.Policies.Count(p => p.Name == "consecutiveWeeks"));
        Assert.Equal(waits, ruling.Warnings.Count(w => w.Italian.Contains("lettura non verificata")));
    }
}

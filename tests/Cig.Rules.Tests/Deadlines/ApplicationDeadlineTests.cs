using Cig.Rules.Deadlines;
using CsCheck;

namespace Cig.Rules.Tests.Deadlines;

public sealed class ApplicationDeadlineTests
{
    [Fact]
    public void The_ordinary_term_is_fifteen_days_without_the_first()
    {
        var term = Ordinary(new(2026, 11, 2), null);

        Assert.Equal((new DateOnly(2026, 11, 17), new DateOnly(2026, 11, 17)), (term.Nominal, term.Rolled));
        Assert.Equal(new(2022, 2, 16), Ordinary(new(2022, 2, 1), null).Nominal);
    }

    [Theory]
    [InlineData(false, 2016, 10, 10, 14, 20)]
    [InlineData(true, 2016, 11, 5, 28)]
    [InlineData(true, 2016, 11, 5, 8, 28)]
    [InlineData(false, 2017, 11, 5, 28)]
    public void In_2016_one_application_needed_an_event_in_each_week(bool told, int year, int month, params int[] days)
    {
        var ruling = ApplicationDeadline.For(new(Scheme.Cigo, true, [.. days.Select(d => new DateOnly(year, month, d))], false, null));

        Assert.Equal(told, ruling.Reasons.Any(r => r.Source.ToString() == "msg. INPS 4824/2016"));
    }

    [Fact]
    public void A_term_on_a_Sunday_moves_and_one_on_a_Saturday_does_not()
    {
        Assert.Equal(new(2026, 11, 23), Ordinary(new(2026, 11, 7), null).Rolled);
        Assert.Equal(new(2026, 11, 21), Ordinary(new(2026, 11, 6), null).Rolled);
    }

    [Theory]
    [InlineData(17, FilingOutcome.InTime, 2, 0)]
    [InlineData(18, FilingOutcome.Late, 11, 9)]
    [InlineData(25, FilingOutcome.Late, 18, 16)]
    public void A_late_filing_loses_what_lies_more_than_a_week_before_it(int filed, FilingOutcome outcome, int paidFrom, int byWeek)
    {
        var term = Ordinary(new(2026, 11, 2), new(2026, 11, filed));

        Assert.Equal((outcome, new DateOnly(2026, 11, paidFrom)), (term.Outcome, term.PaidFrom!.Strict));
        if (outcome == FilingOutcome.Late)
        {
            Assert.Equal(new(new(2026, 11, 2), new(2026, 11, paidFrom - 1)), term.Lost);
            Assert.Equal(new(2026, 11, byWeek), term.PaidFrom.ByWeek);
        }
    }

    [Fact]
    public void A_term_that_moved_is_kept_until_the_day_it_moved_to()
    {
        Assert.Equal(FilingOutcome.InTime, Ordinary(new(2026, 11, 7), new(2026, 11, 23)).Outcome);
        Assert.Equal(FilingOutcome.Late, Ordinary(new(2026, 11, 7), new(2026, 11, 24)).Outcome);
    }

    [Fact]
    public void Inps_examples_for_unavoidable_events()
    {
        Assert.Equal(new(2017, 11, 30), Unavoidable(null, new(2017, 10, 6), new(2017, 10, 31)).Nominal);
        Assert.Equal(new(2017, 11, 30), Unavoidable(null, new(2017, 10, 31), new(2017, 11, 2)).Nominal);
        var november = Unavoidable(null, new DateOnly(2017, 11, 2));
        Assert.Equal((new DateOnly(2017, 12, 31), new DateOnly(2018, 1, 2)), (november.Nominal, november.Rolled));
    }

    [Fact]
    public void One_application_for_two_months_is_rejected_whole_when_the_first_has_lapsed()
    {
        var term = Unavoidable(new(2017, 12, 1), new(2017, 10, 31), new(2017, 11, 2));

        Assert.Equal(FilingOutcome.Rejected, term.Outcome);
        Assert.Equal([new DateOnly(2017, 11, 2)], term.MayRefileFor);
        Assert.Equal(new(new(2017, 10, 31), new(2017, 10, 31)), term.Lost);
        Assert.Equal(FilingOutcome.InTime, Unavoidable(new(2017, 11, 30), new(2017, 10, 31), new(2017, 11, 2)).Outcome);
    }

    [Fact]
    public void Until_7_October_2016_unavoidable_events_had_fifteen_days_too()
    {
        Assert.Equal(new(2016, 10, 22), Unavoidable(null, new DateOnly(2016, 10, 7)).Nominal);
        Assert.Equal(new(2016, 11, 30), Unavoidable(null, new DateOnly(2016, 10, 8)).Nominal);
    }

    [Fact]
    public void A_fund_has_a_first_day_as_well()
    {
        var term = ApplicationDeadline.For(new(Scheme.Fis, false, [new(2026, 11, 2)], false, null)).Value;

        Assert.Equal((new DateOnly(2026, 10, 3), new DateOnly(2026, 11, 17)), (term.Earliest!.Value, term.Nominal));
    }

    [Theory]
    [InlineData("2026-10-02", FilingOutcome.InTime, true)]
    [InlineData("2026-10-03", FilingOutcome.InTime, false)]
    [InlineData("2026-11-17", FilingOutcome.InTime, false)]
    [InlineData("2026-11-18", FilingOutcome.Late, false)]
    public void A_fund_is_asked_from_thirty_days_before_to_fifteen_after(string filed, FilingOutcome outcome, bool tooEarly)
    {
        var ruling = ApplicationDeadline.For(new(Scheme.Fis, false, [new(2026, 11, 2)], false, DateOnly.Parse(filed)));

        Assert.Equal(outcome, ruling.Value.Outcome);
        Assert.Equal(tooEarly, ruling.Warnings.Count > 0);
    }

    [Fact]
    public void The_month_end_of_unavoidable_events_reaches_a_fund_only_in_one_reading()
    {
        var facts = new ApplicationDeadlineFacts(Scheme.Fis, true, [new(2026, 11, 2)], false, null);

        Assert.Equal(new(2026, 11, 17), ApplicationDeadline.For(facts).Value.Nominal);
        Assert.Equal(new(2026, 12, 31), ApplicationDeadline.For(facts with { FundMonthEnd = true }).Value.Nominal);
        Assert.Contains(ApplicationDeadline.For(facts).Policies, p => p is { Name: "fundUnavoidableTerm", Chosen: "fifteenDays" });
    }

    [Fact]
    public void The_week_before_a_late_filing_is_a_reading()
    {
        var facts = new ApplicationDeadlineFacts(Scheme.Cigo, false, [new(2026, 11, 2)], false, new DateOnly(2026, 11, 25));
        var (strict, byWeek) = (ApplicationDeadline.For(facts), ApplicationDeadline.For(facts with { LateWeekFromMonday = true }));

        Assert.Equal(new(new(2026, 11, 2), new(2026, 11, 17)), strict.Value.Lost);
        Assert.Equal(new(new(2026, 11, 2), new(2026, 11, 15)), byWeek.Value.Lost);
        Assert.Contains(strict.Policies, p => p is { Name: "lateWeek", Chosen: "sevenDays" });
        Assert.Contains(byWeek.Policies, p => p is { Name: "lateWeek", Chosen: "monday" });
    }

    [Fact]
    public void Without_the_actual_start_one_counts_from_the_Monday_of_the_first_week()
    {
        var ruling = ApplicationDeadline.For(new(Scheme.Cigo, false, [new(2026, 11, 4)], true, null));

        Assert.Equal(new(2026, 11, 17), ruling.Value.Nominal);
        Assert.Contains(ruling.Reasons, r => r.Text.English.Contains("Monday of the first week"));
    }

    [Fact]
    public void The_agricultural_supplement_has_its_own_law_and_the_debt_of_the_employer_is_of_the_ordinary_one()
    {
        ApplicationDeadlineFacts Late(Scheme scheme) => new(scheme, false, [new(2026, 11, 2)], false, new DateOnly(2026, 11, 25));
        var agricultural = ApplicationDeadline.For(Late(Scheme.Cisoa));

        Assert.Equal(FilingOutcome.Late, agricultural.Value.Outcome);
        Assert.All(agricultural.Reasons, r => Assert.Equal("L. 457/1972, art. 15", r.Source.ToString()));
        Assert.Contains(ApplicationDeadline.For(Late(Scheme.Cigo)).Reasons, r => r.Source.ToString() == "D.Lgs. 148/2015, art. 15, c. 4");
    }

    [Theory]
    [InlineData("2016-08-31", false)]
    [InlineData("2016-09-01", true)]
    [InlineData("2016-10-07", true)]
    [InlineData("2016-10-08", false)]
    public void Around_the_change_of_the_term_the_sources_disagree_and_that_is_said(string day, bool said) =>
        Assert.Equal(said, ApplicationDeadline.For(new(Scheme.Cigo, true, [DateOnly.Parse(day)], false, null)).Warnings.Count > 0);

    [Fact]
    public void A_term_of_unavoidable_events_that_moved_is_kept_until_the_day_it_moved_to()
    {
        Assert.Equal(FilingOutcome.InTime, Unavoidable(new(2018, 1, 2), new DateOnly(2017, 11, 2)).Outcome);
        Assert.Equal(FilingOutcome.Rejected, Unavoidable(new(2018, 1, 3), new DateOnly(2017, 11, 2)).Outcome);
    }

    [Fact]
    public void A_term_never_moves_backwards_nor_to_a_holiday() =>
        Gen.Select(Gen.Int[0, 3700], Gen.Bool).Sample((day, unavoidable) =>
        {
            var term = ApplicationDeadline.For(new(Scheme.Cigo, unavoidable, [new DateOnly(2016, 10, 8).AddDays(day)], false, null)).Value;
            return term.Rolled >= term.Nominal && !Cig.Rules.Calendar.ItalianCalendar.IsHoliday(term.Rolled);
        });

    [Fact]
    public void Filing_earlier_never_loses_more() =>
        Gen.Select(Gen.Int[0, 3000], Gen.Int[0, 120], Gen.Int[0, 120]).Sample((start, one, other) =>
        {
            var first = new DateOnly(2017, 1, 1).AddDays(start);
            var (early, late) = (Ordinary(first, first.AddDays(Math.Min(one, other))), Ordinary(first, first.AddDays(Math.Max(one, other))));
            return Lost(early) <= Lost(late) && early.Rolled >= early.Nominal;
        });

    [Fact]
    public void The_extraordinary_supplement_is_sent_elsewhere() =>
        Assert.Equal("scheme", Assert.Throws<ImpossibleFactException>(() => ApplicationDeadline.For(new(Scheme.Cigs, false, [new(2026, 1, 1)], false, null))).Fact);

    [Fact]
    public void Without_a_day_to_count_from_there_is_no_term() =>
        Assert.Equal("start", Assert.Throws<ImpossibleFactException>(() => ApplicationDeadline.For(new(Scheme.Cigo, true, [], false, null))).Fact);

    /// <summary>Two of three months have lapsed; the events may be listed in any order.</summary>
    [Fact]
    public void What_is_lost_of_several_months_ends_with_the_last_lapsed_one()
    {
        var term = Unavoidable(new(2017, 11, 2), new(2017, 10, 31), new(2017, 8, 10), new(2017, 9, 12));

        Assert.Equal((new DateOnly(2017, 9, 30), FilingOutcome.Rejected), (term.Nominal, term.Outcome));
        Assert.Equal(new(new(2017, 8, 10), new(2017, 9, 30)), term.Lost);
        Assert.Equal([new DateOnly(2017, 10, 31)], term.MayRefileFor);
    }

    [Theory]
    [InlineData("2018-01-02", 1)]
    [InlineData("2018-01-03", 0)]
    public void An_event_may_be_filed_again_until_the_day_its_own_term_moved_to(string filed, int open) =>
        Assert.Equal(open, Unavoidable(DateOnly.Parse(filed), new(2017, 10, 31), new(2017, 11, 2)).MayRefileFor.Count);

    [Fact]
    public void That_the_first_of_several_months_dates_them_all_is_said_only_where_there_are_several()
    {
        int Cited(params DateOnly[] events) => ApplicationDeadline.For(new(Scheme.Cigo, true, events, false, null)).Reasons.Count(r => r.Source.ToString() == "msg. INPS 4275/2017");

        Assert.Equal(1, Cited(new(2017, 10, 31), new(2017, 11, 2)));
        Assert.Equal(0, Cited(new(2017, 10, 6), new(2017, 10, 31)));
        Assert.Equal(1, Cited(new DateOnly(2017, 11, 2)));
    }

    [Fact]
    public void An_assumed_start_is_a_Monday_also_of_an_unavoidable_event_and_may_lie_in_the_month_before()
    {
        // Wednesday 1 November 2017 stands in the week of Monday 30 October.
        Assert.Equal(new(2017, 11, 30), ApplicationDeadline.For(new(Scheme.Cigo, true, [new(2017, 11, 1)], true, null)).Value.Nominal);
        Assert.Equal(new(2017, 12, 31), ApplicationDeadline.For(new(Scheme.Cigo, true, [new(2017, 11, 1)], false, null)).Value.Nominal);
    }

    [Fact]
    public void Only_funds_have_a_first_day_and_only_they_can_borrow_the_month_end()
    {
        Assert.Null(Ordinary(new(2026, 11, 2), null).Earliest);
        Assert.Null(Unavoidable(null, new DateOnly(2026, 11, 2)).Earliest);
        var agricultural = ApplicationDeadline.For(new(Scheme.Cisoa, true, [new(2026, 11, 2)], false, null) { FundMonthEnd = true });
        Assert.Equal((new DateOnly(2026, 11, 17), (DateOnly?)null), (agricultural.Value.Nominal, agricultural.Value.Earliest));
        Assert.Equal(new(2026, 12, 31), ApplicationDeadline.For(new(Scheme.Fund, true, [new(2026, 11, 2)], false, null) { FundMonthEnd = true }).Value.Nominal);
        Assert.Equal(new(2026, 11, 17), ApplicationDeadline.For(new(Scheme.Fund, false, [new(2026, 11, 2)], false, null) { FundMonthEnd = true }).Value.Nominal);
    }

    [Theory]
    [InlineData(Scheme.Fis, true, false, "2026-11-17", "fundUnavoidableTerm=fifteenDays")]
    [InlineData(Scheme.Fis, true, false, "2026-11-18", "fundUnavoidableTerm=fifteenDays, lateWeek=sevenDays")]
    [InlineData(Scheme.Fis, true, true, "2026-11-18", "fundUnavoidableTerm=monthEnd")]
    [InlineData(Scheme.Fis, true, true, "2027-01-05", "fundUnavoidableTerm=monthEnd")]
    [InlineData(Scheme.Fis, false, false, "2026-11-17", "")]
    [InlineData(Scheme.Cigo, true, false, "2026-11-18", "")]
    [InlineData(Scheme.Cigo, false, false, "2026-11-18", "lateWeek=sevenDays")]
    public void The_readings_that_decided_are_said(Scheme scheme, bool unavoidable, bool monthEnd, string filed, string readings) =>
        Assert.Equal(readings, string.Join(", ", ApplicationDeadline.For(new(scheme, unavoidable, [new(2026, 11, 2)], false, DateOnly.Parse(filed)) { FundMonthEnd = monthEnd }).Policies.Select(p => $"{p.Name}={p.Chosen}")));

    [Theory]
    [InlineData(Scheme.Cigo, false)]
    [InlineData(Scheme.Fis, true)]
    public void The_change_of_2016_concerns_only_unavoidable_events_of_the_ordinary_supplement(Scheme scheme, bool unavoidable) =>
        Assert.Empty(ApplicationDeadline.For(new(scheme, unavoidable, [new(2016, 9, 15)], false, null)).Warnings);

    [Theory]
    [InlineData(Scheme.Cigo, null, "D.Lgs. 148/2015, art. 15, c. 2")]
    [InlineData(Scheme.Fis, null, "D.Lgs. 148/2015, art. 30, c. 2; D.Lgs. 148/2015, art. 30, c. 2")]
    [InlineData(Scheme.Fund, null, "D.Lgs. 148/2015, art. 30, c. 2; D.Lgs. 148/2015, art. 30, c. 2")]
    [InlineData(Scheme.Cisoa, null, "L. 457/1972, art. 15")]
    [InlineData(Scheme.Cigo, "2026-11-25", "D.Lgs. 148/2015, art. 15, c. 2; D.Lgs. 148/2015, art. 15, c. 3; D.Lgs. 148/2015, art. 15, c. 4")]
    [InlineData(Scheme.Fis, "2026-11-25", "D.Lgs. 148/2015, art. 30, c. 2; D.Lgs. 148/2015, art. 30, c. 2; D.Lgs. 148/2015, art. 15, c. 3")]
    [InlineData(Scheme.Cisoa, "2026-11-25", "L. 457/1972, art. 15; L. 457/1972, art. 15")]
    public void Each_scheme_rests_on_its_own_provisions(Scheme scheme, string? filed, string sources) => Assert.Equal(
        sources, string.Join("; ", ApplicationDeadline.For(new(scheme, false, [new(2026, 11, 2)], false, filed is null ? null : DateOnly.Parse(filed))).Reasons.Select(r => r.Source)));

    [Theory]
    [InlineData("2017-12-01", "per gli eventi dal 2 novembre 2017 si può ripresentare")]
    [InlineData("2018-01-03", "viene respinta.")]
    public void A_rejection_says_whether_something_may_be_filed_again(string filed, string words) => Assert.Contains(
        words, ApplicationDeadline.For(new(Scheme.Cigo, true, [new(2017, 10, 31), new(2017, 11, 2)], false, DateOnly.Parse(filed))).Reasons[^1].Text.Italian);

    private static int Lost(ApplicationTerm term) => term.Lost is { } lost ? lost.To.DayNumber - lost.From.DayNumber + 1 : 0;

    private static ApplicationTerm Ordinary(DateOnly start, DateOnly? filedOn) => ApplicationDeadline.For(new(Scheme.Cigo, false, [start], false, filedOn)).Value;

    private static ApplicationTerm Unavoidable(DateOnly? filedOn, params DateOnly[] events) => ApplicationDeadline.For(new(Scheme.Cigo, true, events, false, filedOn)).Value;
}

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

    private static int Lost(ApplicationTerm term) => term.Lost is { } lost ? lost.To.DayNumber - lost.From.DayNumber + 1 : 0;

    private static ApplicationTerm Ordinary(DateOnly start, DateOnly? filedOn) => ApplicationDeadline.For(new(Scheme.Cigo, false, [start], false, filedOn)).Value;

    private static ApplicationTerm Unavoidable(DateOnly? filedOn, params DateOnly[] events) => ApplicationDeadline.For(new(Scheme.Cigo, true, events, false, filedOn)).Value;
}

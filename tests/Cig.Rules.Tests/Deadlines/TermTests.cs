using Cig.Rules.Calendar;
using Cig.Rules.Deadlines;
using CsCheck;

namespace Cig.Rules.Tests.Deadlines;

public sealed class TermTests
{
    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd");

    private static DateOnly? Maybe(string? iso) => iso is null ? null : Day(iso);

    [Theory]
    [InlineData("2026-03-01", null, null, "2026-05-31")]
    [InlineData("2026-03-01", "2026-04-20", "2026-04-20", "2026-06-19")]
    [InlineData("2026-03-01", "2026-04-01", "2026-04-01", "2026-05-31")]
    [InlineData("2026-03-01", "2026-03-30", "2026-04-02", "2026-06-01")]
    [InlineData("2026-03-01", "2026-04-02", null, "2026-06-01")]
    [InlineData("2025-12-01", null, null, "2026-02-28")]
    [InlineData("2021-12-01", null, null, "2022-01-31")]
    [InlineData("2022-01-01", null, null, "2022-03-31")]
    [InlineData("2021-06-01", "2021-09-10", "2021-09-10", "2021-10-10")]
    public void The_data_of_a_direct_payment_are_due_by_the_later_of_two_days(string month, string? granted, string? notified, string nominal) =>
        Assert.Equal(Day(nominal), DirectPaymentData.For(Day(month), Maybe(granted), Maybe(notified), null).Value.Nominal);

    [Theory]
    [InlineData("2026-06-19", FilingOutcome.InTime)]
    [InlineData("2026-06-20", FilingOutcome.Forfeited)]
    public void Data_sent_after_the_term_leave_benefit_and_charges_with_the_employer(string sent, FilingOutcome outcome) =>
        Assert.Equal(outcome, DirectPaymentData.For(new(2026, 3, 1), new(2026, 4, 20), new(2026, 4, 20), Day(sent)).Value.Outcome);

    [Fact]
    public void Before_the_first_such_term_nothing_is_said() =>
        Assert.Throws<NotInForceException>(() => DirectPaymentData.For(new(2020, 4, 1), null, null, null));

    [Fact]
    public void A_notice_before_the_authorisation_is_refused_and_a_missing_one_is_said()
    {
        Assert.Equal("notifiedOn", Assert.Throws<ImpossibleFactException>(() => DirectPaymentData.For(new(2026, 3, 1), new(2026, 4, 2), new(2026, 4, 1), null)).Fact);
        Assert.Single(DirectPaymentData.For(new(2026, 3, 1), new(2026, 4, 2), null, null).Warnings);
        Assert.Empty(DirectPaymentData.For(new(2026, 3, 1), new(2026, 4, 2), new(2026, 4, 2), null).Warnings);
        Assert.Single(DirectPaymentData.For(new(2021, 3, 1), null, null, null).Warnings);
    }

    [Theory]
    [InlineData("2026-01-31", "2026-01-31", "2025-11-10", "2026-07-31")]
    [InlineData("2026-01-31", "2026-01-31", "2026-02-15", "2026-08-15")]
    [InlineData("2025-08-31", "2025-08-31", "2025-06-01", "2026-02-28")]
    [InlineData("2015-06-30", "2015-06-30", "2015-05-05", "2016-03-24")]
    [InlineData("2015-09-23", "2015-09-23", "2015-09-24", "2016-03-24")]
    [InlineData("2015-09-25", "2015-09-30", "2015-05-05", "2016-03-30")]
    public void The_set_off_has_six_months_from_the_later_day(string ends, string pay, string granted, string nominal) =>
        Assert.Equal(Day(nominal), SetOff.For(Day(ends), Day(pay), Day(granted), null).Value.Nominal);

    [Fact]
    public void A_set_off_in_August_rolls_over_the_holiday_and_is_forfeited_after_it()
    {
        var inTime = SetOff.For(new(2026, 1, 31), new(2026, 1, 31), new(2026, 2, 15), new(2026, 8, 17)).Value;

        Assert.Equal((new DateOnly(2026, 8, 15), new DateOnly(2026, 8, 17), (FilingOutcome?)FilingOutcome.InTime), (inTime.Nominal, inTime.Rolled, inTime.Outcome));
        Assert.Equal(FilingOutcome.Forfeited, SetOff.For(new(2026, 1, 31), new(2026, 1, 31), new(2026, 2, 15), new(2026, 8, 18)).Value.Outcome);
        Assert.Equal("payPeriodEnds", Assert.Throws<ImpossibleFactException>(() => SetOff.For(new(2026, 1, 31), new(2026, 1, 30), new(2026, 2, 15), null)).Fact);
    }

    [Fact]
    public void The_set_off_never_ends_before_six_months_from_either_day() =>
        Gen.Select(Gen.Int[0, 4000], Gen.Int[0, 60], Gen.Int[-200, 400]).Sample((day, pay, granted) =>
        {
            var ends = new DateOnly(2015, 9, 24).AddDays(day);
            var (period, grant) = (ends.AddDays(pay), ends.AddDays(granted));
            var term = SetOff.For(ends, period, grant, null).Value;
            return term.Nominal >= period.AddMonths(6) && term.Nominal >= grant.AddMonths(6) && term.Rolled >= term.Nominal && !ItalianCalendar.IsHoliday(term.Rolled);
        });

    [Theory]
    [InlineData("2026-03-02", "2026-03-17", "2026-03-17")]
    [InlineData("2026-04-10", "2026-04-25", "2026-04-27")]
    public void A_request_for_integration_is_answered_in_fifteen_days(string received, string nominal, string rolled)
    {
        var term = IntegrationReply.For(Day(received), Day(rolled)).Value;

        Assert.Equal((Day(nominal), Day(rolled), (FilingOutcome?)FilingOutcome.InTime), (term.Nominal, term.Rolled, term.Outcome));
        Assert.Equal(FilingOutcome.Late, IntegrationReply.For(Day(received), Day(rolled).AddDays(1)).Value.Outcome);
    }

    [Theory]
    [InlineData(DecisionKind.Supplement, "2026-03-02", "2026-04-01")]
    [InlineData(DecisionKind.Contribution, "2026-03-02", "2026-05-31")]
    [InlineData(DecisionKind.CigsDecree, "2026-03-02", "2026-05-01")]
    public void Who_disagrees_has_a_term_of_its_own(DecisionKind decision, string received, string nominal)
    {
        var term = Appeal.Against(decision, Day(received), null).Value;

        Assert.Equal(Day(nominal), term.Term!.Nominal);
        Assert.Equal(decision == DecisionKind.CigsDecree ? new DateOnly(2026, 6, 30) : null, term.ExtraordinaryAppeal?.Nominal);
        Assert.Equal(FilingOutcome.Rejected, Appeal.Against(decision, Day(received), term.Term.Rolled.AddDays(1)).Value.Term!.Outcome);
        Assert.Equal(FilingOutcome.InTime, Appeal.Against(decision, Day(received), term.Term.Rolled).Value.Term!.Outcome);
    }

    [Fact]
    public void Silence_may_be_appealed_from_the_121st_day()
    {
        var silence = Appeal.AgainstSilence(new(2026, 1, 1)).Value;

        Assert.Equal((new DateOnly(2026, 5, 2), (Term?)null), (silence.Earliest!.Value, silence.Term));
        Assert.Throws<ArgumentOutOfRangeException>(() => Appeal.Against(DecisionKind.Silence, new(2026, 1, 1), null));
    }

    [Theory]
    [InlineData("2026-06-01", false)]
    [InlineData("2026-06-02", true)]
    [InlineData("2026-07-15", true)]
    [InlineData("2026-08-31", true)]
    [InlineData("2026-09-01", false)]
    public void Terms_of_a_court_that_cross_August_carry_a_warning(string received, bool warned) =>
        Assert.Equal(warned, Appeal.Against(DecisionKind.CigsDecree, Day(received), null).Warnings.Count == 1);

    [Fact]
    public void The_explanation_of_a_forfeited_set_off_reads_well()
    {
        var ruling = SetOff.For(new(2026, 1, 31), new(2026, 1, 31), new(2026, 2, 15), new(2026, 9, 1));
        Snapshot.Matches(Snapshot.Of(ruling.Reasons));
    }

    [Fact]
    public void The_explanation_of_late_data_reads_well() =>
        Snapshot.Matches(Snapshot.Of(DirectPaymentData.For(new(2026, 3, 1), new(2026, 4, 20), new(2026, 4, 20), new(2026, 6, 22)).Reasons));

    [Fact]
    public void The_explanation_of_an_appeal_reads_well() =>
        Snapshot.Matches(Snapshot.Of(Appeal.Against(DecisionKind.CigsDecree, new(2026, 3, 2), null).Reasons));
}

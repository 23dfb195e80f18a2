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

    [Theory]
    [InlineData(DecisionKind.Supplement, "D.Lgs. 148/2015, art. 17")]
    [InlineData(DecisionKind.Contribution, "circ. INPS 48/2023")]
    [InlineData(DecisionKind.CigsDecree, "D.Lgs. 104/2010, art. 29")]
    public void Each_appeal_rests_on_its_own_rule(DecisionKind decision, string source)
    {
        var ruling = Appeal.Against(decision, new(2026, 3, 2), new(2026, 3, 3));

        Assert.Equal(source, ruling.Reasons[0].Source.ToString());
        Assert.Equal(decision == DecisionKind.CigsDecree, ruling.Reasons.Any(r => r.Source.ToString() == "D.P.R. 1199/1971, art. 9"));
        Assert.Null(ruling.Value.Earliest);
    }

    [Fact]
    public void Before_the_decree_on_the_proof_of_causes_no_integration_was_asked_for() =>
        Assert.Throws<NotInForceException>(() => IntegrationReply.For(new(2016, 6, 28), null));

    [Theory]
    [InlineData("2026-01-31", "2026-01-31", "payPeriodEnds")]
    [InlineData("2026-01-31", "2026-02-01", "grantedOn")]
    [InlineData("2026-01-31", "2026-01-30", "payPeriodEnds")]
    public void The_day_that_starts_the_six_months_is_named(string pay, string granted, string fact) =>
        Assert.Equal(fact, SetOff.For(new(2026, 1, 31), Day(pay), Day(granted), null).Reasons[0].Fork!.DecidedBy[0].Name);

    [Fact]
    public void That_the_months_began_with_the_Decree_is_said_of_older_treatments_only()
    {
        int Reasons(string ends) => SetOff.For(Day(ends), Day(ends), new(2015, 5, 5), null).Reasons.Count(r => r.Source.ToString() == "D.Lgs. 148/2015, art. 7, c. 3");

        Assert.Equal(Reasons("2015-09-24") + 1, Reasons("2015-09-23"));
    }

    [Theory]
    [InlineData("2026-04-20", null, "grantedOn", "varrebbe il 31 maggio 2026")]
    [InlineData("2026-04-20", "2026-04-20", "notifiedOn", "varrebbe il 31 maggio 2026")]
    [InlineData("2026-03-20", "2026-03-20", "notifiedOn", "varrebbe il 19 maggio 2026")]
    public void The_count_that_does_not_hold_is_told(string granted, string? notified, string fact, string otherwise)
    {
        var fork = DirectPaymentData.For(new(2026, 3, 1), Day(granted), Maybe(notified), null).Reasons[1].Fork!;

        Assert.Equal((fact, otherwise), (fork.DecidedBy[0].Name, fork.Otherwise.Italian));
    }

    [Fact]
    public void Acting_on_the_last_day_is_in_time_and_what_the_day_after_means_is_told()
    {
        var (last, after) = (IntegrationReply.For(new(2026, 3, 2), new(2026, 3, 17)), IntegrationReply.For(new(2026, 3, 2), new(2026, 3, 18)));

        Assert.Contains("è nei termini", last.Reasons[^1].Text.Italian);
        Assert.Contains("entro il 17 marzo 2026", after.Reasons[^1].Fork!.Otherwise.Italian);
        Assert.Null(IntegrationReply.For(new(2026, 3, 2), null).Value.Outcome);
        // 25 April 2026 is a holiday and 26 April a Sunday: one reason more says that the term moved.
        Assert.Equal(IntegrationReply.For(new(2026, 3, 2), null).Reasons.Count + 1, IntegrationReply.For(new(2026, 4, 10), null).Reasons.Count);
    }

    [Theory]
    [InlineData("2026-08-17", false)]
    [InlineData("2026-08-18", true)]
    [InlineData(null, false)]
    public void That_wrong_codes_do_not_forfeit_is_told_to_who_has_forfeited(string? setOff, bool told) => Assert.Equal(
        told, SetOff.For(new(2026, 1, 31), new(2026, 1, 31), new(2026, 2, 15), Maybe(setOff)).Reasons.Any(r => r.Source.ToString() == "msg. INPS 1410/2025"));

    [Theory]
    [InlineData("2021-12-01", 1)]
    [InlineData("2022-01-01", 0)]
    public void The_older_term_of_the_data_is_doubtful_until_2021(string month, int doubts) => Assert.Equal(doubts, DirectPaymentData.For(Day(month), null, null, null).Warnings.Count);

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

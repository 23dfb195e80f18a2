using Cig.Rules.OtherWork;
using CsCheck;

namespace Cig.Rules.Tests.OtherWork;

public sealed class OtherWorkTests
{
    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd");

    private static OtherWorkFacts Facts(string from, string to, decimal? months = null, Euro? other = null, Euro? supplement = null) =>
        new(Day(from), Day(to), WorkKind.Employed, months, false, Overlap.SameHours, Day(from).AddDays(-1), null, null, other, supplement);

    private static WorkPart Only(OtherWorkFacts facts) => Assert.Single(OtherWorkRule.For(facts).Value.Parts);

    [Theory]
    [InlineData("2021-12-31", WorkRegime.V1DaysWorkedNotPaid)]
    [InlineData("2022-01-01", WorkRegime.V2SixMonthSplit)]
    [InlineData("2025-01-11", WorkRegime.V2SixMonthSplit)]
    [InlineData("2025-01-12", WorkRegime.V3DaysWorkedNotPaidAnyDuration)]
    [InlineData("2025-12-17", WorkRegime.V3DaysWorkedNotPaidAnyDuration)]
    [InlineData("2025-12-18", WorkRegime.V4V3PlusNoticeToEmployer)]
    public void The_day_of_the_work_chooses_the_version(string day, WorkRegime regime) => Assert.Equal(regime, Only(Facts(day, day)).Regime);

    [Theory]
    [InlineData("2021-12-30", "3", WorkEffect.NotDueForDays)]
    [InlineData("2022-01-03", "6", WorkEffect.Suspended)]
    [InlineData("2022-01-03", "6.5", WorkEffect.NotDueForDays)]
    [InlineData("2022-01-03", null, WorkEffect.NotDueForDays)]
    [InlineData("2025-01-10", "6", WorkEffect.Suspended)]
    [InlineData("2025-01-13", "3", WorkEffect.NotDueForDays)]
    public void Only_between_2022_and_11_January_2025_six_months_or_less_suspend(string day, string? months, WorkEffect effect) =>
        Assert.Equal(effect, Only(Facts(day, day, months is null ? null : decimal.Parse(months, System.Globalization.CultureInfo.InvariantCulture))).Effect);

    [Fact]
    public void Self_employed_work_never_suspends() =>
        Assert.Equal(WorkEffect.NotDueForDays, Only(Facts("2023-05-02", "2023-05-05") with { Kind = WorkKind.SelfEmployed }).Effect);

    [Fact]
    public void Work_over_a_change_of_law_is_split_and_its_amounts_with_it()
    {
        // Monday to Friday: three days under one version, two under the next.
        var parts = OtherWorkRule.For(Facts("2025-12-15", "2025-12-19", null, 200.01m.Euro, 300.Euro)).Value.Parts;

        Assert.Equal([(Day("2025-12-15"), Day("2025-12-17"), 3), (Day("2025-12-18"), Day("2025-12-19"), 2)], parts.Select(p => (p.From, p.To, p.Days)));
        Assert.Equal([WorkEffect.Difference, WorkEffect.Difference], parts.Select(p => p.Effect));
        Assert.Equal(99.99m.Euro, parts.Aggregate(0.Euro, (sum, p) => sum + p.Payable!.Value));
        Assert.Equal(59.99m.Euro, parts[0].Payable);
    }

    [Theory]
    [InlineData(300, 300, WorkEffect.NotDueForDays, 0)]
    [InlineData(301, 300, WorkEffect.NotDueForDays, 0)]
    [InlineData(299, 300, WorkEffect.Difference, 1)]
    public void Lower_earnings_leave_the_difference(int other, int supplement, WorkEffect effect, int payable)
    {
        var part = Only(Facts("2026-03-02", "2026-03-06", null, other.Euro, supplement.Euro));

        Assert.Equal((effect, (Euro?)payable.Euro), (part.Effect, part.Payable));
    }

    [Fact]
    public void Without_amounts_the_days_are_lost()
    {
        Assert.Equal((WorkEffect.NotDueForDays, (Euro?)0.Euro), (Only(Facts("2026-03-02", "2026-03-06", null, null, 300.Euro)).Effect, Only(Facts("2026-03-02", "2026-03-06", null, 10.Euro, null)).Payable));
    }

    [Theory]
    [InlineData("2026-03-01", null, WorkEffect.NotDueForDays)]
    [InlineData("2026-03-02", null, WorkEffect.NotDueForDays)]
    [InlineData("2026-03-03", null, WorkEffect.Forfeited)]
    [InlineData(null, null, WorkEffect.Forfeited)]
    [InlineData(null, "2026-03-01", WorkEffect.NotDueForDays)]
    [InlineData("2026-03-05", "2026-03-01", WorkEffect.NotDueForDays)]
    [InlineData("2026-03-01", "2026-03-05", WorkEffect.NotDueForDays)]
    [InlineData("2026-03-04", "2026-03-03", WorkEffect.Forfeited)]
    public void Without_a_prior_notice_everything_is_forfeited_and_the_notice_of_hiring_counts(string? notified, string? unilav, WorkEffect effect) =>
        Assert.Equal(effect, Only(Facts("2026-03-02", "2026-03-06") with { NotifiedInpsOn = notified is null ? null : Day(notified), UnilavOn = unilav is null ? null : Day(unilav) }).Effect);

    [Fact]
    public void Work_in_other_hours_leaves_the_whole_supplement_but_not_without_notice()
    {
        var fits = Facts("2023-03-06", "2023-03-10", 3, 100.Euro, 300.Euro) with { Overlap = Overlap.OtherHours };

        Assert.Equal((WorkEffect.Cumulable, (Euro?)300.Euro), (Only(fits).Effect, Only(fits).Payable));
        Assert.Null(Only(fits with { Supplement = null }).Payable);
        Assert.Equal(WorkEffect.Forfeited, Only(fits with { NotifiedInpsOn = null }).Effect);
    }

    [Fact]
    public void A_full_time_permanent_job_ends_the_supplement()
    {
        var ended = Facts("2026-03-02", "2026-03-06") with { FullTimePermanent = true, NotifiedInpsOn = null };

        Assert.Equal((WorkEffect.Ended, (Euro?)0.Euro), (Only(ended).Effect, Only(ended).Payable));
        Assert.Equal("fullTimePermanent", Assert.Throws<ImpossibleFactException>(() => OtherWorkRule.For(ended with { ContractMonths = 3 })).Fact);
        Assert.Equal("fullTimePermanent", Assert.Throws<ImpossibleFactException>(() => OtherWorkRule.For(ended with { Kind = WorkKind.SelfEmployed })).Fact);
    }

    [Fact]
    public void Facts_that_contradict_one_another_are_named()
    {
        Assert.Equal("to", Assert.Throws<ImpossibleFactException>(() => OtherWorkRule.For(Facts("2026-03-06", "2026-03-05"))).Fact);
        Assert.Equal("contractMonths", Assert.Throws<ImpossibleFactException>(() => OtherWorkRule.For(Facts("2026-03-02", "2026-03-05", 3) with { Kind = WorkKind.SelfEmployed })).Fact);
        Assert.Equal("unilavOn", Assert.Throws<ImpossibleFactException>(() => OtherWorkRule.For(Facts("2026-03-02", "2026-03-05") with { Kind = WorkKind.SelfEmployed, UnilavOn = new(2026, 3, 1) })).Fact);
        Assert.Equal("daysPerWeek", Assert.Throws<ImpossibleFactException>(() => OtherWorkRule.For(Facts("2026-03-02", "2026-03-05") with { DaysPerWeek = 7 })).Fact);
        Assert.Throws<NotInForceException>(() => OtherWorkRule.For(Facts("2015-09-23", "2015-09-30")));
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(6, 6)]
    public void Days_are_those_of_the_working_week(int daysPerWeek, int days) =>
        Assert.Equal(days, Only(Facts("2026-03-02", "2026-03-08") with { DaysPerWeek = daysPerWeek }).Days);

    [Theory]
    [InlineData("2025-12-17", 2)]
    [InlineData("2025-12-18", 3)]
    public void From_18_December_2025_the_employer_is_told_as_well(string day, int duties) =>
        Assert.Equal(duties, OtherWorkRule.For(Facts(day, day)).Value.Duties.Count);

    [Theory]
    [InlineData("2026-03-02", false)]
    [InlineData("2026-03-03", true)]
    [InlineData(null, true)]
    public void An_employer_told_late_or_never_is_a_warning(string? told, bool warned) =>
        Assert.Equal(warned, OtherWorkRule.For(Facts("2026-03-02", "2026-03-06") with { ToldEmployerOn = told is null ? null : Day(told) }).Warnings.Count == 1);

    [Theory]
    [InlineData(3660, null)]
    [InlineData(3661, "to")]
    public void Work_is_looked_at_for_ten_years_at_most(int days, string? fact)
    {
        var facts = Facts("2016-01-01", "2016-01-01");

        Assert.Equal(fact, (Record.Exception(() => OtherWorkRule.For(facts with { To = facts.From.AddDays(days) })) as ImpossibleFactException)?.Fact);
    }

    /// <summary>A notice of hiring is the new employer's, and there is none for self-employed work.</summary>
    [Theory]
    [InlineData(WorkKind.Employed, "2023-05-02", 2)]
    [InlineData(WorkKind.SelfEmployed, "2023-05-02", 1)]
    [InlineData(WorkKind.SelfEmployed, "2026-03-02", 2)]
    public void Who_must_be_told_hangs_on_the_kind_of_work(WorkKind kind, string day, int duties) =>
        Assert.Equal(duties, OtherWorkRule.For(Facts(day, day) with { Kind = kind }).Value.Duties.Count);

    [Theory]
    [InlineData(-1, false, 0)]
    [InlineData(0, false, 1)]
    [InlineData(1, false, 0)]
    [InlineData(-1, true, 1)]
    [InlineData(0, true, 2)]
    public void A_notice_of_the_very_day_and_a_permanent_job_are_doubtful(int notified, bool permanent, int doubts) => Assert.Equal(
        doubts, OtherWorkRule.For(Facts("2023-05-02", "2023-05-05") with { NotifiedInpsOn = Day("2023-05-02").AddDays(notified), FullTimePermanent = permanent }).Warnings.Count);

    /// <summary>The employer is asked about from the day on which the duty began, and only of work that reaches it.</summary>
    [Theory]
    [InlineData("2025-12-17", 0)]
    [InlineData("2025-12-18", 1)]
    public void Who_did_not_tell_the_employer_is_warned_from_the_day_of_the_duty(string to, int doubts) =>
        Assert.Equal(doubts, OtherWorkRule.For(Facts("2025-12-15", to)).Warnings.Count);

    [Theory]
    [InlineData(false, "2026-03-02", "con un guadagno uguale o maggiore non spetterebbe nulla")]
    [InlineData(true, "2026-03-02", "conterebbero orario, durata e guadagno")]
    [InlineData(false, "2026-03-03", "con una comunicazione preventiva il diritto resterebbe")]
    [InlineData(false, null, "con una comunicazione preventiva il diritto resterebbe")]
    public void What_would_have_followed_otherwise_is_told(bool permanent, string? notified, string otherwise)
    {
        var facts = Facts("2026-03-02", "2026-03-06", null, 100.Euro, 300.Euro) with { FullTimePermanent = permanent, NotifiedInpsOn = notified is null ? null : Day(notified) };

        Assert.Equal(otherwise, OtherWorkRule.For(facts).Reasons[0].Fork!.Otherwise.Italian);
    }

    [Fact]
    public void A_weekend_has_no_working_day_and_no_amount()
    {
        var part = Only(Facts("2026-03-07", "2026-03-08", null, 100.Euro, 300.Euro) with { Overlap = Overlap.OtherHours });

        Assert.Equal((0, (Euro?)0.Euro), (part.Days, part.Payable));
    }

    [Fact]
    public void Parts_cover_the_period_and_never_pay_more_than_the_supplement() =>
        Gen.Select(Gen.Int[0, 4200], Gen.Int[0, 900], Gen.Int[0, 500_000], Gen.Int[0, 500_000], Gen.Int[0, 12], Gen.Bool, Gen.Bool, Gen.Int[5, 6]).Sample((start, length, other, supplement, months, fits, fixedTerm, week) =>
        {
            var from = new DateOnly(2015, 9, 24).AddDays(start);
            var facts = new OtherWorkFacts(
                from, from.AddDays(length), WorkKind.Employed, fixedTerm ? months : null, false, fits ? Overlap.OtherHours : Overlap.SameHours, from, null, null, new(other), new(supplement)) { DaysPerWeek = week };
            var parts = OtherWorkRule.For(facts).Value.Parts;
            var together = parts.Zip(parts.Skip(1), (a, b) => a.To.AddDays(1) == b.From).All(x => x) && parts[0].From == facts.From && parts[^1].To == facts.To;
            var paid = parts.Sum(p => p.Payable!.Value.Cents);
            return together && paid >= 0 && paid <= supplement && (fits ? paid == (parts.Sum(p => p.Days) == 0 ? 0 : supplement) : true);
        });

    [Fact]
    public void The_explanations_read_well() => Snapshot.Matches(
        Snapshot.Of(OtherWorkRule.For(Facts("2025-12-15", "2025-12-19", null, 200.Euro, 300.Euro)).Reasons)
        + Snapshot.Of(OtherWorkRule.For(Facts("2023-03-06", "2023-03-10", 6)).Reasons)
        + Snapshot.Of(OtherWorkRule.For(Facts("2023-03-06", "2023-03-10", 7)).Reasons)
        + Snapshot.Of(OtherWorkRule.For(Facts("2023-03-06", "2023-03-10") with { NotifiedInpsOn = null }).Reasons)
        + Snapshot.Of(OtherWorkRule.For(Facts("2023-03-06", "2023-03-10") with { NotifiedInpsOn = new(2023, 3, 8) }).Reasons)
        + Snapshot.Of(OtherWorkRule.For(Facts("2026-03-02", "2026-03-06") with { Overlap = Overlap.OtherHours }).Reasons)
        + Snapshot.Of(OtherWorkRule.For(Facts("2026-03-02", "2026-03-06") with { FullTimePermanent = true }).Reasons)
        + Snapshot.Of(OtherWorkRule.For(Facts("2026-03-02", "2026-03-06")).Value.Duties));
}

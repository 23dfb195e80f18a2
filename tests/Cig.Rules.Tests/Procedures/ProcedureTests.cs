using Cig.Rules.Deadlines;
using Cig.Rules.Procedures;
using CsCheck;

namespace Cig.Rules.Tests.Procedures;

public sealed class ProcedureTests
{
    private static readonly DateOnly Notice = new(2026, 3, 2);

    private static UnionProcedureFacts Facts(Scheme scheme = Scheme.Cigo, Sector sector = Sector.Industry, int employees = 60, bool unavoidable = false, Hours? cut = null, bool beyond = false) =>
        new(scheme, sector, Notice, employees, unavoidable, cut, beyond, null);

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd");

    [Theory]
    [InlineData(Scheme.Cigo, 50, "2026-03-12")]
    [InlineData(Scheme.Cigo, 51, "2026-03-27")]
    [InlineData(Scheme.Fis, 50, "2026-03-12")]
    [InlineData(Scheme.Fund, 51, "2026-03-27")]
    public void The_ordinary_procedure_lasts_25_days_or_10_up_to_50_employees(Scheme scheme, int employees, string ends) =>
        Assert.Equal(new UnionTerms(true, null, Day(ends)), UnionProcedure.For(Facts(scheme, employees: employees)).Value);

    [Theory]
    [InlineData(Scheme.Cigs, 50, "2026-03-15")]
    [InlineData(Scheme.Cigs, 51, "2026-03-30")]
    public void The_extraordinary_one_runs_from_the_request_of_the_examination(Scheme scheme, int employees, string ends)
    {
        var ruling = UnionProcedure.For(Facts(scheme, employees: employees));

        Assert.Equal(new UnionTerms(true, new(2026, 3, 5), Day(ends)), ruling.Value);
        Assert.Single(ruling.Warnings);
        var asked = UnionProcedure.For(Facts(scheme, employees: employees) with { ExamRequestedOn = Notice });
        Assert.Equal(Day(ends).AddDays(-3), asked.Value.EndsBy);
        Assert.Empty(asked.Warnings);
    }

    [Theory]
    [InlineData(16, 0, false)]
    [InlineData(16, 1, true)]
    [InlineData(40, 0, true)]
    public void For_unavoidable_events_more_than_16_hours_open_a_short_examination(int hours, int hundredths, bool examination)
    {
        var terms = UnionProcedure.For(Facts(unavoidable: true, cut: new(hours * 100 + hundredths))).Value;

        Assert.Equal(examination ? new UnionTerms(true, new(2026, 3, 5), new(2026, 3, 10)) : new UnionTerms(true, null, null), terms);
    }

    [Fact]
    public void An_unavoidable_event_without_hours_needs_a_notice_only() =>
        Assert.Equal(new UnionTerms(true, null, null), UnionProcedure.For(Facts(unavoidable: true)).Value);

    [Theory]
    [InlineData(Sector.Building, false, false)]
    [InlineData(Sector.Building, true, true)]
    [InlineData(Sector.Stone, false, false)]
    [InlineData(Sector.Stone, true, true)]
    [InlineData(Sector.Industry, false, true)]
    public void Building_and_stone_need_it_only_beyond_13_weeks(Sector sector, bool beyond, bool required) =>
        Assert.Equal(required, UnionProcedure.For(Facts(sector: sector, beyond: beyond)).Value.Required);

    [Fact]
    public void Agriculture_has_none_and_the_extraordinary_supplement_of_builders_has_one()
    {
        Assert.False(UnionProcedure.For(Facts(Scheme.Cisoa)).Value.Required);
        Assert.True(UnionProcedure.For(Facts(Scheme.Cigs, Sector.Building)).Value.Required);
    }

    [Fact]
    public void Facts_that_cannot_be_are_named()
    {
        Assert.Equal("employees", Assert.Throws<ImpossibleFactException>(() => UnionProcedure.For(Facts(employees: 0))).Fact);
        Assert.True(UnionProcedure.For(Facts(employees: 1)).Value.Required);
        Assert.Equal("examRequestedOn", Assert.Throws<ImpossibleFactException>(() => UnionProcedure.For(Facts() with { ExamRequestedOn = Notice.AddDays(-1) })).Fact);
    }

    [Fact]
    public void A_larger_firm_never_has_less_time() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[1, 100], Gen.Int[1, 100], Gen.Bool).Sample((scheme, one, other, unavoidable) =>
        {
            DateOnly? Ends(int employees) => UnionProcedure.For(Facts((Scheme)scheme, employees: employees, unavoidable: unavoidable, cut: 20.Hours)).Value.EndsBy;
            return !(Ends(Math.Min(one, other)) > Ends(Math.Max(one, other)));
        });

    [Theory]
    [InlineData("2026-03-02", "2026-03-09", "2026-03-16", CigsStartOutcome.InTime, "2026-03-16")]
    [InlineData("2026-03-02", "2026-03-10", "2026-03-16", CigsStartOutcome.Late, "2026-04-09")]
    [InlineData("2026-03-02", "2026-03-06", "2026-04-05", CigsStartOutcome.InTime, "2026-04-05")]
    [InlineData("2026-03-02", "2026-03-06", "2026-04-06", CigsStartOutcome.StartTooLate, null)]
    [InlineData("2026-03-02", "2026-03-20", "2026-04-19", CigsStartOutcome.Late, "2026-04-19")]
    [InlineData("2026-03-02", "2026-03-20", "2026-04-20", CigsStartOutcome.StartTooLate, null)]
    [InlineData("2025-12-18", "2025-12-27", "2026-01-05", CigsStartOutcome.InTime, "2026-01-05")]
    [InlineData("2025-12-18", "2025-12-28", "2026-01-05", CigsStartOutcome.Late, "2026-01-27")]
    [InlineData("2026-03-29", "2026-04-07", "2026-04-13", CigsStartOutcome.InTime, "2026-04-13")]
    [InlineData("2015-11-02", "2015-11-09", "2015-11-16", CigsStartOutcome.InTime, "2015-12-09")]
    [InlineData("2016-10-03", "2016-10-07", "2016-10-10", CigsStartOutcome.InTime, "2016-11-06")]
    [InlineData("2016-10-03", "2016-10-08", "2016-10-10", CigsStartOutcome.InTime, "2016-10-10")]
    [InlineData("2016-10-03", "2016-10-07", "2016-12-01", CigsStartOutcome.InTime, "2016-12-01")]
    [InlineData("2015-11-02", "2015-11-20", "2016-01-15", CigsStartOutcome.Late, "2016-01-15")]
    public void The_start_of_the_extraordinary_supplement_hangs_on_the_filing(string agreement, string filed, string start, CigsStartOutcome outcome, string? from)
    {
        var answer = CigsStart.For(Day(agreement), Day(filed), Day(start)).Value;

        Assert.Equal((outcome, from is null ? null : Day(from)), (answer.Outcome, answer.TreatmentFrom));
        Assert.Equal(Day(filed).AddDays(90), answer.DecreeExpectedBy);
    }

    [Fact]
    public void Before_November_2015_art_25_did_not_apply() =>
        Assert.Throws<NotInForceException>(() => CigsStart.For(new(2015, 10, 26), new(2015, 10, 31), new(2015, 11, 2)));

    [Fact]
    public void An_application_before_the_agreement_is_refused() =>
        Assert.Equal("filedOn", Assert.Throws<ImpossibleFactException>(() => CigsStart.For(new(2026, 3, 2), new(2026, 3, 1), new(2026, 3, 16))).Fact);

    [Fact]
    public void The_days_left_uncovered_are_told()
    {
        Assert.Contains(CigsStart.For(new(2026, 3, 2), new(2026, 3, 10), new(2026, 3, 16)).Reasons, r => r.Text.Italian.Contains("dal 16 marzo 2026 all'8 aprile 2026"));
        Assert.DoesNotContain(CigsStart.For(new(2026, 3, 2), new(2026, 3, 9), new(2026, 3, 16)).Reasons, r => r.Source.Paragraph == "4");
    }

    [Fact]
    public void A_later_filing_never_brings_the_treatment_forward() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 40]).Sample((one, other, start) =>
        {
            DateOnly? From(int days) => CigsStart.For(Notice, Notice.AddDays(days), Notice.AddDays(start)).Value.TreatmentFrom;
            return !(From(Math.Min(one, other)) > From(Math.Max(one, other)));
        });

    [Fact]
    public void The_term_of_the_application_is_one_of_seven_days() =>
        Assert.Equal(new Term(new(2026, 3, 9), new(2026, 3, 9), FilingOutcome.Late), CigsStart.ApplicationTerm(Notice, new(2026, 3, 10)).Value);

    [Fact]
    public void The_short_examination_of_an_unavoidable_event_runs_from_its_request()
    {
        var facts = Facts(unavoidable: true, cut: 20.Hours);

        Assert.Equal(Notice.AddDays(6), UnionProcedure.For(facts with { ExamRequestedOn = Notice.AddDays(1) }).Value.EndsBy);
        Assert.Equal(Notice.AddDays(8), UnionProcedure.For(facts).Value.EndsBy);
    }

    [Fact]
    public void What_building_and_stone_are_spared_is_the_ordinary_supplement_alone_also_for_unavoidable_events()
    {
        Assert.False(UnionProcedure.For(Facts(sector: Sector.Building, unavoidable: true, cut: 20.Hours)).Value.Required);
        Assert.Equal(new UnionTerms(true, new(2026, 3, 5), new(2026, 3, 10)), UnionProcedure.For(Facts(sector: Sector.Building, unavoidable: true, cut: 20.Hours, beyond: true)).Value);
        Assert.True(UnionProcedure.For(Facts(Scheme.Fund, Sector.Building)).Value.Required);
    }

    [Theory]
    [InlineData(Scheme.Cigo, 50, false, "oltre 50 dipendenti i giorni sarebbero di più")]
    [InlineData(Scheme.Cigo, 51, false, "fino a 50 dipendenti i giorni sarebbero di meno")]
    [InlineData(Scheme.Cigo, 51, true, "il numero dei dipendenti qui non conta")]
    [InlineData(Scheme.Cigs, 51, true, "fino a 50 dipendenti i giorni sarebbero di meno")]
    public void Whether_the_number_of_employees_matters_is_told(Scheme scheme, int employees, bool unavoidable, string words) =>
        Assert.Equal(words, UnionProcedure.For(Facts(scheme, employees: employees, unavoidable: unavoidable, cut: 20.Hours)).Reasons[^1].Fork!.Otherwise.Italian);

    [Theory]
    [InlineData(Scheme.Cigo, Sector.Industry, "D.Lgs. 148/2015, art. 14, c. 1")]
    [InlineData(Scheme.Cigo, Sector.Building, "D.Lgs. 148/2015, art. 14, c. 5")]
    [InlineData(Scheme.Cigs, Sector.Industry, "D.Lgs. 148/2015, art. 24, c. 1")]
    [InlineData(Scheme.Cisoa, Sector.Other, "L. 457/1972, art. 8")]
    public void Each_procedure_rests_on_its_own_article(Scheme scheme, Sector sector, string source) =>
        Assert.Equal(source, UnionProcedure.For(Facts(scheme, sector)).Reasons[0].Source.ToString());

    [Fact]
    public void A_late_application_under_the_original_text_waits_for_the_thirtieth_day_too()
    {
        var answer = CigsStart.For(new(2015, 11, 2), new(2015, 11, 20), new(2015, 11, 16)).Value;

        Assert.Equal((CigsStartOutcome.Late, (DateOnly?)new DateOnly(2015, 12, 20)), (answer.Outcome, answer.TreatmentFrom));
    }

    [Theory]
    [InlineData("2015-11-09", "2015-11-16", true)]
    [InlineData("2015-11-09", "2015-12-09", false)]
    [InlineData("2015-11-09", "2015-12-10", false)]
    public void What_the_employer_owes_are_the_days_between_the_start_and_the_treatment(string filed, string start, bool owes) =>
        Assert.Equal(owes, CigsStart.For(new(2015, 11, 2), Day(filed), Day(start)).Reasons.Any(r => r.Source.ToString() == "D.Lgs. 148/2015, art. 25, c. 4"));

    [Fact]
    public void An_application_of_the_day_of_the_agreement_is_possible() =>
        Assert.Equal(CigsStartOutcome.InTime, CigsStart.For(Notice, Notice, Notice.AddDays(14)).Value.Outcome);

    [Fact]
    public void The_explanations_read_well() => Snapshot.Matches(
        Snapshot.Of(UnionProcedure.For(Facts()).Reasons)
        + Snapshot.Of(UnionProcedure.For(Facts(unavoidable: true, cut: 20.Hours)).Reasons)
        + Snapshot.Of(UnionProcedure.For(Facts(unavoidable: true, cut: 16.Hours)).Reasons)
        + Snapshot.Of(UnionProcedure.For(Facts(Scheme.Cigs)).Reasons)
        + Snapshot.Of(CigsStart.For(Notice, new(2026, 3, 10), new(2026, 3, 16)).Reasons)
        + Snapshot.Of(CigsStart.For(Notice, new(2026, 3, 6), new(2026, 4, 6)).Reasons)
        + Snapshot.Of(CigsStart.For(new(2016, 10, 3), new(2016, 10, 7), new(2016, 10, 10)).Reasons));
}

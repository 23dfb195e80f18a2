using Cig.Rules.Eligibility;
using CsCheck;

namespace Cig.Rules.Tests.Eligibility;

public sealed class WorkerEligibilityTests
{
    [Theory]
    [InlineData("2021-12-31", 89, false)]
    [InlineData("2021-12-31", 90, true)]
    [InlineData("2022-01-01", 29, false)]
    [InlineData("2022-01-01", 30, true)]
    public void Seniority_is_ninety_days_until_2021_and_thirty_from_2022(string start, int days, bool eligible) =>
        Assert.Equal(eligible, Of(WorkerKind.BlueCollar, days, start));

    [Theory]
    [InlineData(WorkerKind.Executive, "2026-01-01", false)]
    [InlineData(WorkerKind.Trainee, "2026-01-01", false)]
    [InlineData(WorkerKind.Quadro, "2026-01-01", true)]
    [InlineData(WorkerKind.HomeWorker, "2021-12-31", false)]
    [InlineData(WorkerKind.HomeWorker, "2022-01-01", true)]
    [InlineData(WorkerKind.ApprenticeOther, "2021-12-31", false)]
    [InlineData(WorkerKind.ApprenticeOther, "2022-01-01", true)]
    [InlineData(WorkerKind.ApprenticeProfessional, "2016-01-01", true)]
    public void The_kind_of_work_decides_first(WorkerKind kind, string start, bool eligible) => Assert.Equal(eligible, Of(kind, 400, start));

    [Fact]
    public void Unavoidable_events_need_no_seniority()
    {
        Assert.True(Of(WorkerKind.BlueCollar, 0, "2026-01-01", unavoidable: true));
        Assert.True(Of(WorkerKind.BlueCollar, 0, "2026-01-01", unavoidable: true, sector: Sector.Building));
        Assert.False(Of(WorkerKind.Executive, 0, "2026-01-01", unavoidable: true));
    }

    [Theory]
    [InlineData(Scheme.Cigo, Sector.Industry, "2026-01-01", true, true, true)]
    [InlineData(Scheme.Cigo, Sector.Building, "2026-01-01", false, true, true)]
    [InlineData(Scheme.Cigo, Sector.Stone, "2026-01-01", false, true, true)]
    [InlineData(Scheme.Cigo, Sector.Other, "2026-01-01", false, false, true)]
    [InlineData(Scheme.Fis, Sector.Commerce, "2021-12-31", false, false, false)]
    [InlineData(Scheme.Fis, Sector.Commerce, "2022-01-01", false, false, true)]
    [InlineData(Scheme.Cigs, Sector.Industry, "2026-01-01", false, false, false)]
    public void How_far_the_exception_for_unavoidable_events_reaches_is_a_reading_that_is_said_where_it_matters(
        Scheme scheme, Sector sector, string start, bool industryOnly, bool industryAndBuilding, bool everyScheme)
    {
        Ruling<bool> With(UnavoidableSeniority reading, int days = 0) => WorkerEligibility.Of(
            new(WorkerKind.BlueCollar, sector, days, DateOnly.Parse(start), scheme, true) { UnavoidableSeniority = reading });

        Assert.Equal(
            (industryOnly, industryAndBuilding, everyScheme),
            (With(UnavoidableSeniority.IndustryOnly).Value, With(UnavoidableSeniority.IndustryAndBuilding).Value, With(UnavoidableSeniority.EveryScheme).Value));
        Assert.Equal(industryOnly != everyScheme, With(UnavoidableSeniority.IndustryAndBuilding).Policies.Any(p => p.Chosen == "industryAndBuilding"));
        Assert.Empty(With(UnavoidableSeniority.IndustryAndBuilding, days: 90).Policies);
    }

    [Fact]
    public void More_days_worked_never_cost_the_supplement() =>
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 200], Gen.Int[0, 200], Gen.Bool, Gen.Int[0, 4000]).Sample((kind, sector, scheme, one, other, unavoidable, day) =>
        {
            bool With(int days) => WorkerEligibility.Of(
                new((WorkerKind)kind, (Sector)sector, days, new DateOnly(2015, 9, 24).AddDays(day), (Scheme)scheme, unavoidable)).Value;
            return !With(Math.Min(one, other)) || With(Math.Max(one, other));
        });

    [Fact]
    public void Days_worked_are_not_negative() =>
        Assert.Equal("seniorityDays", Assert.Throws<ImpossibleFactException>(() => Of(WorkerKind.BlueCollar, -1, "2026-01-01")).Fact);

    [Theory]
    [InlineData(WorkerKind.ApprenticeProfessional, Scheme.Cigs, "2021-12-31", 1)]
    [InlineData(WorkerKind.ApprenticeProfessional, Scheme.Cigs, "2022-01-01", 0)]
    [InlineData(WorkerKind.ApprenticeProfessional, Scheme.Cigo, "2021-12-31", 0)]
    [InlineData(WorkerKind.BlueCollar, Scheme.Cigs, "2021-12-31", 0)]
    public void Until_2021_apprentices_of_firms_with_CIGS_only_had_it_for_crisis(WorkerKind kind, Scheme scheme, string start, int warnings) =>
        Assert.Equal(warnings, WorkerEligibility.Of(new(kind, Sector.Industry, 400, DateOnly.ParseExact(start, "yyyy-MM-dd"), scheme, false)).Warnings.Count);

    [Theory]
    [InlineData(Scheme.Fund, "2021-12-31", false)]
    [InlineData(Scheme.Fund, "2022-01-01", true)]
    [InlineData(Scheme.Cisoa, "2026-01-01", false)]
    public void From_2022_INPS_is_said_to_ask_no_seniority_of_funds_either(Scheme scheme, string start, bool eligible) =>
        Assert.Equal(eligible, WorkerEligibility.Of(new(WorkerKind.BlueCollar, Sector.Commerce, 0, DateOnly.Parse(start), scheme, true)).Value);

    [Theory]
    [InlineData(UnavoidableSeniority.IndustryAndBuilding, "industryAndBuilding", "industryOnly, everyScheme")]
    [InlineData(UnavoidableSeniority.IndustryOnly, "industryOnly", "industryAndBuilding, everyScheme")]
    [InlineData(UnavoidableSeniority.EveryScheme, "everyScheme", "industryAndBuilding, industryOnly")]
    public void The_reading_chosen_and_the_others_are_named_for_who_has_too_few_days(UnavoidableSeniority reading, string chosen, string others)
    {
        Ruling<bool> With(int days, bool unavoidable = true) => WorkerEligibility.Of(
            new(WorkerKind.BlueCollar, Sector.Building, days, new(2026, 1, 1), Scheme.Cigo, unavoidable) { UnavoidableSeniority = reading });
        var policy = Assert.Single(With(29).Policies);

        Assert.Equal(("unavoidableSeniority", chosen, others), (policy.Name, policy.Chosen, string.Join(", ", policy.Alternatives)));
        Assert.Empty(With(30).Policies);
        Assert.Empty(With(29, unavoidable: false).Policies);
    }

    [Theory]
    [InlineData(WorkerKind.Executive, 400, false, "D.Lgs. 148/2015, art. 1, c. 1")]
    [InlineData(WorkerKind.Trainee, 400, false, "D.Lgs. 148/2015, art. 1, c. 1")]
    [InlineData(WorkerKind.HomeWorker, 400, false, "D.Lgs. 148/2015, art. 1, c. 1")]
    [InlineData(WorkerKind.ApprenticeOther, 400, false, "D.Lgs. 148/2015, art. 2, c. 1")]
    [InlineData(WorkerKind.BlueCollar, 90, false, "D.Lgs. 148/2015, art. 1, c. 1; D.Lgs. 148/2015, art. 1, c. 2")]
    [InlineData(WorkerKind.BlueCollar, 89, false, "D.Lgs. 148/2015, art. 1, c. 1; D.Lgs. 148/2015, art. 1, c. 2")]
    [InlineData(WorkerKind.BlueCollar, 0, true, "D.Lgs. 148/2015, art. 1, c. 1; D.Lgs. 148/2015, art. 1, c. 2")]
    public void Who_is_left_out_is_told_by_which_provision(WorkerKind kind, int days, bool unavoidable, string sources)
    {
        var ruling = WorkerEligibility.Of(new(kind, Sector.Industry, days, new(2021, 12, 31), Scheme.Cigo, unavoidable));

        Assert.Equal(sources, string.Join("; ", ruling.Reasons.Select(r => r.Source)));
        Assert.Equal(kind == WorkerKind.BlueCollar && !unavoidable, ruling.Reasons.Any(r => r.Fork is not null));
    }

    [Fact]
    public void Days_missing_are_counted_from_none()
    {
        Assert.False(Of(WorkerKind.BlueCollar, 0, "2026-01-01"));
        Assert.Contains("con 30 giorni potrebbe", WorkerEligibility.Of(new(WorkerKind.BlueCollar, Sector.Industry, 29, new(2026, 1, 1), Scheme.Cigo, false)).Reasons[1].Fork!.Otherwise.Italian);
        Assert.Contains("con meno di 30 giorni non potrebbe", WorkerEligibility.Of(new(WorkerKind.BlueCollar, Sector.Industry, 30, new(2026, 1, 1), Scheme.Cigo, false)).Reasons[1].Fork!.Otherwise.Italian);
    }

    [Theory]
    [InlineData(WorkerKind.ApprenticeProfessional, Scheme.Cigo, true, 0)]
    [InlineData(WorkerKind.ApprenticeOther, Scheme.Cigo, true, 0)]
    [InlineData(WorkerKind.BlueCollar, Scheme.Cigo, false, 0)]
    [InlineData(WorkerKind.BlueCollar, Scheme.Cisoa, false, 1)]
    public void Apprentices_are_told_of_the_hours_to_make_up_and_who_works_in_agriculture_of_its_own_days(WorkerKind kind, Scheme scheme, bool extended, int doubts)
    {
        var ruling = WorkerEligibility.Of(new(kind, Sector.Industry, 400, new(2026, 3, 2), scheme, false));

        Assert.Equal(extended, ruling.Reasons.Any(r => r.Source.ToString() == "D.Lgs. 148/2015, art. 2, c. 4"));
        Assert.Equal(doubts, ruling.Warnings.Count);
    }

    private static bool Of(WorkerKind kind, int days, string start, bool unavoidable = false, Sector sector = Sector.Industry) =>
        WorkerEligibility.Of(new(kind, sector, days, DateOnly.ParseExact(start, "yyyy-MM-dd"), Scheme.Cigo, unavoidable)).Value;
}

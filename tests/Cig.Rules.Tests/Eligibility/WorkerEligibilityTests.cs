using Cig.Rules.Eligibility;

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
    public void Unavoidable_events_need_no_seniority_in_industry_and_building()
    {
        Assert.True(Of(WorkerKind.BlueCollar, 0, "2026-01-01", unavoidable: true));
        Assert.True(Of(WorkerKind.BlueCollar, 0, "2026-01-01", unavoidable: true, sector: Sector.Building));
        Assert.False(Of(WorkerKind.BlueCollar, 0, "2026-01-01", unavoidable: true, sector: Sector.Commerce));
        Assert.False(Of(WorkerKind.Executive, 0, "2026-01-01", unavoidable: true));
    }

    private static bool Of(WorkerKind kind, int days, string start, bool unavoidable = false, Sector sector = Sector.Industry) =>
        WorkerEligibility.Of(new(kind, sector, days, DateOnly.ParseExact(start, "yyyy-MM-dd"), Scheme.Cigo, unavoidable)).Value;
}

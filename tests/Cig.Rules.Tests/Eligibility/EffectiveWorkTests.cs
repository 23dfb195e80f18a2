using Cig.Rules.Eligibility;
using CsCheck;

namespace Cig.Rules.Tests.Eligibility;

public sealed class EffectiveWorkTests
{
    private static readonly DateOnly Filed = new(2026, 3, 10);

    private static int Days(params WorkPeriod[] periods) => EffectiveWork.At(Filed, periods).Value.Days;

    [Fact]
    public void Days_of_presence_are_those_from_Monday_to_Saturday_until_the_filing()
    {
        Assert.Equal(6, Days(new WorkPeriod(WorkPeriodKind.Work, new(2026, 3, 2), new(2026, 3, 8))));
        Assert.Equal(8, Days(new WorkPeriod(WorkPeriodKind.Work, new(2026, 3, 2), new(2026, 3, 31))));
        Assert.Equal(1, Days(new WorkPeriod(WorkPeriodKind.Work, new(2026, 3, 10), new(2026, 3, 10))));
        Assert.Equal(0, Days(new WorkPeriod(WorkPeriodKind.Work, new(2026, 3, 11), new(2026, 3, 20))));
    }

    [Theory]
    [InlineData(WorkPeriodKind.Work, 6)]
    [InlineData(WorkPeriodKind.PaidLeave, 6)]
    [InlineData(WorkPeriodKind.WorkAccident, 6)]
    [InlineData(WorkPeriodKind.Maternity, 6)]
    [InlineData(WorkPeriodKind.Sickness, 0)]
    [InlineData(WorkPeriodKind.Absent, 0)]
    public void What_counts_besides_presence(WorkPeriodKind kind, int days) => Assert.Equal(days, Days(new WorkPeriod(kind, new(2026, 3, 2), new(2026, 3, 8))));

    [Fact]
    public void Sickness_is_a_reading_that_shows_only_where_there_is_some()
    {
        WorkPeriod[] sick = [new(WorkPeriodKind.Sickness, new(2026, 3, 2), new(2026, 3, 8))];

        Assert.Equal(6, EffectiveWork.At(Filed, sick, sicknessCounts: true).Value.Days);
        Assert.Equal("notCounted", EffectiveWork.At(Filed, sick).Policies.Single().Chosen);
        Assert.Empty(EffectiveWork.At(Filed, [sick[0] with { Kind = WorkPeriodKind.Work }]).Policies);
    }

    [Fact]
    public void A_day_in_two_stretches_counts_once_in_the_first() => Assert.Equal([6, 2], EffectiveWork.At(Filed,
        [new(WorkPeriodKind.Work, new(2026, 3, 2), new(2026, 3, 8)), new(WorkPeriodKind.PaidLeave, new(2026, 3, 7), new(2026, 3, 10), ServiceWith.Transferor)]).Value.ByPeriod);

    [Fact]
    public void Vertical_part_time_counts_the_days_of_presence() => Assert.Equal(3, Days(new WorkPeriod(WorkPeriodKind.Work, new(2026, 3, 2), new(2026, 3, 8), Days: 3)));

    [Fact]
    public void A_stretch_more_never_lowers_the_days() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 60]).Sample((a, b, c, d) =>
        {
            var one = new WorkPeriod(WorkPeriodKind.Work, Filed.AddDays(-a - b), Filed.AddDays(-a));
            var two = new WorkPeriod(WorkPeriodKind.Work, Filed.AddDays(-c - d), Filed.AddDays(-c));
            return Days(one, two) >= Math.Max(Days(one), Days(two)) && Days(one, two) == Days(two, one);
        });

    [Fact]
    public void A_stretch_has_an_end_and_no_more_presence_than_days()
    {
        var wrong = Assert.Throws<ImpossibleFactException>(() => EffectiveWork.At(Filed,
            [new(WorkPeriodKind.Work, new(2026, 3, 2), new(2026, 3, 1)), new(WorkPeriodKind.Work, new(2026, 3, 2), new(2026, 3, 8), Days: 7)]));

        Assert.Equal(["periods/0/to", "periods/1/days"], [wrong.Fact, .. wrong.Others.Select(o => o.Fact)]);
    }

    [Fact]
    public void The_explanation_reads_well() => Snapshot.Matches(Snapshot.Of(EffectiveWork.At(Filed,
    [
        new(WorkPeriodKind.Work, new(2026, 1, 12), new(2026, 2, 13), ServiceWith.OutgoingContractor),
        new(WorkPeriodKind.Sickness, new(2026, 2, 14), new(2026, 2, 21)),
        new(WorkPeriodKind.Work, new(2026, 2, 23), new(2026, 3, 31), ServiceWith.Transferor),
    ]).Reasons));
}

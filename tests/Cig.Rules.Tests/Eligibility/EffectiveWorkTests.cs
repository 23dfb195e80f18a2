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

    [Theory]
    [InlineData(-1, "periods/0/days")]
    [InlineData(0, null)]
    [InlineData(6, null)]
    [InlineData(7, "periods/0/days")]
    public void Presence_lies_between_none_and_all_days_from_Monday_to_Saturday(int days, string? fact)
    {
        WorkPeriod[] week = [new(WorkPeriodKind.Work, new(2026, 3, 2), new(2026, 3, 8), Days: days)];

        Assert.Equal(fact, (Record.Exception(() => EffectiveWork.At(Filed, week)) as ImpossibleFactException)?.Fact);
        if (fact is null)
            Assert.Equal(days, Days(week));
    }

    [Theory]
    [InlineData(36_600, null)]
    [InlineData(36_601, "periods/0/to")]
    public void A_stretch_lasts_a_hundred_years_at_most(int days, string? fact) => Assert.Equal(
        fact, (Record.Exception(() => EffectiveWork.At(Filed, [new(WorkPeriodKind.Absent, Filed.AddDays(-days), Filed)])) as ImpossibleFactException)?.Fact);

    [Theory]
    [InlineData(false, "notCounted", "counted", "non conta")]
    [InlineData(true, "counted", "notCounted", "qui conta")]
    public void The_reading_of_sickness_is_named_with_its_other_where_some_of_the_stretches_are_sickness(bool counted, string chosen, string other, string words)
    {
        var ruling = EffectiveWork.At(Filed, [new(WorkPeriodKind.Work, new(2026, 3, 2), new(2026, 3, 4)), new(WorkPeriodKind.Sickness, new(2026, 3, 5), new(2026, 3, 7))], counted);

        Assert.Equal(counted ? 6 : 3, ruling.Value.Days);
        Assert.Equal(("sicknessInSeniority", chosen, other), (ruling.Policies.Single().Name, ruling.Policies[0].Chosen, ruling.Policies[0].Alternatives.Single()));
        Assert.Contains(words, ruling.Reasons[1].Text.Italian);
        Assert.Single(ruling.Warnings);
    }

    /// <summary>What the worker did elsewhere is told stretch by stretch, with the days that it brought.</summary>
    [Fact]
    public void Service_with_another_employer_is_told_with_its_days_and_its_own_provision()
    {
        var ruling = EffectiveWork.At(Filed,
        [
            new(WorkPeriodKind.Work, new(2026, 2, 2), new(2026, 2, 3), ServiceWith.OutgoingContractor),
            new(WorkPeriodKind.Work, new(2026, 2, 9), new(2026, 2, 11), ServiceWith.Transferor),
            new(WorkPeriodKind.Work, new(2026, 2, 16), new(2026, 2, 19)),
        ]);

        Assert.Equal(9, ruling.Value.Days);
        Assert.Equal(["circ. INPS 197/2015", "D.Lgs. 148/2015, art. 1, c. 3", "c.c., art. 2112", "circ. Min. Lavoro 24/2015"], ruling.Reasons.Select(r => r.Source.ToString()));
        Assert.Contains(" 2 giorni", ruling.Reasons[1].Text.Italian);
        Assert.Contains(" 3 giorni", ruling.Reasons[2].Text.Italian);
    }

    [Fact]
    public void The_explanation_reads_well() => Snapshot.Matches(Snapshot.Of(EffectiveWork.At(Filed,
    [
        new(WorkPeriodKind.Work, new(2026, 1, 12), new(2026, 2, 13), ServiceWith.OutgoingContractor),
        new(WorkPeriodKind.Sickness, new(2026, 2, 14), new(2026, 2, 21)),
        new(WorkPeriodKind.Work, new(2026, 2, 23), new(2026, 3, 31), ServiceWith.Transferor),
    ]).Reasons));
}

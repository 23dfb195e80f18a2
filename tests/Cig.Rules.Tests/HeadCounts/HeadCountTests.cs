using Cig.Rules.HeadCounts;
using CsCheck;

namespace Cig.Rules.Tests.HeadCounts;

public sealed class HeadCountTests
{
    private static readonly DateOnly Filed = new(2026, 3, 10);

    private static MonthGroup Full(int people) => new(people, 40.Hours, 40.Hours);

    private static int Average(params MonthGroup[][] months) => HeadCount.Average(Filed, months).Value;

    [Fact]
    public void The_average_is_that_of_six_months() => Assert.Equal(15_1667, Average([Full(15)], [Full(15)], [Full(15)], [Full(15)], [Full(15)], [Full(16)]));

    [Fact]
    public void Part_timers_count_by_their_hours_and_intermittent_workers_by_those_worked()
    {
        Assert.Equal(15_5000, Average([Full(14), new(3, 20.Hours, 40.Hours)]));
        Assert.Equal(10_3333, Average([Full(10), new(1, 13.Hours, 39.Hours)]));
        Assert.Equal(1_1000, Average([Full(1), new(1, 104.Hours, 1040.Hours)]));
    }

    /// <summary>A hundredth of an hour out of two hundred hours is half of a ten-thousandth of a person.</summary>
    [Theory]
    [InlineData(20_000, 1)]
    [InlineData(20_001, 0)]
    public void Half_a_ten_thousandth_of_a_person_is_rounded_up(int fullTime, int average) =>
        Assert.Equal(average, Average((MonthGroup[])[new MonthGroup(1, new(1), new(fullTime))]));

    [Fact]
    public void Different_full_times_are_added_exactly_and_each_month_weighs_the_same()
    {
        // A third, a quarter and a fifth of a person are 47 sixtieths.
        Assert.Equal(7833, Average((MonthGroup[])[new(1, 13.Hours, 39.Hours), new(1, 9.Hours, 36.Hours), new(1, 8.Hours, 40.Hours)]));
        Assert.Equal(2_0000, Average([Full(1)], [Full(3)]));
        Assert.Equal(1_5000, Average([Full(3)], []));
        Assert.Equal(1_0000, Average((MonthGroup[])[Full(1), new(5, 0.Hours, 40.Hours)]));
    }

    /// <summary>The timetables of many contracts have common factors; their product would not fit.</summary>
    [Fact]
    public void Any_number_of_full_times_is_added_exactly()
    {
        MonthGroup[] groups = [.. Enumerable.Range(30, 19).Select(hours => new MonthGroup(1, hours.Hours, hours.Hours))];

        Assert.Equal(19_0000, Average(groups));
        Assert.Contains("è di 19 dipendenti", HeadCount.Average(Filed, [groups]).Reasons[0].Text.Italian);
        Assert.Contains("è di 0,5 dipendenti", HeadCount.Average(Filed, [[new(1, 20.Hours, 40.Hours)]]).Reasons[0].Text.Italian);
    }

    [Fact]
    public void Fewer_months_are_those_of_a_new_firm_and_say_so()
    {
        Assert.Single(HeadCount.Average(Filed, [[Full(10)]]).Warnings);
        Assert.Empty(HeadCount.Average(Filed, [[Full(10)], [Full(10)], [Full(10)], [Full(10)], [Full(10)], [Full(10)]]).Warnings);
    }

    [Fact]
    public void Facts_that_cannot_be_are_named()
    {
        string Fact(params MonthGroup[][] months) => Assert.Throws<ImpossibleFactException>(() => HeadCount.Average(Filed, months)).Fact;

        Assert.Equal("months", Fact());
        Assert.Equal("months", Fact([Full(1)], [Full(1)], [Full(1)], [Full(1)], [Full(1)], [Full(1)], [Full(1)]));
        Assert.Equal("months/1", Fact([Full(1)], [new MonthGroup(1, 41.Hours, 40.Hours)]));
        Assert.Equal("months/0", Fact((MonthGroup[])[new MonthGroup(-1, 40.Hours, 40.Hours)]));
        Assert.Equal("months/0", Fact((MonthGroup[])[new MonthGroup(1, 0.Hours, 0.Hours)]));
        Assert.Equal("months/0", Fact((MonthGroup[])[new MonthGroup(1, new(-1), 40.Hours)]));
        Assert.Equal(0, Average([Full(0)]));
        Assert.Throws<NotInForceException>(() => HeadCount.Average(new(2021, 12, 31), [[Full(1)]]));
        Assert.Equal(1_0000, HeadCount.Average(new(2022, 1, 1), [[Full(1)]]).Value);
    }

    /// <summary>INPS circular 76/2022.</summary>
    [Fact]
    public void That_the_positions_of_one_tax_code_are_one_employer_is_said() =>
        Assert.Equal(["D.Lgs. 148/2015, art. 2-bis", "circ. INPS 76/2022"], HeadCount.Average(Filed, [[Full(9)]]).Reasons.Select(r => r.Source.ToString()));

    [Fact]
    public void One_more_person_never_lowers_the_average_and_order_does_not_matter() =>
        Gen.Select(Gen.Int[0, 100], Gen.Int[1, 40], Gen.Int[1, 6]).Sample((people, hours, months) =>
        {
            IReadOnlyList<MonthGroup>[] With(int more) => [.. Enumerable.Range(0, months).Select(i => (IReadOnlyList<MonthGroup>)[Full(people + i + more), new(1, hours.Hours, 40.Hours)])];
            return HeadCount.Average(Filed, With(1)).Value > HeadCount.Average(Filed, With(0)).Value
                && HeadCount.Average(Filed, [.. With(0).Reverse()]).Value == HeadCount.Average(Filed, With(0)).Value;
        });
}

using Cig.Rules.Solidarity;
using CsCheck;

namespace Cig.Rules.Tests.Solidarity;

public sealed class SolidarityCutTests
{
    private static SolidarityWorker Worker(int contract, params (int Weeks, int Cut)[] cuts) => new(contract.Hours, [.. cuts.Select(c => new WeeklyCut(c.Weeks, c.Cut.Hours))]);

    private static SolidarityVerdict For(string agreement, params SolidarityWorker[] workers) => SolidarityCut.For(DateOnly.ParseExact(agreement, "yyyy-MM-dd"), workers).Value;

    [Theory]
    [InlineData("2021-12-31", 24, true)]
    [InlineData("2021-12-31", 25, false)]
    [InlineData("2022-01-01", 25, true)]
    [InlineData("2022-01-01", 32, true)]
    [InlineData("2022-01-01", 33, false)]
    public void The_average_cut_is_60_or_from_2022_80_per_cent(string agreement, int cut, bool passes) => Assert.Equal(passes, For(agreement, Worker(40, (52, cut))).Passes);

    [Theory]
    [InlineData("2021-12-31", 28, true)]
    [InlineData("2021-12-31", 29, false)]
    [InlineData("2022-01-01", 36, true)]
    [InlineData("2022-01-01", 37, false)]
    public void One_worker_may_exceed_the_average_up_to_70_or_90_per_cent(string agreement, int cut, bool passes) =>
        Assert.Equal(passes, For(agreement, Worker(40, (52, cut)), Worker(40, (52, 4)), Worker(40, (52, 4))).Passes);

    [Fact]
    public void Averages_are_hours_cut_over_contract_hours_of_all_workers_and_weeks()
    {
        // 26 x 36 + 26 x 20 + 52 x 8 = 1,872 hours of 52 x 40 + 52 x 20 = 3,120.
        var verdict = For("2026-02-02", Worker(40, (26, 36), (26, 20)), Worker(20, (52, 8)));

        Assert.Equal(("60", "70", true), (verdict.Average.Plain, verdict.Greatest.Plain, verdict.Passes));
    }

    [Fact]
    public void A_limit_is_compared_exactly_and_not_as_it_is_shown()
    {
        var verdict = SolidarityCut.For(new(2026, 2, 2), [new(40.Hours, [new(10_000, 32.Hours), new(1, 32.01m.Hours)])]).Value;

        Assert.Equal(("80", false), (verdict.Average.Plain, verdict.Passes));
    }

    [Theory]
    [InlineData("workers")]
    [InlineData("workers/0/contractHours")]
    [InlineData("workers/1/cuts")]
    [InlineData("workers/0/cuts")]
    public void Facts_that_cannot_be_are_named(string place)
    {
        SolidarityWorker[] workers = place switch
        {
            "workers" => [],
            "workers/0/contractHours" => [Worker(0, (1, 0))],
            "workers/1/cuts" => [Worker(40, (1, 0)), new(40.Hours, [])],
            _ => [Worker(40, (1, 41))],
        };
        Assert.Equal(place, Assert.Throws<ImpossibleFactException>(() => SolidarityCut.For(new(2026, 2, 2), workers)).Fact);
    }

    [Fact]
    public void The_worker_cut_most_is_shown_whatever_the_order_and_all_over_the_limit_are_counted()
    {
        var (mild, hard) = (Worker(40, (52, 10)), Worker(40, (52, 37)));

        Assert.Equal(("92.5", "92.5"), (For("2026-02-02", mild, hard).Greatest.Plain, For("2026-02-02", hard, mild).Greatest.Plain));
        Assert.Contains(": 2;", SolidarityCut.For(new(2026, 2, 2), [hard, mild, hard]).Reasons[2].Text.Italian);
    }

    [Fact]
    public void One_worker_over_the_limit_is_enough_to_fail_though_the_average_passes()
    {
        var verdict = For("2026-02-02", Worker(40, (52, 37)), Worker(40, (52, 1)));

        Assert.Equal(("47.5", false), (verdict.Average.Plain, verdict.Passes));
        Assert.True(For("2026-02-02", Worker(40, (52, 36)), Worker(40, (52, 1))).Passes);
    }

    /// <summary>A hundredth of an hour in one of five weeks of forty hours is half of a hundredth of a per cent.</summary>
    [Fact]
    public void A_share_is_shown_half_up() =>
        Assert.Equal("0.01", SolidarityCut.For(new(2026, 2, 2), [new(40.Hours, [new(1, 0.01m.Hours), new(4, 0.Hours)])]).Value.Average.Plain);

    [Fact]
    public void A_whole_week_may_be_cut_and_not_more() => Assert.Equal("100", For("2026-02-02", Worker(40, (1, 40))).Greatest.Plain);

    [Fact]
    public void Before_the_Decree_nothing_is_said() => Assert.Throws<NotInForceException>(() => For("2015-09-23", Worker(40, (52, 8))));

    [Fact]
    public void Cutting_more_never_turns_a_failing_agreement_into_a_passing_one() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[1, 52]).Sample((one, other, mate, weeks) =>
        {
            bool With(int cut) => For("2026-02-02", Worker(40, (weeks, cut)), Worker(40, (weeks, mate))).Passes;
            return With(Math.Min(one, other)) || !With(Math.Max(one, other));
        });

    /// <summary>All that cannot be comes at once, each with its place; one impossible week among others is enough.</summary>
    [Fact]
    public void Everything_that_cannot_be_is_told_at_once()
    {
        var wrong = Assert.Throws<ImpossibleFactException>(() => For("2026-02-02", Worker(0, (1, 0)), Worker(40, (0, 8)), Worker(40, (1, 8), (1, 41))));

        Assert.Equal(["workers/0/contractHours", "workers/1/cuts", "workers/2/cuts"], [wrong.Fact, .. wrong.Others.Select(o => o.Fact)]);
        Assert.Equal("workers/0/contractHours", Assert.Throws<ImpossibleFactException>(() => SolidarityCut.For(new(2026, 2, 2), [new(new(-1), [new(1, new(-2))])])).Fact);
    }

    [Theory]
    [InlineData("2021-12-31", "per gli accordi dal 1º gennaio 2022 il limite è dell'80%", "per gli accordi dal 1º gennaio 2022 il limite è del 90%")]
    [InlineData("2022-01-01", "per gli accordi fino al 31 dicembre 2021 il limite era del 60%", "per gli accordi fino al 31 dicembre 2021 il limite era del 70%")]
    public void The_limits_of_the_other_period_are_told(string agreement, string average, string individual)
    {
        var reasons = SolidarityCut.For(DateOnly.ParseExact(agreement, "yyyy-MM-dd"), [Worker(40, (52, 8))]).Reasons;

        Assert.Equal((average, individual), (reasons[0].Fork!.Otherwise.Italian, reasons[2].Fork!.Otherwise.Italian));
    }

    [Fact]
    public void The_explanations_read_well() => Snapshot.Matches(
        Snapshot.Of(SolidarityCut.For(new(2026, 2, 2), [Worker(40, (52, 37)), Worker(40, (52, 10))]).Reasons)
        + Snapshot.Of(SolidarityCut.For(new(2021, 2, 2), [Worker(40, (52, 26))]).Reasons));
}

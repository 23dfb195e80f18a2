using Cig.Rules.Durations;
using CsCheck;

namespace Cig.Rules.Tests.Durations;

public sealed class ThirdOfHoursTests
{
    private static readonly HoursClass[] Hundred = [new(40.Hours, 1_000_000)];

    private static Hours Hundredths(int value) => new(value);

    [Theory]
    [InlineData(138_666_66, 0, true)]
    [InlineData(138_666_67, 0, false)]
    [InlineData(100_000_00, 38_666_66, true)]
    [InlineData(100_000_00, 38_666_67, false)]
    public void A_hundred_full_timers_have_a_third_of_416000_hours(int authorised, int requested, bool passes)
    {
        var answer = ThirdOfHours.Of(Hundred, Hundredths(authorised), Hundredths(requested)).Value;

        Assert.Equal(("416000", "138666.6667", "416000/3", passes), (answer.WorkablePlain, answer.CapPlain, answer.CapFraction, answer.Passes));
    }

    [Fact]
    public void Classes_are_added_and_a_whole_third_has_no_fraction()
    {
        var answer = ThirdOfHours.Of([new(40.Hours, 10_000), new(20.Hours, 5_000)], 0.Hours, 1733.Hours).Value;

        // 104 weeks of 40 + 20 x 0.5 hours.
        Assert.Equal(("5200", "1733.3333", "5200/3", true), (answer.WorkablePlain, answer.CapPlain, answer.CapFraction, answer.Passes));
        Assert.Equal(("312", "104", "104"), Shown(ThirdOfHours.Of([new(3.Hours, 10_000)], 0.Hours, 0.Hours).Value));
        Assert.Equal(("0.0104", "0.0035", "13/3750"), Shown(ThirdOfHours.Of([new(Hundredths(1), 100)], 0.Hours, 0.Hours).Value));
    }

    [Fact]
    public void Hours_of_unavoidable_events_count_or_not_as_the_reading_says()
    {
        var counted = ThirdOfHours.Of(Hundred, 100_000.Hours, 38_667.Hours, 1.Hours);
        var notCounted = ThirdOfHours.Of(Hundred, 100_000.Hours, 38_667.Hours, 1.Hours, unavoidableCounted: false);

        Assert.Equal((false, true), (counted.Value.Passes, notCounted.Value.Passes));
        Assert.Equal(("counted", "notCounted"), (counted.Policies.Single().Chosen, notCounted.Policies.Single().Chosen));
        Assert.Empty(ThirdOfHours.Of(Hundred, 100_000.Hours, 38_667.Hours).Policies);
        Assert.Equal("hoursUnavoidable", Assert.Throws<ImpossibleFactException>(() => ThirdOfHours.Of(Hundred, 1.Hours, 1.Hours, 3.Hours)).Fact);
    }

    /// <summary>Three hours a week of one worker are 312 in 104 weeks: a third is 104 exactly, and may be reached.</summary>
    [Theory]
    [InlineData(104_00, true)]
    [InlineData(104_01, false)]
    public void A_third_may_be_reached_and_not_passed(int requested, bool passes) =>
        Assert.Equal(passes, ThirdOfHours.Of([new(3.Hours, 10_000)], 0.Hours, Hundredths(requested)).Value.Passes);

    [Theory]
    [InlineData(-1, "hoursUnavoidable")]
    [InlineData(0, null)]
    [InlineData(200, null)]
    [InlineData(201, "hoursUnavoidable")]
    public void Hours_of_unavoidable_events_are_among_those_told(int unavoidable, string? fact)
    {
        Ruling<ThirdOfHoursAnswer>? ruling = null;
        var wrong = Record.Exception(() => ruling = ThirdOfHours.Of(Hundred, 1.Hours, 1.Hours, Hundredths(unavoidable)));

        Assert.Equal(fact, (wrong as ImpossibleFactException)?.Fact);
        Assert.Equal(unavoidable == 0 ? 1 : 0, ruling?.Warnings.Count ?? 0);
    }

    [Fact]
    public void Without_workers_there_is_no_answer() =>
        Assert.Equal("classes", Assert.Throws<ImpossibleFactException>(() => ThirdOfHours.Of([new(40.Hours, 0)], 0.Hours, 0.Hours)).Fact);

    [Fact]
    public void Asking_for_more_never_helps_and_more_workers_never_hurt() =>
        Gen.Select(Gen.Int[1, 4800], Gen.Int[1, 5_000_000], Gen.Int[0, 100_000_000], Gen.Int[0, 100_000_000], Gen.Int[0, 1_000_000]).Sample((weekly, heads, one, other, extra) =>
        {
            bool With(int requested, int more = 0) => ThirdOfHours.Of([new(Hundredths(weekly), heads + more)], 0.Hours, Hundredths(requested)).Value.Passes;
            return (With(Math.Min(one, other)) || !With(Math.Max(one, other))) && (!With(one) || With(one, extra));
        });

    [Fact]
    public void The_explanations_read_well() => Snapshot.Matches(
        Snapshot.Of(ThirdOfHours.Of(Hundred, 100_000.Hours, 38_667.Hours).Reasons) + Snapshot.Of(ThirdOfHours.Of(Hundred, 100_000.Hours, 38_666.Hours).Reasons));

    private static (string, string, string) Shown(ThirdOfHoursAnswer answer) => (answer.WorkablePlain, answer.CapPlain, answer.CapFraction);
}

using Cig.Rules.Durations;
using CsCheck;

namespace Cig.Rules.Tests.Durations;

/// <summary>The counter against a slow and obvious one, and that one against figures that a third program found.</summary>
public sealed class CounterAgreementTests
{
    private const int Units = 1000;

    /// <summary>Sums over the first thousand units, as an independent program in another language counts them.</summary>
    [Fact]
    public void The_slow_counter_finds_the_sums_that_another_program_found()
    {
        var answers = Enumerable.Range(0, Units).Select(u => SlowCounter.Count(InventedUnits.Number(u))).ToList();
        var hash = answers.Select((a, u) => (ulong)(u + 1) * (ulong)(a.Granted + 3 * a.Refused + 5 * a.UsedAtLast + 7 * a.MonthsAtLast + 11 * a.FirstRefused + 13 * a.FailedTests))
            .Aggregate(0UL, (sum, of) => sum + of);

        Assert.Equal(369_067, answers.Sum(a => a.Granted));
        Assert.Equal(202_311, answers.Sum(a => a.Refused));
        Assert.Equal(2_604, answers.Sum(a => a.FirstRefused));
        Assert.Equal(773, answers.Sum(a => a.FailedTests));
        Assert.Equal(591_833, answers.Sum(a => a.UsedAtLast));
        Assert.Equal(8_054_849, answers.Sum(a => a.MonthsAtLast));
        Assert.Equal(30_442_182_024UL, hash);
    }

    [Theory]
    [InlineData(0, 300, 800, 11, 1, 1555, 9330)]
    [InlineData(1, 0, 60, 1, 2, 0, 0)]
    [InlineData(2, 300, 0, 0, 0, 300, 1800)]
    [InlineData(3, 1140, 420, 31, 2, 1530, 23370)]
    [InlineData(4, 0, 150, 1, 3, 0, 0)]
    [InlineData(11, 780, 60, 27, 1, 1560, 14004)]
    [InlineData(14, 60, 210, 3, 2, 730, 18720)]
    [InlineData(499, 438, 690, 15, 2, 738, 23400)]
    public void Units_exactly_at_a_limit_are_counted_as_another_program_counts_them(int unit, int granted, int refused, int firstRefused, int failed, int used, int months)
    {
        var slow = SlowCounter.Count(InventedUnits.Number(unit));

        Assert.Equal((granted, refused, firstRefused, failed, used, months), (slow.Granted, slow.Refused, slow.FirstRefused, slow.FailedTests, slow.UsedAtLast, slow.MonthsAtLast));
    }

    [Fact]
    public void The_counter_agrees_with_the_slow_one_on_every_unit()
    {
        for (var u = 0; u < Math.Min(Units, 10 * Check.Iter); u++)
        {
            var unit = InventedUnits.Number(u);
            var slow = SlowCounter.Count(unit);
            var answer = CigoDuration.For(unit.Facts).Value;
            var periods = answer.Periods.ToList();
            var lastGranted = periods.FindLast(p => p.Granted > 0.Weeks);

            Assert.Equal(
                (u, slow.Granted, slow.Refused, slow.FirstRefused, slow.UsedAtLast),
                (u, answer.Granted.Thirtieths, answer.Refused.Thirtieths, periods.FindIndex(p => p.Refused > 0.Weeks) + 1,
                    lastGranted is null ? 0 : (lastGranted.UsedBefore + lastGranted.Granted).Thirtieths));

            // A broken week is tested on its Sunday, but the answer's five years end on its last granted day.
            if (lastGranted is not null && slow.LastIsWhole)
                Assert.Equal((u, (long)slow.MonthsAtLast), (u, answer.FiveYears.Months.Parts));

            // Where only one test fails, the reason names it; a full year just used is refused for that year (c. 2) as much as for the two years (c. 3).
            var why = periods.Find(p => p.Why is not null)?.Why?.Source.ToString();
            string[] expected = slow.FailedTests switch
            {
                0 => [],
                1 => ["D.Lgs. 148/2015, art. 12, c. 3", "D.Lgs. 148/2015, art. 12, c. 2"],
                2 => [unit.Building ? "D.Lgs. 148/2015, art. 4, c. 2" : "D.Lgs. 148/2015, art. 4, c. 1"],
                _ => [why!],
            };
            Assert.True(slow.FailedTests == 0 ? why is null : expected.Contains(why), $"Unit {u}: {why}");
        }
    }
}

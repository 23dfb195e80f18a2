using Cig.Platform.Chat;
using CsCheck;

namespace Cig.Platform.Tests.Chat;

public sealed class WaitForecastTests
{
    private static readonly TimeSpan Seen = TimeSpan.FromMinutes(30);

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Below_the_smallest_sample_nothing_is_said(int begun, bool said) => Assert.Equal(said, WaitForecast.Range(1, begun, Seen) is not null);

    [Fact]
    public void With_one_place_the_quantile_has_a_closed_form()
    {
        // P(X > x) = (1 + x)^-k for the first place.
        var expected = Seen * (Math.Pow(0.1, -1.0 / 8) - 1);
        Assert.Equal(expected.TotalSeconds, WaitForecast.Range(1, 8, Seen)!.To.TotalSeconds, 0.001);
    }

    [Fact]
    public void A_longer_queue_waits_longer_and_more_observations_make_the_range_narrower() =>
        Gen.Select(Gen.Int[1, 200], Gen.Int[5, 200]).Sample((place, begun) =>
        {
            var (range, longer, surer) = (WaitForecast.Range(place, begun, Seen)!, WaitForecast.Range(place + 1, begun, Seen)!, WaitForecast.Range(place, 2 * begun, 2 * Seen)!);
            Assert.True(range.From < range.To && longer.From > range.From && longer.To > range.To);
            Assert.True(surer.To / surer.From < range.To / range.From);
        });

    [Fact]
    public void Four_waits_of_five_end_within_the_range()
    {
        var random = new Random(20261125);
        var inside = 0;
        const int trials = 4000;
        for (var trial = 0; trial < trials; trial++)
        {
            // A day whose true rate nobody knows; only the beginnings of half an hour are seen. Where too few were seen nothing is said, and nothing is judged.
            var (place, rate) = (random.Next(1, 12), 0.4 + random.NextDouble());
            int begun;
            do
            {
                begun = Beginnings(random, rate, 30);
            }
            while (begun < WaitForecast.SmallestSample);
            var wait = TimeSpan.FromMinutes(Enumerable.Range(0, place).Sum(_ => -Math.Log(1 - random.NextDouble()) / rate));
            var range = WaitForecast.Range(place, begun, Seen)!;
            inside += wait >= range.From && wait <= range.To ? 1 : 0;
        }

        Assert.InRange((double)inside / trials, 0.77, 0.84);
    }

    private static int Beginnings(Random random, double rate, double minutes)
    {
        var (count, at) = (0, -Math.Log(1 - random.NextDouble()) / rate);
        for (; at < minutes; at += -Math.Log(1 - random.NextDouble()) / rate)
            count++;
        return count;
    }
}

using Cig.Rules.Amounts;
using Cig.Rules.Readings;

namespace Cig.Rules.Tests.Readings;

public sealed class BoundsTests
{
    [Fact]
    public void No_amount_of_the_benefit_passes_through_a_value_that_a_column_of_floating_numbers_could_lose()
    {
        var c = new Widest();
        var lostPay = Benefit<Bounds, BoundsCondition, Widest>.LostPay(c);
        var eighty = Benefit<Bounds, BoundsCondition, Widest>.EightyPercent(c, lostPay);
        var maximum = Benefit<Bounds, BoundsCondition, Widest>.MaximumForHours(c);
        var gross = Benefit<Bounds, BoundsCondition, Widest>.Gross(eighty, maximum);
        var net = Benefit<Bounds, BoundsCondition, Widest>.Net(c, eighty, maximum, gross);

        var peak = new[] { lostPay, eighty, maximum, gross, net }.Max(b => b.Peak);
        Assert.InRange(peak, (Int128)1 << 40, ((Int128)1 << 52) - 1);
    }

    [Fact]
    public void Nor_does_the_pay_of_the_hours_not_worked() =>
        Assert.InRange(PayForHours<Bounds, BoundsCondition, WidestPay>.Of(new()).Peak, (Int128)1 << 30, ((Int128)1 << 52) - 1);

    [Fact]
    public void Bounds_hold_what_exact_arithmetic_gives()
    {
        var (a, b) = (Bounds.Between(-3, 5), Bounds.Between(2, 4));

        Assert.Equal((-12, 20), ((int)(a * b).Least, (int)(a * b).Greatest));
        Assert.Equal((-7, 3), ((int)(a - b).Least, (int)(a - b).Greatest));
        Assert.Equal(20, (int)(a * b).Peak);
    }

    /// <summary>Every pair of whole numbers within two ranges, one after the other.</summary>
    [Fact]
    public void Bounds_are_exactly_the_least_and_the_greatest_of_all_cases()
    {
        (int Least, int Greatest)[] ranges = [(-3, 5), (2, 4), (-4, -1), (0, 0), (-2, 0), (1, 6)];
        foreach (var (one, other) in ranges.SelectMany(a => ranges.Select(b => (a, b))))
        {
            var pairs = (from x in Enumerable.Range(one.Least, one.Greatest - one.Least + 1) from y in Enumerable.Range(other.Least, other.Greatest - other.Least + 1) select (X: x, Y: y)).ToArray();
            var (a, b) = (Bounds.Between(one.Least, one.Greatest), Bounds.Between(other.Least, other.Greatest));
            void Same(Func<int, int, int> of, Bounds bounds) =>
                Assert.Equal((pairs.Min(p => of(p.X, p.Y)), pairs.Max(p => of(p.X, p.Y))), ((int)bounds.Least, (int)bounds.Greatest));

            Same((x, y) => x + y, a + b);
            Same((x, y) => x - y, a - b);
            Same((x, y) => x * y, a * b);
            Same(Math.Min, Bounds.Min(a, b));
            Assert.Equal((Math.Min(one.Least, other.Least), Math.Max(one.Greatest, other.Greatest)), ((int)Bounds.Choose(a < b, a, b).Least, (int)Bounds.Choose(a < b, a, b).Greatest));
        }
    }

    [Fact]
    public void A_rounded_ratio_stays_within_its_bounds()
    {
        for (var least = 0; least < 6; least++)
        {
            for (var divisor = 1; divisor < 5; divisor++)
            {
                var bounds = Bounds.HalfUp(Bounds.Between(least, 20), Bounds.Between(divisor, 6));
                for (var x = least; x <= 20; x++)
                {
                    for (var y = divisor; y <= 6; y++)
                        Assert.InRange((int)Math.Floor((double)x / y + 0.5), (int)bounds.Least, (int)bounds.Greatest);
                }
            }
        }

        // 2 x 20 + 6 is passed through on the way, and the least divisor counts at least as half of one.
        Assert.Equal((0, 11, 46), Numbers(Bounds.HalfUp(Bounds.Between(0, 20), Bounds.Between(2, 6))));
        Assert.Equal((0, 46, 46), Numbers(Bounds.HalfUp(Bounds.Between(0, 20), Bounds.Between(0, 6))));
        Assert.Equal((2, 2, 15), Numbers(Bounds.HalfUp(Bounds.Between(5, 6), Bounds.Between(3, 3))));
    }

    [Fact]
    public void The_peak_is_the_largest_magnitude_on_the_way_also_of_what_only_decided()
    {
        var (small, large) = (Bounds.Between(-3, 2), Bounds.Between(-100, 4));

        Assert.Equal((3, 100, 7), ((int)small.Peak, (int)large.Peak, (int)Bounds.Of(-7).Peak));
        Assert.Equal(104, (int)(Bounds.Of(4) - large).Peak);
        Assert.Equal(103, (int)(large + Bounds.Between(98, 99)).Peak);
        Assert.Equal(100, (int)Bounds.Min(small, large).Peak);
        Assert.All(new[] { small < large, small > large, small <= large, small >= large, large < small, large > small, large <= small, large >= small }, c => Assert.Equal(100, (int)c.Peak));
        Assert.Equal((100, 100, 100, 1), ((int)(BoundsCondition.Of(true) & (small < large)).Peak, (int)((small < large) | BoundsCondition.Of(false)).Peak, (int)(!(small < large)).Peak, (int)BoundsCondition.Of(false).Peak));
        Assert.Equal((-3, 3, 100), Numbers(Bounds.Choose(small < large, small, Bounds.Of(3))));
        Assert.Equal((-3, 3, 3), Numbers(Bounds.Choose(BoundsCondition.Of(true), small, Bounds.Of(3))));
        Assert.Equal(small, Bounds.Step(null!, small));
    }

    private static (int, int, int) Numbers(Bounds bounds) => ((int)bounds.Least, (int)bounds.Greatest, (int)bounds.Peak);

    private readonly struct Widest : IBenefitCase<Bounds, BoundsCondition>
    {
        public Bounds MonthlyPay => Bounds.Between(60_000, 500_000);

        public Bounds PartTime => Bounds.Between(100, 10_000);

        public Bounds WorkableHours => Bounds.Between(15_200, 18_400);

        public Bounds SupplementedHours => Bounds.Between(0, 18_400);

        public BoundsCondition Banded => BoundsCondition.Of(true);

        public Bounds Threshold => Bounds.Between(210_224, 215_948);

        public Bounds LowGross => Bounds.Between(97_171, 119_782);

        public Bounds LowNet => Bounds.Between(91_496, 112_787);

        public Bounds HighGross => Bounds.Between(116_791, 170_844);

        public Bounds HighNet => Bounds.Between(109_970, 160_866);

        public Bounds ReplacementRate => Bounds.Of(8_000);

        public Bounds ReductionRate => Bounds.Of(584);

        public long? HourlyParts => null;
    }

    private readonly struct WidestPay : IPayCase<Bounds, BoundsCondition>
    {
        public Bounds Hours => Bounds.Between(0, 18_400);

        public Bounds FixedPay => Bounds.Between(0, 1_000_000);

        public Bounds NormalHours => Bounds.Between(1, 18_400);

        public Bounds DailyAllowances => Bounds.Between(0, 50_000);

        public Bounds VariablePay => Bounds.Between(0, 1_000_000);

        public Bounds HoursWorked => Bounds.Between(1, 18_400);
    }
}

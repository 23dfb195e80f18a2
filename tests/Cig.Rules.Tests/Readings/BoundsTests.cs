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
    public void Bounds_hold_what_exact_arithmetic_gives()
    {
        var (a, b) = (Bounds.Between(-3, 5), Bounds.Between(2, 4));

        Assert.Equal((-12, 20), ((int)(a * b).Least, (int)(a * b).Greatest));
        Assert.Equal((-7, 3), ((int)(a - b).Least, (int)(a - b).Greatest));
        Assert.Equal(20, (int)(a * b).Peak);
    }

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
}

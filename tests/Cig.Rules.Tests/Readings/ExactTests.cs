using Cig.Rules.Readings;

namespace Cig.Rules.Tests.Readings;

public sealed class ExactTests
{
    [Theory]
    [InlineData(7, 3)]
    [InlineData(3, 7)]
    [InlineData(5, 5)]
    [InlineData(-2, 2)]
    public void Both_readings_of_one_case_reckon_and_compare_as_whole_numbers_do(long one, long other)
    {
        (long, long, long, long, bool, bool, bool, bool) expected = (one + other, one - other, one * other, Math.Min(one, other), (one < other), (one > other), (one <= other), (one >= other));
        Exact a = new(one), b = Exact.Of(other);
        Explained c = Explained.Of(one), d = Explained.Of(other);

        Assert.Equal(expected, ((a + b).Value, (a - b).Value, (a * b).Value, Exact.Min(a, b).Value, (a < b).Holds, (a > b).Holds, (a <= b).Holds, (a >= b).Holds));
        Assert.Equal(expected, ((c + d).Value, (c - d).Value, (c * d).Value, Explained.Min(c, d).Value, (c < d).Holds, (c > d).Holds, (c <= d).Holds, (c >= d).Holds));
    }

    [Theory]
    [InlineData(0, 3, 0)]
    [InlineData(1, 2, 1)]
    [InlineData(1, 3, 0)]
    [InlineData(2, 3, 1)]
    [InlineData(5, 2, 3)]
    [InlineData(7, 1, 7)]
    [InlineData(49, 100, 0)]
    [InlineData(50, 100, 1)]
    public void Halves_are_rounded_upwards(long dividend, long divisor, long quotient)
    {
        Assert.Equal(quotient, Exact.HalfUp(new(dividend), new(divisor)).Value);
        Assert.Equal(quotient, Explained.HalfUp(Explained.Of(dividend), Explained.Of(divisor)).Value);
    }

    [Fact]
    public void Of_two_equal_values_the_first_is_the_lower()
    {
        var (first, second) = (Explained.Of(3), Explained.Of(3));

        Assert.Same(second, Explained.Min(first, second).NotTaken);
        Assert.Equal(4, Explained.Min(first, Explained.Of(4)).NotTaken!.Value);
        Assert.Same(first, Explained.Min(first, Explained.Of(2)).NotTaken);
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_never_wrapped()
    {
        Exact most = new(long.MaxValue), least = new(long.MinValue), two = new(2);

        Assert.Throws<OverflowException>(() => most + two);
        Assert.Throws<OverflowException>(() => least - two);
        Assert.Throws<OverflowException>(() => most * two);
        Assert.Throws<OverflowException>(() => Exact.HalfUp(most, two));
        Assert.Throws<OverflowException>(() => Explained.Of(long.MaxValue) + Explained.Of(2));
        Assert.Throws<OverflowException>(() => Explained.Of(long.MinValue) - Explained.Of(2));
        Assert.Throws<OverflowException>(() => Explained.Of(long.MaxValue) * Explained.Of(2));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Conditions_join_as_the_law_joins_them(bool one, bool other)
    {
        ExactCondition a = ExactCondition.Of(one), b = new(other);
        ExplainedCondition c = ExplainedCondition.Of(one), d = ExplainedCondition.Of(other);

        Assert.Equal((one && other, one || other, !one), ((a & b).Holds, (a | b).Holds, (!a).Holds));
        Assert.Equal((one && other, one || other, !one), ((c & d).Holds, (c | d).Holds, (!c).Holds));
        Assert.Equal(one ? 1 : 2, Exact.Choose(a, new(1), new(2)).Value);
        Assert.Equal(one ? 1 : 2, Explained.Choose(c, Explained.Of(1), Explained.Of(2)).Value);
    }
}

namespace Cig.Rules.Readings;

/// <summary>
/// The least and greatest value that a calculation can have when its facts stay within their ranges, and the largest magnitude that any value
/// reached on the way. While that peak is under 2^52, a column of 64-bit floating numbers carries the calculation without losing a cent.
/// </summary>
public readonly record struct Bounds(Int128 Least, Int128 Greatest, Int128 Peak) : IQuantity<Bounds, BoundsCondition>
{
    /// <summary>A fact that lies between two values, both included.</summary>
    public static Bounds Between(long least, long greatest) => new(least, greatest, Int128.Max(Int128.Abs(least), Int128.Abs(greatest)));

    /// <inheritdoc />
    public static Bounds Of(long value) => Between(value, value);

    /// <inheritdoc />
    public static Bounds operator +(Bounds left, Bounds right) => Of(left, right, left.Least + right.Least, left.Greatest + right.Greatest);

    /// <inheritdoc />
    public static Bounds operator -(Bounds left, Bounds right) => Of(left, right, left.Least - right.Greatest, left.Greatest - right.Least);

    /// <inheritdoc />
    public static Bounds operator *(Bounds left, Bounds right)
    {
        Int128[] corners = [left.Least * right.Least, left.Least * right.Greatest, left.Greatest * right.Least, left.Greatest * right.Greatest];
        return Of(left, right, corners.Min(), corners.Max());
    }

    /// <inheritdoc />
    public static BoundsCondition operator <(Bounds left, Bounds right) => Compare(left, right);

    /// <inheritdoc />
    public static BoundsCondition operator >(Bounds left, Bounds right) => Compare(left, right);

    /// <inheritdoc />
    public static BoundsCondition operator <=(Bounds left, Bounds right) => Compare(left, right);

    /// <inheritdoc />
    public static BoundsCondition operator >=(Bounds left, Bounds right) => Compare(left, right);

    /// <summary>Rounding halves upwards passes through twice the dividend plus the divisor.</summary>
    public static Bounds HalfUp(Bounds dividend, Bounds divisor)
    {
        var doubled = Of(2) * dividend + divisor;
        var twice = Of(2) * divisor;
        return Of(doubled, twice, doubled.Least / twice.Greatest, doubled.Greatest / Int128.Max(1, twice.Least));
    }

    /// <inheritdoc />
    public static Bounds Min(Bounds left, Bounds right) =>
        Of(left, right, Int128.Min(left.Least, right.Least), Int128.Min(left.Greatest, right.Greatest));

    /// <inheritdoc />
    public static Bounds Choose(BoundsCondition condition, Bounds then, Bounds otherwise)
    {
        var either = Of(then, otherwise, Int128.Min(then.Least, otherwise.Least), Int128.Max(then.Greatest, otherwise.Greatest));
        return either with { Peak = Int128.Max(either.Peak, condition.Peak) };
    }

    /// <inheritdoc />
    public static Bounds Step(Step step, Bounds value) => value;

    private static Bounds Of(Bounds left, Bounds right, Int128 least, Int128 greatest) => new(
        least,
        greatest,
        Int128.Max(Int128.Max(left.Peak, right.Peak), Int128.Max(Int128.Abs(least), Int128.Abs(greatest))));

    private static BoundsCondition Compare(Bounds left, Bounds right) => new(Int128.Max(left.Peak, right.Peak));
}

/// <summary>A condition of the bounds reading: it may hold or not; only what its comparison passed through matters.</summary>
public readonly record struct BoundsCondition(Int128 Peak) : ICondition<BoundsCondition>
{
    /// <inheritdoc />
    public static BoundsCondition Of(bool value) => new(1);

    /// <inheritdoc />
    public static BoundsCondition operator &(BoundsCondition left, BoundsCondition right) => new(Int128.Max(left.Peak, right.Peak));

    /// <inheritdoc />
    public static BoundsCondition operator |(BoundsCondition left, BoundsCondition right) => new(Int128.Max(left.Peak, right.Peak));

    /// <inheritdoc />
    public static BoundsCondition operator !(BoundsCondition condition) => condition;
}

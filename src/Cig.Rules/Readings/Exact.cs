namespace Cig.Rules.Readings;

/// <summary>One case in whole numbers: what pages, programs and decisions are computed with. Overflow is refused, never wrapped.</summary>
public readonly record struct Exact(long Value) : IQuantity<Exact, ExactCondition>
{
    /// <inheritdoc />
    public static Exact Of(long value) => new(value);

    /// <inheritdoc />
    public static Exact operator +(Exact left, Exact right) => new(checked(left.Value + right.Value));

    /// <inheritdoc />
    public static Exact operator -(Exact left, Exact right) => new(checked(left.Value - right.Value));

    /// <inheritdoc />
    public static Exact operator *(Exact left, Exact right) => new(checked(left.Value * right.Value));

    /// <inheritdoc />
    public static ExactCondition operator <(Exact left, Exact right) => new(left.Value < right.Value);

    /// <inheritdoc />
    public static ExactCondition operator >(Exact left, Exact right) => new(left.Value > right.Value);

    /// <inheritdoc />
    public static ExactCondition operator <=(Exact left, Exact right) => new(left.Value <= right.Value);

    /// <inheritdoc />
    public static ExactCondition operator >=(Exact left, Exact right) => new(left.Value >= right.Value);

    /// <inheritdoc />
    public static Exact HalfUp(Exact dividend, Exact divisor) =>
        new(checked((2 * dividend.Value + divisor.Value) / (2 * divisor.Value)));

    /// <inheritdoc />
    public static Exact Min(Exact left, Exact right) => left.Value <= right.Value ? left : right;

    /// <inheritdoc />
    public static Exact Choose(ExactCondition condition, Exact then, Exact otherwise) => condition.Holds ? then : otherwise;

    /// <inheritdoc />
    public static Exact Step(Step step, Exact value) => value;
}

/// <summary>A condition of the exact reading.</summary>
public readonly record struct ExactCondition(bool Holds) : ICondition<ExactCondition>
{
    /// <inheritdoc />
    public static ExactCondition Of(bool value) => new(value);

    /// <inheritdoc />
    public static ExactCondition operator &(ExactCondition left, ExactCondition right) => new(left.Holds & right.Holds);

    /// <inheritdoc />
    public static ExactCondition operator |(ExactCondition left, ExactCondition right) => new(left.Holds | right.Holds);

    /// <inheritdoc />
    public static ExactCondition operator !(ExactCondition condition) => new(!condition.Holds);
}

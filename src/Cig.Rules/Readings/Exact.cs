namespace Cig.Rules.Readings;

/// <summary>One case in whole numbers: what pages, programs and decisions are computed with. Overflow is refused, never wrapped (the whole library is compiled so).</summary>
public readonly record struct Exact(long Value) : IQuantity<Exact, ExactCondition>
{
    /// <inheritdoc />
    public static Exact Of(long value) => new(value);

    /// <inheritdoc />
    public static Exact operator +(Exact left, Exact right) => new(left.Value + right.Value);

    /// <inheritdoc />
    public static Exact operator -(Exact left, Exact right) => new(left.Value - right.Value);

    /// <inheritdoc />
    public static Exact operator *(Exact left, Exact right) => new(left.Value * right.Value);

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
        new((2 * dividend.Value + divisor.Value) / (2 * divisor.Value));

    /// <inheritdoc />
    public static Exact Min(Exact left, Exact right) => new(Math.Min(left.Value, right.Value));

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

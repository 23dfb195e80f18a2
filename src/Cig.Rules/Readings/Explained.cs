namespace Cig.Rules.Readings;

/// <summary>
/// The same calculation as a graph: every value knows what it was made from, and a choice also keeps the branch that was not taken and the
/// condition that decided. The values are those of <see cref="Exact"/>.
/// </summary>
public sealed class Explained : IQuantity<Explained, ExplainedCondition>
{
    private Explained(long value, IReadOnlyList<Explained> from, Term? term = null, Provision? source = null)
    {
        Value = value;
        From = from;
        Term = term;
        Source = source;
    }

    /// <summary>The value, in the smallest unit.</summary>
    public long Value { get; }

    /// <summary>The values that this one was made from.</summary>
    public IReadOnlyList<Explained> From { get; }

    /// <summary>The fact or step that this value is, where it has a name.</summary>
    public Term? Term { get; }

    /// <summary>The provision of a dated figure.</summary>
    public Provision? Source { get; }

    /// <summary>The condition that chose this value, where it was chosen.</summary>
    public ExplainedCondition? Decision { get; private init; }

    /// <summary>The value that the choice left aside.</summary>
    public Explained? NotTaken { get; private init; }

    /// <inheritdoc />
    public static Explained Of(long value) => new(value, []);

    /// <summary>A fact of the case, or a dated figure with its provision.</summary>
    public static Explained Given(Fact fact, long value, Provision? source = null) => new(value, [], fact, source);

    /// <inheritdoc />
    public static Explained operator +(Explained left, Explained right) => new(left.Value + right.Value, [left, right]);

    /// <inheritdoc />
    public static Explained operator -(Explained left, Explained right) => new(left.Value - right.Value, [left, right]);

    /// <inheritdoc />
    public static Explained operator *(Explained left, Explained right) => new(left.Value * right.Value, [left, right]);

    /// <inheritdoc />
    public static ExplainedCondition operator <(Explained left, Explained right) => new(left.Value < right.Value, [left, right]);

    /// <inheritdoc />
    public static ExplainedCondition operator >(Explained left, Explained right) => new(left.Value > right.Value, [left, right]);

    /// <inheritdoc />
    public static ExplainedCondition operator <=(Explained left, Explained right) => new(left.Value <= right.Value, [left, right]);

    /// <inheritdoc />
    public static ExplainedCondition operator >=(Explained left, Explained right) => new(left.Value >= right.Value, [left, right]);

    /// <inheritdoc />
    public static Explained HalfUp(Explained dividend, Explained divisor) =>
        new(Exact.HalfUp(new(dividend.Value), new(divisor.Value)).Value, [dividend, divisor]);

    /// <inheritdoc />
    public static Explained Min(Explained left, Explained right) => Choose(left <= right, left, right);

    /// <inheritdoc />
    public static Explained Choose(ExplainedCondition condition, Explained then, Explained otherwise)
    {
        var (taken, left) = condition.Holds ? (then, otherwise) : (otherwise, then);
        return new(taken.Value, [taken], source: taken.Source) { Decision = condition, NotTaken = left };
    }

    /// <inheritdoc />
    public static Explained Step(Step step, Explained value) =>
        new(value.Value, [value], step, value.Source) { Decision = value.Decision, NotTaken = value.NotTaken };
}

/// <summary>A condition that remembers the values it compared.</summary>
public sealed record ExplainedCondition(bool Holds, IReadOnlyList<Explained> From) : ICondition<ExplainedCondition>
{
    /// <inheritdoc />
    public static ExplainedCondition Of(bool value) => new(value, []);

    /// <inheritdoc />
    public static ExplainedCondition operator &(ExplainedCondition left, ExplainedCondition right) =>
        new(left.Holds & right.Holds, [.. left.From, .. right.From]);

    /// <inheritdoc />
    public static ExplainedCondition operator |(ExplainedCondition left, ExplainedCondition right) =>
        new(left.Holds | right.Holds, [.. left.From, .. right.From]);

    /// <inheritdoc />
    public static ExplainedCondition operator !(ExplainedCondition condition) => condition with { Holds = !condition.Holds };
}

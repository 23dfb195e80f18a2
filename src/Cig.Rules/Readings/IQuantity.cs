namespace Cig.Rules.Readings;

/// <summary>
/// The arithmetic in which a numeric rule is written once. A reading implements it: whole cents for one case (<see cref="Exact"/>), a graph that
/// explains (<see cref="Explained"/>), the limits that intermediate values can reach (<see cref="Bounds"/>). Values are whole numbers of the smallest
/// unit (cents, hundredths of an hour, hundredths of a per cent). Only operations that a column of numbers or a line of SQL can do as well stand here.
/// </summary>
/// <typeparam name="Q">The reading's own quantity.</typeparam>
/// <typeparam name="B">The reading's own condition.</typeparam>
public interface IQuantity<Q, B>
    where Q : IQuantity<Q, B>
    where B : ICondition<B>
{
    /// <summary>A number that the rule itself states.</summary>
    static abstract Q Of(long value);

    /// <summary>The sum of two values of the same unit.</summary>
    static abstract Q operator +(Q left, Q right);

    /// <summary>The difference of two values of the same unit.</summary>
    static abstract Q operator -(Q left, Q right);

    /// <summary>The product; its unit is the product of the units, so a division must follow.</summary>
    static abstract Q operator *(Q left, Q right);

    /// <summary>Strictly less.</summary>
    static abstract B operator <(Q left, Q right);

    /// <summary>Strictly more.</summary>
    static abstract B operator >(Q left, Q right);

    /// <summary>Less or equal.</summary>
    static abstract B operator <=(Q left, Q right);

    /// <summary>More or equal.</summary>
    static abstract B operator >=(Q left, Q right);

    /// <summary>The ratio rounded to the whole unit, halves upwards. Both are zero or more, and the divisor is more than zero.</summary>
    static abstract Q HalfUp(Q dividend, Q divisor);

    /// <summary>The lower of two values; the first where they are equal.</summary>
    static abstract Q Min(Q left, Q right);

    /// <summary>One of two values; both are worked out, so neither may fail.</summary>
    static abstract Q Choose(B condition, Q then, Q otherwise);

    /// <summary>Gives a value the name of a step, by which an explanation speaks of it.</summary>
    static abstract Q Step(Step step, Q value);
}

/// <summary>Yes or no in a reading.</summary>
public interface ICondition<B>
    where B : ICondition<B>
{
    /// <summary>A condition that the case itself states.</summary>
    static abstract B Of(bool value);

    /// <summary>Both hold; both are worked out.</summary>
    static abstract B operator &(B left, B right);

    /// <summary>At least one holds; both are worked out.</summary>
    static abstract B operator |(B left, B right);

    /// <summary>It does not hold.</summary>
    static abstract B operator !(B condition);
}

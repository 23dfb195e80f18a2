namespace Cig.Rules.Readings;

/// <summary>The smallest unit in which a value of a calculation is counted.</summary>
public enum Unit
{
    /// <summary>Cents.</summary>
    Euro,

    /// <summary>Hundredths of an hour.</summary>
    Hours,

    /// <summary>Hundredths of a per cent.</summary>
    Percent,

    /// <summary>Thirtieths of a week.</summary>
    Weeks,

    /// <summary>Whole months, days, persons.</summary>
    Count,
}

/// <summary>A named place in a calculation.</summary>
public abstract class Term(string name, Unit unit)
{
    /// <summary>The name as programs exchange it: <c>lostPay</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The smallest unit in which the value is counted.</summary>
    public Unit Unit { get; } = unit;

    /// <summary>The name and a value of it, as each language writes it.</summary>
    internal Given With(long value) => Unit switch
    {
        Unit.Euro => Given.Of(Name, new Euro(value)),
        Unit.Hours => Given.Of(Name, new Hours((int)value)),
        Unit.Percent => Given.Of(Name, new Rate((int)value)),
        Unit.Weeks => Given.Of(Name, new Weeks((int)value)),
        _ => Given.Of(Name, value),
    };

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>Something the case brings: a pay, an amount of hours, a dated figure.</summary>
public sealed class Fact(string name, Unit unit) : Term(name, unit);

/// <summary>A result of a rule: its name, the provision it rests on, and the sentence that tells it.</summary>
/// <param name="name">The name as programs exchange it.</param>
/// <param name="unit">The smallest unit in which it is counted.</param>
/// <param name="source">The provision; none where the value is a dated figure that brings its own.</param>
/// <param name="sentence">The sentence, which may speak of every value that led here.</param>
public sealed class Step(string name, Unit unit, Provision? source, Func<Trace, Text> sentence) : Term(name, unit)
{
    /// <summary>The provision; null where the value is a dated figure that brings its own.</summary>
    public Provision? Source { get; } = source;

    /// <summary>The sentence that tells the step, made from what the calculation went through.</summary>
    public Func<Trace, Text> Sentence { get; } = sentence;
}

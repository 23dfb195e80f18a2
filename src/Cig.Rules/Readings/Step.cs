namespace Cig.Rules.Readings;

/// <summary>A named place in a calculation.</summary>
public abstract class Term(string name)
{
    /// <summary>The name as programs exchange it: <c>lostPay</c>.</summary>
    public string Name { get; } = name;

    public override string ToString() => Name;
}

/// <summary>Something the case brings: a pay, an amount of hours, a dated figure.</summary>
public sealed class Fact(string name) : Term(name);

/// <summary>A result of a rule: its name, the provision it rests on, and the sentence that tells it.</summary>
/// <param name="name">The name as programs exchange it.</param>
/// <param name="source">The provision; none where the value is a dated figure that brings its own.</param>
/// <param name="sentence">The sentence, which may speak of every value that led here.</param>
public sealed class Step(string name, Provision? source, Func<Trace, Text> sentence) : Term(name)
{
    public Provision? Source { get; } = source;

    public Func<Trace, Text> Sentence { get; } = sentence;
}

namespace Cig.Rules;

/// <summary>One step of an explanation: a sentence that a worker understands, and the provision it rests on.</summary>
public sealed record Reason(Provision Source, Text Text)
{
    /// <summary>The name of the result that this step gives, for instance <c>lostPay</c>; empty where it gives none.</summary>
    public string Step { get; init; } = "";

    /// <summary>The facts and dated figures that the step looked at.</summary>
    public IReadOnlyList<Given> Facts { get; init; } = [];

    /// <summary>The steps whose results went into this one.</summary>
    public IReadOnlyList<Reason> Because { get; init; } = [];

    /// <summary>Where the rule could have gone another way: what decided, and what would have followed.</summary>
    public Fork? Fork { get; init; }

    /// <summary>Says which fact decided, and what would have followed otherwise.</summary>
    /// <param name="fact">Name of the fact as programs exchange it.</param>
    /// <param name="value">Its value.</param>
    /// <param name="otherwise">What would have followed.</param>
    public Reason Or(string fact, object value, Text otherwise) => this with { Fork = new([new(fact, value)], otherwise) };
}

/// <summary>A fact or a dated figure by name, with its value.</summary>
/// <param name="Name">The name as programs exchange it.</param>
/// <param name="Raw">The value itself: an amount, a day, a number, yes or no.</param>
public sealed record Given(string Name, object Raw)
{
    /// <summary>The value as each language writes it.</summary>
    public Text Value => Text.Of($"{Raw}", $"{Raw}", $"{Raw}");

    /// <summary>Names a value.</summary>
    public static Given Of<T>(string name, T value)
        where T : notnull => new(name, value);
}

/// <summary>A turning of the rule: the values that decided, and what the branch not taken says.</summary>
public sealed record Fork(IReadOnlyList<Given> DecidedBy, Text Otherwise);

/// <summary>
/// A reading that was chosen where the sources leave one open. It is part of the answer, so that nobody takes the choice for the law.
/// </summary>
/// <param name="Name">Name of the switch, for instance <c>partialWeek</c>.</param>
/// <param name="Chosen">The reading used for this answer.</param>
/// <param name="Alternatives">The other readings that the sources allow.</param>
public sealed record Policy(string Name, string Chosen, IReadOnlyList<string> Alternatives);

/// <summary>The answer of a rule: the value, and the reasons in the order in which they were reached.</summary>
public sealed record Ruling<T>(T Value, IReadOnlyList<Reason> Reasons)
{
    /// <summary>The open readings that mattered for this answer.</summary>
    public IReadOnlyList<Policy> Policies { get; init; } = [];

    /// <summary>Facts that make the answer doubtful: an old figure, a source that was not verified.</summary>
    public IReadOnlyList<Text> Warnings { get; init; } = [];
}

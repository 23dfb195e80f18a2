namespace Cig.Rules;

/// <summary>One step of an explanation: a sentence that a worker understands, and the provision it rests on.</summary>
public sealed record Reason(Provision Source, Text Text);

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

namespace Cig.Rules;

/// <summary>A fact that cannot be: more hours lost than there were, a negative pay. Nothing is computed from it.</summary>
/// <param name="fact">Name of the fact as programs exchange it, for instance <c>supplementedHours</c>.</param>
/// <param name="problem">What is wrong.</param>
/// <param name="mend">What to do about it.</param>
public sealed class ImpossibleFactException(string fact, Text problem, Text mend) : Exception($"{fact}: {problem.English} {mend.English}")
{
    /// <summary>Name of the fact as programs exchange it; a place inside a list is written with its index: <c>workers/0/cuts</c>.</summary>
    public string Fact { get; } = fact;

    /// <summary>What is wrong, for who gave the fact.</summary>
    public Text Problem { get; } = problem;

    /// <summary>What to do about it.</summary>
    public Text Mend { get; } = mend;

    /// <summary>What else cannot be among the same facts, so that nobody mends one thing only to be told the next.</summary>
    public IReadOnlyList<ImpossibleFactException> Others { get; private init; } = [];

    /// <summary>Refuses facts of which anything was found that cannot be; the first that was found carries the others.</summary>
    /// <param name="found">Everything that was found, in the order in which it should be told.</param>
    /// <exception cref="ImpossibleFactException">Something was found.</exception>
    public static void ThrowAny(IEnumerable<ImpossibleFactException> found)
    {
        if (found.ToList() is [var first, .. var others])
            throw new ImpossibleFactException(first.Fact, first.Problem, first.Mend) { Others = others };
    }
}

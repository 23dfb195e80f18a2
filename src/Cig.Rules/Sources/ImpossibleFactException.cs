namespace Cig.Rules;

/// <summary>A fact that cannot be: more hours lost than there were, a negative pay. Nothing is computed from it.</summary>
/// <param name="fact">Name of the fact as programs exchange it, for instance <c>supplementedHours</c>.</param>
/// <param name="problem">What is wrong.</param>
/// <param name="mend">What to do about it.</param>
public sealed class ImpossibleFactException(string fact, Text problem, Text mend) : Exception($"{fact}: {problem.English} {mend.English}")
{
    public string Fact { get; } = fact;

    public Text Problem { get; } = problem;

    public Text Mend { get; } = mend;
}

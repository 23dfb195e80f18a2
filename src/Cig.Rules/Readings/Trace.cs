namespace Cig.Rules.Readings;

/// <summary>What an explained calculation went through, in the order in which it was reached: facts first, then each step once.</summary>
public sealed class Trace
{
    private readonly Dictionary<Term, Explained> _values = [];
    private readonly HashSet<Explained> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<(Step Step, Explained Value)> _steps = [];

    /// <summary>Walks the results in the order in which an answer should tell them.</summary>
    public Trace(params ReadOnlySpan<Explained> results)
    {
        foreach (var result in results)
            Visit(result);
    }

    /// <summary>The steps that led to the results; steps of branches not taken are left out.</summary>
    public IReadOnlyList<(Step Step, Explained Value)> Steps => _steps;

    /// <summary>One reason for each step, which knows the facts and the steps it was made from and the branch that was left aside.</summary>
    /// <exception cref="InvalidOperationException">A step names no provision and its value is not a dated figure.</exception>
    public IReadOnlyList<Reason> Reasons()
    {
        Dictionary<Term, Reason> told = [];
        List<Reason> reasons = new(_steps.Count);
        foreach (var (step, value) in _steps)
        {
            List<Explained> compared = [];
            foreach (var side in value.Decision?.From ?? [])
                Named(side, compared);
            List<Explained> parts = [.. compared];
            foreach (var part in value.From)
                Named(part, parts);

            List<Given> facts = [];
            List<Reason> because = [];
            foreach (var part in parts)
            {
                if (part.Term is Step before)
                    because.Add(told[before]);
                else
                    facts.Add(part.Term!.With(part.Value));
            }

            var reason = new Reason(
                step.Source ?? value.Source ?? throw new InvalidOperationException($"The step {step} names no provision."), step.Sentence(this))
            {
                Step = step.Name,
                Facts = facts,
                Because = because,
                Fork = ForkOf(value, compared),
            };
            told[step] = reason;
            reasons.Add(reason);
        }

        return reasons;
    }

    private static Fork? ForkOf(Explained value, List<Explained> compared)
    {
        if (compared.Count == 0 || value.NotTaken is not { } left)
            return null;

        List<Explained> branch = [];
        Named(left, branch);
        return branch is not [var other, ..] ? null : new(compared.ConvertAll(c => c.Term!.With(c.Value)), other.Term!.With(other.Value).Value);
    }

    /// <summary>The value where it has a name, or else the nearest named values that it was made from, what decided first; each once.</summary>
    private static void Named(Explained value, List<Explained> found)
    {
        if (value.Term is { } term)
        {
            foreach (var known in found)
            {
                if (known.Term == term && (term is Step || known.Value == value.Value))
                    return;
            }

            found.Add(value);
            return;
        }

        foreach (var side in value.Decision?.From ?? [])
            Named(side, found);
        foreach (var part in value.From)
            Named(part, found);
    }

    /// <summary>Whether the calculation went through <paramref name="term"/>.</summary>
    public bool Has(Term term) => _values.ContainsKey(term);

    /// <summary>The value of a term that is an amount.</summary>
    /// <exception cref="KeyNotFoundException">The calculation did not go through the term.</exception>
    public Euro Euro(Term term) => new(_values[term].Value);

    /// <summary>The value of a term that is hours.</summary>
    /// <exception cref="KeyNotFoundException">The calculation did not go through the term.</exception>
    public Hours Hours(Term term) => new((int)_values[term].Value);

    /// <summary>The value of a term that is a share.</summary>
    /// <exception cref="KeyNotFoundException">The calculation did not go through the term.</exception>
    public Rate Rate(Term term) => new((int)_values[term].Value);

    /// <summary>The value of a term that is weeks.</summary>
    /// <exception cref="KeyNotFoundException">The calculation did not go through the term.</exception>
    public Weeks Weeks(Term term) => new((int)_values[term].Value);

    /// <summary>The value of a term in its smallest unit.</summary>
    /// <exception cref="KeyNotFoundException">The calculation did not go through the term.</exception>
    public long Number(Term term) => _values[term].Value;

    private void Visit(Explained node)
    {
        if (!_seen.Add(node))
            return;

        // What decided comes before what was decided, so that a sentence can speak of it.
        foreach (var compared in node.Decision?.From ?? [])
            Visit(compared);
        foreach (var part in node.From)
            Visit(part);

        if (node.Term is null || !_values.TryAdd(node.Term, node))
            return;
        if (node.Term is Step step)
            _steps.Add((step, node));
    }
}

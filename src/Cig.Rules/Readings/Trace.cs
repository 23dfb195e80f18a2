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
        Dictionary<Term, Reason> reasons = [];
        foreach (var (step, value) in _steps)
        {
            List<Explained> parts = [];
            Named(value, parts);
            reasons[step] = new(
                step.Source ?? value.Source ?? throw new InvalidOperationException($"The step {step} names no provision."), step.Sentence(this))
            {
                Step = step.Name,
                Facts = [.. parts.Where(p => p.Term is Fact).Select(p => p.Term!.With(p.Value)).Distinct()],
                Because = [.. parts.Where(p => p.Term is Step).Select(p => reasons[p.Term!]).Distinct()],
                Fork = ForkOf(value),
            };
        }

        return [.. _steps.Select(s => reasons[s.Step])];
    }

    /// <summary>The nearest named values that went into <paramref name="value"/>, what decided first.</summary>
    private static void Named(Explained value, List<Explained> found)
    {
        foreach (var part in (value.Decision?.From ?? []).Concat(value.From))
        {
            if (part.Term is not null)
                found.Add(part);
            else
                Named(part, found);
        }
    }

    private static Fork? ForkOf(Explained value)
    {
        if (value.Decision is not { From.Count: > 0 } decision || value.NotTaken is not { } left)
            return null;

        List<Explained> compared = [];
        foreach (var side in decision.From)
        {
            if (side.Term is not null)
                compared.Add(side);
            else
                Named(side, compared);
        }

        List<Explained> branch = [];
        if (left.Term is not null)
            branch.Add(left);
        else
            Named(left, branch);
        Given[] otherwise = [.. branch.Select(b => b.Term!.With(b.Value)).Distinct()];
        return otherwise is not [var other, ..] ? null : new([.. compared.Select(c => c.Term!.With(c.Value)).Distinct()], other.Value);
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

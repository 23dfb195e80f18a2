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

    /// <summary>One reason for each step.</summary>
    /// <exception cref="InvalidOperationException">A step names no provision and its value is not a dated figure.</exception>
    public IReadOnlyList<Reason> Reasons() =>
    [
        .. _steps.Select(s => new Reason(
            s.Step.Source ?? s.Value.Source ?? throw new InvalidOperationException($"The step {s.Step} names no provision."),
            s.Step.Sentence(this))),
    ];

    /// <summary>Whether the calculation went through <paramref name="term"/>.</summary>
    public bool Has(Term term) => _values.ContainsKey(term);

    public Euro Euro(Term term) => new(_values[term].Value);

    public Hours Hours(Term term) => new((int)_values[term].Value);

    public Rate Rate(Term term) => new((int)_values[term].Value);

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

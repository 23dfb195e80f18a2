using System.Collections;

namespace Cig.Rules;

/// <summary>One validity of a figure or of a rule: from the first to the last day, both included.</summary>
public sealed record Version<T>(DateOnly From, DateOnly? To, T Value, Provision Source, Trust Trust)
{
    /// <summary>Whether the version is in force on a day.</summary>
    public bool Covers(DateOnly day) => From <= day && (To is not { } last || day <= last);
}

/// <summary>
/// The versions of a figure or of a rule, oldest first, written as a collection initialiser beside the rule:
/// <c>{ "2026-01-01", "2026-12-31", value, Circular("4/2026").Whole, Trust.Secondary }</c>; no last day means still in force.
/// Disorder and overlaps are refused when the table is built. A day that no version covers has no answer: nothing is guessed.
/// </summary>
public sealed class InForce<T>(string name) : IReadOnlyList<Version<T>>
{
    private readonly List<Version<T>> _versions = [];

    /// <summary>The published name of the figure, for instance <c>benefit.max.single.gross</c>.</summary>
    public string Name { get; } = name;

    /// <summary>How many versions there are.</summary>
    public int Count => _versions.Count;

    /// <summary>The versions by age, the oldest first.</summary>
    public Version<T> this[int index] => _versions[index];

    /// <summary>Adds the next version; each begins after the one before has ended.</summary>
    /// <param name="from">First day, ISO.</param>
    /// <param name="to">Last day, included; null while still in force.</param>
    /// <param name="value">The value.</param>
    /// <param name="source">The provision it comes from.</param>
    /// <param name="trust">How far it can be trusted.</param>
    /// <exception cref="ArgumentException">The validity ends before it begins, or overlaps the one before.</exception>
    public void Add(string from, string? to, T value, Provision source, Trust trust)
    {
        var version = new Version<T>(Day(from), to is null ? null : Day(to), value, source, trust);
        if (version.To < version.From)
            throw new ArgumentException($"{Name}: the validity from {from} to {to} ends before it begins.", nameof(to));
        if (_versions.Count > 0 && (_versions[^1].To is not { } last || last >= version.From))
            throw new ArgumentException($"{Name}: the version from {from} begins before the one before it has ended.", nameof(from));

        _versions.Add(version);
    }

    /// <summary>The provisions that the versions come from, for the list of a <see cref="Rule"/>.</summary>
    internal IEnumerable<Provision> Sources => _versions.Select(v => v.Source).Distinct();

    /// <summary>The version in force on <paramref name="day"/>.</summary>
    /// <exception cref="NotInForceException">No version covers that day.</exception>
    public Version<T> On(DateOnly day) => Find(day) ?? throw new NotInForceException(Name, day);

    /// <summary>The version in force on <paramref name="day"/>, or null where there is none.</summary>
    public Version<T>? Find(DateOnly day)
    {
        for (var i = _versions.Count - 1; i >= 0; i--)
        {
            if (_versions[i].Covers(day))
                return _versions[i];
        }

        return null;
    }

    /// <inheritdoc />
    public IEnumerator<Version<T>> GetEnumerator() => _versions.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd");
}

/// <summary>A figure or a rule was asked for a day on which nothing is in force.</summary>
public sealed class NotInForceException(string name, DateOnly day)
    : Exception($"{name}: nothing is in force on {day:yyyy-MM-dd}.")
{
    /// <summary>The published name of the figure or rule.</summary>
    public string Figure { get; } = name;

    /// <summary>The day that was asked for.</summary>
    public DateOnly Day { get; } = day;
}

namespace Cig.Rules;

/// <summary>Which date of the case chooses the version of a figure.</summary>
public enum TimeKey
{
    /// <summary>The month in which the hours fall.</summary>
    MonthOfHours,

    /// <summary>The first day of the suspension or reduction.</summary>
    SuspensionStart,

    /// <summary>The day of filing.</summary>
    FilingDay,

    /// <summary>The day of the event.</summary>
    EventDay,
}

/// <summary>A published figure as it is listed: name, unit, the date that chooses its version, and its versions as text.</summary>
/// <param name="Name">Published name, for instance <c>benefit.max.single.gross</c>.</param>
/// <param name="Unit">Unit in which <see cref="Version{T}.Value"/> is written.</param>
/// <param name="Key">Which date of a case chooses the version.</param>
/// <param name="Yearly">Whether the figure is set anew for each calendar year.</param>
/// <param name="Versions">The versions, the oldest first.</param>
public sealed record Figure(string Name, string Unit, TimeKey Key, bool Yearly, IReadOnlyList<Version<string>> Versions)
{
    /// <summary>The version in force on a day; null where there is none.</summary>
    public Version<string>? On(DateOnly day) => Versions.FirstOrDefault(v => v.Covers(day));

    /// <summary>Lists a table of figures; values are written by <paramref name="write"/> with a decimal point and without a unit.</summary>
    public static Figure Of<T>(InForce<T> table, string unit, TimeKey key, Func<T, string> write, bool yearly = false) =>
        new(table.Name, unit, key, yearly, [.. table.Select(v => new Version<string>(v.From, v.To, write(v.Value), v.Source, v.Trust))]);
}

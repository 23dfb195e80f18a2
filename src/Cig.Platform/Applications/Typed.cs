using System.Globalization;
using Cig.Rules;

namespace Cig.Platform.Applications;

/// <summary>Reads what people type: spaces, comma or point, <c>5/10/26</c>. What cannot be read is null, never a guess.</summary>
public static class Typed
{
    private static readonly string[] DayForms = ["d/M/yyyy", "d/M/yy", "d-M-yyyy", "d.M.yyyy", "yyyy-MM-dd"];

    public static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(typed?.Replace(" ", "", StringComparison.Ordinal), DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1950 and <= 2100
            ? day
            : null;

    /// <summary>An hour of the day: <c>15:00</c>, <c>9.30</c>.</summary>
    public static TimeOnly? Clock(string? typed) =>
        TimeOnly.TryParseExact(typed?.Trim().Replace('.', ':'), ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary><c>1.625,00</c>, <c>1625,5</c>, <c>1625.00</c>, <c>1 625</c>: the last separator followed by one or two digits is the decimal one.</summary>
    public static decimal? Number(string? typed)
    {
        var text = typed?.Replace(" ", "", StringComparison.Ordinal).Replace("€", "", StringComparison.Ordinal) ?? "";
        if (text.Length == 0 || text.Any(c => !char.IsAsciiDigit(c) && c is not (',' or '.')))
            return null;

        var last = text.LastIndexOfAny([',', '.']);
        var decimals = last >= 0 && text.Length - last - 1 is 1 or 2 ? text[(last + 1)..] : "";
        var whole = (decimals.Length > 0 ? text[..last] : text).Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        return decimal.TryParse($"{(whole.Length == 0 ? "0" : whole)}.{(decimals.Length == 0 ? "0" : decimals)}", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public static Hours? Hours(string? typed) => Number(typed) is { } number and <= 10_000_000 ? number.Hours : null;

    public static Euro? Euro(string? typed) => Number(typed) is { } number and <= 1_000_000_000 ? number.Euro : null;

    /// <summary>A day as tables and fields write it.</summary>
    public static string Field(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}

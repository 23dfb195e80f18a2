using System.Globalization;

namespace Cig.Rules;

/// <summary>How the three languages write numbers and dates. No program of ours asks the machine for its culture.</summary>
public static class Written
{
    private static readonly string[] ItalianMonths =
        ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"];

    private static readonly string[] EnglishMonths =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly string[] GermanMonths =
        ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];

    private static readonly NumberFormatInfo Continental = NumberFormatInfo.ReadOnly(new()
    {
        NumberDecimalSeparator = ",",
        NumberGroupSeparator = ".",
        NumberGroupSizes = [3],
    });

    /// <summary>Anything that may stand in a sentence, as the language writes it.</summary>
    public static string In<T>(Tongue tongue, T value) => value switch
    {
        ISpoken spoken => spoken.In(tongue),
        Text text => text.In(tongue),
        DateOnly day => Day(tongue, day),
        bool yes => Answer(tongue, yes),
        int or long or decimal => Number(tongue, Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        null => "",
        _ => value.ToString() ?? "",
    };

    public static string Answer(Tongue tongue, bool yes) => (tongue, yes) switch
    {
        (Tongue.Italian, true) => "sì",
        (Tongue.English, true) => "yes",
        (_, true) => "ja",
        (Tongue.German, false) => "nein",
        _ => "no",
    };

    /// <summary>For instance <c>23 novembre 2026</c>, <c>23 November 2026</c>, <c>23. November 2026</c>; in Italian the first of a month is <c>1º</c>.</summary>
    public static string Day(Tongue tongue, DateOnly day) => tongue switch
    {
        Tongue.Italian => $"{(day.Day == 1 ? "1º" : day.Day.ToString(CultureInfo.InvariantCulture))} {Month(tongue, day)}",
        Tongue.English => $"{day.Day} {Month(tongue, day)}",
        _ => $"{day.Day}. {Month(tongue, day)}",
    };

    /// <summary>The month and the year of <paramref name="day"/>: <c>novembre 2026</c>.</summary>
    public static string Month(Tongue tongue, DateOnly day)
    {
        var names = tongue switch { Tongue.Italian => ItalianMonths, Tongue.English => EnglishMonths, _ => GermanMonths };
        return $"{names[day.Month - 1]} {day.Year}";
    }

    /// <summary>A number with the separators of the language and no superfluous zeros: <c>1.222,5</c>, <c>1,222.5</c>.</summary>
    public static string Number(Tongue tongue, decimal value, int decimals = -1) =>
        value.ToString(decimals < 0 ? "#,##0.####" : "N" + decimals.ToString(CultureInfo.InvariantCulture), Separators(tongue));

    /// <summary>The separators of the language.</summary>
    public static NumberFormatInfo Separators(Tongue tongue) =>
        tongue == Tongue.English ? NumberFormatInfo.InvariantInfo : Continental;
}

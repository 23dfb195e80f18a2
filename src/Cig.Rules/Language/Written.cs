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

    /// <summary>Anything that may stand in a sentence, as the language writes it.</summary>
    public static string In<T>(Tongue tongue, T value) => value switch
    {
        ISpoken spoken => spoken.In(tongue),
        Text text => text.In(tongue),
        DateOnly day => Day(tongue, day),
        bool yes => Answer(tongue, yes),
        int number => Fixed(tongue, number, 0),
        long number => Fixed(tongue, number, 0),
        decimal number => Number(tongue, number),
        null => "",
        _ => value.ToString() ?? "",
    };

    /// <summary><c>sì</c> or <c>no</c> in the language.</summary>
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

    /// <summary>A number with the separators of the language, to four places at most and without superfluous zeros: <c>1.222,5</c>, <c>1,222.5</c>.</summary>
    /// <param name="tongue">The language.</param>
    /// <param name="value">The number.</param>
    /// <param name="decimals">Exactly so many places instead.</param>
    public static string Number(Tongue tongue, decimal value, int? decimals = null)
    {
        var places = decimals ?? 4;
        var scaled = decimal.Truncate(Math.Round(value, places, MidpointRounding.AwayFromZero) * Powers[places]);
        return Fixed(tongue, (long)scaled, places, trim: decimals is null);
    }

    /// <summary>A number counted in units of 1/10^<paramref name="places"/>: 142369 with two places is <c>1.423,69</c>.</summary>
    /// <param name="tongue">The language.</param>
    /// <param name="value">The number.</param>
    /// <param name="places">Places after the point.</param>
    /// <param name="trim">Leave out zeros at the end of the decimals.</param>
    /// <param name="before">What stands before it.</param>
    /// <param name="after">What stands behind it.</param>
    internal static string Fixed(Tongue tongue, long value, int places, bool trim = false, string before = "", string after = "")
    {
        var (point, group) = tongue == Tongue.English ? ('.', ',') : (',', '.');
        Span<char> text = stackalloc char[64];
        var i = text.Length;
        var rest = Math.Abs(value);
        var significant = !trim;
        for (var place = 0; place < places; place++)
        {
            var digit = rest % 10;
            rest /= 10;
            significant |= digit != 0;
            if (significant)
                text[--i] = (char)('0' + digit);
        }

        if (i < text.Length)
            text[--i] = point;
        var digits = 0;
        do
        {
            if (digits > 0 && digits % 3 == 0)
                text[--i] = group;
            text[--i] = (char)('0' + rest % 10);
            rest /= 10;
            digits++;
        }
        while (rest > 0);

        if (value < 0)
            text[--i] = '-';
        return string.Concat(before, text[i..], after);
    }

    private static readonly decimal[] Powers = [1m, 10m, 100m, 1000m, 10_000m];
}

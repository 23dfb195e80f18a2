using System.Globalization;

namespace Cig.Rules.Identifiers;

/// <summary>Codice fiscale of a person: 16 characters, the last a check letter; homonyms have digits replaced by letters (omocodia).</summary>
public static class CodiceFiscale
{
    private const string Months = "ABCDEHLMPRST";
    private const string Substitutes = "LMNPQRSTUV";
    private static readonly int[] DigitPlaces = [6, 7, 9, 10, 12, 13, 14];

    /// <summary>Whether the code is well-formed, and what it tells: sex, date and place of birth.</summary>
    /// <param name="typed">As somebody typed it; case and spaces do not matter.</param>
    /// <param name="today">The day by which the century of birth is told: the one that gives an age from 14 to 100 years.</param>
    public static Identification Check(string typed, DateOnly today)
    {
        var code = Identification.Tidy(typed);
        if (code.Length != 16)
            return Identification.Bad(code, Identification.WrongLength(16, code.Length));

        var plain = code.ToCharArray();
        for (var i = 0; i < 16; i++)
        {
            var letterPlace = Array.IndexOf(DigitPlaces, i) < 0;
            var substitute = Substitutes.IndexOf(code[i], StringComparison.Ordinal);
            if (letterPlace ? !char.IsAsciiLetterUpper(code[i]) : !char.IsAsciiDigit(code[i]) && substitute < 0)
                return Identification.Bad(code, WrongPlace(i, code[i], letterPlace));
            if (!letterPlace && substitute >= 0)
                plain[i] = (char)('0' + substitute);
        }

        var expected = CheckLetter.Of(code.AsSpan(0, 15));
        var month = Months.IndexOf(code[8], StringComparison.Ordinal) + 1;
        if (month == 0)
            return Identification.Bad(code, NoSuchDate());

        var number = Number(plain, 9);
        var female = number > 40;
        var day = female ? number - 40 : number;
        if (BirthDate(Number(plain, 6), month, day, today) is not { } born)
            return Identification.Bad(code, NoSuchDate());
        if (code[15] != expected)
            return Identification.Bad(code, Identification.Check(code[15].ToString(), expected.ToString()));

        return Identification.Good(code, new Dictionary<string, string>
        {
            ["sex"] = female ? "F" : "M",
            ["birthDate"] = born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["birthPlace"] = new string(plain, 11, 4),
        });
    }

    private static int Number(char[] plain, int place) => (plain[place] - '0') * 10 + (plain[place + 1] - '0');

    private static DateOnly? BirthDate(int year, int month, int day, DateOnly today)
    {
        DateOnly? possible = null;
        foreach (var century in new[] { 2000, 1900 })
        {
            if (day < 1 || day > DateTime.DaysInMonth(century + year, month))
                continue;

            var born = new DateOnly(century + year, month, day);
            var age = today.Year - born.Year - (today < born.AddYears(today.Year - born.Year) ? 1 : 0);
            if (age is >= 14 and <= 100)
                return born;
            possible ??= age >= 0 ? born : null;
        }

        return possible;
    }

    private static Text NoSuchDate() => Text.Of(
        $"La data di nascita scritta nel codice non esiste.",
        $"The date of birth in the code does not exist.",
        $"Das Geburtsdatum im Code gibt es nicht.");

    private static Text WrongPlace(int place, char found, bool letter) => Text.Of(
        $"Al posto {place + 1} c'è {found}: lì va {(letter ? "una lettera" : "una cifra")}.",
        $"Place {place + 1} holds {found}: there goes {(letter ? "a letter" : "a digit")}.",
        $"An Stelle {place + 1} steht {found}: dort gehört {(letter ? "ein Buchstabe" : "eine Ziffer")} hin.");
}

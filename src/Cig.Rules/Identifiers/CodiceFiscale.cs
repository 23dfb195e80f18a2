using System.Globalization;

namespace Cig.Rules.Identifiers;

/// <summary>Codice fiscale of a person: 16 characters, the last a check letter; homonyms have digits replaced by letters (omocodia).</summary>
public static class CodiceFiscale
{
    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("codice-fiscale", "Identifiers/CodiceFiscale", Text.Of($"Codice fiscale", $"Codice fiscale", $"Steuernummer"), [Law.Dm1976.Whole]);

    private const string Months = "ABCDEHLMPRST";
    private const string Substitutes = "LMNPQRSTUV";
    private static readonly int[] DigitPlaces = [6, 7, 9, 10, 12, 13, 14];

    /// <summary>Whether the code is well-formed, and what it tells: sex, date and place of birth.</summary>
    /// <param name="typed">As somebody typed it; case and spaces do not matter.</param>
    /// <param name="today">
    /// The day by which the century of birth is told: the one that gives an age from 14 to 100 years. Where none does, the birth date is not told.
    /// </param>
    public static Identification Check(string typed, DateOnly today)
    {
        var code = Identification.Tidy(typed);
        if (code.Length == 11 && code.All(char.IsAsciiDigit))
            return Provisional(code);
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
        if (!Exists(Number(plain, 6), month, day))
            return Identification.Bad(code, NoSuchDate());
        if (code[15] != expected)
            return Identification.Bad(code, Identification.Check(code[15].ToString(), expected.ToString()));

        var read = new Dictionary<string, string> { ["sex"] = female ? "F" : "M", ["birthPlace"] = new(plain, 11, 4) };
        if (BirthDate(Number(plain, 6), month, day, today) is not { } born)
            return Identification.Good(code, read) with { Warning = CenturyUnknown() };

        read["birthDate"] = born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Identification.Good(code, read);
    }

    /// <summary>The eleven digits that a person has until the final code is given; they tell nothing and end with the check digit of entities.</summary>
    private static Identification Provisional(string code)
    {
        var found = PartitaIva.CheckEntity(code);
        return found.Valid ? found with { Warning = ProvisionalCode() } : found;
    }

    private static int Number(char[] plain, int place) => (plain[place] - '0') * 10 + (plain[place + 1] - '0');

    /// <summary>2000 was a leap year and 1900 was none: this century has every day of the last one.</summary>
    private static bool Exists(int year, int month, int day) => day >= 1 && day <= DateTime.DaysInMonth(2000 + year, month);

    /// <summary>Two centuries cannot both give an age from 14 to 100 years.</summary>
    private static DateOnly? BirthDate(int year, int month, int day, DateOnly today)
    {
        foreach (var century in new[] { 2000, 1900 })
        {
            if (day > DateTime.DaysInMonth(century + year, month))
                continue;

            var born = new DateOnly(century + year, month, day);
            var age = today.Year - born.Year - (today < born.AddYears(today.Year - born.Year) ? 1 : 0);
            if (age is >= 14 and <= 100)
                return born;
        }

        return null;
    }

    private static Text CenturyUnknown() => Text.Of(
        $"Il codice non dice il secolo di nascita e nessuno dà un'età tra 14 e 100 anni: chiedi la data.",
        $"The code does not tell the century of birth, and none gives an age from 14 to 100 years: ask for the date.",
        $"Der Code nennt das Geburtsjahrhundert nicht, und keines ergibt ein Alter von 14 bis 100 Jahren: bitte nach dem Datum fragen.");

    private static Text ProvisionalCode() => Text.Of(
        $"È un codice fiscale provvisorio di sole cifre, oppure il codice di un'impresa: controlla che sia della persona.",
        $"This is a provisional code of digits only, or the code of a firm: see whether it is the person's.",
        $"Das ist eine vorläufige Steuernummer nur aus Ziffern oder der Code eines Unternehmens: bitte prüfen, ob er zur Person gehört.");

    private static Text NoSuchDate() => Text.Of(
        $"La data di nascita scritta nel codice non esiste.",
        $"The date of birth in the code does not exist.",
        $"Das Geburtsdatum im Code gibt es nicht.");

    private static Text WrongPlace(int place, char found, bool letter) => Text.Of(
        $"Al posto {place + 1} c'è {found}: lì va {(letter ? "una lettera" : "una cifra")}.",
        $"Place {place + 1} holds {found}: there goes {(letter ? "a letter" : "a digit")}.",
        $"An Stelle {place + 1} steht {found}: dort gehört {(letter ? "ein Buchstabe" : "eine Ziffer")} hin.");
}

namespace Cig.Rules.Identifiers;

/// <summary>Partita IVA and numeric tax code of entities: 11 digits with a Luhn check digit.</summary>
public static class PartitaIva
{
    /// <summary>Checks the check digit and the office code of a VAT number of eleven digits.</summary>
    public static Identification Check(string typed) => Check(typed, vat: true);

    /// <summary>The tax code of an entity has the same check but no office number inside.</summary>
    public static Identification CheckEntity(string typed) => Check(typed, vat: false);

    private static Identification Check(string typed, bool vat)
    {
        var code = Identification.Tidy(typed);
        if (vat && code.StartsWith("IT", StringComparison.Ordinal))
            code = code[2..];
        if (code.Length != 11)
            return Identification.Bad(code, Identification.WrongLength(11, code.Length));
        if (!code.All(char.IsAsciiDigit))
            return Identification.Bad(code, Digits.Only());
        if (code.All(c => c == '0'))
            return Identification.Bad(code, Digits.AllZeros());

        var sum = 0;
        for (var i = 0; i < 10; i++)
        {
            var digit = code[i] - '0';
            sum += i % 2 == 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
        }

        var expected = (char)('0' + (10 - sum % 10) % 10);
        if (code[10] != expected)
            return Identification.Bad(code, Identification.Check(code[10].ToString(), expected.ToString()));

        var office = int.Parse(code.AsSpan(7, 3));
        if (vat && (code.StartsWith("0000000", StringComparison.Ordinal) || office is not (>= 1 and <= 100 or 120 or 121 or 888 or 999)))
        {
            return Identification.Bad(code, Text.Of(
                $"Le cifre dalla ottava alla decima ({code.Substring(7, 3)}) non indicano un ufficio: forse è il codice fiscale dell'ente.",
                $"Digits eight to ten ({code.Substring(7, 3)}) name no office: perhaps it is the entity's tax code.",
                $"Die Ziffern acht bis zehn ({code.Substring(7, 3)}) bezeichnen kein Amt: vielleicht ist es die Steuernummer der Körperschaft."));
        }

        return Identification.Good(code);
    }
}

/// <summary>Matricola INPS: 10 digits kept as text; the last two check the odd and the even places of the first eight.</summary>
public static class InpsPosition
{
    /// <summary>Checks the two check digits of a matricola of ten digits.</summary>
    public static Identification Check(string typed)
    {
        var code = Identification.Tidy(typed);
        if (code.Length != 10)
            return Identification.Bad(code, Identification.WrongLength(10, code.Length));
        if (!code.All(char.IsAsciiDigit))
            return Identification.Bad(code, Digits.Only());
        if (code.All(c => c == '0'))
            return Identification.Bad(code, Digits.AllZeros());

        int Sum(int first) => Enumerable.Range(0, 4).Sum(i => code[first + 2 * i] - '0') % 10;
        var expected = $"{Sum(0)}{Sum(1)}";
        return code.EndsWith(expected, StringComparison.Ordinal)
            ? Identification.Good(code)
            : Identification.Bad(code, Identification.Check(code[8..], expected));
    }
}

/// <summary>Codes that have a form but no check character; only a table of today can say that one exists.</summary>
public static class CodeForms
{
    /// <summary>Codice statistico contributivo: sector, class and category.</summary>
    public static Identification ContributionClass(string typed) =>
        Form(typed, 5, (i, c) => i == 0 ? c is >= '1' and <= '9' : char.IsAsciiDigit(c), code => new() { ["sector"] = code[..1], ["class"] = code[1..3], ["category"] = code[3..] });

    /// <summary>Codice autorizzazione: a digit and a letter.</summary>
    public static Identification Authorisation(string typed) =>
        Form(typed, 2, (i, c) => i == 0 ? char.IsAsciiDigit(c) : char.IsAsciiLetterUpper(c));

    /// <summary>CNEL code of the collective agreement: four letters or digits.</summary>
    public static Identification CollectiveAgreement(string typed) => Form(typed, 4, (_, c) => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    /// <summary>Belfiore code of a municipality, or of a state abroad (Z).</summary>
    public static Identification Belfiore(string typed) =>
        Form(typed, 4, (i, c) => i == 0 ? char.IsAsciiLetterUpper(c) : char.IsAsciiDigit(c), code => new() { ["abroad"] = code[0] == 'Z' ? "true" : "false" });

    private static Identification Form(string typed, int length, Func<int, char, bool> fits, Func<string, Dictionary<string, string>>? read = null)
    {
        var code = Identification.Tidy(typed);
        if (code.Length != length)
            return Identification.Bad(code, Identification.WrongLength(length, code.Length));

        for (var i = 0; i < length; i++)
        {
            if (!fits(i, code[i]))
            {
                return Identification.Bad(code, Text.Of(
                    $"Il carattere {code[i]} al posto {i + 1} non è ammesso.",
                    $"The character {code[i]} in place {i + 1} is not allowed.",
                    $"Das Zeichen {code[i]} an Stelle {i + 1} ist nicht zulässig."));
            }
        }

        return Identification.Good(code, read?.Invoke(code));
    }
}

internal static class Digits
{
    public static Text Only() => Text.Of($"Sono ammesse solo cifre.", $"Only digits are allowed.", $"Es sind nur Ziffern zulässig.");

    public static Text AllZeros() => Text.Of($"Un codice di soli zeri non esiste.", $"A code of zeros does not exist.", $"Einen Code aus Nullen gibt es nicht.");
}

namespace Cig.Rules.Identifiers;

/// <summary>
/// IBAN: remainder 1 modulo 97 everywhere; in Italy and San Marino also the CIN letter over bank, branch and account. Accounts of other SEPA countries are as
/// good as Italian ones (Reg. EU 260/2012, art. 9).
/// </summary>
public static class Iban
{
    /// <summary>Length of the IBAN in the countries of SEPA.</summary>
    private static readonly Dictionary<string, int> Lengths = new(StringComparer.Ordinal)
    {
        ["AD"] = 24, ["AL"] = 28, ["AT"] = 20, ["BE"] = 16, ["BG"] = 22, ["CH"] = 21, ["CY"] = 28, ["CZ"] = 24, ["DE"] = 22, ["DK"] = 18, ["EE"] = 20,
        ["ES"] = 24, ["FI"] = 18, ["FR"] = 27, ["GB"] = 22, ["GI"] = 23, ["GR"] = 27, ["HR"] = 21, ["HU"] = 28, ["IE"] = 22, ["IS"] = 26, ["IT"] = 27,
        ["LI"] = 21, ["LT"] = 20, ["LU"] = 20, ["LV"] = 21, ["MC"] = 27, ["MD"] = 24, ["ME"] = 22, ["MK"] = 19, ["MT"] = 31, ["NL"] = 18, ["NO"] = 15,
        ["PL"] = 28, ["PT"] = 25, ["RO"] = 24, ["RS"] = 22, ["SE"] = 24, ["SI"] = 19, ["SK"] = 24, ["SM"] = 27, ["VA"] = 22,
    };

    /// <summary>Checks an IBAN of any country; the Italian and San Marino ones also by their internal check letter (CIN).</summary>
    public static Identification Check(string typed)
    {
        var code = Identification.Tidy(typed);
        if (code.Length < 5 || !code.All(char.IsAsciiLetterOrDigit))
        {
            return Identification.Bad(code, Text.Of(
                $"Un IBAN ha solo lettere e cifre, due lettere per il paese all'inizio.",
                $"An IBAN has only letters and digits, two letters for the country first.",
                $"Eine IBAN hat nur Buchstaben und Ziffern, am Anfang zwei Buchstaben für das Land."));
        }

        var country = code[..2];
        if (!Lengths.TryGetValue(country, out var length))
        {
            return Identification.Bad(code, Text.Of(
                $"{country} non è un paese dell'area dei pagamenti in euro (SEPA).",
                $"{country} is not a country of the euro payments area (SEPA).",
                $"{country} ist kein Land des Euro-Zahlungsraums (SEPA)."));
        }

        if (code.Length != length)
            return Identification.Bad(code, Identification.WrongLength(length, code.Length));
        if (!char.IsAsciiDigit(code[2]) || !char.IsAsciiDigit(code[3]) || Remainder(code) != 1)
        {
            return Identification.Bad(code, Text.Of(
                $"Le due cifre di controllo dopo {country} non tornano: controlla di avere copiato bene l'IBAN.",
                $"The two check digits after {country} do not fit: see whether the IBAN was copied well.",
                $"Die zwei Prüfziffern nach {country} stimmen nicht: bitte prüfen, ob die IBAN richtig abgeschrieben wurde."));
        }

        if (country is not ("IT" or "SM"))
            return Identification.Good(code, new Dictionary<string, string> { ["country"] = country });

        var account = code.AsSpan(5);
        if (!char.IsAsciiLetterUpper(code[4]) || account[..10].ContainsAnyExceptInRange('0', '9'))
        {
            return Identification.Bad(code, Text.Of(
                $"Dopo le cifre di controllo vanno una lettera e dieci cifre (banca e filiale).",
                $"After the check digits go a letter and ten digits (bank and branch).",
                $"Nach den Prüfziffern folgen ein Buchstabe und zehn Ziffern (Bank und Filiale)."));
        }

        var expected = CheckLetter.Of(account);
        return code[4] == expected
            ? Identification.Good(code, new Dictionary<string, string> { ["country"] = country, ["bank"] = code[5..10], ["branch"] = code[10..15], ["account"] = code[15..] })
            : Identification.Bad(code, Identification.Check(code[4].ToString(), expected.ToString()));
    }

    private static int Remainder(string code)
    {
        var remainder = 0;
        foreach (var c in code[4..] + code[..4])
        {
            var number = char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10;
            remainder = (remainder * (number > 9 ? 100 : 10) + number) % 97;
        }

        return remainder;
    }
}

namespace Cig.Rules.Identifiers;

/// <summary>What can be said of a code that somebody typed.</summary>
/// <param name="Valid">Whether the code is well-formed.</param>
/// <param name="Normalised">Upper case, without spaces; null where nothing sensible was typed.</param>
/// <param name="Why">Why it is not valid; null where it is.</param>
/// <param name="Read">What the code itself tells, by name: sex, birth date, office.</param>
public sealed record Identification(bool Valid, string? Normalised, Text? Why, IReadOnlyDictionary<string, string> Read)
{
    /// <summary>What to look at once more though the code is valid; null where nothing is.</summary>
    public Text? Warning { get; init; }

    internal static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    internal static Identification Good(string normalised, IReadOnlyDictionary<string, string>? read = null) => new(true, normalised, null, read ?? Nothing);

    internal static Identification Bad(string? normalised, Text why) => new(false, normalised, why, Nothing);

    /// <summary>Upper case without spaces, dots and hyphens, as people type codes.</summary>
    internal static string Tidy(string typed) =>
        string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-'))).ToUpperInvariant();

    internal static Text WrongLength(int expected, int found) => Text.Of(
        $"Servono {expected} caratteri, qui sono {found}.",
        $"It takes {expected} characters, here are {found}.",
        $"Es braucht {expected} Zeichen, hier sind es {found}.");

    internal static Text Check(string found, string expected) => Text.Of(
        $"Il carattere di controllo è {found} e dovrebbe essere {expected}: controlla di avere copiato bene il codice.",
        $"The check character is {found} and should be {expected}: see whether the code was copied well.",
        $"Das Prüfzeichen ist {found} und müsste {expected} sein: bitte prüfen, ob der Code richtig abgeschrieben wurde.");
}

/// <summary>The odd-and-even table that the codice fiscale and the Italian bank account number share.</summary>
internal static class CheckLetter
{
    /// <summary>Values of A-Z in odd places (D.M. 23 December 1976), 0-9 being worth what A-J are; in even places a digit or letter is worth its number.</summary>
    private static ReadOnlySpan<byte> Odd => [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

    public static char Of(ReadOnlySpan<char> code)
    {
        var sum = 0;
        for (var i = 0; i < code.Length; i++)
        {
            var number = char.IsAsciiDigit(code[i]) ? code[i] - '0' : code[i] - 'A';
            sum += i % 2 == 0 ? Odd[number] : number;
        }

        return (char)('A' + sum % 26);
    }
}

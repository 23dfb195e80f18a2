using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cig.Platform.Mail;

/// <summary>
/// What counts as a person's mail address: letters, digits and the usual signs, an at sign, a name of the Internet. What else RFC 5322 admits (quotes, comments, lists, names before the address, lines) is
/// nobody's everyday address and everybody's way to write into the head of a message.
/// </summary>
public static partial class Address
{
    public const int Longest = 254;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>The address as it is kept, its domain in lower case and in ASCII; null where it is none.</summary>
    public static string? Read(string? typed)
    {
        var text = (typed ?? "").Trim(' ');
        if (text.Length > Longest || text.LastIndexOf('@') is not (> 0 and <= 64 and var at) || !Local().IsMatch(text[..at]))
            return null;

        try
        {
            var domain = Idn.GetAscii(text[(at + 1)..]).ToLowerInvariant();
            return Domain().IsMatch(domain) && Idn.GetUnicode(domain).EnumerateRunes().All(IsOfAName) && at + 1 + domain.Length <= Longest ? $"{text[..at]}@{domain}" : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What can be seen in a name of the Internet: an invisible sign would make two addresses look like one.</summary>
    private static bool IsOfAName(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '.' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Local();

    /// <summary>At least two labels, the last one not a number: no address of a machine.</summary>
    [GeneratedRegex(@"\A([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Domain();
}

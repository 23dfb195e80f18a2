using Cig.Rules;

namespace Cig.Calculators;

/// <summary>Something wrong with the input: where, what, and how to mend it.</summary>
/// <param name="Path">Place in the input, as a JSON pointer: <c>/authorisations/0/from</c>.</param>
public sealed record Problem(string Path, Text Message, Text Mend)
{
    internal static Problem OutOfRange(string path, string value, string least, string greatest) => new(
        path,
        Text.Of($"{value} è fuori dai valori possibili.", $"{value} is outside the possible values.", $"{value} liegt außerhalb der möglichen Werte."),
        Text.Of($"Scrivi un valore da {least} a {greatest}.", $"Write a value from {least} to {greatest}.", $"Einen Wert von {least} bis {greatest} schreiben."));

    internal static Problem UnknownKey(string path, string key, IEnumerable<Named> members)
    {
        var nearest = members.Select(m => m.Key).MinBy(k => Distance(k.ToUpperInvariant(), key.ToUpperInvariant()));
        return new(
            path,
            Text.Of($"\"{key}\" non è un dato di questo calcolo.", $"\"{key}\" is no fact of this calculation.", $"\"{key}\" ist keine Angabe dieser Berechnung."),
            nearest is null
                ? Text.Of($"Togli la chiave.", $"Remove the key.", $"Den Schlüssel entfernen.")
                : Text.Of($"Togli la chiave, o forse volevi \"{nearest}\".", $"Remove the key, or perhaps \"{nearest}\" was meant.", $"Den Schlüssel entfernen, oder war \"{nearest}\" gemeint?"));
    }

    /// <summary>How many letters must be changed, added or removed to come from one word to the other.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, left) = (row[0], row[0] = i);
            for (var j = 1; j <= other.Length; j++)
            {
                left = Math.Min(Math.Min(row[j], left) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], left);
            }
        }

        return row[other.Length];
    }
}

using System.Globalization;
using System.Text;
using Cig.Rules;

namespace Cig.Platform.Sheets;

/// <summary>The words of a question that a search goes by: lower case, no accents, nothing with a digit (a codice fiscale, a number), no word that every question has.</summary>
public static class SheetWords
{
    private const int Most = 8;

    private static readonly HashSet<string> Italian = [.. """
        che chi come con cosa dal dalla dalle dei del della delle dello dove due entro era essere fare fra gli hai hanno
        il la le lo loro ma mi mia mie mio miei nel nella non nostra nostro ogni per perche piu posso poi qual quale quali quando quanta quante quanti
        quanto quella quello questa questo sara se sei senza si sia sono sta su sua sul sulla suo tra tua tuo un una uno vorrei sapere puo puoi deve devo anche alla alle allo ai agli
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    private static readonly HashSet<string> English = [.. "the and are can could did does for from has have how into its may much must not should than that their there they this was were what when where which who whom why will with would you your mine many long".Split(' ')];

    private static readonly HashSet<string> German = [.. "aber als auch auf aus bei bin bis das dass dem den der des die ein eine einem einen einer eines fur haben hat ich ihr ihre ist kann kein keine man mein meine mich mir mit muss nach nicht noch oder sein sich sie sind und uns unter vom von wann war warum was wenn wer werden wie wieviel wird wir wo zu zum zur viel lange".Split(' ')];

    /// <summary>The words that count, each once, eight at most.</summary>
    public static IReadOnlyList<string> Of(string question, Tongue tongue)
    {
        var idle = tongue switch { Tongue.English => English, Tongue.German => German, _ => Italian };
        return [.. Plain(question).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(w => w.Length is >= 3 and <= 30 && !w.Any(char.IsDigit) && !idle.Contains(w)).Distinct().Take(Most)];
    }

    /// <summary>What stays of a word when its ending is cut: the engine without a stemmer looks for words that begin so.</summary>
    public static string Beginning(string word) => word.Length switch { <= 4 => word, 5 => word[..4], _ => word[..^2] };

    /// <summary>Lower case without accents; anything that is neither letter nor digit is a space.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                plain.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
        }

        return plain.ToString();
    }
}

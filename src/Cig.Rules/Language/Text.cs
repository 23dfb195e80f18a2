namespace Cig.Rules;

/// <summary>The languages of the service. Italian is always complete and comes first.</summary>
public enum Tongue
{
    /// <summary>Italiano, always complete.</summary>
    Italian,

    /// <summary>English.</summary>
    English,

    /// <summary>Deutsch, the second language of the province of Bolzano.</summary>
    German,
}

/// <summary>The codes of the languages, as pages, mail and programs write them (ISO 639-1).</summary>
public static class TongueCodes
{
    extension(Tongue tongue)
    {
        /// <summary><c>it</c>, <c>en</c> or <c>de</c>.</summary>
        public string Code => tongue switch { Tongue.English => "en", Tongue.German => "de", _ => "it" };

        /// <summary>The language of a code; null where it is the code of none.</summary>
        public static Tongue? Of(string? code) => code switch { "it" => Tongue.Italian, "en" => Tongue.English, "de" => Tongue.German, _ => null };
    }
}

/// <summary>
/// A sentence in the three languages of the service, made in one place so that no language states another fact:
/// <c>Text.Of($"Il massimale è {maximum}.", $"The ceiling is {maximum}.", $"Die Höchstgrenze ist {maximum}.")</c>.
/// Amounts, dates and weeks inside the braces are written as each language writes them.
/// </summary>
public sealed record Text(string Italian, string English, string German)
{
    /// <summary>Writes one sentence in the three languages from the same values.</summary>
    public static Text Of(ItalianSentence italian, EnglishSentence english, GermanSentence german) =>
        new(italian.Finish(), english.Finish(), german.Finish());

    /// <summary>The sentence in one language.</summary>
    public string In(Tongue tongue) => tongue switch
    {
        Tongue.Italian => Italian,
        Tongue.English => English,
        Tongue.German => German,
        _ => throw new ArgumentOutOfRangeException(nameof(tongue), tongue, "Not a language of the service."),
    };

    /// <summary>The Italian sentence.</summary>
    public override string ToString() => Italian;
}

/// <summary>A value that each language writes in its own way: an amount, a number of weeks, a share.</summary>
public interface ISpoken
{
    /// <summary>The value as a language writes it, unit included.</summary>
    string In(Tongue tongue);
}

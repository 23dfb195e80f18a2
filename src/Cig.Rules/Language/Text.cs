namespace Cig.Rules;

/// <summary>The languages of the service. Italian is always complete and comes first.</summary>
public enum Tongue
{
    Italian,
    English,
    German,
}

/// <summary>
/// A sentence in the three languages of the service, made in one place so that no language states another fact:
/// <c>Text.Of($"Il massimale è {maximum}.", $"The ceiling is {maximum}.", $"Die Höchstgrenze ist {maximum}.")</c>.
/// Amounts, dates and weeks inside the braces are written as each language writes them.
/// </summary>
public sealed record Text(string Italian, string English, string German)
{
    public static Text Of(ItalianSentence italian, EnglishSentence english, GermanSentence german) =>
        new(italian.Finish(), english.Finish(), german.Finish());

    public string In(Tongue tongue) => tongue switch
    {
        Tongue.Italian => Italian,
        Tongue.English => English,
        Tongue.German => German,
        _ => throw new ArgumentOutOfRangeException(nameof(tongue), tongue, "Not a language of the service."),
    };

    public override string ToString() => Italian;
}

/// <summary>A value that each language writes in its own way: an amount, a number of weeks, a share.</summary>
public interface ISpoken
{
    string In(Tongue tongue);
}

using System.Runtime.CompilerServices;

namespace Cig.Rules;

// The compiler builds one of these for each interpolated string given to Text.Of, so that every language formats its own numbers.

/// <summary>
/// An interpolated sentence in Italian, in which articles give up their vowel before a number that begins with one (<c>dall'8 aprile</c>, <c>l'80%</c>) and are those of a z before
/// zero (<c>dello 0,5%</c>).
/// </summary>
[InterpolatedStringHandler]
public ref struct ItalianSentence
{
    private static readonly (string Whole, string Elided, string BeforeZero)[] Articles =
    [
        ("dal ", "dall'", "dallo "), ("del ", "dell'", "dello "), ("nel ", "nell'", "nello "), ("sul ", "sull'", "sullo "), (" al ", " all'", " allo "),
        (" il ", " l'", " lo "), ("Il ", "L'", "Lo "), ("Dal ", "Dall'", "Dallo "),
    ];

    private DefaultInterpolatedStringHandler _text;
    private string _waiting;

    /// <summary>Begins a sentence; the compiler calls this for an interpolated string.</summary>
    public ItalianSentence(int literalLength, int formattedCount)
    {
        _text = new(literalLength, formattedCount);
        _waiting = "";
    }

    /// <summary>Adds words as they stand.</summary>
    public void AppendLiteral(string literal)
    {
        _text.AppendLiteral(_waiting);
        _waiting = literal;
    }

    /// <summary>Adds a value as the language writes it; articles give up their vowel before a number that begins with one.</summary>
    public void AppendFormatted<T>(T value)
    {
        var written = Written.In(Tongue.Italian, value);
        _text.AppendLiteral(BeginsWithAVowel(written) ? Changed(_waiting, zero: false) : written is ['0', ..] ? Changed(_waiting, zero: true) : _waiting);
        _text.AppendLiteral(written);
        _waiting = "";
    }

    internal string Finish()
    {
        _text.AppendLiteral(_waiting);
        return _text.ToStringAndClear();
    }

    /// <summary>Otto, ottanta, ottocento; undici.</summary>
    private static bool BeginsWithAVowel(string number) =>
        number is ['8', ..] || number is ['1', '1'] or ['1', '1', not (>= '0' and <= '9'), ..];

    private static string Changed(string literal, bool zero)
    {
        foreach (var (whole, elided, beforeZero) in Articles)
        {
            if (literal.EndsWith(whole, StringComparison.Ordinal) || literal == whole.TrimStart())
                return literal[..^whole.TrimStart().Length] + (zero ? beforeZero : elided).TrimStart();
        }

        return literal;
    }
}

/// <summary>An interpolated sentence in English.</summary>
[InterpolatedStringHandler]
public ref struct EnglishSentence
{
    private DefaultInterpolatedStringHandler _text;

    /// <summary>Begins a sentence; the compiler calls this for an interpolated string.</summary>
    public EnglishSentence(int literalLength, int formattedCount) => _text = new(literalLength, formattedCount);

    /// <summary>Adds words as they stand.</summary>
    public void AppendLiteral(string literal) => _text.AppendLiteral(literal);

    /// <summary>Adds a value as the language writes it; numbers and dates are those of English.</summary>
    public void AppendFormatted<T>(T value) => _text.AppendLiteral(Written.In(Tongue.English, value));

    internal string Finish() => _text.ToStringAndClear();
}

/// <summary>An interpolated sentence in German.</summary>
[InterpolatedStringHandler]
public ref struct GermanSentence
{
    private DefaultInterpolatedStringHandler _text;

    /// <summary>Begins a sentence; the compiler calls this for an interpolated string.</summary>
    public GermanSentence(int literalLength, int formattedCount) => _text = new(literalLength, formattedCount);

    /// <summary>Adds words as they stand.</summary>
    public void AppendLiteral(string literal) => _text.AppendLiteral(literal);

    /// <summary>Adds a value as the language writes it; numbers and dates are those of German.</summary>
    public void AppendFormatted<T>(T value) => _text.AppendLiteral(Written.In(Tongue.German, value));

    internal string Finish() => _text.ToStringAndClear();
}

using System.Runtime.CompilerServices;

namespace Cig.Rules;

// The compiler builds one of these for each interpolated string given to Text.Of, so that every language formats its own numbers.

/// <summary>An interpolated sentence in Italian.</summary>
[InterpolatedStringHandler]
public ref struct ItalianSentence
{
    private DefaultInterpolatedStringHandler _text;

    public ItalianSentence(int literalLength, int formattedCount) => _text = new(literalLength, formattedCount);

    public void AppendLiteral(string literal) => _text.AppendLiteral(literal);

    public void AppendFormatted<T>(T value) => _text.AppendLiteral(Written.In(Tongue.Italian, value));

    internal string Finish() => _text.ToStringAndClear();
}

/// <summary>An interpolated sentence in English.</summary>
[InterpolatedStringHandler]
public ref struct EnglishSentence
{
    private DefaultInterpolatedStringHandler _text;

    public EnglishSentence(int literalLength, int formattedCount) => _text = new(literalLength, formattedCount);

    public void AppendLiteral(string literal) => _text.AppendLiteral(literal);

    public void AppendFormatted<T>(T value) => _text.AppendLiteral(Written.In(Tongue.English, value));

    internal string Finish() => _text.ToStringAndClear();
}

/// <summary>An interpolated sentence in German.</summary>
[InterpolatedStringHandler]
public ref struct GermanSentence
{
    private DefaultInterpolatedStringHandler _text;

    public GermanSentence(int literalLength, int formattedCount) => _text = new(literalLength, formattedCount);

    public void AppendLiteral(string literal) => _text.AppendLiteral(literal);

    public void AppendFormatted<T>(T value) => _text.AppendLiteral(Written.In(Tongue.German, value));

    internal string Finish() => _text.ToStringAndClear();
}

using System.Runtime.CompilerServices;
using System.Text;

namespace Cig.Rules;

// The compiler builds one of these for each interpolated string given to Text.Of, so that every language formats its own numbers.

/// <summary>An interpolated sentence in Italian.</summary>
[InterpolatedStringHandler]
public readonly ref struct ItalianSentence
{
    private readonly StringBuilder _text;

    public ItalianSentence(int literalLength, int formattedCount) => _text = new(literalLength + (8 * formattedCount));

    public void AppendLiteral(string literal) => _text.Append(literal);

    public void AppendFormatted<T>(T value) => _text.Append(Written.In(Tongue.Italian, value));

    internal string Finish() => _text.ToString();
}

/// <summary>An interpolated sentence in English.</summary>
[InterpolatedStringHandler]
public readonly ref struct EnglishSentence
{
    private readonly StringBuilder _text;

    public EnglishSentence(int literalLength, int formattedCount) => _text = new(literalLength + (8 * formattedCount));

    public void AppendLiteral(string literal) => _text.Append(literal);

    public void AppendFormatted<T>(T value) => _text.Append(Written.In(Tongue.English, value));

    internal string Finish() => _text.ToString();
}

/// <summary>An interpolated sentence in German.</summary>
[InterpolatedStringHandler]
public readonly ref struct GermanSentence
{
    private readonly StringBuilder _text;

    public GermanSentence(int literalLength, int formattedCount) => _text = new(literalLength + (8 * formattedCount));

    public void AppendLiteral(string literal) => _text.Append(literal);

    public void AppendFormatted<T>(T value) => _text.Append(Written.In(Tongue.German, value));

    internal string Finish() => _text.ToString();
}

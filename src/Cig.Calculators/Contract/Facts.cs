using System.Globalization;
using System.Text.Json;
using Cig.Rules;

namespace Cig.Calculators;

/// <summary>The facts of a case, already checked against their kinds, read by key.</summary>
public readonly record struct Facts(JsonElement Object)
{
    public bool Has(string key) => Object.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null;

    public string Text(string key) => Object.GetProperty(key).GetString()!;

    public string? TextOrNull(string key) => Has(key) ? Text(key) : null;

    public decimal Decimal(string key) => Object.GetProperty(key) is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : decimal.Parse(Text(key), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    public Euro Euro(string key) => Decimal(key).Euro;

    public Hours Hours(string key) => Decimal(key).Hours;

    public Rate Rate(string key) => Decimal(key).Percent;

    /// <summary>Weeks to four decimal places: 12.6 and 52.1667 are thirtieths that were rounded; what is no thirtieth counts as the next one, so that more than a limit stays more.</summary>
    public Weeks Weeks(string key)
    {
        var thirtieths = Decimal(key) * 30;
        var nearest = decimal.Round(thirtieths, MidpointRounding.AwayFromZero);
        return new((int)(Math.Abs(thirtieths - nearest) <= 0.0015m ? nearest : decimal.Ceiling(thirtieths)));
    }

    public int? IntegerOrNull(string key) => Has(key) ? Integer(key) : null;

    public bool FlagOrNo(string key) => Has(key) && Flag(key);

    public T? ChoiceOrNull<T>(string key)
        where T : struct, Enum => Has(key) ? Choice<T>(key) : null;

    public int Integer(string key) => Object.GetProperty(key) is { ValueKind: JsonValueKind.String } text ? int.Parse(text.GetString()!, CultureInfo.InvariantCulture) : Object.GetProperty(key).GetInt32();

    public bool Flag(string key) => Object.GetProperty(key).GetBoolean();

    public DateOnly Day(string key) => DateOnly.ParseExact(Text(key), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public DateOnly? DayOrNull(string key) => Has(key) ? Day(key) : null;

    public DateOnly Month(string key) => DateOnly.ParseExact(Text(key), "yyyy-MM", CultureInfo.InvariantCulture);

    public DateTimeOffset Instant(string key) => DateTimeOffset.Parse(Text(key), CultureInfo.InvariantCulture);

    public T Choice<T>(string key)
        where T : struct, Enum
    {
        var name = Text(key);
        return Enum.GetValues<T>().First(v => ChoiceKind.Name(v) == name);
    }

    public Facts Nested(string key) => new(Object.GetProperty(key));

    public IEnumerable<Facts> List(string key) => Has(key) ? Object.GetProperty(key).EnumerateArray().Select(e => new Facts(e)) : [];

    public IReadOnlyList<DateOnly>? Days(string key) => Has(key)
        ? [.. Object.GetProperty(key).EnumerateArray().Select(e => DateOnly.ParseExact(e.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture))]
        : null;
}

/// <summary>The readings that somebody chose by name; a calculator asks for those it knows.</summary>
public sealed class Readings(IReadOnlyDictionary<string, string> chosen)
{
    public static readonly Readings Default = new(new Dictionary<string, string>());

    public IReadOnlyDictionary<string, string> Chosen { get; } = chosen;

    public string? this[string name] => Chosen.GetValueOrDefault(name);
}

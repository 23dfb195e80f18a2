using System.Collections.Frozen;
using System.Text.Json;
using Cig.Rules;

namespace Cig.Web.Language;

/// <summary>
/// The words of the pages. A page is written in Italian, and the Italian text is the key of the tables for English and German; what a table does not hold yet stays Italian.
/// The choice is a cookie; the address stays the same.
/// </summary>
public sealed class Say(IHttpContextAccessor http, IConfiguration configuration)
{
    public const string Cookie = "cig.lingua";

    private static readonly FrozenDictionary<string, string> English = Table("en");
    private static readonly FrozenDictionary<string, string> German = Table("de");

    public Tongue Tongue => Tongue.Of(http.HttpContext?.Request.Cookies[configuration.CookieName(Cookie)]) ?? Tongue.Italian;

    /// <summary>Code of the language, as <c>lang</c> wants it.</summary>
    public string Code => Tongue.Code;

    /// <summary>The text in the reader's language.</summary>
    public string this[string italian] => Tongue switch
    {
        Tongue.English => English.GetValueOrDefault(italian, italian),
        Tongue.German => German.GetValueOrDefault(italian, italian),
        _ => italian,
    };

    /// <summary>The text with its places <c>{0}</c>, <c>{1}</c> filled, each value written as the language writes it.</summary>
    public string this[string italian, params ReadOnlySpan<object> values]
    {
        get
        {
            var text = this[italian];
            for (var i = 0; i < values.Length; i++)
                text = text.Replace($"{{{i}}}", Written.In(Tongue, values[i]), StringComparison.Ordinal);
            return text;
        }
    }

    /// <summary>A text of the rules or of the platform.</summary>
    public string this[Text text] => text.In(Tongue);

    /// <summary>Civil time of Rome: <c>23/11/2026, 15:04</c>.</summary>
    public static string Moment(DateTimeOffset at) => Rules.Access.ChatSchedule.InRome(at).ToString("dd/MM/yyyy, HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Hour of Rome: <c>15:04</c>.</summary>
    public static string Hour(DateTimeOffset at) => Rules.Access.ChatSchedule.InRome(at).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The name of a language, in Italian.</summary>
    public static string NameOf(Tongue tongue) => tongue switch { Tongue.English => "inglese", Tongue.German => "tedesco", _ => "italiano" };

    /// <summary>The keys that a table holds.</summary>
    internal static FrozenDictionary<string, string> Table(string language)
    {
        using var stream = typeof(Say).Assembly.GetManifestResourceStream($"Language.{language}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary();
    }
}

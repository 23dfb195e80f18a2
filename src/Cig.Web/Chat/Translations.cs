using System.Globalization;
using System.Text.Json.Serialization;
using Cig.Platform.Chat;
using Cig.Platform.Translation;
using Cig.Rules;
using Cig.Web.Language;
using Cig.Web.SignIn;

namespace Cig.Web.Chat;

/// <summary>What the page of a conversation shows of translations.</summary>
/// <param name="Always">Whether the reader wants what comes translated by itself.</param>
/// <param name="Shown">What became of the messages that were asked for, by their numbers.</param>
/// <param name="Failure">Why something that should have been translated by itself was not; told once for all.</param>
public sealed record TranslationView(Way Way, bool Always, IReadOnlyDictionary<long, Translated> Shown, Translated? Failure)
{
    /// <summary>Why there is no translation, in words.</summary>
    public static string Words(Translated outcome, Say say) => outcome switch
    {
        Translated.TooLong(var longest) => say["Il messaggio è troppo lungo per la traduzione automatica: al massimo {0} caratteri. L'originale resta qui.", longest],
        Translated.TooOften => say["Hai chiesto molte traduzioni in poco tempo: riprova tra un momento."],
        _ => say["La traduzione automatica non è disponibile ora; il messaggio originale resta qui."],
    };
}

/// <summary>
/// Translations beside the originals, for the page and for its script. Nothing goes to the engine unless this reader asks: for one message by the address of the page, for all of this conversation by a
/// cookie that knows nothing else and belongs to its page alone.
/// </summary>
public sealed class Translations(TranslationDesk desk, TranslationRate rate)
{
    private const string Cookie = "cig.traduci";

    /// <summary>So many of the newest messages are translated by themselves; the older ones when they are asked for.</summary>
    public const int Latest = 20;

    /// <summary>Longest message that is translated, in characters.</summary>
    public int Longest => desk.Longest;

    /// <summary>What the page shows; null where nothing can be translated for this reader. Only a page that somebody opens asks the engine: what is sent or fetched by a script waits for nothing.</summary>
    public async Task<TranslationView?> Of(HttpContext http, ConversationView view, Tongue page, CancellationToken stop)
    {
        if (!desk.Offered || TranslationDesk.WayOf(view.Who, view.Conversation, page) is not { } way)
            return null;

        var always = http.Request.Cookies[Cookie] == "si";
        var one = long.TryParse(http.Request.Query["traduzione"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        var messages = view.Events.Where(e => TranslationDesk.IsTranslatable(e, view.Who)).ToList();
        var asks = HttpMethods.IsGet(http.Request.Method) && http.Request.Headers["Sec-Fetch-Dest"] != "empty";
        var found = await Task.WhenAll(messages.Where((e, i) => e.N == one || (always && i >= messages.Count - Latest)).Select(async e => (e.N, Outcome: await Look(http, e, way, asks, stop))));
        return new(
            way, always, found.Where(f => f.Outcome is Translated.Done || (f.N == one && f.Outcome is not null)).ToDictionary(f => f.N, f => f.Outcome!),
            found.Where(f => f.N != one).Select(f => f.Outcome).FirstOrDefault(o => o is Translated.NotAvailable or Translated.TooOften));
    }

    /// <summary>Takes the wish to have what comes translated by itself, or not any more; false where it is another wish.</summary>
    public static bool Switch(HttpContext http, string wish)
    {
        if (wish is not ("traduci" or "originali"))
            return false;

        var options = new CookieOptions { Path = http.Request.Path, HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, Secure = http.Request.IsHttps };
        if (wish == "traduci")
            http.Response.Cookies.Append(Cookie, "si", options);
        else
            http.Response.Cookies.Delete(Cookie, options);
        return true;
    }

    /// <summary>One message for a script: <c>POST /api/v1/conversazioni/{id}/messaggi/{n}/traduzione</c>.</summary>
    internal static async Task<IResult> Answer(HttpContext http, Guid id, long n, ChatDesk chat, TranslationDesk desk, TranslationRate rate, Say say, CancellationToken stop)
    {
        using var lease = rate.Limiter.AttemptAcquire(http);
        if (!lease.IsAcquired)
        {
            Limits.SayWhen(http.Response, lease);
            return Refuse("too-fast", StatusCodes.Status429TooManyRequests);
        }

        return await chat.Enter(http.User.Person!, id, stop) is not { } entered ? Results.NotFound() : await desk.Translate(entered.Who, entered.Conversation, n, say.Tongue, stop) switch
        {
            Translated.Done(var text, var way) => Results.Json(new TranslationFrame("translated", text, way.FromCode, way.ToCode)),
            Translated.NotFound => Results.NotFound(),
            Translated.NotOffered => Refuse("not-offered", StatusCodes.Status409Conflict),
            Translated.NotNeeded => Refuse("not-needed", StatusCodes.Status422UnprocessableEntity),
            Translated.TooLong => Refuse("too-long", StatusCodes.Status413PayloadTooLarge),
            _ => Refuse("not-available", StatusCodes.Status503ServiceUnavailable),
        };
    }

    private static IResult Refuse(string status, int code) => Results.Json(new TranslationFrame(status), statusCode: code);

    private async Task<Translated?> Look(HttpContext http, ChatEvent message, Way way, bool asks, CancellationToken stop)
    {
        if (desk.Remember(message, way) is { } known)
            return known;
        if (!asks)
            return null;
        using var lease = rate.Limiter.AttemptAcquire(http);
        return lease.IsAcquired ? await desk.Translate(message, way, stop) : new Translated.TooOften();
    }
}

/// <summary>A translation as a script gets it, or the reason why there is none.</summary>
/// <param name="Status">translated, not-offered, not-needed, too-long, too-fast, not-available.</param>
public sealed record TranslationFrame(
    string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? From = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? To = null);

using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Cig.Platform.Demo;

namespace Cig.Web.Tests;

/// <summary>A page as it was answered: status, address, and its forms.</summary>
public sealed partial record Answered(HttpStatusCode Status, Uri Address, string Html)
{
    /// <summary>The form whose markup contains <paramref name="mark"/>, with its hidden fields filled in.</summary>
    public (string Action, Dictionary<string, string> Fields) Form(string mark = "")
    {
        var form = Forms().Matches(Html).Select(m => m.Value).FirstOrDefault(f => f.Contains(mark, StringComparison.Ordinal) && !f.Contains("action=\"/lingua\"", StringComparison.Ordinal) && !f.Contains("action=\"/esci\"", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No form with '{mark}' at {Address} ({Status}): {Html[..Math.Min(Html.Length, 3000)]}");
        var action = WebUtility.HtmlDecode(Action().Match(form[..form.IndexOf('>')]) is { Success: true } found ? found.Groups["v"].Value : Address.PathAndQuery);
        var fields = Inputs().Matches(form).Select(m => m.Value).Where(i => i.Contains("type=\"hidden\"", StringComparison.Ordinal))
            .Select(i => (Name: Attribute(i, "name"), Value: Attribute(i, "value"))).Where(f => f.Name.Length > 0)
            .GroupBy(f => f.Name).ToDictionary(g => g.Key, g => g.Last().Value);
        return (action, fields);
    }

    private static string Attribute(string tag, string name) =>
        WebUtility.HtmlDecode(Regex.Match(tag, $"\\b{name}=\"(?<v>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["v"].Value);

    [GeneratedRegex("<form\\b.*?</form>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Forms();

    [GeneratedRegex("\\baction=\"(?<v>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Action();

    [GeneratedRegex("<input\\b[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Inputs();
}

/// <summary>A browser without a page and without scripts: plain forms, cookies, redirects.</summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClientHandler _handler = new() { CookieContainer = new(), AllowAutoRedirect = true };

    public Visitor(string origin) => Http = new(_handler) { BaseAddress = new(origin) };

    public HttpClient Http { get; }

    public CookieContainer Cookies => _handler.CookieContainer;

    public static async Task<Visitor> SignedIn(string origin, DemoPerson person, string returnPath = "/ingresso")
    {
        var visitor = new Visitor(origin);
        var answered = DemoPeople.Staff.Contains(person) ? await visitor.SignInAsStaff(person.FiscalCode, returnPath) : await visitor.SignIn(person.FiscalCode, returnPath);
        return answered.Status == HttpStatusCode.OK ? visitor : throw new InvalidOperationException($"{person.FamilyName} could not sign in: {answered.Status} at {answered.Address}.");
    }

    public async Task<Answered> Get(string path) => await Read(await Http.GetAsync(new Uri(path, UriKind.Relative)));

    /// <summary>Fills in a form of the page and sends it.</summary>
    public async Task<Answered> Send(Answered page, string mark, params (string Name, string Value)[] typed)
    {
        var (action, fields) = page.Form(mark);
        foreach (var (name, value) in typed)
            fields[name] = value;
        using var content = new FormUrlEncodedContent(fields);
        return await Read(await Http.PostAsync(new Uri(page.Address, action), content));
    }

    /// <summary>Sends a form with a file.</summary>
    public async Task<Answered> Upload(Answered page, string mark, string field, string fileName, byte[] file)
    {
        var (action, fields) = page.Form(mark);
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(file), field, fileName);
        return await Read(await Http.PostAsync(new Uri(page.Address, action), content));
    }

    /// <summary>The way in of the institution's people: the staff's own provider.</summary>
    public async Task<Answered> SignInAsStaff(string fiscalCode, string returnPath = "/ingresso") =>
        await Send(await Get($"/accedi/personale/entra?ritorno={Uri.EscapeDataString(returnPath)}"), "client_id", DemoPeople.All.Any(p => p.FiscalCode == fiscalCode) || fiscalCode.Length == 0
            ? [("persona", fiscalCode)]
            : [("persona", "altra"), ("cf", fiscalCode), ("nome", "Mario"), ("cognome", "Rossi")]);

    /// <summary>A citizen's way in, step by step, up to the answer of our own endpoint.</summary>
    public async Task<Answered> SignIn(string fiscalCode, string returnPath = "/ingresso", string? error = null)
    {
        var choose = await Get($"/accedi/spid?ritorno={Uri.EscapeDataString(returnPath)}");
        var request = await Send(choose, "ritorno", ("idp", $"{Http.BaseAddress!.GetLeftPart(UriPartial.Authority)}/demo-idp"));
        var people = await Send(request, "SAMLRequest");
        var answer = error is null
            ? await Send(people, "SAMLRequest", ("persona", fiscalCode))
            : await Send(people, "SAMLRequest", ("errore", error));
        return await Send(answer, "SAMLResponse");
    }

    /// <summary>Says something in a conversation by the JSON road.</summary>
    public async Task<HttpResponseMessage> Say(string conversation, string clientMessageId, string text, CancellationToken stop = default) =>
        await Http.PostAsJsonAsync(new Uri($"/api/v1/conversazioni/{conversation}/messaggi", UriKind.Relative), new { clientMessageId, text }, stop);

    /// <summary>Asks for a translation of a message as the script does.</summary>
    public async Task<HttpResponseMessage> Translate(string conversation, long n) =>
        await Http.PostAsync(new Uri($"/api/v1/conversazioni/{conversation}/messaggi/{n}/traduzione", UriKind.Relative), null);

    /// <summary>Takes the next conversation of the queue by the form of the advisor's page.</summary>
    public async Task TakeNext()
    {
        var taken = await Send(await Get("/operatore"), "prossima", ("prossima", "true"));
        if (!Guid.TryParse(taken.Address.Segments[^1], out _))
            throw new InvalidOperationException($"No conversation was taken: {taken.Status} at {taken.Address}.");
    }

    public void Dispose()
    {
        Http.Dispose();
        _handler.Dispose();
    }

    private static async Task<Answered> Read(HttpResponseMessage response)
    {
        using (response)
            return new(response.StatusCode, response.RequestMessage!.RequestUri!, await response.Content.ReadAsStringAsync());
    }
}

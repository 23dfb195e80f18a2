using System.Globalization;
using Cig.Platform.Demo;
using Cig.Rules.Access;
using Cig.Rules.Identifiers;
using Cig.Web.DemoProvider;
using Cig.Web.SignIn.Saml;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.DemoIdp;

/// <summary>
/// The demo provider's page: it checks the request like a provider does, lets choose an invented person, her level and kind of identity, asks for her consent where wished, and
/// answers with a signed message, an error or an attack.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class SsoModel(TimeProvider time, DemoProviders? providers = null) : PageModel
{
    /// <summary>Errors of the person, by SPID's number, with the word on the button.</summary>
    public static readonly IReadOnlyDictionary<int, string> Errors = new Dictionary<int, string>
    {
        [25] = "Annulla",
        [22] = "Nega il consenso",
        [19] = "Credenziali sbagliate",
        [20] = "Livello non disponibile",
        [21] = "Tempo scaduto",
        [23] = "Identità sospesa",
        [24] = "Errore 24",
        [30] = "Tipo di identità sbagliato",
    };

    /// <summary>Errors by which a provider says that the request was wrong.</summary>
    public static readonly IReadOnlyList<int> RequestErrors = [8, 9, 11, 12, 13, 14, 15, 16, 17, 18];

    [BindProperty(SupportsGet = true, Name = "via")]
    public string? Via { get; set; }

    [BindProperty]
    public string? SAMLRequest { get; set; }

    /// <summary>The whole query of a request that came in the address.</summary>
    [BindProperty]
    public string? Query { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? RelayState { get; set; }

    [BindProperty]
    public string? Cf { get; set; }

    [BindProperty]
    public string? Nome { get; set; }

    [BindProperty]
    public string? Cognome { get; set; }

    /// <summary>The level to answer with; the one that was asked for where nothing is chosen.</summary>
    [BindProperty]
    public int? Livello { get; set; }

    /// <summary>The kind of identity, 1 to 4.</summary>
    [BindProperty]
    public int? Tipo { get; set; }

    [BindProperty]
    public bool Chiedi { get; set; }

    public DemoRequest? Asking { get; private set; }

    public bool Professional => Via != Profile.Cie.Key;

    /// <summary>Who is asked for her consent, while she is asked.</summary>
    public DemoPerson? Asked { get; private set; }

    public Carrier? Answer { get; private set; }

    public IActionResult OnGet()
    {
        if (providers?.Of(Via) is not { } provider || Request.QueryString.Value is not { Length: > 1 } query)
            return NotFound();

        Query = query;
        return (Asking = provider.ReadQuery(query)) is null ? BadRequest() : Page();
    }

    public IActionResult OnPost(string? persona, string? errore, string? attacco, bool consenso)
    {
        if (providers?.Of(Via) is not { } provider)
            return NotFound();
        if ((Asking = string.IsNullOrEmpty(Query) ? provider.Read(SAMLRequest) : provider.ReadQuery(Query)) is not { } request)
            return BadRequest();

        var level = Livello is >= 1 and <= 3 ? Livello.Value : request.Level;
        var kinds = DemoIdentityProvider.Kinds(request.Purpose);
        var kind = Tipo is >= 1 and <= 4 ? Tipo.Value : kinds[0];
        if (int.TryParse(errore, CultureInfo.InvariantCulture, out var code) && (Errors.ContainsKey(code) || RequestErrors.Contains(code)))
            Carry(provider, provider.Fail(request.Id, code));
        else if (attacco is not null && BrokenResponse.All.FirstOrDefault(a => a.Key == attacco) is { } attack)
            Carry(provider, provider.Attack(request.Id, DemoPeople.Worker, level, attack));
        else if (persona is not null && Chosen(persona) is { } person)
        {
            if (Professional && !kinds.Contains(kind))
                Carry(provider, provider.Fail(request.Id, 30));
            else if (Chiedi && !consenso)
                Asked = person;
            else
                Carry(provider, provider.Answer(request.Id, person, level, kind));
        }

        return Page();
    }

    private void Carry(DemoIdentityProvider provider, string response) =>
        Answer = new("post", new(provider.Service.AssertionConsumer), [new("SAMLResponse", response), new("RelayState", RelayState ?? "")], "");

    private DemoPerson? Chosen(string persona)
    {
        if (DemoPeople.All.FirstOrDefault(p => p.FiscalCode == persona) is { } known)
            return known;

        var code = CodiceFiscale.Check(Cf ?? "", ChatSchedule.DayInRome(time.GetUtcNow()));
        if (!code.Valid)
            ModelState.AddModelError("cf", code.Why!.Italian);
        else if (!code.Read.ContainsKey("birthDate"))
            ModelState.AddModelError("cf", "Serve un codice fiscale di 16 caratteri che dica la data di nascita.");
        if (string.IsNullOrWhiteSpace(Nome))
            ModelState.AddModelError("nome", "Scrivi un nome.");
        if (string.IsNullOrWhiteSpace(Cognome))
            ModelState.AddModelError("cognome", "Scrivi un cognome.");
        return !ModelState.IsValid
            ? null
            : DemoPeople.All.FirstOrDefault(p => p.FiscalCode == code.Normalised)
                ?? new(code.Normalised!, Nome!.Trim(), Cognome!.Trim(), code.Read["sex"][0], DateOnly.ParseExact(code.Read["birthDate"], "yyyy-MM-dd", CultureInfo.InvariantCulture), code.Read["birthPlace"], "");
    }
}

using System.Globalization;
using Cig.Platform.Demo;
using Cig.Rules.Access;
using Cig.Rules.Identifiers;
using Cig.Web.DemoProvider;
using Cig.Web.SignIn;
using Cig.Web.SignIn.Saml;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.DemoIdp;

/// <summary>The demo provider's page: it checks the request like a provider does, lets choose an invented person, and answers with a signed message.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class SsoModel(IServiceProvider services, RelyingParty service, TimeProvider time) : PageModel
{
    private static readonly HashSet<int> Errors = [19, 20, 21, 22, 23, 25];

    [BindProperty]
    public string? SAMLRequest { get; set; }

    [BindProperty]
    public string? RelayState { get; set; }

    [BindProperty]
    public string? Cf { get; set; }

    [BindProperty]
    public string? Nome { get; set; }

    [BindProperty]
    public string? Cognome { get; set; }

    public int Level { get; private set; }

    public PostForm? Answer { get; private set; }

    public IActionResult OnGet() => NotFound();

    public IActionResult OnPost(string? persona, string? errore)
    {
        if (services.GetService<DemoIdentityProvider>() is not { } provider)
            return NotFound();
        if (provider.Read(SAMLRequest) is not { } request)
            return BadRequest();

        Level = request.Level;
        if (int.TryParse(errore, CultureInfo.InvariantCulture, out var code) && Errors.Contains(code))
            Answer = Carry(provider.Fail(request.Id, code));
        else if (persona is not null && Chosen(persona) is { } person)
            Answer = Carry(provider.Answer(request.Id, person, request.Level));
        return Page();
    }

    private PostForm Carry(string response) => new(service.AssertionConsumer, new Dictionary<string, string> { ["SAMLResponse"] = response, ["RelayState"] = RelayState ?? "" });

    private DemoPerson? Chosen(string persona)
    {
        if (DemoPeople.All.FirstOrDefault(p => p.FiscalCode == persona) is { } known)
            return known;

        var code = CodiceFiscale.Check(Cf ?? "", DateOnly.FromDateTime(ChatSchedule.InRome(time.GetUtcNow())));
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

using Cig.Web.SignIn.Saml;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Cig.Web.Pages.Accedi;

/// <summary>Where a sign-in of one federation begins: the list of providers, in an order made anew each time, or at once the message to the one that was named.</summary>
[EnableRateLimiting(Limits.SignIn)]
public abstract class StartModel(Profile profile, SamlSignIn signIn, ProviderLists providers, RelyingParties parties) : PageModel
{
    public Profile Profile => profile;

    [BindProperty(SupportsGet = true, Name = "ritorno")]
    public string? Ritorno { get; set; }

    /// <summary>The level that is asked for.</summary>
    [BindProperty(SupportsGet = true, Name = "livello")]
    public int Livello { get; set; } = SamlSignIn.UsualLevel;

    /// <summary>The purpose of a professional identity, in SPID's letters.</summary>
    [BindProperty(SupportsGet = true, Name = "scopo")]
    public string? Scopo { get; set; }

    public IReadOnlyList<IdentityProvider> All { get; private set; } = [];

    /// <summary>A provider named in the address begins at once, as providers' catalogues do.</summary>
    public Task<IActionResult> OnGetAsync(string? idp, CancellationToken stop) => Begin(idp, redirect: true, stop);

    public Task<IActionResult> OnPostAsync(string? idp, CancellationToken stop) => Begin(idp, redirect: false, stop);

    private async Task<IActionResult> Begin(string? idp, bool redirect, CancellationToken stop)
    {
        if (parties.In(profile) is null)
            return NotFound();

        var level = Livello is >= 1 and <= 3 ? Livello : SamlSignIn.UsualLevel;
        Purpose? purpose = profile.Sets.Count > 1 && Enum.TryParse<Purpose>(Scopo, out var known) && Enum.IsDefined(known) ? known : null;
        if (idp is not null && await signIn.Begin(HttpContext, profile, idp, level, purpose, Ritorno, stop) is { } carrier)
            return redirect && carrier.Method == "get" ? Redirect(carrier.AsAddress) : Content(CarrierPage.Write(HttpContext, carrier), "text/html; charset=utf-8");

        var all = providers.In(profile).ToArray();
        Random.Shared.Shuffle(all);
        All = all;
        return Page();
    }
}

/// <summary>SPID.</summary>
public sealed class SpidModel(SamlSignIn signIn, ProviderLists providers, RelyingParties parties) : StartModel(Profile.Spid, signIn, providers, parties);

/// <summary>SPID of a private operator.</summary>
public sealed class SpidPrivateModel(SamlSignIn signIn, ProviderLists providers, RelyingParties parties) : StartModel(Profile.SpidPrivate, signIn, providers, parties);

/// <summary>The electronic identity card.</summary>
public sealed class CieModel(SamlSignIn signIn, ProviderLists providers, RelyingParties parties) : StartModel(Profile.Cie, signIn, providers, parties);

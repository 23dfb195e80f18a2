using System.Security.Claims;
using Cig.Platform.Demo;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace Cig.Web.Pages.DemoIdp;

/// <summary>Where the staff's demo provider asks who is there; the protocol around it is OpenIddict's.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class PersonaleModel : PageModel
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    /// <summary>The parameters of the request, to be sent again with the answer.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Asked { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (HttpContext.GetOpenIddictServerRequest() is not { } request)
            return NotFound();

        Asked = [.. request.GetParameters().Select(p => KeyValuePair.Create(p.Key, (string?)p.Value ?? ""))];
        return Page();
    }

    public IActionResult OnPost(string? persona, string? cf, string? nome, string? cognome)
    {
        if (HttpContext.GetOpenIddictServerRequest() is not { } request)
            return NotFound();
        var (code, given, family) = DemoPeople.All.FirstOrDefault(p => p.FiscalCode == persona) is { } person ? (person.FiscalCode, person.GivenName, person.FamilyName)
            : persona == "altra" ? (cf?.Trim().ToUpperInvariant() ?? "", nome?.Trim() ?? "", cognome?.Trim() ?? "") : ("", "", "");
        if (code.Length == 0)
            return Forbid(new AuthenticationProperties(new Dictionary<string, string?> { [OpenIddictServerAspNetCoreConstants.Properties.Error] = OpenIddictConstants.Errors.AccessDenied }), Scheme);

        var identity = new ClaimsIdentity(Scheme, OpenIddictConstants.Claims.Name, null);
        identity.SetClaim(OpenIddictConstants.Claims.Subject, "personale/" + code)
            .SetClaim("fiscal_number", "TINIT-" + code)
            .SetClaim(OpenIddictConstants.Claims.GivenName, given)
            .SetClaim(OpenIddictConstants.Claims.FamilyName, family);
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
        return SignIn(new(identity), Scheme);
    }
}

using Cig.Web.DemoProvider;
using Cig.Web.SignIn.Saml;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.DemoIdp;

/// <summary>Where the demo provider ends its session: on a signed request, or on a plain visit as CIE does.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class EsciModel(DemoProviders? providers = null) : PageModel
{
    public IActionResult OnGet(string? via) => providers?.Of(via) is null ? NotFound() : Page();

    public IActionResult OnPost(string? via, string? samlRequest, string? relayState)
    {
        if (providers?.Of(via) is not { } provider)
            return NotFound();

        return provider.EndSession(samlRequest, relayState) is { } answer ? Content(CarrierPage.Write(HttpContext, answer), "text/html; charset=utf-8") : BadRequest();
    }
}

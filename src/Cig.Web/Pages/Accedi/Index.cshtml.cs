using Cig.Web.SignIn;
using Cig.Web.SignIn.Cns;
using Cig.Web.SignIn.Saml;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Accedi;

/// <summary>The means of sign-in.</summary>
public sealed class IndexModel(RelyingParties parties, CnsSettings? cns = null) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "ritorno")]
    public string? Ritorno { get; set; }

    /// <summary>Set where the person comes here because her session has ended.</summary>
    [BindProperty(SupportsGet = true, Name = "scaduta")]
    public string? Scaduta { get; set; }

    public string Return => SignInSetup.LocalPath(Ritorno);

    /// <summary>Whether cards are taken.</summary>
    public bool Cards => cns is not null;

    public bool Has(Profile profile) => parties.In(profile) is not null;
}

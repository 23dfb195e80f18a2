using Cig.Web.SignIn;
using Cig.Web.SignIn.Cns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Accedi;

/// <summary>What a sign-in by card needs, before the browser asks for the card.</summary>
public sealed class CnsModel(TrustedIssuers? issuers = null) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "ritorno")]
    public string? Ritorno { get; set; }

    public string Return => SignInSetup.LocalPath(Ritorno);

    public bool Open => issuers is not null;

    /// <summary>Whether the cards are the demo's.</summary>
    public bool Trial => issuers is { IsDemo: true };
}

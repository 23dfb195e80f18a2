using Cig.Web.SignIn;
using Cig.Web.SignIn.Cns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Accedi;

/// <summary>The way to a higher level of assurance, and back to where the person was.</summary>
public sealed class LivelloModel(CnsSettings? cns = null) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "livello")]
    public int Livello { get; set; }

    [BindProperty(SupportsGet = true, Name = "ritorno")]
    public string? Ritorno { get; set; }

    public int Level => Math.Clamp(Livello, 2, 3);

    /// <summary>Whether cards are taken; they have the highest level.</summary>
    public bool Cards => cns is not null;

    public string Return => SignInSetup.LocalPath(Ritorno);

    public void OnGet() => Response.StatusCode = StatusCodes.Status403Forbidden;
}

using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Accedi;

/// <summary>The means of sign-in.</summary>
public sealed class IndexModel : PageModel
{
    [BindProperty(SupportsGet = true, Name = "ritorno")]
    public string? Ritorno { get; set; }

    public string Return => SignInSetup.LocalPath(Ritorno);
}

using Cig.Web.SignIn;
using Cig.Web.SignIn.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Accedi;

/// <summary>The door of the institution's people.</summary>
public sealed class PersonaleModel(StaffProvider? provider = null) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "ritorno")]
    public string? Ritorno { get; set; }

    [BindProperty(SupportsGet = true, Name = "esito")]
    public string? Esito { get; set; }

    public string Return => SignInSetup.LocalPath(Ritorno);

    public bool Open => provider is not null;

    /// <summary>Whether somebody proved who she is and is not in the register.</summary>
    public bool Unknown => Esito == "sconosciuto";

    public void OnGet() => Response.StatusCode = Unknown ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK;
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Accedi;

/// <summary>Why a sign-in did not succeed, by the number that SPID gives to the reason; never under a status of success.</summary>
public sealed class ErroreModel : PageModel
{
    [BindProperty(SupportsGet = true, Name = "codice")]
    public int Code { get; set; }

    public string Trace => HttpContext.TraceIdentifier;

    public void OnGet() => Response.StatusCode = StatusCodes.Status401Unauthorized;
}

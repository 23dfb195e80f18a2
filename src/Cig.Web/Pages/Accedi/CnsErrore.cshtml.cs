using Cig.Web.SignIn.Cns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Accedi;

/// <summary>Why a card did not let in, in words that say what to do; never under a status of success.</summary>
public sealed class CnsErroreModel : PageModel
{
    [BindProperty(SupportsGet = true, Name = "causa")]
    public string? Causa { get; set; }

    public CardRefusal Reason => Enum.TryParse<CardRefusal>(Causa, out var known) && Enum.IsDefined(known) ? known : CardRefusal.NoCard;

    public string Trace => HttpContext.TraceIdentifier;

    public void OnGet() => Response.StatusCode = StatusCodes.Status401Unauthorized;
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages;

/// <summary>What went wrong, in words, under the status that it has.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class ErroreModel : PageModel
{
    [BindProperty(SupportsGet = true, Name = "codice")]
    public int Code { get; set; }

    public string Trace => HttpContext.TraceIdentifier;

    public bool SignInRefused => HttpContext.Items.ContainsKey("sign-in-refused");

    public void OnGet() => Response.StatusCode = Known;

    public void OnPost() => Response.StatusCode = Known;

    private int Known => Code is >= 400 and <= 599 ? Code : 404;
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Cig.Web.Pages;

/// <summary>What went wrong, in words, under the status that it has.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[DisableRateLimiting]
public sealed class ErroreModel : PageModel
{
    [BindProperty(SupportsGet = true, Name = "codice")]
    public int Code { get; set; }

    public string Trace => HttpContext.TraceIdentifier;

    public bool SignInRefused => HttpContext.Items.ContainsKey("sign-in-refused");

    public void OnGet() => Response.StatusCode = Known;

    public void OnPost() => Response.StatusCode = Known;

    /// <summary>A request that the server could not read says by itself what is wrong with it.</summary>
    private int Known => Code = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad ? bad.StatusCode : Code is >= 400 and <= 599 ? Code : 404;
}

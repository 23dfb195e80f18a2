using Cig.Rules;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages;

/// <summary>Remembers the language chosen and goes back to the page.</summary>
public sealed class LinguaModel(IConfiguration configuration) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public IActionResult OnPost(string? lingua, string? ritorno)
    {
        if (Tongue.Of(lingua) is { } tongue)
            Response.Cookies.Append(configuration.CookieName(Say.Cookie), tongue.Code, new() { Path = "/", Secure = configuration.IsSecure, MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true });
        return LocalRedirect(SignInSetup.LocalPath(ritorno) is var path && path == "/ingresso" && ritorno != path ? "/" : path);
    }
}

using Cig.Platform.Staff;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Operatore;

/// <summary>The keys of the console, and the switch of those that are a single letter.</summary>
public sealed class TastiModel(StaffRegister staff) : StaffPage(staff)
{
    /// <summary>Whether single-letter keys are on; off until somebody wants them (WCAG 2.1, 2.1.4).</summary>
    public const string Cookie = "cig.tasti";

    public bool Singoli { get; private set; }

    public void OnGet() => Singoli = Request.Cookies[Cookie] == "si";

    public IActionResult OnPost(string? singoli)
    {
        Response.Cookies.Append(Cookie, singoli == "si" ? "si" : "no", new() { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true, Secure = Request.IsHttps });
        return Redirect("/operatore/tasti");
    }
}

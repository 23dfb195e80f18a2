using Cig.Platform.Staff;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Operatore;

/// <summary>The keys of the console, the switch of those that are a single letter, and that of a queue that is loaded anew without a script.</summary>
public sealed class TastiModel(StaffRegister staff) : StaffPage(staff)
{
    /// <summary>Whether single-letter keys are on; off until somebody wants them (WCAG 2.1, 2.1.4).</summary>
    public const string Cookie = "cig.tasti";

    /// <summary>Whether the queue is loaded anew by itself where no script does it; off until somebody wants it (WCAG 2.1, 2.2.1).</summary>
    public const string Refreshing = "cig.aggiorna";

    public bool Singoli { get; private set; }

    public bool Aggiorna { get; private set; }

    public void OnGet() => (Singoli, Aggiorna) = (Request.Cookies[Cookie] == "si", Request.Cookies[Refreshing] == "si");

    public IActionResult OnPost(string? singoli, string? aggiorna)
    {
        Keep(Cookie, singoli);
        Keep(Refreshing, aggiorna);
        return Redirect("/operatore/tasti");
    }

    private void Keep(string cookie, string? chosen) =>
        Response.Cookies.Append(cookie, chosen == "si" ? "si" : "no", new() { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true, Secure = Request.IsHttps });
}

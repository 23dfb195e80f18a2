using Cig.Web.SignIn;
using Cig.Web.SignIn.Saml;
using Cig.Web.SignIn.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Accedi;

/// <summary>Ends the session here, and goes on to the provider where one is kept there too. With SPID of level 2 the provider keeps none.</summary>
public sealed class EsciModel(SamlSignIn signIn) : PageModel
{
    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? Redirect("/") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (User.Person is { IsStaff: true })
        {
            await HttpContext.SignOutAsync();
            return SignOut(new AuthenticationProperties { RedirectUri = "/esci" }, StaffDoor.Scheme);
        }

        var onwards = await signIn.BeginLogout(HttpContext, User, stop);
        await HttpContext.SignOutAsync();
        return onwards is null ? Redirect("/esci") : Content(CarrierPage.Write(HttpContext, onwards), "text/html; charset=utf-8");
    }
}

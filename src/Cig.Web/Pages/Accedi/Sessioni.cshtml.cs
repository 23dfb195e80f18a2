using Cig.Web.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Accedi;

/// <summary>Where a person is signed in, and the way out of any of it.</summary>
public sealed class SessioniModel(Sessions sessions) : PageModel
{
    public IReadOnlyList<Session> Open { get; private set; } = [];

    public string This => SessionHandler.Of(HttpContext)!.Id;

    public bool Closed { get; private set; }

    public async Task OnGetAsync(bool? chiusa, CancellationToken stop) => (Open, Closed) = (await sessions.Of(User.Person!.FiscalCode, stop), chiusa == true);

    public async Task<IActionResult> OnPostChiudiAsync(string? sessione, CancellationToken stop) =>
        await sessions.End(User.Person!.FiscalCode, sessione ?? "", stop) ? Redirect("/accedi/sessioni?chiusa=true") : Redirect("/accedi/sessioni");

    public async Task<IActionResult> OnPostTuttiAsync(CancellationToken stop)
    {
        await sessions.EndAll(User.Person!.FiscalCode, stop);
        await HttpContext.SignOutAsync();
        return Redirect("/esci");
    }
}

using Cig.Web.SignIn;
using Cig.Web.SignIn.Saml;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Accedi;

/// <summary>The list of providers, in an order made anew each time, and the form that carries the request.</summary>
public sealed class SpidModel(Providers providers) : PageModel
{
    /// <summary>Level asked of everybody: a case and its payments want more than a password.</summary>
    private const int Level = 2;

    [BindProperty(SupportsGet = true, Name = "ritorno")]
    public string? Ritorno { get; set; }

    public IReadOnlyList<IdentityProvider> All { get; private set; } = [];

    public PostForm? Form { get; private set; }

    /// <summary>A provider named in the address begins at once, as providers' catalogues do.</summary>
    public async Task<IActionResult> OnGetAsync(string? idp, CancellationToken stop) => idp is null ? List() : await OnPostAsync(idp, stop);

    public async Task<IActionResult> OnPostAsync(string? idp, CancellationToken stop)
    {
        Form = await SignInSetup.Begin(HttpContext, idp, Level, Ritorno, stop);
        return Form is null ? List() : Page();
    }

    private PageResult List()
    {
        var all = providers.All.ToArray();
        Random.Shared.Shuffle(all);
        All = all;
        return Page();
    }
}

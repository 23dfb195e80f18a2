using Cig.Platform.Mandates;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Azienda;

/// <summary>The employers that a person may act for; who has one goes straight to it.</summary>
public sealed class IndexModel(MandateRegister mandates) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Cerca { get; set; }

    public IReadOnlyList<Client> Clients { get; private set; } = [];

    public IReadOnlyList<Client> Shown { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        Clients = await mandates.ClientsOf(User.Person!, stop);
        Shown = string.IsNullOrWhiteSpace(Cerca)
            ? Clients
            : [.. Clients.Where(c => c.Employer.Name.Contains(Cerca.Trim(), StringComparison.OrdinalIgnoreCase) || c.Employer.TaxCode.StartsWith(Cerca.Trim(), StringComparison.Ordinal))];
        return Clients is [var only] ? Redirect($"/azienda/{only.Employer.Id}") : Page();
    }
}

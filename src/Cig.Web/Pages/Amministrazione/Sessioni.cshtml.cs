using Cig.Platform.Staff;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>Ends the sessions of a person, for a reason that stays on record.</summary>
public sealed class SessioniModel(Sessions sessions, StaffRegister staff, Say say) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "cf")]
    public string? Cf { get; set; }

    [BindProperty]
    public string? Motivo { get; set; }

    public IReadOnlyList<Session>? Open { get; private set; }

    public int? Ended { get; private set; }

    public async Task OnGetAsync(int? chiusi, CancellationToken stop)
    {
        Ended = chiusi;
        await Load(stop);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await Load(stop);
        if (Motivo?.Trim() is not { Length: >= 10 } reason)
            ModelState.AddModelError("motivo", say["Scrivi perché: almeno 10 caratteri."]);
        else if (Open is { Count: > 0 })
            return Redirect($"/amministrazione/sessioni?chiusi={await sessions.EndAll((await staff.Find(User.Person!, stop))!, Cf!, reason, stop)}");
        return Page();
    }

    private async Task Load(CancellationToken stop)
    {
        Cf = Cf?.Trim().ToUpperInvariant();
        Open = string.IsNullOrEmpty(Cf) ? null : await sessions.Of(Cf, stop);
    }
}

using Cig.Platform.Applications;
using Cig.Platform.Requests;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Operatore;

/// <summary>One written request with its case; the look at the case is recorded.</summary>
public sealed class RichiestaModel(RequestDesk desk, StaffRegister staff, Say say) : PageModel
{
    public WrittenRequest Written { get; private set; } = null!;

    public Work? Beside { get; private set; }

    [BindProperty(Name = "risposta")]
    public string? Typed { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await Load(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken stop)
    {
        if (!await Load(id, stop))
            return NotFound();
        if (string.IsNullOrWhiteSpace(Typed) || Typed.Length > RequestDesk.Longest || Typed.Contains('\0', StringComparison.Ordinal))
            ModelState.AddModelError("risposta", say["Scrivi la risposta, al massimo {0} caratteri.", RequestDesk.Longest]);
        else if (await desk.Answer((await staff.Find(User.Person!, stop))!, id, Typed.Trim(), stop))
            return Redirect("/operatore/richieste");
        else
            ModelState.AddModelError("risposta", say["Un collega ha già risposto."]);
        return Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken stop)
    {
        if (await desk.ForStaff((await staff.Find(User.Person!, stop))!, id, stop) is not { } found)
            return false;

        (Written, Beside) = found;
        return true;
    }
}

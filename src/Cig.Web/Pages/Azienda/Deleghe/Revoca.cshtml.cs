using Cig.Platform.Mandates;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Azienda.Deleghe;

/// <summary>The page before a mandate is revoked, which says what that does.</summary>
public sealed class RevocaModel(MandateDesk desk) : ForEmployer
{
    [FromRoute(Name = "delega")]
    public Guid Delega { get; set; }

    public Holder Holder { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if ((await desk.Holders(Actor, stop)).FirstOrDefault(h => h.Entry.Id == Delega && h.CanRevoke) is not { } found)
            return NotFound();

        Holder = found;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop) =>
        await desk.Revoke(Actor, Delega, stop) ? Redirect($"{Home}/deleghe?fatto=revocata") : NotFound();
}

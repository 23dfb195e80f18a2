using Cig.Platform.Applications;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Azienda;

/// <summary>Hours asked for and how the workers are paid.</summary>
public sealed class OreModel(ApplicationDesk desk, Say say) : DraftPage(desk, say)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Load(stop) ? Page() : NotFound();

    public Task<IActionResult> OnPostAsync(CancellationToken stop) => Keep(Section.HoursAndPayment, [DraftField.Hours, DraftField.Payment, DraftField.Hardship], stop);
}

using Cig.Platform.Applications;
using Cig.Platform.Mandates;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Azienda;

/// <summary>The technical report.</summary>
public sealed class RelazioneModel(MandateRegister mandates, ApplicationDesk desk, Say say) : DraftPage(mandates, desk, say)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Load(stop) ? Page() : NotFound();

    public Task<IActionResult> OnPostAsync(CancellationToken stop) => Keep(Section.Report, [DraftField.Report], stop);
}

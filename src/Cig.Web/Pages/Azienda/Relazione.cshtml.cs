using Cig.Platform.Applications;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Azienda;

/// <summary>The technical report.</summary>
public sealed class RelazioneModel(ApplicationDesk desk, Say say) : DraftPage(desk, say)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Load(stop) ? Page() : NotFound();

    public Task<IActionResult> OnPostAsync(CancellationToken stop) => Keep(Section.Report, [DraftField.Report], stop);
}

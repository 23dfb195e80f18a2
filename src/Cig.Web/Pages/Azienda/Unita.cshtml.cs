using Cig.Platform.Applications;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Azienda;

/// <summary>The production unit.</summary>
public sealed class UnitaModel(ApplicationDesk desk, Say say) : DraftPage(desk, say)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Load(stop) ? Page() : NotFound();

    public Task<IActionResult> OnPostAsync(CancellationToken stop) => Keep(Section.Unit, [DraftField.Unit], stop);
}

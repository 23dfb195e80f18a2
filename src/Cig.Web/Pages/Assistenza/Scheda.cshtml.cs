using Cig.Platform.Sheets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Assistenza;

/// <summary>One sheet that holds today.</summary>
public sealed class SchedaModel(SheetDesk sheets) : PageModel
{
    public Sheet Sheet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string nome, CancellationToken stop)
    {
        if (await sheets.Find(nome, stop) is not { } found)
            return NotFound();

        Sheet = found;
        return Page();
    }
}

using Cig.Platform.Sheets;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>The sheets, and the words that people looked for in vain: words alone, never a sentence, never who.</summary>
public sealed class SchedeModel(SheetDesk sheets) : PageModel
{
    public IReadOnlyList<Sheet> All { get; private set; } = [];

    public IReadOnlyList<Gap> Gaps { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        All = await sheets.ForAdministrators(stop);
        Gaps = await sheets.Gaps(stop);
    }
}

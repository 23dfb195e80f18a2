using Cig.Platform.Sheets;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Assistenza;

/// <summary>The question-and-answer sheets, all of them and those that answer a question.</summary>
public sealed class DomandeFrequentiModel(SheetDesk sheets, Say say) : PageModel
{
    public IReadOnlyList<Sheet> All { get; private set; } = [];

    public IReadOnlyList<Sheet>? Found { get; private set; }

    [FromQuery(Name = "cerca")]
    public string? Question { get; set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        All = await sheets.All(say.Tongue, stop);
        if (!string.IsNullOrWhiteSpace(Question))
            Found = await sheets.Search(Question[..Math.Min(200, Question.Length)], say.Tongue, stop);
    }
}

using Cig.Platform.Chat;
using Cig.Web.Components;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages;

/// <summary>The open data: what there is, what its columns say, the last days as a chart, and the files.</summary>
public sealed class DatiModel(OpenData data, Say say) : PageModel
{
    private const int Shown = 30;

    public IReadOnlyList<int> Years { get; private set; } = [];

    public IReadOnlyList<OpenDay> Days { get; private set; } = [];

    public IReadOnlyList<Column> Columns { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Years = await data.Years(stop);
        Days = await data.Of(data.LastDay.AddDays(1 - Shown), data.LastDay, stop) ?? [];
        Columns = [.. Days.Select(d => new Column(d.Day.ToString("dd/MM", System.Globalization.CultureInfo.InvariantCulture), d.Opened ?? 0, Told(d.Opened)))];
    }

    /// <summary>A number, or that it is too small to be told.</summary>
    private string Told(int? value) => value is { } number ? $"{number}" : say["non pubblicato"];
}

using Cig.Platform.Chat;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Supervisione;

/// <summary>Who waits, and for how long.</summary>
public sealed class IndexModel(ConsoleDesk console, TimeProvider time) : PageModel
{
    public IReadOnlyList<QueueRow> Waiting { get; private set; } = [];

    public int OldestMinutes => Waiting.Count == 0 ? 0 : (int)(time.GetUtcNow() - Waiting[0].QueuedAt).TotalMinutes;

    public async Task OnGetAsync(CancellationToken stop) => Waiting = await console.Waiting(stop);
}

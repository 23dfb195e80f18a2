using Cig.Platform.Chat;
using Cig.Rules;
using Cig.Rules.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages;

/// <summary>The first page: who you are, and whether somebody answers now.</summary>
public sealed class IndexModel(ChatHours hours, TimeProvider time) : PageModel
{
    public bool Open { get; private set; }

    public bool Trial { get; private set; }

    public Text Words { get; private set; } = new("", "", "");

    public async Task OnGetAsync(CancellationToken stop)
    {
        var (now, inForce) = (time.GetUtcNow(), await hours.Now(stop));
        Open = inForce.IsOpen(now);
        Trial = inForce.Trial && !inForce.Schedule.IsOpen(now);
        Words = ChatAccess.At(now, Audience.Worker, null, inForce.Schedule, ChatAccess.PublishedAreas).Reasons[^1].Text;
    }
}

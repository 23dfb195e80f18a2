using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Supervisione;

/// <summary>Who waits, and for how long.</summary>
public sealed class IndexModel(ChatDesk desk, StaffRegister staff, TimeProvider time) : PageModel
{
    public IReadOnlyList<Conversation> Waiting { get; private set; } = [];

    public int OldestMinutes => Waiting.Count == 0 ? 0 : (int)(time.GetUtcNow() - Waiting[0].OpenedAt).TotalMinutes;

    public async Task OnGetAsync(CancellationToken stop) => Waiting = (await desk.Queue((await staff.Find(User.Person!, stop))!, stop)).Waiting;
}

using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Operatore;

/// <summary>The advisor's queue.</summary>
public sealed class IndexModel(ChatDesk desk, ChatHours hours, StaffRegister staff, Say say) : PageModel
{
    public QueueView Queue { get; private set; } = null!;

    public bool Trial { get; private set; }

    public async Task OnGetAsync(CancellationToken stop) => await Load(stop);

    public async Task<IActionResult> OnPostAsync(Guid conversazione, CancellationToken stop)
    {
        var member = (await staff.Find(User.Person!, stop))!;
        if (await desk.Take(member, conversazione, stop))
            return Redirect($"/operatore/conversazioni/{conversazione}");

        ModelState.AddModelError("coda", say["Un altro operatore ha già preso questa conversazione."]);
        await Load(stop);
        return Page();
    }

    private async Task Load(CancellationToken stop)
    {
        Queue = await desk.Queue((await staff.Find(User.Person!, stop))!, stop);
        Trial = (await hours.Now(stop)).Trial;
    }
}

using Cig.Platform.Requests;
using Cig.Platform.Staff;
using Cig.Rules.Access;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Operatore;

/// <summary>What waits for a written answer, and the calls to make.</summary>
public sealed class RichiesteModel(RequestDesk requests, CallbackDesk calls, StaffRegister staff, TimeProvider time) : PageModel
{
    public IReadOnlyList<WrittenRequest> Open { get; private set; } = [];

    public IReadOnlyList<WrittenRequest> Answered { get; private set; } = [];

    public IReadOnlyList<Callback> Calls { get; private set; } = [];

    public DateOnly Today => ChatSchedule.DayInRome(time.GetUtcNow());

    public async Task OnGetAsync(CancellationToken stop)
    {
        var me = (await staff.Find(User.Person!, stop))!;
        (Open, Answered) = await requests.ForStaff(me, stop);
        Calls = await calls.ForStaff(me, stop);
    }

    public async Task<IActionResult> OnPostAsync(Guid? fatta, Guid? nonRisponde, CancellationToken stop)
    {
        if ((fatta ?? nonRisponde) is { } call)
            await calls.Handle((await staff.Find(User.Person!, stop))!, call, fatta is not null, stop);
        return Redirect(Request.Path);
    }
}

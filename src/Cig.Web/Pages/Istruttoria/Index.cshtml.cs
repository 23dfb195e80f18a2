using Cig.Platform.Applications;
using Cig.Platform.Staff;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Istruttoria;

/// <summary>The worklist of the officer's office, the oldest first, the decided ones last.</summary>
public sealed class IndexModel(OfficerDesk desk, StaffRegister staff) : PageModel
{
    public ApplicationState? State { get; private set; }

    public IReadOnlyList<Work> Work { get; private set; } = [];

    public async Task OnGetAsync(string? stato, CancellationToken stop)
    {
        State = Enum.TryParse<ApplicationState>(stato, out var state) && Enum.IsDefined(state) ? state : null;
        Work = await desk.Worklist((await staff.Find(User.Person!, stop))!, State, stop);
    }
}

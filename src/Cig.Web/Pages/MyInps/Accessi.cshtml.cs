using Cig.Platform.Applications;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.MyInps;

/// <summary>Who looked at the cases that name the person.</summary>
public sealed class AccessiModel(WorkerDesk desk) : PageModel
{
    public IReadOnlyList<LookAtCase> Looks { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Looks = await desk.Looks(User.Person!, stop);
}

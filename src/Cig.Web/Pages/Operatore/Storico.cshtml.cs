using Cig.Platform.Chat;
using Cig.Platform.Staff;

namespace Cig.Web.Pages.Operatore;

/// <summary>The conversations that the advisor handled last.</summary>
public sealed class StoricoModel(ConsoleDesk console, StaffRegister staff) : StaffPage(staff)
{
    public IReadOnlyList<Conversation> Past { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Past = await console.Past(await Member(stop), stop);
}

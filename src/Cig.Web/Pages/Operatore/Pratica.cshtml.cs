using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Operatore;

/// <summary>The case beside a conversation as a page of its own; another case of the same person after the reason was given.</summary>
public sealed class PraticaModel(ChatDesk desk, AdvisorDesk cases, ConsoleDesk console, StaffRegister staff) : OwnConversationPage(desk, staff)
{
    public CasePanel? Panel { get; private set; }

    public IReadOnlyList<StaffNote> Notes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid? caso, CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        Panel = caso is { } other ? await cases.OtherCase(Me, Conversation, other, stop) : await cases.CaseOf(Me, Conversation, stop);
        if (caso is not null && Panel is null)
            return NotFound();
        Notes = await console.Notes(Id, stop);
        return Page();
    }
}

using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Operatore;

/// <summary>The canned replies, filled from a conversation's case where one is named: a preview, to be inserted and never sent by itself.</summary>
public sealed class RispostePronteModel(ChatDesk desk, AdvisorDesk cases, CannedReplies replies, StaffRegister staff) : StaffPage(staff)
{
    [FromQuery(Name = "conversazione")]
    public Guid? Conversazione { get; set; }

    [FromQuery(Name = "cerca")]
    public string? Cerca { get; set; }

    public IReadOnlyList<FilledReply> Replies { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var member = await Member(stop);
        if (Conversazione is { } id)
        {
            if (await desk.Enter(member, id, stop) is not { } entered)
                return NotFound();
            Replies = await replies.For(entered.Conversation, await cases.CaseOf(member, entered.Conversation, stop), stop);
        }
        else
        {
            Replies = [.. (await replies.All(stop)).Where(r => !r.Value.Withdrawn).OrderBy(r => r.Value.Title, StringComparer.Ordinal).Select(r => new FilledReply(r.Key, r.Value, r.Value.Text, []))];
        }

        if (!string.IsNullOrWhiteSpace(Cerca))
            Replies = [.. Replies.Where(r => $"{r.Reply.Title} {r.Text}".Contains(Cerca.Trim(), StringComparison.OrdinalIgnoreCase))];
        return Page();
    }
}

using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Web.Chat;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Operatore;

/// <summary>A conversation as the advisor has it, between the queue and the case that the person chose; the look at the case is recorded.</summary>
public sealed class ConversazioneModel(ChatDesk desk, ConversationLog log, AdvisorDesk cases, ConsoleDesk console, CannedReplies replies, StaffRegister staff, Translations translations, Say say) : ConversationPage(desk, log, translations, say)
{
    public CasePanel? Panel { get; private set; }

    public ConsoleView Queue { get; private set; } = null!;

    public IReadOnlyList<StaffNote> Notes { get; private set; } = [];

    public IReadOnlyList<Conversation> Earlier { get; private set; } = [];

    /// <summary>A canned reply to put into the text, for those who chose it without a script.</summary>
    [FromQuery(Name = "risposta")]
    public string? Reply { get; set; }

    protected override bool Belongs(Conversation conversation, Participant who) => !who.IsPerson;

    protected override async Task LoadBeside(Conversation conversation, CancellationToken stop)
    {
        var member = (await staff.Find(User.Person!, stop))!;
        Panel = await cases.CaseOf(member, conversation, stop);
        Queue = await console.View(member, stop);
        Notes = await console.Notes(conversation.Id, stop);
        Earlier = await cases.Earlier(member, conversation, stop);
        if (Reply is not null && View.Draft.Length == 0 && (await replies.For(conversation, Panel, stop)).FirstOrDefault(r => r.Code == Reply && r.Missing.Count == 0) is { } reply)
            View = View with { Draft = reply.Text };
    }
}

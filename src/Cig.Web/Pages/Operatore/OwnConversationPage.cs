using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Platform.Staff;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Operatore;

/// <summary>A page about one conversation that the advisor handles; for anybody else it does not exist.</summary>
public abstract class OwnConversationPage(ChatDesk desk, StaffRegister staff) : StaffPage(staff)
{
    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    public Conversation Conversation { get; private set; } = null!;

    public StaffMember Me { get; private set; } = null!;

    public string Home => $"/operatore/conversazioni/{Id}";

    /// <summary>Finds the conversation; false where for this advisor there is none.</summary>
    protected async Task<bool> Find(CancellationToken stop)
    {
        Me = await Member(stop);
        if (await desk.Enter(Me, Id, stop) is not { } entered)
            return false;
        Conversation = entered.Conversation;
        return true;
    }
}

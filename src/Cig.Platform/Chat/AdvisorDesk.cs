using Cig.Platform.Applications;
using Cig.Platform.Audit;
using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Chat;

/// <summary>What an advisor may see beside a conversation: the case that the person chose, and no other.</summary>
public sealed class AdvisorDesk(Database database, TimeProvider time)
{
    /// <summary>The case of a conversation that this advisor handles; looking at it is recorded.</summary>
    public async Task<Work?> CaseOf(StaffMember advisor, Conversation conversation, CancellationToken stop)
    {
        if (conversation.ApplicationId is not { } id || conversation.AdvisorId != advisor.Id)
            return null;

        await using var db = database.Context();
        if (await db.Set<Application>().AsNoTracking().Include(a => a.Events).FirstOrDefaultAsync(a => a.Id == id, stop) is not { } application)
            return null;

        var employer = await db.Set<Employer>().Where(e => e.Id == application.EmployerId).Select(e => e.Name).FirstAsync(stop);
        await AuditLog.RecordLook(database, time, advisor, application.AuditChain, $"chat {conversation.Id}", stop);
        return new(application, employer);
    }
}

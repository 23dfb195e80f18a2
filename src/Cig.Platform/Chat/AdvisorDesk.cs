using Cig.Platform.Applications;
using Cig.Platform.Audit;
using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Amounts;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Chat;

/// <summary>What a worker of the case gets in a month if she works none of its hours, with every step and its provision.</summary>
public sealed record CaseAmount(string Worker, DateOnly Month, Ruling<BenefitAmounts> Amounts, string PayOrigin);

/// <summary>A case beside a conversation.</summary>
public sealed record CasePanel(Application Application, string Employer, ProductionUnit Unit, IReadOnlyList<CaseTerm> Terms, IReadOnlyList<CaseAmount> Amounts);

/// <summary>
/// What an advisor may see beside a conversation that she handles: the case that the person chose; other cases of the same person only after giving a reason. Every look is
/// recorded in the case's own chain.
/// </summary>
public sealed class AdvisorDesk(Database database, TimeProvider time)
{
    /// <summary>Shortest reason for opening other cases, in characters.</summary>
    public const int ShortestReason = 10;

    private const int MostWorkers = 5;

    /// <summary>The case that the person chose, only while the advisor is in the conversation; null where she asked something general.</summary>
    public Task<CasePanel?> CaseOf(StaffMember advisor, Conversation conversation, CancellationToken stop) =>
        conversation.ApplicationId is { } id && IsIn(advisor, conversation) ? Show(advisor, conversation, id, $"chat {conversation.Id}", stop) : Task.FromResult<CasePanel?>(null);

    /// <summary>The other cases of whom the conversation is about, once the advisor has said why she needs them.</summary>
    public async Task<IReadOnlyList<Work>?> OtherCases(StaffMember advisor, Conversation conversation, CancellationToken stop)
    {
        if (!IsIn(advisor, conversation) || await ReasonOf(advisor, conversation, stop) is null)
            return null;

        await using var db = database.Context();
        var rows = await (await Of(db, conversation, stop)).Where(a => a.Id != conversation.ApplicationId).OrderByDescending(a => a.SubmittedAt).Take(50)
            .Join(db.Set<Employer>(), a => a.EmployerId, e => e.Id, (a, e) => new { Application = a, e.Name }).ToListAsync(stop);
        return [.. rows.Select(r => new Work(r.Application, r.Name))];
    }

    /// <summary>Records why other cases are opened; false where the reason is too short or the conversation is not the advisor's.</summary>
    public async Task<bool> OpenOtherCases(StaffMember advisor, Conversation conversation, string reason, CancellationToken stop)
    {
        if (!IsIn(advisor, conversation) || reason.Trim().Length < ShortestReason || reason.Length > ConsoleDesk.LongestNote)
            return false;

        await Retry.OnConflict(async () =>
        {
            await using var db = database.Context();
            await AuditLog.Record(db, SupervisorDesk.AuditChain(conversation.Id), time.GetUtcNow(), advisor.Principal.FiscalCode, advisor.DisplayName, "open-other-cases", reason.Trim(), stop);
            if (await db.Set<CaseOpening>().FindAsync([conversation.Id, advisor.Id], stop) is null)
                db.Add(new CaseOpening { ConversationId = conversation.Id, StaffId = advisor.Id, Reason = reason.Trim(), At = time.GetUtcNow() });
            await db.SaveChangesAsync(stop);
        });
        return true;
    }

    /// <summary>Another case of the same person or firm, after the reason was given.</summary>
    public async Task<CasePanel?> OtherCase(StaffMember advisor, Conversation conversation, Guid application, CancellationToken stop)
    {
        if (!IsIn(advisor, conversation) || await ReasonOf(advisor, conversation, stop) is not { } reason)
            return null;

        await using var db = database.Context();
        return await (await Of(db, conversation, stop)).AnyAsync(a => a.Id == application, stop) ? await Show(advisor, conversation, application, $"chat {conversation.Id}: {reason}", stop) : null;
    }

    /// <summary>Earlier conversations of the same person about the same subject that had an advisor, the newest first: when, about what, how it ended; not what was said.</summary>
    public async Task<IReadOnlyList<Conversation>> Earlier(StaffMember advisor, Conversation conversation, CancellationToken stop)
    {
        if (!IsIn(advisor, conversation))
            return [];

        await using var db = database.Context();
        return await db.Set<Conversation>().AsNoTracking().Where(c => c.Person == conversation.Person && c.MandateId == conversation.MandateId && c.Id != conversation.Id)
            .OrderByDescending(c => c.OpenedAt).Take(5).ToListAsync(stop);
    }

    private static bool IsIn(StaffMember advisor, Conversation conversation) =>
        conversation.State == ConversationState.Active && Rights.MaySee(advisor.Roles, advisor.Id, conversation.AdvisorId);

    private async Task<string?> ReasonOf(StaffMember advisor, Conversation conversation, CancellationToken stop)
    {
        await using var db = database.Context();
        return await db.Set<CaseOpening>().Where(o => o.ConversationId == conversation.Id && o.StaffId == advisor.Id).Select(o => o.Reason).FirstOrDefaultAsync(stop);
    }

    /// <summary>The cases of whom the conversation is about: those that name the worker, or those of the firm.</summary>
    private static async Task<IQueryable<Application>> Of(CigContext db, Conversation conversation, CancellationToken stop)
    {
        if (conversation.EmployerId is { } employer)
            return db.Set<Application>().AsNoTracking().Where(a => a.EmployerId == employer);
        var person = await SubjectOf(db, conversation, stop);
        return db.Set<Application>().AsNoTracking().Where(a => a.Beneficiaries.Any(b => b.FiscalCode == person));
    }

    /// <summary>The worker whom the conversation is about: whoever asks, or whom she is acting for.</summary>
    private static async Task<string> SubjectOf(CigContext db, Conversation conversation, CancellationToken stop) => conversation.MandateKind == MandateKind.Self
        ? conversation.Person
        : await db.Set<MandateEntry>().Where(m => m.Id == conversation.MandateId).Select(m => m.Subject).FirstOrDefaultAsync(stop) ?? "";

    private async Task<CasePanel?> Show(StaffMember advisor, Conversation conversation, Guid id, string why, CancellationToken stop)
    {
        await using var db = database.Context();
        if (await db.Set<Application>().AsNoTracking().Include(a => a.Events).Include(a => a.Beneficiaries).FirstOrDefaultAsync(a => a.Id == id, stop) is not { } application)
            return null;

        var employer = await db.Set<Employer>().Where(e => e.Id == application.EmployerId).Select(e => e.Name).FirstAsync(stop);
        var unit = await db.Set<ProductionUnit>().AsNoTracking().FirstAsync(u => u.Id == application.UnitId, stop);

        // A worker's conversation shows her own amounts and nobody else's.
        var codes = conversation.EmployerId is null ? [await SubjectOf(db, conversation, stop)] : application.Beneficiaries.OrderBy(b => b.N).Take(MostWorkers).Select(b => b.FiscalCode).ToList();
        var workers = await db.Set<Employment>().AsNoTracking().Where(e => e.UnitId == unit.Id && codes.Contains(e.FiscalCode)).OrderBy(e => e.FamilyName).ToListAsync(stop);
        await AuditLog.RecordLook(database, time, advisor, application.AuditChain, why, stop);
        return new(application, employer, unit, [.. CaseTerm.Of(application)], [.. workers.Select(w => Amount(application, unit, w)).OfType<CaseAmount>()]);
    }

    /// <summary>Null where the rules know no answer for that month: then nothing is shown rather than a guess.</summary>
    private static CaseAmount? Amount(Application application, ProductionUnit unit, Employment worker)
    {
        var month = new DateOnly(application.FirstDay.Year, application.FirstDay.Month, 1);
        try
        {
            return new(worker.FullName, month, ApplicationDesk.Estimate(application.Scheme, application.Cause, application.FirstDay, unit, worker, month, null, null), worker.PayOrigin);
        }
        catch (Exception e) when (e is ImpossibleFactException or NotInForceException)
        {
            return null;
        }
    }
}

/// <summary>Why an advisor opened other cases than the one that the person chose.</summary>
public sealed class CaseOpening
{
    public required Guid ConversationId { get; init; }

    public required Guid StaffId { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class CaseOpeningMapping : Microsoft.EntityFrameworkCore.IEntityTypeConfiguration<CaseOpening>
{
    public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<CaseOpening> builder) => builder.ToTable("chat_case_openings").HasKey(o => new { o.ConversationId, o.StaffId });
}

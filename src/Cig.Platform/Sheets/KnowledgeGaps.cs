using Cig.Platform.Audit;
using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Cig.Rules.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cig.Platform.Sheets;

/// <summary>Conversations of the last days that advisors closed without a reason of their own, or that ended without an answer of the person.</summary>
public sealed record OpenEnd(string Scheme, Audience Audience, CloseReason Reason, int Count);

/// <summary>What is to be written.</summary>
public enum ProposalKind
{
    Sheet,
    Reply,
}

/// <summary>A supervisor's word on what is missing, for those who write sheets and replies.</summary>
public sealed class Proposal
{
    public required Guid Id { get; init; }

    public required ProposalKind Kind { get; init; }

    /// <summary>The question that has no answer yet.</summary>
    public required string Question { get; init; }

    /// <summary>Display name of the supervisor.</summary>
    public required string ProposedBy { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    public string? EndedBy { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>
/// What people ask and the institution has not written down: words that were looked for in vain, and conversations whose end says nothing. Supervisors read it and propose, administrators write. Both
/// lists hold counts, and none of fewer than <see cref="SheetDesk.LeastAsked"/>.
/// </summary>
public sealed class KnowledgeGaps(Database database, SheetDesk sheets, TimeProvider time)
{
    /// <summary>How far back conversations are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(90);

    public const int LongestQuestion = 200;

    /// <summary>Words that were looked for in vain; none for who is neither supervisor nor administrator.</summary>
    public async Task<IReadOnlyList<Gap>> Words(StaffMember member, CancellationToken stop) => Reads(member) ? await sheets.Gaps(stop) : [];

    /// <summary>Ends that say nothing, the most frequent first: those of the supervisor's office, or of all.</summary>
    public async Task<IReadOnlyList<OpenEnd>> Ends(StaffMember member, CancellationToken stop)
    {
        if (!Reads(member))
            return [];

        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            """
            select r.scheme, r.audience, e.body, count(distinct c.id) from conversations c
            join chat_events e on e.conversation_id = c.id and e.kind = 'Closed' and e.body in ('Other', 'NoReply') join chat_routes r on r.conversation_id = c.id
            where c.opened_at >= @f and (cast(@o as text) is null or r.territory = @o) group by r.scheme, r.audience, e.body having count(distinct c.id) >= @l order by count(distinct c.id) desc, r.scheme, r.audience, e.body
            """,
            ("f", Instant.ToMicroseconds(time.GetUtcNow() - Window)), ("o", member.Office), ("l", SheetDesk.LeastAsked));
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<OpenEnd> ends = [];
        while (await reader.ReadAsync(stop))
            ends.Add(new(reader.GetString(0), Enum.Parse<Audience>(reader.GetString(1)), Enum.Parse<CloseReason>(reader.GetString(2)), reader.GetInt32(3)));
        return ends;
    }

    /// <summary>Proposes what to write; false for who is no supervisor, and for a question that is empty or too long.</summary>
    public async Task<bool> Propose(StaffMember supervisor, ProposalKind kind, string question, CancellationToken stop)
    {
        if (!supervisor.Is(StaffRole.Supervisor) || question.Trim().Length is 0 or > LongestQuestion)
            return false;

        var now = time.GetUtcNow();
        await using var db = database.Context();
        db.Add(new Proposal { Id = Guid.CreateVersion7(now), Kind = kind, Question = question.Trim(), ProposedBy = supervisor.DisplayName, ProposedAt = now });
        await db.SaveChangesAsync(stop);
        return true;
    }

    /// <summary>What was proposed and is not seen to, the oldest first; none for who is neither supervisor nor administrator.</summary>
    public async Task<IReadOnlyList<Proposal>> Proposals(StaffMember member, CancellationToken stop)
    {
        if (!Reads(member))
            return [];

        await using var db = database.Context();
        return await db.Set<Proposal>().AsNoTracking().Where(p => p.EndedAt == null).OrderBy(p => p.ProposedAt).ToListAsync(stop);
    }

    /// <summary>A proposal was seen to: written, or not needed.</summary>
    public Task<bool> End(StaffMember administrator, Guid id, CancellationToken stop) => Retry.OnConflict(async () =>
    {
        await using var db = database.Context();
        if (!administrator.Is(StaffRole.Administrator) || await db.Set<Proposal>().FirstOrDefaultAsync(p => p.Id == id && p.EndedAt == null, stop) is not { } found)
            return false;

        (found.EndedBy, found.EndedAt) = (administrator.DisplayName, time.GetUtcNow());
        await AuditLog.Record(db, "sheet-proposals", time.GetUtcNow(), administrator.Principal.FiscalCode, administrator.DisplayName, "end", found.Question, stop);
        await db.SaveChangesAsync(stop);
        return true;
    });

    private static bool Reads(StaffMember member) => member.Is(StaffRole.Supervisor) || member.Is(StaffRole.Administrator);
}

internal sealed class ProposalMapping : IEntityTypeConfiguration<Proposal>
{
    public void Configure(EntityTypeBuilder<Proposal> builder)
    {
        builder.ToTable("sheet_proposals");
        builder.Property(p => p.Kind).HasConversion<string>();
    }
}

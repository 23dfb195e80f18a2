using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cig.Platform.Audit;

/// <summary>One entry: who did or saw what, for whom, when, bound to the entry before it.</summary>
public sealed class AuditEntry
{
    /// <summary>The case or subject that the chain belongs to: <c>application/…</c>, <c>chat-hours</c>.</summary>
    public required string Chain { get; init; }

    public required long N { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Who { get; init; }

    /// <summary>The mandate acted under, or the staff role.</summary>
    public required string OnBehalfOf { get; init; }

    public required string Act { get; init; }

    public required string Detail { get; init; }

    public required string PreviousHash { get; init; }

    public required string Hash { get; init; }
}

/// <summary>
/// Append-only, one chain of hashes for each case, written in the transaction of what it records. A changed, removed or inserted entry breaks the chain.
/// </summary>
public static class AuditLog
{
    /// <summary>The act of looking at a case.</summary>
    public const string Look = "look";

    internal const string Beginning = "0";

    /// <summary>Adds an entry to the work of <paramref name="db"/>; the caller saves.</summary>
    public static async Task Record(CigContext db, string chain, DateTimeOffset at, string who, string onBehalfOf, string act, string detail, CancellationToken stop)
    {
        var last = db.Set<AuditEntry>().Local.Where(e => e.Chain == chain).MaxBy(e => e.N)
            ?? await db.Set<AuditEntry>().AsNoTracking().Where(e => e.Chain == chain).OrderByDescending(e => e.N).FirstOrDefaultAsync(stop);
        var (n, previous) = last is null ? (1L, Beginning) : (last.N + 1, last.Hash);

        // The tables keep microseconds; the hash is made over what is kept.
        var kept = Instant.FromMicroseconds(Instant.ToMicroseconds(at));
        db.Add(new AuditEntry
        {
            Chain = chain,
            N = n,
            At = kept,
            Who = who,
            OnBehalfOf = onBehalfOf,
            Act = act,
            Detail = detail,
            PreviousHash = previous,
            Hash = HashOf(chain, n, kept, who, onBehalfOf, act, detail, previous),
        });
    }

    /// <summary>Records that a member of staff looked at a case.</summary>
    public static Task RecordLook(Database database, TimeProvider time, StaffMember staff, string chain, string reason, CancellationToken stop) =>
        RecordLook(database, time, staff.Principal, staff.DisplayName, chain, reason, stop);

    /// <summary>Records that somebody looked at a case for herself, for another person or for an employer.</summary>
    public static Task RecordLook(Database database, TimeProvider time, Actor actor, string chain, string reason, CancellationToken stop) =>
        RecordLook(database, time, actor.Principal, actor.Mandate.OnRecord, chain, reason, stop);

    /// <summary>The first entry of a chain that does not fit, or null where the chain is whole.</summary>
    public static async Task<long?> FirstBroken(Database database, string chain, CancellationToken stop)
    {
        await using var db = database.Context();
        var (expected, previous) = (1L, Beginning);
        await foreach (var e in db.Set<AuditEntry>().AsNoTracking().Where(e => e.Chain == chain).OrderBy(e => e.N).AsAsyncEnumerable().WithCancellation(stop))
        {
            if (e.N != expected || e.PreviousHash != previous || !Fits(e))
                return expected;
            (expected, previous) = (e.N + 1, e.Hash);
        }

        return null;
    }

    /// <summary>Whether an entry's hash is that of what it says.</summary>
    internal static bool Fits(AuditEntry e) => e.Hash == HashOf(e.Chain, e.N, e.At, e.Who, e.OnBehalfOf, e.Act, e.Detail, e.PreviousHash);

    /// <summary>One hash over several parts, each with its length before it, so that no two lists are written alike.</summary>
    internal static string HashOf(IReadOnlyList<string> parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(parts.Select(p => $"{p.Length}:{p}")))));

    private static string HashOf(string chain, long n, DateTimeOffset at, string who, string onBehalfOf, string act, string detail, string previous) => HashOf(
        [chain, n.ToString(CultureInfo.InvariantCulture), Instant.ToMicroseconds(at).ToString(CultureInfo.InvariantCulture), who, onBehalfOf, act, detail, previous]);

    private static Task RecordLook(Database database, TimeProvider time, Principal who, string onBehalfOf, string chain, string reason, CancellationToken stop) => Retry.OnConflict(async () =>
    {
        await using var db = database.Context();
        await Record(db, chain, time.GetUtcNow(), who.FiscalCode, onBehalfOf, Look, reason, stop);
        await db.SaveChangesAsync(stop);
    });
}

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder) => builder.ToTable("audit_entries").HasKey(e => new { e.Chain, e.N });
}

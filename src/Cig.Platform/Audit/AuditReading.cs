using Cig.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Audit;

/// <summary>A chain of the audit log: how many entries, and when the last was made.</summary>
public sealed record AuditChain(string Chain, int Count, DateTimeOffset Last);

/// <summary>The latest entries of a chain, and the first that does not fit, or null where the chain is whole.</summary>
public sealed record AuditChainContent(string Chain, IReadOnlyList<AuditEntry> Entries, long? Broken);

/// <summary>What administrators may read of the audit log: the chains of what they and others set, none of people's cases.</summary>
public sealed class AuditReading(Database database)
{
    private static readonly string[] Kinds = ["setting/", "sheet/", "chat-hours", "retention/"];

    public async Task<IReadOnlyList<AuditChain>> Chains(CancellationToken stop)
    {
        await using var db = database.Context();
        List<AuditChain> chains = [];
        foreach (var kind in Kinds)
        {
            var found = await db.Set<AuditEntry>().Where(e => e.Chain.StartsWith(kind)).GroupBy(e => e.Chain)
                .Select(g => new { g.Key, Count = g.Count(), Last = g.Max(e => e.N) }).ToListAsync(stop);
            foreach (var chain in found)
                chains.Add(new(chain.Key, chain.Count, await db.Set<AuditEntry>().Where(e => e.Chain == chain.Key && e.N == chain.Last).Select(e => e.At).FirstAsync(stop)));
        }

        return [.. chains.OrderBy(c => c.Chain, StringComparer.Ordinal)];
    }

    public async Task<AuditChainContent> Read(string chain, CancellationToken stop)
    {
        if (!Kinds.Any(k => chain.StartsWith(k, StringComparison.Ordinal)))
            return new(chain, [], null);

        await using var db = database.Context();
        return new(
            chain,
            await db.Set<AuditEntry>().AsNoTracking().Where(e => e.Chain == chain).OrderByDescending(e => e.N).Take(200).ToListAsync(stop),
            await AuditLog.FirstBroken(database, chain, stop));
    }
}

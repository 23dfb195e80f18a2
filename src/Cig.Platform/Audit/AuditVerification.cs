using System.Data.Common;
using Cig.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Audit;

/// <summary>What a verification of the whole audit log found.</summary>
/// <param name="Faults">What is broken, in words; empty where the log is whole.</param>
public sealed record AuditReport(long Chains, long Entries, IReadOnlyList<AuditSeal> Seals, IReadOnlyList<string> Faults);

/// <summary>Reads the whole audit log and says what does not fit: in the chains, in the seals, between the two.</summary>
public static class AuditVerification
{
    /// <summary>An entry written after a seal cannot be older than the seal; clocks of nodes may differ by this much.</summary>
    private static readonly TimeSpan Clocks = TimeSpan.FromMinutes(10);

    /// <param name="database">The log to verify.</param>
    /// <param name="known">The hash of a seal that was kept elsewhere; a log that does not hold it has lost its end.</param>
    /// <param name="stop">Ends the reading.</param>
    public static async Task<AuditReport> Run(Database database, string? known, CancellationToken stop)
    {
        List<string> faults = [];
        var (chains, entries) = await Chains(database, faults, stop);
        await using var connection = await database.Open(stop);
        var seals = await AuditSeals.All(connection, "order by n", stop);
        await Seals(connection, seals, faults, stop);
        await Heads(connection, faults, stop);
        await Backdated(connection, faults, stop);
        if (known is not null && seals.All(s => s.Hash != known))
            faults.Add($"no seal has the hash {known}: the end of the log was removed, or it is another log");
        return new(chains, entries, seals, faults);
    }

    private static async Task<(long Chains, long Entries)> Chains(Database database, List<string> faults, CancellationToken stop)
    {
        await using var db = database.Context();
        var (chains, entries, chain, expected, previous) = (0L, 0L, "", 1L, AuditLog.Beginning);
        await foreach (var e in db.Set<AuditEntry>().AsNoTracking().OrderBy(e => e.Chain).ThenBy(e => e.N).AsAsyncEnumerable().WithCancellation(stop))
        {
            entries++;
            if (e.Chain != chain)
                (chain, chains, expected, previous) = (e.Chain, chains + 1, 1, AuditLog.Beginning);
            if (e.N != expected)
                faults.Add(e.N == expected + 1 ? $"{chain}: entry {expected} is missing" : $"{chain}: entries {expected} to {e.N - 1} are missing");
            else if (e.PreviousHash != previous)
                faults.Add(e.N == 1 ? $"{chain}: entry 1 is not the first of its chain" : $"{chain}: entry {e.N} does not follow entry {e.N - 1} as it stands: one of the two was changed or put in");
            if (!AuditLog.Fits(e))
                faults.Add($"{chain}: entry {e.N} was changed: its hash does not fit what it says");
            (expected, previous) = (e.N + 1, e.Hash);
        }

        return (chains, entries);
    }

    private static async Task Seals(DbConnection connection, IReadOnlyList<AuditSeal> seals, List<string> faults, CancellationToken stop)
    {
        var (expected, previous) = (1L, AuditSeals.Beginning);
        foreach (var seal in seals)
        {
            if (seal.N != expected)
                faults.Add(seal.N == expected + 1 ? $"seal {expected} is missing" : $"seals {expected} to {seal.N - 1} are missing");
            else if (seal.PreviousHash != previous)
                faults.Add($"seal {seal.N} of {seal.Day} does not follow the one before it: one of the two was changed");
            if (seal.Hash != AuditSeals.HashOf(seal, await AuditSeals.Heads(connection, seal.N, stop)))
                faults.Add($"seal {seal.N} of {seal.Day} was changed, or the list of heads that it covers");
            (expected, previous) = (seal.N + 1, seal.Hash);
        }
    }

    private static async Task Heads(DbConnection connection, List<string> faults, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = """
            select h.chain, h.n, h.seal, s.day, e.hash from audit_sealed_heads h
            left join audit_seals s on s.n = h.seal left join audit_entries e on e.chain = h.chain and e.n = h.n
            where e.hash is null or e.hash <> h.hash or s.n is null
            order by h.chain, h.n
            """;
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
        {
            var (chain, n, seal) = (reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2));
            faults.Add(reader.IsDBNull(3) ? $"seal {seal}, which covers {chain} up to entry {n}, is missing"
                : reader.IsDBNull(4) ? $"{chain}: entry {n}, which the seal of {reader.GetString(3)} covers, was removed with all that came after it"
                : $"{chain}: entry {n} is not what the seal of {reader.GetString(3)} covers: it was changed after that day");
        }
    }

    private static async Task Backdated(DbConnection connection, List<string> faults, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            select e.chain, e.n, s.day from audit_entries e
            join (select chain, max(n) as n, max(seal) as seal from audit_sealed_heads group by chain) h on h.chain = e.chain and e.n > h.n
            join audit_seals s on s.n = h.seal
            where e.at < s.at - {(long)Clocks.TotalMicroseconds}
            order by e.chain, e.n
            """;
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
            faults.Add($"{reader.GetString(0)}: entry {reader.GetInt64(1)} says that it is older than the seal of {reader.GetString(2)}, which does not cover it: it was put in afterwards");
    }
}

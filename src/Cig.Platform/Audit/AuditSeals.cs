using System.Data.Common;
using System.Globalization;
using Cig.Platform.Storage;
using Cig.Rules.Access;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Audit;

/// <summary>A seal over all chains.</summary>
/// <param name="Day">The day of Rome that had ended, <c>2026-11-24</c>.</param>
public sealed record AuditSeal(long N, string Day, DateTimeOffset At, string PreviousHash, string Hash);

/// <summary>The last entry of a chain, as a seal found it.</summary>
public sealed record SealedHead(long Seal, string Chain, long N, string Hash);

/// <summary>
/// Seals the audit log once a day: the heads of the chains that grew, and the hash of the seal before, under one hash. What is sealed cannot be changed, taken away or added to without
/// breaking every seal after it; a copy of the last hash kept elsewhere also guards the end. Days on which nothing ran are made up for by the next seal.
/// </summary>
public sealed class AuditSeals(Database database, TimeProvider time)
{
    internal const string Beginning = "0";

    /// <summary>Makes the seal of the day that has ended, where no node made it yet; null where there is nothing to do.</summary>
    public Task<AuditSeal?> SealIfDue(CancellationToken stop) => Retry.OnConflict(async () =>
    {
        var now = time.GetUtcNow();
        var day = ChatSchedule.DayInRome(now).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await using var connection = await database.Open(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var last = await All(connection, "order by n desc limit 1", stop) is [var found] ? found : null;
        if (last is not null && string.CompareOrdinal(last.Day, day) >= 0)
            return null;

        // The number is taken first: of two nodes one gets it, and the other begins anew and finds the day sealed.
        var n = (last?.N ?? 0) + 1;
        await Execute(connection, """
            insert into audit_sealed_heads (seal, chain, n, hash)
            select @n, e.chain, e.n, e.hash from audit_entries e
            join (select chain, max(n) as n from audit_entries group by chain) head on head.chain = e.chain and head.n = e.n
            where not exists (select 1 from audit_sealed_heads h where h.chain = e.chain and h.n >= e.n)
            """, stop, ("n", n));
        var kept = Instant.FromMicroseconds(Instant.ToMicroseconds(now));
        var seal = new AuditSeal(n, day, kept, last?.Hash ?? Beginning, "");
        seal = seal with { Hash = HashOf(seal, await Heads(connection, n, stop)) };
        await Execute(connection, "insert into audit_seals (n, day, at, previous_hash, hash) values (@n, @d, @at, @p, @h)", stop, ("n", n), ("d", day), ("at", Instant.ToMicroseconds(kept)), ("p", seal.PreviousHash), ("h", seal.Hash));
        await transaction.CommitAsync(stop);
        return seal;
    });

    internal static string HashOf(AuditSeal seal, IEnumerable<SealedHead> heads) => AuditLog.HashOf(
        [
            "seal", seal.N.ToString(CultureInfo.InvariantCulture), seal.Day, Instant.ToMicroseconds(seal.At).ToString(CultureInfo.InvariantCulture), seal.PreviousHash,
            .. heads.OrderBy(h => h.Chain, StringComparer.Ordinal).SelectMany(h => new[] { h.Chain, h.N.ToString(CultureInfo.InvariantCulture), h.Hash }),
        ]);

    internal static async Task<IReadOnlyList<AuditSeal>> All(DbConnection connection, string order, CancellationToken stop)
    {
        await using var command = connection.Command("select n, day, at, previous_hash, hash from audit_seals " + order);
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<AuditSeal> found = [];
        while (await reader.ReadAsync(stop))
            found.Add(new(reader.GetInt64(0), reader.GetString(1), Instant.FromMicroseconds(reader.GetInt64(2)), reader.GetString(3), reader.GetString(4)));
        return found;
    }

    internal static async Task<IReadOnlyList<SealedHead>> Heads(DbConnection connection, long seal, CancellationToken stop)
    {
        await using var command = connection.Command("select seal, chain, n, hash from audit_sealed_heads where seal = @n", ("n", seal));
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<SealedHead> found = [];
        while (await reader.ReadAsync(stop))
            found.Add(new(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3)));
        return found;
    }

    private static async Task Execute(DbConnection connection, string sql, CancellationToken stop, params (string Name, object? Value)[] parameters)
    {
        await using var command = connection.Command(sql, parameters);
        await command.ExecuteNonQueryAsync(stop);
    }
}

/// <summary>Looks every hour whether a day has ended without its seal; at the start at once.</summary>
internal sealed class DailySeal(AuditSeals seals, TimeProvider time, ILogger<DailySeal> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        do
        {
            try
            {
                if (await seals.SealIfDue(stoppingToken) is { } seal)
                    log.LogInformation("The audit log is sealed up to {Day}: seal {N}, {Hash}.", seal.Day, seal.N, seal.Hash);
            }
            catch (Exception e) when (Database.Failed(e))
            {
                // The next hour makes up for it.
                log.LogError(e, "The audit log could not be sealed.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cig.Platform.Audit;
using Cig.Platform.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace Cig.Web.SignIn.Saml;

/// <summary>A message of the log, without what it says.</summary>
/// <param name="Kind"><c>AuthnRequest</c>, <c>Response</c>, <c>LogoutRequest</c> or <c>LogoutResponse</c>.</param>
/// <param name="RequestId">The request that the message is, or answers.</param>
/// <param name="Outcome"><c>sent</c>, <c>accepted</c>, <c>failed NN</c>, or why it was refused.</param>
public sealed record LoggedMessage(string Kind, string Profile, string Provider, string RequestId, string? MessageId, string? AssertionId, DateTimeOffset? IssuedAt, DateTimeOffset? AssertionIssuedAt, string Outcome);

/// <summary>
/// The pairs of request and response that the law wants kept for 24 months (D.P.C.M. 24 October 2014, art. 13, c. 2): encrypted, apart from the application's log, read one at
/// a time and never without a trace.
/// </summary>
public sealed class MessageLog(Database database, IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>How many months a message is kept.</summary>
    public const int Months = 24;

    /// <summary>The chain of the audit log that tells who read what here.</summary>
    public const string AuditChain = "sign-in-log";

    private readonly IDataProtector _protector = protection.CreateProtector("Cig.SignIn.MessageLog");

    public async Task Write(LoggedMessage message, byte[] content, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            """
            insert into sign_in_messages (id, at, kind, profile, provider, request_id, message_id, assertion_id, issued_at, assertion_issued_at, outcome, content)
            values (@id, @at, @k, @f, @p, @r, @m, @a, @i, @ai, @o, @c)
            """,
            ("id", Guid.CreateVersion7(time.GetUtcNow()).ToString()), ("at", Instant.ToMicroseconds(time.GetUtcNow())), ("k", message.Kind), ("f", message.Profile), ("p", message.Provider), ("r", message.RequestId),
            ("m", message.MessageId), ("a", message.AssertionId), ("i", Microseconds(message.IssuedAt)), ("ai", Microseconds(message.AssertionIssuedAt)), ("o", message.Outcome), ("c", Convert.ToBase64String(_protector.Protect(content))));
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>The messages of one request, opened. Who reads them, and why, is written to the audit log before anything is shown.</summary>
    public async Task<IReadOnlyList<(LoggedMessage Message, DateTimeOffset At, string Content)>> Read(string requestId, string who, string reason, CancellationToken stop)
    {
        await Retry.OnConflict(async () =>
        {
            await using var db = database.Context();
            await AuditLog.Record(db, AuditChain, time.GetUtcNow(), who, "administration", "read", $"{requestId}: {reason}", stop);
            await db.SaveChangesAsync(stop);
        });

        await using var connection = await database.Open(stop);
        await using var command = connection.Command("select kind, profile, provider, request_id, message_id, assertion_id, issued_at, assertion_issued_at, outcome, at, content from sign_in_messages where request_id = @r order by at, id", ("r", requestId));
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<(LoggedMessage, DateTimeOffset, string)> found = [];
        while (await reader.ReadAsync(stop))
        {
            string? text(int i) => reader.IsDBNull(i) ? null : reader.GetString(i);
            DateTimeOffset? instant(int i) => reader.IsDBNull(i) ? null : Instant.FromMicroseconds(reader.GetInt64(i));
            var message = new LoggedMessage(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), text(4), text(5), instant(6), instant(7), reader.GetString(8));
            found.Add((message, Instant.FromMicroseconds(reader.GetInt64(9)), Open(reader.GetString(10))));
        }

        return found;
    }

    /// <summary>How often providers told us since <paramref name="from"/> that our request was wrong, by code.</summary>
    public async Task<IReadOnlyDictionary<int, long>> Alerts(DateTimeOffset from, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command("select outcome, count(*) from sign_in_messages where at >= @from and outcome like 'failed %' group by outcome", ("from", Instant.ToMicroseconds(from)));
        await using var reader = await command.ExecuteReaderAsync(stop);
        Dictionary<int, long> found = [];
        while (await reader.ReadAsync(stop))
        {
            if (int.TryParse(reader.GetString(0)["failed ".Length..], CultureInfo.InvariantCulture, out var code) && IsOurFault(code))
                found[code] = reader.GetInt64(1);
        }

        return found;
    }

    /// <summary>Removes what is older than the law wants; returns how many messages that was.</summary>
    public async Task<int> Expire(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command("delete from sign_in_messages where at < @old", ("old", Instant.ToMicroseconds(time.GetUtcNow().AddMonths(-Months))));
        return await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>The codes by which a provider says that a request of ours was wrong: somebody of the operation must look.</summary>
    public static bool IsOurFault(int code) => code is 8 or 9 or (>= 11 and <= 18);

    private string Open(string content)
    {
        try
        {
            return Encoding.UTF8.GetString(_protector.Unprotect(Convert.FromBase64String(content)));
        }
        catch (CryptographicException)
        {
            return "(it cannot be opened: the data-protection key that closed it is no longer among the keys, or its certificate is not configured)";
        }
    }

    private static long? Microseconds(DateTimeOffset? value) => value is { } at ? Instant.ToMicroseconds(at) : null;
}

/// <summary>Removes what has been kept long enough, once a day.</summary>
internal sealed class MessageLogExpiry(MessageLog messages, TimeProvider time, ILogger<MessageLogExpiry> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromDays(1), time);
        do
        {
            try
            {
                if (await messages.Expire(stoppingToken) is > 0 and var removed)
                    log.LogInformation("{Count} messages of the sign-in log were kept for 24 months and are removed.", removed);
            }
            catch (Exception e) when (Database.Failed(e))
            {
                log.LogError(e, "The sign-in log could not be shortened; it is tried again tomorrow.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

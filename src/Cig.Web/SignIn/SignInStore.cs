using System.Security.Cryptography;
using System.Text;
using Cig.Platform.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Cig.Web.SignIn;

/// <summary>A sign-in under way in one browser.</summary>
/// <param name="Id">Of the request; the response must name it.</param>
/// <param name="Session">The open session that the new one takes the place of.</param>
/// <param name="Relay">What the provider hands back beside the response: a random handle that tells nothing.</param>
public sealed record PendingSignIn(string Id, string Relay, string Profile, string Provider, int Level, string ReturnPath, DateTimeOffset IssuedAt, string? Session = null);

/// <summary>
/// Sign-ins under way and messages already accepted, in the shared database, so that any node can finish what another began and none accepts a thing twice.
/// </summary>
public sealed class SignInStore(Database database, TimeProvider time)
{
    /// <summary>How long a person may take at the provider.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Remembers a request. The browser keeps <paramref name="browserSecret"/>; we keep its hash.</summary>
    public async Task Begin(PendingSignIn pending, string browserSecret, CancellationToken stop)
    {
        await Execute(
            "insert into sign_in_requests (id, relay, browser, profile, provider, level, return_path, issued_at, session) values (@id, @y, @b, @f, @p, @l, @r, @i, @s)", stop,
            ("id", pending.Id), ("y", pending.Relay), ("b", Hash(browserSecret)), ("f", pending.Profile), ("p", pending.Provider), ("l", pending.Level), ("r", pending.ReturnPath), ("i", Instant.ToMicroseconds(pending.IssuedAt)), ("s", pending.Session));
        await Execute("delete from sign_in_requests where issued_at < @old", stop, ("old", Instant.ToMicroseconds(time.GetUtcNow() - TimeSpan.FromDays(1))));
    }

    /// <summary>The request of this browser that still waits for its answer in that federation.</summary>
    public async Task<PendingSignIn?> Find(string id, string profile, string browserSecret, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command("select relay, provider, level, return_path, issued_at, session from sign_in_requests where id = @id and profile = @f and browser = @b and used_at is null and issued_at > @i", ("id", id), ("f", profile), ("b", Hash(browserSecret)), ("i", Instant.ToMicroseconds(time.GetUtcNow() - Lifetime)));
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop)
            ? new(id, reader.GetString(0), profile, reader.GetString(1), reader.GetInt32(2), reader.GetString(3), Instant.FromMicroseconds(reader.GetInt64(4)), reader.IsDBNull(5) ? null : reader.GetString(5))
            : null;
    }

    /// <summary>Uses the request up; false where another response was first.</summary>
    public async Task<bool> Finish(PendingSignIn pending, CancellationToken stop) => await Execute(
        "update sign_in_requests set used_at = @now where id = @id and used_at is null", stop, ("now", Instant.ToMicroseconds(time.GetUtcNow())), ("id", pending.Id)) == 1;

    /// <summary>Remembers an accepted message until it expires; false where it was accepted before, on any node.</summary>
    public async Task<bool> Accept(string issuer, string id, DateTimeOffset notOnOrAfter, CancellationToken stop)
    {
        await Execute("delete from sign_in_assertions where not_on_or_after < @now", stop, ("now", Instant.ToMicroseconds(time.GetUtcNow() - TimeSpan.FromMinutes(10))));
        return await Once("insert into sign_in_assertions (issuer, id, not_on_or_after) values (@is, @id, @n)", stop, ("is", issuer), ("id", id), ("n", Instant.ToMicroseconds(notOnOrAfter)));
    }

    /// <summary>Inserts; false where the row is there already.</summary>
    private async Task<bool> Once(string sql, CancellationToken stop, params (string Name, object? Value)[] parameters)
    {
        try
        {
            return await Execute(sql, stop, parameters) == 1;
        }
        catch (Exception e) when (e is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } or SqliteException { SqliteErrorCode: 19 })
        {
            return false;
        }
    }

    private async Task<int> Execute(string sql, CancellationToken stop, params (string Name, object? Value)[] parameters)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>What is kept of a secret.</summary>
    internal static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

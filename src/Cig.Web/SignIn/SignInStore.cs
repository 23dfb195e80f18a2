using System.Security.Cryptography;
using System.Text;
using Cig.Platform.Storage;
using Cig.Web.SignIn.Saml;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Cig.Web.SignIn;

/// <summary>A sign-in under way in one browser.</summary>
public sealed record PendingSignIn(string Id, string Provider, int Level, string ReturnPath, DateTimeOffset IssuedAt);

/// <summary>Sign-ins under way and assertions already accepted, in the shared database, so that any node can finish what another began and none accepts a thing twice.</summary>
public sealed class SignInStore(Database database, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Remembers a request. The browser keeps <paramref name="browserSecret"/>; we keep its hash.</summary>
    public async Task Begin(PendingSignIn pending, string browserSecret, CancellationToken stop)
    {
        await Execute(
            "insert into sign_in_requests (id, browser, provider, level, return_path, issued_at) values (@id, @b, @p, @l, @r, @i)", stop,
            ("id", pending.Id), ("b", Hash(browserSecret)), ("p", pending.Provider), ("l", pending.Level), ("r", pending.ReturnPath), ("i", Instant.ToMicroseconds(pending.IssuedAt)));
        await Execute("delete from sign_in_requests where issued_at < @old", stop, ("old", Instant.ToMicroseconds(time.GetUtcNow() - TimeSpan.FromDays(1))));
    }

    /// <summary>The request of this browser that still waits for its answer.</summary>
    public async Task<PendingSignIn?> Find(string id, string browserSecret, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "select provider, level, return_path, issued_at from sign_in_requests where id = @id and browser = @b and used_at is null and issued_at > @i";
        Add(command, ("id", id), ("b", Hash(browserSecret)), ("i", Instant.ToMicroseconds(time.GetUtcNow() - Lifetime)));
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop)
            ? new(id, reader.GetString(0), reader.GetInt32(1), reader.GetString(2), Instant.FromMicroseconds(reader.GetInt64(3)))
            : null;
    }

    /// <summary>Uses the request up; false where another response was first.</summary>
    public async Task<bool> Finish(PendingSignIn pending, CancellationToken stop) => await Execute(
        "update sign_in_requests set used_at = @now where id = @id and used_at is null", stop, ("now", Instant.ToMicroseconds(time.GetUtcNow())), ("id", pending.Id)) == 1;

    /// <summary>Remembers an accepted assertion until it expires; false where it was accepted before.</summary>
    public async Task<bool> Accept(VerifiedAssertion assertion, CancellationToken stop)
    {
        await Execute("delete from sign_in_assertions where not_on_or_after < @now", stop, ("now", Instant.ToMicroseconds(time.GetUtcNow() - TimeSpan.FromMinutes(5))));
        try
        {
            return await Execute(
                "insert into sign_in_assertions (issuer, id, not_on_or_after) values (@is, @id, @n)", stop,
                ("is", assertion.Issuer), ("id", assertion.Id), ("n", Instant.ToMicroseconds(assertion.NotOnOrAfter))) == 1;
        }
        catch (Exception e) when (e is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } or SqliteException { SqliteErrorCode: 19 })
        {
            return false;
        }
    }

    private async Task<int> Execute(string sql, CancellationToken stop, params (string Name, object Value)[] parameters)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Add(command, parameters);
        return await command.ExecuteNonQueryAsync(stop);
    }

    private static void Add(System.Data.Common.DbCommand command, params (string Name, object Value)[] parameters)
    {
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

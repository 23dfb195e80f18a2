using System.Data.Common;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Cig.Platform.Audit;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Cig.Web.SignIn.Saml;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Cig.Web.SignIn;

/// <summary>An open session of a person.</summary>
/// <param name="Id">Names it in lists; it lets nobody in.</param>
/// <param name="Place">Browser and system, as far as the browser says.</param>
/// <param name="EndsAt">When it ends if nothing is done.</param>
/// <param name="LatestEnd">When it ends whatever is done.</param>
public sealed record Session(string Id, ClaimsPrincipal User, string Place, DateTimeOffset BeganAt, DateTimeOffset ActedAt, DateTimeOffset EndsAt, DateTimeOffset LatestEnd)
{
    /// <summary>Whether an act can still put the end off.</summary>
    public bool CanStay => EndsAt < LatestEnd;
}

/// <summary>
/// The sessions, in the shared database: every node knows them, and a session that ends on one has ended on all. The browser holds a random secret; only its hash is kept.
/// </summary>
public sealed class Sessions(Database database, TimeProvider time)
{
    /// <summary>How long a session lasts after the last act of its person.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>How long it lasts whatever is done.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    /// <summary>How long before the end the page warns.</summary>
    public static readonly TimeSpan Warning = TimeSpan.FromMinutes(5);

    /// <summary>The chain of the audit log that tells who ended whose sessions.</summary>
    public const string AuditChain = "sessions";

    /// <summary>Acts that follow one another within this time are written once; the end is put off by as much more, so that nobody gets less than <see cref="Idle"/>.</summary>
    internal static readonly TimeSpan Grain = TimeSpan.FromSeconds(30);

    private const string Columns = "id, claims, place, began_at, acted_at, ends_at, latest_end";

    /// <summary>Begins a session and returns the secret for the browser's cookie. What has ended is swept on this occasion.</summary>
    public async Task<string> Begin(ClaimsPrincipal user, string place, CancellationToken stop)
    {
        var (secret, now) = (RandomNumberGenerator.GetHexString(64, lowercase: true), time.GetUtcNow());
        var claims = JsonSerializer.Serialize(user.Claims.Where(c => c.Type != Claim).Select(c => new[] { c.Type, c.Value }));
        await using var connection = await database.Open(stop);
        await Execute(connection, "delete from sessions where ends_at <= @now", stop, ("now", Instant.ToMicroseconds(now)));
        await Execute(
            connection, "insert into sessions (id, secret, person, claims, place, provider_session, began_at, acted_at, ends_at, latest_end) values (@id, @s, @p, @c, @w, @ps, @now, @now, @e, @l)", stop,
            ("id", Guid.CreateVersion7(now).ToString()), ("s", SignInStore.Hash(secret)), ("p", user.Person!.FiscalCode), ("c", claims), ("w", place), ("ps", OfProvider(user)),
            ("now", Instant.ToMicroseconds(now)), ("e", Instant.ToMicroseconds(now + Idle + Grain)), ("l", Instant.ToMicroseconds(now + Longest)));
        return secret;
    }

    /// <summary>The session of a secret, or null where it has ended or never was. An act of the person puts its end off; anything else leaves it where it is.</summary>
    public async Task<Session?> Find(string secret, bool act, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return (await Read(connection, "secret = @s", ("s", SignInStore.Hash(secret)), stop)) is [var found] ? act ? await Act(connection, found, stop) : found : null;
    }

    /// <summary>Whether a session still lives; an act puts its end off. For what stays open longer than a request.</summary>
    public async Task<bool> Lives(ClaimsPrincipal? user, bool act, CancellationToken stop)
    {
        if (user?.FindFirstValue(Claim) is not { } id)
            return false;

        await using var connection = await database.Open(stop);
        if (await Read(connection, "id = @id", ("id", id), stop) is not [var found])
            return false;
        if (act)
            await Act(connection, found, stop);
        return true;
    }

    /// <summary>The open sessions of a person, the newest first.</summary>
    public async Task<IReadOnlyList<Session>> Of(string person, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return [.. (await Read(connection, "person = @p", ("p", person), stop)).OrderByDescending(s => s.BeganAt)];
    }

    /// <summary>Ends a session.</summary>
    public Task<int> End(string id, CancellationToken stop) => Delete("id = @v", id, stop);

    /// <summary>Ends a session of that person; another's is left alone.</summary>
    public async Task<bool> End(string person, string id, CancellationToken stop) => (await Of(person, stop)).Any(s => s.Id == id) && await End(id, stop) == 1;

    /// <summary>Ends every session of a person, on every device; returns how many there were.</summary>
    public Task<int> EndAll(string person, CancellationToken stop) => Delete("person = @v", person, stop);

    /// <summary>Ends every session of a person by word of an administrator, who gives a reason: it is on record before anything ends.</summary>
    /// <exception cref="InvalidOperationException">The member of staff is no administrator.</exception>
    public async Task<int> EndAll(StaffMember administrator, string person, string reason, CancellationToken stop)
    {
        if (!administrator.Is(StaffRole.Administrator))
            throw new InvalidOperationException("Only an administrator ends the sessions of somebody else.");

        await Retry.OnConflict(async () =>
        {
            await using var db = database.Context();
            await AuditLog.Record(db, AuditChain, time.GetUtcNow(), administrator.Principal.FiscalCode, administrator.DisplayName, "end-sessions", $"{person}: {reason}", stop);
            await db.SaveChangesAsync(stop);
        });
        return await EndAll(person, stop);
    }

    /// <summary>Ends the sessions that hang on one of a provider, which the provider ended.</summary>
    public Task<int> EndByProvider(string issuer, string nameId, CancellationToken stop) => Delete("provider_session = @v", SignInStore.Hash(issuer + "\n" + nameId), stop);

    /// <summary>The claim that holds the session's id.</summary>
    internal const string Claim = "session";

    /// <summary>The provider's session that this one hangs on: of the staff always, of a citizen only at level 1, where the provider keeps one.</summary>
    private static string? OfProvider(ClaimsPrincipal user) =>
        Staff.StaffSession.Of(user) is var (issuer, subject) ? SignInStore.Hash(issuer + "\n" + subject)
        : ProviderSession.Of(user) is { Profile.SingleLogout: true, SessionIndex: not null } session ? SignInStore.Hash(session.Provider + "\n" + session.NameId)
        : null;

    /// <summary>The end is written in one statement, so that two nodes never bring it forward.</summary>
    private async Task<Session> Act(DbConnection connection, Session session, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var end = now + Idle + Grain is var later && later < session.LatestEnd ? later : session.LatestEnd;
        if (session.EndsAt >= session.LatestEnd || now + Idle <= session.EndsAt)
            return session;

        await Execute(connection, "update sessions set acted_at = @now, ends_at = @e where id = @id and ends_at < @e", stop, ("now", Instant.ToMicroseconds(now)), ("e", Instant.ToMicroseconds(end)), ("id", session.Id));
        return session with { ActedAt = now, EndsAt = end };
    }

    private async Task<IReadOnlyList<Session>> Read(DbConnection connection, string which, (string Name, object? Value) parameter, CancellationToken stop)
    {
        await using var command = connection.Command($"select {Columns} from sessions where {which} and ends_at > @now", parameter, ("now", Instant.ToMicroseconds(time.GetUtcNow())));
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<Session> found = [];
        while (await reader.ReadAsync(stop))
        {
            DateTimeOffset instant(int i) => Instant.FromMicroseconds(reader.GetInt64(i));
            var claims = JsonSerializer.Deserialize<string[][]>(reader.GetString(1))!.Select(c => new Claim(c[0], c[1])).Append(new(Claim, reader.GetString(0)));
            found.Add(new(reader.GetString(0), new(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme)), reader.GetString(2), instant(3), instant(4), instant(5), instant(6)));
        }

        return found;
    }

    private async Task<int> Delete(string which, string value, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await Execute(connection, $"delete from sessions where {which}", stop, ("v", value));
    }

    private static async Task<int> Execute(DbConnection connection, string sql, CancellationToken stop, params (string Name, object? Value)[] parameters)
    {
        await using var command = connection.Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(stop);
    }
}

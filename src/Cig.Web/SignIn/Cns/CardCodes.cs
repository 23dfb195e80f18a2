using System.Security.Cryptography;
using Cig.Platform.Storage;

namespace Cig.Web.SignIn.Cns;

/// <summary>
/// The handover from the endpoint of the cards to the site: a code that serves once, for a minute, kept as its hash. It names the request that asked, so that it is of use only to
/// the browser that began it.
/// </summary>
public sealed class CardCodes(Database database, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary>A new code for a card that was accepted.</summary>
    public async Task<string> Issue(string requestId, CardCheck.Accepted holder, CancellationToken stop)
    {
        var code = RandomNumberGenerator.GetHexString(64, lowercase: true);
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            """
            delete from card_codes where issued_at <= @old;
            insert into card_codes (code, request_id, fiscal_code, given_name, family_name, issued_at) values (@c, @r, @f, @g, @n, @i);
            """,
            ("old", Oldest), ("c", SignInStore.Hash(code)), ("r", requestId), ("f", holder.FiscalCode), ("g", holder.GivenName), ("n", holder.FamilyName), ("i", Instant.ToMicroseconds(time.GetUtcNow())));
        await command.ExecuteNonQueryAsync(stop);
        return code;
    }

    /// <summary>What a code stands for; the code is gone with it. Null where there is no such code, no more, or on another node before.</summary>
    public async Task<(string RequestId, CardCheck.Accepted Holder)?> Redeem(string? code, CancellationToken stop)
    {
        if (string.IsNullOrEmpty(code))
            return null;

        await using var connection = await database.Open(stop);
        await using var command = connection.Command("delete from card_codes where code = @c returning request_id, fiscal_code, given_name, family_name, issued_at", ("c", SignInStore.Hash(code)));
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop) && reader.GetInt64(4) > Oldest ? (reader.GetString(0), new(reader.GetString(1), reader.GetString(2), reader.GetString(3))) : null;
    }

    private long Oldest => Instant.ToMicroseconds(time.GetUtcNow() - Lifetime);
}

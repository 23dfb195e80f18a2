using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cig.Platform.Audit;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Cig.Rules;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Mail;

/// <summary>A person's own address and, where she is about to confirm one, that one.</summary>
public sealed record OwnMail(MailAddress? Address, MailCode? Waiting);

/// <summary>What became of the wish for a code.</summary>
public enum CodeAsked
{
    Sent,
    BadAddress,

    /// <summary>As many as an hour has went to this person or address already.</summary>
    TooMany,

    /// <summary>The mail server says that there is no such mailbox.</summary>
    NoMailbox,

    /// <summary>The mail server did not take it now.</summary>
    NotSent,

    /// <summary>There is no mail here, or the person came by the staff's door.</summary>
    NotAllowed,
}

/// <summary>What became of a code that was typed.</summary>
public enum CodeTyped
{
    Confirmed,
    Wrong,

    /// <summary>None waits any more: too late, tried too often, or used.</summary>
    Ended,
}

/// <summary>
/// A person's choice to be told by mail, and her address. It counts once she has typed a code that was sent there; until then an earlier one stays. Every change is audited in a chain of her own, which
/// cannot be erased and so holds no address.
/// </summary>
public sealed class MailDesk(Database database, Post post, IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>Codes in an hour, to a person and to an address.</summary>
    public const int CodesAnHour = 5;

    /// <summary>How often one code may be tried.</summary>
    public const int Tries = 5;

    /// <summary>How long a code may be typed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private const int Digits = 6;
    private readonly IDataProtector _protector = protection.CreateProtector("Cig.Mail");

    public static string AuditChain(string person) => $"mail/{person}";

    public async Task<OwnMail> Look(Principal person, CancellationToken stop)
    {
        if (person.IsStaff)
            return new(null, null);

        await using var db = database.Context();
        return new(await db.Set<MailAddress>().AsNoTracking().FirstOrDefaultAsync(a => a.Person == person.FiscalCode, stop), await Waiting(db, person, stop));
    }

    /// <summary>Sends a code to an address; codes sent before do not count any more.</summary>
    public async Task<CodeAsked> Ask(Principal person, string? typed, Tongue tongue, CancellationToken stop)
    {
        if (person.IsStaff || post.Settings is not { } settings)
            return CodeAsked.NotAllowed;
        if (Address.Read(typed) is not { } address)
            return CodeAsked.BadAddress;

        var now = time.GetUtcNow();
        var (id, code) = (Guid.CreateVersion7(now), RandomNumberGenerator.GetString("0123456789", Digits));
        if (!await Store(id, person.FiscalCode, address, tongue, _protector.Protect(Convert.ToBase64String(HashOf(address, code))), now, stop))
            return CodeAsked.TooMany;

        switch (await post.Send(Letter.WithCode(code, id, now, address, tongue, settings), stop))
        {
            case Delivery.Taken:
                return CodeAsked.Sent;
            case Delivery.NoMailbox:
                await Forget(person, stop);
                return CodeAsked.NoMailbox;
            default:
                // It does not count: whoever asks again is not to be told that she asked too often.
                await using (var db = database.Context())
                    await db.Set<MailCode>().Where(c => c.Id == id).ExecuteDeleteAsync(CancellationToken.None);
                return CodeAsked.NotSent;
        }
    }

    /// <summary>Takes a code. Each try is counted before it is looked at, so that many at once are no more tries.</summary>
    public async Task<CodeTyped> Confirm(Principal person, string? typed, CancellationToken stop)
    {
        await using var db = database.Context();
        if (person.IsStaff || await Waiting(db, person, stop) is not { } waiting
            || await db.Set<MailCode>().Where(c => c.Id == waiting.Id && c.Tries < Tries && c.Hash != "").ExecuteUpdateAsync(c => c.SetProperty(x => x.Tries, x => x.Tries + 1), stop) == 0)
        {
            return CodeTyped.Ended;
        }

        var code = new string([.. (typed ?? "").Where(char.IsAsciiDigit)]);
        if (_protector.Open(waiting.Hash) is not { } hash || !CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(hash), HashOf(waiting.Address, code)))
            return waiting.Tries + 1 < Tries ? CodeTyped.Wrong : CodeTyped.Ended;

        return await Retry.OnConflict(async () =>
        {
            await using var work = database.Context();
            await using var transaction = await work.Database.BeginTransactionAsync(stop);
            if (await work.Set<MailCode>().Where(c => c.Id == waiting.Id && c.Hash != "").ExecuteUpdateAsync(c => c.SetProperty(x => x.Hash, ""), stop) == 0)
                return CodeTyped.Ended;

            var now = time.GetUtcNow();
            var known = await work.Set<MailAddress>().FirstOrDefaultAsync(a => a.Person == person.FiscalCode, stop);
            if (known is null)
                work.Add(new MailAddress { Person = person.FiscalCode, Address = waiting.Address, Tongue = waiting.Tongue, SinceAt = now, UsedAt = now });
            else
                (known.Address, known.Tongue, known.UsedAt, known.RefusedAt) = (waiting.Address, waiting.Tongue, now, null);
            await Record(work, person, known is null ? "confirm" : "change", stop);
            await work.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
            return CodeTyped.Confirmed;
        });
    }

    /// <summary>Sets the language of the notices.</summary>
    public Task Speak(Principal person, Tongue tongue, CancellationToken stop) => Retry.OnConflict(async () =>
    {
        await using var db = database.Context();
        if (person.IsStaff || await db.Set<MailAddress>().FirstOrDefaultAsync(a => a.Person == person.FiscalCode && a.Tongue != tongue, stop) is not { } known)
            return;

        known.Tongue = tongue;
        await Record(db, person, "language", stop);
        await db.SaveChangesAsync(stop);
    });

    /// <summary>Lets go an address that was not confirmed yet, and erases it. That a code was sent stays for the count.</summary>
    public async Task Forget(Principal person, CancellationToken stop)
    {
        await using var db = database.Context();
        await db.Set<MailCode>().Where(c => c.Person == person.FiscalCode && c.Hash != "").ExecuteUpdateAsync(c => c.SetProperty(x => x.Hash, "").SetProperty(x => x.Address, ""), stop);
    }

    /// <summary>Ends the notices: the address is erased, and what was not sent yet is not sent.</summary>
    public async Task Remove(Principal person, CancellationToken stop)
    {
        await Forget(person, stop);
        await Retry.OnConflict(async () =>
        {
            await using var db = database.Context();
            if (person.IsStaff || await db.Set<MailAddress>().FirstOrDefaultAsync(a => a.Person == person.FiscalCode, stop) is not { } known)
                return;

            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            db.Remove(known);
            await db.Database.ExecuteSqlAsync($"update mail_codes set address = '' where person = {person.FiscalCode}", stop);
            await db.Database.ExecuteSqlAsync($"delete from mail_notices where person = {person.FiscalCode} and state = 'WAITING'", stop);
            await Record(db, person, "remove", stop);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        });
    }

    /// <summary>The code that may still be typed.</summary>
    private async Task<MailCode?> Waiting(CigContext db, Principal person, CancellationToken stop)
    {
        var after = time.GetUtcNow() - Lifetime;
        return await db.Set<MailCode>().AsNoTracking().Where(c => c.Person == person.FiscalCode && c.Hash != "" && c.Tries < Tries && c.SentAt > after).OrderByDescending(c => c.SentAt).ThenByDescending(c => c.Id).FirstOrDefaultAsync(stop);
    }

    /// <summary>Keeps a code in place of those before it; false where person or address had as many as an hour has.</summary>
    private async Task<bool> Store(Guid id, string person, string address, Tongue tongue, string hash, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (database.Engine == Engine.PostgreSql)
        {
            // Who asks at the same moment waits here, so that the count holds; SQLite has one writer anyway.
            await using var gate = connection.Command(transaction, "lock table mail_codes in exclusive mode");
            await gate.ExecuteNonQueryAsync(stop);
        }

        await using var earlier = connection.Command(transaction, "update mail_codes set hash = '' where person = @p and hash <> ''", ("p", person));
        await earlier.ExecuteNonQueryAsync(stop);
        await using var store = connection.Command(
            transaction,
            """
            insert into mail_codes (id, person, address, tongue, hash, sent_at, tries)
            select @id, @p, @a, @t, @h, @n, 0
            where (select count(*) from mail_codes where person = @p and sent_at > @hour) < @most and (select count(*) from mail_codes where lower(address) = lower(@a) and sent_at > @hour) < @most
            """,
            ("id", id), ("p", person), ("a", address), ("t", tongue.ToString()), ("h", hash), ("n", Instant.ToMicroseconds(now)), ("hour", Instant.ToMicroseconds(now.AddHours(-1))), ("most", CodesAnHour));
        if (await store.ExecuteNonQueryAsync(stop) == 0)
            return false;

        await transaction.CommitAsync(stop);
        return true;
    }

    private static byte[] HashOf(string address, string code) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{address.Length}:{address}{code}")));

    private Task Record(CigContext db, Principal person, string act, CancellationToken stop) =>
        AuditLog.Record(db, AuditChain(person.FiscalCode), time.GetUtcNow(), person.FiscalCode, Mandate.Self(person).OnRecord, act, "", stop);
}

using Cig.Platform.Audit;
using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Outbox;

/// <summary>What became of a subscription.</summary>
public abstract record Subscribed
{
    private Subscribed()
    {
    }

    /// <param name="Key">Shown once: it is kept encrypted and told to nobody again.</param>
    public sealed record Done(Guid Id, string Key) : Subscribed;

    public sealed record NoName : Subscribed;

    /// <summary>Not https, or an address that is not public.</summary>
    public sealed record BadAddress : Subscribed;

    public sealed record NoKind : Subscribed;

    /// <summary>There is one with this address already; or, when a key is changed, the key before is still valid.</summary>
    public sealed record Already : Subscribed;
}

/// <summary>The administrator's side of the subscribers. Every change is audited in the subscriber's own chain; no entry holds a key.</summary>
public sealed class SubscriberDesk(Database database, OutboxLog log, Reach reach, IDataProtectionProvider protection, TimeProvider time)
{
    public const int LongestName = 100;

    private readonly IDataProtector _protector = protection.CreateProtector("Cig.Outbox");

    /// <summary>The chain of the audit log of a subscriber.</summary>
    public static string AuditChain(Guid id) => $"outbox/{id}";

    /// <summary>All that were not removed, by name; none for who is no administrator.</summary>
    public async Task<IReadOnlyList<Subscriber>> All(StaffMember administrator, CancellationToken stop)
    {
        if (!administrator.Is(StaffRole.Administrator))
            return [];

        await using var db = database.Context();
        return await db.Set<Subscriber>().AsNoTracking().Where(s => s.State != SubscriberState.Removed).OrderBy(s => s.Name).ThenBy(s => s.Id).ToListAsync(stop);
    }

    /// <summary>One of them; null where there is none, or for who is no administrator.</summary>
    public async Task<Subscriber?> Find(StaffMember administrator, Guid id, CancellationToken stop) => (await All(administrator, stop)).FirstOrDefault(s => s.Id == id);

    /// <summary>Adds a subscriber, which is told what happens from now on.</summary>
    /// <exception cref="UnauthorizedAccessException">Not an administrator.</exception>
    public async Task<Subscribed> Add(StaffMember administrator, string name, string address, IReadOnlyCollection<ChatEventKind> kinds, CancellationToken stop)
    {
        MustBeAdministrator(administrator);
        var now = time.GetUtcNow();
        if (name.Trim().Length is 0 or > LongestName)
            return new Subscribed.NoName();
        if (!reach.Admits(address.Trim()))
            return new Subscribed.BadAddress();
        List<ChatEventKind> told = [.. OutboxLog.Kinds.Intersect(kinds)];
        if (told.Count == 0)
            return new Subscribed.NoKind();

        var (key, from) = (Signature.NewKey(), await log.Settled(stop));
        return await Retry.OnConflict(async () =>
        {
            await using var db = database.Context();
            if (await db.Set<Subscriber>().AnyAsync(s => s.Address == address.Trim() && s.State != SubscriberState.Removed, stop))
                return (Subscribed)new Subscribed.Already();

            var id = Guid.CreateVersion7(now);
            db.Add(new Subscriber
            {
                Id = id, Name = name.Trim(), Address = address.Trim(), Kinds = string.Join(' ', told), Secret = _protector.Protect(key), State = SubscriberState.Active, ToldTo = from,
                NextAt = now, LeasedUntil = DateTimeOffset.UnixEpoch, SetBy = administrator.Principal.FiscalCode, SetAt = now,
            });
            await AuditLog.Record(db, AuditChain(id), now, administrator.Principal.FiscalCode, administrator.DisplayName, "subscribe", $"{name.Trim()}: {address.Trim()}; {string.Join(' ', told)}", stop);
            await db.SaveChangesAsync(stop);
            return new Subscribed.Done(id, key);
        });
    }

    /// <summary>Pauses, goes on or removes. What happened while it was paused is told afterwards.</summary>
    /// <exception cref="UnauthorizedAccessException">Not an administrator.</exception>
    public Task<bool> Set(StaffMember administrator, Guid id, SubscriberState state, CancellationToken stop) => Change(administrator, id, $"{state}", found =>
    {
        if (found.State == state)
            return false;
        (found.State, found.Failures, found.NextAt) = (state, 0, time.GetUtcNow());
        if (state == SubscriberState.Removed)
            (found.Secret, found.FormerSecret) = ("", null);
        return true;
    }, stop);

    /// <summary>Makes a new key. The one before stays valid beside it until <see cref="DropFormerKey"/>, so that the program can be changed in between.</summary>
    /// <exception cref="UnauthorizedAccessException">Not an administrator.</exception>
    public async Task<Subscribed> ChangeKey(StaffMember administrator, Guid id, CancellationToken stop)
    {
        var key = Signature.NewKey();
        return await Change(administrator, id, "new key", found =>
        {
            if (found.FormerSecret is not null)
                return false;
            (found.Secret, found.FormerSecret) = (_protector.Protect(key), found.Secret);
            return true;
        }, stop) ? new Subscribed.Done(id, key) : new Subscribed.Already();
    }

    /// <summary>Ends the key before the last one.</summary>
    /// <exception cref="UnauthorizedAccessException">Not an administrator.</exception>
    public Task<bool> DropFormerKey(StaffMember administrator, Guid id, CancellationToken stop) => Change(administrator, id, "former key dropped", found =>
    {
        if (found.FormerSecret is null)
            return false;
        found.FormerSecret = null;
        return true;
    }, stop);

    /// <summary>What a subscriber asks for itself, in a request that it signed: what happened after a place. Null where it is none, or did not sign.</summary>
    /// <param name="request">What is signed: method, a space, path and query.</param>
    public async Task<Stretch?> Ask(Guid id, string? signature, string request, long after, CancellationToken stop)
    {
        await using var db = database.Context();
        return await db.Set<Subscriber>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == id && s.State != SubscriberState.Removed, stop) is { } found
            && Signature.Holds(signature, request, time.GetUtcNow(), Keys(found))
                ? await log.After(after, found.KindList, stop)
                : null;
    }

    /// <summary>The valid keys of a subscriber; a key that cannot be decrypted any more is none.</summary>
    internal IReadOnlyList<string> Keys(Subscriber subscriber) => [.. new[] { subscriber.Secret, subscriber.FormerSecret }.OfType<string>().Select(_protector.Open).OfType<string>()];

    private Task<bool> Change(StaffMember administrator, Guid id, string what, Func<Subscriber, bool> change, CancellationToken stop)
    {
        MustBeAdministrator(administrator);
        return Retry.OnConflict(async () =>
        {
            await using var db = database.Context();
            if (await db.Set<Subscriber>().FirstOrDefaultAsync(s => s.Id == id && s.State != SubscriberState.Removed, stop) is not { } found || !change(found))
                return false;

            await AuditLog.Record(db, AuditChain(id), time.GetUtcNow(), administrator.Principal.FiscalCode, administrator.DisplayName, "set", what, stop);
            await db.SaveChangesAsync(stop);
            return true;
        });
    }

    private static void MustBeAdministrator(StaffMember member)
    {
        if (!member.Is(StaffRole.Administrator))
            throw new UnauthorizedAccessException("Only an administrator decides who is told.");
    }
}

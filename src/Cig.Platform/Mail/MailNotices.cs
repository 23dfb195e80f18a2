using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Cig.Platform.Audit;
using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Platform.Outbox;
using Cig.Platform.Storage;
using Cig.Rules;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Mail;

/// <summary>How the notices stand, without persons.</summary>
/// <param name="Failing">Of those that wait, those that failed at least once.</param>
/// <param name="LastError">The latest failure of those.</param>
/// <param name="GivenUp">Those that could not be sent in <see cref="MailNotices.Lasts"/>, in the last 30 days.</param>
/// <param name="Refused">Addresses at which there is no mailbox.</param>
public sealed record MailFigures(int Waiting, int Failing, string? LastError, int GivenUp, int Refused);

/// <summary>A notice that this node has taken to send.</summary>
internal sealed record Due(string Id, NoticeKind Kind, DateTimeOffset At, int Failures, string Person, string Address, Tongue Tongue, DateTimeOffset LeasedUntil);

/// <summary>
/// The notices that wait to be sent. Those of conversations are made from the chat's log, which is the outbox: rows and the place up to which it was read are written in one transaction, so however many nodes read, each fact
/// becomes one row. The answer to a written request makes its own, in its transaction. One node at a time has a notice, by a lease.
/// </summary>
public sealed class MailNotices(Database database, OutboxLog log, MandateRegister mandates, TimeProvider time)
{
    /// <summary>How long an advisor's message may stay unread before its person is told.</summary>
    public static readonly TimeSpan Away = TimeSpan.FromMinutes(10);

    /// <summary>How long it is tried to send a notice.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(3);

    /// <summary>Longer than a message may take.</summary>
    private static readonly TimeSpan Lease = 4 * Post.Patience;

    /// <summary>Makes the notices of what happened in conversations since it was last asked.</summary>
    public async Task Gather(CancellationToken stop)
    {
        while (true)
        {
            await using var connection = await database.Open(stop);
            await using var ask = connection.Command("select told_to from mail_place");
            var place = Convert.ToInt64(await ask.ExecuteScalarAsync(stop));
            var to = await log.End(place, stop);
            if (to <= place)
                return;

            var made = await Happened(connection, place, to, stop);
            await using var transaction = await connection.BeginTransactionAsync(stop);
            await using var move = connection.Command(transaction, "update mail_place set told_to = @to where told_to = @p", ("to", to), ("p", place));
            if (await move.ExecuteNonQueryAsync(stop) == 0)
                return;

            foreach (var (id, kind, person, about, n, at, due) in made)
            {
                await using var add = connection.Command(
                    transaction,
                    """
                    insert into mail_notices (id, kind, person, about, n, at, state, next_at, leased_until, failures) values (@id, @k, @p, @c, @n, @at, 'WAITING', @due, 0, 0) on conflict do nothing
                    """,
                    ("id", id), ("k", kind.ToString()), ("p", person), ("c", about), ("n", n), ("at", at), ("due", due));
                await add.ExecuteNonQueryAsync(stop);
            }

            await transaction.CommitAsync(stop);
        }
    }

    /// <summary>Makes the notice of an answer within the work that stores it; none where the person wants none.</summary>
    internal static Task Answered(CigContext db, Guid request, DateTimeOffset at, CancellationToken stop)
    {
        var (id, kind, now) = (IdOf($"answer/{request}"), nameof(NoticeKind.Answered), Instant.ToMicroseconds(at));
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into mail_notices (id, kind, person, about, n, at, state, next_at, leased_until, failures)
            select {id}, {kind}, a.person, r.id, 0, {now}, 'WAITING', {now}, 0, 0
            from written_requests r join mail_addresses a on a.person = r.person and a.refused_at is null where r.id = {request} on conflict do nothing
            """,
            stop);
    }

    /// <summary>Erases codes after a day and notices after 30, whatever the terms of retention say: nothing needs them longer.</summary>
    internal static async Task Tidy(Database database, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            "delete from mail_codes where sent_at < @d; delete from mail_notices where at < @m", ("d", Instant.ToMicroseconds(now.AddDays(-1))), ("m", Instant.ToMicroseconds(now.AddDays(-30))));
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Takes a notice that is due and still wanted; null where there is none.</summary>
    internal async Task<Due?> Next(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.Open(stop);
        List<string> due = [];
        await using (var find = connection.Command("select id from mail_notices where state = 'WAITING' and next_at <= @n and leased_until <= @n order by next_at limit 50", ("n", Instant.ToMicroseconds(now))))
        await using (var reader = await find.ExecuteReaderAsync(stop))
        {
            while (await reader.ReadAsync(stop))
                due.Add(reader.GetString(0));
        }

        foreach (var id in due)
        {
            var until = Instant.FromMicroseconds(Instant.ToMicroseconds(now + Lease));
            await using var take = connection.Command(
                "update mail_notices set leased_until = @l where id = @id and state = 'WAITING' and next_at <= @n and leased_until <= @n",
                ("l", Instant.ToMicroseconds(until)), ("id", id), ("n", Instant.ToMicroseconds(now)));
            if (await take.ExecuteNonQueryAsync(stop) == 0)
                continue;
            if (await Wanted(connection, id, until, stop) is { } wanted)
                return wanted;
            await Drop(id, until, stop);
        }

        return null;
    }

    /// <summary>A notice was taken by the mail server.</summary>
    internal async Task Sent(Due due, CancellationToken stop)
    {
        await End(due.Id, due.LeasedUntil, "SENT", stop);
        await using var db = database.Context();
        var now = time.GetUtcNow();
        await db.Set<MailAddress>().Where(a => a.Person == due.Person && a.Address == due.Address).ExecuteUpdateAsync(a => a.SetProperty(x => x.UsedAt, now), stop);
    }

    /// <summary>A notice was not taken: it is tried again after a delay, for <see cref="Lasts"/>.</summary>
    internal async Task Later(Due due, string why, CancellationToken stop)
    {
        var next = time.GetUtcNow() + OutboxSender.Delay(due.Failures + 5);
        if (next > due.At + Lasts)
        {
            await End(due.Id, due.LeasedUntil, "GIVEN_UP", stop);
            return;
        }

        await using var connection = await database.Open(stop);
        await using var again = connection.Command(
            "update mail_notices set leased_until = 0, failures = failures + 1, next_at = @x, last_error = @e where id = @id and leased_until = @l",
            ("x", Instant.ToMicroseconds(next)), ("e", why), ("id", due.Id), ("l", Instant.ToMicroseconds(due.LeasedUntil)));
        await again.ExecuteNonQueryAsync(stop);
    }

    /// <summary>There is no such mailbox: nothing more is sent there, and the person finds it on her page.</summary>
    internal Task Refused(Due due, CancellationToken stop) => Retry.OnConflict(async () =>
    {
        await using var db = database.Context();
        if (await db.Set<MailAddress>().FirstOrDefaultAsync(a => a.Person == due.Person && a.Address == due.Address && a.RefusedAt == null, stop) is { } known)
        {
            known.RefusedAt = time.GetUtcNow();
            await AuditLog.Record(db, MailDesk.AuditChain(due.Person), time.GetUtcNow(), "system", "mail", "no-mailbox", "", stop);
            await db.SaveChangesAsync(stop);
        }

        await Drop(due.Id, due.LeasedUntil, stop);
    });

    /// <summary>How the notices stand.</summary>
    /// <exception cref="UnauthorizedAccessException">Not an administrator.</exception>
    public async Task<MailFigures> Figures(StaffMember administrator, CancellationToken stop)
    {
        if (!administrator.Is(StaffRole.Administrator))
            throw new UnauthorizedAccessException("Only an administrator sees how the notices stand.");

        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            """
            select (select count(*) from mail_notices where state = 'WAITING'), (select count(*) from mail_notices where state = 'WAITING' and failures > 0),
                (select last_error from mail_notices where state = 'WAITING' and failures > 0 order by next_at desc limit 1),
                (select count(*) from mail_notices where state = 'GIVEN_UP' and at > @m), (select count(*) from mail_addresses where refused_at is not null)
            """,
            ("m", Instant.ToMicroseconds(time.GetUtcNow().AddDays(-30))));
        await using var reader = await command.ExecuteReaderAsync(stop);
        await reader.ReadAsync(stop);
        return new(reader.GetInt32(0), reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetInt32(3), reader.GetInt32(4));
    }

    /// <summary>A key that is the same for the same fact and tells nothing of it.</summary>
    private static string IdOf(string fact) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fact)))[..32];

    /// <summary>
    /// What is to be told of a stretch of the log to people who wanted it when it happened: closings of what an advisor had, and advisors' messages. A message is told once for each time that the person was
    /// there: until she reads on, those that follow have the same key.
    /// </summary>
    private static async Task<List<(string Id, NoticeKind Kind, string Person, Guid About, long N, long At, long Due)>> Happened(DbConnection connection, long place, long to, CancellationToken stop)
    {
        await using var command = connection.Command(
            """
            select e.conversation_id, e.n, e.kind, e.at, c.person, coalesce(m.seen, 0)
            from chat_events e join conversations c on c.id = e.conversation_id
                join mail_addresses a on a.person = c.person and a.refused_at is null and a.since_at <= e.at
                left join chat_marks m on m.conversation_id = e.conversation_id and m.participant = 'person'
            where e.position > @a and e.position <= @t
                and (e.kind = 'Message' and e.sender like 'staff/%' and coalesce(m.seen, 0) < e.n
                    or e.kind = 'Closed' and exists (select 1 from chat_events j where j.conversation_id = e.conversation_id and j.kind in ('Joined', 'TakenOver') and j.n < e.n))
            order by e.position
            """,
            ("a", place), ("t", to));
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<(string, NoticeKind, string, Guid, long, long, long)> made = [];
        while (await reader.ReadAsync(stop))
        {
            var (conversation, n, kind, at, person) = (reader.GetGuid(0), reader.GetInt64(1), Enum.Parse<ChatEventKind>(reader.GetString(2)), reader.GetInt64(3), reader.GetString(4));
            made.Add(kind == ChatEventKind.Closed
                ? (IdOf($"closed/{conversation}/{n}"), NoticeKind.Closed, person, conversation, n, at, at)
                : (IdOf($"reply/{conversation}/{reader.GetInt64(5)}"), NoticeKind.Reply, person, conversation, n, at, at + Instant.ToMicroseconds(DateTimeOffset.UnixEpoch + Away)));
        }

        return made;
    }

    /// <summary>
    /// What is to be sent of a notice now; null where it is not wanted any more: she ended the notices, it was erased or is not hers to see, or she was there and has read it.
    /// </summary>
    private async Task<Due?> Wanted(DbConnection connection, string id, DateTimeOffset until, CancellationToken stop)
    {
        await using var command = connection.Command(
            """
            select n.kind, n.at, n.failures, n.person, a.address, a.tongue, coalesce(c.mandate_id, r.mandate_id), coalesce(c.mandate_kind, r.mandate_kind)
            from mail_notices n join mail_addresses a on a.person = n.person and a.refused_at is null and a.since_at <= n.at
                left join conversations c on c.id = n.about and c.person = n.person and n.kind <> 'Answered'
                left join written_requests r on r.id = n.about and r.person = n.person and n.kind = 'Answered'
                left join chat_marks m on m.conversation_id = c.id and m.participant = 'person'
            where n.id = @id and (r.id is not null or c.id is not null)
                and (n.kind <> 'Reply' or c.state in ('ACTIVE', 'WAITING') and coalesce(m.seen, 0) < n.n)
            """,
            ("id", id));
        Due due;
        (Guid Id, string Kind) mandate;
        await using (var reader = await command.ExecuteReaderAsync(stop))
        {
            if (!await reader.ReadAsync(stop))
                return null;
            due = new(id, Enum.Parse<NoticeKind>(reader.GetString(0)), Instant.FromMicroseconds(reader.GetInt64(1)), reader.GetInt32(2), reader.GetString(3), reader.GetString(4), Enum.Parse<Tongue>(reader.GetString(5)), until);
            mandate = (reader.GetGuid(6), reader.GetString(7));
        }

        await using var db = database.Context();
        return mandate.Kind == nameof(MandateKind.Self) || await mandates.Holding(db).AnyAsync(m => m.Id == mandate.Id && m.FiscalCode == due.Person, stop) ? due : null;
    }

    /// <summary>Removes a notice that is not wanted any more, so that the same thing may be told of when it happens anew. The log is read on from behind it.</summary>
    private async Task Drop(string id, DateTimeOffset until, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command("delete from mail_notices where id = @id and leased_until = @l", ("id", id), ("l", Instant.ToMicroseconds(until)));
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Ends a notice: whose it was and what it was about is not kept.</summary>
    private async Task End(string id, DateTimeOffset until, string state, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            "update mail_notices set state = @s, person = '', about = null, leased_until = 0, last_error = null where id = @id and leased_until = @l", ("s", state), ("id", id), ("l", Instant.ToMicroseconds(until)));
        await command.ExecuteNonQueryAsync(stop);
    }
}

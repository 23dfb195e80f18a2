using Cig.Platform.Audit;
using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Platform.Storage;
using Cig.Rules.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cig.Platform.Retention;

/// <summary>A conversation that must be kept whole, and why.</summary>
public sealed class LegalHold
{
    public required Guid Id { get; init; }

    public required Guid ConversationId { get; init; }

    public required string Reason { get; init; }

    public required string SetBy { get; init; }

    public required DateTimeOffset SetAt { get; init; }

    public string? EndedBy { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>What was erased of a purpose in all.</summary>
public sealed record Erased(Purpose Purpose, long Count, DateOnly Last);

/// <summary>
/// Erases what its purpose does not need any more, by the terms that administrators set. Rows stay with their instants, states and scores, so that the counts of what happened
/// stay true; words, names, codes, numbers and files go. What is under a legal hold is not touched.
/// </summary>
public sealed class RetentionDesk(Database database, SettingsRegister settings, TimeProvider time)
{
    private const string NotHeld = "not exists (select 1 from legal_holds h where h.conversation_id = {0} and h.ended_at is null)";

    /// <summary>Erases everything that is due; how many rows of each purpose.</summary>
    public async Task<IReadOnlyDictionary<Purpose, int>> Sweep(CancellationToken stop)
    {
        var (now, rules) = (time.GetUtcNow(), await settings.Now(RetentionRules.Setting, stop));
        await Mail.MailNotices.Tidy(database, now, stop);
        Dictionary<Purpose, int> erased = [];
        foreach (var term in rules.Terms)
        {
            var count = await Erase(term.Purpose, now.AddDays(-term.Days), now, stop);
            if (count == 0)
                continue;

            erased[term.Purpose] = count;
            await using var db = database.Context();
            var (day, purpose) = (ChatSchedule.DayInRome(now), term.Purpose.ToString());
            await db.Database.ExecuteSqlAsync($"insert into erasures (day, purpose, erased) values ({day}, {purpose}, {count}) on conflict (day, purpose) do update set erased = erasures.erased + excluded.erased", stop);
        }

        return erased;
    }

    /// <summary>What was erased so far, by purpose.</summary>
    public async Task<IReadOnlyList<Erased>> Counts(CancellationToken stop)
    {
        await using var db = database.Context();
        return [.. (await db.Set<Erasure>().AsNoTracking().ToListAsync(stop)).GroupBy(e => e.Purpose).Select(g => new Erased(g.Key, g.Sum(e => (long)e.Erased), g.Max(e => e.Day))).OrderBy(e => e.Purpose)];
    }

    /// <summary>The holds that are in force, the newest first.</summary>
    public async Task<IReadOnlyList<LegalHold>> Holds(CancellationToken stop)
    {
        await using var db = database.Context();
        return await db.Set<LegalHold>().AsNoTracking().Where(h => h.EndedAt == null).OrderByDescending(h => h.SetAt).ToListAsync(stop);
    }

    /// <summary>Keeps a conversation whole; false where there is none that still has its words.</summary>
    public async Task<bool> Hold(StaffMember administrator, Guid conversation, string reason, CancellationToken stop)
    {
        MustBeAdministrator(administrator);
        return await Retry.OnConflict(async () =>
        {
            await using var db = database.Context();
            if (!await db.Set<Conversation>().AnyAsync(c => c.Id == conversation && c.ErasedAt == null, stop))
                return false;

            db.Add(new LegalHold { Id = Guid.CreateVersion7(time.GetUtcNow()), ConversationId = conversation, Reason = reason, SetBy = administrator.Principal.FiscalCode, SetAt = time.GetUtcNow() });
            await AuditLog.Record(db, "retention/holds", time.GetUtcNow(), administrator.Principal.FiscalCode, administrator.DisplayName, "hold", $"{conversation}: {reason}", stop);
            await db.SaveChangesAsync(stop);
            return true;
        });
    }

    /// <summary>Ends a hold: from now on the terms apply again.</summary>
    public async Task Release(StaffMember administrator, Guid hold, CancellationToken stop)
    {
        MustBeAdministrator(administrator);
        await Retry.OnConflict(async () =>
        {
            await using var db = database.Context();
            if (await db.Set<LegalHold>().FirstOrDefaultAsync(h => h.Id == hold && h.EndedAt == null, stop) is not { } found)
                return;

            (found.EndedBy, found.EndedAt) = (administrator.Principal.FiscalCode, time.GetUtcNow());
            await AuditLog.Record(db, "retention/holds", time.GetUtcNow(), administrator.Principal.FiscalCode, administrator.DisplayName, "release", $"{found.ConversationId}", stop);
            await db.SaveChangesAsync(stop);
        });
    }

    private async Task<int> Erase(Purpose purpose, DateTimeOffset before, DateTimeOffset now, CancellationToken stop)
    {
        string held(string column) => NotHeld.Replace("{0}", column, StringComparison.Ordinal);
        if (purpose == Purpose.Messages)
            return await EraseConversations(before, now, stop);

        var sql = purpose switch
        {
            Purpose.Attachments => $"delete from attachments where at < @b and {held("attachments.conversation_id")}",
            Purpose.Ratings => $"update chat_ratings set comment = '' where at < @b and comment <> '' and {held("chat_ratings.conversation_id")}",
            Purpose.Requests => $"""
                update written_requests set person = '', person_name = '', subject_name = null, topic = '', topic_name = '', body = '', answer = ''
                where answered_at < @b and person <> '' and (conversation_id is null or {held("written_requests.conversation_id")})
                """,
            Purpose.Calls => "update callbacks set person = '', person_name = '', subject_name = null, topic = '', topic_name = '', phone = '', state = case state when 'BOOKED' then 'CANCELLED' else state end where slot < @b and person <> ''",
            Purpose.Notes => $"""
                update chat_case_openings set reason = '' where at < @b and reason <> '' and {held("chat_case_openings.conversation_id")};
                update chat_notes set body = '', author_name = '' where at < @b and body <> '' and {held("chat_notes.conversation_id")}
                """,
            Purpose.Searches => "delete from sheet_searches where month < @m",
            Purpose.Mail => "delete from mail_addresses where used_at < @b",
            _ => throw new InvalidOperationException($"Nothing erases {purpose}."),
        };
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(sql, ("b", Instant.ToMicroseconds(before)), ("m", $"{ChatSchedule.InRome(before):yyyy-MM}"));
        return await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>
    /// Each conversation in a transaction of its own: its events lose their words, its row the person, and its files go. The code that an advisor closed with is no word of anybody and
    /// is counted by the reports: it stays.
    /// </summary>
    private async Task<int> EraseConversations(DateTimeOffset before, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        List<Guid> due = [];
        await using (var find = connection.Command(
            $"""
            select id from conversations where state in ('CLOSED', 'REQUEST') and erased_at is null and opened_at < @b
                and (select max(at) from chat_events where conversation_id = conversations.id and kind in ('Closed', 'BecameRequest')) < @b and {NotHeld.Replace("{0}", "conversations.id", StringComparison.Ordinal)}
            """,
            ("b", Instant.ToMicroseconds(before))))
        await using (var reader = await find.ExecuteReaderAsync(stop))
        {
            while (await reader.ReadAsync(stop))
                due.Add(reader.GetGuid(0));
        }

        var erased = 0;
        foreach (var id in due)
        {
            // One that was reopened since it was found is not touched.
            await using var transaction = await connection.BeginTransactionAsync(stop);
            await using var row = connection.Command(
                transaction,
                """
                update conversations set person = '', person_name = '', mandate_id = @none, employer_id = null, topic = '', topic_name = '', draft = '', erased_at = @n
                where id = @c and state in ('CLOSED', 'REQUEST') and erased_at is null
                """,
                ("c", id), ("none", Guid.Empty), ("n", Instant.ToMicroseconds(now)));
            if (await row.ExecuteNonQueryAsync(stop) == 0)
                continue;

            foreach (var sql in new[] { "update chat_events set body = '', sender_name = '', client_message_id = null where conversation_id = @c and not (kind = 'Closed' and sender <> 'person')", "delete from attachments where conversation_id = @c" })
            {
                await using var command = connection.Command(transaction, sql, ("c", id));
                await command.ExecuteNonQueryAsync(stop);
            }

            await transaction.CommitAsync(stop);
            erased++;
        }

        return erased;
    }

    private static void MustBeAdministrator(StaffMember member)
    {
        if (!member.Is(StaffRole.Administrator))
            throw new UnauthorizedAccessException("Only an administrator decides what is kept.");
    }
}

/// <summary>What was erased of a purpose on a day.</summary>
internal sealed class Erasure
{
    public required DateOnly Day { get; init; }

    public required Purpose Purpose { get; init; }

    public required int Erased { get; init; }
}

internal sealed class RetentionMapping : IEntityTypeConfiguration<LegalHold>, IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<LegalHold> builder) => builder.ToTable("legal_holds");

    public void Configure(EntityTypeBuilder<Erasure> builder)
    {
        builder.ToTable("erasures").HasKey(e => new { e.Day, e.Purpose });
        builder.Property(e => e.Purpose).HasConversion<string>();
    }
}

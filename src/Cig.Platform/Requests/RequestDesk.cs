using Cig.Platform.Applications;
using Cig.Platform.Audit;
using Cig.Platform.Chat;
using Cig.Platform.Mail;
using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Platform.Settings;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;
using Cig.Rules.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Requests;

/// <summary>Written requests: who asks sees her own under the mandate she acted with; advisors see all that wait and answer them.</summary>
public sealed class RequestDesk(Database database, SettingsRegister settings, MandateRegister mandates, TimeProvider time, ILogger<RequestDesk> log)
{
    /// <summary>Longest question or answer, in characters.</summary>
    public const int Longest = 4000;

    /// <summary>Stores a request; null where the mandate does not hold any more. The same identifier again is the same request.</summary>
    public async Task<WrittenRequest?> Send(Actor actor, Guid id, string topic, string topicName, string body, Tongue tongue, CancellationToken stop)
    {
        if (!await mandates.StillHolds(actor, stop))
            return null;

        await using var db = database.Context();
        if (await db.Set<WrittenRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, stop) is { } known)
            return known.Person == actor.Principal.FiscalCode && known.MandateId == actor.Mandate.Id ? known : null;

        var (now, rules) = (time.GetUtcNow(), await settings.Now(QueueRules.Setting, stop));
        var request = new WrittenRequest
        {
            Id = id,
            Person = actor.Principal.FiscalCode,
            PersonName = actor.Principal.FullName,
            MandateId = actor.Mandate.Id,
            MandateKind = actor.Mandate.Kind,
            EmployerId = actor.Mandate.EmployerId,
            SubjectName = actor.Mandate.Kind == MandateKind.Self ? null : actor.Mandate.SubjectName,
            Topic = topic,
            TopicName = topicName,
            Tongue = tongue,
            Body = body,
            SentAt = now,
            DueOn = Due(now, rules.ReplyDays),
        };
        db.Add(request);
        try
        {
            await db.SaveChangesAsync(stop);
            return request;
        }
        catch (DbUpdateException)
        {
            // A double click was first.
            return await Mine(actor, id, stop);
        }
    }

    /// <summary>The person's requests under a mandate, the newest first.</summary>
    public async Task<IReadOnlyList<WrittenRequest>> Mine(Actor actor, CancellationToken stop)
    {
        if (!await mandates.StillHolds(actor, stop))
            return [];

        await using var db = database.Context();
        return await db.Set<WrittenRequest>().AsNoTracking().Where(r => r.Person == actor.Principal.FiscalCode && r.MandateId == actor.Mandate.Id)
            .OrderByDescending(r => r.SentAt).Take(100).ToListAsync(stop);
    }

    /// <summary>One of the person's requests; null, and logged, where for her there is none.</summary>
    public async Task<WrittenRequest?> Mine(Actor actor, Guid id, CancellationToken stop)
    {
        if ((await Mine(actor, stop)).FirstOrDefault(r => r.Id == id) is { } found)
            return found;

        log.LogWarning("{Person} asked for written request {Request}, which is not hers.", MandateRegister.Masked(actor.Principal), id);
        return null;
    }

    /// <summary>The request that a conversation became, where its person asks.</summary>
    public async Task<WrittenRequest?> OfConversation(Guid conversation, CancellationToken stop)
    {
        await using var db = database.Context();
        return await db.Set<WrittenRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.ConversationId == conversation, stop);
    }

    /// <summary>What waits for an answer, the most urgent first, and what was answered last.</summary>
    public async Task<(IReadOnlyList<WrittenRequest> Open, IReadOnlyList<WrittenRequest> Answered)> ForStaff(StaffMember advisor, CancellationToken stop)
    {
        if (!advisor.Is(StaffRole.Advisor))
            return ([], []);

        await using var db = database.Context();
        return (
            await db.Set<WrittenRequest>().AsNoTracking().Where(r => r.AnsweredAt == null).OrderBy(r => r.DueOn).ThenBy(r => r.SentAt).Take(500).ToListAsync(stop),
            await db.Set<WrittenRequest>().AsNoTracking().Where(r => r.AnsweredBy == advisor.Id).OrderByDescending(r => r.AnsweredAt).Take(20).ToListAsync(stop));
    }

    /// <summary>A request with the case that it is about; the look at the case is recorded.</summary>
    public async Task<(WrittenRequest Request, Work? Case)?> ForStaff(StaffMember advisor, Guid id, CancellationToken stop)
    {
        await using var db = database.Context();
        if (!advisor.Is(StaffRole.Advisor) || await db.Set<WrittenRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, stop) is not { } request)
            return null;
        if (request.ApplicationId is not { } about || await db.Set<Application>().AsNoTracking().Include(a => a.Events).FirstOrDefaultAsync(a => a.Id == about, stop) is not { } application)
            return (request, null);

        var employer = await db.Set<Employer>().Where(e => e.Id == application.EmployerId).Select(e => e.Name).FirstAsync(stop);
        await AuditLog.RecordLook(database, time, advisor, application.AuditChain, $"request {id}", stop);
        return (request, new(application, employer));
    }

    /// <summary>Answers a request; false where a colleague was first.</summary>
    public async Task<bool> Answer(StaffMember advisor, Guid id, string answer, CancellationToken stop)
    {
        if (!advisor.Is(StaffRole.Advisor))
            return false;

        await using var db = database.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var now = time.GetUtcNow();
        if (await db.Set<WrittenRequest>().Where(r => r.Id == id && r.AnsweredAt == null).ExecuteUpdateAsync(
            r => r.SetProperty(x => x.Answer, answer).SetProperty(x => x.AnsweredBy, advisor.Id).SetProperty(x => x.AnsweredName, advisor.DisplayName).SetProperty(x => x.AnsweredAt, now), stop) == 0)
        {
            return false;
        }

        await MailNotices.Answered(db, id, now, stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    /// <summary>Makes the requests of conversations that waited when the chat closed. What a node that stopped left behind, the next one makes.</summary>
    public async Task<int> TakeOver(CancellationToken stop)
    {
        await using var db = database.Context();
        var left = await db.Set<Conversation>().AsNoTracking()
            .Where(c => c.State == ConversationState.Request && !db.Set<WrittenRequest>().Any(r => r.ConversationId == c.Id)).Take(500).ToListAsync(stop);
        if (left.Count == 0)
            return 0;

        await MandateRegister.NameSubjects(db, left, stop);
        var rules = await settings.Now(QueueRules.Setting, stop);
        foreach (var c in left)
            await TakeOver(c, rules.ReplyDays, stop);
        return left.Count;
    }

    /// <summary>The last day for an answer: so many days on which offices work after the day of the question.</summary>
    public static DateOnly Due(DateTimeOffset sentAt, int workingDays)
    {
        var day = ChatSchedule.DayInRome(sentAt);
        for (var left = workingDays; left > 0;)
        {
            day = day.AddDays(1);
            left -= day.DayOfWeek != DayOfWeek.Saturday && !ItalianCalendar.IsHoliday(day) ? 1 : 0;
        }

        return day;
    }

    private async Task TakeOver(Conversation c, int workingDays, CancellationToken stop)
    {
        await using var db = database.Context();
        await using var connection = await database.Open(stop);
        await using var command = connection.Command("select kind, body, at from chat_events where conversation_id = @c and (kind in ('BecameRequest', 'Reopened') or kind = 'Message' and sender = 'person') order by n", ("c", c.Id));
        await using var reader = await command.ExecuteReaderAsync(stop);

        // What was said before a conversation was closed and reopened has been talked about; it is the question only where nothing was added.
        List<string> said = [], before = [];
        var at = c.OpenedAt;
        while (await reader.ReadAsync(stop))
        {
            if (reader.GetString(0) == nameof(ChatEventKind.Message))
                said.Add(reader.GetString(1));
            else if (reader.GetString(0) == nameof(ChatEventKind.Reopened))
                (before, said) = (said.Count == 0 ? before : said, []);
            else
                at = Instant.FromMicroseconds(reader.GetInt64(2));
        }

        said = said.Count == 0 ? before : said;

        db.Add(new WrittenRequest
        {
            Id = Guid.CreateVersion7(at),
            Person = c.Person,
            PersonName = c.PersonName,
            MandateId = c.MandateId,
            MandateKind = c.MandateKind,
            EmployerId = c.EmployerId,
            SubjectName = c.SubjectName,
            Topic = c.Topic,
            TopicName = c.TopicName,
            Tongue = c.Tongue,
            ConversationId = c.Id,
            Body = said.Count == 0 ? c.TopicName : string.Join('\n', said),
            SentAt = at,
            DueOn = Due(at, workingDays),
        });
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException) when (!stop.IsCancellationRequested)
        {
            log.LogInformation("Another node made the request of conversation {Conversation}.", c.Id);
        }
    }
}

using System.Data.Common;
using Cig.Platform.Mandates;
using Cig.Platform.Staff;
using Cig.Platform.Storage;
using Cig.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Chat;

/// <summary>What became of the wish to talk to an advisor.</summary>
public abstract record Opening
{
    private Opening()
    {
    }

    /// <summary>The conversation; asking twice gives the same one.</summary>
    public sealed record Opened(Guid Conversation) : Opening;

    /// <summary>The chat is closed at this moment.</summary>
    public sealed record ChatClosed : Opening;

    /// <summary>As many wait as may wait.</summary>
    public sealed record QueueFull : Opening;

    /// <summary>The service is not on yet for this audience there.</summary>
    public sealed record NotEnabled : Opening;

    /// <summary>The mandate acted under does not hold any more.</summary>
    public sealed record NotAllowed : Opening;

    /// <summary>The days in which a closed conversation may be reopened are over.</summary>
    public sealed record TooLate : Opening;

    /// <summary>Why nobody enters while the service stands so; null where one may.</summary>
    internal static Opening? Refusal(EntranceState state) => state switch
    {
        EntranceState.Free or EntranceState.Queue => null,
        EntranceState.QueueFull => new QueueFull(),
        EntranceState.NotEnabled => new NotEnabled(),
        _ => new ChatClosed(),
    };
}

/// <summary>
/// Who may open, enter, leave and close a conversation. It asks the registers at every call; another person's conversation does not exist for her, and the attempt is logged.
/// </summary>
public sealed class ChatDesk(
    Database database, ConversationLog conversations, ChatHours hours, ChatEntrance entrance, MandateRegister mandates, StaffRegister staff, RouteOfConversation routes, TimeProvider time, ILogger<ChatDesk> log)
{
    /// <summary>Longest message, in characters.</summary>
    public const int LongestMessage = 2000;

    /// <summary>Enters the queue. Whether the chat is open, on for this person and not full is decided in the transaction that enters; an open conversation on the same topic is returned instead of a second one.</summary>
    public async Task<Opening> Open(Actor actor, string topic, string topicName, Tongue tongue, CancellationToken stop)
    {
        if (!actor.Mandate.Scope.Allows(Operation.Talk) || !await mandates.StillHolds(actor, stop))
            return new Opening.NotAllowed();
        if (await FindOpen(actor, topic, stop) is { } open)
            return new Opening.Opened(open);

        var now = time.GetUtcNow();
        var (id, belongs) = (Guid.CreateVersion7(now), await entrance.Belongs(actor, stop));
        var route = await routes.For(id, actor, topic, tongue, now, stop);
        try
        {
            await using var connection = await database.Open(stop);
            await using var transaction = await connection.BeginTransactionAsync(stop);
            if (Opening.Refusal((await entrance.DecideForEntry(connection, transaction, belongs, now, stop)).State) is { } refusal)
                return refusal;

            await using (var insert = connection.Command(
                transaction,
                """
                insert into conversations (id, person, person_name, mandate_id, mandate_kind, employer_id, topic, topic_name, tongue, state, opened_at, draft, last_number)
                values (@id, @p, @pn, @m, @mk, @e, @t, @tn, @l, 'WAITING', @o, '', 1)
                """,
                ("id", id), ("p", actor.Principal.FiscalCode), ("pn", actor.Principal.FullName), ("m", actor.Mandate.Id), ("mk", actor.Mandate.Kind.ToString()),
                ("e", actor.Mandate.EmployerId), ("t", topic), ("tn", topicName), ("l", tongue.ToString()), ("o", Instant.ToMicroseconds(now))))
            {
                await insert.ExecuteNonQueryAsync(stop);
            }

            var opened = new ChatEvent(id, 1, ChatEventKind.Opened, Participant.Person, actor.Principal.FullName, null, topicName, now);
            await ConversationLog.Insert(connection, transaction, opened);
            await RouteOfConversation.Enter(connection, transaction, route);
            await transaction.CommitAsync(stop);
            conversations.Feed.Tell(opened);
            return new Opening.Opened(id);
        }
        catch (DbException) when (!stop.IsCancellationRequested)
        {
            // The unique index let another click be first.
            if (await FindOpen(actor, topic, stop) is { } first)
                return new Opening.Opened(first);
            throw;
        }
    }

    /// <summary>The person's own conversation, or null where for her there is none.</summary>
    public async Task<(Participant Who, Conversation Conversation)?> Enter(Actor actor, Guid id, CancellationToken stop)
    {
        await using var db = database.Context();
        var conversation = await db.Set<Conversation>().AsNoTracking()
            .FirstOrDefaultAsync(c => c.Id == id && c.Person == actor.Principal.FiscalCode && c.MandateId == actor.Mandate.Id, stop);
        if (conversation is not null && await mandates.StillHolds(actor, stop))
            return (AsPerson(actor, conversation), conversation);

        log.LogWarning("{Person} asked for conversation {Conversation}, which is not hers.", MandateRegister.Masked(actor.Principal), id);
        return null;
    }

    /// <summary>A conversation that this advisor handles or handled last; null where for her there is none.</summary>
    public async Task<(Participant Who, Conversation Conversation)?> Enter(StaffMember advisor, Guid id, CancellationToken stop)
    {
        await using var db = database.Context();
        var conversation = await db.Set<Conversation>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, stop);
        return await Enter(db, advisor, id, conversation, stop);
    }

    /// <summary>A conversation for whoever is signed in: the person who opened it, while her mandate holds, or the advisor who may see it.</summary>
    public async Task<(Participant Who, Conversation Conversation)?> Enter(Principal signedIn, Guid id, CancellationToken stop)
    {
        await using var db = database.Context();
        var conversation = await db.Set<Conversation>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, stop);
        if (conversation?.Person == signedIn.FiscalCode && !signedIn.IsStaff)
        {
            var actor = conversation.MandateKind == MandateKind.Self ? new(signedIn, Mandate.Self(signedIn)) : await mandates.ActUnder(signedIn, conversation.MandateId, stop);
            return actor is null ? null : (AsPerson(actor, conversation), conversation);
        }

        if (await staff.Find(signedIn, stop) is { } member)
            return await Enter(db, member, id, conversation, stop);
        log.LogWarning("{Person} asked for conversation {Conversation}, which is not hers.", MandateRegister.Masked(signedIn), id);
        return null;
    }

    /// <summary>The person's conversations under a mandate, the newest first.</summary>
    public async Task<IReadOnlyList<Conversation>> Mine(Actor actor, CancellationToken stop)
    {
        if (!await mandates.StillHolds(actor, stop))
            return [];

        await using var db = database.Context();
        return await db.Set<Conversation>().AsNoTracking().Where(c => c.Person == actor.Principal.FiscalCode && c.MandateId == actor.Mandate.Id)
            .OrderByDescending(c => c.OpenedAt).Take(50).ToListAsync(stop);
    }

    /// <summary>Stores what somebody says.</summary>
    public Task<Appended> Say(Participant who, string clientMessageId, string text, CancellationToken stop) =>
        conversations.Append(who, ChatEventKind.Message, clientMessageId, text, stop);

    /// <summary>Ends a conversation; ending it again changes nothing.</summary>
    public Task<Appended> Close(Participant who, CancellationToken stop) => conversations.Append(who, ChatEventKind.Closed, null, "", stop);

    /// <summary>Keeps what the person typed and has not sent.</summary>
    public async Task KeepDraft(Participant who, string text, CancellationToken stop)
    {
        await using var db = database.Context();
        var kept = text.Length > LongestMessage ? text[..LongestMessage] : text;
        await db.Set<Conversation>().Where(c => c.Id == who.Conversation).ExecuteUpdateAsync(c => c.SetProperty(x => x.Draft, kept), stop);
    }

    /// <summary>Where the chat is closed, those who still wait become written requests; those in conversation go on.</summary>
    public async Task<int> TurnWaitingIntoRequests(CancellationToken stop)
    {
        if ((await hours.Now(stop)).IsOpen(time.GetUtcNow()))
            return 0;

        await using var db = database.Context();
        var turned = 0;
        foreach (var id in await db.Set<Conversation>().Where(c => c.State == ConversationState.Waiting).Select(c => c.Id).ToListAsync(stop))
            turned += await conversations.Append(new(id, "system", "Info CIG"), ChatEventKind.BecameRequest, null, "", stop) is Appended.Stored ? 1 : 0;
        return turned;
    }

    private static Participant AsPerson(Actor actor, Conversation conversation) => new(conversation.Id, Participant.Person, conversation.PersonName) { Actor = actor };

    private async Task<(Participant Who, Conversation Conversation)?> Enter(CigContext db, StaffMember advisor, Guid id, Conversation? conversation, CancellationToken stop)
    {
        if (conversation is { ErasedAt: null } && Rights.MaySee(advisor.Roles, advisor.Id, conversation.AdvisorId))
        {
            await MandateRegister.NameSubjects(db, [conversation], stop);
            return (new(id, Participant.Staff(advisor.Id), advisor.DisplayName) { Member = advisor }, conversation);
        }

        log.LogWarning("{Advisor} asked for conversation {Conversation}, which is not hers.", advisor.DisplayName, id);
        return null;
    }

    /// <summary>The open conversation of a person under a mandate on a topic.</summary>
    internal async Task<Guid?> FindOpen(Actor actor, string topic, CancellationToken stop)
    {
        await using var db = database.Context();
        return await db.Set<Conversation>()
            .Where(c => c.Person == actor.Principal.FiscalCode && c.MandateId == actor.Mandate.Id && c.Topic == topic
                && (c.State == ConversationState.Waiting || c.State == ConversationState.Active))
            .Select(c => (Guid?)c.Id).FirstOrDefaultAsync(stop);
    }
}

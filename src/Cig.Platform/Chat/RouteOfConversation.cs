using System.Data.Common;
using Cig.Platform.Applications;
using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Platform.Settings;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Chat;

/// <summary>What a new conversation asks of routing. Nothing of it is asked of the person: scheme and competent office are the case's, the language is the one she chose.</summary>
public sealed class RouteOfConversation(Database database, SettingsRegister settings)
{
    /// <summary>How long the advisor of an earlier conversation is remembered.</summary>
    private static readonly TimeSpan Known = TimeSpan.FromDays(7);

    internal async Task<Route> For(Guid id, Actor actor, string topic, Tongue tongue, DateTimeOffset now, CancellationToken stop)
    {
        await using var db = database.Context();
        var audience = actor.Mandate.Kind switch
        {
            MandateKind.Self or MandateKind.PersonalDelegate or MandateKind.Guardian => Audience.Worker,
            MandateKind.Intermediary or MandateKind.SubDelegate => Audience.Intermediary,
            _ => Audience.Company,
        };
        var subject = Guid.TryParse(topic, out var application)
            ? await db.Set<Application>().Where(a => a.Id == application).Select(a => new { Scheme = (Scheme?)a.Scheme, Office = (string?)a.Office }).FirstOrDefaultAsync(stop)
            : null;
        var territory = subject?.Office
            ?? (actor.Mandate.EmployerId is { } employer
                ? await db.Set<Employer>().Where(e => e.Id == employer).Select(e => e.Province).FirstOrDefaultAsync(stop)
                : await db.Set<Resident>().Where(r => r.FiscalCode == actor.Mandate.PersonFiscalCode).Select(r => r.Province).FirstOrDefaultAsync(stop));
        var known = await db.Set<Conversation>()
            .Where(c => c.Person == actor.Principal.FiscalCode && c.MandateId == actor.Mandate.Id && c.AdvisorId != null && c.OpenedAt > now - Known)
            .OrderByDescending(c => c.OpenedAt).Select(c => c.AdvisorId).FirstOrDefaultAsync(stop);
        var scheme = subject?.Scheme?.ToString() ?? Route.General;
        var rules = await settings.Rules(stop);
        return new(id, scheme, territory, tongue, audience, rules.Rank(now, audience, scheme), now, known, null);
    }

    /// <summary>Puts a conversation in the queue, in the transaction that opens it.</summary>
    internal static async Task Enter(DbConnection connection, DbTransaction transaction, Route route)
    {
        await using (var insert = connection.Command(
            transaction,
            "insert into chat_routes (conversation_id, scheme, territory, tongue, audience, rank, queued_at, state, preferred) values (@c, @s, @t, @l, @a, @r, @q, 'QUEUED', @p)",
            ("c", route.Conversation), ("s", route.Scheme), ("t", route.Territory), ("l", route.Tongue.ToString()), ("a", route.Audience.ToString()),
            ("r", Instant.ToMicroseconds(route.Rank)), ("q", Instant.ToMicroseconds(route.QueuedAt)), ("p", route.Preferred)))
        {
            await insert.ExecuteNonQueryAsync();
        }

        await QueueLog.Append(connection, transaction, route.QueuedAt, [(QueueEventKind.Entered, route.Conversation, null)]);
    }

    /// <summary>Puts a conversation that had left the queue into it again; an offer of it that is still open ends.</summary>
    internal static async Task EnterAgain(RoutingStep step, Route route)
    {
        await step.Execute("update chat_offers set state = 'WITHDRAWN', ended_at = @n where conversation_id = @c and state = 'OPEN'", ("n", Instant.ToMicroseconds(step.Now)), ("c", route.Conversation));
        await step.Execute(
            """
            update chat_routes set scheme = @s, territory = @t, tongue = @l, audience = @a, rank = @r, queued_at = @q, state = 'QUEUED', preferred = @p, target = null, hold_until = null
            where conversation_id = @c
            """,
            ("c", route.Conversation), ("s", route.Scheme), ("t", route.Territory), ("l", route.Tongue.ToString()), ("a", route.Audience.ToString()),
            ("r", Instant.ToMicroseconds(route.Rank)), ("q", Instant.ToMicroseconds(route.QueuedAt)), ("p", route.Preferred));
        step.Tell(QueueEventKind.Entered, route.Conversation, null);
    }
}

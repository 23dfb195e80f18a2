using Cig.Platform.Registry;
using Cig.Platform.Storage;
using Cig.Rules.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Mandates;

/// <summary>An employer that a person may act for today, and the mandate that lets her.</summary>
public sealed record Client(Employer Employer, Mandate Mandate);

/// <summary>
/// Who may act for whom. It is asked at every request and every chat frame; nothing is remembered from the sign-in, so a mandate that ends takes effect at the next action.
/// </summary>
public sealed class MandateRegister(Database database, TimeProvider time, ILogger<MandateRegister> log)
{
    /// <summary>The employers that a person may act for today, each under her strongest title.</summary>
    public async Task<IReadOnlyList<Client>> ClientsOf(Principal principal, CancellationToken stop)
    {
        await using var db = database.Context();
        var mandates = await InForce(db, principal, m => m.EmployerId != null, stop);
        var ids = mandates.Select(m => m.EmployerId).ToList();
        var employers = await db.Set<Employer>().Include(e => e.Positions).Include(e => e.Units).Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, stop);
        return [.. mandates.GroupBy(m => m.EmployerId!.Value).Select(g => new Client(Within(employers[g.Key], g.First()), g.First())).OrderBy(c => c.Employer.Name, StringComparer.Ordinal)];
    }

    /// <summary>The mandates under which a person may act for another person today.</summary>
    public async Task<IReadOnlyList<Mandate>> PeopleOf(Principal principal, CancellationToken stop)
    {
        await using var db = database.Context();
        return [.. (await InForce(db, principal, m => m.Subject != null, stop)).OrderBy(m => m.SubjectName, StringComparer.Ordinal)];
    }

    /// <summary>
    /// The person acting for that employer under her strongest title, and of the employer what the mandate covers; null where she has no mandate for it today: then for her it
    /// does not exist. The attempt is logged.
    /// </summary>
    public async Task<(Actor Actor, Employer Employer)?> ActFor(Principal principal, Guid employerId, CancellationToken stop)
    {
        await using var db = database.Context();
        if (await InForce(db, principal, m => m.EmployerId == employerId, stop) is not [var mandate, ..])
        {
            log.LogWarning("{Person} asked for employer {Employer} without a mandate.", Masked(principal), employerId);
            return null;
        }

        var employer = await db.Set<Employer>().Include(e => e.Positions).Include(e => e.Units).FirstAsync(e => e.Id == employerId, stop);
        return (new(principal, mandate), Within(employer, mandate));
    }

    /// <summary>The person acting under one of her mandates; null, and logged, where that mandate is not hers or does not hold today.</summary>
    public async Task<Actor?> ActUnder(Principal principal, Guid mandateId, CancellationToken stop)
    {
        await using var db = database.Context();
        if (await InForce(db, principal, m => m.Id == mandateId, stop) is [var mandate])
            return new(principal, mandate);

        log.LogWarning("{Person} asked to act under mandate {Mandate}, which is not hers or has ended.", Masked(principal), mandateId);
        return null;
    }

    /// <summary>Whether a mandate that somebody acted under still holds.</summary>
    public async Task<bool> StillHolds(Actor actor, CancellationToken stop)
    {
        if (actor.Principal.IsStaff)
            return false;
        if (actor.Mandate.Kind == MandateKind.Self)
            return actor.Mandate.PersonFiscalCode == actor.Principal.FiscalCode;

        await using var db = database.Context();
        return await Holding(db).AnyAsync(m => m.Id == actor.Mandate.Id && m.FiscalCode == actor.Principal.FiscalCode, stop);
    }

    /// <summary>Says of conversations for whom they are held.</summary>
    internal static async Task NameSubjects(CigContext db, IReadOnlyList<Chat.Conversation> conversations, CancellationToken stop)
    {
        var ids = conversations.Select(c => c.MandateId).Distinct().ToList();
        var names = await (
            from m in db.Set<MandateEntry>().Where(m => ids.Contains(m.Id))
            from e in db.Set<Employer>().Where(e => e.Id == m.EmployerId).DefaultIfEmpty()
            select new { m.Id, Name = e == null ? m.SubjectGivenName + " " + m.SubjectFamilyName : e.Name }).ToDictionaryAsync(m => m.Id, m => m.Name, stop);
        foreach (var conversation in conversations)
            conversation.SubjectName = names.GetValueOrDefault(conversation.MandateId);
    }

    /// <summary>Those of these mandates that still hold, in one question.</summary>
    public async Task<HashSet<Actor>> StillHolding(IReadOnlyCollection<Actor> actors, CancellationToken stop)
    {
        await using var db = database.Context();
        var ids = actors.Select(a => a.Mandate.Id).Distinct().ToList();
        var holding = await Holding(db).Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.FiscalCode }).ToListAsync(stop);
        return [.. actors.Where(a => holding.Any(m => m.Id == a.Mandate.Id && m.FiscalCode == a.Principal.FiscalCode))];
    }

    /// <summary>A codice fiscale as the application log may show it.</summary>
    public static string Masked(Principal principal) => $"{principal.FiscalCode[..3]}***{principal.FiscalCode[^1..]}";

    /// <summary>The entries that hold now; a sub-delegation only while its delegation does.</summary>
    internal IQueryable<MandateEntry> Holding(CigContext db)
    {
        var today = ChatSchedule.DayInRome(time.GetUtcNow());
        var own = db.Set<MandateEntry>().AsNoTracking().Where(m => m.RevokedAt == null && m.FromDay <= today && (m.ToDay == null || m.ToDay >= today));
        return own.Where(m => m.ParentId == null || own.Any(p => p.Id == m.ParentId));
    }

    /// <summary>A person's mandates that hold now, the strongest title first. Whoever came by the staff's door has none.</summary>
    private async Task<List<Mandate>> InForce(CigContext db, Principal principal, System.Linq.Expressions.Expression<Func<MandateEntry, bool>> whose, CancellationToken stop)
    {
        if (principal.IsStaff)
            return [];

        var rows = await (
            from m in Holding(db).Where(m => m.FiscalCode == principal.FiscalCode).Where(whose)
            from e in db.Set<Employer>().Where(e => e.Id == m.EmployerId).DefaultIfEmpty()
            from p in db.Set<MandateEntry>().Where(p => p.Id == m.ParentId).DefaultIfEmpty()
            select new { Entry = m, Employer = e == null ? null : e.Name, Parent = p }).AsNoTracking().ToListAsync(stop);
        return [.. rows.Select(r => ToMandate(r.Entry, r.Employer, r.Parent)).OrderBy(m => m.Kind).ThenBy(m => m.Scope.IsEverything ? 0 : 1).ThenBy(m => m.Id)];
    }

    private static Mandate ToMandate(MandateEntry m, string? employer, MandateEntry? parent)
    {
        var to = parent?.ToDay is { } last && (m.ToDay is not { } own || last < own) ? last : m.ToDay;
        return new(m.Id, m.Kind, m.Subject, m.EmployerId, employer ?? $"{m.SubjectGivenName} {m.SubjectFamilyName}", m.FromDay, to)
        {
            Scope = Scope.Read((parent ?? m).Scope, out var wrong) ?? throw new InvalidOperationException($"Mandate {m.Id}: the scope word '{wrong}' is not known."),
        };
    }

    /// <summary>The employer with the positions that a mandate covers, and their units.</summary>
    private static Employer Within(Employer employer, Mandate mandate)
    {
        employer.Positions.RemoveAll(p => !mandate.Scope.Covers(p.Number));
        employer.Units.RemoveAll(u => !mandate.Scope.Covers(u.PositionNumber));
        return employer;
    }
}

using Cig.Platform.Applications;
using Cig.Platform.Audit;
using Cig.Platform.Chat;
using Cig.Platform.Registry;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Mandates;

/// <summary>Something that was done for an employer: when, by whom, under which title, what, and about what.</summary>
public sealed record Deed(DateTimeOffset At, string Who, MandateKind Title, Text What, string About);

/// <summary>A mandate of the past, as its holder may still read it: for whom, why and when it ended, and what she filed under it.</summary>
public sealed record EndedMandate(Guid Id, MandateKind Kind, string SubjectName, EndedBy Why, DateOnly LastDay, IReadOnlyList<(string Protocol, DateTimeOffset FiledAt)> Filed);

/// <summary>What was done under mandates: it stays attributed to who did it, also after the mandate has ended.</summary>
public sealed class MandateHistory(Database database, MandateRegister register, TimeProvider time)
{
    private const int Shown = 50;

    private static readonly Dictionary<string, Text> Words = new()
    {
        ["submit"] = Text.Of($"Domanda inviata", $"Application sent", $"Antrag gesendet"),
        ["UnderExamination"] = Text.Of($"Risposta alla sede", $"Answer to the office", $"Antwort an die Dienststelle"),
        ["give"] = Text.Of($"Delega data", $"Mandate given", $"Vollmacht erteilt"),
        ["revoke"] = Text.Of($"Delega revocata", $"Mandate revoked", $"Vollmacht widerrufen"),
    };

    private static readonly Text Talk = Text.Of($"Conversazione aperta", $"Conversation opened", $"Gespräch begonnen");

    /// <summary>
    /// Who acted for the employer and when, the newest first, from the audit log and the conversations. Owner and legal representative see everybody, an intermediary herself and her
    /// sub-delegates, others themselves.
    /// </summary>
    public async Task<IReadOnlyList<Deed>> Of(Actor actor, CancellationToken stop)
    {
        if (actor.Mandate.EmployerId is not { } employer || !await register.StillHolds(actor, stop))
            return [];

        await using var db = database.Context();
        var holders = await db.Set<MandateEntry>().AsNoTracking().Where(m => m.EmployerId == employer).ToListAsync(stop);
        var applications = await db.Set<Application>().Where(a => a.EmployerId == employer).Select(a => new { a.Id, a.Protocol, a.FiledBy, a.FiledByName }).ToListAsync(stop);
        var about = applications.ToDictionary(a => $"application/{a.Id}", a => a.Protocol);
        foreach (var m in holders)
            about[MandateDesk.ChainOf(m.Id)] = m.HolderName;
        var names = holders.GroupBy(m => m.FiscalCode).ToDictionary(g => g.Key, g => g.First().HolderName);
        foreach (var a in applications)
            names.TryAdd(a.FiledBy, a.FiledByName);

        var chains = about.Keys.ToList();
        var kinds = Enum.GetNames<MandateKind>();
        var entries = await db.Set<AuditEntry>().AsNoTracking().Where(e => chains.Contains(e.Chain)).OrderByDescending(e => e.At).ToListAsync(stop);
        var talks = await db.Set<Conversation>().AsNoTracking().Where(c => c.EmployerId == employer).OrderByDescending(c => c.OpenedAt).Take(Shown).ToListAsync(stop);
        var acts = entries.Where(e => kinds.Contains(e.OnBehalfOf.Split(' ')[0]) && Words.ContainsKey(e.Act))
            .Select(e => (e.Who, Deed: new Deed(e.At, names.GetValueOrDefault(e.Who, ""), Enum.Parse<MandateKind>(e.OnBehalfOf.Split(' ')[0]), Words[e.Act], about[e.Chain])))
            .Concat(talks.Select(c => (Who: c.Person, Deed: new Deed(c.OpenedAt, c.PersonName, c.MandateKind, Talk, c.TopicName))));
        return [.. acts.Where(a => Sees(actor, holders, a.Who)).Select(a => a.Deed).OrderByDescending(a => a.At).Take(Shown)];
    }

    /// <summary>The mandate for an employer that a person had and has no more, the last one where there were several; null where she never had one.</summary>
    public Task<EndedMandate?> EndedFor(Principal principal, Guid employer, CancellationToken stop) => Ended(principal, m => m.EmployerId == employer, stop);

    /// <summary>One mandate that a person had and has no more; null where there is none.</summary>
    public Task<EndedMandate?> Ended(Principal principal, Guid mandate, CancellationToken stop) => Ended(principal, m => m.Id == mandate, stop);

    private async Task<EndedMandate?> Ended(Principal principal, System.Linq.Expressions.Expression<Func<MandateEntry, bool>> which, CancellationToken stop)
    {
        await using var db = database.Context();
        var today = ChatSchedule.DayInRome(time.GetUtcNow());
        var mine = await db.Set<MandateEntry>().AsNoTracking().Where(which).Where(m => m.FiscalCode == principal.FiscalCode && m.FromDay <= today).ToListAsync(stop);
        var above = mine.Select(m => m.ParentId).ToList();
        var parents = await db.Set<MandateEntry>().AsNoTracking().Where(m => above.Contains(m.Id)).ToDictionaryAsync(m => m.Id, stop);
        var last = mine.Select(m => (Entry: m, End: m.EndOn(today) ?? (m.ParentId is { } id && parents[id].EndOn(today) is { } end ? (EndedBy.Delegation, end.LastDay) : null)))
            .Where(m => m.End is not null).OrderByDescending(m => m.End!.Value.LastDay).FirstOrDefault();
        if (last.Entry is not { } entry)
            return null;

        var name = await db.Set<Employer>().Where(e => e.Id == entry.EmployerId).Select(e => e.Name).FirstOrDefaultAsync(stop) ?? $"{entry.SubjectGivenName} {entry.SubjectFamilyName}";
        var filed = await db.Set<Application>().Where(a => a.MandateId == entry.Id && a.FiledBy == principal.FiscalCode).OrderByDescending(a => a.SubmittedAt).Select(a => new { a.Protocol, a.SubmittedAt }).ToListAsync(stop);
        return new(entry.Id, entry.Kind, name, last.End!.Value.Item1, last.End.Value.Item2, [.. filed.Select(f => (f.Protocol, f.SubmittedAt))]);
    }

    private static bool Sees(Actor actor, List<MandateEntry> holders, string who) => actor.Mandate.Kind is MandateKind.Owner or MandateKind.LegalRepresentative
        || who == actor.Principal.FiscalCode
        || holders.Any(m => m.FiscalCode == who && m.ParentId == actor.Mandate.Id);
}

using Cig.Platform.Applications;
using Cig.Platform.Audit;
using Cig.Platform.Registry;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;
using Cig.Rules.Identifiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Mandates;

/// <summary>Why a mandate does not hold any more.</summary>
public enum EndedBy
{
    Expiry,
    Revocation,

    /// <summary>The delegation that a sub-delegation came from has ended.</summary>
    Delegation,
}

/// <summary>A mandate as those who may look at it see it.</summary>
/// <param name="Ended">Why it does not hold; null where it holds or has not begun.</param>
/// <param name="LastDay">Its last day: as written, of its delegation, or of the revocation.</param>
public sealed record Holder(MandateEntry Entry, Scope Scope, EndedBy? Ended, DateOnly? LastDay, bool CanRevoke);

/// <summary>What somebody wants to give.</summary>
/// <param name="Profession">Professional register and number, of an intermediary.</param>
public sealed record NewMandate(MandateKind Kind, string FiscalCode, string GivenName, string FamilyName, string Profession, DateOnly? To, Scope Scope);

/// <summary>A field of a form that cannot be taken as it is.</summary>
public sealed record MandateProblem(string Field, Text Message);

/// <summary>
/// Gives, lists and revokes mandates. Owner and legal representative give to intermediaries and to employees; an intermediary gives sub-delegations under her own. A person
/// revokes her delegates. Every write is on the audit chain of the mandate.
/// </summary>
public sealed class MandateDesk(Database database, MandateRegister register, TimeProvider time, ILogger<MandateDesk> log)
{
    /// <summary>The register of what is given here.</summary>
    public const string Here = "piattaforma";

    public static string ChainOf(Guid mandate) => $"mandate/{mandate}";

    /// <summary>The kinds that an actor may give.</summary>
    public static IReadOnlyList<MandateKind> Gives(Mandate mandate) => mandate.Kind switch
    {
        MandateKind.Owner or MandateKind.LegalRepresentative => [MandateKind.Intermediary, MandateKind.EnabledEmployee],
        MandateKind.Intermediary => [MandateKind.SubDelegate],
        _ => [],
    };

    /// <summary>
    /// Who may and could act for the subject that the actor acts for, those who may first. An intermediary sees herself and her sub-delegates, an employee and a sub-delegate
    /// herself alone.
    /// </summary>
    public async Task<IReadOnlyList<Holder>> Holders(Actor actor, CancellationToken stop)
    {
        if (!await register.StillHolds(actor, stop))
            return [];

        await using var db = database.Context();
        var all = await Visible(db, actor).ToListAsync(stop);
        var parents = await db.Set<MandateEntry>().AsNoTracking().Where(p => db.Set<MandateEntry>().Any(m => m.ParentId == p.Id)).ToDictionaryAsync(p => p.Id, stop);
        return [.. all.Select(m => Show(m, m.ParentId is { } id ? parents[id] : null, MayRevoke(actor.Mandate, m))).OrderBy(h => h.Ended is not null).ThenBy(h => h.Entry.Kind).ThenBy(h => h.Entry.FamilyName, StringComparer.Ordinal)];
    }

    /// <summary>Gives a mandate; the problems are empty where it was given. The same one given twice is one.</summary>
    public Task<IReadOnlyList<MandateProblem>> Give(Actor actor, NewMandate wanted, CancellationToken stop) => Retry.OnConflict(async () =>
    {
        if (!Gives(actor.Mandate).Contains(wanted.Kind) || !await register.StillHolds(actor, stop))
            return [new("titolo", Text.Of($"Con il tuo titolo non puoi dare questa delega.", $"Your title does not let you give this mandate.", $"Mit deinem Titel kannst du diese Vollmacht nicht erteilen."))];

        await using var db = database.Context();
        var now = time.GetUtcNow();
        var today = ChatSchedule.DayInRome(now);
        var problems = Problems(actor, wanted, today);
        var code = CodiceFiscale.Check(wanted.FiscalCode, today).Normalised;
        if (problems.Count == 0 && wanted.Kind == MandateKind.EnabledEmployee && !await Employs(db, actor.Mandate.EmployerId!.Value, code!, today, stop))
        {
            problems.Add(new("cf", Text.Of(
                $"Non risulta in forza all'azienda: si abilita solo chi è dipendente oggi.",
                $"Not on record as employed by the company: only today's employees can be enabled.",
                $"Scheint nicht im Unternehmen beschäftigt: ermächtigt wird nur, wer heute angestellt ist.")));
        }

        if (problems.Count > 0 || await Running(db, actor, wanted.Kind, code!, stop))
            return problems;

        var entry = new MandateEntry
        {
            Id = Guid.CreateVersion7(now),
            FiscalCode = code!,
            GivenName = wanted.GivenName.Trim(),
            FamilyName = wanted.FamilyName.Trim(),
            Kind = wanted.Kind,
            EmployerId = actor.Mandate.EmployerId,
            ParentId = wanted.Kind == MandateKind.SubDelegate ? actor.Mandate.Id : null,
            Scope = wanted.Kind == MandateKind.SubDelegate ? "" : wanted.Scope.ToString(),
            Profession = wanted.Kind == MandateKind.Intermediary ? wanted.Profession.Trim() : null,
            FromDay = today,
            ToDay = wanted.To,
            GivenAt = now,
            GivenBy = actor.Principal.FiscalCode,
            Register = Here,
        };
        db.Add(entry);
        await AuditLog.Record(db, ChainOf(entry.Id), now, actor.Principal.FiscalCode, actor.Mandate.OnRecord, "give", $"{entry.Kind} to {entry.FiscalCode}", stop);
        await db.SaveChangesAsync(stop);
        return (IReadOnlyList<MandateProblem>)[];
    });

    /// <summary>Ends a mandate from this moment; false where for this actor there is none to end. Ending it again changes nothing.</summary>
    public Task<bool> Revoke(Actor actor, Guid id, CancellationToken stop) => Retry.OnConflict(async () =>
    {
        await using var db = database.Context();
        var entry = await register.StillHolds(actor, stop) ? await Visible(db, actor).AsTracking().FirstOrDefaultAsync(m => m.Id == id, stop) : null;
        if (entry is null || !MayRevoke(actor.Mandate, entry))
        {
            log.LogWarning("{Person} asked to revoke mandate {Mandate}, which is not hers to revoke.", MandateRegister.Masked(actor.Principal), id);
            return false;
        }

        if (entry.RevokedAt is not null)
            return true;
        var now = time.GetUtcNow();
        (entry.RevokedAt, entry.RevokedBy) = (now, actor.Principal.FiscalCode);
        await AuditLog.Record(db, ChainOf(id), now, actor.Principal.FiscalCode, actor.Mandate.OnRecord, "revoke", $"{entry.Kind} of {entry.FiscalCode}", stop);
        await db.SaveChangesAsync(stop);
        return true;
    });

    private static IQueryable<MandateEntry> Visible(CigContext db, Actor actor)
    {
        var (mine, all) = (actor.Mandate, db.Set<MandateEntry>().AsNoTracking());
        return mine.Kind switch
        {
            MandateKind.Self or MandateKind.Guardian => all.Where(m => m.Subject == mine.PersonFiscalCode),
            MandateKind.Owner or MandateKind.LegalRepresentative => all.Where(m => m.EmployerId == mine.EmployerId),
            _ => all.Where(m => m.Id == mine.Id || m.ParentId == mine.Id),
        };
    }

    /// <summary>Owner and legal representative end what can be given; an intermediary her sub-delegations; a person, or her guardian, her delegates. Nobody ends a guardianship here.</summary>
    private static bool MayRevoke(Mandate mine, MandateEntry entry) => mine.Kind switch
    {
        MandateKind.Owner or MandateKind.LegalRepresentative => entry.Kind is MandateKind.Intermediary or MandateKind.SubDelegate or MandateKind.EnabledEmployee,
        MandateKind.Intermediary => entry.ParentId == mine.Id,
        MandateKind.Self or MandateKind.Guardian => entry.Kind == MandateKind.PersonalDelegate,
        _ => false,
    };

    private Holder Show(MandateEntry m, MandateEntry? parent, bool mayRevoke)
    {
        var today = ChatSchedule.DayInRome(time.GetUtcNow());
        var (ended, last) = m.EndOn(today) is { } own ? own : parent?.EndOn(today) is { } above ? (EndedBy.Delegation, above.LastDay) : ((EndedBy?)null, m.ToDay);
        if (ended is null && parent?.ToDay is { } until && (last is null || until < last))
            last = until;
        return new(m, Scope.Read((parent ?? m).Scope, out _) ?? Scope.Everything, ended, last, ended is null && mayRevoke);
    }

    private static List<MandateProblem> Problems(Actor actor, NewMandate wanted, DateOnly today)
    {
        List<MandateProblem> problems = [];
        var code = CodiceFiscale.Check(wanted.FiscalCode, today);
        if (!code.Valid || code.Normalised!.Length != 16)
            problems.Add(new("cf", code.Why ?? Text.Of($"Serve il codice fiscale di una persona.", $"It takes the codice fiscale of a person.", $"Es braucht die Steuernummer einer Person.")));
        else if (code.Normalised == actor.Principal.FiscalCode)
            problems.Add(new("cf", Text.Of($"Non puoi dare una delega a te.", $"You cannot give a mandate to yourself.", $"Du kannst dir selbst keine Vollmacht erteilen.")));
        if (string.IsNullOrWhiteSpace(wanted.GivenName))
            problems.Add(new("nome", Text.Of($"Scrivi il nome.", $"Write the given name.", $"Den Vornamen schreiben.")));
        if (string.IsNullOrWhiteSpace(wanted.FamilyName))
            problems.Add(new("cognome", Text.Of($"Scrivi il cognome.", $"Write the family name.", $"Den Nachnamen schreiben.")));
        if (wanted.Kind == MandateKind.Intermediary && wanted.Profession.Trim().Length < 5)
        {
            problems.Add(new("albo", Text.Of(
                $"Scrivi l'albo e il numero, per esempio Consulenti del lavoro di Torino n. 1234 (L. 12/1979, art. 1).",
                $"Write the professional register and the number, for example Consulenti del lavoro di Torino n. 1234 (L. 12/1979, art. 1).",
                $"Berufsverzeichnis und Nummer schreiben, zum Beispiel Consulenti del lavoro di Torino n. 1234 (L. 12/1979, art. 1).")));
        }

        if (wanted.To < today)
            problems.Add(new("al", Text.Of($"L'ultimo giorno deve essere oggi o dopo.", $"The last day must be today or later.", $"Der letzte Tag muss heute oder später sein.")));
        if (wanted.Kind == MandateKind.SubDelegate && actor.Mandate.To is { } until && wanted.To > until)
        {
            var day = Typed.Field(until);
            problems.Add(new("al", Text.Of(
                $"La subdelega non può durare più della tua delega, che finisce il {day}.",
                $"A sub-delegation cannot last longer than your mandate, which ends on {day}.",
                $"Eine Untervollmacht kann nicht länger dauern als deine Vollmacht, die am {day} endet.")));
        }

        return problems;
    }

    private static async Task<bool> Employs(CigContext db, Guid employer, string code, DateOnly today, CancellationToken stop) =>
        await db.Set<Employment>().AnyAsync(e => e.FiscalCode == code && e.HiredOn <= today && (e.LeftOn == null || e.LeftOn >= today) && db.Set<ProductionUnit>().Any(u => u.Id == e.UnitId && u.EmployerId == employer), stop);

    private async Task<bool> Running(CigContext db, Actor actor, MandateKind kind, string code, CancellationToken stop) =>
        await register.Holding(db).AnyAsync(m => m.FiscalCode == code && m.Kind == kind && m.EmployerId == actor.Mandate.EmployerId && (kind != MandateKind.SubDelegate || m.ParentId == actor.Mandate.Id), stop);
}

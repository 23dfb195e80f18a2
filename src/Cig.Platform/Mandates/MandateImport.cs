using Cig.Platform.Applications;
using Cig.Platform.Audit;
using Cig.Platform.Registry;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Mandates;

/// <summary>What became of a file: either everything in it holds now, or nothing was taken and every problem is told.</summary>
public sealed record Imported(int New, int Changed, int Same, IReadOnlyList<RowProblem> Problems);

/// <summary>
/// Takes the mandates of an outside register (Registro Imprese, the institute's delegations) into ours, in one transaction. A row is known by register and identifier, so the same
/// file taken twice changes nothing, and a later one moves ends and revocations.
/// </summary>
public sealed class MandateImport(Database database, TimeProvider time)
{
    /// <summary>Imports a file as the state of some entries of <paramref name="registerName"/>; only an administrator may.</summary>
    public Task<Imported> Import(StaffMember administrator, string registerName, string text, CancellationToken stop) => Retry.OnConflict<Imported>(async () =>
    {
        if (!administrator.Is(StaffRole.Administrator))
            return new(0, 0, 0, [new(0, 0, true, Text.Of($"Solo un amministratore carica deleghe.", $"Only an administrator loads mandates.", $"Nur ein Administrator lädt Vollmachten."))]);

        var now = time.GetUtcNow();
        var today = ChatSchedule.DayInRome(now);
        var (rows, found, columns) = MandateFile.Read(text, today);
        List<RowProblem> problems = [.. found];
        await using var db = database.Context();
        var known = await db.Set<MandateEntry>().Where(m => m.Register == registerName && m.Evidence != null).ToDictionaryAsync(m => m.Evidence!, stop);
        var employers = await db.Set<Employer>().AsNoTracking().ToDictionaryAsync(e => e.TaxCode, e => e.Id, stop);
        Dictionary<string, MandateEntry> added = [];
        var (changed, same) = (0, 0);
        foreach (var row in rows.OrderBy(r => r.Kind == MandateKind.SubDelegate))
        {
            if (New(row) is not { } entry)
                continue;
            if (!known.TryGetValue(row.Evidence, out var old))
            {
                db.Add(added[row.Evidence] = entry);
                await Record(entry, "import");
            }
            else if ((old.FiscalCode, old.Kind, old.EmployerId, old.Subject, old.ParentId, old.FromDay, old.Scope) != (entry.FiscalCode, entry.Kind, entry.EmployerId, entry.Subject, entry.ParentId, entry.FromDay, entry.Scope))
            {
                Wrong(row, Column("identificativo"), $"L'identificativo {row.Evidence} è già di un'altra delega in questo registro: si possono cambiare solo la fine e la revoca.");
            }
            else if (old.ToDay == entry.ToDay && (old.RevokedAt is not null || entry.RevokedAt is null))
            {
                same++;
            }
            else
            {
                changed++;
                (old.ToDay, old.RevokedAt, old.RevokedBy) = (entry.ToDay, old.RevokedAt ?? entry.RevokedAt, old.RevokedBy ?? entry.RevokedBy);
                await Record(old, "change");
            }
        }

        CountPersonalDelegations();
        if (problems.Count > 0)
            return new(0, 0, 0, [.. problems.OrderBy(p => p.Row).ThenBy(p => p.Column)]);

        await db.SaveChangesAsync(stop);
        return new(added.Count, changed, same, []);

        MandateEntry? New(MandateRow row)
        {
            var forPerson = MandateFile.IsForPerson(row.Kind);
            var employer = Guid.Empty;
            if (!forPerson && !employers.TryGetValue(row.Subject, out employer))
                Wrong(row, Column("soggetto"), $"L'azienda con codice fiscale {row.Subject} non è in anagrafica: caricala prima, oppure correggi il codice.");
            var parent = row.Parent.Length == 0 ? null : known.GetValueOrDefault(row.Parent) ?? added.GetValueOrDefault(row.Parent);
            if (row.Parent.Length > 0 && (parent is not { Kind: MandateKind.Intermediary } || parent.EmployerId != employer))
            {
                Wrong(row, Column("delega_di"), $"La delega {row.Parent} a un intermediario per la stessa azienda non è né nel file né nel registro.");
                return null;
            }

            return !forPerson && employer == Guid.Empty ? null : new()
            {
                Id = Guid.CreateVersion7(now),
                FiscalCode = row.FiscalCode,
                GivenName = row.GivenName,
                FamilyName = row.FamilyName,
                Kind = row.Kind,
                EmployerId = forPerson ? null : employer,
                Subject = forPerson ? row.Subject : null,
                SubjectGivenName = forPerson ? row.SubjectGivenName : null,
                SubjectFamilyName = forPerson ? row.SubjectFamilyName : null,
                ParentId = parent?.Id,
                Scope = row.Scope.ToString(),
                FromDay = row.From,
                ToDay = row.To,
                RevokedAt = row.RevokedOn is { } day ? ChatSchedule.FromRome(day, default) : null,
                RevokedBy = row.RevokedOn is null ? null : registerName,
                Register = registerName,
                Evidence = row.Evidence,
            };
        }

        // Counted over what would hold today after the import, in this register: another register may tell of the same delegation once more.
        void CountPersonalDelegations()
        {
            if (PersonalDelegations.Most.Find(today) is not { } most)
                return;
            var holding = known.Values.Concat(added.Values).Where(m => m.Kind == MandateKind.PersonalDelegate && m.RevokedAt is null && m.FromDay <= today && (m.ToDay is null || m.ToDay >= today));
            foreach (var tooMany in holding.GroupBy(m => m.FiscalCode).Where(g => g.Count() > most.Value))
            {
                foreach (var row in rows.Where(r => r.Kind == MandateKind.PersonalDelegate && r.FiscalCode == tooMany.Key))
                    Wrong(row, Column("cf"), $"{row.FiscalCode} avrebbe {tooMany.Count()} deleghe personali: ne sono ammesse {most.Value} ({most.Source}). Tutori e amministratori di sostegno non si contano.");
            }
        }

        Task Record(MandateEntry m, string act) =>
            AuditLog.Record(db, MandateDesk.ChainOf(m.Id), now, administrator.Principal.FiscalCode, administrator.DisplayName, act, $"{registerName} {m.Evidence}: {m.Kind} of {m.FiscalCode}", stop);

        int Column(string name) => columns[name] + 1;

        void Wrong(MandateRow row, int column, string what) => problems.Add(new(row.Row, column, true, new(what, what, what)));
    });
}

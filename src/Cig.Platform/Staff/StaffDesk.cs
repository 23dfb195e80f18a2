using System.Globalization;
using Cig.Platform.Audit;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Cig.Rules.Access;
using Cig.Rules.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Staff;

/// <summary>What a person shall be allowed, and from when.</summary>
/// <param name="Office">A province of two letters; empty means the whole country.</param>
/// <param name="From">First day; none means at once.</param>
public sealed record StaffChange(string FiscalCode, string DisplayName, IReadOnlyList<StaffRole> Roles, string? Office, DateOnly? From);

/// <summary>What became of a change to the staff register.</summary>
public enum StaffOutcome
{
    Done,

    /// <summary>There is no such entry, or nothing of it to end.</summary>
    NotFound,

    /// <summary>Nobody changes what she herself may do.</summary>
    OwnEntry,
    BadFiscalCode,
    NoName,
    NoRole,
    BadOffice,

    /// <summary>A change does not reach into the past.</summary>
    InThePast,

    /// <summary>A later change is recorded already; it must be ended first.</summary>
    AlreadyPlanned,
}

/// <summary>The administrator's side of the staff register. What was in force before stays on record, and every change is audited in the entry's own chain.</summary>
public sealed class StaffDesk(Database database, TimeProvider time)
{
    public const int LongestName = 60;

    /// <summary>Everybody, by name; nobody for who is no administrator.</summary>
    public async Task<IReadOnlyList<StaffEntry>> All(StaffMember administrator, CancellationToken stop)
    {
        if (!administrator.Is(StaffRole.Administrator))
            return [];

        await using var db = database.Context();
        var entries = await db.Set<StaffEntry>().AsNoTracking().Include(s => s.Assignments).ToListAsync(stop);
        return [.. entries.OrderBy(e => e.Assignments.MaxBy(a => a.FromAt)?.DisplayName, StringComparer.Ordinal)];
    }

    /// <summary>One entry, its assignments in order; null where there is none, or for who is no administrator.</summary>
    public async Task<StaffEntry?> Find(StaffMember administrator, Guid id, CancellationToken stop) =>
        (await All(administrator, stop)).FirstOrDefault(e => e.Id == id);

    /// <summary>Adds a person, or changes what she may do from a day on.</summary>
    public async Task<StaffOutcome> Assign(StaffMember administrator, StaffChange change, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var today = ChatSchedule.DayInRome(now);
        var (name, office) = (change.DisplayName.Trim(), change.Office?.Trim().ToUpperInvariant() is { Length: > 0 } text ? text : null);
        if (!administrator.Is(StaffRole.Administrator))
            return StaffOutcome.NotFound;
        if (CodiceFiscale.Check(change.FiscalCode, today) is not { Valid: true, Normalised: { Length: 16 } code })
            return StaffOutcome.BadFiscalCode;
        if (name.Length is 0 or > LongestName)
            return StaffOutcome.NoName;
        if (change.Roles.Count == 0)
            return StaffOutcome.NoRole;
        if (office is not null && (office.Length != 2 || !office.All(char.IsAsciiLetterUpper)))
            return StaffOutcome.BadOffice;
        if (code == administrator.Principal.FiscalCode)
            return StaffOutcome.OwnEntry;
        if (change.From < today)
            return StaffOutcome.InThePast;

        var from = change.From is { } day && day > today ? ChatSchedule.FromRome(day, TimeOnly.MinValue) : now;
        return await Retry.OnConflict(() => Assign(administrator, code, name, [.. change.Roles.Distinct().Order()], office, from, stop));
    }

    /// <summary>Ends what a person may do: at once, or with a last day.</summary>
    public Task<StaffOutcome> End(StaffMember administrator, Guid id, DateOnly? lastDay, CancellationToken stop) => Retry.OnConflict(async () =>
    {
        var now = time.GetUtcNow();
        await using var db = database.Context();
        if (!administrator.Is(StaffRole.Administrator) || await db.Set<StaffEntry>().Include(s => s.Assignments).FirstOrDefaultAsync(s => s.Id == id, stop) is not { } entry)
            return StaffOutcome.NotFound;
        if (entry.FiscalCode == administrator.Principal.FiscalCode)
            return StaffOutcome.OwnEntry;
        if (lastDay < ChatSchedule.DayInRome(now))
            return StaffOutcome.InThePast;

        var end = lastDay is { } day ? ChatSchedule.FromRome(day.AddDays(1), TimeOnly.MinValue) : now;
        var ending = entry.Assignments.Where(a => !(a.ToAt <= end) && a.ToAt != a.FromAt).ToList();
        if (ending.Count == 0)
            return StaffOutcome.NotFound;

        // What had not begun by then never begins.
        foreach (var assignment in ending)
            assignment.ToAt = assignment.FromAt > end ? assignment.FromAt : end;
        await AuditLog.Record(db, Chain(entry), now, administrator.Principal.FiscalCode, administrator.DisplayName, "end", $"to {Moment(end)}", stop);
        await db.SaveChangesAsync(stop);
        return StaffOutcome.Done;
    });

    /// <summary>
    /// Where nobody is administrator, makes this person one: the first of an installation, named by its configuration. Otherwise nothing is done.
    /// </summary>
    /// <returns>Whether she was made administrator.</returns>
    public Task<bool> EnsureAdministrator(string fiscalCode, CancellationToken stop) => Retry.OnConflict(async () =>
    {
        if (await HasAdministrator(stop))
            return false;

        var nobody = new StaffMember(new("", "", "", SignInMeans.Staff, 2, time.GetUtcNow()), Guid.Empty, "configuration", [StaffRole.Administrator], null);
        return await Assign(nobody, new(fiscalCode, "Amministratore 1", [StaffRole.Administrator], null, null), stop) == StaffOutcome.Done;
    });

    /// <summary>Whether anybody is administrator now.</summary>
    public async Task<bool> HasAdministrator(CancellationToken stop)
    {
        await using var db = database.Context();
        var now = time.GetUtcNow();
        return (await db.Set<StaffAssignment>().AsNoTracking().ToListAsync(stop)).Any(a => a.HoldsAt(now) && a.RoleList.Contains(StaffRole.Administrator));
    }

    /// <summary>The audit chain of an entry.</summary>
    public static string Chain(StaffEntry entry) => $"staff/{entry.Id}";

    private async Task<StaffOutcome> Assign(StaffMember administrator, string code, string name, IReadOnlyList<StaffRole> roles, string? office, DateTimeOffset from, CancellationToken stop)
    {
        await using var db = database.Context();
        await using var work = await db.Database.BeginTransactionAsync(stop);
        var now = time.GetUtcNow();
        if (await db.Set<StaffEntry>().Include(s => s.Assignments).FirstOrDefaultAsync(s => s.FiscalCode == code, stop) is not { } entry)
            db.Add(entry = new() { Id = Guid.CreateVersion7(now), FiscalCode = code });
        if (entry.Assignments.Any(a => a.FromAt >= from && a.ToAt != a.FromAt))
            return StaffOutcome.AlreadyPlanned;

        foreach (var held in entry.Assignments.Where(a => a.HoldsAt(from)))
            held.ToAt = from;

        // One assignment at most is open: the old one is closed before the new one comes.
        await db.SaveChangesAsync(stop);
        db.Add(new StaffAssignment { Id = Guid.CreateVersion7(now), StaffId = entry.Id, DisplayName = name, Roles = string.Join(' ', roles), Office = office, FromAt = from });
        await AuditLog.Record(db, Chain(entry), now, administrator.Principal.FiscalCode, administrator.DisplayName, "assign", $"{name}: {string.Join(' ', roles)}; office {office ?? "all"}; from {Moment(from)}", stop);
        await db.SaveChangesAsync(stop);
        await work.CommitAsync(stop);
        return StaffOutcome.Done;
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}

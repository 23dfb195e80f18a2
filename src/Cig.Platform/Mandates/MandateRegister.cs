using Cig.Platform.Registry;
using Cig.Platform.Storage;
using Cig.Rules.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Mandates;

/// <summary>An entry of the register of mandates for employers.</summary>
public sealed class MandateEntry
{
    public required Guid Id { get; init; }

    public required string FiscalCode { get; init; }

    public required MandateKind Kind { get; init; }

    public required Guid EmployerId { get; init; }

    public required DateOnly FromDay { get; init; }

    public DateOnly? ToDay { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>The register that the entry was taken from.</summary>
    public required string Register { get; init; }

    internal Mandate ToMandate() => new(Id, Kind, null, EmployerId, FromDay, ToDay);
}

/// <summary>An employer that a person may act for today, and the mandate that lets her.</summary>
public sealed record Client(Employer Employer, Mandate Mandate);

/// <summary>
/// Who may act for whom. It is asked at every request and every chat frame; nothing is remembered from the sign-in, so a mandate that ends takes effect at the next action.
/// </summary>
public sealed class MandateRegister(Database database, TimeProvider time, ILogger<MandateRegister> log)
{
    /// <summary>The employers that a person may act for today.</summary>
    public async Task<IReadOnlyList<Client>> ClientsOf(Principal principal, CancellationToken stop)
    {
        await using var db = database.Context();
        var entries = await InForce(db, principal).ToListAsync(stop);
        var ids = entries.Select(e => e.EmployerId).ToList();
        var employers = await db.Set<Employer>().Include(e => e.Positions).Include(e => e.Units).Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, stop);
        return [.. entries.Select(e => new Client(employers[e.EmployerId], e.ToMandate())).OrderBy(c => c.Employer.Name, StringComparer.Ordinal)];
    }

    /// <summary>The person acting for that employer, or null where she has no mandate for it today: then for her it does not exist. The attempt is logged.</summary>
    public async Task<(Actor Actor, Employer Employer)?> ActFor(Principal principal, Guid employerId, CancellationToken stop)
    {
        await using var db = database.Context();
        var entry = await InForce(db, principal).FirstOrDefaultAsync(e => e.EmployerId == employerId, stop);
        if (entry is null)
        {
            log.LogWarning("{Person} asked for employer {Employer} without a mandate.", Masked(principal), employerId);
            return null;
        }

        var employer = await db.Set<Employer>().Include(e => e.Positions).Include(e => e.Units).FirstAsync(e => e.Id == employerId, stop);
        return (new(principal, entry.ToMandate()), employer);
    }

    /// <summary>Whether a mandate that somebody acted under still holds.</summary>
    public async Task<bool> StillHolds(Actor actor, CancellationToken stop)
    {
        if (actor.Mandate.Kind == MandateKind.Self)
            return true;

        await using var db = database.Context();
        return await InForce(db, actor.Principal).AnyAsync(e => e.Id == actor.Mandate.Id, stop);
    }

    /// <summary>Those of these mandates that still hold, in one question.</summary>
    public async Task<HashSet<Actor>> StillHolding(IReadOnlyCollection<Actor> actors, CancellationToken stop)
    {
        await using var db = database.Context();
        var ids = actors.Select(a => a.Mandate.Id).Distinct().ToList();
        var holding = await InForce(db).Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.FiscalCode }).ToListAsync(stop);
        return [.. actors.Where(a => holding.Any(m => m.Id == a.Mandate.Id && m.FiscalCode == a.Principal.FiscalCode))];
    }

    /// <summary>A codice fiscale as the application log may show it.</summary>
    public static string Masked(Principal principal) => $"{principal.FiscalCode[..3]}***{principal.FiscalCode[^1..]}";

    private IQueryable<MandateEntry> InForce(CigContext db, Principal principal) => InForce(db).Where(m => m.FiscalCode == principal.FiscalCode);

    private IQueryable<MandateEntry> InForce(CigContext db)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(ChatSchedule.InRome(now));
        return db.Set<MandateEntry>().Where(m => m.RevokedAt == null && m.FromDay <= today && (m.ToDay == null || m.ToDay >= today));
    }
}

internal sealed class MandateMapping : IEntityTypeConfiguration<MandateEntry>
{
    public void Configure(EntityTypeBuilder<MandateEntry> builder)
    {
        builder.ToTable("mandates");
        builder.HasOne<Employer>().WithMany().HasForeignKey(m => m.EmployerId);
        builder.Property(m => m.Kind).HasConversion<string>();
    }
}

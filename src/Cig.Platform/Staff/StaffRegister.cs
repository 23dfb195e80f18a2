using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cig.Platform.Staff;

/// <summary>A person in the staff register, with everything that she was and will be allowed.</summary>
public sealed class StaffEntry
{
    public required Guid Id { get; init; }

    public required string FiscalCode { get; init; }

    public List<StaffAssignment> Assignments { get; } = [];
}

/// <summary>What a member of staff may do from one moment to another. A change ends one and begins the next.</summary>
public sealed class StaffAssignment
{
    public required Guid Id { get; init; }

    public required Guid StaffId { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>Names of <see cref="StaffRole"/>, separated by spaces.</summary>
    public required string Roles { get; init; }

    /// <summary>A province of two letters; none means the whole country.</summary>
    public string? Office { get; init; }

    public required DateTimeOffset FromAt { get; init; }

    /// <summary>The first moment at which it holds no more; none means until changed.</summary>
    public DateTimeOffset? ToAt { get; set; }

    public IReadOnlyList<StaffRole> RoleList => ReadRoles(Roles);

    public bool HoldsAt(DateTimeOffset at) => FromAt <= at && !(ToAt <= at);

    internal static IReadOnlyList<StaffRole> ReadRoles(string roles) => [.. roles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<StaffRole>)];
}

/// <summary>The institution's people and their roles, asked at every request.</summary>
public sealed class StaffRegister(Database database, TimeProvider time)
{
    /// <summary>
    /// The member of staff that this person is now, or null where she is none. Only who came by the door of the staff is one: with SPID, CIE or CNS the same person is a
    /// citizen like any other.
    /// </summary>
    public async Task<StaffMember?> Find(Principal principal, CancellationToken stop)
    {
        if (!principal.IsStaff)
            return null;

        await using var db = database.Context();
        var now = time.GetUtcNow();
        var entry = await db.Set<StaffEntry>().AsNoTracking().Include(s => s.Assignments).FirstOrDefaultAsync(s => s.FiscalCode == principal.FiscalCode, stop);
        return entry?.Assignments.FirstOrDefault(a => a.HoldsAt(now)) is { } held ? new(principal, entry.Id, held.DisplayName, held.RoleList, held.Office) : null;
    }

    /// <summary>Who has a role now: one assignment each, by name.</summary>
    public async Task<IReadOnlyList<StaffAssignment>> With(StaffRole role, CancellationToken stop)
    {
        await using var db = database.Context();
        var now = time.GetUtcNow();
        var held = await db.Set<StaffAssignment>().AsNoTracking().Where(a => a.FromAt <= now && (a.ToAt == null || a.ToAt > now)).ToListAsync(stop);
        return [.. held.Where(a => a.RoleList.Contains(role)).OrderBy(a => a.DisplayName, StringComparer.Ordinal)];
    }

    /// <summary>The roles of these members of staff now, in one question; who has none any more is not in the answer.</summary>
    public async Task<Dictionary<Guid, IReadOnlyList<StaffRole>>> RolesOf(IReadOnlyCollection<Guid> members, CancellationToken stop)
    {
        // Asked with every batch of the chat, so by hand: the mapper costs more there than all the rest of the question.
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            $"""
            select a.staff_id, a.roles from {JsonTable.Of(database.Engine, "members", "r", "id uuid")} cross join staff_assignments a
            where a.staff_id = r.id and a.from_at <= @now and (a.to_at is null or a.to_at > @now)
            """,
            ("members", Statements.Json(members.Select(m => new RoomRow(m, 0)))), ("now", Instant.ToMicroseconds(time.GetUtcNow())));
        await using var reader = await command.ExecuteReaderAsync(stop);
        Dictionary<Guid, IReadOnlyList<StaffRole>> held = [];
        while (await reader.ReadAsync(stop))
            held.Add(reader.GetGuid(0), StaffAssignment.ReadRoles(reader.GetString(1)));
        return held;
    }
}

internal sealed class StaffMapping : IEntityTypeConfiguration<StaffEntry>, IEntityTypeConfiguration<StaffAssignment>
{
    public void Configure(EntityTypeBuilder<StaffEntry> builder)
    {
        builder.ToTable("staff");
        builder.HasMany(s => s.Assignments).WithOne().HasForeignKey(a => a.StaffId);
    }

    public void Configure(EntityTypeBuilder<StaffAssignment> builder)
    {
        builder.ToTable("staff_assignments");
        builder.Ignore(a => a.RoleList);
        builder.HasIndex(a => new { a.StaffId, a.FromAt }).IsUnique();
    }
}

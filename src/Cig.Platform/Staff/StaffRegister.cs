using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cig.Platform.Staff;

/// <summary>An entry of the staff register.</summary>
public sealed class StaffEntry
{
    public required Guid Id { get; init; }

    public required string FiscalCode { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>Names of <see cref="StaffRole"/>, separated by spaces.</summary>
    public required string Roles { get; set; }

    public string? Office { get; init; }
}

/// <summary>The institution's people and their roles, asked at every request.</summary>
public sealed class StaffRegister(Database database)
{
    /// <summary>The member of staff that this person is, or null where she is none.</summary>
    public async Task<StaffMember?> Find(Principal principal, CancellationToken stop)
    {
        await using var db = database.Context();
        var entry = await db.Set<StaffEntry>().AsNoTracking().FirstOrDefaultAsync(s => s.FiscalCode == principal.FiscalCode, stop);
        return entry is null ? null : new(principal, entry.Id, entry.DisplayName, Roles(entry.Roles), entry.Office);
    }

    /// <summary>The roles of these members of staff today, in one question; who is not in the register any more is not in the answer.</summary>
    public async Task<Dictionary<Guid, IReadOnlyList<StaffRole>>> RolesOf(IReadOnlyCollection<Guid> members, CancellationToken stop)
    {
        await using var db = database.Context();
        return await db.Set<StaffEntry>().AsNoTracking().Where(s => members.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => Roles(s.Roles), stop);
    }

    private static IReadOnlyList<StaffRole> Roles(string roles) => [.. roles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<StaffRole>)];
}

internal sealed class StaffMapping : IEntityTypeConfiguration<StaffEntry>
{
    public void Configure(EntityTypeBuilder<StaffEntry> builder) => builder.ToTable("staff");
}

using Cig.Platform.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cig.Platform.Mandates;

/// <summary>An entry of the register of mandates. Its subject is an employer or a person, never both.</summary>
public sealed class MandateEntry
{
    public required Guid Id { get; init; }

    /// <summary>Who may act.</summary>
    public required string FiscalCode { get; init; }

    public string GivenName { get; init; } = "";

    public string FamilyName { get; init; } = "";

    public required MandateKind Kind { get; init; }

    public Guid? EmployerId { get; init; }

    /// <summary>Codice fiscale of the person acted for.</summary>
    public string? Subject { get; init; }

    public string? SubjectGivenName { get; init; }

    public string? SubjectFamilyName { get; init; }

    /// <summary>The delegation that a sub-delegation comes from. It holds only while that one holds, and covers the same.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>As <see cref="Mandates.Scope"/> is written; a sub-delegation's is that of its delegation.</summary>
    public string Scope { get; init; } = "";

    public required DateOnly FromDay { get; init; }

    /// <summary>Last day; none means until revoked.</summary>
    public DateOnly? ToDay { get; set; }

    public DateTimeOffset? GivenAt { get; init; }

    /// <summary>Codice fiscale of who gave it on the platform; null where another register did.</summary>
    public string? GivenBy { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    public string? RevokedBy { get; set; }

    /// <summary>Professional register and number of an intermediary, as she gave it.</summary>
    public string? Profession { get; init; }

    /// <summary>The register that the entry was taken from.</summary>
    public required string Register { get; init; }

    /// <summary>The register's own identifier of the deed that proves it.</summary>
    public string? Evidence { get; init; }

    /// <summary>Why and with which last day it has ended by itself, without regard to the delegation it may come from; null where it has not.</summary>
    internal (EndedBy Why, DateOnly LastDay)? EndOn(DateOnly today) =>
        RevokedAt is { } at ? (EndedBy.Revocation, Cig.Rules.Access.ChatSchedule.DayInRome(at)) : ToDay is { } to && to < today ? (EndedBy.Expiry, to) : null;

    public string HolderName => $"{GivenName} {FamilyName}".Trim();
}

internal sealed class MandateMapping : IEntityTypeConfiguration<MandateEntry>
{
    public void Configure(EntityTypeBuilder<MandateEntry> builder)
    {
        builder.ToTable("mandates");
        builder.Ignore(m => m.HolderName);
        builder.HasOne<Employer>().WithMany().HasForeignKey(m => m.EmployerId);
        builder.Property(m => m.Kind).HasConversion<string>();
    }
}

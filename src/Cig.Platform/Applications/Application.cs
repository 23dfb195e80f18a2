using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Rules;
using Cig.Rules.Durations;
using Cig.Rules.Eligibility;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cig.Platform.Applications;

/// <summary>How the workers are paid (art. 7).</summary>
public enum Payment
{
    /// <summary>The employer pays and deducts from its contributions.</summary>
    SetOff,

    /// <summary>INPS pays the worker; needs documented financial difficulty (art. 7, c. 4).</summary>
    Direct,
}

/// <summary>Where an application stands.</summary>
public enum ApplicationState
{
    Submitted,
    UnderExamination,

    /// <summary>The office asked for what is missing (art. 11 D.M. 95442/2016) and waits.</summary>
    IntegrationRequested,
    Granted,
    PartiallyGranted,
    Refused,
    Withdrawn,
}

/// <summary>Domanda: what the employer sent. It never changes, apart from where it stands and what was decided.</summary>
public sealed class Application
{
    public required Guid Id { get; init; }

    /// <summary>The draft that it came from; a draft becomes one application, however often it is sent.</summary>
    public Guid? DraftId { get; init; }

    /// <summary>Our own number, <c>CIG-2026-0000123</c>; INPS's protocol is given elsewhere.</summary>
    public required string Protocol { get; init; }

    public required Guid EmployerId { get; init; }

    public required Guid UnitId { get; init; }

    public required Scheme Scheme { get; init; }

    /// <summary>Key of <see cref="Rules.Cause"/>.</summary>
    public required string Cause { get; init; }

    public required bool Unavoidable { get; init; }

    public required DateOnly FirstDay { get; init; }

    public required DateOnly LastDay { get; init; }

    /// <summary>Hours asked for, of all workers, in hundredths.</summary>
    public required int Hours { get; init; }

    public required Payment Payment { get; init; }

    public required string Report { get; init; }

    public DateOnly? UnionNoticeOn { get; init; }

    public required bool JointExamination { get; init; }

    /// <summary>The moment of receipt: it decides whether the application is in time.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    public required ApplicationState State { get; set; }

    /// <summary>Province of the office that examines.</summary>
    public required string Office { get; init; }

    public string? Officer { get; set; }

    /// <summary>Weeks granted, in thirtieths of a week.</summary>
    public int? GrantedWeeks { get; set; }

    public string? AuthorisationNumber { get; set; }

    /// <summary>The reasons of the decision, as the officer wrote them.</summary>
    public string? Decision { get; set; }

    public required string FiledBy { get; init; }

    public required string FiledByName { get; init; }

    public required Guid MandateId { get; init; }

    public required MandateKind MandateKind { get; init; }

    /// <summary>Rises with each change, so that of two officers who act at once one is told.</summary>
    public int Version { get; set; }

    public List<Beneficiary> Beneficiaries { get; init; } = [];

    public List<ApplicationEvent> Events { get; init; } = [];

    public string AuditChain => ChainOf(Id);

    internal static string ChainOf(Guid id) => $"application/{id}";
}

/// <summary>A worker named in an application.</summary>
public sealed class Beneficiary
{
    public required Guid ApplicationId { get; init; }

    public required int N { get; init; }

    public required string FiscalCode { get; init; }

    public required string GivenName { get; init; }

    public required string FamilyName { get; init; }

    public required WorkerKind Kind { get; init; }
}

/// <summary>A fact of the life of an application, in order.</summary>
public sealed class ApplicationEvent
{
    public required Guid ApplicationId { get; init; }

    public required int N { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The state it led to.</summary>
    public required ApplicationState Kind { get; init; }

    /// <summary>Who did it, as the public may see her.</summary>
    public required string Who { get; init; }

    public string? Note { get; init; }
}

/// <summary>A past authorisation of a unit: the history that the counters read.</summary>
public sealed class Authorisation
{
    public required Guid Id { get; init; }

    public required Guid UnitId { get; init; }

    public Guid? ApplicationId { get; init; }

    public required Scheme Scheme { get; init; }

    public CigsCause? CigsCause { get; init; }

    public required bool Unavoidable { get; init; }

    public required DateOnly FirstDay { get; init; }

    public required DateOnly LastDay { get; init; }

    /// <summary>Days declared as used, ISO dates separated by spaces; null where nothing was declared.</summary>
    public string? UsedDays { get; init; }

    public required bool Derogation { get; init; }

    public PastAuthorisation ToPast() => new(
        Scheme, CigsCause, Unavoidable, FirstDay, LastDay,
        UsedDays is null ? null : [.. UsedDays.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(d => DateOnly.ParseExact(d, "yyyy-MM-dd"))],
        Derogation);
}

/// <summary>The last protocol number of each year.</summary>
public sealed class ProtocolCounter
{
    public required int Year { get; init; }

    public required int Last { get; set; }
}

internal sealed class ApplicationMapping :
    IEntityTypeConfiguration<Application>, IEntityTypeConfiguration<Beneficiary>, IEntityTypeConfiguration<ApplicationEvent>,
    IEntityTypeConfiguration<Authorisation>, IEntityTypeConfiguration<ProtocolCounter>
{
    public void Configure(EntityTypeBuilder<Application> builder)
    {
        builder.ToTable("applications");
        builder.Ignore(a => a.AuditChain);
        builder.Property(a => a.Scheme).HasConversion<string>();
        builder.Property(a => a.Payment).HasConversion<string>();
        builder.Property(a => a.State).HasConversion<string>();
        builder.Property(a => a.MandateKind).HasConversion<string>();
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasOne<Employer>().WithMany().HasForeignKey(a => a.EmployerId);
        builder.HasOne<ProductionUnit>().WithMany().HasForeignKey(a => a.UnitId);
        builder.HasMany(a => a.Beneficiaries).WithOne().HasForeignKey(b => b.ApplicationId);
        builder.HasMany(a => a.Events).WithOne().HasForeignKey(e => e.ApplicationId);
    }

    public void Configure(EntityTypeBuilder<Beneficiary> builder)
    {
        builder.ToTable("beneficiaries").HasKey(b => new { b.ApplicationId, b.N });
        builder.Property(b => b.Kind).HasConversion<string>();
    }

    public void Configure(EntityTypeBuilder<ApplicationEvent> builder)
    {
        builder.ToTable("application_events").HasKey(e => new { e.ApplicationId, e.N });
        builder.Property(e => e.Kind).HasConversion<string>();
    }

    public void Configure(EntityTypeBuilder<Authorisation> builder)
    {
        builder.ToTable("authorisations");
        builder.HasOne<ProductionUnit>().WithMany().HasForeignKey(a => a.UnitId);
        builder.Property(a => a.Scheme).HasConversion<string>();
        builder.Property(a => a.CigsCause).HasConversion<string>();
    }

    public void Configure(EntityTypeBuilder<ProtocolCounter> builder)
    {
        builder.ToTable("protocol_counters").HasKey(c => c.Year);
        builder.Property(c => c.Year).ValueGeneratedNever();
        builder.Property(c => c.Last).IsConcurrencyToken();
    }
}

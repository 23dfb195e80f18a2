using Cig.Rules.Eligibility;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cig.Platform.Registry;

/// <summary>A firm that may apply.</summary>
public sealed class Employer
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string TaxCode { get; init; }

    /// <summary>Municipality of the registered office.</summary>
    public required string Municipality { get; init; }

    /// <summary>Province of the registered office, two letters.</summary>
    public required string Province { get; init; }

    public List<Position> Positions { get; init; } = [];

    public List<ProductionUnit> Units { get; init; } = [];
}

/// <summary>Matricola: a contribution account of an employer at INPS; its class decides the scheme.</summary>
public sealed class Position
{
    /// <summary>Ten digits, leading zeros significant.</summary>
    public required string Number { get; init; }

    public required Guid EmployerId { get; init; }

    public required string ContributionClass { get; init; }

    public required string Ateco { get; init; }

    public required bool HasOwnFund { get; init; }
}

/// <summary>Unità produttiva: a site with organisational autonomy, for which every duration counter is kept.</summary>
public sealed class ProductionUnit
{
    public required Guid Id { get; init; }

    public required Guid EmployerId { get; init; }

    public required string PositionNumber { get; init; }

    public required string Name { get; init; }

    public required string Address { get; init; }

    /// <summary>Belfiore code.</summary>
    public required string MunicipalityCode { get; init; }

    public required string Province { get; init; }

    /// <summary>5 or 6, by the timetable of the firm.</summary>
    public required int DaysPerWeek { get; init; }
}

/// <summary>Who works in a unit, on which timetable and for which pay.</summary>
public sealed class Employment
{
    public required Guid Id { get; init; }

    public required Guid UnitId { get; init; }

    public required string FiscalCode { get; init; }

    public required string GivenName { get; init; }

    public required string FamilyName { get; init; }

    public required WorkerKind Kind { get; init; }

    /// <summary>Contract hours of a week, in hundredths.</summary>
    public required int WeeklyHours { get; init; }

    /// <summary>Share of full time, in hundredths of a per cent.</summary>
    public required int PartTime { get; init; }

    /// <summary>Theoretical gross pay of a month, accruals included, in cents.</summary>
    public required long MonthlyPay { get; init; }

    /// <summary>Where the pay comes from, as shown beside it.</summary>
    public required string PayOrigin { get; init; }

    public required DateOnly HiredOn { get; init; }

    public DateOnly? LeftOn { get; init; }

    /// <summary>Days of effective work in the unit counted until <see cref="EffectiveDaysOn"/>.</summary>
    public required int EffectiveDays { get; init; }

    public required DateOnly EffectiveDaysOn { get; init; }

    /// <summary>Where a direct payment goes; no company ever gets to see it.</summary>
    public string? Iban { get; set; }

    public string FullName => $"{GivenName} {FamilyName}";

    public bool InForceOn(DateOnly day) => HiredOn <= day && (LeftOn is not { } left || day <= left);

    /// <summary>
    /// The days counted until the last count, and working days since then while the employment goes on. The registry knows no absences after the count, so this is the most
    /// that there can be; where it is near the limit, the case officer sees the two numbers.
    /// </summary>
    public int SeniorityOn(DateOnly day, int daysPerWeek)
    {
        var last = LeftOn is { } left && left < day ? left : day;
        var days = EffectiveDays;
        for (var d = EffectiveDaysOn.AddDays(1); d <= last; d = d.AddDays(1))
            days += Cig.Rules.Calendar.WorkingWeek.Includes(d, daysPerWeek) ? 1 : 0;
        return days;
    }
}

/// <summary>Where a person lives, as far as the institution knows.</summary>
public sealed class Resident
{
    public required string FiscalCode { get; init; }

    public required string Province { get; init; }
}

internal sealed class RegistryMapping :
    IEntityTypeConfiguration<Employer>, IEntityTypeConfiguration<Position>, IEntityTypeConfiguration<ProductionUnit>,
    IEntityTypeConfiguration<Employment>, IEntityTypeConfiguration<Resident>
{
    public void Configure(EntityTypeBuilder<Employer> builder)
    {
        builder.ToTable("employers");
        builder.HasMany(e => e.Positions).WithOne().HasForeignKey(p => p.EmployerId);
        builder.HasMany(e => e.Units).WithOne().HasForeignKey(u => u.EmployerId);
    }

    public void Configure(EntityTypeBuilder<Position> builder) => builder.ToTable("inps_positions").HasKey(p => p.Number);

    public void Configure(EntityTypeBuilder<ProductionUnit> builder)
    {
        builder.ToTable("production_units");
        builder.HasOne<Position>().WithMany().HasForeignKey(u => u.PositionNumber);
    }

    public void Configure(EntityTypeBuilder<Employment> builder)
    {
        builder.ToTable("employments");
        builder.HasOne<ProductionUnit>().WithMany().HasForeignKey(e => e.UnitId);
        builder.Property(e => e.Kind).HasConversion<string>();
    }

    public void Configure(EntityTypeBuilder<Resident> builder) => builder.ToTable("residents").HasKey(r => r.FiscalCode);
}

using System.Text.Json;
using Cig.Platform.Registry;
using Cig.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cig.Platform.Applications;

/// <summary>An application that is being prepared: what was typed, as it was typed, so that nothing is lost and every error can be shown beside its value.</summary>
public sealed class Draft
{
    public required Guid Id { get; init; }

    public required Guid EmployerId { get; init; }

    public required Scheme Scheme { get; init; }

    /// <summary>Values by field name (<see cref="DraftField"/>).</summary>
    public required Dictionary<string, string> Answers { get; set; }

    public string? BeneficiariesName { get; set; }

    public string? BeneficiariesCsv { get; set; }

    public required string StartedBy { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public bool Discarded { get; set; }

    public string this[string field] => Answers.GetValueOrDefault(field, "");
}

/// <summary>The fields of a draft, as its forms name them.</summary>
public static class DraftField
{
    public const string Unit = "unita";
    public const string Cause = "causale";
    public const string FirstDay = "dal";
    public const string LastDay = "al";
    public const string Report = "relazione";
    public const string UnionNotice = "informativa";
    public const string JointExamination = "esame";
    public const string Hours = "ore";
    public const string Payment = "pagamento";
    public const string Hardship = "difficolta";
}

/// <summary>The parts of an application, in the order of the task list.</summary>
public enum Section
{
    Unit,
    Workers,
    CauseAndPeriod,
    Report,
    Union,
    HoursAndPayment,
}

internal sealed class DraftMapping : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("drafts");
        builder.HasOne<Employer>().WithMany().HasForeignKey(d => d.EmployerId);
        builder.Property(d => d.Scheme).HasConversion<string>();
        builder.Property(d => d.Answers).HasConversion(
            answers => JsonSerializer.Serialize(answers, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<Dictionary<string, string>>(text, JsonSerializerOptions.Default)!,
            new Microsoft.EntityFrameworkCore.ChangeTracking.ValueComparer<Dictionary<string, string>>(
                (one, other) => one!.Count == other!.Count && one.All(p => other.ContainsKey(p.Key) && other[p.Key] == p.Value),
                answers => answers.Count,
                answers => new(answers)));
    }
}

using Cig.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cig.Platform.Sheets;

/// <summary>Scheda: a question and its answer, written by people, with the provision it rests on and the days for which it is true.</summary>
public sealed class Sheet
{
    /// <summary>Its place in addresses: lower case, hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>Version, from 1.</summary>
    public required int N { get; init; }

    public required string TitleIt { get; init; }

    public required string TitleEn { get; init; }

    public required string TitleDe { get; init; }

    /// <summary>Paragraphs, with an empty line between them.</summary>
    public required string BodyIt { get; init; }

    public required string BodyEn { get; init; }

    public required string BodyDe { get; init; }

    public required string Source { get; init; }

    /// <summary>Somebody looked on that day, and it was true.</summary>
    public required DateOnly CheckedOn { get; init; }

    public required DateOnly FromDay { get; init; }

    public DateOnly? ToDay { get; init; }

    public required bool Retired { get; init; }

    public required string SetBy { get; init; }

    public required DateTimeOffset SetAt { get; init; }

    public Text Title => new(TitleIt, TitleEn, TitleDe);

    public Text Body => new(BodyIt, BodyEn, BodyDe);

    public bool HoldsOn(DateOnly day) => !Retired && FromDay <= day && (ToDay is not { } to || day <= to);
}

internal sealed class SheetMapping : IEntityTypeConfiguration<Sheet>
{
    public void Configure(EntityTypeBuilder<Sheet> builder)
    {
        builder.ToTable("sheets").HasKey(s => new { s.Name, s.N });
        builder.Ignore(s => s.Title);
        builder.Ignore(s => s.Body);
    }
}

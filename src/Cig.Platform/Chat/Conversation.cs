using Cig.Platform.Mandates;
using Cig.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cig.Platform.Chat;

/// <summary>A conversation: who asks, for whom, about what, and where it stands. What was said is in its log.</summary>
public sealed class Conversation
{
    public required Guid Id { get; init; }

    /// <summary>Codice fiscale of the person who asks.</summary>
    public required string Person { get; init; }

    public required string PersonName { get; init; }

    public required Guid MandateId { get; init; }

    public required MandateKind MandateKind { get; init; }

    public Guid? EmployerId { get; init; }

    /// <summary>Name of the person or employer that it is held for, as the register has it; null where a person asks for herself.</summary>
    public string? SubjectName { get; internal set; }

    /// <summary>Identifier of the application it is about, or <see cref="General"/>.</summary>
    public required string Topic { get; init; }

    public required string TopicName { get; init; }

    public required Tongue Tongue { get; init; }

    public required ConversationState State { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public Guid? AdvisorId { get; init; }

    public string? AdvisorName { get; init; }

    /// <summary>What the person typed and has not sent.</summary>
    public required string Draft { get; set; }

    public required long LastNumber { get; init; }

    /// <summary>Since when it holds no words and no person any more.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>The topic of a question that is about no case.</summary>
    public const string General = "general";

    public bool IsOpen => State is ConversationState.Waiting or ConversationState.Active;

    /// <summary>The application it is about, where it is about one.</summary>
    public Guid? ApplicationId => Guid.TryParse(Topic, out var id) ? id : null;
}

internal sealed class ConversationMapping : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("conversations");
        builder.Ignore(c => c.IsOpen);
        builder.Ignore(c => c.ApplicationId);
        builder.Ignore(c => c.SubjectName);
        builder.Property(c => c.MandateKind).HasConversion<string>();
        builder.Property(c => c.Tongue).HasConversion<string>();
        builder.Property(c => c.State).HasConversion(s => s.ToString().ToUpperInvariant(), text => Enum.Parse<ConversationState>(text, true));
    }
}

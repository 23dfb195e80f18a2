using Cig.Platform.Mandates;
using Cig.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cig.Platform.Requests;

/// <summary>Richiesta scritta: a question that is answered in writing by a day.</summary>
public sealed class WrittenRequest
{
    /// <summary>Made by the form, so that a form sent twice is one request.</summary>
    public required Guid Id { get; init; }

    public required string Person { get; init; }

    public required string PersonName { get; init; }

    public required Guid MandateId { get; init; }

    public required MandateKind MandateKind { get; init; }

    public Guid? EmployerId { get; init; }

    /// <summary>For whom the person asks; null where she asks for herself.</summary>
    public string? SubjectName { get; init; }

    /// <summary>Identifier of the application it is about, or <see cref="Chat.Conversation.General"/>.</summary>
    public required string Topic { get; init; }

    public required string TopicName { get; init; }

    public required Tongue Tongue { get; init; }

    /// <summary>The conversation that waited when the chat closed.</summary>
    public Guid? ConversationId { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The last day for the answer.</summary>
    public required DateOnly DueOn { get; init; }

    public string? Answer { get; set; }

    public Guid? AnsweredBy { get; set; }

    public string? AnsweredName { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public bool IsAnswered => AnsweredAt is not null;

    public Guid? ApplicationId => Guid.TryParse(Topic, out var id) ? id : null;
}

/// <summary>Where a booked call stands.</summary>
public enum CallbackState
{
    Booked,
    Cancelled,
    Done,

    /// <summary>The person did not answer.</summary>
    NotReached,
}

/// <summary>Richiamata: a call that an advisor makes in a slot of an opening.</summary>
public sealed class Callback
{
    public required Guid Id { get; init; }

    public required string Person { get; init; }

    public required string PersonName { get; init; }

    public required Guid MandateId { get; init; }

    public required MandateKind MandateKind { get; init; }

    public Guid? EmployerId { get; init; }

    public string? SubjectName { get; init; }

    public required string Topic { get; init; }

    public required string TopicName { get; init; }

    public required Tongue Tongue { get; init; }

    /// <summary>As the person typed it, digits and a leading plus.</summary>
    public required string Phone { get; init; }

    /// <summary>Beginning of the slot.</summary>
    public required DateTimeOffset Slot { get; init; }

    public required DateTimeOffset BookedAt { get; init; }

    public required CallbackState State { get; set; }

    public string? HandledBy { get; set; }

    public DateTimeOffset? HandledAt { get; set; }
}

internal sealed class RequestMapping : IEntityTypeConfiguration<WrittenRequest>, IEntityTypeConfiguration<Callback>
{
    public void Configure(EntityTypeBuilder<WrittenRequest> builder)
    {
        builder.ToTable("written_requests");
        builder.Ignore(r => r.IsAnswered);
        builder.Ignore(r => r.ApplicationId);
        builder.Property(r => r.MandateKind).HasConversion<string>();
        builder.Property(r => r.Tongue).HasConversion<string>();
    }

    public void Configure(EntityTypeBuilder<Callback> builder)
    {
        builder.ToTable("callbacks");
        builder.Property(r => r.MandateKind).HasConversion<string>();
        builder.Property(r => r.Tongue).HasConversion<string>();
        builder.Property(r => r.State).HasConversion(s => s.ToString().ToUpperInvariant(), text => Enum.Parse<CallbackState>(text, true));
    }
}

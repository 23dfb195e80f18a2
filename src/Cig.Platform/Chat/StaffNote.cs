using Cig.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cig.Platform.Chat;

/// <summary>
/// What staff wrote among themselves about a conversation. It has a number of the conversation's log, so its place in the course of things is fixed, and its words are here
/// alone: they can be kept for another time than the conversation, and are part of the answer when the person asks for access to her data (art. 15 Regulation (EU) 2016/679).
/// </summary>
public sealed class StaffNote
{
    public required Guid ConversationId { get; init; }

    public required long N { get; init; }

    /// <summary><see cref="ChatEventKind.Note"/> or <see cref="ChatEventKind.Whisper"/>.</summary>
    public required ChatEventKind Kind { get; init; }

    public required string Author { get; init; }

    public required string AuthorName { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Adds a note to a locked conversation.</summary>
    internal static async Task Write(RoutingStep step, Page conversation, ChatEventKind kind, string author, string authorName, string body, string? clientMessageId)
    {
        var n = await step.Append(conversation, kind, author, authorName, "", clientMessageId);
        await step.Execute(
            "insert into chat_notes (conversation_id, n, kind, author, author_name, body, at) values (@c, @n, @k, @a, @an, @b, @at)",
            ("c", conversation.Id), ("n", n), ("k", kind.ToString()), ("a", author), ("an", authorName), ("b", body), ("at", Instant.ToMicroseconds(step.Now)));
    }
}

internal sealed class NoteMapping : IEntityTypeConfiguration<StaffNote>
{
    public void Configure(EntityTypeBuilder<StaffNote> builder)
    {
        builder.ToTable("chat_notes").HasKey(n => new { n.ConversationId, n.N });
        builder.Property(n => n.Kind).HasConversion<string>();
    }
}

using Cig.Platform.Chat;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cig.Platform.Outbox;

/// <summary>Whether a subscriber is told.</summary>
public enum SubscriberState
{
    Active,

    /// <summary>By an administrator, or because its program answered 410 (gone).</summary>
    Paused,
    Removed,
}

/// <summary>A program of others that is told what happens in conversations.</summary>
public sealed class Subscriber
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Address { get; init; }

    /// <summary>Names of <see cref="ChatEventKind"/>, separated by spaces.</summary>
    public required string Kinds { get; init; }

    /// <summary>The key that its notices are signed with, encrypted.</summary>
    public required string Secret { get; set; }

    /// <summary>The key before it, while the program still knows that one alone.</summary>
    public string? FormerSecret { get; set; }

    public required SubscriberState State { get; set; }

    /// <summary>The place in the log up to which it was told.</summary>
    public required long ToldTo { get; init; }

    /// <summary>Attempts in a row that failed.</summary>
    public int Failures { get; set; }

    public DateTimeOffset NextAt { get; set; }

    public DateTimeOffset LeasedUntil { get; init; }

    public string? LastError { get; init; }

    public DateTimeOffset? FailedAt { get; init; }

    public DateTimeOffset? ToldAt { get; init; }

    public required string SetBy { get; init; }

    public required DateTimeOffset SetAt { get; init; }

    public IReadOnlyList<ChatEventKind> KindList => [.. Kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ChatEventKind>)];
}

internal sealed class SubscriberMapping : IEntityTypeConfiguration<Subscriber>
{
    public void Configure(EntityTypeBuilder<Subscriber> builder)
    {
        builder.ToTable("outbox_subscribers");
        builder.Ignore(s => s.KindList);
        builder.Property(s => s.State).HasConversion(s => s.ToString().ToUpperInvariant(), text => Enum.Parse<SubscriberState>(text, true));
    }
}

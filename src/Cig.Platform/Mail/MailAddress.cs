using Cig.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cig.Platform.Mail;

/// <summary>Where a person wants to hear that something is there for her: an address that she confirmed.</summary>
public sealed class MailAddress
{
    /// <summary>Codice fiscale.</summary>
    public required string Person { get; init; }

    public required string Address { get; set; }

    /// <summary>The language in which she wants to be written to.</summary>
    public required Tongue Tongue { get; set; }

    /// <summary>Since when she wants notices, at whatever address: of what happened before she is not told.</summary>
    public required DateTimeOffset SinceAt { get; init; }

    /// <summary>When the address was last confirmed or written to.</summary>
    public required DateTimeOffset UsedAt { get; set; }

    /// <summary>Since when nothing is sent, because the mail server said that there is no such mailbox.</summary>
    public DateTimeOffset? RefusedAt { get; set; }
}

/// <summary>A code that was sent to an address.</summary>
public sealed class MailCode
{
    public required Guid Id { get; init; }

    public required string Person { get; init; }

    public required string Address { get; init; }

    public required Tongue Tongue { get; init; }

    /// <summary>The hash of address and code, encrypted, since a million codes are tried in a moment; empty where the code does not count any more.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>How often a code was tried.</summary>
    public required int Tries { get; init; }
}

internal sealed class MailMapping : IEntityTypeConfiguration<MailAddress>, IEntityTypeConfiguration<MailCode>
{
    public void Configure(EntityTypeBuilder<MailAddress> builder)
    {
        builder.ToTable("mail_addresses").HasKey(a => a.Person);
        builder.Property(a => a.Tongue).HasConversion<string>();
    }

    public void Configure(EntityTypeBuilder<MailCode> builder)
    {
        builder.ToTable("mail_codes");
        builder.Property(c => c.Tongue).HasConversion<string>();
    }
}

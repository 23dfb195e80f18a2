using System.Text.Json;
using System.Text.Json.Serialization;
using Cig.Platform.Chat;
using Cig.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Attachments;

/// <summary>Where a file stands.</summary>
public enum AttachmentState
{
    /// <summary>Nobody gets it until the scanner has looked.</summary>
    Quarantined,
    Clean,

    /// <summary>The scanner found something: its bytes are gone.</summary>
    Refused,
}

/// <summary>A file of a conversation.</summary>
public sealed class Attachment
{
    public required Guid Id { get; init; }

    public required Guid ConversationId { get; init; }

    public required string Sender { get; init; }

    public required string SenderName { get; init; }

    public required string Name { get; init; }

    /// <summary>Name of its <see cref="FileKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>In bytes.</summary>
    public required int Size { get; init; }

    public byte[]? Content { get; set; }

    public required AttachmentState State { get; set; }

    public string? Reason { get; set; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>What the log of a conversation says of a file.</summary>
public sealed record AttachmentNote(Guid Id, string Name, string Kind, int Size)
{
    public string Write() => JsonSerializer.Serialize(this, AttachmentJson.Default.AttachmentNote);

    /// <summary>The note of an event; of one whose words were erased, a note of nothing.</summary>
    public static AttachmentNote Read(string body) => body.Length == 0 ? new(Guid.Empty, "", "", 0) : JsonSerializer.Deserialize(body, AttachmentJson.Default.AttachmentNote)!;
}

/// <summary>What became of a file that somebody wanted to attach.</summary>
public enum Attaching
{
    Attached,

    /// <summary>The scanner has not answered; the file is attached when it has.</summary>
    Quarantined,

    /// <summary>No scanner is set up, so no files are taken.</summary>
    NotOffered,
    Empty,
    TooLarge,
    WrongKind,
    Infected,

    /// <summary>The conversation has ended, or holds as many files as it may.</summary>
    NotPossible,
}

/// <summary>
/// Files of conversations: taken only where a scanner is set up, known by their bytes, kept in quarantine until the scanner has called them clean, and only then told in the log.
/// </summary>
public sealed class AttachmentDesk(Database database, ConversationLog log, ScannerSetting scanner, TimeProvider time, ILogger<AttachmentDesk> logger)
{
    /// <summary>Largest file, in bytes.</summary>
    public const int Largest = 5 * 1024 * 1024;

    /// <summary>Most files of one conversation.</summary>
    public const int Most = 20;

    /// <summary>Whether files can be attached at all.</summary>
    public bool Offered => scanner.Clamd is not null;

    /// <summary>Takes a file into quarantine and has it looked at.</summary>
    public async Task<Attaching> Add(Participant who, string name, byte[] content, CancellationToken stop)
    {
        if (!Offered)
            return Attaching.NotOffered;
        if (content.Length == 0)
            return Attaching.Empty;
        if (content.Length > Largest)
            return Attaching.TooLarge;
        if (FileKind.Of(content) is not { } kind)
            return Attaching.WrongKind;

        await using var db = database.Context();
        var open = await db.Set<Conversation>().AnyAsync(c => c.Id == who.Conversation && (c.State == ConversationState.Waiting || c.State == ConversationState.Active), stop);
        if (!open || await db.Set<Attachment>().CountAsync(a => a.ConversationId == who.Conversation, stop) >= Most)
            return Attaching.NotPossible;

        var file = new Attachment
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ConversationId = who.Conversation,
            Sender = who.Key,
            SenderName = who.Name,
            Name = Safe(name, kind),
            Kind = kind.Name,
            Size = content.Length,
            Content = content,
            State = AttachmentState.Quarantined,
            At = time.GetUtcNow(),
        };
        db.Add(file);
        await db.SaveChangesAsync(stop);
        return await Look(db, file, who, stop);
    }

    /// <summary>A file that was called clean, for whoever may see its conversation.</summary>
    public async Task<Attachment?> Open(Participant who, Guid id, CancellationToken stop)
    {
        await using var db = database.Context();
        return await db.Set<Attachment>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && a.ConversationId == who.Conversation && a.State == AttachmentState.Clean, stop);
    }

    /// <summary>The files of this sender that wait for the scanner, or that it refused.</summary>
    public async Task<IReadOnlyList<Attachment>> NotYet(Participant who, CancellationToken stop)
    {
        await using var db = database.Context();
        return await db.Set<Attachment>().AsNoTracking().Where(a => a.ConversationId == who.Conversation && a.Sender == who.Key && a.State != AttachmentState.Clean).OrderBy(a => a.At)
            .Select(a => new Attachment { Id = a.Id, ConversationId = a.ConversationId, Sender = a.Sender, SenderName = a.SenderName, Name = a.Name, Kind = a.Kind, Size = a.Size, State = a.State, Reason = a.Reason, At = a.At }).ToListAsync(stop);
    }

    /// <summary>Has what waits in quarantine looked at again.</summary>
    public async Task<int> LookAgain(CancellationToken stop)
    {
        if (!Offered)
            return 0;

        await using var db = database.Context();
        var released = 0;
        foreach (var file in await db.Set<Attachment>().Where(a => a.State == AttachmentState.Quarantined).OrderBy(a => a.At).Take(20).ToListAsync(stop))
        {
            if (await Look(db, file, new(file.ConversationId, file.Sender, file.SenderName), stop) == Attaching.Quarantined)
                break;
            released++;
        }

        return released;
    }

    private async Task<Attaching> Look(CigContext db, Attachment file, Participant who, CancellationToken stop)
    {
        switch (await scanner.Clamd!.Look(file.Content, stop))
        {
            case Scan.Clean:
                // The log first: a file that is told twice is one, because its identifier is the message's.
                if (await log.Append(who, ChatEventKind.Attached, file.Id.ToString(), new AttachmentNote(file.Id, file.Name, file.Kind, file.Size).Write(), stop) is not Appended.Stored)
                    return await End(AttachmentState.Refused, "closed", Attaching.NotPossible);
                return await End(AttachmentState.Clean, null, Attaching.Attached);
            case Scan.Infected found:
                logger.LogWarning("A file of conversation {Conversation} was refused: {Signature}.", file.ConversationId, found.Signature);
                return await End(AttachmentState.Refused, found.Signature, Attaching.Infected);
            case Scan.NotScanned not:
                logger.LogError("The scanner did not look at a file, which stays in quarantine: {Why}.", not.Why);
                return Attaching.Quarantined;
            default:
                throw new InvalidOperationException("A scan ends in one of three ways.");
        }

        async Task<Attaching> End(AttachmentState state, string? reason, Attaching outcome)
        {
            (file.State, file.Reason) = (state, reason);
            if (state == AttachmentState.Refused)
                file.Content = null;
            await db.SaveChangesAsync(stop);
            return outcome;
        }
    }

    /// <summary>A name without folders and without anything that a file system or a header could read otherwise; its ending is that of its kind.</summary>
    internal static string Safe(string name, FileKind kind)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var dot = last.LastIndexOf('.');
        var stem = new string([.. (dot > 0 ? last[..dot] : last).Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.')]).Trim(' ', '.');
        return $"{(stem.Length == 0 ? "file" : stem[..Math.Min(80, stem.Length)])}.{(kind == FileKind.Jpeg ? "jpg" : kind.Name.ToLowerInvariant())}";
    }
}

/// <summary>The scanner that is set up, if any.</summary>
public sealed record ScannerSetting(Clamd? Clamd);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AttachmentNote))]
internal sealed partial class AttachmentJson : JsonSerializerContext;

internal sealed class AttachmentMapping : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("attachments");
        builder.Property(a => a.State).HasConversion(s => s.ToString().ToUpperInvariant(), text => Enum.Parse<AttachmentState>(text, true));
    }
}

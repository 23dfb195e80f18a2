using System.Text.Json.Serialization;
using Cig.Platform.Chat;

namespace Cig.Web.Chat;

/// <summary>An event as both roads carry it (docs/chat-protocol.md). <c>mine</c> is told to each reader for herself.</summary>
public sealed record EventFrame(long N, string Kind, bool Mine, string Author, string? ClientMessageId, string Text, DateTimeOffset At)
{
    /// <summary>What is for staff alone is to the person a number without content; its words are not in the log at all.</summary>
    public static EventFrame Of(ChatEvent e, Participant reader) => e.Kind.IsStaffOnly() && reader.IsPerson ? new(e.N, "StaffOnly", false, "", null, "", e.At) : new(
        e.N, e.Kind.ToString(), e.Sender == reader.Key, e.SenderName, e.Sender == reader.Key ? e.ClientMessageId : null, e.Body, e.At);
}

/// <summary>What a listener is told: an event, or a heartbeat with the current number and how far the other side received and read.</summary>
/// <param name="Resume">The server lets go of this listener; it comes back with the last number it saw.</param>
public sealed record Frame(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EventFrame? Event,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Beat? Beat,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Resume = false);

/// <summary>The current number of the conversation, and how far the other side received and read.</summary>
public sealed record Beat(long N, long Delivered, long Read)
{
    public static async Task<Beat> Of(ConversationLog log, Participant reader, CancellationToken stop)
    {
        var others = (await log.Marks(reader.Conversation, stop)).Where(m => m.Participant != reader.Key).ToList();
        return new(await log.LastNumber(reader.Conversation, stop), others.Select(m => m.Delivered).DefaultIfEmpty().Max(), others.Select(m => m.Seen).DefaultIfEmpty().Max());
    }
}

/// <summary>A message on its way in.</summary>
public sealed record Outgoing(string? ClientMessageId, string? Text);

/// <summary>What became of a message: <c>accepted</c> with its number, or the reason why not.</summary>
/// <param name="Status">accepted, id-conflict, closed, not-found, invalid.</param>
public sealed record Receipt(string Status, long N)
{
    public static Receipt Of(Appended outcome) => outcome switch
    {
        Appended.Stored stored => new("accepted", stored.N),
        Appended.IdConflict => new("id-conflict", 0),
        Appended.NotPossible => new("closed", 0),
        _ => new("not-found", 0),
    };

    public static readonly Receipt Invalid = new("invalid", 0);

    public static readonly Receipt NotFound = new("not-found", 0);

    /// <summary>Whether a text and an identifier may be stored.</summary>
    public static bool Accepts(Outgoing message) =>
        message.Text is { } text && !string.IsNullOrWhiteSpace(text) && text.Length <= ChatDesk.LongestMessage && !text.Contains('\0', StringComparison.Ordinal)
        && message.ClientMessageId is { Length: >= 8 and <= 64 };
}

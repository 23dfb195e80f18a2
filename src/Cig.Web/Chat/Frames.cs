using System.Text.Json.Serialization;
using Cig.Platform.Chat;

namespace Cig.Web.Chat;

/// <summary>An event as both roads carry it (docs/chat-protocol.md). <c>mine</c> is told to each reader for herself.</summary>
public sealed record EventFrame(
    long N, string Kind, bool Mine, string Author, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ClientMessageId, string Text, DateTimeOffset At)
{
    /// <summary>What is for staff alone is to the person a number without content; its words are not in the log at all.</summary>
    public static EventFrame Of(ChatEvent e, Participant reader) => e.Kind.IsStaffOnly() && reader.IsPerson ? new(e.N, "StaffOnly", false, "", null, "", e.At) : new(
        e.N, e.Kind.ToString(), e.Sender == reader.Key, e.SenderName, e.Sender == reader.Key ? e.ClientMessageId : null, e.Body, e.At);
}

/// <summary>What a listener is told: an event, or a heartbeat with the current number and how far the other side received and read.</summary>
/// <param name="Resume">The server lets go of this listener; it comes back with the last number it saw.</param>
/// <param name="ReconnectIn">Milliseconds to wait before coming back, where the server is about to stop.</param>
/// <param name="SignIn">The session has ended: the person signs in again.</param>
public sealed record Frame(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EventFrame? Event,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Beat? Beat,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Resume = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ReconnectIn = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool SignIn = false);

/// <summary>The current number of the conversation, and how far the other side received and read.</summary>
/// <param name="Writes">Milliseconds for which the other side counts as writing; 0 where it does not.</param>
public sealed record Beat(long N, long Delivered, long Read, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Writes = 0)
{
    public static Beat Of(long n, IEnumerable<ChatMark> marks, Room room, Participant reader)
    {
        var (delivered, read) = (0L, 0L);
        foreach (var mark in marks)
        {
            if (mark.Participant != reader.Key)
                (delivered, read) = (Math.Max(delivered, mark.Delivered), Math.Max(read, mark.Seen));
        }

        return new(n, delivered, read, (int)room.WritingTo(reader).TotalMilliseconds);
    }
}

/// <summary>Events and the heartbeat, as the long poll carries them.</summary>
public sealed record Poll(IEnumerable<EventFrame> Events, Beat Beat);

/// <summary>A message on its way in.</summary>
public sealed record Outgoing(string? ClientMessageId, string? Text);

/// <summary>What became of a message: <c>accepted</c> with its number, or the reason why not.</summary>
/// <param name="Status">accepted, id-conflict, closed, not-found, invalid, not-stored, sign-in, too-fast.</param>
public sealed record Receipt(string Status, long N)
{
    public static Receipt Of(Appended outcome) => outcome switch
    {
        Appended.Stored stored => new("accepted", stored.N),
        Appended.IdConflict => new("id-conflict", 0),
        Appended.NotPossible => new("closed", 0),
        Appended.NotStored => new("not-stored", 0),
        Appended.SignedOut => SignIn,
        _ => NotFound,
    };

    public static readonly Receipt Invalid = new("invalid", 0);

    public static readonly Receipt NotFound = new("not-found", 0);

    /// <summary>The session has ended.</summary>
    public static readonly Receipt SignIn = new("sign-in", 0);

    /// <summary>More messages than a person writes: the same one again after a second.</summary>
    public static readonly Receipt TooFast = new("too-fast", 0);

    /// <summary>Whether a text and an identifier may be stored.</summary>
    public static bool Accepts(Outgoing message) =>
        message.Text is { } text && !string.IsNullOrWhiteSpace(text) && text.Length <= ChatDesk.LongestMessage && !text.Contains('\0', StringComparison.Ordinal)
        && message.ClientMessageId is { Length: >= 8 and <= 64 } id && !id.Contains('\0', StringComparison.Ordinal);
}

/// <summary>How the frames are written, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Frame))]
[JsonSerializable(typeof(QueueFrame))]
[JsonSerializable(typeof(Outgoing))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(Poll))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(bool))]
internal sealed partial class FrameJson : JsonSerializerContext;

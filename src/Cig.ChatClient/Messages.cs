using System.Text.Json.Serialization;

namespace Cig.ChatClient;

/// <summary>An event of a conversation, as docs/chat-protocol.md describes it.</summary>
/// <param name="N">Number in the conversation, from 1, without holes.</param>
/// <param name="Mine">Whether the reader is its sender.</param>
/// <param name="At">Server time.</param>
public sealed record ChatEvent(long N, string Kind, bool Mine, string Author, string? ClientMessageId, string Text, DateTimeOffset At);

/// <summary>The current number of a conversation, and how far the other side received and read.</summary>
/// <param name="Writes">Milliseconds for which the other side counts as writing.</param>
public sealed record Beat(long N, long Delivered, long Read, int Writes = 0);

/// <summary>What a listener is told: an event, a heartbeat, or to come back.</summary>
/// <param name="ReconnectIn">Milliseconds to wait first, where the server is about to stop.</param>
/// <param name="SignIn">The session has ended.</param>
public sealed record Frame(ChatEvent? Event, Beat? Beat, bool Resume = false, int? ReconnectIn = null, bool SignIn = false);

/// <summary>The answer to a message.</summary>
/// <param name="Status">accepted, id-conflict, closed, not-found, invalid, not-stored, too-fast, sign-in.</param>
public sealed record Receipt(string Status, long N)
{
    public const string Accepted = "accepted";

    /// <summary>The store is away: the same message is to be sent again.</summary>
    public const string NotStored = "not-stored";

    /// <summary>Too many at once: the same message is to be sent again after a second.</summary>
    public const string TooFast = "too-fast";

    /// <summary>The session has ended: the message is kept until somebody signs in again.</summary>
    public const string SignIn = "sign-in";
}

/// <summary>A message on its way out.</summary>
public sealed record Outgoing(string ClientMessageId, string Text);

internal sealed record Poll(IReadOnlyList<ChatEvent> Events, Beat Beat);

internal sealed record Reading(long Delivered, long Read);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Frame))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(Outgoing))]
[JsonSerializable(typeof(Poll))]
[JsonSerializable(typeof(Reading))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(object))]
internal sealed partial class MessageJson : JsonSerializerContext;

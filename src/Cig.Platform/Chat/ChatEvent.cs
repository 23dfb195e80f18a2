using Cig.Platform.Mandates;

namespace Cig.Platform.Chat;

/// <summary>What can happen in a conversation. Everything that changes it is an event of its log; typing is not.</summary>
public enum ChatEventKind
{
    /// <summary>The person entered the queue.</summary>
    Opened,

    /// <summary>An advisor took the conversation.</summary>
    Joined,
    Message,

    /// <summary>Either side ended it.</summary>
    Closed,

    /// <summary>The chat closed while the person waited: the conversation goes on as a written request.</summary>
    BecameRequest,

    /// <summary>A file that the scanner called clean; the body is an <see cref="Attachments.AttachmentNote"/>.</summary>
    Attached,

    /// <summary>The advisor asks to wait; the body is <see cref="Hold"/>.</summary>
    Held,

    /// <summary>The wait that the advisor asked for is over.</summary>
    Resumed,

    /// <summary>The conversation goes to a colleague, a skill or a territory; the body says which.</summary>
    Transferred,

    /// <summary>The advisor was lost: the conversation is back at the front of the queue.</summary>
    Returned,

    /// <summary>A supervisor goes on in place of the advisor.</summary>
    TakenOver,

    /// <summary>A supervisor reads along from here on; both sides are told.</summary>
    ListeningBegan,

    ListeningEnded,

    /// <summary>The advisor points to a page of the person's own area; the body is the name of a <see cref="GuidedPage"/>.</summary>
    Guided,

    /// <summary>The person goes on with what was closed: she waits again.</summary>
    Reopened,

    /// <summary>A note among staff. The log holds its number alone; its words are in <see cref="StaffNote"/>.</summary>
    Note,

    /// <summary>A supervisor's word to the advisor, kept like a note.</summary>
    Whisper,
}

/// <summary>What of a conversation's log is for staff alone.</summary>
public static class StaffOnly
{
    /// <summary>Whether an event is for staff alone. To the person it is a number without content.</summary>
    public static bool IsStaffOnly(this ChatEventKind kind) => kind is ChatEventKind.Note or ChatEventKind.Whisper;
}

/// <summary>Until when a conversation is on hold, and why, as the body of <see cref="ChatEventKind.Held"/> writes it: an ISO 8601 instant in UTC, a space, the reason.</summary>
public sealed record Hold(DateTimeOffset Until, string Reason)
{
    public string Body => $"{Until.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} {Reason}";

    public static Hold Read(string body) =>
        new(DateTimeOffset.ParseExact(body[..body.IndexOf(' ', StringComparison.Ordinal)], "yyyy-MM-ddTHH:mm:ssK", System.Globalization.CultureInfo.InvariantCulture), body[(body.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
}

/// <summary>One event of a conversation.</summary>
/// <param name="N">Number in the conversation, from 1, without gaps.</param>
/// <param name="Sender"><see cref="Participant.Person"/>, or the key of a member of staff.</param>
/// <param name="SenderName">How the other side sees the sender.</param>
/// <param name="ClientMessageId">Made once by the sender; the same one again is the same message.</param>
/// <param name="At">Server time.</param>
public sealed record ChatEvent(Guid Conversation, long N, ChatEventKind Kind, string Sender, string SenderName, string? ClientMessageId, string Body, DateTimeOffset At);

/// <summary>Somebody who takes part in a conversation, already checked.</summary>
/// <param name="Key">Told to both sides, so it is never a codice fiscale.</param>
public sealed record Participant(Guid Conversation, string Key, string Name)
{
    /// <summary>Key of the person who asks.</summary>
    public const string Person = "person";

    /// <summary>Key of a member of staff.</summary>
    public static string Staff(Guid id) => $"staff/{id}";

    public bool IsPerson => Key == Person;

    /// <summary>The mandate by which a person takes part; it is asked again with everything she does. None for the system.</summary>
    public Actor? Actor { get; init; }

    /// <summary>The member of staff that takes part; her roles are asked again with everything she does.</summary>
    public StaffMember? Member { get; init; }

    /// <summary>The session in which she takes part, where there is one.</summary>
    public string? Session { get; init; }
}

/// <summary>Where a conversation stands.</summary>
public enum ConversationState
{
    Waiting,
    Active,
    Closed,
    Request,
}

/// <summary>What became of a command.</summary>
public abstract record Appended
{
    private Appended()
    {
    }

    /// <summary>It is stored under this number; <paramref name="Repeated"/>: it had been stored before.</summary>
    public sealed record Stored(long N, bool Repeated) : Appended;

    /// <summary>The identifier was used for another content.</summary>
    public sealed record IdConflict : Appended;

    /// <summary>The conversation has ended, or stands where this cannot happen.</summary>
    public sealed record NotPossible(ConversationState State) : Appended;

    /// <summary>There is no such conversation.</summary>
    public sealed record NotFound : Appended;

    /// <summary>The right to take part has ended: for her there is no such conversation any more.</summary>
    public sealed record NotAllowed : Appended;

    /// <summary>The session of the one who takes part has ended.</summary>
    public sealed record SignedOut : Appended;

    /// <summary>The store is away or full. Asking again with the same identifier is right: it is stored once.</summary>
    public sealed record NotStored : Appended;
}

/// <summary>The last numbers that a participant received and read.</summary>
public sealed record ChatMark(string Participant, long Delivered, long Seen);

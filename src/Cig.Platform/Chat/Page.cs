using System.Data.Common;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;

namespace Cig.Platform.Chat;

/// <summary>What somebody asks of the log.</summary>
internal abstract record Command(Participant Who)
{
    public TaskCompletionSource<Appended> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What became of it, once the transaction is committed.</summary>
    public Appended? Became { get; set; }
}

/// <summary>An event to store.</summary>
internal sealed record Entry(Participant Who, ChatEventKind Kind, string? ClientMessageId, string Body) : Command(Who)
{
    /// <summary>The member of staff to whom the event gives the conversation.</summary>
    public StaffMember? Takes { get; init; }
}

/// <summary>How far somebody received and read.</summary>
internal sealed record Reading(Participant Who, long Delivered, long Seen) : Command(Who);

/// <summary>A conversation's row while it is locked, and what a batch adds to its log.</summary>
internal sealed class Page
{
    private readonly Dictionary<(string Sender, string ClientMessageId), ChatEvent> _known = [];

    public required Guid Id { get; init; }

    public required ConversationState State { get; set; }

    public required long LastNumber { get; set; }

    public required Guid? Advisor { get; set; }

    public required string? AdvisorName { get; set; }

    /// <summary>The events to store.</summary>
    public List<ChatEvent> Events { get; } = [];

    /// <summary>The marks to move, one for each participant.</summary>
    public Dictionary<string, (long Delivered, long Seen)> Marks { get; } = [];

    public static Page Read(DbDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        State = Enum.Parse<ConversationState>(reader.GetString(1), ignoreCase: true),
        LastNumber = reader.GetInt64(2),
        Advisor = reader.IsDBNull(3) ? null : reader.GetGuid(3),
        AdvisorName = reader.IsDBNull(4) ? null : reader.GetString(4),
    };

    /// <summary>An event that the log holds under an identifier that the batch brings again.</summary>
    public void Know(ChatEvent e) => _known[(e.Sender, e.ClientMessageId!)] = e;

    /// <summary>Takes a command where the conversation stands for it, and gives what it brings the next number.</summary>
    public Appended Take(Command command, DateTimeOffset now)
    {
        if (command is Reading reading)
        {
            var before = Marks.GetValueOrDefault(reading.Who.Key);
            Marks[reading.Who.Key] = (Math.Max(before.Delivered, reading.Delivered), Math.Max(before.Seen, reading.Seen));
            return new Appended.Stored(LastNumber, Repeated: false);
        }

        var entry = (Entry)command;
        if (entry.ClientMessageId is { } id && _known.TryGetValue((entry.Who.Key, id), out var known))
            return known.Kind == entry.Kind && known.Body == entry.Body ? new Appended.Stored(known.N, Repeated: true) : new Appended.IdConflict();
        if (Next(entry.Kind) is not { } next || entry.Kind is ChatEventKind.Joined or ChatEventKind.TakenOver && entry.Takes is null)
            return new Appended.NotPossible(State);

        if (entry.Takes is { } taker)
            (Advisor, AdvisorName) = (taker.Id, taker.DisplayName);
        else if (State is ConversationState.Active or ConversationState.Closed && next == ConversationState.Waiting)
            (Advisor, AdvisorName) = (null, null);
        State = next;
        var e = new ChatEvent(
            Id, ++LastNumber, entry.Kind, entry.Who.Key, entry.Who.Name, entry.ClientMessageId, entry.Body, Instant.FromMicroseconds(Instant.ToMicroseconds(now)));
        Events.Add(e);
        if (e.ClientMessageId is not null)
            Know(e);
        return new Appended.Stored(e.N, Repeated: false);
    }

    /// <summary>Where the conversation stands after such an event; null where it cannot happen now.</summary>
    private ConversationState? Next(ChatEventKind kind) => (kind, State) switch
    {
        (ChatEventKind.Message or ChatEventKind.Attached, ConversationState.Waiting or ConversationState.Active) => State,
        (ChatEventKind.Joined, ConversationState.Waiting) => ConversationState.Active,
        (ChatEventKind.Guided or ChatEventKind.Held or ChatEventKind.Resumed or ChatEventKind.TakenOver or ChatEventKind.ListeningBegan or ChatEventKind.ListeningEnded, ConversationState.Active) => State,
        (ChatEventKind.Transferred or ChatEventKind.Returned, ConversationState.Active) => ConversationState.Waiting,
        (ChatEventKind.Note, ConversationState.Active or ConversationState.Closed) => State,
        (ChatEventKind.Whisper, ConversationState.Active) => State,
        (ChatEventKind.Closed, ConversationState.Waiting or ConversationState.Active) => ConversationState.Closed,
        (ChatEventKind.BecameRequest, ConversationState.Waiting) => ConversationState.Request,
        (ChatEventKind.Reopened, ConversationState.Closed) => ConversationState.Waiting,
        _ => null,
    };
}

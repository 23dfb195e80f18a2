using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Cig.Platform.Chat;

/// <summary>
/// Tells those who are connected to this node what was stored. It is a hint: who misses one asks the log by number. A listener that lags loses its feed rather than
/// make the node grow, and comes back to the log.
/// </summary>
public sealed class LiveFeed(TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, Room> _rooms = new();
    private readonly Channel<Guid> _heard = Channel.CreateBounded<Guid>(new BoundedChannelOptions(8192) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _doors = new();

    /// <summary>Key under which changes of the queue are told.</summary>
    public static readonly Guid Queue = Guid.Empty;

    /// <summary>Where hints for the other nodes go; nowhere on a single node.</summary>
    internal Action<IReadOnlyCollection<Guid>> Elsewhere { get; set; } = _ => { };

    /// <summary>Where it goes for the other nodes that a side of a conversation is writing.</summary>
    internal Action<Guid, bool> WritingElsewhere { get; set; } = (_, _) => { };

    /// <summary>What other nodes hinted at and somebody here listens to.</summary>
    internal ChannelReader<Guid> Heard => _heard.Reader;

    /// <summary>The conversations, and other keys, that somebody on this node listens to.</summary>
    internal IEnumerable<Room> Rooms => _rooms.Values;

    /// <summary>Events of a conversation from now on, and null where something else about it changed or a heartbeat is due; disposing it ends them. The reader completes when it lags.</summary>
    public Subscription Listen(Guid conversation) => Listen(conversation, null);

    /// <summary>The same for somebody whose right to listen is looked at with everything she is told.</summary>
    public Subscription Listen(Participant who) => Listen(who.Conversation, who);

    /// <summary>Says, here and on the other nodes, that something about a conversation or a key changed.</summary>
    public void Nudge(Guid key)
    {
        Find(key)?.Nudge();
        Elsewhere([key]);
    }

    /// <summary>Lets all listeners go, at deploy: they come back, to another node, with the last number they saw.</summary>
    public void LetGo()
    {
        foreach (var listener in _rooms.Values.SelectMany(r => r.Listeners))
            listener.End(Ending.Leaving);
    }

    internal Room? Find(Guid key) => _rooms.GetValueOrDefault(key);

    internal void Tell(ChatEvent happened) => Tell([happened]);

    internal void Tell(IReadOnlyCollection<ChatEvent> happened)
    {
        if (happened.Count == 0)
            return;

        HashSet<Guid> changed = [];
        foreach (var e in happened)
        {
            changed.Add(e.Conversation);
            Find(e.Conversation)?.Tell(e);
            if (e.Kind != ChatEventKind.Message && changed.Add(Queue))
                Find(Queue)?.Nudge();
        }

        Elsewhere(changed);
    }

    internal void Tell(Guid conversation, ChatMark moved)
    {
        if (Find(conversation) is { } room && room.Learn(moved))
            room.Nudge();
    }

    /// <summary>Tells the other side, here and on the other nodes, that somebody is writing.</summary>
    internal void TellWriting(Participant who)
    {
        HearWriting(who.Conversation, who.IsPerson);
        WritingElsewhere(who.Conversation, who.IsPerson);
    }

    internal void HearWriting(Guid conversation, bool person) => Find(conversation)?.HearWriting(person);

    /// <summary>Takes a hint of another node.</summary>
    internal void Hear(Guid key)
    {
        if (_rooms.ContainsKey(key))
            _heard.Writer.TryWrite(key);
    }

    private Subscription Listen(Guid key, Participant? who)
    {
        lock (_doors)
        {
            var room = _rooms.GetOrAdd(key, k => new Room(k, time));
            var listener = new Subscription(this, room, who);
            room.Listeners = [.. room.Listeners, listener];
            return listener;
        }
    }

    private void Leave(Subscription listener)
    {
        lock (_doors)
        {
            listener.Room.Listeners = [.. listener.Room.Listeners.Where(l => l != listener)];
            if (listener.Room.Listeners.Count == 0)
                _rooms.TryRemove(listener.Room.Key, out _);
        }
    }

    /// <summary>Why a feed ended.</summary>
    public enum Ending
    {
        /// <summary>It has not.</summary>
        None,

        /// <summary>The listener was too slow; the log is the buffer.</summary>
        Lagging,

        /// <summary>The right to listen has ended.</summary>
        NotAllowed,

        /// <summary>The session has ended.</summary>
        SignedOut,

        /// <summary>This node stops.</summary>
        Leaving,
    }

    /// <summary>A listener's place in the feed.</summary>
    public sealed class Subscription : IDisposable
    {
        private const int Pending = 256;
        private readonly Channel<ChatEvent?> _channel = Channel.CreateBounded<ChatEvent?>(new BoundedChannelOptions(Pending) { SingleReader = true });
        private readonly LiveFeed _feed;

        internal Subscription(LiveFeed feed, Room room, Participant? who) => (_feed, Room, Who) = (feed, room, who);

        public ChannelReader<ChatEvent?> Events => _channel.Reader;

        /// <summary>What this node knows of the conversation.</summary>
        public Room Room { get; }

        /// <summary>Why <see cref="Events"/> completed.</summary>
        public Ending Ended { get; private set; }

        internal Participant? Who { get; }

        public void Dispose()
        {
            _feed.Leave(this);
            _channel.Writer.TryComplete();
        }

        internal void Tell(ChatEvent happened)
        {
            if (!_channel.Writer.TryWrite(happened))
                End(Ending.Lagging);
        }

        /// <summary>Where much is waiting to be read there is no need to say that there is something.</summary>
        internal void Nudge() => _channel.Writer.TryWrite(null);

        internal void End(Ending why)
        {
            if (Ended == Ending.None)
                Ended = why;
            _channel.Writer.TryComplete();
        }
    }
}

/// <summary>
/// What a node knows of a conversation while somebody listens to it there: how far it goes and how far it was received and read. All of it only ever grows, so it may be learnt
/// from several sides in any order.
/// </summary>
public sealed class Room(Guid key, TimeProvider time)
{
    private static readonly TimeSpan WritingLasts = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan BetweenWritings = TimeSpan.FromSeconds(2);
    private readonly Lock _gate = new();
    private readonly Dictionary<bool, DateTimeOffset> _writing = [];
    private IReadOnlyList<ChatMark> _marks = [];

    public Guid Key => key;

    /// <summary>The highest number that this node knows to be stored.</summary>
    public long LastNumber { get; private set; }

    /// <summary>How far each participant received and read, as far as this node knows.</summary>
    public IReadOnlyList<ChatMark> Marks => _marks;

    internal IReadOnlyList<LiveFeed.Subscription> Listeners { get; set; } = [];

    /// <summary>When the log was last asked about it, by <see cref="Environment.TickCount64"/>.</summary>
    internal long AskedAt { get; set; } = Environment.TickCount64;

    /// <summary>For how long the side across from a reader still counts as writing: a hint that ends by itself, or with what was written.</summary>
    public TimeSpan WritingTo(Participant reader) => SinceWriting(!reader.IsPerson) is { } since && since < WritingLasts ? WritingLasts - since : TimeSpan.Zero;

    /// <summary>Whether it is too soon to tell again that a side, the person's or the staff's, is writing.</summary>
    internal bool HeardWriting(bool person) => SinceWriting(person) < BetweenWritings;

    /// <summary>Tells those across that a side is writing, once in a while however often it is said.</summary>
    internal void HearWriting(bool person)
    {
        lock (_gate)
        {
            if (HeardWriting(person))
                return;
            _writing[person] = time.GetUtcNow();
        }

        foreach (var listener in Listeners.Where(l => l.Who is { } who && who.IsPerson != person))
            listener.Nudge();
    }

    internal void Tell(ChatEvent happened)
    {
        Learn(happened.N);
        lock (_gate)
            _writing.Remove(happened.Sender == Participant.Person);
        foreach (var listener in Listeners)
            listener.Tell(happened);
    }

    internal void Nudge()
    {
        foreach (var listener in Listeners)
            listener.Nudge();
    }

    internal bool Learn(long n)
    {
        lock (_gate)
        {
            if (n <= LastNumber)
                return false;
            LastNumber = n;
            return true;
        }
    }

    internal bool Learn(ChatMark mark)
    {
        lock (_gate)
        {
            var known = _marks.FirstOrDefault(m => m.Participant == mark.Participant) ?? new(mark.Participant, 0, 0);
            var moved = new ChatMark(mark.Participant, Math.Max(known.Delivered, mark.Delivered), Math.Max(known.Seen, mark.Seen));
            if (moved == known)
                return false;
            _marks = [.. _marks.Where(m => m.Participant != mark.Participant), moved];
            return true;
        }
    }

    /// <summary>Null where a side did not write, or wrote in a time that the clock does not know any more.</summary>
    private TimeSpan? SinceWriting(bool person)
    {
        lock (_gate)
            return _writing.TryGetValue(person, out var at) && time.GetUtcNow() - at is var since && since >= TimeSpan.Zero ? since : null;
    }

    /// <summary>Lets go of those whose right to listen has ended.</summary>
    internal void Check(Standing standing, Guid? advisor)
    {
        foreach (var listener in Listeners)
        {
            if (listener.Who is { } who && standing.Knows(who) && standing.Against(who, advisor) is { } against)
                listener.End(against is Appended.SignedOut ? LiveFeed.Ending.SignedOut : LiveFeed.Ending.NotAllowed);
        }
    }
}

using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Cig.Platform.Chat;

/// <summary>
/// Tells those who are connected to this node what was stored. It is a hint: who misses one asks the log by number. A listener that lags loses its feed rather than
/// make the node grow, and comes back to the log.
/// </summary>
public sealed class LiveFeed
{
    private const int Pending = 256;
    private readonly ConcurrentDictionary<Guid, ConcurrentDictionary<Channel<ChatEvent>, bool>> _listeners = new();

    /// <summary>Key under which changes of the queue are told.</summary>
    public static readonly Guid Queue = Guid.Empty;

    /// <summary>Events of a conversation from now on; disposing it ends them. The reader completes when it lags.</summary>
    public Subscription Listen(Guid conversation)
    {
        var channel = Channel.CreateBounded<ChatEvent>(new BoundedChannelOptions(Pending) { SingleReader = true });
        _listeners.GetOrAdd(conversation, _ => new())[channel] = true;
        return new(this, conversation, channel);
    }

    internal void Tell(ChatEvent happened)
    {
        Tell(happened.Conversation, happened);
        if (happened.Kind != ChatEventKind.Message)
            Tell(Queue, happened);
    }

    private void Tell(Guid key, ChatEvent happened)
    {
        if (!_listeners.TryGetValue(key, out var channels))
            return;
        foreach (var channel in channels.Keys)
        {
            if (!channel.Writer.TryWrite(happened))
                channel.Writer.TryComplete();
        }
    }

    /// <summary>A listener's place in the feed.</summary>
    public sealed class Subscription(LiveFeed feed, Guid conversation, Channel<ChatEvent> channel) : IDisposable
    {
        public ChannelReader<ChatEvent> Events => channel.Reader;

        public void Dispose()
        {
            if (feed._listeners.TryGetValue(conversation, out var channels))
                channels.TryRemove(channel, out _);
            channel.Writer.TryComplete();
        }
    }
}

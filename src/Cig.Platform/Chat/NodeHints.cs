using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Cig.Platform.Chat;

/// <summary>
/// Tells the other nodes, through Redis, which conversations changed and in which somebody is writing, and nothing of what was said. A hint may get lost, and Redis may be away:
/// the heartbeat makes a change good, and writing is soon over.
/// </summary>
/// <param name="server">As StackExchange.Redis writes it: <c>127.0.0.1:6379</c>.</param>
public sealed class NodeHints(string server, ConversationLog conversations, ILogger<NodeHints> log) : IHostedService, IAsyncDisposable
{
    private const int KeyLength = 16;
    private static readonly RedisChannel Channel = RedisChannel.Literal("cig:chat");
    private static readonly RedisChannel Writing = RedisChannel.Literal("cig:chat:writing");
    private readonly Guid _node = Guid.NewGuid();
    private ConnectionMultiplexer? _redis;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var options = ConfigurationOptions.Parse(server);
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 2000;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        _redis = await ConnectionMultiplexer.ConnectAsync(options);
        _redis.ConnectionFailed += (_, e) => log.LogWarning("Redis at {Server} is away ({Failure}): until it is back, other nodes hear of a change with the next heartbeat.", server, e.FailureType);
        await _redis.GetSubscriber().SubscribeAsync(Channel, (_, message) => Hear(message));
        await _redis.GetSubscriber().SubscribeAsync(Writing, (_, message) => HearWriting(message));
        conversations.Feed.Elsewhere = Tell;
        conversations.Feed.WritingElsewhere = TellWriting;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        conversations.Feed.Elsewhere = _ => { };
        conversations.Feed.WritingElsewhere = (_, _) => { };
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _redis, null) is { } redis)
            await redis.DisposeAsync();
    }

    /// <summary>One message for all that changed: who sends it, then the keys.</summary>
    private void Tell(IReadOnlyCollection<Guid> changed)
    {
        var message = new byte[KeyLength * (changed.Count + 1)];
        _node.TryWriteBytes(message);
        var at = 0;
        foreach (var key in changed)
            key.TryWriteBytes(message.AsSpan(at += KeyLength));
        Publish(Channel, message);
    }

    /// <summary>Who sends it, the conversation, and one byte for the side that is writing.</summary>
    private void TellWriting(Guid conversation, bool person)
    {
        var message = new byte[(2 * KeyLength) + 1];
        _node.TryWriteBytes(message);
        conversation.TryWriteBytes(message.AsSpan(KeyLength));
        message[^1] = person ? (byte)1 : (byte)0;
        Publish(Writing, message);
    }

    private void Publish(RedisChannel channel, byte[] message)
    {
        try
        {
            _redis?.GetSubscriber().Publish(channel, message, CommandFlags.FireAndForget);
        }
        catch (Exception e) when (e is RedisException or ObjectDisposedException)
        {
            // Only a hint.
        }
    }

    private void Hear(RedisValue message)
    {
        var bytes = ((ReadOnlyMemory<byte>)message).Span;
        if (bytes.Length < KeyLength || bytes.Length % KeyLength != 0 || new Guid(bytes[..KeyLength]) == _node)
            return;
        for (var at = KeyLength; at < bytes.Length; at += KeyLength)
            conversations.Feed.Hear(new Guid(bytes.Slice(at, KeyLength)));
    }

    private void HearWriting(RedisValue message)
    {
        var bytes = ((ReadOnlyMemory<byte>)message).Span;
        if (bytes.Length == (2 * KeyLength) + 1 && new Guid(bytes[..KeyLength]) != _node)
            conversations.Feed.HearWriting(new Guid(bytes.Slice(KeyLength, KeyLength)), person: bytes[^1] == 1);
    }
}

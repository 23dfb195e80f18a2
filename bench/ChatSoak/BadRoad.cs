using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cig.Bench.Chat;

/// <summary>What a bad road does to a WebSocket.</summary>
public enum Harm
{
    None,

    /// <summary>The line breaks at any byte of a message.</summary>
    Cut,

    /// <summary>A whole message waits, and with it all behind it.</summary>
    Delay,

    /// <summary>A whole message never arrives.</summary>
    Drop,

    /// <summary>A whole message arrives twice.</summary>
    Repeat,

    /// <summary>A message arrives after the one behind it.</summary>
    Swap,

    /// <summary>From now on nothing goes this way, while the other way works.</summary>
    Deaf,
}

/// <summary>
/// A road between clients and a node that understands WebSocket: now and then one message is harmed, in one direction. Other requests pass.
/// </summary>
public sealed class BadRoad : IAsyncDisposable
{
    private const int LargestMessage = 1 << 20;
    private static readonly Harm[] Harms = [Harm.Cut, Harm.Cut, Harm.Delay, Harm.Drop, Harm.Repeat, Harm.Swap, Harm.Cut, Harm.Repeat, Harm.Deaf];
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _node;
    private int _turn;

    public BadRoad(int node)
    {
        _node = node;
        _listener.Start(backlog: 1000);
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>While true nothing comes back from the node: what it commits it cannot acknowledge.</summary>
    public bool Frozen { get; set; }

    /// <summary>What was done, by kind.</summary>
    public int[] Done { get; } = new int[Enum.GetValues<Harm>().Length];

    /// <summary>One message in so many is harmed, whichever way it goes; none at 0. By traffic and not by the clock, so that a slow machine has no more trouble than a fast one.</summary>
    public int OneIn { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
                _ = Carry(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The road is closed.
        }
    }

    private async Task Carry(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _node, end.Token);
            (near.NoDelay, far.NoDelay) = (true, true);
            var (here, there) = (near.GetStream(), far.GetStream());
            var first = new byte[16_384];
            var read = await here.ReadAsync(first, end.Token);
            await there.WriteAsync(first.AsMemory(0, read), end.Token);
            if (Encoding.ASCII.GetString(first, 0, read).Contains("Upgrade: websocket", StringComparison.OrdinalIgnoreCase))
                await Task.WhenAny(Messages(here, there, back: false, end.Token), Back(there, here, end.Token));
            else
                await Task.WhenAny(here.CopyToAsync(there, end.Token), there.CopyToAsync(here, end.Token));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either end is gone; the client will see it.
        }

        await end.CancelAsync();
    }

    /// <summary>The answer to the upgrade, and then messages.</summary>
    private async Task Back(NetworkStream from, NetworkStream to, CancellationToken stop)
    {
        List<byte> head = [];
        var one = new byte[1];
        while (head is not [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'])
        {
            await from.ReadExactlyAsync(one, stop);
            head.Add(one[0]);
        }

        await to.WriteAsync(head.ToArray(), stop);
        await Messages(from, to, back: true, stop);
    }

    private async Task Messages(NetworkStream from, NetworkStream to, bool back, CancellationToken stop)
    {
        await using var source = new BufferedStream(from, 16_384);
        byte[]? held = null;
        while (true)
        {
            var message = await Message(source, stop);
            while (back && Frozen)
                await Task.Delay(5, stop);

            // Only data is harmed; pings and the farewell are the transport's own.
            var harm = (message[0] & 0x0f) is 1 or 2 && OneIn > 0 && Random.Shared.Next(OneIn) == 0 ? Harms[Interlocked.Increment(ref _turn) % Harms.Length] : Harm.None;
            if (harm != Harm.None)
                Interlocked.Increment(ref Done[(int)harm]);
            switch (harm)
            {
                case Harm.Cut:
                    await to.WriteAsync(message.AsMemory(0, Random.Shared.Next(message.Length)), stop);
                    return;
                case Harm.Delay:
                    await Task.Delay(Random.Shared.Next(50, 1500), stop);
                    break;
                case Harm.Drop:
                    continue;
                case Harm.Repeat:
                    await to.WriteAsync(message, stop);
                    break;
                case Harm.Swap:
                    held = message;
                    continue;
                case Harm.Deaf:
                    await from.CopyToAsync(Stream.Null, stop);
                    return;
            }

            await to.WriteAsync(message, stop);
            if (held is not null)
            {
                await to.WriteAsync(held, stop);
                held = null;
            }
        }
    }

    /// <summary>One frame as it stands on the wire; nobody here splits messages into several.</summary>
    private static async Task<byte[]> Message(Stream from, CancellationToken stop)
    {
        var head = new byte[14];
        await from.ReadExactlyAsync(head.AsMemory(0, 2), stop);
        var (length, at) = ((long)(head[1] & 0x7f), 2);
        if (length == 126)
        {
            await from.ReadExactlyAsync(head.AsMemory(2, 2), stop);
            (length, at) = (BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2)), 4);
        }
        else if (length == 127)
        {
            await from.ReadExactlyAsync(head.AsMemory(2, 8), stop);
            (length, at) = (BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(2)), 10);
        }

        if (length > LargestMessage)
            throw new IOException("That is no message of the chat.");
        var mask = (head[1] & 0x80) != 0 ? 4 : 0;
        var message = new byte[at + mask + length];
        head.AsSpan(0, at).CopyTo(message);
        await from.ReadExactlyAsync(message.AsMemory(at), stop);
        return message;
    }
}

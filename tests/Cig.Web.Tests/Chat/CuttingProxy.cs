using System.Net;
using System.Net.Sockets;

namespace Cig.Web.Tests.Chat;

/// <summary>A road between clients and server that breaks: now and then an answer that the server has sent does not arrive.</summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Random _random = new(148);
    private readonly int _server;
    private int _cuts;

    public CuttingProxy(int server)
    {
        _server = server;
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Share of the answers that are cut, in per cent.</summary>
    public int CutPercent { get; set; }

    public int Cuts => _cuts;

    public ValueTask DisposeAsync()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
        return ValueTask.CompletedTask;
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
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, _stop.Token);
                var (near, far) = (client.GetStream(), server.GetStream());
                await Task.WhenAny(near.CopyToAsync(far, _stop.Token), Answer(far, near));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Either end is gone; the client will see it.
            }
        }
    }

    private async Task Answer(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16_384];
        while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var read)
        {
            if (CutPercent > 0 && Draw() < CutPercent)
            {
                Interlocked.Increment(ref _cuts);
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }

    private int Draw()
    {
        lock (_random)
            return _random.Next(100);
    }
}

using System.Net;
using System.Net.Sockets;

namespace Cig.Bench.Chat;

/// <summary>The public address of the installation, where people sign in.</summary>
internal sealed class Door : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();

    public Door(int port, int node)
    {
        _listener = new(IPAddress.Loopback, port);
        _listener.Start();
        _ = Open(node);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task Open(int node)
    {
        try
        {
            while (true)
                _ = Carry(await _listener.AcceptTcpClientAsync(_stop.Token), node);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The door is shut.
        }
    }

    private async Task Carry(TcpClient near, int node)
    {
        using (near)
        using (var far = new TcpClient())
        {
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, node, _stop.Token);
                await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), _stop.Token), far.GetStream().CopyToAsync(near.GetStream(), _stop.Token));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // Either end is gone.
            }
        }
    }
}

using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Cig.Platform.Attachments;

namespace Cig.Platform.Tests.Attachments;

/// <summary>A small server that speaks clamd's INSTREAM: it takes the chunks as the protocol wants them, finds the EICAR test file, and can be cut or silent.</summary>
public sealed class ScannerServer : IAsyncDisposable
{
    /// <summary>The harmless text that every scanner calls a virus, written in two parts so that this file is none.</summary>
    public static readonly byte[] Eicar = Encoding.ASCII.GetBytes("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD" + "-ANTIVIRUS-TEST-FILE!$H+H*");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public ScannerServer()
    {
        _listener.Start();
        _serving = Serve();
    }

    /// <summary>Breaks the line after the last chunk, in the middle of the answer.</summary>
    public bool Cuts { get; set; }

    /// <summary>Answers that it could not look.</summary>
    public bool Refuses { get; set; }

    /// <summary>What the last caller sent.</summary>
    public byte[] Last { get; private set; } = [];

    public Clamd Client => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        try
        {
            await _serving;
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It was told to stop.
        }

        _stop.Dispose();
    }

    private async Task Serve()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var caller = await _listener.AcceptTcpClientAsync(_stop.Token);
            await using var stream = caller.GetStream();
            var command = new byte[10];
            await stream.ReadExactlyAsync(command, _stop.Token);
            Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
            using var content = new MemoryStream();
            var length = new byte[4];
            for (; ; )
            {
                await stream.ReadExactlyAsync(length, _stop.Token);
                if (BinaryPrimitives.ReadInt32BigEndian(length) is not (> 0 and var size))
                    break;
                var chunk = new byte[size];
                await stream.ReadExactlyAsync(chunk, _stop.Token);
                content.Write(chunk);
            }

            Last = content.ToArray();
            var answer = Refuses ? "INSTREAM: Can't allocate memory ERROR\0" : Last.AsSpan().IndexOf(Eicar) >= 0 ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Cuts ? answer[..7] : answer), _stop.Token);
        }
    }
}

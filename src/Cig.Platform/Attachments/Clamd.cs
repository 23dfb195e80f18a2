using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Cig.Platform.Attachments;

/// <summary>What the scanner said of a file.</summary>
public abstract record Scan
{
    private Scan()
    {
    }

    public sealed record Clean : Scan;

    /// <param name="Signature">The scanner's name of what it found.</param>
    public sealed record Infected(string Signature) : Scan;

    /// <summary>Nothing was said: the scanner is not there, was cut off, or could not look.</summary>
    public sealed record NotScanned(string Why) : Scan;
}

/// <summary>
/// The virus scanner clamd, asked over its INSTREAM command: chunks with their length in four bytes before them, and a length of zero at the end. Anything but a clear
/// "OK" of a whole answer counts as not scanned.
/// </summary>
/// <param name="Host">Where it listens; host and port are the setting <c>Cig:Clamd</c>.</param>
/// <param name="Port">Its port, by default 3310.</param>
public sealed record Clamd(string Host, int Port)
{
    private const int Chunk = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The scanner of a setting like <c>127.0.0.1:3310</c>; null where nothing is set.</summary>
    /// <exception cref="InvalidOperationException">The setting is not a host and a port.</exception>
    public static Clamd? Of(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
            return null;
        var colon = setting.LastIndexOf(':');
        return colon > 0 && int.TryParse(setting[(colon + 1)..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? new(setting[..colon], port)
            : throw new InvalidOperationException($"Cig:Clamd is '{setting}': write host and port of the scanner, for instance 127.0.0.1:3310.");
    }

    public async Task<Scan> Look(ReadOnlyMemory<byte> content, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            using var line = new TcpClient();
            await line.ConnectAsync(Host, Port, patience.Token);
            await using var stream = line.GetStream();
            await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), patience.Token);
            var length = new byte[4];
            for (var at = 0; at < content.Length; at += Chunk)
            {
                var part = content.Slice(at, Math.Min(Chunk, content.Length - at));
                BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
                await stream.WriteAsync(length, patience.Token);
                await stream.WriteAsync(part, patience.Token);
            }

            await stream.WriteAsync(new byte[4], patience.Token);
            return Read(await Answer(stream, patience.Token));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Scan.NotScanned("no answer in time");
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return new Scan.NotScanned(e.Message);
        }
    }

    /// <summary>The answer up to its closing zero; what breaks off before it is not an answer.</summary>
    private static async Task<string?> Answer(NetworkStream stream, CancellationToken stop)
    {
        var answer = new byte[1024];
        for (var length = 0; length < answer.Length;)
        {
            var read = await stream.ReadAsync(answer.AsMemory(length), stop);
            if (read == 0)
                return null;
            length += read;
            if (answer[length - 1] == 0)
                return Encoding.UTF8.GetString(answer, 0, length - 1);
        }

        return null;
    }

    private static Scan Read(string? answer) => answer switch
    {
        null => new Scan.NotScanned("the answer broke off"),
        "stream: OK" => new Scan.Clean(),
        _ when answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(" FOUND", StringComparison.Ordinal) => new Scan.Infected(answer[8..^6]),
        _ => new Scan.NotScanned(answer),
    };
}

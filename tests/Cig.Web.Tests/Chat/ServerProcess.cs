using System.Diagnostics;

namespace Cig.Web.Tests.Chat;

/// <summary>The built server as a process of its own, which can be killed and started again on the same data.</summary>
/// <param name="program">The built program; null for the one built beside the tests.</param>
public sealed class ServerProcess(int port, string origin, string data, string? postgres, string? program = null) : IDisposable
{
    private Process? _process;

    /// <summary>Where several nodes hint to each other, as the configuration writes it.</summary>
    public string Redis { get; init; } = "";

    public async Task Start(CancellationToken stop)
    {
        var file = program ?? Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Cig.Web", "debug", "Cig.Web.dll"));
        var start = new ProcessStartInfo("dotnet", [file, "--environment", "Test", "--urls", $"http://127.0.0.1:{port}", $"--Cig:Origin={origin}", $"--Cig:Data={data}", $"--Cig:Postgres={postgres}", $"--Cig:Redis={Redis}", "--Cig:NoRateLimitFromLoopback=true", "--Logging:LogLevel:Default=Error"])
        {
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(file)!,
        };
        _process = Process.Start(start)!;
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(2) };
        for (var i = 0; i < 2400; i++)
        {
            try
            {
                if ((await http.GetAsync(new Uri("/stato", UriKind.Relative), stop)).IsSuccessStatusCode)
                    return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not up yet.
            }

            await Task.Delay(50, stop);
        }

        throw new InvalidOperationException("The server did not start.");
    }

    /// <summary>Ends it as <c>kill -9</c> does: at once, in the middle of whatever it does.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        if (_process is not null)
            Kill();
    }
}

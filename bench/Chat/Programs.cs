using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Cig.Bench.Chat;

/// <summary>A program of its own, that can be ended as <c>kill -9</c> does.</summary>
public sealed class OwnProcess(string what, Func<ProcessStartInfo> start) : IAsyncDisposable
{
    private Process? _process;

    public int Id => _process?.Id ?? throw new InvalidOperationException($"{what} does not run.");

    public bool Runs => _process is { HasExited: false };

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task Start(Func<Task<bool>> answers, CancellationToken stop)
    {
        _process = Process.Start(start())!;
        var began = Stopwatch.StartNew();
        while (!await answers())
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"{what} ended with {_process.ExitCode} instead of starting.");
            if (began.Elapsed > TimeSpan.FromMinutes(15))
                throw new InvalidOperationException($"{what} did not answer within a quarter of an hour.");
            await Task.Delay(50, stop);
        }
    }

    public void Kill()
    {
        if (_process is null)
            return;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        return ValueTask.CompletedTask;
    }

    public static async Task Run(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}: {await output}{await error}");
    }

    /// <summary>Processor time of a process so far.</summary>
    public static TimeSpan ProcessorTime(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static async Task<bool> Listens(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <summary>A PostgreSQL server of our own, with real durability, in a folder of the run.</summary>
public sealed class PostgreSql(string folder) : IAsyncDisposable
{
    private readonly int _port = OwnProcess.FreePort();

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=cig;Database=postgres;Maximum Pool Size=40";

    /// <summary>Processor time so far of its processes: one for each connection, and those that always run.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            var parent = int.Parse(File.ReadLines($"{folder}/data/postmaster.pid").First(), CultureInfo.InvariantCulture);
            var all = TimeSpan.Zero;
            foreach (var process in Process.GetProcessesByName("postgres"))
            {
                // After the name in brackets: state, parent.
                using (process)
                    all += File.ReadAllText($"/proc/{process.Id}/stat") is var stat && int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) == parent ? process.TotalProcessorTime : TimeSpan.Zero;
            }

            return all;
        }
    }

    private static string Programs => Directory.Exists("/usr/lib/postgresql")
        ? Path.Combine(Directory.GetDirectories("/usr/lib/postgresql").OrderBy(d => int.Parse(Path.GetFileName(d))).Last(), "bin")
        : throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql.");

    public async Task Start()
    {
        Directory.CreateDirectory(folder);
        if (Environment.UserName == "root")
        {
            await OwnProcess.Run(new("chown", ["postgres", folder]));
            await OwnProcess.Run(new("chmod", ["o+x", Path.GetDirectoryName(folder)!]));
        }

        await Command($"'{Programs}/initdb' -D '{folder}/data' -U cig -A trust -E UTF8 --locale=C");
        await Control("-w start");
    }

    /// <summary>Ends every connection at once, as a crash does, and comes back by recovery.</summary>
    public Task Restart() => Control("-w -m immediate restart");

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists($"{folder}/data"))
            await Control("-m immediate stop");
    }

    private Task Control(string what) =>
        Command($"'{Programs}/pg_ctl' -D '{folder}/data' -l '{folder}/log' -o \"-p {_port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=200 -c synchronous_commit=on -c fsync=on\" {what} > /dev/null 2>&1");

    /// <summary>PostgreSQL refuses to run as root: there, its programs run as the user postgres.</summary>
    private static Task Command(string command) =>
        OwnProcess.Run(Environment.UserName == "root" ? new("su", ["postgres", "-s", "/bin/sh", "-c", $"cd /; {command}"]) : new("/bin/sh", ["-c", command]));
}

/// <summary>A Redis server of our own, that keeps nothing.</summary>
public sealed class Redis : IAsyncDisposable
{
    private readonly OwnProcess _program;

    public Redis()
    {
        _program = new OwnProcess("redis-server", () => new("redis-server", ["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--daemonize", "no", "--logfile", "/dev/null"]));
    }

    public int Port { get; } = OwnProcess.FreePort();

    public Task Start() => _program.Start(() => OwnProcess.Listens(Port), default);

    public void Stop() => _program.Kill();

    public ValueTask DisposeAsync() => _program.DisposeAsync();
}

/// <summary>A node: the built server as a process of its own.</summary>
/// <param name="origin">Its public address; several nodes have one.</param>
public sealed class Node(string origin, string data, string log, IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private readonly int _port = OwnProcess.FreePort();
    private OwnProcess? _program;

    public int Port => _port;

    public int ProcessId => _program!.Id;

    public bool Runs => _program is { Runs: true };

    /// <summary>The server built beside this program, in the same configuration.</summary>
    public static string Built { get; } =
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Cig.Web", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Cig.Web.dll"));

    public async Task Start(CancellationToken stop, params (string Name, string Value)[] more)
    {
        var command = $"exec dotnet '{Built}' --environment Test --urls http://127.0.0.1:{_port} --Cig:Origin={origin} '--Cig:Data={data}' --Logging:LogLevel:Default=Error --Cig:NoRateLimitFromLoopback=true"
            + string.Concat(settings.Concat(more.Select(m => KeyValuePair.Create(m.Name, m.Value))).Select(s => $" '--{s.Key}={s.Value}'")) + $" >> '{log}' 2>&1";
        _program = new OwnProcess("a node", () => new("/bin/sh", ["-c", command]) { WorkingDirectory = Path.GetDirectoryName(Built)! });
        await _program.Start(Answers, stop);
    }

    public void Kill() => _program?.Kill();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_program is not null)
            await _program.DisposeAsync();
    }

    private async Task<bool> Answers()
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri($"http://127.0.0.1:{_port}/stato"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}

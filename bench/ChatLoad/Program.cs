using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Cig.Bench.Chat;

// One row for each system, in turn, in one run: durable messages a second, processor time of the server, how long until the acknowledgement and until the other side has it,
// memory of an idle connection, and how long until everybody is back after a restart. Then the ratios to the SignalR relay. Options: --conversations, --paced, --idle, --storm
// (lines or conversations), --seconds, and --only with a part of a system's name.
if (args is ["--relay", var kind, var port])
{
    await Relays.Serve(kind, int.Parse(port, CultureInfo.InvariantCulture));
    return 0;
}

var number = (string name, int otherwise) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? int.Parse(args[i + 1], CultureInfo.InvariantCulture) : otherwise;
var (talking, paced, idle, storm, seconds) = (number("--conversations", 200), number("--paced", 500), number("--idle", 2000), number("--storm", 2000), number("--seconds", 10));
ThreadPool.SetMinThreads(64, 64);
var folder = Directory.CreateTempSubdirectory("cig-load-").FullName;
try
{
    ISystem[] systems = [new Relay("bare"), new Relay("signalr"), new Ours(Path.Combine(folder, "postgres"), new(Path.Combine(folder, "server"))), new Ours(Path.Combine(folder, "sqlite"), null)];
    if (Array.IndexOf(args, "--only") is >= 0 and var only && only + 1 < args.Length)
        systems = [.. systems.Where(s => s.Name.Contains(args[only + 1], StringComparison.OrdinalIgnoreCase))];
    Console.WriteLine($"{talking} conversations, one message at a time in each, {seconds} s; then {paced} conversations with 100 messages/s together; {idle} idle lines; {storm} lines after a restart");
    Console.WriteLine("| system | messages/s | server us/message | ack p50 ms | ack p99 ms | other side p50 ms | other side p99 ms | paced ack p99 ms | KiB per idle line | storm s |");
    Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    List<(string Name, Row Row)> rows = [];
    foreach (var system in systems)
    {
        if (system is Ours)
            Directory.CreateDirectory(Path.Combine(folder, system.Name.Contains("SQLite", StringComparison.Ordinal) ? "sqlite" : "postgres"));
        await using (system)
        {
            await system.Start();
            await system.Prepare(Math.Max(talking, paced));
            var row = await Measure(system);
            rows.Add((system.Name, row));
            Console.WriteLine($"| {system.Name} | {row.Rate:F0} | {row.Cpu:F0} | {row.Ack50:F1} | {row.Ack99:F1} | {row.Other50:F1} | {row.Other99:F1} | {row.Paced99:F1} | {row.Idle:F0} | {row.Storm:F1} |");
        }
    }

    var signalr = rows.FirstOrDefault(r => r.Name.Contains("SignalR", StringComparison.Ordinal)).Row;
    foreach (var (name, row) in rows)
    {
        if (signalr is not null)
            Console.WriteLine($"ratio to the SignalR relay: {name}: rate {row.Rate / signalr.Rate:F2}, server time {row.Cpu / signalr.Cpu:F2}");
    }

    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

async Task<Row> Measure(ISystem system)
{
    // Memory first: what as many lines again take, in a process that has compiled its code and made its pools for those before.
    var first = await Lines(system, idle);
    {
        await Task.Delay(1000);
        var before = Memory(system);
        var lines = await Lines(system, idle);
        await Task.Delay(1000);
        var kib = (Memory(system) - before) / 1024.0 / idle;
        await Close(lines);
        await Close(first);

        var row = new Row { Idle = kib };
        await Talk(system, talking, TimeSpan.Zero, TimeSpan.FromSeconds(Math.Max(2, seconds / 3)));
        var cpu = system.ProcessorTime;
        var full = await Talk(system, talking, TimeSpan.Zero, TimeSpan.FromSeconds(seconds));
        row.Cpu = (system.ProcessorTime - cpu).TotalMicroseconds / full.Acks.Count;
        row.Rate = full.Acks.Count / (double)seconds;
        (row.Ack50, row.Ack99, row.Other50, row.Other99) = (At(full.Acks, 0.5), At(full.Acks, 0.99), At(full.Others, 0.5), At(full.Others, 0.99));
        var calm = await Talk(system, paced, TimeSpan.FromSeconds(paced / 100.0), TimeSpan.FromSeconds(seconds));
        row.Paced99 = At(calm.Acks, 0.99);

        lines = await Lines(system, storm);
        await system.Restart();
        var back = Stopwatch.StartNew();
        var again = await Lines(system, storm);
        row.Storm = back.Elapsed.TotalSeconds;
        await Close(lines);
        await Close(again);
        return row;
    }
}

static long Memory(ISystem system)
{
    using var process = Process.GetProcessById(system.ProcessId);
    return process.WorkingSet64;
}

static async Task<List<ISide>> Lines(ISystem system, int count)
{
    List<ISide> lines = [];
    foreach (var some in Enumerable.Range(0, count).Chunk(200))
        lines.AddRange(await Task.WhenAll(some.Select(i => JoinAtLast(system, i))));
    return lines;
}

// As clients do: who is turned away in the rush comes again a moment later, and all of it counts.
static async Task<ISide> JoinAtLast(ISystem system, int i)
{
    var began = Stopwatch.StartNew();
    while (true)
    {
        try
        {
            return await system.Join(i, person: true, _ => { });
        }
        catch (Exception) when (began.Elapsed < TimeSpan.FromMinutes(5))
        {
            await Task.Delay(Random.Shared.Next(250, 750));
        }
    }
}

static async Task Close(List<ISide> lines)
{
    foreach (var some in lines.Chunk(100))
        await Task.WhenAll(some.Select(l => l.DisposeAsync().AsTask()));
}

static async Task<(List<double> Acks, List<double> Others)> Talk(ISystem system, int conversations, TimeSpan pause, TimeSpan duration)
{
    var (acks, others) = (new ConcurrentQueue<double>(), new ConcurrentQueue<double>());
    var persons = await Task.WhenAll(Enumerable.Range(0, conversations).Select(i => system.Join(i, person: true, _ => { })));
    var advisors = await Task.WhenAll(Enumerable.Range(0, conversations).Select(i => system.Join(i, person: false, text => others.Enqueue(Since(long.Parse(text.AsSpan(0, text.IndexOf(' ')), CultureInfo.InvariantCulture))))));
    using var enough = new CancellationTokenSource(duration);
    await Task.WhenAll(persons.Select(async person =>
    {
        // Spread over the pause, so that the calm run is calm.
        await Task.Delay(pause * Random.Shared.NextDouble());
        while (!enough.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            await person.Say($"{began} Buongiorno, vorrei sapere quando arriva il pagamento della cassa integrazione di ottobre.");
            acks.Enqueue(Since(began));
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause);
        }
    }));
    await Task.Delay(300);
    await Close([.. persons, .. advisors]);
    return ([.. acks.Order()], [.. others.Order()]);
}

static double Since(long began) => Stopwatch.GetElapsedTime(began).TotalMilliseconds;

static double At(List<double> sorted, double share) => sorted.Count == 0 ? double.NaN : sorted[(int)(share * (sorted.Count - 1))];

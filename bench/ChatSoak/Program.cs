using System.Collections.Concurrent;
using System.Diagnostics;
using Cig.Bench.Chat;
using Cig.ChatClient;
using Cig.Platform.Demo;
using Cig.Platform.Storage;

// Many conversations, both sides talking, while everything breaks that can break; then the log is compared with what each client saw.
// Closes with one line; the code is 0 only if nothing was lost, repeated, disordered or shown as sent too early.
const string Usage = "usage: ChatSoak --messages N --store sqlite|postgres --nodes 1|3 [--faults] [--conversations N] [--minutes N]";
var options = Options.Read(args);
if (options is null)
{
    Console.Error.WriteLine(Usage);
    return 2;
}


// How long nothing may get through, and how often it is told how the run goes.
var patience = TimeSpan.FromMinutes(10);
var tell = TimeSpan.FromSeconds(options.Messages > 100_000 ? 60 : 10);
var folder = Directory.CreateTempSubdirectory("cig-soak-").FullName;
using var time = new CancellationTokenSource(TimeSpan.FromMinutes(options.Minutes));
ThreadPool.SetMinThreads(64, 64);
await using var postgres = options.Postgres ? new PostgreSql(Path.Combine(folder, "postgres")) : null;
await using var redis = options.Nodes > 1 ? new Redis() : null;
if (postgres is not null)
    await postgres.Start();
if (redis is not null)
    await redis.Start();

List<Node> nodes = [];
List<BadRoad> roads = [];
var origin = $"http://127.0.0.1:{OwnProcess.FreePort()}";
try
{
    Dictionary<string, string> settings = [];
    if (postgres is not null)
        settings["Cig:Postgres"] = postgres.ConnectionString;
    if (redis is not null)
        settings["Cig:Redis"] = $"127.0.0.1:{redis.Port}";
    for (var i = 0; i < options.Nodes; i++)
    {
        var node = new Node(origin, Path.Combine(folder, "data"), Path.Combine(folder, $"node{i}.log"), settings);
        nodes.Add(node);
        await node.Start(time.Token);
        roads.Add(new BadRoad(node.Port));
    }

    // People sign in at the public address, which leads to the first node until the trouble begins.
    await using var door = new Door(new Uri(origin).Port, nodes[0].Port);
    using var advisor = await Crowd.SignIn(origin, DemoPeople.Advisor);
    var checker = new Checker(postgres is null ? Database.SqliteFile(Path.Combine(folder, "data", "cig.db")) : Database.PostgreSql(postgres.ConnectionString));
    var watching = checker.Watch();
    Console.WriteLine($"{options.Conversations} people sign in ...");
    List<(Guid Conversation, Cig.Web.Tests.Visitor Person)> talks = [];
    foreach (var some in Enumerable.Range(0, options.Conversations).Chunk(8))
    {
        talks.AddRange(await Task.WhenAll(some.Select(async i =>
        {
            var person = await Crowd.SignIn(origin, Crowd.Person(i));
            return (await Crowd.Open(person), person);
        })));
    }

    using (var administrator = await Crowd.SignIn(origin, DemoPeople.Administrator))
        await Crowd.MakeRoom(administrator);
    foreach (var _ in talks)
        await advisor.TakeNext();

    if (options.Faults)
    {
        // The clock of a node is right until everybody is there.
        settings["Cig:Faults:ClockJumps"] = "8";
        foreach (var node in nodes)
        {
            node.Kill();
            await node.Start(time.Token);
        }
    }

    var manners = new Manners { MarkEvery = TimeSpan.FromSeconds(3), LongestDelay = TimeSpan.FromSeconds(10) };
    var turn = 0;
    var failures = new ConcurrentDictionary<string, int>();
    ChatClient Line(Cig.Web.Tests.Visitor who) => new(() => new HubRoad(new Uri($"http://127.0.0.1:{roads[Interlocked.Increment(ref turn) % roads.Count].Port}"), who.Cookies), manners)
    {
        Lost = e =>
        {
            failures.AddOrUpdate(e is null ? "closed" : $"{e.GetType().Name}: {e.Message}", 1, (_, n) => n + 1);
            return Task.CompletedTask;
        },
    };
    List<ChatClient> clients = [];
    List<Tab> tabs = [];
    foreach (var (group, i) in talks.Chunk(20).Select((g, i) => (g, i)))
    {
        var desk = Line(advisor);
        clients.Add(desk);
        foreach (var ((conversation, person), j) in group.Select((t, j) => (t, j)))
        {
            var name = $"{i * 20 + j}";
            tabs.Add(new(desk, conversation, $"a{name}", checker.Shown));

            // Every fourth person has two tabs open, and writes in both.
            foreach (var tab in j % 4 == 0 ? "pq" : "p")
            {
                var line = Line(person);
                clients.Add(line);
                tabs.Add(new(line, conversation, $"{tab}{name}", checker.Shown));
            }
        }
    }

    var took = Stopwatch.StartNew();
    long Acknowledged() => tabs.Sum(t => (long)t.Acknowledged.Count);
    using var enough = CancellationTokenSource.CreateLinkedTokenSource(time.Token);
    using var giveUp = new CancellationTokenSource();
    var left = new Budget(options.Messages);
    var trouble = options.Faults ? new Trouble(nodes, roads, postgres, redis, postgres is null ? Path.Combine(folder, "data", "cig.db") : null, Acknowledged, options.Every, options.OneIn) : null;
    var making = trouble?.Make(enough.Token) ?? Task.CompletedTask;
    var speaking = Task.WhenAll(tabs.Select(t => t.Speak(left, giveUp.Token)));

    // A run always ends: when all is said, when its time is up, or when nothing gets through any more; and it says which.
    var (told, moved, movedAt) = (TimeSpan.Zero, 0L, TimeSpan.Zero);
    string? gaveUp = null;
    while (!speaking.IsCompleted)
    {
        await Task.WhenAny(speaking, Task.Delay(TimeSpan.FromSeconds(1)));
        var done = Acknowledged();
        (moved, movedAt) = done == moved ? (moved, movedAt) : (done, took.Elapsed);
        if (took.Elapsed - told > tell)
        {
            told = took.Elapsed;
            Console.WriteLine($"{took.Elapsed:h\\:mm\\:ss}  {done} acknowledged, {done / took.Elapsed.TotalSeconds:F0}/s, {clients.Count(c => c.Connected)} of {clients.Count} lines up{(trouble is null ? "" : $"; {trouble.Summary}")}");
        }

        if (done >= options.Messages * 97L / 100 && !enough.IsCancellationRequested)
            await enough.CancelAsync();
        if (time.IsCancellationRequested && gaveUp is null)
            gaveUp = $"its {options.Minutes:F0} minutes are over";
        else if (making.IsFaulted)
            gaveUp = $"trouble could not be made or mended: {making.Exception.InnerException!.Message}";
        else if (took.Elapsed - movedAt > patience)
            gaveUp = $"nothing was acknowledged for {patience.TotalMinutes:F0} minutes";
        else
            continue;
        left.Close();
        if (making.IsFaulted || took.Elapsed - movedAt > patience)
            await giveUp.CancelAsync();
    }

    await enough.CancelAsync();
    if (!making.IsFaulted)
        await making;

    // Everything stands again: everybody gets the rest of what there is to see.
    List<(Tab Tab, long Last)> behind = [];
    using (var rest = new CancellationTokenSource(gaveUp is null ? patience : TimeSpan.FromMinutes(1)))
    {
        foreach (var conversation in tabs.GroupBy(t => t.Talk.Conversation))
        {
            var last = await checker.LastNumber(conversation.Key);
            while (conversation.Any(t => t.Talk.LastSeen < last) && !rest.IsCancellationRequested)
                await Task.Delay(100);
            behind.AddRange(conversation.Where(t => t.Talk.LastSeen < last).Select(t => (t, last)));
        }
    }

    checker.Stop();
    await watching;
    foreach (var client in clients)
        await client.DisposeAsync();
    foreach (var (tab, last) in behind)
        Console.WriteLine($"tab {tab.Name} saw {tab.Talk.LastSeen} of {last}{(tab.Talk.Ended ? ", and was let go" : "")}");
    foreach (var tab in tabs.Where(t => t.Acknowledged.Count < t.Sent))
        Console.WriteLine($"tab {tab.Name} sent {tab.Sent}, {tab.Acknowledged.Count} were acknowledged{string.Concat(tab.Refused.Select(r => $", {r.Value} {r.Key}"))}{(tab.Talk.Ended ? ", and it was let go" : "")}");
    var verdict = await checker.Judge(tabs);
    foreach (var (why, times) in failures.OrderByDescending(f => f.Value).Take(10))
        Console.WriteLine($"{times} times a line ended: {why}");
    Console.WriteLine($"{took.Elapsed:h\\:mm\\:ss}  {clients.Sum(c => c.Connections) - clients.Count} reconnections{(trouble is null ? "" : $"; {trouble.Summary}")}");
    foreach (var log in verdict.Good ? [] : Directory.GetFiles(folder, "node*.log"))
        Console.WriteLine($"the end of {Path.GetFileName(log)}:\n{string.Join('\n', File.ReadLines(log).TakeLast(20))}");
    if (gaveUp is not null)
        Console.WriteLine($"The run gave up: {gaveUp}.");
    Console.WriteLine(verdict);
    foreach (var (_, person) in talks)
        person.Dispose();
    return verdict.Good && gaveUp is null ? 0 : 1;
}
finally
{
    foreach (var road in roads)
        await road.DisposeAsync();
    foreach (var node in nodes)
        await node.DisposeAsync();
    if (postgres is not null)
        await postgres.DisposeAsync();
    Directory.Delete(folder, recursive: true);
}

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
    ChatClient Line(Cig.Web.Tests.Visitor who) => new(() => new HubRoad(new Uri($"http://127.0.0.1:{roads[Interlocked.Increment(ref turn) % roads.Count].Port}"), who.Cookies), manners);
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
    using var enough = CancellationTokenSource.CreateLinkedTokenSource(time.Token);
    var trouble = options.Faults ? new Trouble(nodes, roads, postgres, redis, postgres is null ? Path.Combine(folder, "data", "cig.db") : null, () => tabs.Sum(t => (long)t.Acknowledged.Count), options.Every) : null;
    var making = trouble?.Make(enough.Token) ?? Task.CompletedTask;
    var speaking = Task.WhenAll(tabs.Select((t, i) => t.Speak(options.Messages / tabs.Count + (i < options.Messages % tabs.Count ? 1 : 0), time.Token)));
    while (!speaking.IsCompleted)
    {
        await Task.WhenAny(speaking, making.IsFaulted ? making : Task.Delay(TimeSpan.FromSeconds(10)));
        if (making.IsFaulted)
            await making;
        var done = tabs.Sum(t => t.Acknowledged.Count);
        Console.WriteLine($"{took.Elapsed:mm\\:ss}  {done} acknowledged, {done / took.Elapsed.TotalSeconds:F0}/s, {clients.Count(c => c.Connected)} of {clients.Count} lines up");
        if (done >= options.Messages * 97L / 100)
            await enough.CancelAsync();
    }

    await enough.CancelAsync();
    await making;

    List<(Tab Tab, long Last)> behind = [];

    // Everything stands again: everybody gets the rest of what there is to see.
    using (var rest = new CancellationTokenSource(TimeSpan.FromMinutes(3)))
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
    var verdict = await checker.Judge(tabs);
    Console.WriteLine($"{took.Elapsed:mm\\:ss}  {clients.Sum(c => c.Connections) - clients.Count} reconnections{(trouble is null ? "" : $"; {trouble.Summary}")}");
    Console.WriteLine(verdict);
    foreach (var (_, person) in talks)
        person.Dispose();
    return verdict.Good ? 0 : 1;
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

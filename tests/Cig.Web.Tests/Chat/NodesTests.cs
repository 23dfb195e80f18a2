using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using Cig.ChatClient;
using Cig.Platform.Demo;
using Cig.Platform.Storage;
using Cig.Platform.Tests;
using Npgsql;

namespace Cig.Web.Tests.Chat;

/// <summary>Several nodes on one PostgreSQL that hint to each other through Redis; any of them serves any line.</summary>
[Trait("Category", "Slow")]
[Trait("Engine", "PostgreSql")]
public sealed class NodesTests(PostgreSqlServer postgres)
{
    private const int Each = 60;

    [Fact]
    public async Task One_of_three_nodes_is_killed_its_clients_move_over_and_nothing_is_lost()
    {
        var stop = TestContext.Current.CancellationToken;
        using var redis = new RedisServer();
        await redis.Start(stop);
        var (database, data) = (await postgres.NewDatabase(), Directory.CreateTempSubdirectory("cig-nodes-").FullName);
        int[] ports = [Site.FreePort(), Site.FreePort(), Site.FreePort()];
        var origin = $"http://127.0.0.1:{ports[0]}";
        List<ServerProcess> nodes = [.. ports.Select(p => new ServerProcess(p, origin, data, database.ConnectionString) { Redis = redis.Address })];
        try
        {
            await nodes[0].Start(stop);
            await Task.WhenAll(nodes[1].Start(stop), nodes[2].Start(stop));
            using var worker = await Visitor.SignedIn(origin, DemoPeople.Worker, "/myinps/comunica/info-cig");
            using var advisor = await Visitor.SignedIn(origin, DemoPeople.Advisor, "/operatore");
            var opened = await worker.Send(await worker.Get("/myinps/comunica/info-cig"), "argomento", ("argomento", "general"));
            var conversation = Guid.Parse(opened.Address.Segments[^1]);
            await advisor.TakeNext();

            // Each begins at another node, and goes on to the next when a line ends.
            Side[] sides = [new(worker, conversation, "w", ports, 0), new(advisor, conversation, "a", ports, 1), new(worker, conversation, "v", ports, 2)];

            // What is neither stored nor numbered crosses the nodes as well.
            while (!sides[0].OtherWrites)
            {
                sides[1].Writes();
                await Task.Delay(20, stop);
            }

            var said = sides.Select(s => s.Say(Each, stop)).ToArray();
            while (sides.Any(s => s.Acknowledged.Count < Each / 3))
                await Task.Delay(20, stop);
            nodes[0].Kill();
            await Task.WhenAll(said);

            var log = await Log(database, conversation, stop);
            while (sides.Any(s => s.Seen.Count < log.Count))
                await Task.Delay(20, stop);
            Assert.Equal(Enumerable.Range(1, log.Count), log.Select(e => (int)e.N));
            Assert.Equal(sides.Length * Each, log.Count(e => e.Body is [_, '-', ..]));
            foreach (var side in sides)
            {
                Assert.Equal(Each, side.Acknowledged.Count);
                Assert.All(side.Acknowledged, a => Assert.Equal(a.Value, Assert.Single(log, e => e.Body == a.Key).N));
                Assert.Equal(log, side.Seen.Select(e => (e.N, e.Text)));
            }

            Assert.True(sides[0].Client.Connections > 1, "The one whose node was killed did not move over.");
            foreach (var side in sides)
                await side.Client.DisposeAsync();
        }
        finally
        {
            nodes.ForEach(n => n.Dispose());
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<List<(long N, string Body)>> Log(Database database, Guid conversation, CancellationToken stop)
    {
        await using var connection = (NpgsqlConnection)await database.Open(stop);
        await using var command = new NpgsqlCommand("select n, body from chat_events where conversation_id = @c order by n", connection) { Parameters = { new("c", conversation) } };
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<(long, string)> log = [];
        while (await reader.ReadAsync(stop))
            log.Add((reader.GetInt64(0), reader.GetString(1)));
        return log;
    }

    /// <summary>One tab: what it was shown, and what it was told to be stored.</summary>
    private sealed class Side
    {
        private static readonly Manners Quick = new() { FirstDelay = TimeSpan.FromMilliseconds(50), LongestDelay = TimeSpan.FromSeconds(1), MarkEvery = TimeSpan.FromMilliseconds(200) };
        private readonly Talk _talk;
        private readonly string _name;

        public Side(Visitor who, Guid conversation, string name, int[] ports, int first)
        {
            var turn = first;
            _name = name;
            Client = new(() => new HubRoad(new Uri($"http://127.0.0.1:{ports[turn++ % ports.Length]}"), who.Cookies), Quick);
            _talk = Client.Enter(conversation, happened: Seen.Enqueue);
        }

        public Cig.ChatClient.ChatClient Client { get; }

        public ConcurrentQueue<ChatEvent> Seen { get; } = new();

        public ConcurrentDictionary<string, long> Acknowledged { get; } = new();

        public bool OtherWrites => _talk.OtherWrites;

        public void Writes() => _talk.Writes();

        public async Task Say(int count, CancellationToken stop)
        {
            for (var i = 1; i <= count; i++)
            {
                var text = $"{_name}-{i}";
                var receipt = await _talk.Say(text).Answered.WaitAsync(stop);
                Assert.Equal(Receipt.Accepted, receipt.Status);
                Acknowledged[text] = receipt.N;
            }
        }
    }

    /// <summary>A Redis of the test's own, that keeps nothing.</summary>
    private sealed class RedisServer : IDisposable
    {
        private readonly int _port = Site.FreePort();
        private Process? _process;

        public string Address => $"127.0.0.1:{_port}";

        public async Task Start(CancellationToken stop)
        {
            _process = Process.Start(new ProcessStartInfo("redis-server", ["--port", $"{_port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--logfile", "/dev/null"]))!;
            while (!await Answers())
                await Task.Delay(50, stop);
        }

        public void Dispose()
        {
            _process?.Kill();
            _process?.WaitForExit();
            _process?.Dispose();
        }

        private async Task<bool> Answers()
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync("127.0.0.1", _port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Cig.Platform.Demo;
using Cig.Platform.Tests;
using Cig.Web.Chat;

namespace Cig.Web.Tests.Chat;

/// <summary>
/// Both sides send without pause while the server is killed again and again, and while answers get lost on the road between commit and client. Then the log is compared with what
/// each client saw: nothing acknowledged is lost or repeated, nothing was taken for sent that is not stored, and each reader saw the log, in order and without holes.
/// </summary>
[Trait("Category", "Slow")]
public sealed class KillTests(PostgreSqlServer postgres)
{
    [Theory]
    [InlineData("sqlite", 20)]
    [InlineData("postgresql", 6)]
    public async Task Nothing_acknowledged_is_lost_repeated_or_invented(string engine, int kills)
    {
        var stop = TestContext.Current.CancellationToken;
        var data = Directory.CreateTempSubdirectory("cig-kill-").FullName;
        var port = Site.FreePort();
        await using var road = new CuttingProxy(port);
        var origin = $"http://127.0.0.1:{road.Port}";
        using var server = new ServerProcess(port, origin, data, engine == "sqlite" ? null : (await postgres.NewDatabase()).ConnectionString);
        await server.Start(stop);

        using var worker = await Visitor.SignedIn(origin, DemoPeople.Worker, "/myinps/comunica/info-cig");
        using var advisor = await Visitor.SignedIn(origin, DemoPeople.Advisor, "/operatore");
        var opened = await worker.Send(await worker.Get("/myinps/comunica/info-cig"), "argomento", ("argomento", "general"));
        var conversation = opened.Address.Segments[^1];
        await advisor.TakeNext();

        road.CutPercent = 8;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Client[] clients = [new(worker, conversation, "w"), new(advisor, conversation, "a")];
        var sending = clients.Select(c => c.Send(enough.Token)).ToArray();
        var reading = clients.Select(c => c.Read(enough.Token)).ToArray();
        var random = new Random(7);
        for (var i = 0; i < kills; i++)
        {
            // Both sides are talking again when the next blow falls, however slow the machine is.
            var before = clients.Select(c => c.Acknowledged.Count).ToArray();
            while (clients.Zip(before).Any(c => c.First.Acknowledged.Count <= c.Second))
                await Task.Delay(20, stop);
            await Task.Delay(random.Next(0, 500), stop);
            server.Kill();
            await server.Start(stop);
        }

        await Task.Delay(500, stop);
        road.CutPercent = 0;
        await enough.CancelAsync();
        await Task.WhenAll([.. sending, .. reading]);

        var log = await clients[0].Log(stop);
        Assert.Equal(Enumerable.Range(1, log.Count).Select(n => (long)n), log.Select(e => e.N));
        Assert.True(clients.All(c => c.Acknowledged.Count > kills), $"Too few messages to prove anything: {clients[0].Acknowledged.Count} and {clients[1].Acknowledged.Count}.");
        Assert.True(road.Cuts > 0, "No answer was cut.");
        foreach (var client in clients)
        {
            foreach (var (text, n) in client.Acknowledged)
                Assert.Equal(n, Assert.Single(log, e => e.Text == text).N);
            Assert.All(log.Where(e => e.Text.StartsWith(client.Name, StringComparison.Ordinal)), e => Assert.True(client.Tried.ContainsKey(e.Text), $"{e.Text} was never sent."));
            Assert.Equal(log.Take(client.Seen.Count).Select(e => (e.N, e.Text)), client.Seen.Select(e => (e.N, e.Text)));
        }
    }

    /// <summary>A client that keeps its message until it is acknowledged, and reads by number.</summary>
    private sealed class Client(Visitor visitor, string conversation, string name)
    {
        public string Name => name;

        public ConcurrentDictionary<string, bool> Tried { get; } = new();

        /// <summary>What was shown as sent, with the number that the server gave.</summary>
        public ConcurrentDictionary<string, long> Acknowledged { get; } = new();

        public List<EventFrame> Seen { get; } = [];

        public async Task Send(CancellationToken stop)
        {
            for (var i = 1; !stop.IsCancellationRequested; i++)
            {
                var (id, text) = (Guid.CreateVersion7().ToString(), $"{name} {i}");
                Tried[text] = true;
                while (!stop.IsCancellationRequested)
                {
                    try
                    {
                        using var answer = await visitor.Say(conversation, id, text, stop);
                        if (answer.StatusCode == HttpStatusCode.OK && await answer.Content.ReadFromJsonAsync<Receipt>(stop) is { } receipt)
                        {
                            Acknowledged[text] = receipt.N;
                            break;
                        }
                    }
                    catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or System.Text.Json.JsonException)
                    {
                        // The line is dead: the same message, with the same identifier, again.
                    }

                    await Pause(stop);
                }
            }
        }

        public async Task Read(CancellationToken stop)
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    foreach (var e in await Page(Seen.Count == 0 ? 0 : Seen[^1].N, 2, stop))
                    {
                        if (Seen.Count > 0 && e.N <= Seen[^1].N)
                            continue;
                        Assert.Equal(Seen.Count + 1, e.N);
                        Seen.Add(e);
                    }
                }
                catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or System.Text.Json.JsonException)
                {
                    await Pause(stop);
                }
            }
        }

        public async Task<IReadOnlyList<EventFrame>> Log(CancellationToken stop)
        {
            List<EventFrame> all = [];
            while (await Page(all.Count == 0 ? 0 : all[^1].N, 0, stop) is { Count: > 0 } page)
                all.AddRange(page);
            return all;
        }

        private async Task<IReadOnlyList<EventFrame>> Page(long after, int wait, CancellationToken stop) =>
            (await visitor.Http.GetFromJsonAsync<Answer>(new Uri($"/api/v1/conversazioni/{conversation}/eventi?dopo={after}&attendi={wait}", UriKind.Relative), stop))!.Events;

        private static async Task Pause(CancellationToken stop)
        {
            try
            {
                await Task.Delay(40, stop);
            }
            catch (OperationCanceledException)
            {
                // Enough.
            }
        }

        private sealed record Answer(IReadOnlyList<EventFrame> Events);
    }
}

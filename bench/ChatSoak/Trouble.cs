using System.Collections.Concurrent;

namespace Cig.Bench.Chat;

/// <summary>Makes trouble while a run lasts: on the road all the time, and after every so many messages to a node, the store, or Redis.</summary>
/// <param name="every">Acknowledged messages between two troubles with a server.</param>
/// <param name="oneIn">One message on the road in so many is harmed.</param>
public sealed class Trouble(IReadOnlyList<Node> nodes, IReadOnlyList<BadRoad> roads, PostgreSql? postgres, Redis? redis, string? sqlite, Func<long> acknowledged, long every, int oneIn)
{
    private readonly ConcurrentDictionary<string, int> _made = new();
    private readonly Random _random = new(148);

    public string Summary => string.Join(", ", _made.OrderBy(m => m.Key).Select(m => $"{m.Value} {m.Key}")
        .Concat(Enum.GetValues<Harm>().Skip(1).Select(h => $"{roads.Sum(r => r.Done[(int)h])} {h}".ToLowerInvariant())));

    /// <summary>Until <paramref name="enough"/>; then everything stands again.</summary>
    public async Task Make(CancellationToken enough)
    {
        foreach (var road in roads)
            road.OneIn = oneIn;
        for (var turn = 0; ; turn++)
        {
            // By what got through and not by the clock: on a busy machine everything takes longer, and trouble upon trouble would prove nothing.
            var next = acknowledged() + (long)(every * (0.5 + _random.NextDouble()));
            while (acknowledged() < next && !enough.IsCancellationRequested)
                await Task.Delay(50, CancellationToken.None);
            if (enough.IsCancellationRequested)
                break;

            switch (turn % 4)
            {
                case 0 or 2:
                    await KillNode();
                    break;
                case 1 when postgres is not null:
                    await postgres.Restart();
                    Count("restarts of PostgreSQL");
                    break;
                case 1 when sqlite is not null:
                    await FillDisk();
                    break;
                case 3 when redis is not null:
                    redis.Stop();
                    await Task.Delay(TimeSpan.FromSeconds(3), CancellationToken.None);
                    await redis.Start();
                    Count("stops of Redis");
                    break;
            }
        }

        foreach (var road in roads)
            road.OneIn = 0;
    }

    /// <summary>What is committed in the last moment is not acknowledged: the way back is shut first, then the node dies.</summary>
    private async Task KillNode()
    {
        var i = _random.Next(nodes.Count);
        roads[i].Frozen = true;
        await Task.Delay(_random.Next(20, 300));
        nodes[i].Kill();
        roads[i].Frozen = false;
        await Restart(nodes[i]);
        Count("kills of a node between commit and acknowledgement");
    }

    /// <summary>The store may grow by a little only; it fills, everything is refused, and then there is room again.</summary>
    private async Task FillDisk()
    {
        var node = nodes[0];
        node.Kill();
        var megabytes = new FileInfo(sqlite!).Length / 1_048_576 + 1;
        await Restart(node, ("Cig:SqliteMegabytes", $"{megabytes}"));
        var full = await NothingGetsThrough();
        node.Kill();
        await Restart(node);
        Count(full ? "times a full disk" : "times a disk that did not fill in time");
    }

    private async Task<bool> NothingGetsThrough()
    {
        var (before, since) = (acknowledged(), 0);
        for (var half = 0; half < 60 && since < 4; half++)
        {
            await Task.Delay(500);
            since = acknowledged() == before ? since + 1 : 0;
            before = acknowledged();
        }

        return since == 4;
    }

    private static async Task Restart(Node node, params (string, string)[] settings)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await node.Start(CancellationToken.None, settings);
                return;
            }
            catch (InvalidOperationException) when (attempt < 10)
            {
                // It came up while its store was coming up too.
                node.Kill();
                await Task.Delay(500);
            }
        }
    }

    private void Count(string what) => _made.AddOrUpdate(what, 1, (_, n) => n + 1);
}

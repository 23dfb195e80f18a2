using System.Data.Common;
using System.Threading.Channels;
using Cig.Platform.Storage;

namespace Cig.Bench.Chat;

/// <summary>What went wrong, counted; all zero is what is promised.</summary>
public sealed record Verdict(long Sent, long Acknowledged, long Lost, long Repeated, long Disordered, long Early)
{
    public bool Good => Sent == Acknowledged && (Lost, Repeated, Disordered, Early) == (0, 0, 0, 0);

    public override string ToString() => $"soak: sent {Sent} acknowledged {Acknowledged} lost {Lost} repeated {Repeated} disordered {Disordered} early {Early}";
}

/// <summary>Compares what each client saw with the log, which it reads from the store itself and not through a node.</summary>
public sealed class Checker(Database store)
{
    private readonly Channel<(Guid Conversation, long N, string Id)> _shown = Channel.CreateUnbounded<(Guid, long, string)>();

    /// <summary>Messages that were shown as sent while the store did not hold them.</summary>
    public long Early { get; private set; }

    /// <summary>A message is shown as sent at this moment.</summary>
    public void Shown(Guid conversation, long n, string id) => _shown.Writer.TryWrite((conversation, n, id));

    /// <summary>Asks the store about every message at the moment at which it is shown as sent.</summary>
    public async Task Watch()
    {
        List<(Guid Conversation, long N, string Id)> batch = [];
        while (await _shown.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < 500 && _shown.Reader.TryRead(out var one))
                batch.Add(one);
            while (true)
            {
                try
                {
                    Early += batch.Count - await Held(batch);
                    break;
                }
                catch (DbException)
                {
                    // The store is away: what it holds is seen when it is back.
                    await Task.Delay(200);
                }
            }
        }
    }

    public void Stop() => _shown.Writer.Complete();

    public async Task<Verdict> Judge(IReadOnlyList<Tab> tabs)
    {
        long lost = 0, repeated = 0, disordered = 0;
        foreach (var conversation in tabs.GroupBy(t => t.Talk.Conversation))
        {
            var log = await Read(conversation.Key);
            var places = log.GroupBy(e => e.Body).ToDictionary(g => g.Key, g => g.Select(e => e.N).ToList());
            repeated += places.Where(p => p.Key.Contains(' ', StringComparison.Ordinal)).Sum(p => p.Value.Count - 1);
            disordered += log.Where((e, i) => e.N != i + 1).Count();
            foreach (var tab in conversation)
            {
                // Acknowledged: in the log, once, under the number that was told, and in the order in which it was said.
                var last = 0L;
                foreach (var (number, n) in tab.Acknowledged.OrderBy(a => a.Key))
                {
                    if (!places.TryGetValue(tab.TextOf(number), out var at) || !at.Contains(n))
                        lost++;
                    if (n <= last)
                        disordered++;
                    last = n;
                }

                // Shown: the log, in its order, without holes and nothing twice.
                repeated += tab.Seen.Count - tab.Seen.Select(s => s.N).Distinct().Count();
                for (var i = 0; i < tab.Seen.Count; i++)
                {
                    if (i >= log.Count || tab.Seen[i] != (log[i].N, Tab.HashOf(log[i].Body)))
                        disordered++;
                }

                // Everybody saw everything.
                lost += log.Count - Math.Min(log.Count, tab.Seen.Count);
            }
        }

        return new(tabs.Sum(t => (long)t.Sent), tabs.Sum(t => (long)t.Acknowledged.Count), lost, repeated, disordered, Early);
    }

    public async Task<long> LastNumber(Guid conversation)
    {
        await using var connection = await store.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = "select last_number from conversations where id = @c";
        Add(command, "c", conversation);
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }

    private async Task<int> Held(List<(Guid Conversation, long N, string Id)> batch)
    {
        await using var connection = await store.Open();
        await using var command = connection.CreateCommand();
        var rows = batch.Select((_, i) => $"(@c{i}, @n{i}, @m{i})");
        var types = store.Engine == Engine.PostgreSql ? "select null::uuid as c, null::bigint as n, null::text as m where false union all values" : "select null as c, null as n, null as m where false union all values";
        command.CommandText = $"select count(*) from ({types} {string.Join(", ", rows)}) r cross join chat_events e where e.conversation_id = r.c and e.n = r.n and e.client_message_id = r.m";
        for (var i = 0; i < batch.Count; i++)
        {
            Add(command, $"c{i}", batch[i].Conversation);
            Add(command, $"n{i}", batch[i].N);
            Add(command, $"m{i}", batch[i].Id);
        }

        return Convert.ToInt32(await command.ExecuteScalarAsync());
    }

    private async Task<List<(long N, string Body)>> Read(Guid conversation)
    {
        await using var connection = await store.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = "select n, body from chat_events where conversation_id = @c order by n";
        Add(command, "c", conversation);
        await using var reader = await command.ExecuteReaderAsync();
        List<(long, string)> log = [];
        while (await reader.ReadAsync())
            log.Add((reader.GetInt64(0), reader.GetString(1)));
        return log;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}

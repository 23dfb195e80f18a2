using System.Data.Common;
using Cig.Platform.Settings;
using Cig.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Chat;

/// <summary>
/// Brings conversations to advisors. It acts when something happens (a conversation enters, an advisor is free) and once a second for what only time brings; every node does it,
/// the database decides who was first. An offer reserves its weight in the transaction that makes it.
/// </summary>
public sealed class Routing(Database database, ConversationLog log, SettingsRegister settings, OfferDesk offers, Presence presence, LostAdvisors lost, QueueAlarms alarms, QueueLog queue, TimeProvider time, ILogger<Routing> logger) : BackgroundService
{
    private const int Page = 200;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>A gap between two sweeps after which this node has not watched: it stood still, or its store was away.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeptQueueEvents = TimeSpan.FromDays(7);

    /// <summary>The rules in force.</summary>
    public Task<RoutingRules> Rules(CancellationToken stop) => settings.Rules(stop);

    /// <summary>What only time brings: offers that ended, advisors who vanished, holds that are over, alarms; then offers what can be offered.</summary>
    public async Task Sweep(CancellationToken stop)
    {
        var rules = await Rules(stop);
        await lost.Return(rules, stop);
        await offers.EndOverdue(rules, stop);
        await offers.LetGoOfEnded(waiting: true, stop);
        await offers.EndHolds(stop);
        await Dispatch(stop);
        await alarms.Look(rules, stop);
    }

    /// <summary>Offers waiting conversations to free advisors until nothing more fits; how many were offered.</summary>
    public async Task<int> Dispatch(CancellationToken stop)
    {
        var rules = await Rules(stop);
        var made = 0;
        for (var go = true; go;)
        {
            var plan = await Plan(rules, stop);
            go = false;
            foreach (var (route, seat) in plan)
            {
                if (await offers.Make(route, seat.Staff, seat.Skills, rules, stop))
                    (made, go) = (made + 1, true);
            }
        }

        return made;
    }

    /// <summary>Who would be offered what, as far as can be seen without locks.</summary>
    private async Task<List<(Route Route, Seat Seat)>> Plan(RoutingRules rules, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.Open(stop);
        if (await Waiting(connection, long.MinValue, Guid.Empty, Page, stop) is not { Count: > 0 } waiting)
            return [];

        var seats = await SeatsOf(connection, rules, now, stop);
        var free = seats.Where(s => s.HasRoom(rules, now)).Select(s => s.Staff).ToHashSet();
        List<(Route, Seat)> plan = [];
        while (waiting.Count > 0 && free.Count > 0)
        {
            var passed = await LetPass(connection, waiting, now.AddSeconds(-rules.AgainSeconds), stop);
            foreach (var route in waiting)
            {
                // Who is planned for something is busy for the rest of this plan, and is still there for those who wait for her alone.
                if (Matching.Choose(route, seats, rules, now, staff => passed.Contains((route.Conversation, staff))) is not { } seat)
                    continue;
                plan.Add((route, seat));
                free.Remove(seat.Staff);
                seats[seats.FindIndex(s => s.Staff == seat.Staff)] = seat with { Busy = true };
                if (free.Count == 0)
                    break;
            }

            waiting = waiting.Count < Page ? [] : await Waiting(connection, Instant.ToMicroseconds(waiting[^1].Rank), waiting[^1].Conversation, Page, stop);
        }

        return plan;
    }

    /// <summary>The advisors who are available and seen, with what they have in hand.</summary>
    private async Task<List<Seat>> SeatsOf(DbConnection connection, RoutingRules rules, DateTimeOffset now, CancellationToken stop)
    {
        var skills = await settings.Skills(stop);
        var loads = await Loads.Read(connection, null, rules, now, null);
        return [.. (await Presence.Read(connection, stop)).Where(p => p.State == PresenceState.Available && presence.IsThere(p, rules)).Select(p => SeatOf(p, skills(p.Staff), loads.GetValueOrDefault(p.Staff)))];
    }

    /// <summary>Free capacity of all who are available, in hundredths, for the supervisor's figures.</summary>
    public async Task<IReadOnlyList<Seat>> Seats(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await SeatsOf(connection, await Rules(stop), time.GetUtcNow(), stop);
    }

    internal static Seat SeatOf(Present present, AdvisorSkills skills, (int Load, int FullLoad, bool Offered) load) =>
        new(present.Staff, skills, load.Load, load.FullLoad, present.Since, present.LastAssigned, load.Offered);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (seen, cleaned, swept) = (0L, DateTimeOffset.MinValue, time.GetTimestamp());
        while (!stoppingToken.IsCancellationRequested)
        {
            using var live = log.Feed.Listen(LiveFeed.Queue);
            try
            {
                if (time.GetUtcNow() - cleaned > TimeSpan.FromHours(1))
                {
                    cleaned = time.GetUtcNow();
                    await queue.Forget(cleaned - KeptQueueEvents, stoppingToken);
                }

                // While this node did not watch, no sign of life could reach it.
                if (time.GetElapsedTime(swept) > Gap)
                    presence.BeginToLook();
                await Sweep(stoppingToken);
                swept = time.GetTimestamp();

                // Another node may have changed the queue: the consoles of this one are told.
                if (await queue.LastNumber(stoppingToken) is var n && n != seen)
                {
                    seen = n;
                    queue.Nudge();
                }

                using var due = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                using var timer = time.CreateTimer(_ => due.Cancel(), null, Tick, Timeout.InfiniteTimeSpan);
                while (await live.Events.WaitToReadAsync(due.Token))
                {
                    while (live.Events.TryRead(out _))
                    {
                        // Several changes are one look at what changed.
                    }

                    await offers.LetGoOfEnded(waiting: false, stoppingToken);
                    await offers.EndOverdue(await Rules(stoppingToken), stoppingToken);
                    await Dispatch(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                // A second has passed.
            }
            catch (Exception e) when (Database.Failed(e))
            {
                logger.LogError(e, "Routing could not reach the database; it is tried again.");
                await Task.Delay(Tick, time, stoppingToken);
            }
        }
    }

    /// <summary>Who waits, in the order in which they are served, from behind a place in it.</summary>
    internal static async Task<List<Route>> Waiting(DbConnection connection, long afterRank, Guid afterId, int most, CancellationToken stop)
    {
        await using var command = connection.Command(
            $"select {RoutingStep.RouteColumns} from chat_routes where state = 'QUEUED' and (rank > @r or rank = @r and conversation_id > @i) order by rank, conversation_id limit {most}",
            ("r", afterRank), ("i", afterId));
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<Route> routes = [];
        while (await reader.ReadAsync(stop))
            routes.Add(RoutingStep.ReadRoute(reader));
        return routes;
    }

    /// <summary>Which advisors let which of these conversations pass not long ago, and whose own they are: nobody is on both sides of a conversation.</summary>
    private static async Task<HashSet<(Guid Conversation, Guid Staff)>> LetPass(DbConnection connection, List<Route> waiting, DateTimeOffset since, CancellationToken stop)
    {
        await using var command = connection.Command(
            """
            select o.conversation_id, o.staff_id from chat_offers o join chat_routes r on r.conversation_id = o.conversation_id where r.state = 'QUEUED' and o.state in ('MISSED', 'DECLINED') and o.ended_at > @s and r.rank between @a and @b
            union select c.id, s.id from chat_routes r join conversations c on c.id = r.conversation_id join staff s on s.fiscal_code = c.person where r.state = 'QUEUED' and r.rank between @a and @b
            """,
            ("s", Instant.ToMicroseconds(since)), ("a", Instant.ToMicroseconds(waiting[0].Rank)), ("b", Instant.ToMicroseconds(waiting[^1].Rank)));
        await using var reader = await command.ExecuteReaderAsync(stop);
        HashSet<(Guid, Guid)> passed = [];
        while (await reader.ReadAsync(stop))
            passed.Add((reader.GetGuid(0), reader.GetGuid(1)));
        return passed;
    }
}

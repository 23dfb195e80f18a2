using System.Collections.Concurrent;
using Cig.Platform.Settings;
using Cig.Platform.Storage;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Chat;

/// <summary>Why the supervisors are called.</summary>
public enum QueueAlarm
{
    /// <summary>Somebody waits and nobody has accepted for too long.</summary>
    NobodyAccepts,

    /// <summary>The chat is open and no advisor is there.</summary>
    NobodyThere,
}

/// <summary>The server's own alarm: it does not depend on anybody looking at a page. It sounds once when it begins, and again each time as long as an offer may wait.</summary>
public sealed class QueueAlarms(Database database, ConversationLog log, ChatHours hours, Presence presence, SettingsRegister settings, TimeProvider time, ILogger<QueueAlarms> logger)
{
    private readonly ConcurrentDictionary<QueueAlarm, DateTimeOffset> _sounded = new();

    /// <summary>What is wrong at this moment: for an office, or for the whole country.</summary>
    public async Task<IReadOnlyList<QueueAlarm>> Now(RoutingRules rules, string? office, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        List<QueueAlarm> alarms = [];
        await using var connection = await database.Open(stop);
        await using var oldest = connection.Command("select min(queued_at) from chat_routes where state in ('QUEUED', 'OFFERED') and (cast(@o as text) is null or territory = @o)", ("o", office));
        if (await oldest.ExecuteScalarAsync(stop) is { } since and not DBNull && now - Instant.FromMicroseconds(Convert.ToInt64(since)) >= TimeSpan.FromSeconds(rules.AlarmSeconds))
            alarms.Add(QueueAlarm.NobodyAccepts);
        var skills = await settings.Skills(stop);
        if ((await hours.For(office, stop)).IsOpen(now) && !(await presence.All(stop)).Any(p => p.State != PresenceState.Offline && presence.IsThere(p, rules) && skills(p.Staff).Serves(office)))
            alarms.Add(QueueAlarm.NobodyThere);
        return alarms;
    }

    internal async Task Look(RoutingRules rules, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var alarms = await Now(rules, null, stop);
        foreach (var over in _sounded.Keys.Except(alarms))
            _sounded.TryRemove(over, out _);
        foreach (var alarm in alarms)
        {
            if (_sounded.TryGetValue(alarm, out var last) && now - last < TimeSpan.FromSeconds(rules.AlarmSeconds))
                continue;
            _sounded[alarm] = now;
            logger.LogError("Chat alarm: {Alarm}.", alarm == QueueAlarm.NobodyThere ? "the chat is open and no advisor is there" : "somebody waits and nobody accepts");
            await using var step = await RoutingStep.Begin(database, log, now, stop);
            step.Tell(QueueEventKind.Alarm, null, null);
            await step.Commit();
        }
    }
}

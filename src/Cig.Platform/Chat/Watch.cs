using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Chat;

/// <summary>
/// Goes around the conversations that somebody on this node listens to: at once where another node gave a hint, and each at least once in a heartbeat, so that a hint that was lost
/// is made good within one. All that are due are looked at in one reading.
/// </summary>
public sealed class Watch(ConversationLog conversations, ILogger<Watch> log) : BackgroundService
{
    /// <summary>Interval of the heartbeat; a listener that hears nothing for two of them takes the line for dead.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private const int LargestRound = 512;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    private LiveFeed Feed => conversations.Feed;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(FollowHints(stoppingToken), KeepBeating(stoppingToken));

    private async Task FollowHints(CancellationToken stop)
    {
        HashSet<Room> hinted = [];
        while (await Feed.Heard.WaitToReadAsync(stop))
        {
            hinted.Clear();
            while (hinted.Count < LargestRound && Feed.Heard.TryRead(out var key))
            {
                if (Feed.Find(key) is { } room)
                    hinted.Add(room);
            }

            await LookAt([.. hinted], stop);
        }
    }

    private async Task KeepBeating(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Tick);
        while (await timer.WaitForNextTickAsync(stop))
        {
            var before = Environment.TickCount64 - (long)Interval.TotalMilliseconds;
            foreach (var due in Feed.Rooms.Where(r => r.AskedAt <= before).Chunk(LargestRound))
                await LookAt(due, stop);
        }
    }

    private async Task LookAt(Room[] rooms, CancellationToken stop)
    {
        try
        {
            await conversations.LookAt(rooms, stop);
        }
        catch (Exception e) when (Storage.Database.Failed(e))
        {
            // The line is alive though the store is not: the heartbeat goes out, and the next one asks again.
            log.LogWarning("The log could not be asked for a heartbeat: {Reason}", e.Message);
            foreach (var room in rooms)
            {
                room.AskedAt = Environment.TickCount64;
                room.Nudge();
            }
        }
    }
}

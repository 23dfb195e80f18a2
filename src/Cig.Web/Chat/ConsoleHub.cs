using System.Runtime.CompilerServices;
using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Platform.Staff;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Cig.Web.Chat;

/// <summary>An event of the queue as a console gets it; with no kind it is a heartbeat.</summary>
/// <param name="Mine">It concerns this member of staff.</param>
public sealed record QueueFrame(long N, string? Kind, bool Mine);

/// <summary>The queue for consoles: a numbered log that is resumed from the last number seen. That a console listens is the sign that its advisor is there.</summary>
[Authorize]
public sealed class ConsoleHub(QueueLog queue, ConversationLog log, Presence presence, StaffRegister staff, Sessions sessions, TimeProvider time) : Hub
{
    /// <summary>Events of the queue after a number, then as they happen; whether the caller is staff is asked at every turn.</summary>
    public async IAsyncEnumerable<QueueFrame> Queue(long lastSeen, [EnumeratorCancellation] CancellationToken stop)
    {
        using var live = log.Feed.Listen(LiveFeed.Queue);
        for (var seen = lastSeen; !stop.IsCancellationRequested;)
        {
            if (!await sessions.Lives(Context.User, act: false, stop) || Context.User?.Person is not { } person || await staff.Find(person, stop) is not { } member || !(member.Is(StaffRole.Advisor) || member.Is(StaffRole.Supervisor)))
                yield break;

            await presence.Seen(member.Id, stop);
            foreach (var happened in await queue.Since(seen, stop))
            {
                seen = happened.N;
                yield return new(seen, happened.Kind.ToString(), happened.Staff == member.Id);
            }

            yield return new(seen, null, false);
            if (!await Wait(live, stop))
                yield break;
        }
    }

    /// <summary>Waits for the feed, at most until the next heartbeat is due; false where this listener lags and must come back.</summary>
    private async Task<bool> Wait(LiveFeed.Subscription live, CancellationToken stop)
    {
        using var due = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var timer = time.CreateTimer(_ => due.Cancel(), null, ChatHub.Interval, Timeout.InfiniteTimeSpan);
        try
        {
            if (!await live.Events.WaitToReadAsync(due.Token))
                return false;
            while (live.Events.TryRead(out _))
            {
                // Several changes are one look at the log.
            }

            return true;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return true;
        }
    }
}

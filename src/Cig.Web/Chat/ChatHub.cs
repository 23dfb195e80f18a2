using System.Runtime.CompilerServices;
using Cig.Platform.Chat;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Cig.Web.Chat;

/// <summary>
/// The fast road to the log. Who may speak and listen is asked at every call; what is acknowledged is stored; what is missed is asked for by number.
/// </summary>
[Authorize]
public sealed class ChatHub(ChatDesk desk, ConversationLog log, TimeProvider time) : Hub
{
    /// <summary>Interval of the heartbeat; a listener that hears nothing for two of them takes the line for dead.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>Everything after a number, and then what happens: the live feed is joined first, so that nothing falls between history and feed.</summary>
    public async IAsyncEnumerable<Frame> Listen(Guid conversation, long lastSeen, [EnumeratorCancellation] CancellationToken stop)
    {
        if (await Enter(conversation, stop) is not { } who)
            yield break;

        using var live = log.Feed.Listen(conversation);
        var seen = lastSeen;
        foreach (var missed in await History(conversation, seen, stop))
        {
            seen = missed.N;
            yield return new(EventFrame.Of(missed, who), null);
        }

        yield return new(null, await Beat.Of(log, who, stop));
        while (!stop.IsCancellationRequested)
        {
            var (more, lagged) = await Wait(live, stop);
            if (lagged)
            {
                yield return new(null, null, Resume: true);
                yield break;
            }

            // The right to listen ends with the mandate, not with the page.
            if (await Enter(conversation, stop) is null)
                yield break;

            while (more && live.Events.TryRead(out var happened))
            {
                if (happened is null || happened.N <= seen)
                    continue;
                if (happened.N > seen + 1)
                {
                    foreach (var missed in (await History(conversation, seen, stop)).Where(e => e.N < happened.N))
                        yield return new(EventFrame.Of(missed, who), null);
                }

                seen = happened.N;
                yield return new(EventFrame.Of(happened, who), null);
            }

            yield return new(null, await Beat.Of(log, who, stop));
        }
    }

    /// <summary>Stores a message; the answer comes after the commit.</summary>
    public async Task<Receipt> Say(Guid conversation, Outgoing message)
    {
        if (!Receipt.Accepts(message))
            return Receipt.Invalid;

        // A line that breaks now changes nothing: what arrived is stored, and the sender will ask again.
        return await Enter(conversation, default) is { } who
            ? Receipt.Of(await desk.Say(who, message.ClientMessageId!, message.Text!, default))
            : Receipt.NotFound;
    }

    /// <summary>How far this reader received and read.</summary>
    public async Task Mark(Guid conversation, long delivered, long read)
    {
        if (await Enter(conversation, default) is { } who && delivered >= 0 && read >= 0)
            await log.Mark(who, delivered, read, default);
    }

    /// <summary>Waits for the feed, at most until the next heartbeat is due.</summary>
    private async Task<(bool More, bool Lagged)> Wait(LiveFeed.Subscription live, CancellationToken stop)
    {
        using var due = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var timer = time.CreateTimer(_ => due.Cancel(), null, Interval, Timeout.InfiniteTimeSpan);
        try
        {
            var more = await live.Events.WaitToReadAsync(due.Token);
            return (more, !more);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (false, false);
        }
    }

    private async Task<IReadOnlyList<ChatEvent>> History(Guid conversation, long after, CancellationToken stop)
    {
        List<ChatEvent> all = [];
        while (await log.Since(conversation, all.Count == 0 ? after : all[^1].N, stop) is { Count: > 0 } page)
            all.AddRange(page);
        return all;
    }

    private async Task<Participant?> Enter(Guid conversation, CancellationToken stop) =>
        Context.User?.Person is { } person ? (await desk.Enter(person, conversation, stop))?.Who : null;
}

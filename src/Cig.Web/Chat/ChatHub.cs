using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Cig.Platform.Chat;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Cig.Web.Chat;

/// <summary>
/// The fast road to the log. Who may speak and listen is asked when somebody enters a conversation, and again with everything that is stored or told; what is acknowledged is
/// stored; what is missed is asked for by number.
/// </summary>
[Authorize]
public sealed class ChatHub(ChatDesk desk, ConversationLog log, Presence presence, Sessions sessions, MessageRate rate, TimeProvider time) : Hub
{
    /// <summary>Interval of the heartbeat.</summary>
    public static readonly TimeSpan Interval = Watch.Interval;

    /// <summary>Within so many milliseconds those whom a stopping node lets go come back, each at her own moment.</summary>
    private const int Spread = 4000;

    /// <summary>Everything after a number, and then what happens: the live feed is joined first, so that nothing falls between history and feed.</summary>
    public async IAsyncEnumerable<Frame> Listen(Guid conversation, long lastSeen, [EnumeratorCancellation] CancellationToken stop)
    {
        if (!await sessions.Lives(Context.User, act: false, stop))
        {
            yield return new(null, null, SignIn: true);
            yield break;
        }

        if (await Enter(conversation, stop) is not { } who)
            yield break;

        using var live = log.Feed.Listen(who);
        await log.Learn(live.Room, stop);
        var (seen, known) = (lastSeen, live.Room.LastNumber);
        await foreach (var missed in log.After(conversation, seen, stop))
        {
            seen = missed.N;
            yield return new(EventFrame.Of(missed, who), null);
        }

        await Shows(who, stop);
        yield return new(null, Beat.Of(Math.Max(seen, known), live.Room.Marks, live.Room, who));
        await foreach (var happened in live.Events.ReadAllAsync(stop))
        {
            if (live.Ended is LiveFeed.Ending.NotAllowed or LiveFeed.Ending.SignedOut)
                break;

            // A hole, seen at the next event or at a nudge, is filled from the log.
            known = happened is null ? live.Room.LastNumber : happened.N - 1;
            if (known > seen)
            {
                await foreach (var missed in log.After(conversation, seen, stop))
                {
                    seen = missed.N;
                    yield return new(EventFrame.Of(missed, who), null);
                }
            }

            if (happened is null)
            {
                await Shows(who, stop);
                yield return new(null, Beat.Of(Math.Max(seen, known), live.Room.Marks, live.Room, who));
            }
            else if (happened.N > seen)
            {
                seen = happened.N;
                yield return new(EventFrame.Of(happened, who), null);
            }
        }

        if (live.Ended == LiveFeed.Ending.SignedOut)
            yield return new(null, null, SignIn: true);
        else if (live.Ended == LiveFeed.Ending.Lagging)
            yield return new(null, null, Resume: true);
        else if (live.Ended == LiveFeed.Ending.Leaving)
            yield return new(null, null, Resume: true, ReconnectIn: Random.Shared.Next(Spread));
    }

    /// <summary>Stores a message; the answer comes after the commit.</summary>
    public async Task<Receipt> Say(Guid conversation, Outgoing message)
    {
        if (!Receipt.Accepts(message))
            return Receipt.Invalid;
        if (await Known(conversation) is not { } who)
            return Receipt.NotFound;

        // A line that breaks now changes nothing: what arrived is stored, and the sender will ask again.
        if (!await Acts())
            return Receipt.SignIn;
        using var lease = rate.Limiter.AttemptAcquire(Context.GetHttpContext()!);
        if (!lease.IsAcquired)
            return Receipt.TooFast;
        var outcome = await desk.Say(who, message.ClientMessageId!, message.Text!, default);
        if (outcome is Appended.NotAllowed)
            Here.Passes.TryRemove(conversation, out _);
        return Receipt.Of(outcome);
    }

    /// <summary>How far this reader received and read.</summary>
    public async Task Mark(Guid conversation, long delivered, long read)
    {
        if (delivered >= 0 && read >= 0 && await Known(conversation) is { } who)
            await log.Mark(who, delivered, read, default);
    }

    /// <summary>That this reader is writing, and never what: the other side is told for a moment.</summary>
    public async Task Writes(Guid conversation)
    {
        using var lease = rate.Limiter.AttemptAcquire(Context.GetHttpContext()!);
        if (lease.IsAcquired && await Known(conversation) is { } who)
            await log.Writes(who, default);
    }

    public override Task OnConnectedAsync()
    {
        Context.Items[typeof(Line)] = new Line();
        return Task.CompletedTask;
    }

    private Line Here => (Line)Context.Items[typeof(Line)]!;

    /// <summary>Who wants to store something: known from before, because the log asks the registers again in the transaction.</summary>
    private async Task<Participant?> Known(Guid conversation) => Here.Passes.TryGetValue(conversation, out var who) ? who : await Enter(conversation, default);

    private async Task<Participant?> Enter(Guid conversation, CancellationToken stop)
    {
        if (Context.User?.Person is not { } person || await desk.Enter(person, conversation, stop) is not { Who: var who })
            return null;
        return Here.Passes[conversation] = who with { Session = Context.User.SessionId };
    }

    /// <summary>Speaking is an act that puts the end of the session off; it is written now and then, and the log asks in each transaction whether the session lives.</summary>
    private async Task<bool> Acts()
    {
        if (time.GetUtcNow() - Here.ActedAt is var since && since >= TimeSpan.Zero && since < Sessions.Grain)
            return true;
        if (!await sessions.Lives(Context.User, act: true, default))
            return false;
        Here.ActedAt = time.GetUtcNow();
        return true;
    }

    /// <summary>That an advisor listens to a conversation is a sign that she is there, written once in a heartbeat.</summary>
    private async Task Shows(Participant who, CancellationToken stop)
    {
        if (who.Member is not { } member || time.GetUtcNow() - Here.ShownAt is var since && since >= TimeSpan.Zero && since < Interval)
            return;
        Here.ShownAt = time.GetUtcNow();
        await presence.Seen(member.Id, stop);
    }

    /// <summary>What is remembered of a connection.</summary>
    private sealed class Line
    {
        /// <summary>The conversations that it has entered, and as whom.</summary>
        public ConcurrentDictionary<Guid, Participant> Passes { get; } = new(concurrencyLevel: 1, capacity: 1);

        /// <summary>When the person's last act was written.</summary>
        public DateTimeOffset ActedAt { get; set; } = DateTimeOffset.MinValue;

        /// <summary>When it was last written that the advisor is there.</summary>
        public DateTimeOffset ShownAt { get; set; } = DateTimeOffset.MinValue;
    }
}

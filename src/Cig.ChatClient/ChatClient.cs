using System.Collections.Concurrent;

namespace Cig.ChatClient;

/// <summary>How a client behaves on a bad line; the values of docs/chat-protocol.md where nothing else is said.</summary>
public sealed record Manners
{
    /// <summary>Silence after which a line is dead.</summary>
    public TimeSpan DeadAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A message that is not answered by then makes the line a dead one.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Marks are collected for so long.</summary>
    public TimeSpan MarkEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>That we are writing is said once in so long.</summary>
    public TimeSpan WritesEvery { get; init; } = TimeSpan.FromSeconds(3);
}

/// <summary>
/// A line to the chat that comes back by itself. It carries any number of conversations; each resumes by the last number it saw, and keeps what was not acknowledged.
/// </summary>
/// <param name="road">Opens a new road each time; where there are several nodes, to another one.</param>
public sealed class ChatClient(Func<IRoad> road, Manners? manners = null, TimeProvider? time = null) : IAsyncDisposable
{
    private readonly Manners _manners = manners ?? new();
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly ConcurrentDictionary<Guid, Talk> _talks = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _hurry = new(0, 1);
    private Task? _running;
    private Line? _line;
    private int? _reconnectIn;

    /// <summary>How often a road was opened.</summary>
    public int Connections { get; private set; }

    /// <summary>Told when a road could not be opened or broke, with the reason: a refused session, for instance, that only a new sign-in mends.</summary>
    public Func<Exception?, Task>? Lost { get; init; }

    public bool Connected => _line is not null;

    /// <summary>Takes part in a conversation.</summary>
    /// <param name="lastSeen">The last number that this reader saw; 0 for everything.</param>
    /// <param name="kept">Messages that were not acknowledged when this reader left.</param>
    /// <param name="happened">Told each event, in order, once.</param>
    public Talk Enter(Guid conversation, long lastSeen = 0, IEnumerable<Outgoing>? kept = null, Action<ChatEvent>? happened = null)
    {
        var talk = _talks.GetOrAdd(conversation, id => new Talk(id, lastSeen, kept ?? [], happened, _time));
        if (_line is { } line)
            Carry(line, talk);
        _running ??= Task.Run(Run);
        return talk;
    }

    /// <summary>The network or the page is back: no delay any more.</summary>
    public void Hurry()
    {
        if (_hurry.CurrentCount == 0)
            _hurry.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_running is not null)
            await _running;
        foreach (var talk in _talks.Values)
            talk.Leave();
        _hurry.Dispose();
        _stop.Dispose();
    }

    private async Task Run()
    {
        var delay = _manners.FirstDelay;
        while (!_stop.IsCancellationRequested)
        {
            var (heard, failure) = await Once();
            if (_stop.IsCancellationRequested)
                return;
            if (Lost is { } lost)
                await lost(failure);
            delay = heard ? _manners.FirstDelay : delay;
            var wait = _reconnectIn is { } told ? TimeSpan.FromMilliseconds(told) : delay * (0.5 + Random.Shared.NextDouble());
            _reconnectIn = null;
            delay = delay * 2 < _manners.LongestDelay ? delay * 2 : _manners.LongestDelay;
            try
            {
                await _hurry.WaitAsync(wait, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>One life of a road; whether anything was heard on it, and what ended it.</summary>
    private async Task<(bool Heard, Exception? Failure)> Once()
    {
        await using var way = road();
        using var line = new Line(way, _time, CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, way.Broken));
        try
        {
            using (var due = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token))
            {
                due.CancelAfter(_manners.DeadAfter);
                await way.Open(due.Token);
            }

            Connections++;
            _line = line;
            foreach (var talk in _talks.Values)
                Carry(line, talk);
            await Guard(line);
        }
        catch (Exception e) when (!_stop.IsCancellationRequested)
        {
            line.Fail(e);
        }
        catch (OperationCanceledException)
        {
            // The client leaves.
        }

        _line = null;
        line.Fail(null);
        await Task.WhenAll(line.Carried);
        return (line.Heard, line.Failure);
    }

    /// <summary>Watches over a line: silence ends it, and marks go out now and then.</summary>
    private async Task Guard(Line line)
    {
        using var timer = new PeriodicTimer(_manners.MarkEvery, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(line.Stop))
            {
                if (line.Silence > _manners.DeadAfter)
                    return;
                foreach (var talk in _talks.Values)
                {
                    await talk.SendMarks(line);
                    await talk.SendWriting(line, _manners);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The line has ended.
        }
    }

    private void Carry(Line line, Talk talk) => line.Carry(talk, () => Task.WhenAll(talk.Listen(line, told => _reconnectIn = told), talk.Send(line, _manners)));
}

/// <summary>A road while it is open.</summary>
internal sealed class Line(IRoad road, TimeProvider time, CancellationTokenSource stop) : IDisposable
{
    private readonly ConcurrentDictionary<Talk, Task> _carried = new();
    private long _heardAt = time.GetTimestamp();

    public IRoad Road => road;

    public CancellationToken Stop { get; } = stop.Token;

    public bool Heard { get; private set; }

    public Exception? Failure { get; private set; }

    public TimeSpan Silence => time.GetElapsedTime(_heardAt);

    public IEnumerable<Task> Carried => _carried.Values;

    public void Hear()
    {
        _heardAt = time.GetTimestamp();
        Heard = true;
    }

    public void Carry(Talk talk, Func<Task> work)
    {
        if (!_carried.ContainsKey(talk))
            _carried[talk] = Task.Run(work);
    }

    /// <summary>Ends the line for all that it carries.</summary>
    public void Fail(Exception? why)
    {
        Failure ??= Stop.IsCancellationRequested ? null : why;
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    public void Dispose() => stop.Dispose();
}

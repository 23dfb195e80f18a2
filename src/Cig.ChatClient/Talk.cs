using System.Threading.Channels;

namespace Cig.ChatClient;

/// <summary>What became of a message that was given to <see cref="Talk.Say(string)"/>.</summary>
public enum Progress
{
    /// <summary>Not acknowledged. No timer makes anything else of it.</summary>
    Waiting,

    /// <summary>Stored by the server.</summary>
    Sent,

    /// <summary>Received by the other side.</summary>
    Delivered,

    /// <summary>Read by the other side.</summary>
    Read,

    /// <summary>Refused for good: see <see cref="Message.Receipt"/>.</summary>
    Refused,
}

/// <summary>A message of ours.</summary>
public sealed class Message(Talk talk, Outgoing content)
{
    private readonly TaskCompletionSource<Receipt> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Outgoing Content => content;

    /// <summary>The server's answer, once it is there.</summary>
    public Receipt? Receipt { get; private set; }

    /// <summary>Ends when the message is stored or refused for good.</summary>
    public Task<Receipt> Answered => _answered.Task;

    public Progress Progress => Receipt switch
    {
        null => Progress.Waiting,
        { Status: Receipt.Accepted, N: var n } => n <= talk.OtherRead ? Progress.Read : n <= talk.OtherReceived ? Progress.Delivered : Progress.Sent,
        _ => Progress.Refused,
    };

    internal void Answer(Receipt receipt)
    {
        Receipt ??= receipt;
        _answered.TrySetResult(Receipt);
    }

    internal void Abandon() => _answered.TrySetCanceled();
}

/// <summary>One conversation on a line: its events in order, each once, and what we say in it.</summary>
public sealed class Talk
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(0.5);
    private readonly Lock _gate = new();
    private readonly LinkedList<Message> _outbox = [];
    private readonly Channel<bool> _more = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Action<ChatEvent>? _happened;
    private readonly TimeProvider _time;
    private (long Delivered, long Read) _marked;
    private volatile bool _writes;
    private DateTimeOffset _wroteAt = DateTimeOffset.MinValue;
    private DateTimeOffset _otherWritesUntil = DateTimeOffset.MinValue;

    internal Talk(Guid conversation, long lastSeen, IEnumerable<Outgoing> kept, Action<ChatEvent>? happened, TimeProvider time)
    {
        (Conversation, LastSeen, _happened, _time) = (conversation, lastSeen, happened, time);
        foreach (var message in kept)
            Say(message);
    }

    public Guid Conversation { get; }

    /// <summary>The last number seen; with it a reader resumes.</summary>
    public long LastSeen { get; private set; }

    /// <summary>How far the other side received.</summary>
    public long OtherReceived { get; private set; }

    /// <summary>How far the other side read.</summary>
    public long OtherRead { get; private set; }

    /// <summary>Whether the other side is writing at this moment, as far as was heard; it ends by itself.</summary>
    public bool OtherWrites => _time.GetUtcNow() < _otherWritesUntil;

    /// <summary>Set to false where events arrive and nobody looks.</summary>
    public bool Reading { get; set; } = true;

    /// <summary>The server ended the stream for good: for this reader the conversation does not exist (any more).</summary>
    public bool Ended { get; private set; }

    /// <summary>What is not acknowledged, in order; whoever leaves keeps it and gives it back when she returns.</summary>
    public IReadOnlyList<Outgoing> Unacknowledged
    {
        get
        {
            lock (_gate)
                return [.. _outbox.Select(m => m.Content)];
        }
    }

    /// <summary>Says something; it is sent until it is acknowledged, with one identifier, after what was said before.</summary>
    public Message Say(string text) => Say(new Outgoing(Guid.CreateVersion7().ToString(), text));

    public Message Say(Outgoing content)
    {
        var message = new Message(this, content);
        (_writes, _wroteAt) = (false, DateTimeOffset.MinValue);
        lock (_gate)
            _outbox.AddLast(message);
        _more.Writer.TryWrite(true);
        return message;
    }

    /// <summary>Says, with the next marks, that we are writing; to be called at every key.</summary>
    public void Writes() => _writes = true;

    internal async Task Listen(Line line, Action<int> reconnectIn)
    {
        var silent = 0;
        try
        {
            while (!line.Stop.IsCancellationRequested && !Ended)
            {
                var (anything, again) = (false, false);
                await foreach (var frame in line.Road.Listen(Conversation, LastSeen, line.Stop))
                {
                    anything = true;
                    line.Hear();
                    if (frame.SignIn)
                    {
                        line.Fail(new UnauthorizedAccessException("The session has ended."));
                        return;
                    }

                    if (frame.ReconnectIn is { } wait)
                    {
                        reconnectIn(wait);
                        line.Fail(null);
                        return;
                    }

                    if (again = frame.Resume || !Take(frame))
                        break;
                }

                // Who may listen hears a heartbeat at least. A stream also ends with its line, which is known a moment later: then asking once more fails.
                silent = anything ? 0 : silent + 1;
                Ended = silent == 2;
                if (!again)
                    await Task.Delay(Moment, line.Stop);
            }
        }
        catch (Exception e)
        {
            line.Fail(e);
        }
    }

    /// <summary>Sends what waits, in order, one at a time.</summary>
    internal async Task Send(Line line, Manners manners)
    {
        var delay = manners.FirstDelay;
        try
        {
            while (!line.Stop.IsCancellationRequested)
            {
                if (Next() is not { } message)
                {
                    await _more.Reader.ReadAsync(line.Stop);
                    continue;
                }

                using var due = CancellationTokenSource.CreateLinkedTokenSource(line.Stop);
                due.CancelAfter(manners.AnswerWithin);
                var answer = line.Road.Say(Conversation, message.Content, due.Token);
                if (await Task.WhenAny(answer, message.Answered) != answer)
                {
                    // It came back as an event, so it is stored; the answer itself got lost or comes later.
                    await due.CancelAsync();
                    await answer.ContinueWith(_ => { }, default, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                    continue;
                }

                var receipt = await answer;
                if (receipt.Status == Receipt.SignIn)
                {
                    line.Fail(new UnauthorizedAccessException("The session has ended."));
                    return;
                }

                if (receipt.Status is Receipt.NotStored or Receipt.TooFast)
                {
                    await Task.Delay(delay * (0.5 + Random.Shared.NextDouble()), line.Stop);
                    delay = delay * 2 < manners.LongestDelay ? delay * 2 : manners.LongestDelay;
                    continue;
                }

                delay = manners.FirstDelay;
                Answer(message, receipt);
            }
        }
        catch (Exception e)
        {
            line.Fail(e);
        }
    }

    internal async Task SendMarks(Line line)
    {
        var (seen, read) = (LastSeen, Reading ? LastSeen : _marked.Read);
        if (Ended || (seen, read) == _marked)
            return;
        try
        {
            await line.Road.Mark(Conversation, seen, read, line.Stop);
            _marked = (seen, read);
        }
        catch (Exception e)
        {
            line.Fail(e);
        }
    }

    internal async Task SendWriting(Line line, Manners manners)
    {
        if (Ended || !_writes || _time.GetUtcNow() - _wroteAt < manners.WritesEvery)
            return;
        (_writes, _wroteAt) = (false, _time.GetUtcNow());
        try
        {
            await line.Road.Writes(Conversation, line.Stop);
        }
        catch (Exception e)
        {
            line.Fail(e);
        }
    }

    internal void Leave()
    {
        lock (_gate)
        {
            foreach (var message in _outbox)
                message.Abandon();
        }
    }

    private Message? Next()
    {
        lock (_gate)
            return _outbox.First?.Value;
    }

    private void Answer(Message message, Receipt receipt)
    {
        lock (_gate)
            _outbox.Remove(message);
        message.Answer(receipt);
    }

    /// <summary>What is not new is dropped; false where there is a hole, so that the log must be asked again.</summary>
    private bool Take(Frame frame)
    {
        if (frame.Event is { } e)
        {
            if (e.N > LastSeen + 1)
                return false;
            if (e.N == LastSeen + 1)
            {
                LastSeen = e.N;
                Acknowledge(e);
                if (!e.Mine)
                    _otherWritesUntil = DateTimeOffset.MinValue;
                _happened?.Invoke(e);
            }
        }

        if (frame.Beat is { } beat)
        {
            (OtherReceived, OtherRead) = (Math.Max(OtherReceived, beat.Delivered), Math.Max(OtherRead, beat.Read));
            _otherWritesUntil = beat.Writes > 0 ? _time.GetUtcNow().AddMilliseconds(beat.Writes) : DateTimeOffset.MinValue;
            return beat.N <= LastSeen;
        }

        return true;
    }

    /// <summary>A message of ours that comes back with a number is stored, though its answer was lost.</summary>
    private void Acknowledge(ChatEvent e)
    {
        if (!e.Mine || e.ClientMessageId is null)
            return;
        Message? message;
        lock (_gate)
            message = _outbox.FirstOrDefault(m => m.Content.ClientMessageId == e.ClientMessageId);
        if (message is not null)
            Answer(message, new(Receipt.Accepted, e.N));
    }
}

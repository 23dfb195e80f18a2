namespace Cig.Platform.Chat;

/// <summary>
/// The clocks of one conversation, from its log in order and in opening hours: until an advisor came, until the first answer, and from each thing that the person wrote until the
/// answer to it, or from her coming back to what was closed. A hold that the person was told of stops them, and what was closed without an answer counts as none.
/// </summary>
internal sealed class AnswerClocks(HoursInForce hours, DateTimeOffset opened)
{
    /// <summary>The events that move them, and the opening, which every conversation has.</summary>
    public static readonly ChatEventKind[] Kinds =
    [
        ChatEventKind.Opened, ChatEventKind.Joined, ChatEventKind.Message, ChatEventKind.Attached, ChatEventKind.Guided, ChatEventKind.Held, ChatEventKind.Resumed, ChatEventKind.Transferred,
        ChatEventKind.Returned, ChatEventKind.TakenOver, ChatEventKind.Closed, ChatEventKind.Reopened,
    ];

    private readonly List<TimeSpan> _next = [];
    private DateTimeOffset? _running = opened;
    private TimeSpan _spent;
    private bool _asked = true;
    private bool _held;

    /// <summary>From the opening until an advisor came.</summary>
    public TimeSpan? Wait { get; private set; }

    /// <summary>From the opening until an advisor wrote.</summary>
    public TimeSpan? First { get; private set; }

    /// <summary>The waits for the answers after the first; what was never answered is none.</summary>
    public IReadOnlyList<TimeSpan> Next => _next;

    public void See(ChatEventKind kind, bool byPerson, DateTimeOffset at)
    {
        switch (kind)
        {
            case ChatEventKind.Joined:
                Wait ??= OpeningTime.Between(hours, opened, at);
                break;
            case ChatEventKind.Message or ChatEventKind.Attached when byPerson && !_asked:
                (_asked, _spent, _running) = (true, TimeSpan.Zero, _held ? null : at);
                break;
            case ChatEventKind.Message or ChatEventKind.Attached or ChatEventKind.Guided when !byPerson && _asked:
                Stop(at);
                Answered();
                break;
            case ChatEventKind.Held:
                Stop(at);
                _held = true;
                break;
            case ChatEventKind.Closed:
                (_asked, _held, _running) = (false, false, null);
                break;
            case ChatEventKind.Reopened:
                (_asked, _spent, _running) = (true, TimeSpan.Zero, at);
                break;
            case ChatEventKind.Resumed or ChatEventKind.Transferred or ChatEventKind.Returned or ChatEventKind.TakenOver when _held:
                _held = false;
                _running = _asked ? at : null;
                break;
        }
    }

    private void Stop(DateTimeOffset at)
    {
        if (_running is { } since)
            _spent += OpeningTime.Between(hours, since, at);
        _running = null;
    }

    private void Answered()
    {
        if (First is null)
            First = _spent;
        else
            _next.Add(_spent);
        _asked = false;
    }
}

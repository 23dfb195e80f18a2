namespace Cig.Platform.Tests;

/// <summary>A clock that a test sets; stopwatches go by it too, except for what it jumps.</summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    private TimeSpan _jumped;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => (Now - _jumped).UtcTicks;

    /// <summary>The calendar jumps, and no time has passed.</summary>
    public void Jump(TimeSpan length)
    {
        _jumped += length;
        Now += length;
    }
}

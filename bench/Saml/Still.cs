namespace Cig.Bench;

/// <summary>A clock that stands.</summary>
internal sealed class Still(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}

namespace Cig.Web;

/// <summary>Faults that a soak asks the server for. Production refuses to start with them.</summary>
internal static class Faults
{
    /// <summary>The clock of the server: the system's, or with <c>Cig:Faults:ClockJumps</c> one that jumps every few seconds, forward and back, up to so many minutes.</summary>
    /// <exception cref="InvalidOperationException">Jumps are asked for in Production.</exception>
    public static TimeProvider Clock(WebApplicationBuilder builder)
    {
        var minutes = builder.Configuration.GetValue<int>("Cig:Faults:ClockJumps");
        if (minutes == 0)
            return TimeProvider.System;
        return builder.Environment.IsProduction()
            ? throw new InvalidOperationException("Cig:Faults:ClockJumps must not be set in Production: it makes the clock wrong on purpose.")
            : new JumpingClock(TimeSpan.FromMinutes(minutes));
    }

    private sealed class JumpingClock(TimeSpan farthest) : TimeProvider
    {
        private const long MillisecondsBetween = 5000;

        public override DateTimeOffset GetUtcNow()
        {
            var jump = Environment.TickCount64 / MillisecondsBetween;
            return base.GetUtcNow() + farthest * (new Random((int)jump).NextDouble() * 2 - 1);
        }
    }
}

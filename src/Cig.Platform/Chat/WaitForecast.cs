namespace Cig.Platform.Chat;

/// <summary>How long the wait may be: between <paramref name="From"/> and <paramref name="To"/> in four cases of five.</summary>
/// <param name="Sample">How many conversations began in the time that the range rests on.</param>
public sealed record WaitRange(TimeSpan From, TimeSpan To, int Sample);

/// <summary>
/// An honest range for a wait. Conversations that begin one after another are taken for a Poisson process whose rate is known only from the <c>k</c> beginnings seen in a
/// time <c>W</c>; then the time until the <c>p</c>-th next beginning is <c>W</c> times a beta-prime variable with the parameters <c>p</c> and <c>k</c>, and the range lies
/// between its tenth and its ninetieth hundredth. Few observations make it wide by themselves; below <see cref="SmallestSample"/> nothing is said.
/// </summary>
public static class WaitForecast
{
    /// <summary>Share of the waits that end within the range.</summary>
    public const double Confidence = 0.8;

    /// <summary>Beginnings that must have been seen before anything is said.</summary>
    public const int SmallestSample = 5;

    /// <summary>How far back beginnings are counted; of this time only that counts in which the chat was open.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    /// <summary>How much of the window the chat was open: an hour in which it was closed says nothing of how fast it goes.</summary>
    public static TimeSpan Seen(HoursInForce hours, DateTimeOffset now) => OpeningTime.Between(hours, now - Window, now);

    /// <param name="place">Place in the queue, from 1.</param>
    /// <param name="begun">Conversations that began in <paramref name="seen"/>.</param>
    /// <returns>Null where too little was seen.</returns>
    public static WaitRange? Range(int place, int begun, TimeSpan seen)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(place, 1);
        return begun < SmallestSample || seen <= TimeSpan.Zero
            ? null
            : new(Quantile(place, begun, seen, (1 - Confidence) / 2), Quantile(place, begun, seen, (1 + Confidence) / 2), begun);
    }

    /// <summary>The time within which the wait ends with the probability <paramref name="share"/>.</summary>
    public static TimeSpan Quantile(int place, int begun, TimeSpan seen, double share)
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < 50; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = AtLeast(place, place + begun - 1, middle) < share ? (middle, high) : (low, middle);
        }

        return seen * (high / (1 - high));
    }

    /// <summary>The probability of at least <paramref name="wanted"/> successes in <paramref name="trials"/>; it is the regularised incomplete beta function of whole parameters.</summary>
    private static double AtLeast(int wanted, int trials, double chance)
    {
        if (chance <= 0)
            return 0;
        if (chance >= 1)
            return 1;

        // Terms are built in logarithms, so that a long queue does not underflow.
        var (sum, term) = (0.0, trials * Math.Log(1 - chance));
        for (var i = 0; i < wanted; i++)
        {
            sum += Math.Exp(term);
            term += Math.Log(trials - i) - Math.Log(i + 1) + Math.Log(chance) - Math.Log(1 - chance);
        }

        return Math.Max(0, 1 - sum);
    }
}

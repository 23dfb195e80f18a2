namespace Cig.Rules.Amounts;

/// <summary>One amount of a month told in parts: by weeks, or by causes under the same ceiling.</summary>
internal static class BenefitShares
{
    /// <summary>The amounts of each part of the hours; they add up to the whole to the cent, because the rounding is that of the sums.</summary>
    public static IReadOnlyList<BenefitAmounts> Of(BenefitAmounts whole, IReadOnlyList<Hours> parts)
    {
        var all = parts.Sum(p => (long)p.Hundredths);
        List<BenefitAmounts> shares = [];
        long before = 0;
        foreach (var part in parts)
        {
            var until = before + part.Hundredths;
            Euro Share(Euro amount) => new(Until(amount, until, all) - Until(amount, before, all));
            shares.Add(whole with
            {
                LostPay = Share(whole.LostPay),
                EightyPercent = Share(whole.EightyPercent),
                MaximumForHours = whole.MaximumForHours is { } maximum ? Share(maximum) : null,
                Gross = Share(whole.Gross),
                Net = Share(whole.Net),
            });
            before = until;
        }

        return shares;
    }

    /// <summary>What belongs to the first <paramref name="hours"/> of <paramref name="all"/>, halves upwards; nothing where there are no hours.</summary>
    private static long Until(Euro amount, long hours, long all) => all == 0 ? 0 : (2 * amount.Cents * hours + all) / (2 * all);
}

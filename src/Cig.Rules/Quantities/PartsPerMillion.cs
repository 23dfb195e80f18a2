namespace Cig.Rules;

/// <summary>A share finer than <see cref="Rate"/>, for rates that are split in thirds: 10,000 parts are one per cent.</summary>
public readonly record struct PartsPerMillion(int Parts) : ISpoken
{
    /// <summary>A rate in the finer unit.</summary>
    public static PartsPerMillion Of(Rate rate) => new(rate.BasisPoints * 100);

    /// <summary>Two thirds of a rate, halves upwards, and what is left of it.</summary>
    public static (PartsPerMillion TwoThirds, PartsPerMillion OneThird) TwoThirds(Rate rate)
    {
        var two = (2 * rate.BasisPoints * 100 * 2 + 3) / 6;
        return (new(two), new(rate.BasisPoints * 100 - two));
    }

    /// <summary>In per cent, to four places, as programs exchange it: <c>0.5333</c>.</summary>
    public string Plain => (Parts / 10_000m).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary><c>0,5333%</c> in Italian, <c>0.5333%</c> in English, <c>0,5333 %</c> in German.</summary>
    public string In(Tongue tongue) => Written.Fixed(tongue, Parts, 4, trim: true, after: tongue == Tongue.German ? " %" : "%");

    /// <summary>As Italian writes it: <c>0,5333%</c>.</summary>
    public override string ToString() => In(Tongue.Italian);
}

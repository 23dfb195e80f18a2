namespace Cig.Rules;

/// <summary>A share in hundredths of a per cent (5.84 % is 584).</summary>
public readonly record struct Rate(int BasisPoints) : ISpoken, IComparable<Rate>
{
    /// <summary>The share in per cent.</summary>
    public decimal Percent => BasisPoints / 100m;

    /// <summary>Whether the first is less than the second, compared in hundredths of a per cent.</summary>
    public static bool operator <(Rate left, Rate right) => left.BasisPoints < right.BasisPoints;

    /// <summary>Whether the first is more than the second, compared in hundredths of a per cent.</summary>
    public static bool operator >(Rate left, Rate right) => left.BasisPoints > right.BasisPoints;

    /// <summary>Whether the first is no more than the second, compared in hundredths of a per cent.</summary>
    public static bool operator <=(Rate left, Rate right) => left.BasisPoints <= right.BasisPoints;

    /// <summary>Whether the first is no less than the second, compared in hundredths of a per cent.</summary>
    public static bool operator >=(Rate left, Rate right) => left.BasisPoints >= right.BasisPoints;

    /// <inheritdoc />
    public int CompareTo(Rate other) => BasisPoints.CompareTo(other.BasisPoints);

    /// <summary><c>5,84%</c> in Italian, <c>5.84%</c> in English, <c>5,84 %</c> in German.</summary>
    public string In(Tongue tongue) => Written.Fixed(tongue, BasisPoints, 2, trim: true, after: tongue == Tongue.German ? " %" : "%");

    /// <summary>The share in per cent as programs exchange it: <c>5.84</c>.</summary>
    public string Plain => Percent.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>As Italian writes it: <c>5,84%</c>.</summary>
    public override string ToString() => In(Tongue.Italian);
}

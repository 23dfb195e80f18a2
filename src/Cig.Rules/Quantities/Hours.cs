namespace Cig.Rules;

/// <summary>Working hours in whole hundredths of an hour, the unit in which UniEmens carries them.</summary>
public readonly record struct Hours(int Hundredths) : ISpoken, IComparable<Hours>
{
    /// <summary>The hours as a decimal number, exact to the hundredth.</summary>
    public decimal Amount => Hundredths / 100m;

    /// <summary>The sum, exact in hundredths of an hour.</summary>
    public static Hours operator +(Hours left, Hours right) => new(left.Hundredths + right.Hundredths);

    /// <summary>Whether the first is less than the second, compared in hundredths of an hour.</summary>
    public static bool operator <(Hours left, Hours right) => left.Hundredths < right.Hundredths;

    /// <summary>Whether the first is more than the second, compared in hundredths of an hour.</summary>
    public static bool operator >(Hours left, Hours right) => left.Hundredths > right.Hundredths;

    /// <summary>Whether the first is no more than the second, compared in hundredths of an hour.</summary>
    public static bool operator <=(Hours left, Hours right) => left.Hundredths <= right.Hundredths;

    /// <summary>Whether the first is no less than the second, compared in hundredths of an hour.</summary>
    public static bool operator >=(Hours left, Hours right) => left.Hundredths >= right.Hundredths;

    /// <inheritdoc />
    public int CompareTo(Hours other) => Hundredths.CompareTo(other.Hundredths);

    /// <summary><c>64 ore</c>, <c>64 hours</c>, <c>64 Stunden</c>.</summary>
    public string In(Tongue tongue) => Written.Fixed(tongue, Hundredths, 2, trim: true, after: (tongue, Hundredths == 100) switch
    {
        (Tongue.Italian, true) => " ora",
        (Tongue.Italian, _) => " ore",
        (Tongue.English, true) => " hour",
        (Tongue.English, _) => " hours",
        (_, true) => " Stunde",
        _ => " Stunden",
    });

    /// <summary>The hours as programs exchange them: <c>64.00</c>.</summary>
    public string Plain => Amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>As Italian writes it: <c>64 ore</c>.</summary>
    public override string ToString() => In(Tongue.Italian);
}

namespace Cig.Rules;

/// <summary>
/// Weeks of supplement, exact: thirtieths of a week hold a day of a working week of five (6) and of six (5) alike. Nothing is ever rounded.
/// </summary>
public readonly record struct Weeks(int Thirtieths) : ISpoken, IComparable<Weeks>
{
    /// <summary>The days used over the days of the working week (5 or 6).</summary>
    public static Weeks OfDays(int days, int daysPerWeek) => new(days * (30 / daysPerWeek));

    /// <summary>Whole weeks; a broken one does not count.</summary>
    public int Whole => Thirtieths / 30;

    /// <summary>As a decimal number to four places, halves upwards.</summary>
    public decimal Amount => Math.Round(Thirtieths / 30m, 4, MidpointRounding.AwayFromZero);

    /// <summary>The sum, exact in thirtieths of a week.</summary>
    public static Weeks operator +(Weeks left, Weeks right) => new(left.Thirtieths + right.Thirtieths);

    /// <summary>The difference, exact in thirtieths of a week; it may be negative.</summary>
    public static Weeks operator -(Weeks left, Weeks right) => new(left.Thirtieths - right.Thirtieths);

    /// <summary>Whether the first is less than the second, compared in thirtieths of a week.</summary>
    public static bool operator <(Weeks left, Weeks right) => left.Thirtieths < right.Thirtieths;

    /// <summary>Whether the first is more than the second, compared in thirtieths of a week.</summary>
    public static bool operator >(Weeks left, Weeks right) => left.Thirtieths > right.Thirtieths;

    /// <summary>Whether the first is no more than the second, compared in thirtieths of a week.</summary>
    public static bool operator <=(Weeks left, Weeks right) => left.Thirtieths <= right.Thirtieths;

    /// <summary>Whether the first is no less than the second, compared in thirtieths of a week.</summary>
    public static bool operator >=(Weeks left, Weeks right) => left.Thirtieths >= right.Thirtieths;

    /// <inheritdoc />
    public int CompareTo(Weeks other) => Thirtieths.CompareTo(other.Thirtieths);

    /// <summary>As programs exchange it: <c>12.6</c>.</summary>
    public string Plain => Amount.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary><c>12,6 settimane</c>, <c>12.6 weeks</c>, <c>12,6 Wochen</c>.</summary>
    public string In(Tongue tongue) => (tongue, Thirtieths == 30) switch
    {
        (Tongue.Italian, true) => "1 settimana",
        (Tongue.Italian, _) => $"{Written.Number(tongue, Amount)} settimane",
        (Tongue.English, true) => "1 week",
        (Tongue.English, _) => $"{Written.Number(tongue, Amount)} weeks",
        (_, true) => "1 Woche",
        _ => $"{Written.Number(tongue, Amount)} Wochen",
    };

    /// <summary>As Italian writes it: <c>12,6 settimane</c>.</summary>
    public override string ToString() => In(Tongue.Italian);
}

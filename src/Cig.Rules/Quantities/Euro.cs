namespace Cig.Rules;

/// <summary>An amount of money in whole cents.</summary>
public readonly record struct Euro(long Cents) : ISpoken, IComparable<Euro>
{
    /// <summary>The amount in euro, exact to the cent.</summary>
    public decimal Amount => Cents / 100m;

    /// <summary>The sum, exact in cents.</summary>
    public static Euro operator +(Euro left, Euro right) => new(left.Cents + right.Cents);

    /// <summary>The difference, exact in cents; it may be negative.</summary>
    public static Euro operator -(Euro left, Euro right) => new(left.Cents - right.Cents);

    /// <summary>Whether the first is less than the second, compared in cents.</summary>
    public static bool operator <(Euro left, Euro right) => left.Cents < right.Cents;

    /// <summary>Whether the first is more than the second, compared in cents.</summary>
    public static bool operator >(Euro left, Euro right) => left.Cents > right.Cents;

    /// <summary>Whether the first is no more than the second, compared in cents.</summary>
    public static bool operator <=(Euro left, Euro right) => left.Cents <= right.Cents;

    /// <summary>Whether the first is no less than the second, compared in cents.</summary>
    public static bool operator >=(Euro left, Euro right) => left.Cents >= right.Cents;

    /// <inheritdoc />
    public int CompareTo(Euro other) => Cents.CompareTo(other.Cents);

    /// <summary><c>1.423,69 €</c> in Italian and German, <c>€1,423.69</c> in English.</summary>
    public string In(Tongue tongue) => tongue == Tongue.English
        ? Written.Fixed(tongue, Cents, 2, before: "€")
        : Written.Fixed(tongue, Cents, 2, after: " €");

    /// <summary>The amount as programs exchange it: <c>1423.69</c>.</summary>
    public string Plain => Amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>As Italian writes it: <c>1.423,69 €</c>.</summary>
    public override string ToString() => In(Tongue.Italian);
}

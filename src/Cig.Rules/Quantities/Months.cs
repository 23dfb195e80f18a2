namespace Cig.Rules;

/// <summary>
/// Months of supplement, exact: 1/780 of a month holds a day of a working week (52 weeks are 12 months), a thirtieth of a month and the half of it.
/// </summary>
public readonly record struct Months(long Parts) : ISpoken
{
    /// <summary>1/780 parts of a whole month.</summary>
    public const int PerMonth = 780;

    /// <summary>As a decimal number to four places, halves upwards.</summary>
    public decimal Amount => Math.Round(Parts / (decimal)PerMonth, 4, MidpointRounding.AwayFromZero);

    /// <summary>As programs exchange it: <c>11.5385</c>.</summary>
    public string Plain => Amount.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary><c>11,5 mesi</c>, <c>11.5 months</c>, <c>11,5 Monate</c>.</summary>
    public string In(Tongue tongue) => Written.Number(tongue, Amount) + (tongue, Parts == PerMonth) switch
    {
        (Tongue.Italian, true) => " mese",
        (Tongue.Italian, _) => " mesi",
        (Tongue.English, true) => " month",
        (Tongue.English, _) => " months",
        (_, true) => " Monat",
        _ => " Monate",
    };

    /// <summary>As Italian writes it: <c>11,5 mesi</c>.</summary>
    public override string ToString() => In(Tongue.Italian);
}

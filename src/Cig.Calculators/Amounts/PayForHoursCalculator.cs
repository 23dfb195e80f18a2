using Cig.Rules;
using Cig.Rules.Amounts;

namespace Cig.Calculators.Amounts;

/// <summary>The pay of the hours not worked, from how the pay is made up.</summary>
public sealed class PayForHoursCalculator : Calculator
{
    public override string Name => "pay-for-hours";

    public override Text Summary => Text.Of($"Retribuzione delle ore perse, dalle voci della paga", $"Pay of the hours not worked, from the items of the pay", $"Lohn der ausgefallenen Stunden, aus den Lohnbestandteilen");

    public override ObjectKind Input { get; } = new(
        new("hours", DecimalKind.Hours, Text.Of($"ore non lavorate", $"hours not worked", $"ausgefallene Stunden")),
        new("fixedPay", DecimalKind.Money, Text.Of($"paga fissa del periodo di paga", $"fixed pay of the pay period", $"fester Lohn des Lohnzeitraums")),
        new("normalHours", DecimalKind.SomeHours with { Example = "176.00" }, Text.Of($"ore normali di quel periodo", $"normal hours of that period", $"Normalstunden dieses Zeitraums")),
        new("dailyAllowances", DecimalKind.Money, Text.Of($"indennità accessorie di un giorno", $"accessory allowances of one day", $"Zulagen eines Tages"), Optional: true),
        new("variablePay", DecimalKind.Money, Text.Of($"cottimi e premi di produzione del periodo", $"piece-work and production bonuses of the period", $"Akkord und Produktionsprämien des Zeitraums"), Optional: true),
        new("hoursWorked", DecimalKind.SomeHours, Text.Of($"ore lavorate per guadagnarli", $"hours worked to earn them", $"dafür gearbeitete Stunden"), Optional: true));

    public override ObjectKind Output { get; } = new(
        new("fixed", DecimalKind.Money, Text.Of($"della paga fissa", $"of the fixed pay", $"des festen Lohns")),
        new("daily", DecimalKind.Money, Text.Of($"delle indennità giornaliere", $"of the daily allowances", $"der Tageszulagen")),
        new("variable", DecimalKind.Money, Text.Of($"di cottimi e premi", $"of piece-work and bonuses", $"von Akkord und Prämien")),
        new("lostPay", DecimalKind.Money, Text.Of($"retribuzione persa", $"lost pay", $"Lohnausfall")));

    public override string Example =>
        """{"hours":"64.00","fixedPay":"1625.00","normalHours":"176.00","dailyAllowances":"4.00","variablePay":"220.00","hoursWorked":"110.00"}""";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        Euro OrNothing(string key) => facts.Has(key) ? facts.Euro(key) : default;
        var ruling = PayForHours.For(new(
            facts.Hours("hours"), facts.Euro("fixedPay"), facts.Hours("normalHours"), OrNothing("dailyAllowances"), OrNothing("variablePay"), facts.Has("hoursWorked") ? facts.Hours("hoursWorked") : null));
        return Calculators.Answer.Of(ruling, _ => new()
        {
            ["fixed"] = ruling.Value.Fixed.Plain,
            ["daily"] = ruling.Value.Daily.Plain,
            ["variable"] = ruling.Value.Variable.Plain,
            ["lostPay"] = ruling.Value.Whole.Plain,
        });
    }
}

using Cig.Rules;
using Cig.Rules.Durations;

namespace Cig.Calculators.Durations;

/// <summary>Weeks used from days used.</summary>
public sealed class UsedWeeksCalculator : Calculator
{
    public override string Name => "used-weeks";

    public override Text Summary => Text.Of($"Settimane fruite, dai giorni", $"Weeks used, from days", $"Genutzte Wochen, aus Tagen");

    public override ObjectKind Input { get; } = new(
        new("daysUsed", new IntegerKind(0, 10_000), Text.Of($"giorni usati", $"days used", $"genutzte Tage")),
        new("daysPerWeek", new IntegerKind(5, 6), Text.Of($"giorni lavorativi alla settimana", $"working days a week", $"Arbeitstage pro Woche")));

    public override ObjectKind Output { get; } = new(
        new("weeks", DecimalKind.Weeks, Text.Of($"settimane, esatte a quattro decimali", $"weeks, exact to four places", $"Wochen, auf vier Stellen genau")),
        new("wholeWeeks", new IntegerKind(0, 2000), Text.Of($"settimane intere", $"whole weeks", $"ganze Wochen")),
        new("remainingDays", new IntegerKind(0, 5), Text.Of($"giorni che restano", $"remaining days", $"verbleibende Tage")));

    public override string Example => """{"daysUsed":63,"daysPerWeek":5}""";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var ruling = UsedWeeks.Of(facts.Integer("daysUsed"), facts.Integer("daysPerWeek"));
        return Calculators.Answer.Of(ruling, tongue => new()
        {
            ["weeks"] = ruling.Value.Weeks.Plain,
            ["wholeWeeks"] = ruling.Value.WholeWeeks,
            ["remainingDays"] = ruling.Value.RemainingDays,
        });
    }
}

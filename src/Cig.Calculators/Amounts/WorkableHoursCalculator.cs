using Cig.Rules;
using Cig.Rules.Calendar;

namespace Cig.Calculators.Amounts;

/// <summary>The workable hours of a month.</summary>
public sealed class WorkableHoursCalculator : Calculator
{
    public override string Name => "workable-hours";

    public override Text Summary => Text.Of($"Ore lavorabili di un mese", $"Workable hours of a month", $"Sollarbeitsstunden eines Monats");

    public override ObjectKind Input { get; } = new(
        Members.Month,
        new("weeklyHours", DecimalKind.SomeHours with { Greatest = 48 }, Text.Of($"ore settimanali del contratto", $"contract hours of a week", $"vertragliche Wochenstunden")),
        new("daysPerWeek", new IntegerKind(5, 6), Text.Of($"giorni lavorativi alla settimana", $"working days a week", $"Arbeitstage pro Woche")));

    public override ObjectKind Output { get; } = new(
        new("hours", DecimalKind.Hours, Text.Of($"ore lavorabili", $"workable hours", $"Sollarbeitsstunden")),
        new("days", new IntegerKind(0, 27), Text.Of($"giorni lavorativi", $"working days", $"Arbeitstage")));

    public override string Example => """{"month":"2026-04","weeklyHours":"40.00","daysPerWeek":5}""";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var ruling = WorkableHours.In(facts.Month("month"), facts.Hours("weeklyHours"), facts.Integer("daysPerWeek"));
        return Calculators.Answer.Of(ruling, _ => new() { ["hours"] = ruling.Value.Hours.Plain, ["days"] = ruling.Value.Days });
    }
}

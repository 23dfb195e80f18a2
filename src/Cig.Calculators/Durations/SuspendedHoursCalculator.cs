using Cig.Rules;
using Cig.Rules.Durations;

namespace Cig.Calculators.Durations;

/// <summary>Whether a programme of reorganisation or crisis suspends no more hours than it may.</summary>
public sealed class SuspendedHoursCalculator : Calculator
{
    private static readonly DecimalKind ManyHours = DecimalKind.Hours with { Example = "80000.00", Greatest = 20_000_000 };

    public override string Name => "suspended-hours";

    public override string Verdict => "passes";

    public override Text Summary => Text.Of($"Ore sospese in un programma di CIGS", $"Hours suspended in a CIGS programme", $"In einem CIGS-Programm ausgesetzte Stunden");

    public override ObjectKind Input { get; } = new(
        new("suspensionStart", TimeKind.Day, Text.Of($"primo giorno della sospensione", $"first day of the suspension", $"erster Tag der Suspendierung")),
        new("hoursSuspended", ManyHours, Text.Of($"ore di sospensione nel programma", $"hours of suspension over the programme", $"Stunden der Suspendierung im Programm")),
        new("hoursWorkable", ManyHours with { Example = "100000.00", Least = 0.01m }, Text.Of($"ore lavorabili dell'unità nel programma", $"workable hours of the unit over the programme", $"Sollstunden der Einheit im Programm")));

    public override ObjectKind Output { get; } = new(new Named("passes", new FlagKind(), Text.Of($"rispettato", $"kept", $"eingehalten")));

    public override string Example => """{"suspensionStart":"2026-03-02","hoursSuspended":"80000.00","hoursWorkable":"100000.00"}""";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var ruling = CigsDuration.WithinSuspendedHours(facts.Day("suspensionStart"), facts.Hours("hoursSuspended"), facts.Hours("hoursWorkable"));
        return Calculators.Answer.Of(ruling, _ => new() { ["passes"] = ruling.Value });
    }
}

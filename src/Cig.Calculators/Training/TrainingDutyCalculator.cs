using Cig.Rules;
using Cig.Rules.Training;

namespace Cig.Calculators.Training;

/// <summary>What missing a course costs.</summary>
public sealed class TrainingDutyCalculator : Calculator
{
    public override string Name => "training-duty";

    public override string Verdict => "effect";

    public override Text Summary => Text.Of($"Assenza dalla formazione durante la CIGS", $"Absence from training during the extraordinary supplement", $"Abwesenheit von der Schulung während der außerordentlichen Kasse");

    public override ObjectKind Input { get; } = new(
        new("absencePercent", DecimalKind.Percent with { Example = "30", Greatest = 100 }, Text.Of($"ore di assenza non giustificata, in percentuale del corso", $"hours of unjustified absence, in per cent of the course", $"unentschuldigte Fehlstunden in Prozent des Kurses")),
        new("month", TimeKind.Month, Text.Of($"mese del corso", $"month of the course", $"Monat des Kurses")));

    public override ObjectKind Output { get; } = new(
        new("effect", ChoiceKind.Of<TrainingEffect>(), Text.Of($"effetto", $"effect", $"Wirkung")),
        new("benefitsLost", new TextKind(), Text.Of($"quota delle mensilità perse, almeno una", $"share of the monthly benefits lost, at least one", $"Anteil der verlorenen Monatsleistungen, mindestens eine")));

    public override string Example => """{"absencePercent":"30","month":"2026-04"}""";

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Policies { get; } =
        new Dictionary<string, IReadOnlyList<string>> { ["exactShare"] = ["lower", "higher"] };

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var ruling = TrainingDuty.For(facts.Rate("absencePercent"), facts.Month("month"), readings["exactShare"] == "higher" ? ExactShare.Higher : ExactShare.Lower);
        return Calculators.Answer.Of(ruling, _ => new() { ["effect"] = ChoiceKind.Name(ruling.Value.Effect), ["benefitsLost"] = ruling.Value.Share });
    }
}

using Cig.Rules;
using Cig.Rules.Families;

namespace Cig.Calculators.Families;

/// <summary>Which family benefit goes with a month of supplement.</summary>
public sealed class FamilyBenefitCalculator : Calculator
{
    public override string Name => "family-benefit";

    public override string Verdict => "benefit";

    public override Text Summary => Text.Of($"Prestazioni familiari durante l'integrazione", $"Family benefits during the supplement", $"Familienleistungen während des Lohnausgleichs");

    public override ObjectKind Input { get; } = new(
        new("month", TimeKind.Month, Text.Of($"mese", $"month", $"Monat")),
        new("dependentChildren", new FlagKind(), Text.Of($"figli a carico nel nucleo", $"dependent children in the household", $"unterhaltsberechtigte Kinder im Haushalt")));

    public override ObjectKind Output { get; } = new(
        new("benefit", ChoiceKind.Of<FamilyBenefitKind>(), Text.Of($"prestazione", $"benefit", $"Leistung")),
        new("withSupplement", new FlagKind(), Text.Of($"pagata con l'integrazione", $"paid with the supplement", $"mit dem Ausgleich gezahlt")));

    public override string Example => """{"month":"2026-04","dependentChildren":true}""";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var ruling = FamilyBenefit.For(facts.Month("month"), facts.Flag("dependentChildren"));
        return Calculators.Answer.Of(ruling, _ => new() { ["benefit"] = ChoiceKind.Name(ruling.Value.Kind), ["withSupplement"] = ruling.Value.WithSupplement });
    }
}

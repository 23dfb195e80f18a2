using Cig.Calculators.Durations;
using Cig.Rules;
using Cig.Rules.Procedures;

namespace Cig.Calculators.Procedures;

/// <summary>From when the extraordinary supplement runs.</summary>
public sealed class CigsStartCalculator : Calculator
{
    public override string Name => "cigs-start";

    public override string Verdict => "outcome";

    public override Text Summary => Text.Of($"Domanda e decorrenza della CIGS", $"Application and start of the extraordinary supplement", $"Antrag und Beginn der außerordentlichen Kasse");

    public override ObjectKind Input { get; } = new(
        new("agreementDate", TimeKind.Day, Text.Of($"fine della consultazione o firma dell'accordo", $"end of the consultation or signature of the agreement", $"Ende der Anhörung oder Unterzeichnung der Vereinbarung")),
        new("filedOn", TimeKind.Day, Text.Of($"giorno della domanda", $"day of filing", $"Tag des Antrags")),
        new("suspensionStart", TimeKind.Day, Text.Of($"primo giorno della sospensione", $"first day of the suspension", $"erster Tag der Suspendierung")));

    public override ObjectKind Output { get; } = new(
        new("outcome", ChoiceKind.Of<CigsStartOutcome>(), Text.Of($"esito", $"outcome", $"Ergebnis")),
        new("treatmentFrom", TimeKind.Day, Text.Of($"decorrenza del trattamento", $"first day of the treatment", $"Beginn der Leistung"), Optional: true),
        new("decreeExpectedBy", TimeKind.Day, Text.Of($"decreto atteso entro", $"decree expected by", $"Dekret erwartet bis")));

    public override string Example => """{"agreementDate":"2026-03-02","filedOn":"2026-03-06","suspensionStart":"2026-03-16"}""";

    protected override string DateFact => "filedOn";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var ruling = CigsStart.For(facts.Day("agreementDate"), facts.Day("filedOn"), facts.Day("suspensionStart"));
        return Calculators.Answer.Of(ruling, _ => new()
        {
            ["outcome"] = ChoiceKind.Name(ruling.Value.Outcome),
            ["treatmentFrom"] = Iso.Day(ruling.Value.TreatmentFrom),
            ["decreeExpectedBy"] = Iso.Day(ruling.Value.DecreeExpectedBy),
        });
    }
}

using Cig.Rules;
using Cig.Rules.Contributions;
using Cig.Rules.Eligibility;

namespace Cig.Calculators.Contributions;

/// <summary>The monthly premium for one worker.</summary>
public sealed class OrdinaryContributionCalculator : Calculator
{
    public override string Name => "ordinary-contribution";

    public override Text Summary => Text.Of($"Contributo ordinario", $"Ordinary contribution", $"Ordentlicher Beitrag");

    public override ObjectKind Input { get; } = new(
        new("scheme", ChoiceKind.Of<Scheme>(), Text.Of($"trattamento", $"scheme", $"Leistung")),
        new("month", TimeKind.Month, Text.Of($"mese di paga", $"pay month", $"Lohnmonat")),
        new("sector", ChoiceKind.Of<Sector>(), Text.Of($"settore", $"sector", $"Sektor")),
        new("averageEmployees", DecimalKind.Weeks with { Example = "12.5", Least = 0.0001m }, Text.Of($"media dei dipendenti (CIGO: dell'anno prima; altri: del semestre)", $"average employees (CIGO: of the year before; others: of the semester)", $"durchschnittliche Beschäftigte (CIGO: des Vorjahres; sonst: des Halbjahrs)")),
        new("workerKind", ChoiceKind.Of<WorkerKind>(), Text.Of($"qualifica", $"kind of worker", $"Art der Beschäftigung")),
        new("fund", ChoiceKind.Of<SolidarityFund>(), Text.Of($"fondo di solidarietà", $"solidarity fund", $"Solidaritätsfonds"), Optional: true),
        new("idleMonths", new IntegerKind(0, 1200), Text.Of($"mesi interi senza domande dopo l'ultimo uso", $"whole months without an application after the last use", $"volle Monate ohne Antrag nach der letzten Nutzung"), Optional: true),
        new("newlyCovered2022", new FlagKind(), Text.Of($"entrata nella CIGS con la riforma del 2022", $"came under the extraordinary supplement with the reform of 2022", $"fiel mit der Reform 2022 unter die außerordentliche Kasse"), Optional: true));

    public override ObjectKind Output { get; } = new(
        new("rate", DecimalKind.Percent, Text.Of($"aliquota in percentuale", $"rate in per cent", $"Satz in Prozent")),
        new("employerRate", DecimalKind.Percent with { Places = 4 }, Text.Of($"a carico dell'azienda", $"of the employer", $"Anteil des Arbeitgebers")),
        new("workerRate", DecimalKind.Percent with { Places = 4 }, Text.Of($"a carico del lavoratore", $"of the worker", $"Anteil der beschäftigten Person")));

    public override string Example =>
        """{"scheme":"FIS","month":"2026-04","sector":"COMMERCE","averageEmployees":"4.5","workerKind":"WHITE_COLLAR","fund":null,"idleMonths":30,"newlyCovered2022":null}""";

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Policies { get; } =
        new Dictionary<string, IReadOnlyList<string>> { ["firstUse"] = ["ordinary", "reduced"] };

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var ruling = OrdinaryContribution.For(new(
            facts.Choice<Scheme>("scheme"), facts.Month("month"), facts.Choice<Sector>("sector"), facts.Decimal("averageEmployees"), facts.Choice<WorkerKind>("workerKind"),
            facts.ChoiceOrNull<SolidarityFund>("fund"), facts.IntegerOrNull("idleMonths"), facts.FlagOrNo("newlyCovered2022"))
        {
            FirstUseReduced = readings["firstUse"] == "reduced",
        });
        return Calculators.Answer.Of(ruling, _ => new()
        {
            ["rate"] = ruling.Value.Rate.Plain,
            ["employerRate"] = ruling.Value.Employer.Plain,
            ["workerRate"] = ruling.Value.Worker.Plain,
        });
    }
}

using Cig.Rules;
using Cig.Rules.Eligibility;

namespace Cig.Calculators.Eligibility;

/// <summary>Whether a worker may receive the supplement.</summary>
public sealed class WorkerEligibilityCalculator : Calculator
{
    public override string Name => "worker-eligibility";

    public override string Verdict => "eligible";

    public override Text Summary => Text.Of($"Un lavoratore può ricevere l'integrazione?", $"May a worker receive the supplement?", $"Kann eine Person den Lohnausgleich erhalten?");

    public override ObjectKind Input { get; } = new(
        new("kind", ChoiceKind.Of<WorkerKind>(), Text.Of($"qualifica", $"kind of worker", $"Art der Beschäftigung")),
        new("sector", ChoiceKind.Of<Sector>(), Text.Of($"settore", $"sector", $"Sektor")),
        new("seniorityDays", new IntegerKind(0, 30_000), Text.Of($"giorni di effettivo lavoro nell'unità produttiva alla data della domanda", $"days of effective work in the production unit on the day of filing", $"Tage tatsächlicher Arbeit in der Produktionseinheit am Tag des Antrags")),
        new("suspensionStart", TimeKind.Day, Text.Of($"primo giorno della sospensione", $"first day of the suspension", $"erster Tag der Suspendierung")),
        new("filedOn", TimeKind.Day, Text.Of($"giorno della domanda, a cui si contano i giorni", $"day of filing, at which the days are counted", $"Tag des Antrags, an dem die Tage gezählt werden")),
        new("scheme", ChoiceKind.Of<Scheme>(), Text.Of($"trattamento", $"scheme", $"Leistung")),
        new("unavoidableEvent", new FlagKind(), Text.Of($"evento oggettivamente non evitabile", $"objectively unavoidable event", $"objektiv unvermeidbares Ereignis")));

    public override ObjectKind Output { get; } = new(new Named("eligible", new FlagKind(), Text.Of($"può riceverla", $"may receive it", $"kann ihn erhalten")));

    public override string Example =>
        """{"kind":"BLUE_COLLAR","sector":"INDUSTRY","seniorityDays":29,"suspensionStart":"2026-03-02","filedOn":"2026-03-10","scheme":"CIGO","unavoidableEvent":false}""";

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Policies { get; } =
        new Dictionary<string, IReadOnlyList<string>> { ["unavoidableSeniority"] = ["everyScheme", "industryAndBuilding", "industryOnly"] };

    protected override string DateFact => "suspensionStart";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var ruling = WorkerEligibility.Of(new(
            facts.Choice<WorkerKind>("kind"), facts.Choice<Sector>("sector"), facts.Integer("seniorityDays"), facts.Day("suspensionStart"), facts.Choice<Scheme>("scheme"), facts.Flag("unavoidableEvent"))
        {
            UnavoidableSeniority = readings["unavoidableSeniority"] switch
            {
                "industryAndBuilding" => UnavoidableSeniority.IndustryAndBuilding,
                "industryOnly" => UnavoidableSeniority.IndustryOnly,
                _ => UnavoidableSeniority.EveryScheme,
            },
        });
        return Calculators.Answer.Of(ruling, _ => new() { ["eligible"] = ruling.Value });
    }
}

using System.Text.Json.Nodes;
using Cig.Rules;
using Cig.Rules.Eligibility;

namespace Cig.Calculators.Eligibility;

/// <summary>Days of effective work, from the stretches of the working relationship.</summary>
public sealed class SeniorityCalculator : Calculator
{
    public override string Name => "seniority";

    public override Text Summary => Text.Of($"Giorni di effettivo lavoro, dai periodi di lavoro", $"Days of effective work, from periods of work", $"Tage tatsächlicher Arbeit, aus Arbeitszeiträumen");

    public override ObjectKind Input { get; } = new(
        new("filedOn", TimeKind.Day, Text.Of($"giorno della domanda", $"day of filing", $"Tag des Antrags")),
        new("periods", new ListKind(new ObjectKind(
            new Named("kind", ChoiceKind.Of<WorkPeriodKind>(), Text.Of($"che cosa è stato il periodo", $"what the period was", $"was der Zeitraum war")),
            new Named("from", TimeKind.Day, Text.Of($"primo giorno", $"first day", $"erster Tag")),
            new Named("to", TimeKind.Day, Text.Of($"ultimo giorno", $"last day", $"letzter Tag")),
            new Named("with", ChoiceKind.Of<ServiceWith>(), Text.Of($"presso chi; assente = il datore che fa domanda", $"with whom; absent = the employer that applies", $"bei wem; fehlt = der antragstellende Arbeitgeber"), Optional: true),
            new Named("days", new IntegerKind(0, 40_000), Text.Of($"giorni di presenza, se non sono tutti (part-time verticale, a chiamata)", $"days of presence, where not all of them (vertical part-time, on call)", $"Anwesenheitstage, wenn nicht alle (vertikale Teilzeit, auf Abruf)"), Optional: true)), 1), Text.Of($"periodi nell'unità produttiva della domanda", $"periods in the production unit of the application", $"Zeiträume in der Produktionseinheit des Antrags")));

    public override ObjectKind Output { get; } = new(
        new("days", new IntegerKind(0, 100_000), Text.Of($"giorni di effettivo lavoro", $"days of effective work", $"Tage tatsächlicher Arbeit")),
        new("byPeriod", new ListKind(new IntegerKind(0, 100_000)), Text.Of($"giorni di ciascun periodo", $"days of each period", $"Tage jedes Zeitraums")));

    public override string Example =>
        """{"filedOn":"2026-03-10","periods":[{"kind":"WORK","from":"2026-01-12","to":"2026-02-13","with":"OUTGOING_CONTRACTOR","days":null},{"kind":"SICKNESS","from":"2026-02-14","to":"2026-02-21","with":null,"days":null},{"kind":"WORK","from":"2026-02-23","to":"2026-03-31","with":null,"days":null}]}""";

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Policies { get; } =
        new Dictionary<string, IReadOnlyList<string>> { ["sicknessInSeniority"] = ["notCounted", "counted"] };

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var ruling = EffectiveWork.At(
            facts.Day("filedOn"),
            [.. facts.List("periods").Select(p => new WorkPeriod(p.Choice<WorkPeriodKind>("kind"), p.Day("from"), p.Day("to"), p.ChoiceOrNull<ServiceWith>("with") ?? ServiceWith.Employer, p.IntegerOrNull("days")))],
            readings["sicknessInSeniority"] == "counted");
        return Calculators.Answer.Of(ruling, _ => new() { ["days"] = ruling.Value.Days, ["byPeriod"] = new JsonArray([.. ruling.Value.ByPeriod.Select(d => (JsonNode)d)]) });
    }
}

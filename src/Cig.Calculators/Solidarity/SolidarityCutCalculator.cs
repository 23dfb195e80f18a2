using Cig.Rules;
using Cig.Rules.Solidarity;

namespace Cig.Calculators.Solidarity;

/// <summary>Whether the cuts of a solidarity agreement keep the limits.</summary>
public sealed class SolidarityCutCalculator : Calculator
{
    public override string Name => "solidarity-cut";

    public override string Verdict => "passes";

    public override Text Summary => Text.Of($"Riduzione d'orario in un contratto di solidarietà", $"Cut of hours in a solidarity agreement", $"Arbeitszeitkürzung in einem Solidaritätsvertrag");

    public override ObjectKind Input { get; } = new(
        new("agreementDate", TimeKind.Day, Text.Of($"giorno dell'accordo", $"day of the agreement", $"Tag der Vereinbarung")),
        new("workers", new ListKind(new ObjectKind(
            new Named("contractHours", DecimalKind.SomeHours with { Greatest = 48 }, Text.Of($"ore settimanali del contratto", $"weekly contract hours", $"wöchentliche Vertragsstunden")),
            new Named("cuts", new ListKind(new ObjectKind(
                new Named("weeks", new DecimalKind("26", 1, 260, 0) { WholeToo = true }, Text.Of($"settimane", $"weeks", $"Wochen")),
                new Named("hoursCut", DecimalKind.Hours with { Example = "16.00", Greatest = 48 }, Text.Of($"ore tolte in ciascuna", $"hours cut in each", $"in jeder gekürzte Stunden"))), 1), Text.Of($"settimane dell'accordo, tutte", $"weeks of the agreement, all of them", $"alle Wochen der Vereinbarung"))), 1), Text.Of($"lavoratori coinvolti", $"workers involved", $"beteiligte Beschäftigte")));

    public override ObjectKind Output { get; } = new(
        new("averagePercent", DecimalKind.Percent, Text.Of($"riduzione media in percentuale", $"average cut in per cent", $"durchschnittliche Kürzung in Prozent")),
        new("maxPercent", DecimalKind.Percent, Text.Of($"riduzione del lavoratore più ridotto", $"cut of the worker cut most", $"Kürzung der am stärksten betroffenen Person")),
        new("passes", new FlagKind(), Text.Of($"rispetta i limiti", $"keeps the limits", $"hält die Grenzen ein")));

    public override string Example =>
        """{"agreementDate":"2026-02-02","workers":[{"contractHours":"40.00","cuts":[{"weeks":26,"hoursCut":"36.00"},{"weeks":26,"hoursCut":"20.00"}]},{"contractHours":"20.00","cuts":[{"weeks":52,"hoursCut":"8.00"}]}]}""";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var ruling = SolidarityCut.For(
            facts.Day("agreementDate"),
            [.. facts.List("workers").Select(w => new SolidarityWorker(w.Hours("contractHours"), [.. w.List("cuts").Select(c => new WeeklyCut(c.Integer("weeks"), c.Hours("hoursCut")))]))]);
        return Calculators.Answer.Of(ruling, _ => new()
        {
            ["averagePercent"] = ruling.Value.Average.Plain,
            ["maxPercent"] = ruling.Value.Greatest.Plain,
            ["passes"] = ruling.Value.Passes,
        });
    }
}

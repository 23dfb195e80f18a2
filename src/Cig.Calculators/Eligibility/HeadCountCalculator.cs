using System.Globalization;
using Cig.Rules;
using Cig.Rules.HeadCounts;

namespace Cig.Calculators.Eligibility;

/// <summary>The average of employees of the semester.</summary>
public sealed class HeadCountCalculator : Calculator
{
    public override string Name => "head-count";

    public override Text Summary => Text.Of($"Media dei dipendenti del semestre", $"Average of employees of the semester", $"Durchschnitt der Beschäftigten des Halbjahrs");

    public override ObjectKind Input { get; } = new(
        new("filedOn", TimeKind.Day, Text.Of($"giorno della domanda", $"day of filing", $"Tag des Antrags")),
        new("months", new ListKind(new ObjectKind(new Named("groups", new ListKind(new ObjectKind(
            new Named("people", new IntegerKind(0, 1_000_000), Text.Of($"persone", $"people", $"Personen")),
            new Named("hours", DecimalKind.Hours, Text.Of($"ore di contratto (intermittenti: ore lavorate)", $"contract hours (intermittent: hours worked)", $"Vertragsstunden (auf Abruf: gearbeitete Stunden)")),
            new Named("fullTimeHours", DecimalKind.SomeHours with { Greatest = 10_000 }, Text.Of($"ore del tempo pieno nello stesso arco", $"full-time hours over the same span", $"Vollzeitstunden im selben Zeitraum"))), 1), Text.Of($"gruppi", $"groups", $"Gruppen"))), 1), Text.Of($"i sei mesi prima della domanda, dal più vecchio", $"the six months before the filing, oldest first", $"die sechs Monate vor dem Antrag, ältester zuerst")));

    public override ObjectKind Output { get; } = new(new Named("averageEmployees", DecimalKind.Weeks, Text.Of($"media dei dipendenti", $"average employees", $"durchschnittliche Beschäftigte")));

    public override string Example =>
        """{"filedOn":"2026-03-10","months":[{"groups":[{"people":14,"hours":"40.00","fullTimeHours":"40.00"},{"people":3,"hours":"20.00","fullTimeHours":"40.00"}]},{"groups":[{"people":15,"hours":"40.00","fullTimeHours":"40.00"}]}]}""";

    protected override string DateFact => "filedOn";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var ruling = HeadCount.Average(facts.Day("filedOn"), [.. facts.List("months").Select(m =>
            (IReadOnlyList<MonthGroup>)[.. m.List("groups").Select(g => new MonthGroup(g.Integer("people"), g.Hours("hours"), g.Hours("fullTimeHours")))])]);
        return Calculators.Answer.Of(ruling, _ => new() { ["averageEmployees"] = (ruling.Value / (decimal)HeadCount.PerPerson).ToString("0.####", CultureInfo.InvariantCulture) });
    }
}

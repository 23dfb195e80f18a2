using Cig.Calculators.Durations;
using Cig.Rules;
using Cig.Rules.Contributions;

namespace Cig.Calculators.Contributions;

/// <summary>The weeks and idle months that the additional contribution of a month asks for.</summary>
public sealed class ContributionWeeksCalculator : Calculator
{
    public override string Name => "contribution-weeks";

    public override Text Summary => Text.Of($"Settimane che decidono lo scaglione del contributo addizionale", $"Weeks that decide the bracket of the additional contribution", $"Wochen, die über die Stufe des Zusatzbeitrags entscheiden");

    public override ObjectKind Input { get; } = new(
        new("month", TimeKind.Month, Text.Of($"mese delle ore", $"month of the hours", $"Monat der Stunden")),
        new("suspensionStart", TimeKind.Day, Text.Of($"primo giorno della sospensione", $"first day of the suspension", $"erster Tag der Suspendierung")),
        new("daysPerWeek", new IntegerKind(5, 6), Text.Of($"giorni lavorativi alla settimana", $"working days a week", $"Arbeitstage pro Woche")),
        new("authorisations", new ListKind(DurationCalculator.Authorisation), Text.Of($"autorizzazioni della stessa unità, anche quella in corso", $"authorisations of the same unit, that under way included", $"Genehmigungen derselben Einheit, auch die laufende")));

    public override ObjectKind Output { get; } = new(
        new("weeksUsed", DecimalKind.Weeks, Text.Of($"settimane usate alla fine del mese prima", $"weeks used at the end of the month before", $"Ende des Vormonats genutzte Wochen")),
        new("window", new ObjectKind(
            new Named("from", TimeKind.Day, Text.Of($"primo giorno", $"first day", $"erster Tag")),
            new Named("to", TimeKind.Day, Text.Of($"ultimo giorno", $"last day", $"letzter Tag"))), Text.Of($"quinquennio mobile", $"rolling five years", $"gleitender Fünfjahreszeitraum"), Optional: true),
        new("lastUse", TimeKind.Day, Text.Of($"ultimo giorno usato prima della sospensione", $"last day used before the suspension", $"letzter vor der Suspendierung genutzter Tag"), Optional: true),
        new("idleMonths", new IntegerKind(0, 1200), Text.Of($"mesi interi senza uso", $"whole months without use", $"volle Monate ohne Nutzung"), Optional: true));

    public override string Example =>
        """{"month":"2026-05","suspensionStart":"2026-03-02","daysPerWeek":5,"authorisations":[{"scheme":"CIGO","cause":"LACK_OF_WORK","unavoidableEvent":false,"from":"2023-10-02","to":"2023-12-31","usedDays":null,"derogation":false},{"scheme":"CIGO","cause":"LACK_OF_WORK","unavoidableEvent":false,"from":"2026-03-02","to":"2026-05-31","usedDays":null,"derogation":false}]}""";

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Policies { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["solidarityWeight"] = ["full", "half"],
        ["unavoidableInCounter"] = ["notCounted", "counted"],
        ["unavoidableBreaksIdleness"] = ["no", "yes"],
    };

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var count = new ContributionCount(readings["solidarityWeight"] == "half", readings["unavoidableInCounter"] == "counted", readings["unavoidableBreaksIdleness"] == "yes");
        var ruling = ContributionWeeks.Before(facts.Month("month"), facts.Day("suspensionStart"), facts.Integer("daysPerWeek"), [.. facts.List("authorisations").Select(DurationCalculator.Past)], count);
        return Calculators.Answer.Of(ruling, _ => new()
        {
            ["weeksUsed"] = ruling.Value.Weeks.Plain,
            ["window"] = Iso.Span(ruling.Value.Window),
            ["lastUse"] = Iso.Day(ruling.Value.LastUse),
            ["idleMonths"] = ruling.Value.IdleMonths,
        });
    }
}

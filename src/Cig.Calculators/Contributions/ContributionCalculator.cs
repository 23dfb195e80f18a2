using Cig.Rules;
using Cig.Rules.Contributions;

namespace Cig.Calculators.Contributions;

/// <summary>The additional contribution of one month.</summary>
public sealed class ContributionCalculator : Calculator
{
    internal static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Switches = new Dictionary<string, IReadOnlyList<string>>
    {
        ["firstUse"] = ["reduced", "ordinary"],
        ["bracketChange"] = ["exceeded", "reached"],
        ["idleLevel"] = ["unit", "employer"],
    };

    public override string Name => "contribution";

    public override string Verdict => "bracket";

    public override Text Summary => Text.Of($"Contributo addizionale di un mese", $"Additional contribution of a month", $"Zusatzbeitrag eines Monats");

    public override ObjectKind Input { get; } = new(
    [
        new("scheme", ChoiceKind.Of<Scheme>(), Text.Of($"trattamento", $"scheme", $"Leistung")),
        new("month", TimeKind.Month, Text.Of($"mese delle ore", $"month of the hours", $"Monat der Stunden")),
        new("lostPay", DecimalKind.Money with { Greatest = 1_000_000_000 }, Text.Of($"retribuzione persa", $"lost pay", $"Lohnausfall")),
        .. Shared,
    ]);

    public override ObjectKind Output { get; } = new(
        new("rate", DecimalKind.Percent, Text.Of($"aliquota in percentuale", $"rate in per cent", $"Satz in Prozent")),
        new("contribution", DecimalKind.Money with { Greatest = 1_000_000_000 }, Text.Of($"contributo", $"contribution", $"Beitrag")),
        new("bracket", ChoiceKind.Of<Bracket>(), Text.Of($"scaglione", $"bracket", $"Stufe")),
        new("reduced", new FlagKind(), Text.Of($"aliquota ridotta", $"reduced rate", $"ermäßigter Satz")));

    public override string Example =>
        """{"scheme":"CIGO","month":"2026-04","suspensionStart":"2026-03-02","lostPay":"12500.00","weeksUsed":"53","idleMonths":10,"reducedSince":null,"unavoidableEvent":false,"exemption":null,"exemptSince":null,"collectiveDismissalOn":null}""";

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Policies => Switches;

    /// <summary>The facts that a single month and a forecast share.</summary>
    internal static IReadOnlyList<Named> Shared =>
    [
        new("suspensionStart", TimeKind.Day, Text.Of($"primo giorno della sospensione", $"first day of the suspension", $"erster Tag der Suspendierung")),
        new("weeksUsed", DecimalKind.Weeks with { Least = 0, Greatest = 262 }, Text.Of($"settimane usate nel quinquennio mobile alla fine del mese prima", $"weeks used in the rolling five years at the end of the month before", $"Ende des Vormonats im gleitenden Fünfjahreszeitraum genutzte Wochen")),
        new("idleMonths", new IntegerKind(0, 1200), Text.Of($"mesi interi tra la fine dell'ultimo uso e l'inizio; assente = mai usata", $"whole months between the end of the last use and the start; absent = never used", $"volle Monate zwischen dem Ende der letzten Nutzung und dem Beginn; fehlt = nie genutzt"), Optional: true),
        new("idleMonthsEmployer", new IntegerKind(0, 1200), Text.Of($"gli stessi mesi per l'azienda con tutte le sue unità", $"the same months for the employer with all its units", $"dieselben Monate für den Arbeitgeber mit allen Einheiten"), Optional: true),
        new("reducedSince", TimeKind.Day, Text.Of($"giorno da cui l'azienda ha già le aliquote ridotte", $"day from which the employer already has the reduced rates", $"Tag, seit dem der Arbeitgeber die ermäßigten Sätze hat"), Optional: true),
        new("unavoidableEvent", new FlagKind(), Text.Of($"evento oggettivamente non evitabile", $"objectively unavoidable event", $"objektiv unvermeidbares Ereignis")),
        new("exemption", ChoiceKind.Of<Exemption>(), Text.Of($"esonero", $"exemption", $"Befreiung"), Optional: true),
        new("exemptSince", TimeKind.Day, Text.Of($"primo giorno dell'esonero dell'area di crisi complessa; assente = inizio della sospensione", $"first day of the exemption of the complex-crisis area; absent = start of the suspension", $"erster Tag der Befreiung des komplexen Krisengebiets; fehlt = Beginn der Suspendierung"), Optional: true),
        new("collectiveDismissalOn", TimeKind.Day, Text.Of($"apertura di un licenziamento collettivo", $"opening of a collective dismissal", $"Eröffnung einer Massenentlassung"), Optional: true),
    ];

    internal static ContributionFacts FactsOf(Facts facts, Readings readings, DateOnly month, Euro lostPay) => new(
        facts.Choice<Scheme>("scheme"), month, facts.Day("suspensionStart"), lostPay, facts.Weeks("weeksUsed"), facts.IntegerOrNull("idleMonths"), facts.DayOrNull("reducedSince"), facts.Flag("unavoidableEvent"))
    {
        Exemption = facts.ChoiceOrNull<Exemption>("exemption"),
        ExemptSince = facts.DayOrNull("exemptSince"),
        CollectiveDismissalOn = facts.DayOrNull("collectiveDismissalOn"),
        IdleMonthsEmployer = facts.IntegerOrNull("idleMonthsEmployer"),
        FirstUseReduced = readings["firstUse"] != "ordinary",
        HigherWhenReached = readings["bracketChange"] == "reached",
        IdleEmployer = readings["idleLevel"] == "employer",
    };

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var ruling = AdditionalContribution.For(FactsOf(facts, readings, facts.Month("month"), facts.Euro("lostPay")));
        return Calculators.Answer.Of(ruling, _ => new()
        {
            ["rate"] = ruling.Value.Rate.Plain,
            ["contribution"] = ruling.Value.Contribution.Plain,
            ["bracket"] = ChoiceKind.Name(ruling.Value.Bracket),
            ["reduced"] = ruling.Value.Reduced,
        });
    }
}

using System.Text.Json.Nodes;
using Cig.Calculators.Durations;
using Cig.Rules;
using Cig.Rules.OtherWork;

namespace Cig.Calculators.OtherWork;

/// <summary>What other work does to the supplement.</summary>
public sealed class OtherWorkCalculator : Calculator
{
    private static readonly (WorkRegime Regime, string Name)[] Regimes =
    [
        (WorkRegime.V1DaysWorkedNotPaid, "2015"),
        (WorkRegime.V2SixMonthSplit, "2022"),
        (WorkRegime.V3DaysWorkedNotPaidAnyDuration, "2025-01"),
        (WorkRegime.V4V3PlusNoticeToEmployer, "2025-12"),
    ];

    public override string Name => "other-work";

    public override Text Summary => Text.Of($"Altro lavoro durante l'integrazione", $"Other work during the supplement", $"Andere Arbeit während des Lohnausgleichs");

    public override ObjectKind Input { get; } = new(
        new("from", TimeKind.Day, Text.Of($"primo giorno dell'altro lavoro", $"first day of the other work", $"erster Tag der anderen Arbeit")),
        new("to", TimeKind.Day, Text.Of($"ultimo giorno dell'altro lavoro", $"last day of the other work", $"letzter Tag der anderen Arbeit")),
        new("kind", ChoiceKind.Of<WorkKind>(), Text.Of($"dipendente o autonomo", $"employed or self-employed", $"angestellt oder selbständig")),
        new("contractMonths", DecimalKind.Weeks with { Example = "6", Least = 0, Greatest = 1200, WholeToo = true }, Text.Of($"mesi del contratto a termine; assente = senza termine", $"months of the fixed-term contract; absent = open-ended", $"Monate des befristeten Vertrags; fehlt = unbefristet"), Optional: true),
        new("fullTimePermanent", new FlagKind(), Text.Of($"tempo pieno e indeterminato", $"full-time permanent", $"unbefristete Vollzeit")),
        new("overlap", ChoiceKind.Of<Overlap>(), Text.Of($"nelle stesse ore o in altre", $"in the same hours or in others", $"in denselben Stunden oder in anderen")),
        new("notifiedInpsOn", TimeKind.Day, Text.Of($"comunicazione del lavoratore all'INPS", $"the worker's notice to INPS", $"Mitteilung der Person an das INPS"), Optional: true),
        new("unilavOn", TimeKind.Day, Text.Of($"comunicazione di assunzione (UniLav)", $"notice of hiring (UniLav)", $"Einstellungsmeldung (UniLav)"), Optional: true),
        new("toldEmployerOn", TimeKind.Day, Text.Of($"avviso al datore che ha chiesto l'integrazione", $"notice to the employer that asked for the supplement", $"Mitteilung an den beantragenden Arbeitgeber"), Optional: true),
        new("otherPay", DecimalKind.Money, Text.Of($"guadagno dell'altro lavoro, intero periodo", $"pay of the other work, whole period", $"Verdienst der anderen Arbeit, ganzer Zeitraum"), Optional: true),
        new("supplement", DecimalKind.Money, Text.Of($"integrazione dei giorni lavorati, intero periodo", $"supplement of the days worked, whole period", $"Ausgleich der gearbeiteten Tage, ganzer Zeitraum"), Optional: true),
        new("daysPerWeek", new IntegerKind(5, 6), Text.Of($"giorni lavorativi alla settimana; assente = dal lunedì al venerdì", $"working days a week; absent = Monday to Friday", $"Arbeitstage pro Woche; fehlt = Montag bis Freitag"), Optional: true));

    public override ObjectKind Output { get; } = new(
        new("parts", new ListKind(new ObjectKind(
            new Named("from", TimeKind.Day, Text.Of($"dal", $"from", $"ab")),
            new Named("to", TimeKind.Day, Text.Of($"al", $"to", $"bis")),
            new Named("regime", new ChoiceKind([.. Regimes.Select(r => r.Name)]), Text.Of($"versione della norma", $"version of the norm", $"Fassung der Norm")),
            new Named("effect", ChoiceKind.Of<WorkEffect>(), Text.Of($"effetto", $"effect", $"Wirkung")),
            new Named("days", new IntegerKind(0, 10_000), Text.Of($"giorni", $"days", $"Tage")),
            new Named("payable", DecimalKind.Money, Text.Of($"integrazione ancora dovuta", $"supplement still due", $"noch zustehender Ausgleich"), Optional: true))), Text.Of($"una voce per versione della norma", $"an item for each version of the norm", $"ein Eintrag je Fassung der Norm")),
        new("duties", new ListKind(new ObjectKind(
            new Named("text", new TextKind(), Text.Of($"dovere", $"duty", $"Pflicht")),
            new Named("source", new TextKind(), Text.Of($"norma", $"provision", $"Norm")))), Text.Of($"doveri", $"duties", $"Pflichten")));

    public override string Example =>
        """{"from":"2025-12-15","to":"2025-12-19","kind":"EMPLOYED","contractMonths":"1","fullTimePermanent":false,"overlap":"SAME_HOURS","notifiedInpsOn":"2025-12-12","unilavOn":null,"toldEmployerOn":null,"otherPay":"200.00","supplement":"300.00","daysPerWeek":null}""";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var ruling = OtherWorkRule.For(new(
            facts.Day("from"), facts.Day("to"), facts.Choice<WorkKind>("kind"), facts.Has("contractMonths") ? facts.Decimal("contractMonths") : null, facts.Flag("fullTimePermanent"), facts.Choice<Overlap>("overlap"),
            facts.DayOrNull("notifiedInpsOn"), facts.DayOrNull("unilavOn"), facts.DayOrNull("toldEmployerOn"), facts.Has("otherPay") ? facts.Euro("otherPay") : null, facts.Has("supplement") ? facts.Euro("supplement") : null)
        {
            DaysPerWeek = facts.IntegerOrNull("daysPerWeek") ?? 5,
        });
        return Calculators.Answer.Of(ruling, tongue => new()
        {
            ["parts"] = new JsonArray([.. ruling.Value.Parts.Select(p => (JsonNode)new JsonObject
            {
                ["from"] = Iso.Day(p.From),
                ["to"] = Iso.Day(p.To),
                ["regime"] = Regimes.First(r => r.Regime == p.Regime).Name,
                ["effect"] = ChoiceKind.Name(p.Effect),
                ["days"] = p.Days,
                ["payable"] = p.Payable?.Plain,
            })]),
            ["duties"] = new JsonArray([.. ruling.Value.Duties.Select(d => (JsonNode)new JsonObject { ["text"] = d.Text.In(tongue), ["source"] = d.Source.ToString() })]),
        });
    }
}

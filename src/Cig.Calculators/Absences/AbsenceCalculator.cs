using System.Text.Json.Nodes;
using Cig.Calculators.Durations;
using Cig.Rules;
using Cig.Rules.Absences;

namespace Cig.Calculators.Absences;

/// <summary>Who pays holidays, sickness and other absences during a supplement.</summary>
public sealed class AbsenceCalculator : Calculator
{
    public override string Name => "absence";

    public override Text Summary => Text.Of($"Festività, malattia e assenze durante l'integrazione: chi paga", $"Holidays, sickness and absences during the supplement: who pays", $"Feiertage, Krankheit und Abwesenheiten während des Lohnausgleichs: wer zahlt");

    public override ObjectKind Input { get; } = new(
        new("kind", ChoiceKind.Of<AbsenceKind>(), Text.Of($"festività, malattia o assenza non retribuita", $"holiday, sickness or unpaid absence", $"Feiertag, Krankheit oder unbezahlte Abwesenheit")),
        new("from", TimeKind.Day, Text.Of($"primo giorno", $"first day", $"erster Tag")),
        new("to", TimeKind.Day, Text.Of($"ultimo giorno", $"last day", $"letzter Tag")),
        new("suspensionStart", TimeKind.Day, Text.Of($"primo giorno della sospensione o riduzione", $"first day of the suspension or reduction", $"erster Tag der Suspendierung oder Kürzung")),
        new("zeroHours", new FlagKind(), Text.Of($"a zero ore (altrimenti: orario ridotto)", $"no hours at all (otherwise: reduced hours)", $"null Stunden (sonst: gekürzte Arbeitszeit)")),
        new("pay", ChoiceKind.Of<PayBasis>(), Text.Of($"paga a mese o a ore", $"paid by the month or by the hour", $"Monats- oder Stundenlohn")),
        new("daysPerWeek", new IntegerKind(5, 6), Text.Of($"giorni lavorativi alla settimana", $"working days a week", $"Arbeitstage pro Woche")));

    public override ObjectKind Output { get; } = new(new Named("days", new ListKind(new ObjectKind(
        new Named("day", TimeKind.Day, Text.Of($"giorno", $"day", $"Tag")),
        new Named("name", new TextKind(), Text.Of($"festività", $"holiday", $"Feiertag"), Optional: true),
        new Named("paidBy", ChoiceKind.Of<Payer>(), Text.Of($"chi paga", $"who pays", $"wer zahlt")))), Text.Of($"giorni e chi li paga", $"days and who pays them", $"Tage und wer sie zahlt")));

    public override string Example => """{"kind":"HOLIDAY","from":"2026-04-01","to":"2026-06-30","suspensionStart":"2026-03-30","zeroHours":true,"pay":"HOURLY","daysPerWeek":5}""";

    protected override string DateFact => "from";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var ruling = Absence.For(new(
            facts.Choice<AbsenceKind>("kind"), facts.Day("from"), facts.Day("to"), facts.Day("suspensionStart"), facts.Flag("zeroHours"), facts.Choice<PayBasis>("pay"), facts.Integer("daysPerWeek")));
        return Calculators.Answer.Of(ruling, tongue => new()
        {
            ["days"] = new JsonArray([.. ruling.Value.Select(d => (JsonNode)new JsonObject { ["day"] = Iso.Day(d.Day), ["name"] = d.Name?.In(tongue), ["paidBy"] = ChoiceKind.Name(d.Payer) })]),
        });
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Cig.Calculators.Durations;
using Cig.Rules;
using Cig.Rules.Payments;

namespace Cig.Calculators.Payments;

/// <summary>Who pays the workers, under which conditions and by when.</summary>
public sealed class PaymentCalculator : Calculator
{
    public override string Name => "payment";

    public override string Verdict => "admitted";

    public override Text Summary => Text.Of($"Conguaglio o pagamento diretto: condizioni e termini", $"Set-off or direct payment: conditions and terms", $"Verrechnung oder Direktzahlung: Bedingungen und Fristen");

    public override ObjectKind Input { get; } = new(
        new("scheme", ChoiceKind.Of<Scheme>(), Text.Of($"trattamento", $"scheme", $"Leistung")),
        new("mode", ChoiceKind.Of<PaymentMode>(), Text.Of($"modalità chiesta", $"way asked for", $"beantragter Weg")),
        new("financialDifficulty", new FlagKind(), Text.Of($"serie e documentate difficoltà finanziarie", $"serious and documented financial difficulty", $"ernste und belegte finanzielle Schwierigkeiten")),
        new("orderedByMinistry", new FlagKind(), Text.Of($"pagamento diretto disposto dal decreto (CIGS)", $"direct payment ordered by the decree (CIGS)", $"vom Dekret angeordnete Direktzahlung (CIGS)"), Optional: true),
        new("suspensionStart", TimeKind.Day, Text.Of($"primo giorno della sospensione", $"first day of the suspension", $"erster Tag der Suspendierung")),
        new("from", TimeKind.Day, Text.Of($"primo giorno della concessione", $"first day of the grant", $"erster Tag der Gewährung")),
        new("to", TimeKind.Day, Text.Of($"ultimo giorno della concessione", $"last day of the grant", $"letzter Tag der Gewährung")),
        new("payPeriodEnds", TimeKind.Day, Text.Of($"fine del periodo di paga in corso quel giorno; assente = fine del mese", $"end of the pay period running on that day; absent = end of the month", $"Ende des an diesem Tag laufenden Lohnzeitraums; fehlt = Monatsende"), Optional: true),
        new("grantedOn", TimeKind.Day, Text.Of($"giorno della concessione (CIGS: del decreto)", $"day of the grant (CIGS: of the decree)", $"Tag der Gewährung (CIGS: des Dekrets)"), Optional: true),
        new("notifiedOn", TimeKind.Day, Text.Of($"giorno della notifica", $"day of the notice", $"Tag der Mitteilung"), Optional: true));

    public override ObjectKind Output { get; } = new(
        new("admitted", new FlagKind(), Text.Of($"la modalità chiesta è ammessa", $"the way asked for is admitted", $"der beantragte Weg ist zulässig")),
        new("mode", ChoiceKind.Of<PaymentMode>(), Text.Of($"modalità che vale", $"way that holds", $"geltender Weg")),
        new("terms", new ListKind(new ObjectKind(
            new Named("periodMonth", TimeKind.Month, Text.Of($"dati del mese", $"data of the month", $"Daten des Monats"), Optional: true),
            new Named("nominal", TimeKind.Day, Text.Of($"ultimo giorno contato", $"last day as counted", $"letzter gezählter Tag")),
            new Named("rolled", TimeKind.Day, Text.Of($"spostato se festivo", $"moved where it is a holiday", $"bei Feiertag verschoben")))), Text.Of($"termini", $"terms", $"Fristen")),
        new("contributionFrom", TimeKind.Month, Text.Of($"primo mese di versamento del contributo addizionale, se dovuto", $"first month of payment of the additional contribution, where due", $"erster Zahlungsmonat des Zusatzbeitrags, wo geschuldet"), Optional: true));

    public override string Example =>
        """{"scheme":"CIGO","mode":"DIRECT","financialDifficulty":true,"orderedByMinistry":null,"suspensionStart":"2026-03-02","from":"2026-03-02","to":"2026-05-31","payPeriodEnds":null,"grantedOn":"2026-04-10","notifiedOn":"2026-04-20"}""";

    protected override string DateFact => "suspensionStart";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var ruling = Payment.For(new(
            facts.Choice<Scheme>("scheme"), facts.Choice<PaymentMode>("mode"), facts.Flag("financialDifficulty"), facts.FlagOrNo("orderedByMinistry"),
            facts.Day("suspensionStart"), facts.Day("from"), facts.Day("to"), facts.DayOrNull("payPeriodEnds"), facts.DayOrNull("grantedOn"), facts.DayOrNull("notifiedOn")));
        return Calculators.Answer.Of(ruling, _ => new()
        {
            ["admitted"] = ruling.Value.Admitted,
            ["mode"] = ChoiceKind.Name(ruling.Value.Mode),
            ["terms"] = new JsonArray([.. ruling.Value.Terms.Select(t => (JsonNode)new JsonObject
            {
                ["periodMonth"] = Month(t.PeriodMonth),
                ["nominal"] = Iso.Day(t.Term.Nominal),
                ["rolled"] = Iso.Day(t.Term.Rolled),
            })]),
            ["contributionFrom"] = Month(ruling.Value.ContributionFrom),
        });
    }

    private static JsonValue? Month(DateOnly? month) => month is { } day ? JsonValue.Create(day.ToString("yyyy-MM", CultureInfo.InvariantCulture)) : null;
}

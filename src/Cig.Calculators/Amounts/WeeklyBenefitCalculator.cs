using System.Text.Json.Nodes;
using Cig.Calculators.Durations;
using Cig.Rules;
using Cig.Rules.Amounts;

namespace Cig.Calculators.Amounts;

/// <summary>The benefit of a month told by weeks.</summary>
public sealed class WeeklyBenefitCalculator : Calculator
{
    public override string Name => "benefit-weeks";

    public override Text Summary => Text.Of(
        $"Importo di un mese, settimana per settimana", $"Amount of a month, week by week", $"Betrag eines Monats, Woche für Woche");

    public override ObjectKind Input { get; } = new(
        Members.Scheme,
        Members.Month,
        Members.SuspensionStart,
        Members.MonthlyPay,
        Members.PartTime,
        Members.PartTimeMonth,
        Members.WorkableHours,
        Members.Fund,
        Members.SeasonalBadWeather,
        new("weeks", new ListKind(new ObjectKind(
            new Named("from", TimeKind.Day, Text.Of($"primo giorno della settimana", $"first day of the week", $"erster Tag der Woche")),
            new Named("contractHours", DecimalKind.SomeHours with { Greatest = 60 }, Text.Of($"ore di contratto che cadono nel mese", $"contract hours that fall in the month", $"Vertragsstunden, die in den Monat fallen")),
            new Named("workedHours", DecimalKind.Hours with { Example = "24.00", Greatest = 168 }, Text.Of($"ore lavorate o pagate dal datore di lavoro", $"hours worked or paid by the employer", $"gearbeitete oder vom Arbeitgeber bezahlte Stunden"))), 1), Text.Of($"settimane del mese, in ordine", $"weeks of the month, in order", $"Wochen des Monats, der Reihe nach")),
        new("averaged", new FlagKind(), Text.Of($"riduzione programmata su un periodo più lungo di una settimana", $"cut planned over a period longer than a week", $"Kürzung über mehr als eine Woche geplant")));

    public override ObjectKind Output { get; } = new(
    [
        new("supplementedHours", DecimalKind.Hours, Text.Of($"ore integrate nel mese", $"hours supplemented in the month", $"im Monat ausgeglichene Stunden")),
        .. BenefitCalculator.Amounts,
        new("weeks", new ListKind(new ObjectKind(
            new Named("from", TimeKind.Day, Text.Of($"settimana dal", $"week from", $"Woche ab")),
            new Named("supplementedHours", DecimalKind.Hours, Text.Of($"ore integrate", $"hours supplemented", $"ausgeglichene Stunden")),
            new Named("gross", DecimalKind.Money, Text.Of($"quota lorda", $"gross share", $"Bruttoanteil")),
            new Named("net", DecimalKind.Money, Text.Of($"quota netta", $"net share", $"Nettoanteil")))), Text.Of($"quota di ogni settimana", $"share of each week", $"Anteil jeder Woche")),
    ]);

    public override string Example =>
        """{"scheme":"CIGO","month":"2026-04","suspensionStart":"2026-04-01","monthlyPay":"1625.00","partTimePercent":"100","partTimePercentMonth":null,"workableHours":"176.00","seasonalBadWeather":false,"weeks":[{"from":"2026-04-01","contractHours":"24.00","workedHours":"24.00"},{"from":"2026-04-06","contractHours":"40.00","workedHours":"16.00"},{"from":"2026-04-13","contractHours":"40.00","workedHours":"44.00"},{"from":"2026-04-20","contractHours":"40.00","workedHours":"0.00"},{"from":"2026-04-27","contractHours":"32.00","workedHours":"32.00"}],"averaged":false}""";

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Policies { get; } =
        new Dictionary<string, IReadOnlyList<string>> { ["hourlyRounding"] = ["none", "2", "5"] };

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var month = Members.MonthOf(facts, readings, facts.Choice<Scheme>("scheme"), facts.Day("suspensionStart"), facts.Flag("seasonalBadWeather"));
        var ruling = WeeklyBenefit.For(month, [.. facts.List("weeks").Select(w => new WeekHours(w.Day("from"), w.Hours("contractHours"), w.Hours("workedHours")))], facts.Flag("averaged"));
        return LastPublished.Warn(
            Calculators.Answer.Of(ruling, _ =>
            {
                var result = BenefitCalculator.Told(ruling.Value.Month);
                result["supplementedHours"] = ruling.Value.Supplemented.Plain;
                result["weeks"] = new JsonArray([.. ruling.Value.Weeks.Select(w => (JsonNode)new JsonObject
                {
                    ["from"] = Iso.Day(w.From),
                    ["supplementedHours"] = w.Supplemented.Plain,
                    ["gross"] = w.Amounts.Gross.Plain,
                    ["net"] = w.Amounts.Net.Plain,
                })]);
                return result;
            }),
            facts.Month("month"));
    }
}

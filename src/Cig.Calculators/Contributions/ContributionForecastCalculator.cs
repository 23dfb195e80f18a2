using System.Text.Json.Nodes;
using Cig.Rules;
using Cig.Rules.Contributions;

namespace Cig.Calculators.Contributions;

/// <summary>What a planned period will cost in additional contribution.</summary>
public sealed class ContributionForecastCalculator : Calculator
{
    public override string Name => "contribution-forecast";

    public override Text Summary => Text.Of($"Previsione del contributo addizionale", $"Forecast of the additional contribution", $"Vorausschau des Zusatzbeitrags");

    public override ObjectKind Input { get; } = new(
    [
        new("scheme", ChoiceKind.Of<Scheme>(), Text.Of($"trattamento", $"scheme", $"Leistung")),
        .. ContributionCalculator.Shared,
        new("plan", new ListKind(new ObjectKind(
            new Named("month", TimeKind.Month, Text.Of($"mese", $"month", $"Monat")),
            new Named("lostPay", DecimalKind.Money with { Greatest = 1_000_000_000 }, Text.Of($"retribuzione persa prevista", $"lost pay expected", $"erwarteter Lohnausfall")),
            new Named("weeks", DecimalKind.Weeks with { Least = 0, Greatest = 6 }, Text.Of($"settimane previste", $"weeks expected", $"erwartete Wochen"))), 1), Text.Of($"mesi previsti, in ordine", $"months planned, in order", $"geplante Monate, geordnet")),
    ]);

    public override ObjectKind Output { get; } = new(
        new("months", new ListKind(new ObjectKind(
            new Named("month", TimeKind.Month, Text.Of($"mese", $"month", $"Monat")),
            new Named("weeksBefore", DecimalKind.Weeks, Text.Of($"settimane usate alla fine del mese prima", $"weeks used at the end of the month before", $"Ende des Vormonats genutzte Wochen")),
            new Named("rate", DecimalKind.Percent, Text.Of($"aliquota", $"rate", $"Satz")),
            new Named("bracket", ChoiceKind.Of<Bracket>(), Text.Of($"scaglione", $"bracket", $"Stufe")),
            new Named("contribution", DecimalKind.Money with { Greatest = 1_000_000_000 }, Text.Of($"contributo", $"contribution", $"Beitrag")))), Text.Of($"mese per mese", $"month by month", $"Monat für Monat")),
        new("total", DecimalKind.Money with { Greatest = 10_000_000_000 }, Text.Of($"totale", $"total", $"Summe")));

    public override string Example =>
        """{"scheme":"CIGO","suspensionStart":"2026-03-02","weeksUsed":"50","idleMonths":10,"reducedSince":null,"unavoidableEvent":false,"exemption":null,"exemptSince":null,"collectiveDismissalOn":null,"plan":[{"month":"2026-03","lostPay":"10000.00","weeks":"4"},{"month":"2026-04","lostPay":"10000.00","weeks":"4"}]}""";

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Policies => ContributionCalculator.Switches;

    protected override Answer Answer(Facts facts, Readings readings)
    {
        PlannedMonth[] plan = [.. facts.List("plan").Select(m => new PlannedMonth(m.Month("month"), m.Euro("lostPay"), m.Weeks("weeks")))];
        var ruling = ContributionForecast.Over(ContributionCalculator.FactsOf(facts, readings, plan[0].Month, plan[0].LostPay), plan);
        return Calculators.Answer.Of(ruling, _ => new()
        {
            ["months"] = new JsonArray([.. ruling.Value.Select(m => (JsonNode)new JsonObject
            {
                ["month"] = m.Month.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture),
                ["weeksBefore"] = m.WeeksBefore.Plain,
                ["rate"] = m.Due.Rate.Plain,
                ["bracket"] = ChoiceKind.Name(m.Due.Bracket),
                ["contribution"] = m.Due.Contribution.Plain,
            })]),
            ["total"] = new Euro(ruling.Value.Sum(m => m.Due.Contribution.Cents)).Plain,
        });
    }
}

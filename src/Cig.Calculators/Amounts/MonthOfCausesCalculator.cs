using System.Text.Json.Nodes;
using Cig.Rules;
using Cig.Rules.Amounts;

namespace Cig.Calculators.Amounts;

/// <summary>The benefit of one worker and month with several causes.</summary>
public sealed class MonthOfCausesCalculator : Calculator
{
    public override string Name => "benefit-month";

    public override Text Summary => Text.Of(
        $"Importo di un mese con più causali", $"Amount of a month with several causes", $"Betrag eines Monats mit mehreren Gründen");

    public override ObjectKind Input { get; } = new(
        Members.Month,
        Members.MonthlyPay,
        Members.PartTime,
        Members.PartTimeMonth,
        Members.WorkableHours,
        Members.Fund,
        new("causes", new ListKind(new ObjectKind(
            Members.Scheme,
            Members.SuspensionStart,
            new("supplementedHours", DecimalKind.Hours, Text.Of($"ore non lavorate per questa causale", $"hours not worked because of this cause", $"wegen dieses Grundes ausgefallene Stunden")),
            Members.SeasonalBadWeather), 1), Text.Of($"causali del mese con le loro ore", $"causes of the month with their hours", $"Gründe des Monats mit ihren Stunden")));

    public override ObjectKind Output { get; } = new(
        new("causes", new ListKind(new ObjectKind(BenefitCalculator.Amounts)), Text.Of($"importi di ciascuna causale", $"amounts of each cause", $"Beträge je Grund")),
        BenefitCalculator.Amounts[0],
        BenefitCalculator.Amounts[^2],
        BenefitCalculator.Amounts[^1]);

    public override string Example =>
        """{"month":"2026-04","monthlyPay":"2500.00","partTimePercent":"100","partTimePercentMonth":null,"workableHours":"176.00","causes":[{"scheme":"CIGO","suspensionStart":"2026-04-01","supplementedHours":"88.00","seasonalBadWeather":false},{"scheme":"CIGO","suspensionStart":"2026-04-13","supplementedHours":"40.00","seasonalBadWeather":true}]}""";

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Policies { get; } =
        new Dictionary<string, IReadOnlyList<string>> { ["hourlyRounding"] = ["none", "2", "5"] };

    protected override Answer Answer(Facts facts, Readings readings)
    {
        CauseHours[] causes = [.. facts.List("causes").Select(c => new CauseHours(c.Choice<Scheme>("scheme"), c.Day("suspensionStart"), c.Hours("supplementedHours"), c.Flag("seasonalBadWeather")))];
        var ruling = MonthOfCauses.For(Members.MonthOf(facts, readings, causes[0].Scheme, causes[0].SuspensionStart, causes[0].SeasonalBadWeather), causes);
        return LastPublished.Warn(
            Calculators.Answer.Of(ruling, _ => new()
            {
                ["causes"] = new JsonArray([.. ruling.Value.Causes.Select(c => (JsonNode)BenefitCalculator.Told(c))]),
                ["lostPay"] = ruling.Value.LostPay.Plain,
                ["gross"] = ruling.Value.Gross.Plain,
                ["net"] = ruling.Value.Net.Plain,
            }),
            facts.Month("month"));
    }
}

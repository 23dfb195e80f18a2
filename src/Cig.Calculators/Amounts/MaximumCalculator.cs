using Cig.Rules;
using Cig.Rules.Amounts;
using Cig.Rules.Contributions;

namespace Cig.Calculators.Amounts;

/// <summary>The ceiling of a full month.</summary>
public sealed class MaximumCalculator : Calculator
{
    public override string Name => "maximum";

    public override Text Summary => Text.Of($"Massimale di un mese intero", $"Ceiling of a full month", $"Höchstgrenze eines ganzen Monats");

    public override ObjectKind Input { get; } = new(
        Members.Month,
        Members.SuspensionStart,
        Members.SeasonalBadWeather,
        new("monthlyPay", DecimalKind.Money, Text.Of($"retribuzione mensile, per le fasce fino al 2021 e del fondo del credito", $"monthly pay, for the bands until 2021 and of the credit fund", $"Monatslohn, für die Stufen bis 2021 und des Kreditfonds"), Optional: true),
        new("partTimePercent", DecimalKind.PartTime, Text.Of($"orario in percentuale del tempo pieno, per le fasce fino al 2021", $"timetable in per cent of full time, for the bands until 2021", $"Arbeitszeit in Prozent der Vollzeit, für die Stufen bis 2021"), Optional: true),
        Members.PartTimeMonth,
        Members.Fund);

    public override ObjectKind Output { get; } = new(
        new("gross", DecimalKind.Money, Text.Of($"massimale lordo", $"gross ceiling", $"Höchstgrenze brutto")),
        new("net", DecimalKind.Money, Text.Of($"massimale netto", $"net ceiling", $"Höchstgrenze netto")),
        Members.Band);

    public override string Example => """{"month":"2026-04","suspensionStart":"2026-04-01","seasonalBadWeather":false,"monthlyPay":null,"partTimePercent":null}""";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var month = facts.Month("month");
        var ruling = MonthlyMaximum.For(new(
            month,
            facts.Day("suspensionStart"),
            facts.Flag("seasonalBadWeather"),
            facts.Has("monthlyPay") ? facts.Euro("monthlyPay") : null,
            facts.Has("partTimePercent") ? facts.Rate("partTimePercent") : null)
        {
            CeilingMonth = LastPublished.MonthFor(month),
            MonthShare = Members.ShareOf(facts),
            Fund = facts.ChoiceOrNull<SolidarityFund>("fund"),
        });
        var answer = Calculators.Answer.Of(ruling, tongue => new()
        {
            ["gross"] = ruling.Value.Ceiling.Gross.Plain,
            ["net"] = ruling.Value.Ceiling.Net.Plain,
            ["band"] = ChoiceKind.Name(ruling.Value.Band),
        });
        return LastPublished.Warn(answer, month);
    }
}

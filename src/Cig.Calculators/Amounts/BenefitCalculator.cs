using System.Globalization;
using System.Text.Json.Nodes;
using Cig.Rules;
using Cig.Rules.Amounts;
using Cig.Rules.Contributions;

namespace Cig.Calculators.Amounts;

/// <summary>The benefit of one worker, one month and one cause.</summary>
public sealed class BenefitCalculator : Calculator
{
    public override string Name => "benefit";

    public override string Verdict => "capped";

    public override Text Summary => Text.Of(
        $"Importo dell'integrazione di un lavoratore in un mese", $"Amount of a worker's supplement in a month", $"Betrag des Lohnausgleichs einer Person in einem Monat");

    public override ObjectKind Input { get; } = new(
        Members.Scheme,
        Members.Month,
        Members.SuspensionStart,
        Members.MonthlyPay,
        Members.PartTime,
        Members.WorkableHours,
        new("supplementedHours", DecimalKind.Hours, Text.Of($"ore non lavorate e integrate", $"hours not worked and supplemented", $"ausgefallene und ausgeglichene Stunden")),
        Members.SeasonalBadWeather,
        Members.PartTimeMonth,
        Members.Fund);

    /// <summary>The names of the amounts, which other calculators tell as well.</summary>
    internal static IReadOnlyList<Named> Amounts { get; } =
    [
        new("lostPay", DecimalKind.Money, Text.Of($"retribuzione persa", $"lost pay", $"Lohnausfall")),
        new("eightyPercent", DecimalKind.Money, Text.Of($"80% della retribuzione persa", $"80% of the lost pay", $"80 % des Lohnausfalls")),
        new("maximumForHours", DecimalKind.Money, Text.Of($"massimale per le ore; assente dove non si applica", $"ceiling for the hours; absent where none applies", $"Höchstgrenze für die Stunden; fehlt, wo keine gilt"), Optional: true),
        new("capped", new FlagKind(), Text.Of($"il massimale è raggiunto", $"the ceiling is reached", $"die Höchstgrenze ist erreicht")),
        Members.Band,
        new("gross", DecimalKind.Money, Text.Of($"integrazione lorda", $"gross supplement", $"Bruttoausgleich")),
        new("net", DecimalKind.Money, Text.Of($"integrazione netta, prima dell'imposta sul reddito", $"net supplement, before income tax", $"Nettoausgleich vor Einkommensteuer")),
    ];

    public override ObjectKind Output { get; } = new(Amounts);

    public override string Example =>
        """{"scheme":"CIGO","month":"2026-04","suspensionStart":"2026-04-01","monthlyPay":"1625.00","partTimePercent":"100","workableHours":"176.00","supplementedHours":"64.00","seasonalBadWeather":false}""";

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Policies { get; } =
        new Dictionary<string, IReadOnlyList<string>> { ["hourlyRounding"] = ["none", "2", "5"] };

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var month = facts.Month("month");
        var ceiling = LastPublished.MonthFor(month);
        var ruling = Benefit.For(new(
            facts.Choice<Scheme>("scheme"),
            month,
            facts.Day("suspensionStart"),
            facts.Euro("monthlyPay"),
            facts.Rate("partTimePercent"),
            facts.Hours("workableHours"),
            facts.Hours("supplementedHours"),
            facts.Flag("seasonalBadWeather"))
        {
            CeilingMonth = ceiling,
            HourlyRounding = RoundingOf(readings),
            MonthShare = Members.ShareOf(facts),
            Fund = facts.ChoiceOrNull<SolidarityFund>("fund"),
        });
        var answer = Calculators.Answer.Of(ruling, tongue => Told(ruling.Value));
        return LastPublished.Warn(answer, month);
    }

    internal static HourlyRounding RoundingOf(Readings readings) => readings["hourlyRounding"] switch { "2" => HourlyRounding.TwoDecimals, "5" => HourlyRounding.FiveDecimals, _ => HourlyRounding.None };

    /// <summary>The amounts by their names in the contract.</summary>
    internal static JsonObject Told(BenefitAmounts amounts) => new()
    {
        ["lostPay"] = amounts.LostPay.Plain,
        ["eightyPercent"] = amounts.EightyPercent.Plain,
        ["maximumForHours"] = amounts.MaximumForHours?.Plain,
        ["capped"] = amounts.Capped,
        ["band"] = ChoiceKind.Name(amounts.Band),
        ["gross"] = amounts.Gross.Plain,
        ["net"] = amounts.Net.Plain,
    };
}

/// <summary>A yearly figure ends on 31 December; a later month is answered with the last published one, and says so.</summary>
internal static class LastPublished
{
    public static DateOnly MonthFor(DateOnly month) => month > MonthlyMaximum.LastPublishedMonth ? MonthlyMaximum.LastPublishedMonth : month;

    public static Answer Warn(Answer answer, DateOnly month)
    {
        var year = MonthlyMaximum.LastPublishedMonth.Year.ToString(CultureInfo.InvariantCulture);
        return month <= MonthlyMaximum.LastPublishedMonth ? answer : answer with
        {
            Warnings =
            [
                .. answer.Warnings,
                Text.Of(
                    $"Per questo mese il massimale non è ancora pubblicato: si usa quello del {year}.",
                    $"The ceiling of this month is not published yet: that of {year} is used.",
                    $"Die Höchstgrenze dieses Monats ist noch nicht veröffentlicht: verwendet wird jene von {year}."),
            ],
        };
    }
}

/// <summary>Facts that several calculators of amounts share.</summary>
internal static class Members
{
    public static readonly Named Scheme = new("scheme", ChoiceKind.Of<Scheme>(), Text.Of($"trattamento", $"scheme", $"Leistung"));

    public static readonly Named Month = new("month", TimeKind.Month, Text.Of($"mese delle ore", $"month of the hours", $"Monat der Stunden"));

    public static readonly Named SuspensionStart = new("suspensionStart", TimeKind.Day, Text.Of($"primo giorno della sospensione o riduzione", $"first day of the suspension or reduction", $"erster Tag der Suspendierung oder Kürzung"));

    public static readonly Named SeasonalBadWeather = new("seasonalBadWeather", new FlagKind(), Text.Of($"intemperie stagionali (edilizia e lapidei; CISOA)", $"seasonal bad weather (building and stone; CISOA)", $"jahreszeitlich bedingtes Schlechtwetter (Bau und Stein; CISOA)"));

    /// <summary>A vertical part-timer works some months in full and others not at all: the month's own share is what the pay is measured with.</summary>
    public static readonly Named PartTimeMonth = new("partTimePercentMonth", DecimalKind.PartTime, Text.Of($"part-time verticale: orario di questo mese in percentuale del tempo pieno", $"vertical part-time: timetable of this month in per cent of full time", $"vertikale Teilzeit: Arbeitszeit dieses Monats in Prozent der Vollzeit"), Optional: true);

    public static readonly Named MonthlyPay = new("monthlyPay", DecimalKind.Money, Text.Of($"retribuzione teorica lorda del mese, ratei compresi, sull'orario del lavoratore", $"theoretical gross pay of the month, accruals included, on the worker's own timetable", $"theoretischer Bruttomonatslohn samt Raten, auf die eigene Arbeitszeit bezogen"));

    public static readonly Named PartTime = new("partTimePercent", DecimalKind.PartTime, Text.Of($"orario in percentuale del tempo pieno (100 = tempo pieno)", $"timetable in per cent of full time (100 = full time)", $"Arbeitszeit in Prozent der Vollzeit (100 = Vollzeit)"));

    public static readonly Named WorkableHours = new("workableHours", DecimalKind.SomeHours with { Example = "176.00" }, Text.Of($"ore lavorabili del mese a tempo pieno", $"workable hours of the month on a full-time timetable", $"Sollarbeitsstunden des Monats in Vollzeit"));

    public static Rate? ShareOf(Facts facts) => facts.Has("partTimePercentMonth") ? facts.Rate("partTimePercentMonth") : null;

    /// <summary>The facts that the causes or the weeks of a month share.</summary>
    public static BenefitFacts MonthOf(Facts facts, Readings readings, Scheme scheme, DateOnly suspensionStart, bool seasonalBadWeather) => new(
        scheme, facts.Month("month"), suspensionStart, facts.Euro("monthlyPay"), facts.Rate("partTimePercent"), facts.Hours("workableHours"), default, seasonalBadWeather)
    {
        CeilingMonth = LastPublished.MonthFor(facts.Month("month")),
        HourlyRounding = BenefitCalculator.RoundingOf(readings),
        MonthShare = ShareOf(facts),
        Fund = facts.ChoiceOrNull<SolidarityFund>("fund"),
    };

    /// <summary>The credit fund has ceilings of its own; for the others the legal minimum holds.</summary>
    public static readonly Named Fund = new("fund", ChoiceKind.Of<SolidarityFund>(), Text.Of($"fondo di solidarietà", $"solidarity fund", $"Solidaritätsfonds"), Optional: true);

    public static readonly Named Band = new("band", ChoiceKind.Of<Band>(), Text.Of($"fascia del massimale", $"band of the ceiling", $"Stufe der Höchstgrenze"));
}

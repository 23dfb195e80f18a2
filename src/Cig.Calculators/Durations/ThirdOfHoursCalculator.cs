using Cig.Rules;
using Cig.Rules.Durations;

namespace Cig.Calculators.Durations;

/// <summary>Whether a request keeps the limit of a third of the hours.</summary>
public sealed class ThirdOfHoursCalculator : Calculator
{
    private static readonly DecimalKind ManyHours = DecimalKind.Hours with { Example = "1200.00", Greatest = 10_000_000 };

    public override string Name => "third-of-hours";

    public override string Verdict => "passes";

    public override Text Summary => Text.Of($"Limite di un terzo delle ore lavorabili (CIGO)", $"Limit of a third of the workable hours (ordinary supplement)", $"Grenze von einem Drittel der Sollstunden (ordentliche Kasse)");

    public override ObjectKind Input { get; } = new(
        new("classes", new ListKind(new ObjectKind(
            new Named("weeklyHours", DecimalKind.Hours with { Example = "40.00", Greatest = 48 }, Text.Of($"ore settimanali del contratto", $"weekly contract hours", $"wöchentliche Vertragsstunden")),
            new Named("averageHeadcount", DecimalKind.Weeks with { Example = "12.5", Least = 0 }, Text.Of($"organico medio del semestre prima della domanda", $"average head-count of the semester before the application", $"durchschnittlicher Personalstand des Halbjahrs vor dem Antrag"))), 1), Text.Of($"lavoratori dell'unità per orario", $"workers of the unit by contract hours", $"Beschäftigte der Einheit nach Arbeitszeit")),
        new("hoursAuthorised", ManyHours, Text.Of($"ore già autorizzate nel biennio mobile", $"hours already authorised in the rolling two years", $"im gleitenden Zweijahreszeitraum bereits bewilligte Stunden")),
        new("hoursRequested", ManyHours, Text.Of($"ore chieste", $"hours requested", $"beantragte Stunden")),
        new("hoursUnavoidable", ManyHours, Text.Of($"di queste, ore di eventi non evitabili", $"of these, hours of unavoidable events", $"davon Stunden unvermeidbarer Ereignisse"), Optional: true));

    public override ObjectKind Output { get; } = new(
        new("workable", new TextKind(), Text.Of($"ore lavorabili di due anni", $"workable hours of two years", $"Sollstunden von zwei Jahren")),
        new("cap", new TextKind(), Text.Of($"limite", $"limit", $"Grenze")),
        new("capFraction", new TextKind(), Text.Of($"limite esatto", $"exact limit", $"genaue Grenze")),
        new("passes", new FlagKind(), Text.Of($"rispettato", $"kept", $"eingehalten")));

    public override string Example =>
        """{"classes":[{"weeklyHours":"40.00","averageHeadcount":"100"}],"hoursAuthorised":"100000.00","hoursRequested":"38666.66"}""";

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Policies { get; } =
        new Dictionary<string, IReadOnlyList<string>> { ["unavoidableInThird"] = ["counted", "notCounted"] };

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var ruling = ThirdOfHours.Of(
            [.. facts.List("classes").Select(c => new HoursClass(c.Hours("weeklyHours"), (long)(c.Decimal("averageHeadcount") * 10_000)))],
            facts.Hours("hoursAuthorised"),
            facts.Hours("hoursRequested"),
            facts.Has("hoursUnavoidable") ? facts.Hours("hoursUnavoidable") : default,
            readings["unavoidableInThird"] != "notCounted");
        return Calculators.Answer.Of(ruling, _ => new()
        {
            ["workable"] = ruling.Value.WorkablePlain,
            ["cap"] = ruling.Value.CapPlain,
            ["capFraction"] = ruling.Value.CapFraction,
            ["passes"] = ruling.Value.Passes,
        });
    }
}

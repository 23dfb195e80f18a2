using System.Text.Json.Nodes;
using Cig.Rules;
using Cig.Rules.Contributions;

namespace Cig.Calculators.Schemes;

/// <summary>How each scheme fits an employer; none of them is ever ruled out.</summary>
public sealed class SchemeCalculator : Calculator
{
    public override string Name => "scheme";

    public override Text Summary => Text.Of($"Quale trattamento si può chiedere", $"Which scheme one may ask for", $"Welche Leistung beantragt werden kann");

    public override ObjectKind Input { get; } = new(
        new("contributionClassCode", new TextKind(), Text.Of($"codice statistico contributivo, cinque cifre", $"contribution class code, five digits", $"Beitragsklassencode, fünf Ziffern")),
        new("authorisationCodes", new ListKind(new TextKind()), Text.Of($"codici autorizzazione della posizione", $"authorisation codes of the position", $"Bewilligungscodes der Position")),
        new("averageEmployees", DecimalKind.Weeks with { Example = "12.5", Least = 0 }, Text.Of($"media dei dipendenti del semestre", $"average employees of the semester", $"durchschnittliche Beschäftigte des Halbjahrs")),
        new("fund", ChoiceKind.Of<SolidarityFund>(), Text.Of($"fondo di solidarietà del settore", $"solidarity fund of the sector", $"Solidaritätsfonds des Sektors"), Optional: true),
        new("date", TimeKind.Day, Text.Of($"giorno della domanda", $"day of the application", $"Tag des Antrags")),
        new("causeKind", ChoiceKind.Of<CauseKind>(), Text.Of($"tipo di causale", $"kind of cause", $"Art des Grundes")));

    public override ObjectKind Output { get; } = new(new Named("schemes", new ListKind(new ObjectKind(
        new Named("scheme", ChoiceKind.Of<Scheme>(), Text.Of($"trattamento", $"scheme", $"Leistung")),
        new Named("fit", ChoiceKind.Of<Fit>(), Text.Of($"quanto è adatto", $"how it fits", $"wie sie passt")))), Text.Of($"trattamenti", $"schemes", $"Leistungen")));

    public override string Example =>
        """{"contributionClassCode":"70101","authorisationCodes":[],"averageEmployees":"16.5","fund":null,"date":"2026-03-10","causeKind":"EXTRAORDINARY"}""";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var code = facts.Text("contributionClassCode");
        if (code.Length != 5 || !code.All(char.IsAsciiDigit))
        {
            throw new ImpossibleFactException(
                "contributionClassCode",
                Text.Of($"{code} non è un codice di cinque cifre.", $"{code} is not a code of five digits.", $"{code} ist kein fünfstelliger Code."),
                Text.Of($"Indica il CSC della posizione, per esempio 10101.", $"Give the CSC of the position, for instance 10101.", $"Den CSC der Position angeben, zum Beispiel 10101."));
        }

        var ruling = SchemeFit.For(new(
            code, [.. facts.Object.GetProperty("authorisationCodes").EnumerateArray().Select(c => c.GetString()!)], facts.Decimal("averageEmployees"), facts.Has("fund"), facts.Choice<CauseKind>("causeKind"), facts.Day("date")));
        return Calculators.Answer.Of(ruling, _ => new()
        {
            ["schemes"] = new JsonArray([.. ruling.Value.Select(o => (JsonNode)new JsonObject { ["scheme"] = ChoiceKind.Name(o.Scheme), ["fit"] = ChoiceKind.Name(o.Fit) })]),
        });
    }
}

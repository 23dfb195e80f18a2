using System.Text.Json.Nodes;
using Cig.Rules;

namespace Cig.Calculators.Schemes;

/// <summary>What each cause of a scheme must prove.</summary>
public sealed class CausesCalculator : Calculator
{
    private static readonly Kind Items = new ListKind(new ObjectKind(
        new Named("text", new TextKind(), Text.Of($"che cosa", $"what", $"was")),
        new Named("source", new TextKind(), Text.Of($"norma", $"provision", $"Norm"))));

    public override string Name => "causes";

    public override Text Summary => Text.Of($"Causali e che cosa ciascuna deve provare", $"Causes and what each must prove", $"Gründe und was jeder nachweisen muss");

    public override ObjectKind Input { get; } = new(
        new("scheme", new ChoiceKind("CIGO", "CIGS", "FIS", "FUND"), Text.Of($"trattamento", $"scheme", $"Leistung")),
        new("cause", new TextKind(), Text.Of($"causale; assente = tutte", $"cause; absent = all of them", $"Grund; fehlt = alle"), Optional: true),
        new("averageEmployees", DecimalKind.Weeks with { Example = "12.5", Least = 0 }, Text.Of($"media dei dipendenti (FIS)", $"average employees (FIS)", $"durchschnittliche Beschäftigte (FIS)"), Optional: true));

    public override ObjectKind Output { get; } = new(new Named("causes", new ListKind(new ObjectKind(
        new("cause", new TextKind(), Text.Of($"causale", $"cause", $"Grund")),
        new("name", new TextKind(), Text.Of($"nome", $"name", $"Name")),
        new("unavoidableEvent", new FlagKind(), Text.Of($"evento oggettivamente non evitabile", $"objectively unavoidable event", $"objektiv unvermeidbares Ereignis")),
        new("inpsEventCode", new TextKind(), Text.Of($"codice evento INPS, dove una fonte lo dice", $"INPS event code, where a source tells it", $"INPS-Ereigniscode, wo eine Quelle ihn nennt"), Optional: true),
        new("proof", Items, Text.Of($"prova della causale", $"proof of the cause", $"Nachweis des Grundes")),
        new("common", Items, Text.Of($"in ogni domanda", $"in every application", $"in jedem Antrag")),
        new("source", new TextKind(), Text.Of($"norma", $"provision", $"Norm")))), Text.Of($"causali", $"causes", $"Gründe")));

    public override string Example => """{"scheme":"CIGS","cause":"CRISIS","averageEmployees":null}""";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var ruling = CauseChecklist.Of(facts.Choice<Scheme>("scheme"), facts.Has("averageEmployees") ? facts.Decimal("averageEmployees") : null);
        var causes = ruling.Value.Where(c => facts.TextOrNull("cause") is not { } key || c.Key == key).ToList();
        if (causes.Count == 0)
        {
            var keys = string.Join(", ", ruling.Value.Select(c => c.Key));
            throw new ImpossibleFactException(
                "cause",
                Text.Of($"Questo trattamento non ha la causale {facts.Text("cause")}.", $"This scheme has not the cause {facts.Text("cause")}.", $"Diese Leistung hat den Grund {facts.Text("cause")} nicht."),
                Text.Of($"Scegli tra: {keys}.", $"Choose among: {keys}.", $"Wählen aus: {keys}."));
        }

        return Calculators.Answer.Of(ruling, tongue => new()
        {
            ["causes"] = new JsonArray([.. causes.Select(c => (JsonNode)new JsonObject
            {
                ["cause"] = c.Key,
                ["name"] = c.Name.In(tongue),
                ["unavoidableEvent"] = c.Unavoidable,
                ["inpsEventCode"] = c.InpsEventCode,
                ["proof"] = Told(c.Proof, tongue),
                ["common"] = Told(c.Common, tongue),
                ["source"] = c.Source.ToString(),
            })]),
        });
    }

    private static JsonArray Told(IReadOnlyList<Requirement> items, Tongue tongue) =>
        new([.. items.Select(i => (JsonNode)new JsonObject { ["text"] = i.Text.In(tongue), ["source"] = i.Source.ToString() })]);
}

using System.Text.Json.Nodes;
using Cig.Calculators.Durations;
using Cig.Rules;

namespace Cig.Calculators.Figures;

/// <summary>The figures in force on a day.</summary>
public sealed class FiguresCalculator : Calculator
{
    public override string Name => "figures";

    public override Text Summary => Text.Of($"Valori in vigore in un giorno", $"Figures in force on a day", $"An einem Tag geltende Werte");

    public override ObjectKind Input { get; } = new(
        new("date", TimeKind.Day, Text.Of($"giorno", $"day", $"Tag")),
        new("name", new TextKind(), Text.Of($"nome di un valore, o l'inizio di più nomi", $"name of a figure, or the beginning of several names", $"Name eines Wertes oder Anfang mehrerer Namen"), Optional: true));

    public override ObjectKind Output { get; } = new(new Named("figures", new ListKind(new ObjectKind(
        new("name", new TextKind(), Text.Of($"nome", $"name", $"Name")),
        new("value", new TextKind(), Text.Of($"valore", $"value", $"Wert")),
        new("unit", new TextKind(), Text.Of($"unità", $"unit", $"Einheit")),
        new("from", TimeKind.Day, Text.Of($"dal", $"from", $"ab")),
        new("to", TimeKind.Day, Text.Of($"al", $"to", $"bis"), Optional: true),
        new("source", new TextKind(), Text.Of($"fonte", $"source", $"Quelle")),
        new("status", ChoiceKind.Of<Trust>(), Text.Of($"quanto è verificato", $"how far it is verified", $"wie weit geprüft")))), Text.Of($"valori", $"figures", $"Werte")));

    public override string Example => """{"date":"2026-11-23","name":"benefit.max"}""";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var name = facts.TextOrNull("name");
        if (name is not null && !Rules.Figures.All.Any(f => f.Name.StartsWith(name, StringComparison.Ordinal)))
        {
            throw new ImpossibleFactException(
                "name",
                Text.Of($"Nessun valore si chiama {name}.", $"No figure is called {name}.", $"Kein Wert heißt {name}."),
                Text.Of($"Senza name si vedono tutti.", $"Without name all are shown.", $"Ohne name werden alle gezeigt."));
        }

        var figures = Rules.Figures.On(facts.Day("date")).Where(f => name is null || f.Figure.Name.StartsWith(name, StringComparison.Ordinal));
        return new(
            _ => new()
            {
                ["figures"] = new JsonArray([.. figures.Select(f => (JsonNode)new JsonObject
                {
                    ["name"] = f.Figure.Name,
                    ["value"] = f.Version.Value,
                    ["unit"] = f.Figure.Unit,
                    ["from"] = Iso.Day(f.Version.From),
                    ["to"] = Iso.Day(f.Version.To),
                    ["source"] = f.Version.Source.ToString(),
                    ["status"] = ChoiceKind.Name(f.Version.Trust),
                })]),
            },
            [], [], []);
    }
}

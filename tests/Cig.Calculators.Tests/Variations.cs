using System.Text.Json.Nodes;

namespace Cig.Calculators.Tests;

/// <summary>A question and the readings chosen for it.</summary>
internal sealed record Variation(string Question, Readings Readings);

/// <summary>The example of a calculator and what comes of it when each fact takes other values of its kind, and each reading is chosen.</summary>
internal static class Variations
{
    private static readonly string[] Days = ["2015-09-24", "2016-10-07", "2019-05-20", "2021-12-31", "2022-01-01", "2024-12-31", "2025-07-01", "2025-12-18", "2026-03-02", "2026-08-14"];
    private static readonly string[] Months = ["2015-09", "2017-03", "2021-12", "2022-01", "2024-06", "2025-01", "2026-12", "2027-02"];

    public static IEnumerable<Variation> Of(Calculator calculator)
    {
        foreach (var readings in ReadingsOf(calculator))
        {
            yield return new(calculator.Example, readings);
            foreach (var member in calculator.Input.Members)
            {
                foreach (var value in Values(member.Kind, calculator.Example, member.Key))
                {
                    var question = (JsonObject)JsonNode.Parse(calculator.Example)!;
                    question[member.Key] = value?.DeepClone();
                    yield return new(question.ToJsonString(), readings);

                    // A second fact beside the first reaches combinations that one alone does not.
                    foreach (var flag in calculator.Input.Members.Where(m => m.Kind is FlagKind && m.Key != member.Key))
                    {
                        var both = (JsonObject)question.DeepClone();
                        both[flag.Key] = true;
                        yield return new(both.ToJsonString(), readings);
                    }
                }
            }
        }
    }

    private static IEnumerable<Readings> ReadingsOf(Calculator calculator) =>
    [
        Readings.Default,
        .. calculator.Policies.SelectMany(p => p.Value.Skip(1).Select(v => new Readings(new Dictionary<string, string> { [p.Key] = v }))),
    ];

    private static IEnumerable<JsonNode?> Values(Kind kind, string example, string key) => kind switch
    {
        FlagKind => [true, false],
        ChoiceKind choice => choice.Names.Select(n => (JsonNode?)n),
        TimeKind time when time == TimeKind.Day => Days.Select(d => (JsonNode?)d),
        TimeKind time when time == TimeKind.Month => Months.Select(m => (JsonNode?)m),
        IntegerKind => [0, 1, 5, 6, 29, 30, 50, 51, 90],
        DecimalKind => ["0", "0.5", "5", "5.01", "15", "15.5", "16", "16.01", "50", "52", "53", "80", "100", "105", "1900", "3000.00", null],
        ObjectKind when JsonNode.Parse(example)![key] is JsonObject nested => ((ObjectKind)kind).Members.SelectMany(m => Values(m.Kind, nested.ToJsonString(), m.Key).Select(v =>
        {
            var changed = (JsonObject)nested.DeepClone();
            changed[m.Key] = v?.DeepClone();
            return (JsonNode?)changed;
        })),
        _ => [],
    };
}

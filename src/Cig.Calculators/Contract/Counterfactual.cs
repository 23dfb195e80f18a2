using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cig.Rules;

namespace Cig.Calculators;

/// <summary>A fact that would turn the answer: where it stands, what it is, the nearest other value, and the answer it would bring.</summary>
/// <param name="Distance">How far away the value is, in steps of its kind; another name or a turned flag is one step.</param>
public sealed record Turn(string Path, string From, string To, string Verdict, long Distance)
{
    public JsonObject ToJson() => new() { ["path"] = Path, ["from"] = From, ["to"] = To, ["verdict"] = Verdict };
}

/// <summary>
/// What would have to change: for an answer with a verdict, the nearest value of each single fact that turns it. The calculator itself is asked, so that the search knows no rule.
/// Steps grow until the verdict turns, and then the nearest value is found by halving: right where a fact turns the verdict once on the way, which is how thresholds and terms behave.
/// </summary>
internal static class Counterfactual
{
    /// <summary>Days are tried one by one this far, because weekends and holidays make islands; numbers by halving.</summary>
    private const int DaysTried = 400;

    public static IReadOnlyList<Turn> Of(Calculator calculator, JsonElement input, Readings readings)
    {
        if (calculator.Verdict.Length == 0 || VerdictOf(calculator, input.GetRawText(), readings) is not { } verdict)
            return [];

        List<Turn> turns = [];
        foreach (var member in calculator.Input.Members)
        {
            if (!input.TryGetProperty(member.Key, out var value) || value.ValueKind == JsonValueKind.Null || member.Key == calculator.Input.By)
                continue;

            var search = new Search(calculator, input, readings, member.Key, verdict);
            turns.AddRange(member.Kind switch
            {
                TimeKind time when time == TimeKind.Day => search.Days(value.GetString()!),
                IntegerKind whole => search.Numbers(value.GetInt32(), 1, whole.Least, whole.Greatest, n => JsonValue.Create((int)n)!, n => ((int)n).ToString(CultureInfo.InvariantCulture)),
                DecimalKind number => Decimals(search, number, value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()),
                FlagKind => search.Others([JsonValue.Create(!value.GetBoolean())!], value.GetBoolean() ? "true" : "false"),
                ChoiceKind choice => search.Others(choice.Names.Where(n => n != value.GetString()).Select(n => (JsonNode)n), value.GetString()!),
                _ => [],
            });
        }

        return [.. turns.OrderBy(t => t.Distance).ThenBy(t => t.Path, StringComparer.Ordinal)];
    }

    private static IEnumerable<Turn> Decimals(Search search, DecimalKind kind, string text)
    {
        var scale = 1L;
        for (var i = 0; i < kind.Places; i++)
            scale *= 10;
        var value = (long)(decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * scale);
        string Plain(long n) => ((decimal)n / scale).ToString("0." + new string('#', kind.Places), CultureInfo.InvariantCulture);
        return search.Numbers(value, 1, (long)(kind.Least * scale), (long)(Math.Min(kind.Greatest, 1_000_000_000) * scale), n => JsonValue.Create(Plain(n))!, Plain);
    }

    private static string? VerdictOf(Calculator calculator, string json, Readings readings)
    {
        using var document = JsonDocument.Parse(json);
        return calculator.Ask(document.RootElement, readings).Answer?.Result(Tongue.Italian)[calculator.Verdict]?.ToString();
    }

    private sealed class Search(Calculator calculator, JsonElement input, Readings readings, string key, string verdict)
    {
        private string? With(JsonNode value)
        {
            var changed = (JsonObject)JsonNode.Parse(input.GetRawText())!;
            changed[key] = value;
            return VerdictOf(calculator, changed.ToJsonString(), readings);
        }

        private bool Turns(JsonNode value) => With(value) is { } other && other != verdict;

        public IEnumerable<Turn> Others(IEnumerable<JsonNode> values, string from)
        {
            foreach (var value in values)
            {
                if (With(value) is { } other && other != verdict)
                    yield return new($"/{key}", from, value.ToString() is "True" ? "true" : value.ToString() is "False" ? "false" : value.ToString(), other, 1);
            }
        }

        public IEnumerable<Turn> Days(string iso)
        {
            var day = DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            foreach (var direction in new[] { -1, 1 })
            {
                for (var steps = 1; steps <= DaysTried; steps++)
                {
                    var to = day.AddDays(direction * steps).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                    if (With(JsonValue.Create(to)!) is { } other && other != verdict)
                    {
                        yield return new($"/{key}", iso, to, other, steps);
                        break;
                    }
                }
            }
        }

        public IEnumerable<Turn> Numbers(long value, long step, long least, long greatest, Func<long, JsonNode> node, Func<long, string> plain)
        {
            foreach (var (direction, limit) in new[] { (-1L, value - least), (1L, greatest - value) })
            {
                if (Nearest(limit, step, n => Turns(node(value + direction * n))) is { } distance)
                {
                    var to = value + direction * distance;
                    yield return new($"/{key}", plain(value), plain(to), With(node(to))!, distance);
                }
            }
        }

        /// <summary>The least number of steps that turns the verdict: doubled until one does, then halved.</summary>
        private static long? Nearest(long limit, long step, Func<long, bool> turns)
        {
            long below = 0;
            for (var far = step; ; far = Math.Min(far * 2, limit))
            {
                if (far > limit || limit <= 0)
                    return null;
                if (turns(far))
                {
                    while (far - below > 1)
                    {
                        var middle = below + (far - below) / 2;
                        if (turns(middle))
                            far = middle;
                        else
                            below = middle;
                    }

                    return far;
                }

                if (far == limit)
                    return null;
                below = far;
            }
        }
    }
}

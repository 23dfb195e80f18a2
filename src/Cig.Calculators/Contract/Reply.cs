using System.Text.Json.Nodes;
using Cig.Rules;

namespace Cig.Calculators;

/// <summary>An answer, or everything that is wrong with the question.</summary>
public sealed record Reply(Answer? Answer, IReadOnlyList<Problem> Problems)
{
    /// <summary>The shape of an answer: the result's own keys and what every answer carries.</summary>
    internal static ObjectKind Of(ObjectKind output) => new(
    [
        .. output.Members,
        new("reasons", new ListKind(new ObjectKind(
            new Named("text", new TextKind(), Text.Of($"frase", $"sentence", $"Satz")),
            new Named("source", new TextKind(), Text.Of($"norma", $"provision", $"Norm")))), Text.Of($"motivi, in ordine", $"reasons, in order", $"Gründe, der Reihe nach")),
        new("policies", new ListKind(new ObjectKind(
            new Named("name", new TextKind(), Text.Of($"nome della lettura", $"name of the reading", $"Name der Auslegung")),
            new Named("chosen", new TextKind(), Text.Of($"lettura usata", $"reading used", $"verwendete Auslegung")),
            new Named("alternatives", new ListKind(new TextKind()), Text.Of($"altre letture", $"other readings", $"andere Auslegungen")))), Text.Of($"letture scelte dove le fonti sono aperte", $"readings chosen where the sources are open", $"Auslegungen, wo die Quellen offen sind")),
        new("warnings", new ListKind(new TextKind()), Text.Of($"ciò che rende dubbia la risposta", $"what makes the answer doubtful", $"was die Antwort zweifelhaft macht")),
    ]);

    /// <summary>The explanation as a tree: each step with its facts, the steps it came from and the branch that was not taken. A step that went into several stands in full at the first.</summary>
    public static JsonArray Tree(IReadOnlyList<Reason> reasons, Tongue tongue)
    {
        var used = reasons.SelectMany(r => r.Because).ToHashSet(ReferenceEqualityComparer.Instance);
        HashSet<Reason> told = new(ReferenceEqualityComparer.Instance);
        return new([.. reasons.Where(r => !used.Contains(r)).Select(r => (JsonNode)Step(r))]);

        JsonObject Step(Reason reason) => !told.Add(reason)
            ? new() { ["seeStep"] = reason.Step }
            : new()
            {
                ["step"] = reason.Step,
                ["text"] = reason.Text.In(tongue),
                ["source"] = reason.Source.ToString(),
                ["facts"] = new JsonArray([.. reason.Facts.Select(f => (JsonNode)new JsonObject { ["name"] = f.Name, ["value"] = f.Value.In(tongue) })]),
                ["decidedBy"] = reason.Fork is null ? null : new JsonArray([.. reason.Fork.DecidedBy.Select(f => (JsonNode)new JsonObject { ["name"] = f.Name, ["value"] = f.Value.In(tongue) })]),
                ["otherwise"] = reason.Fork?.Otherwise.In(tongue),
                ["because"] = new JsonArray([.. reason.Because.Select(b => (JsonNode)Step(b))]),
            };
    }

    public JsonObject ToJson(Tongue tongue)
    {
        if (Answer is null)
        {
            return new()
            {
                ["errors"] = new JsonArray([.. Problems.Select(p => (JsonNode)new JsonObject
                {
                    ["path"] = p.Path,
                    ["message"] = p.Message.In(tongue),
                    ["mend"] = p.Mend.In(tongue),
                })]),
            };
        }

        var json = Answer.Result(tongue);
        json["reasons"] = new JsonArray([.. Answer.Reasons.Select(r => (JsonNode)new JsonObject { ["text"] = r.Text.In(tongue), ["source"] = r.Source.ToString() })]);
        json["policies"] = new JsonArray([.. Answer.Policies.Select(p => (JsonNode)new JsonObject
        {
            ["name"] = p.Name,
            ["chosen"] = p.Chosen,
            ["alternatives"] = new JsonArray([.. p.Alternatives.Select(a => (JsonNode)a)]),
        })]);
        json["warnings"] = new JsonArray([.. Answer.Warnings.Select(w => (JsonNode)w.In(tongue))]);
        return json;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Cig.Calculators;
using Cig.Rules;

namespace Cig.Cli;

/// <summary>One run of a calculator on the command line: takes the facts from where they are, writes the answer as asked. 0 answered, 2 bad input.</summary>
internal sealed class Conversation(Calculator calculator, Tongue tongue, bool json, bool explain, TextReader input, TextWriter output, TextWriter errors)
{
    private const int Answered = 0;
    private const int BadInput = 2;

    /// <summary>Reads <c>name=value</c> pairs.</summary>
    public static bool TryReadings(string[] pairs, out Readings readings, out string wrong)
    {
        Dictionary<string, string> chosen = [];
        wrong = "";
        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                wrong = pair;
            else
                chosen[pair[..equals]] = pair[(equals + 1)..];
        }

        readings = new(chosen);
        return wrong.Length == 0;
    }

    public int Refuse(string pair) => Say(new(null,
    [
        new("", Text.Of($"--policy {pair} non si capisce.", $"--policy {pair} cannot be understood.", $"--policy {pair} ist unverständlich."), Text.Of($"Scrivi nome=valore.", $"Write name=value.", $"name=Wert schreiben.")),
    ]));

    public int RefuseTongue(string name) => Say(new(null,
    [
        new("", Text.Of($"--lang {name} non è una lingua del programma.", $"--lang {name} is no language of the program.", $"--lang {name} ist keine Sprache des Programms."), Text.Of($"Scegli it, en o de.", $"Choose it, en or de.", $"it, en oder de wählen.")),
    ]));

    public int AnswerOne(string? typed, FileInfo? file, Readings readings)
    {
        if (typed is null && file is { Exists: false })
            return NoFile(file);
        var asked = typed ?? (file is null ? input.ReadToEnd() : File.ReadAllText(file.FullName));
        return Say(calculator.Ask(asked, readings), explain ? calculator.WhatWouldTurn(asked, readings) : []);
    }

    /// <summary>One answer for each line, in the same order; a line that cannot be answered gets its errors and the rest goes on.</summary>
    public int AnswerLines(FileInfo? file, Readings readings)
    {
        if (file is { Exists: false })
            return NoFile(file);

        using var opened = file?.OpenText();
        var (reader, result) = (opened ?? input, Answered);
        while (reader.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var reply = calculator.Ask(line, readings);
            if (reply.Answer is null)
                result = BadInput;
            output.WriteLine(Json.Write(reply.ToJson(tongue)));
        }

        output.Flush();
        return result;
    }

    private int NoFile(FileInfo file) => Say(new(null,
    [
        new("", Text.Of($"Il file {file.Name} non c'è.", $"There is no file {file.Name}.", $"Die Datei {file.Name} gibt es nicht."), Text.Of($"Controlla nome e cartella.", $"Check name and folder.", $"Name und Ordner prüfen.")),
    ]));

    private int Say(Reply reply, IReadOnlyList<Turn>? turns = null)
    {
        if (json)
            output.WriteLine(Json.Write(ToJson(reply, turns ?? []), indented: true));
        else if (reply.Answer is { } answer)
            SayAnswer(answer, turns ?? []);
        else
            SayProblems(reply.Problems);
        return reply.Answer is null ? BadInput : Answered;
    }

    private JsonObject ToJson(Reply reply, IReadOnlyList<Turn> turns)
    {
        var whole = reply.ToJson(tongue);
        if (explain && reply.Answer is { } answer)
        {
            whole["explanation"] = Reply.Tree(answer.Reasons, tongue);
            whole["wouldChange"] = new JsonArray([.. turns.Select(t => (JsonNode)t.ToJson())]);
        }

        return whole;
    }

    private void SayAnswer(Answer answer, IReadOnlyList<Turn> turns)
    {
        var result = answer.Result(tongue);
        foreach (var member in calculator.Output.Members)
        {
            if (result[member.Key] is { } value)
                SayValue(member.Meaning.In(tongue), member.Kind, value, "");
        }

        output.WriteLine();
        if (explain)
        {
            SayTree(answer.Reasons);
        }
        else
        {
            foreach (var reason in answer.Reasons)
                output.WriteLine($"- {reason.Text.In(tongue)} [{reason.Source}]");
        }

        if (turns.Count > 0)
        {
            output.WriteLine();
            output.WriteLine(Text.Of($"Che cosa dovrebbe cambiare:", $"What would have to change:", $"Was sich ändern müsste:").In(tongue));
            foreach (var turn in turns)
                output.WriteLine($"  {turn.Path}: {turn.From} → {turn.To} ⇒ {turn.Verdict}");
        }

        foreach (var policy in answer.Policies)
            output.WriteLine($"* {policy.Name}: {policy.Chosen} ({string.Join(", ", policy.Alternatives)})");
        foreach (var warning in answer.Warnings)
            output.WriteLine($"! {warning.In(tongue)}");
    }

    /// <summary>The explanation as a tree: under each result the facts and the steps it came from, and the branch that was not taken. A step is told once.</summary>
    private void SayTree(IReadOnlyList<Reason> reasons)
    {
        var used = reasons.SelectMany(r => r.Because).ToHashSet(ReferenceEqualityComparer.Instance);
        Reason[] results = [.. reasons.Where(r => !used.Contains(r))];
        HashSet<Reason> told = new(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < results.Length; i++)
            SayStep(results[i], "", i == results.Length - 1, told);
    }

    private void SayStep(Reason reason, string indent, bool last, HashSet<Reason> told)
    {
        var (branch, under) = last ? ("└─ ", indent + "   ") : ("├─ ", indent + "│  ");
        if (!told.Add(reason))
        {
            output.WriteLine($"{indent}{branch}↑ {reason.Step}");
            return;
        }

        output.WriteLine($"{indent}{branch}{reason.Text.In(tongue)}");
        output.WriteLine($"{under}[{reason.Source}]");
        foreach (var fact in reason.Facts)
            output.WriteLine($"{under}· {fact.Name} = {fact.Value.In(tongue)}");
        if (reason.Fork is { } fork)
        {
            var decided = string.Join(", ", fork.DecidedBy.Select(d => $"{d.Name} = {d.Value.In(tongue)}"));
            output.WriteLine(under + Text.Of($"↯ deciso da {decided}; altrimenti: {fork.Otherwise}", $"↯ decided by {decided}; otherwise: {fork.Otherwise}", $"↯ entschieden durch {decided}; sonst: {fork.Otherwise}").In(tongue));
        }

        for (var i = 0; i < reason.Because.Count; i++)
            SayStep(reason.Because[i], under, i == reason.Because.Count - 1, told);
    }

    private void SayValue(string meaning, Kind kind, JsonNode value, string indent)
    {
        switch (value)
        {
            case JsonArray list when kind is ListKind { Of: ObjectKind { Members: var members } } && members.Any(m => m.Kind is ListKind { Of: ObjectKind }):
                output.WriteLine($"{indent}{meaning}:");
                foreach (var one in list.OfType<JsonObject>())
                {
                    foreach (var member in members.Where(m => one[m.Key] is not null))
                        SayValue(member.Meaning.In(tongue), member.Kind, one[member.Key]!, indent + "  ");
                    output.WriteLine();
                }

                break;
            case JsonArray list when kind is ListKind { Of: ObjectKind item }:
                output.WriteLine($"{indent}{meaning}:");
                foreach (var one in list.OfType<JsonObject>())
                    output.WriteLine($"{indent}  {string.Join("  ", item.Members.Where(m => one[m.Key] is not null).Select(m => Plain(one[m.Key]!)))}");
                break;
            case JsonArray list:
                output.WriteLine($"{indent}{meaning}: {string.Join(", ", list.Select(v => v is null ? "-" : Plain(v)))}");
                break;
            case JsonObject one when kind is ObjectKind whole:
                output.WriteLine($"{indent}{meaning}:");
                foreach (var member in whole.Members.Where(m => one[m.Key] is not null))
                    SayValue(member.Meaning.In(tongue), member.Kind, one[member.Key]!, indent + "  ");
                break;
            default:
                output.WriteLine($"{indent}{meaning}: {Plain(value)}");
                break;
        }
    }

    private string Plain(JsonNode value) => value switch
    {
        JsonObject one => string.Join(" – ", one.Select(p => p.Value is null ? "-" : Plain(p.Value))),
        JsonArray list => string.Join(", ", list.Select(v => v is null ? "-" : Plain(v))),
        _ when value.GetValueKind() == JsonValueKind.True => tongue switch { Tongue.Italian => "sì", Tongue.English => "yes", _ => "ja" },
        _ when value.GetValueKind() == JsonValueKind.False => tongue switch { Tongue.Italian => "no", Tongue.English => "no", _ => "nein" },
        _ => value.ToString(),
    };

    private void SayProblems(IReadOnlyList<Problem> problems)
    {
        errors.WriteLine(Text.Of($"Non si può rispondere:", $"There is no answer:", $"Keine Antwort möglich:").In(tongue));
        foreach (var problem in problems)
            errors.WriteLine($"- {(problem.Path.Length == 0 ? "" : problem.Path + ": ")}{problem.Message.In(tongue)} {problem.Mend.In(tongue)}");
    }
}

using System.CommandLine;
using System.CommandLine.Help;
using System.Text.Json.Nodes;
using Cig.Calculators;
using Cig.Rules;

namespace Cig.Cli;

/// <summary>The commands of <c>cig</c>: one for each calculator, and <c>explain</c>, <c>law</c>, <c>calendar</c>.</summary>
internal static class CommandLine
{
    private const int BadInput = 2;

    /// <summary>Runs one command; what cannot be understood ends like every other bad input.</summary>
    public static int Run(IReadOnlyList<string> arguments, TextReader input, TextWriter output, TextWriter errors)
    {
        var root = Build(input, output, errors);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0 || parsed.Action is HelpAction)
            return parsed.Invoke(new() { EnableDefaultExceptionHandler = false, Output = output, Error = errors });

        errors.WriteLine($"Non si capisce: {string.Join(' ', arguments)}");
        foreach (var error in parsed.Errors)
            errors.WriteLine($"- {error.Message}");
        errors.WriteLine("cig senza argomenti elenca i calcoli; cig NOME --help le opzioni di uno.");
        return BadInput;
    }

    private static RootCommand Build(TextReader input, TextWriter output, TextWriter errors)
    {
        var root = new RootCommand("cig: risponde sulle integrazioni salariali, con i motivi e le norme.");
        root.SetAction(parsed => new HelpAction().Invoke(parsed));
        foreach (var calculator in Calculator.All)
            root.Subcommands.Add(CommandOf(calculator, calculator.Name, explain: false));

        var explain = new Command("explain", "Spiega un calcolo come albero di passi e norme.");
        explain.SetAction(parsed => new HelpAction().Invoke(parsed));
        foreach (var calculator in Calculator.All)
            explain.Subcommands.Add(CommandOf(calculator, calculator.Name, explain: true));
        root.Subcommands.Add(explain);
        root.Subcommands.Add(LawCommand.Build(output, errors));
        root.Subcommands.Add(CalendarCommand.Build(input, output, errors, TimeProvider.System));
        return root;

        Command CommandOf(Calculator calculator, string name, bool explain)
        {
            // A key that the calculator does not know is one of its errors, with place and mend, as it is in JSON.
            var command = new Command(name, calculator.Summary.Italian) { TreatUnmatchedTokensAsErrors = false };
            var lang = new Option<string>("--lang") { Description = "it, en o de", DefaultValueFactory = _ => "it" };
            var json = new Option<bool>("--json") { Description = "risponde in JSON" };
            var file = new Option<FileInfo?>("--in") { Description = "legge il JSON da un file" };
            var lines = new Option<bool>("--lines") { Description = "legge JSON Lines, una risposta per riga" };
            var schema = new Option<bool>("--schema") { Description = "stampa lo schema JSON di domanda e risposta" };
            var example = new Option<bool>("--example") { Description = "stampa una domanda valida" };
            var policies = new Option<string[]>("--policy") { Description = "sceglie una lettura: nome=valore" };
            foreach (var option in new Option[] { lang, json, file, lines, schema, example, policies })
                command.Options.Add(option);

            var facts = calculator.Input.Members.ToDictionary(
                m => m, m => new Option<string?>($"--{m.Key}") { Description = m.Meaning.Italian + (m.Optional ? " (facoltativo)" : ""), Arity = ArgumentArity.ZeroOrOne });
            foreach (var option in facts.Values)
                command.Options.Add(option);

            command.SetAction(parsed =>
            {
                if (parsed.GetValue(schema))
                    return Print(Json.Write(calculator.Schema(), indented: true));
                if (parsed.GetValue(example))
                    return Print(calculator.Example);

                var tongue = Tongue.Of(parsed.GetValue(lang));
                var conversation = new Conversation(calculator, tongue ?? Tongue.Italian, parsed.GetValue(json), explain, input, output, errors);
                if (tongue is null)
                    return conversation.RefuseTongue(parsed.GetValue(lang)!);
                if (!Conversation.TryReadings(parsed.GetValue(policies) ?? [], out var readings, out var wrong))
                    return conversation.Refuse(wrong);

                // An option without a value is an empty text, which no kind takes for a value.
                var typed = new JsonObject([.. facts.Where(f => parsed.GetResult(f.Value) is not null).Select(f => KeyValuePair.Create(f.Key.Key, f.Key.Kind.Typed(parsed.GetValue(f.Value) ?? "")))]);
                foreach (var (key, value) in Unknown(parsed.UnmatchedTokens))
                    typed[key] = value;
                return parsed.GetValue(lines)
                    ? conversation.AnswerLines(parsed.GetValue(file), readings)
                    : conversation.AnswerOne(typed.Count > 0 ? Json.Write(typed) : null, parsed.GetValue(file), readings);
            });
            return command;
        }

        int Print(string text)
        {
            output.WriteLine(text);
            return 0;
        }
    }

    /// <summary>Options that are no key of the calculator, with the value behind each; a word that belongs to no option stands alone.</summary>
    private static IEnumerable<(string Key, string Value)> Unknown(IReadOnlyList<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var key = tokens[i].TrimStart('-');
            yield return i + 1 < tokens.Count && tokens[i].StartsWith('-') && !tokens[i + 1].StartsWith('-') ? (key, tokens[++i]) : (key, "");
        }
    }
}

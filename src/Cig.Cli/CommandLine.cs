using System.CommandLine;
using System.Text.Json.Nodes;
using Cig.Calculators;
using Cig.Rules;

namespace Cig.Cli;

/// <summary>The commands of <c>cig</c>: one for each calculator, and <c>explain</c>.</summary>
internal static class CommandLine
{
    public static RootCommand Build(TextReader input, TextWriter output, TextWriter errors)
    {
        var root = new RootCommand("cig: risponde sulle integrazioni salariali, con i motivi e le norme.");
        foreach (var calculator in Calculator.All)
            root.Subcommands.Add(CommandOf(calculator, calculator.Name, explain: false));

        var explain = new Command("explain", "Spiega un calcolo come albero di passi e norme.");
        foreach (var calculator in Calculator.All)
            explain.Subcommands.Add(CommandOf(calculator, calculator.Name, explain: true));
        root.Subcommands.Add(explain);
        root.Subcommands.Add(LawCommand.Build(output, errors));
        root.Subcommands.Add(CalendarCommand.Build(input, output, errors, TimeProvider.System));
        return root;

        Command CommandOf(Calculator calculator, string name, bool explain)
        {
            var command = new Command(name, calculator.Summary.Italian);
            var lang = new Option<string>("--lang") { Description = "it, en o de", DefaultValueFactory = _ => "it" };
            lang.AcceptOnlyFromAmong("it", "en", "de");
            var json = new Option<bool>("--json") { Description = "risponde in JSON" };
            var file = new Option<FileInfo?>("--in") { Description = "legge il JSON da un file" };
            var lines = new Option<bool>("--lines") { Description = "legge JSON Lines, una risposta per riga" };
            var schema = new Option<bool>("--schema") { Description = "stampa lo schema JSON di domanda e risposta" };
            var example = new Option<bool>("--example") { Description = "stampa una domanda valida" };
            var policies = new Option<string[]>("--policy") { Description = "sceglie una lettura: nome=valore" };
            foreach (var option in new Option[] { lang, json, file, lines, schema, example, policies })
                command.Options.Add(option);

            var facts = calculator.Input.Members.ToDictionary(
                m => m, m => new Option<string?>($"--{m.Key}") { Description = m.Meaning.Italian + (m.Optional ? " (facoltativo)" : "") });
            foreach (var option in facts.Values)
                command.Options.Add(option);

            command.SetAction(parsed =>
            {
                if (parsed.GetValue(schema))
                    return Print(Json.Write(calculator.Schema(), indented: true));
                if (parsed.GetValue(example))
                    return Print(calculator.Example);

                var tongue = parsed.GetValue(lang) switch { "en" => Tongue.English, "de" => Tongue.German, _ => Tongue.Italian };
                var conversation = new Conversation(calculator, tongue, parsed.GetValue(json), explain, input, output, errors);
                if (!Conversation.TryReadings(parsed.GetValue(policies) ?? [], out var readings, out var wrong))
                    return conversation.Refuse(wrong);

                var typed = new JsonObject([.. facts.Where(f => parsed.GetValue(f.Value) is not null).Select(f => KeyValuePair.Create(f.Key.Key, f.Key.Kind.Typed(parsed.GetValue(f.Value)!)))]);
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
}

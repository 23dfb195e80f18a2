using System.CommandLine;
using System.Text.Json.Nodes;
using Cig.Calculators;
using Cig.Calculators.LawBook;
using Cig.Rules;

namespace Cig.Cli;

/// <summary><c>cig law</c>: the provisions and the rules that use them, the reverse, and the pages of <c>docs/law</c>.</summary>
internal static class LawCommand
{
    public static Command Build(TextWriter output, TextWriter errors)
    {
        var name = new Argument<string?>("norma") { Description = "un atto o una disposizione, per esempio \"D.Lgs. 148/2015, art. 5\"", Arity = ArgumentArity.ZeroOrOne };
        var rule = new Option<string?>("--rule") { Description = "le disposizioni che una regola applica" };
        var rules = new Option<bool>("--rules") { Description = "tutte le regole con le loro disposizioni" };
        var unused = new Option<bool>("--unused") { Description = "solo le disposizioni che nessuna regola usa, con il motivo" };
        var pages = new Option<DirectoryInfo?>("--pages") { Description = "scrive una pagina per atto in una cartella" };
        var json = new Option<bool>("--json") { Description = "risponde in JSON" };
        var lang = new Option<string>("--lang") { Description = "it, en o de", DefaultValueFactory = _ => "it" };
        lang.AcceptOnlyFromAmong("it", "en", "de");
        var command = new Command("law", "Le norme, le regole che le applicano e i valori che vi si fondano.") { name, rule, rules, unused, pages, json, lang };
        command.SetAction(parsed =>
        {
            var tongue = Tongue.Of(parsed.GetValue(lang)) ?? Tongue.Italian;
            if (parsed.GetValue(pages) is { } folder)
                return Write(folder, output);
            if (parsed.GetValue(rules) || parsed.GetValue(rule) is not null)
                return Rules([.. Rulebook.All.Where(r => parsed.GetValue(rule) is not { } wanted || r.Name == wanted)], parsed.GetValue(json), tongue, output, errors);

            LawEntry[] found = [.. LawIndex.Find(parsed.GetValue(name)).Where(e => !parsed.GetValue(unused) || e.NotUsed is not null)];
            return Provisions(found, parsed.GetValue(json), tongue, output, errors);
        });
        return command;
    }

    private static int Write(DirectoryInfo folder, TextWriter output)
    {
        folder.Create();
        foreach (var (file, text) in LawIndex.Pages())
        {
            File.WriteAllText(Path.Combine(folder.FullName, file), text);
            output.WriteLine(file);
        }

        return 0;
    }

    private static int Rules(Rule[] rules, bool json, Tongue tongue, TextWriter output, TextWriter errors)
    {
        if (rules.Length == 0)
            return Nothing(tongue, errors);
        if (json)
        {
            output.WriteLine(Json.Write(new JsonArray([.. rules.Select(r => (JsonNode)LawIndex.ToJson(r, tongue))]), indented: true));
            return 0;
        }

        foreach (var rule in rules)
        {
            output.WriteLine($"{rule.Name}: {rule.Title.In(tongue)} ({rule.Place})");
            foreach (var provision in rule.Provisions)
                output.WriteLine($"  {provision}");
        }

        return 0;
    }

    private static int Provisions(LawEntry[] entries, bool json, Tongue tongue, TextWriter output, TextWriter errors)
    {
        if (entries.Length == 0)
            return Nothing(tongue, errors);
        if (json)
        {
            output.WriteLine(Json.Write(new JsonArray([.. entries.Select(e => (JsonNode)LawIndex.ToJson(e, tongue))]), indented: true));
            return 0;
        }

        foreach (var entry in entries)
        {
            output.WriteLine(entry.Says is { } says ? $"{entry.Provision}: {says.In(tongue)}" : entry.Provision.ToString());
            if (entry.Rules.Count > 0)
                output.WriteLine($"  → {string.Join(", ", entry.Rules.Select(r => r.Name))}");
            if (entry.Figures.Count > 0)
                output.WriteLine($"  = {string.Join(", ", entry.Figures.Select(f => f.Name).Distinct())}");
            if (entry.NotUsed is { } why)
                output.WriteLine("  – " + Text.Of($"nessuna regola: {why}", $"no rule: {why}", $"keine Regel: {why}").In(tongue));
        }

        return 0;
    }

    private static int Nothing(Tongue tongue, TextWriter errors)
    {
        errors.WriteLine(Text.Of(
            $"Non c'è nulla con questo nome. Senza nome si vede tutto; --rules elenca le regole.",
            $"There is nothing of that name. Without a name all is shown; --rules lists the rules.",
            $"Unter diesem Namen gibt es nichts. Ohne Namen wird alles gezeigt; --rules listet die Regeln.").In(tongue));
        return 2;
    }
}

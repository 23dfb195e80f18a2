using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Cig.Rules;

namespace Cig.Calculators.LawBook;

/// <summary>One provision: what it says where that is told, the rules that use it, the figures that rest on it, and why no rule does.</summary>
public sealed record LawEntry(Provision Provision, Text? Says, IReadOnlyList<Rule> Rules, IReadOnlyList<Figure> Figures, Text? NotUsed);

/// <summary>The law as an index: from the provisions to the rules and back, made from the rules themselves.</summary>
public static class LawIndex
{
    /// <summary>Every provision that is covered or used, by act; those of the Decree in the order of the law.</summary>
    public static IReadOnlyList<LawEntry> All { get; } = [.. Covered(), .. Others()];

    /// <summary>The entries whose act or provision a person named; all of them without a name.</summary>
    public static IEnumerable<LawEntry> Find(string? name) => name is null
        ? All
        : All.Where(e => e.Provision.ToString().Equals(name, StringComparison.OrdinalIgnoreCase) || e.Provision.Act.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            || e.Provision.ToString().StartsWith(name + ",", StringComparison.OrdinalIgnoreCase));

    public static JsonObject ToJson(LawEntry entry, Tongue tongue) => new()
    {
        ["provision"] = entry.Provision.ToString(),
        ["says"] = entry.Says?.In(tongue),
        ["rules"] = new JsonArray([.. entry.Rules.Select(r => (JsonNode)r.Name)]),
        ["figures"] = new JsonArray([.. entry.Figures.Select(f => (JsonNode)f.Name).DistinctBy(n => n.ToString())]),
        ["notUsedBecause"] = entry.NotUsed?.In(tongue),
    };

    public static JsonObject ToJson(Rule rule, Tongue tongue) => new()
    {
        ["rule"] = rule.Name,
        ["title"] = rule.Title.In(tongue),
        ["place"] = rule.Place,
        ["provisions"] = new JsonArray([.. rule.Provisions.Select(p => (JsonNode)p.ToString())]),
    };

    /// <summary>One page of Markdown for each act: file name and text. Acts of practice share a page.</summary>
    public static IEnumerable<(string File, string Text)> Pages()
    {
        var pages = All.GroupBy(e => PageOf(e.Provision.Act)).ToList();
        foreach (var page in pages)
            yield return (page.Key.File + ".md", PageText(page.Key.Title, [.. page]));

        var index = new StringBuilder("# Le norme e le regole\n\nOgni pagina nasce dagli stessi dati di `cig law`: le disposizioni, le regole che le applicano e i valori che vi si fondano. Non si scrivono a mano.\n\n");
        foreach (var page in pages)
            index.Append(CultureInfo.InvariantCulture, $"- [{page.Key.Title}]({page.Key.File}.md)\n");
        yield return ("README.md", index.ToString());
    }

    private static IEnumerable<LawEntry> Covered() => CoveredLaw.Decree.Select(c => new LawEntry(
        c.Provision, c.Says, [.. Rulebook.All.Where(r => r.Provisions.Contains(c.Provision))], FiguresOf(c.Provision), c.NotUsed));

    private static IEnumerable<LawEntry> Others() => Rulebook.All.SelectMany(r => r.Provisions).Distinct()
        .Where(p => p.Act != Rules.Law.Dlgs148)
        .OrderBy(p => p.Act.Title.Italian, StringComparer.Ordinal).ThenBy(p => p.ToString(), StringComparer.Ordinal)
        .Select(p => new LawEntry(p, null, [.. Rulebook.Applying(p)], FiguresOf(p), null));

    private static List<Figure> FiguresOf(Provision provision) =>
        [.. Rules.Figures.All.Where(f => f.Versions.Any(v => v.Source == provision))];

    /// <summary>Laws and decrees have a page each; circulars, messages and other practice one for each kind.</summary>
    private static (string File, string Title) PageOf(Act act)
    {
        var practice = act.Title.Italian.StartsWith("Circolare", StringComparison.Ordinal) || act.Title.Italian.StartsWith("Messaggio", StringComparison.Ordinal) || act.Title.Italian.StartsWith("Prassi", StringComparison.Ordinal);
        var title = practice ? act.Title.Italian : $"{act.Name}: {act.Title.Italian}";
        var file = (practice ? act.Title.Italian : act.Name).ToLowerInvariant();
        return (string.Join('-', file.Split([' ', '.', '/', '\''], StringSplitOptions.RemoveEmptyEntries)), title);
    }

    private static string PageText(string title, IReadOnlyList<LawEntry> entries)
    {
        var page = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# {title}\n");
        foreach (var entry in entries)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {entry.Provision}\n\n");
            if (entry.Says is { } says)
                page.Append(CultureInfo.InvariantCulture, $"{says.Italian}  \n*{says.English}*  \n*{says.German}*\n\n");
            foreach (var rule in entry.Rules)
                page.Append(CultureInfo.InvariantCulture, $"- regola [{rule.Name}](../../src/Cig.Rules/{rule.Place}.cs): {rule.Title.Italian}\n");
            foreach (var figure in entry.Figures)
            {
                foreach (var version in figure.Versions.Where(v => v.Source == entry.Provision))
                    page.Append(CultureInfo.InvariantCulture, $"- valore `{figure.Name}`: {version.Value} ({figure.Unit}), dal {Day(version.From)}{(version.To is { } to ? " al " + Day(to) : "")}, {ChoiceKind.Name(version.Trust)}\n");
            }

            if (entry.NotUsed is { } why)
                page.Append(CultureInfo.InvariantCulture, $"Nessuna regola la usa: {why.Italian}.\n");
        }

        return page.ToString();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Cig.Rules.Tests.Sources;

/// <summary>The list of rules and their provisions is compared with the files in which the rules stand.</summary>
public sealed partial class RulebookTests
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}Sources{Path.DirectorySeparatorChar}") && Cited(f).Any())
        .Select(f => Path.ChangeExtension(Path.GetRelativePath(Root, f), null).Replace('\\', '/'))];

    private static string Root => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../src/Cig.Rules"));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_provision_that_a_file_cites_belongs_to_a_rule_of_its_folder(string file)
    {
        var folder = file[..file.IndexOf('/')];
        var applied = Rulebook.All.Where(r => r.Place.StartsWith(folder + "/", StringComparison.Ordinal)).SelectMany(r => r.Provisions).Select(p => p.ToString()).ToHashSet();

        Assert.Empty(Cited(Path.Combine(Root, file + ".cs")).Select(p => p.ToString()).Except(applied));
    }

    [Fact]
    public void Every_rule_has_its_own_name_a_file_that_exists_and_a_provision()
    {
        Assert.Distinct(Rulebook.All.Select(r => r.Name));
        Assert.All(Rulebook.All, r => Assert.True(File.Exists(Path.Combine(Root, r.Place + ".cs")), r.Place));
        Assert.All(Rulebook.All, r => Assert.NotEmpty(r.Provisions));
        Assert.All(Rulebook.All, r => Assert.Distinct(r.Provisions));
    }

    [Fact]
    public void Every_figure_rests_on_a_provision_that_a_rule_applies()
    {
        var applied = Rulebook.All.SelectMany(r => r.Provisions).ToHashSet();

        Assert.Empty(Rules.Figures.All.SelectMany(f => f.Versions).Select(v => v.Source).Where(s => !applied.Contains(s)).Distinct());
    }

    /// <summary>The citations written out in a file, by the names that <see cref="Law"/> gives to the acts.</summary>
    private static IEnumerable<Provision> Cited(string file)
    {
        var text = File.ReadAllText(file);
        foreach (Match match in ArticleOf().Matches(text))
        {
            if (typeof(Law).GetField(match.Groups[1].Value, BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is Act act)
                yield return act.Article(match.Groups[2].Value, match.Groups[3].Success ? match.Groups[3].Value : null);
        }

        foreach (Match match in WholeOf().Matches(text))
            yield return ((Act)typeof(Law).GetMethod(match.Groups[1].Value)!.Invoke(null, [match.Groups[2].Value])!).Whole;
    }

    private static string Here([CallerFilePath] string file = "") => file;

    [GeneratedRegex("""(\w+)\.Article\("([^"]+)"(?:, "([^"]+)")?\)""")]
    private static partial Regex ArticleOf();

    [GeneratedRegex("""(Circular|Message|MinistryCircular|Practice)\("([^"]+)"\)\.Whole""")]
    private static partial Regex WholeOf();
}

using System.Runtime.CompilerServices;
using Cig.Calculators.LawBook;
using Cig.Rules;

namespace Cig.Calculators.Tests;

public sealed class LawBookTests
{
    private static string Folder => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../docs/law"));

    [Fact]
    public void The_pages_of_the_law_are_those_that_the_data_make()
    {
        var pages = LawIndex.Pages().ToList();
        if (Environment.GetEnvironmentVariable("SNAPSHOT") == "write")
        {
            Directory.CreateDirectory(Folder);
            foreach (var old in Directory.EnumerateFiles(Folder))
                File.Delete(old);
            foreach (var (file, text) in pages)
                File.WriteAllText(Path.Combine(Folder, file), text);
        }

        Assert.Equal(pages.Select(p => p.File).Order(StringComparer.Ordinal), Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.All(pages, p => Assert.Equal(p.Text, File.ReadAllText(Path.Combine(Folder, p.File)), ignoreLineEndingDifferences: true));
    }

    [Fact]
    public void Every_rule_is_found_from_each_of_its_provisions_and_back() => Assert.All(Rulebook.All, rule => Assert.All(rule.Provisions, provision =>
        Assert.Contains(LawIndex.Find(provision.ToString()), e => e.Provision == provision && e.Rules.Contains(rule))));

    [Fact]
    public void Every_figure_is_found_from_its_provision() => Assert.All(
        Rules.Figures.All, figure => Assert.All(figure.Versions, v => Assert.Contains(LawIndex.All, e => e.Provision == v.Source && e.Figures.Contains(figure))));

    [Theory]
    [InlineData("D.Lgs. 148/2015, art. 5", 2)]
    [InlineData("d.lgs. 148/2015, art. 5, c. 1", 1)]
    [InlineData("L. 41/1986", 1)]
    [InlineData("L. 1/1900", 0)]
    public void A_provision_is_found_by_its_name(string name, int count) => Assert.Equal(count, LawIndex.Find(name).Count());

    private static string Here([CallerFilePath] string file = "") => file;
}

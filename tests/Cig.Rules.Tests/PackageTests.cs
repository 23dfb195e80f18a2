using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Cig.Rules.Amounts;

namespace Cig.Rules.Tests;

/// <summary>The package is what its README says.</summary>
public sealed partial class PackageTests
{
    private static string Folder => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../src/Cig.Rules"));

    [Fact]
    public void The_code_of_the_readme_is_compiled_and_prints_what_it_says()
    {
        var blocks = Fence().Matches(File.ReadAllText(Path.Combine(Folder, "README.md")).ReplaceLineEndings("\n")).Select(m => m.Groups["code"].Value).ToArray();
        var here = File.ReadAllText(Here()).ReplaceLineEndings("\n");
        var compiled = here[(here.IndexOf("// begin of the readme\n", StringComparison.Ordinal) + "// begin of the readme\n".Length)..here.LastIndexOf("        // end of the readme", StringComparison.Ordinal)];

        // The README writes to the console what the test writes to a string.
        Assert.Equal(blocks[0][blocks[0].IndexOf("var april", StringComparison.Ordinal)..], Unindented(compiled).Replace("printed.", "Console."));
        Assert.Equal(blocks[1], Printed());
    }

    [Fact]
    public void Every_folder_that_the_readme_names_is_a_namespace()
    {
        var spaces = typeof(Law).Assembly.GetExportedTypes().Select(t => t.Namespace).ToHashSet();

        Assert.All(Space().Matches(File.ReadAllText(Path.Combine(Folder, "README.md"))).Select(m => m.Groups[1].Value), s => Assert.Contains(s, spaces));
    }

    [Fact]
    public void Every_public_member_says_what_it_is()
    {
        // The compiler refuses members without a comment; here each comment has a summary, or takes that of what it implements.
        var members = XDocument.Load(Path.ChangeExtension(typeof(Law).Assembly.Location, ".xml")).Descendants("member").ToList();

        Assert.True(members.Count > 500);
        Assert.Empty(members.Where(m => m.Element("inheritdoc") is null && string.IsNullOrWhiteSpace(m.Element("summary")?.Value)).Select(m => (string?)m.Attribute("name")));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void The_package_holds_the_library_its_documentation_its_readme_and_no_dependency()
    {
        var place = Directory.CreateTempSubdirectory("cig-test-");
        try
        {
            using var pack = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet", ["pack", Folder, "-c", "Release", "-o", place.FullName, "-v", "quiet"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            pack.StandardOutput.ReadToEnd();
            pack.WaitForExit();
            using var package = ZipFile.OpenRead(Directory.GetFiles(place.FullName, "Cig.Rules.*.nupkg").Single());
            string[] files = [.. package.Entries.Select(e => e.FullName)];
            using var spec = new StreamReader(package.GetEntry("Cig.Rules.nuspec")!.Open());
            var text = spec.ReadToEnd();

            Assert.Equal(0, pack.ExitCode);
            Assert.Contains("lib/net10.0/Cig.Rules.dll", files);
            Assert.Contains("lib/net10.0/Cig.Rules.xml", files);
            Assert.Contains("README.md", files);
            Assert.Contains("<license type=\"expression\">EUPL-1.2</license>", text);
            Assert.DoesNotContain("<dependency ", text);
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private static string Printed()
    {
        var printed = new StringWriter { NewLine = "\n" };

        // begin of the readme
        var april = new BenefitFacts(
            Scheme.Cigo,
            Month: new DateOnly(2026, 4, 1),
            SuspensionStart: new DateOnly(2026, 4, 1),
            MonthlyPay: 1625.Euro,
            PartTime: 100.Percent,
            WorkableHours: 176.Hours,
            SupplementedHours: 64.Hours,
            SeasonalBadWeather: false);

        var ruling = Benefit.For(april);
        printed.WriteLine(ruling.Value.Net.In(Tongue.English));
        foreach (var reason in ruling.Reasons)
            printed.WriteLine($"{reason.Text.In(Tongue.English)} [{reason.Source}]");
        // end of the readme

        return printed.ToString();
    }

    private static string Unindented(string text) => string.Join('\n', text.Split('\n').Select(l => l.StartsWith("        ", StringComparison.Ordinal) ? l[8..] : l));

    private static string Here([CallerFilePath] string file = "") => file;

    [GeneratedRegex("```(csharp)?\n(?<code>.*?)```\n", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();

    [GeneratedRegex(@"`(Cig\.Rules\.\w+)`")]
    private static partial Regex Space();
}

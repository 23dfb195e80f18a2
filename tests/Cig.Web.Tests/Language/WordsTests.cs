using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Cig.Web.Language;

namespace Cig.Web.Tests.Language;

public sealed partial class WordsTests
{
    /// <summary>The folders of pages that only the institution's people see: Italian will do.</summary>
    private static readonly string[] Staff = ["Amministrazione", "Istruttoria", "Ministero", "Operatore", "Supervisione"];

    [Fact]
    public void What_workers_and_companies_read_is_in_three_languages()
    {
        var (english, german) = (Say.Table("en"), Say.Table("de"));
        var missing = Files().Where(f => !Staff.Any(s => f.Contains($"/Pages/{s}/", StringComparison.Ordinal))).SelectMany(Keys).Distinct().Where(k => !english.ContainsKey(k) || !german.ContainsKey(k)).ToList();

        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void A_table_holds_no_dead_word_and_keeps_every_place(string language)
    {
        var sources = string.Concat(Files().Select(File.ReadAllText)).Replace("\\\"", "\"", StringComparison.Ordinal);
        foreach (var (italian, other) in Say.Table(language))
        {
            Assert.Contains(italian, sources);
            Assert.Equal(Places().Matches(italian).Select(m => m.Value).Order(), Places().Matches(other).Select(m => m.Value).Order());
        }
    }

    [Fact]
    public async Task The_choice_of_language_is_kept_and_the_address_stays()
    {
        await using var site = new Site();
        using var visitor = site.Visit();
        var page = await visitor.Get("/accedi");
        var token = Regex.Match(page.Html, "action=\"/lingua\".*?__RequestVerificationToken\" type=\"hidden\" value=\"(?<v>[^\"]+)\"", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["v"].Value;

        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("lingua", "de"), new("ritorno", "/accedi")]);
        var answered = await visitor.Http.PostAsync(new Uri("/lingua", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var html = await answered.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("/accedi", answered.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("<html lang=\"de\">", html);
        Assert.Contains("Mit SPID anmelden", html);
    }

    private static IEnumerable<string> Keys(string file) =>
        Calls().Matches(File.ReadAllText(file)).Select(m => m.Groups["key"].Value.Replace("\\\"", "\"", StringComparison.Ordinal));

    private static IEnumerable<string> Files([CallerFilePath] string here = "") =>
        Directory.EnumerateFiles(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Cig.Web")), "*.cs*", SearchOption.AllDirectories).Where(f => !f.Contains("node_modules", StringComparison.Ordinal));

    [GeneratedRegex("\\b[Ss]ay\\[\"(?<key>(?:[^\"\\\\]|\\\\.)*)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Calls();

    [GeneratedRegex("\\{\\d\\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Places();
}

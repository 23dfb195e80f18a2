using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Cig.Web.Language;

namespace Cig.Web.Tests.Language;

public sealed partial class WordsTests
{
    /// <summary>The folders whose pages a worker sees: every word of theirs is in all three languages.</summary>
    private static readonly string[] Complete = ["Pages/MyInps", "Pages/Shared/_Conversazione.cshtml", "Pages/Shared/_Messaggio.cshtml", "Pages/Shared/_Ingresso.cshtml", "Pages/Shared/_Layout.cshtml", "Pages/Shared/_Richieste.cshtml", "Pages/Shared/_Richiesta.cshtml", "Pages/Shared/_NuovaRichiesta.cshtml", "Pages/Shared/_Richiamata.cshtml", "Pages/Shared/_Risposta.cshtml", "Pages/Shared/_Schede.cshtml", "Pages/Shared/_Valutazione.cshtml", "Pages/Shared/_Allegati.cshtml", "Pages/Shared/_Strumenti.cshtml", "Pages/Assistenza", "Pages/Azienda/Contatti", "Chat", "Contacts"];

    [Fact]
    public void What_a_worker_reads_is_in_three_languages()
    {
        var (english, german) = (Say.Table("en"), Say.Table("de"));
        var missing = Complete.SelectMany(p => Keys(p)).Distinct().Where(k => !english.ContainsKey(k) || !german.ContainsKey(k)).ToList();

        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void A_table_holds_no_dead_word_and_keeps_every_place(string language)
    {
        var sources = string.Concat(Files("").Select(File.ReadAllText)).Replace("\\\"", "\"", StringComparison.Ordinal);
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

    private static IEnumerable<string> Keys(string part) =>
        Files(part).SelectMany(f => Calls().Matches(File.ReadAllText(f)).Select(m => m.Groups["key"].Value.Replace("\\\"", "\"", StringComparison.Ordinal)));

    private static IEnumerable<string> Files(string part, [CallerFilePath] string here = "")
    {
        var web = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Cig.Web"));
        var path = Path.Combine(web, part);
        return File.Exists(path)
            ? [path]
            : Directory.EnumerateFiles(path, "*.cs*", SearchOption.AllDirectories).Where(f => !f.Contains("node_modules", StringComparison.Ordinal));
    }

    [GeneratedRegex("\\b[Ss]ay\\[\"(?<key>(?:[^\"\\\\]|\\\\.)*)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Calls();

    [GeneratedRegex("\\{\\d\\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Places();
}

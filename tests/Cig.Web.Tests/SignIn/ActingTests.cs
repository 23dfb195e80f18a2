using System.Net;
using System.Text.RegularExpressions;
using Cig.Platform.Demo;

namespace Cig.Web.Tests.SignIn;

/// <summary>Acting for somebody else: chosen by the address, visible on every page, nothing remembered.</summary>
public sealed partial class ActingTests(Site site)
{
    [Theory]
    [InlineData("BNCSFN91H02L219O", "Elena Bianchi", "Delega personale")]
    [InlineData("RSSRSO65D59F839A", "Antonio Russo", "Tutela o amministrazione di sostegno")]
    public async Task Who_represents_a_person_chooses_her_at_the_entrance_and_reads_it_on_every_page(string code, string subject, string title)
    {
        using var visitor = site.Visit();
        var entrance = await visitor.SignIn(code);
        Assert.Contains($"MyINPS di {subject}", entrance.Html);
        var home = Home().Match(entrance.Html).Value;

        foreach (var path in new[] { home, $"{home}/comunica", $"{home}/comunica/info-cig", PathOf(await visitor.Get(home), "prestazioni") })
        {
            var page = await visitor.Get(path);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains($"Stai operando per: {subject}", page.Html);
            Assert.Contains(title, page.Html);
            Assert.DoesNotContain("href=\"/myinps", page.Html);
        }

        var own = await visitor.Get("/myinps");
        Assert.DoesNotContain("Stai operando per", own.Html);
        Assert.Contains("appariranno qui", own.Html);
    }

    [Fact]
    public async Task Two_tabs_act_for_two_subjects_without_confusing_them()
    {
        using var visitor = site.Visit();
        var home = Home().Match((await visitor.SignIn(DemoPeople.PersonalDelegate.FiscalCode)).Html).Value;
        var (hers, own) = (await visitor.Get($"{home}/comunica/info-cig"), await visitor.Get("/myinps/comunica/info-cig"));

        var ownTalk = await visitor.Send(own, "argomento", ("argomento", "general"));
        var herTalk = await visitor.Send(hers, "argomento", ("argomento", "general"));

        Assert.StartsWith("/myinps/", ownTalk.Address.AbsolutePath);
        Assert.StartsWith(home, herTalk.Address.AbsolutePath);
        Assert.NotEqual(ownTalk.Address, herTalk.Address);
        var elsewhere = herTalk.Address.AbsolutePath.Replace(home, "/myinps", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get(elsewhere)).Status);
    }

    [Fact]
    public async Task A_mandate_of_somebody_else_or_for_an_employer_opens_no_worker_area()
    {
        using var visitor = site.Visit();
        var home = Home().Match((await visitor.SignIn(DemoPeople.PersonalDelegate.FiscalCode)).Html).Value;
        using var worker = await site.SignIn(DemoPeople.Worker);

        Assert.Equal(HttpStatusCode.NotFound, (await worker.Get(home)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"/per-conto/{Guid.Empty}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"/per-conto/{Guid.NewGuid()}/comunica")).Status);
    }

    private static string PathOf(Answered page, string part) => Regex.Match(page.Html, $"href=\"(?<p>[^\"]*/{part}/[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["p"].Value;

    [GeneratedRegex("/per-conto/[0-9a-f-]{36}", RegexOptions.None, 1000)]
    private static partial Regex Home();
}

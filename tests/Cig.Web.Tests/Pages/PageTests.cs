using System.Collections.Concurrent;
using System.Net;
using Cig.Platform.Demo;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Playwright;

namespace Cig.Web.Tests.Pages;

/// <summary>What holds on every page.</summary>
public sealed partial class PageTests(Browser browser) : IAsyncLifetime
{
    private static readonly int[] Widths = [1280, 390];
    private readonly Site _site = Site.Apart(settings: [("Identity:Cns:Port", $"{Site.FreePort()}"), ("Cig:Mail:Folder", Directory.CreateTempSubdirectory("cig-posta-").FullName)]);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Every_page_is_in_the_catalogue_and_answers_with_one_heading_one_main_and_a_title_of_its_own()
    {
        var catalogue = await PageCatalogue.Of(_site.Services);
        var routes = _site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null).Select(e => e.RoutePattern.RawText!).Distinct();
        Assert.Equal(routes.Except(PageCatalogue.WithoutPage).Order(), catalogue.Select(p => p.Route).Distinct().Order());

        HashSet<string> titles = [];
        foreach (var group in catalogue.GroupBy(p => p.Person))
        {
            using var visitor = group.Key is { } person ? await _site.SignIn(person) : _site.Visit();
            foreach (var page in group)
            {
                var answered = await visitor.Get(page.Path);
                Assert.True(page.Status == (int)answered.Status, $"{page.Path}: {answered.Status}");
                Assert.True(Count(answered.Html, "<h1") == 1 && Count(answered.Html, "<main") == 1, $"{page.Path}: one h1 and one main");
                Assert.Contains(" - Piattaforma unica CIG</title>", answered.Html);
                Assert.Contains("Ambiente dimostrativo", answered.Html);
                Assert.DoesNotContain("style=", answered.Html);
                Assert.DoesNotContain("<script>", answered.Html);
                Assert.All(page.Route.StartsWith("demo-", StringComparison.Ordinal) ? [] : Posts(answered.Html), form => Assert.True(form.Contains("__RequestVerificationToken", StringComparison.Ordinal), $"{page.Path}: refused without a token: {form}"));
            }
        }
    }

    [Fact]
    public async Task What_does_not_exist_and_what_is_anothers_answer_alike()
    {
        var catalogue = await PageCatalogue.Of(_site.Services);
        using var owner = await _site.SignIn(DemoPeople.Owner);
        foreach (var others in catalogue.Where(p => p.Person == DemoPeople.Consultant || p.Person == DemoPeople.Worker).Where(p => p.Route.Contains("guid", StringComparison.Ordinal)))
            Assert.Equal((others.Path, HttpStatusCode.NotFound), (others.Path, (await owner.Get(others.Path)).Status));

        var nobodys = Guid.NewGuid();
        foreach (var path in (string[])[$"/myinps/prestazioni/{nobodys}", $"/myinps/comunica/info-cig/conversazioni/{nobodys}", $"/azienda/{nobodys}", $"/azienda/{nobodys}/domande/nuova",
            $"/azienda/{nobodys}/domande/bozze/{nobodys}", $"/api/v1/conversazioni/{nobodys}/eventi"])
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await owner.Get(path)).Status));
    }

    /// <summary>Each page is opened once and looked at in both widths; two persons look at a time.</summary>
    [Fact]
    [Trait("Category", "Browser")]
    public async Task No_page_has_an_accessibility_violation_or_scrolls_sideways()
    {
        ConcurrentBag<string> faults = [];
        var groups = (await PageCatalogue.Of(_site.Services)).GroupBy(p => p.Person).ToList();
        await Parallel.ForEachAsync(groups, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (group, _) =>
        {
            var window = await browser.Open(_site.Origin, Widths[0]);
            window.Console += (_, message) =>
            {
                if (message.Type == "error" && !message.Text.Contains("status of 40", StringComparison.Ordinal))
                    faults.Add($"{group.Key?.FamilyName}: console {message.Text}");
            };
            if (group.Key is { } person)
                await Browser.SignIn(window, person, "/ingresso");
            foreach (var page in group)
            {
                await window.GotoAsync(page.Path);
                foreach (var width in Widths)
                {
                    await window.SetViewportSizeAsync(width, 900);
                    foreach (var violation in (await window.RunAxe()).Violations)
                        faults.Add($"{page.Path} at {width}: {violation.Id} {string.Join(' ', violation.Nodes.Select(n => n.Html))}");
                    if (await window.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var wide)
                        faults.Add($"{page.Path} at {width}: {wide} px too wide");
                    if (Environment.GetEnvironmentVariable("CIG_SCREENSHOTS") is { Length: > 0 } folder)
                        await window.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{page.Route.Replace('/', '_').Replace(':', '_')}-{page.Person?.FamilyName}-{width}.png"), FullPage = true });
                }
            }

            await window.Context.CloseAsync();
        });

        Assert.True(faults.IsEmpty, string.Join('\n', faults));
    }

    [Fact]
    [Trait("Category", "Browser")]
    public async Task The_worker_reaches_an_advisor_with_the_keyboard_alone()
    {
        var page = await browser.Open(_site.Origin);
        await Browser.SignIn(page, DemoPeople.Worker, "/myinps/comunica/info-cig");
        for (var i = 0; i < 40 && await page.EvaluateAsync<string>("document.activeElement.name || ''") != "argomento"; i++)
            await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("Scrivi il tuo messaggio").FocusAsync();
        await page.Keyboard.TypeAsync("Solo con la tastiera");
        await page.Keyboard.PressAsync("Control+Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("Solo con la tastiera");
        await Assertions.Expect(page.GetByLabel("Scrivi il tuo messaggio")).ToBeFocusedAsync();
    }

    /// <summary>The forms that are posted.</summary>
    private static IEnumerable<string> Posts(string html) => Forms().Matches(html).Select(m => m.Value);

    [System.Text.RegularExpressions.GeneratedRegex("<form[^>]*method=\"post\".*?</form>", System.Text.RegularExpressions.RegexOptions.Singleline, 2000)]
    private static partial System.Text.RegularExpressions.Regex Forms();

    private static int Count(string html, string tag) => System.Text.RegularExpressions.Regex.Count(html, tag + "[ >]");
}

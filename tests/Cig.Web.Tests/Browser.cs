using Cig.Platform.Demo;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Cig.Web.Tests.Browser))]

namespace Cig.Web.Tests;

/// <summary>Debian's Chromium, started once for all tests that want a real browser.</summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly HashSet<IPage> WithoutScripts = [];
    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _browser = new(Start);

    /// <summary>A window of its own: cookies, width, with or without scripts.</summary>
    public async Task<IPage> Open(string origin, int width = 1280, bool scripts = true, ClientCertificate? card = null)
    {
        var context = await (await _browser.Value).Browser.NewContextAsync(new()
        {
            BaseURL = origin,
            JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = width, Height = 900 },
            Locale = "it-IT",
            ClientCertificates = card is null ? null : [card],
            IgnoreHTTPSErrors = card is not null,
        });
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        if (!scripts)
            WithoutScripts.Add(page);
        return page;
    }

    /// <summary>Signs a demo person in through the pages, as she would do it herself, and ends where she wanted to go.</summary>
    public static async Task SignIn(IPage page, DemoPerson person, string path)
    {
        if (DemoPeople.Staff.Contains(person))
        {
            await page.GotoAsync($"/accedi/personale?ritorno={path}");
            await page.GetByRole(AriaRole.Link, new() { Name = "Entra con le credenziali dell'istituto" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = $"{person.GivenName} {person.FamilyName}" }).ClickAsync();
            await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == path);
            return;
        }

        await page.GotoAsync(path);
        await page.GetByRole(AriaRole.Link, new() { Name = "Entra con SPID", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Provider di prova" }).ClickAsync();
        await GoOn(page);
        await page.GetByRole(AriaRole.Button, new() { Name = $"{person.GivenName} {person.FamilyName}" }).ClickAsync();
        await GoOn(page);
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == path);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_browser.IsValueCreated)
            return;

        var (playwright, browser) = await _browser.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    /// <summary>The page that carries a form by itself has a button for those without scripts.</summary>
    private static async Task GoOn(IPage page)
    {
        if (WithoutScripts.Contains(page))
            await page.GetByRole(AriaRole.Button, new() { Name = "Continua", Exact = true }).ClickAsync();
    }

    private static async Task<(IPlaywright, IBrowser)> Start()
    {
        var playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(20_000);
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return (playwright, browser);
    }
}

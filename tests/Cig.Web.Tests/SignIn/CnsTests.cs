using System.Net;
using System.Security.Cryptography.X509Certificates;
using Cig.Platform.Demo;
using Cig.Platform.Storage;
using Cig.Web.DemoProvider;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Cig.Web.Tests.SignIn;

/// <summary>A site that takes cards.</summary>
public sealed class CardSite : IAsyncLifetime
{
    public CardSite() => Site = Site.Apart(settings: [("Identity:Cns:Port", $"{Port}")]);

    public int Port { get; } = Site.FreePort();

    public Site Site { get; }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

/// <summary>The sign-in by card, with real TLS client certificates: each card of the demo against the endpoint, and one in a real browser.</summary>
public sealed class CnsTests(CardSite cards, Browser browser) : IClassFixture<CardSite>
{
    private readonly int _port = cards.Port;
    private readonly Site _site = cards.Site;

    [Fact]
    public async Task A_good_card_signs_its_holder_in_at_level_three()
    {
        using var visitor = _site.Visit();

        var home = await visitor.Get((await Show(visitor, DemoCard.Good, DemoPeople.Worker, "/myinps")).PathAndQuery);

        Assert.Equal((HttpStatusCode.OK, "/myinps"), (home.Status, home.Address.AbsolutePath));
        Assert.Contains("ELENA BIANCHI", home.Html);
        Assert.Contains("Identità di prova.", WebUtility.HtmlDecode(home.Html));
        Assert.Contains("Officine Omega", home.Html);
    }

    [Theory]
    [InlineData(null, "NoCard", "Nessuna carta")]
    [InlineData(DemoCard.Expired, "Expired", "Carta scaduta")]
    [InlineData(DemoCard.NotYetValid, "NotYetValid", "Carta non ancora valida")]
    [InlineData(DemoCard.Revoked, "Revoked", "Carta revocata")]
    [InlineData(DemoCard.RevocationMissing, "RevocationUnknown", "Non riusciamo a controllare la carta")]
    [InlineData(DemoCard.NotCns, "NotCns", "Non è una CNS")]
    [InlineData(DemoCard.Cie, "NotCns", "Non è una CNS")]
    [InlineData(DemoCard.WrongUse, "WrongUse", "Certificato non adatto")]
    [InlineData(DemoCard.Untrusted, "UntrustedIssuer", "Carta non riconosciuta")]
    [InlineData(DemoCard.Malformed, "MalformedName", "Dati della carta non leggibili")]
    public async Task Every_other_card_is_refused_on_a_page_that_says_why(DemoCard? card, string reason, string title)
    {
        using var visitor = _site.Visit();

        var told = await Show(visitor, card, DemoPeople.Worker);
        Assert.Equal($"/accedi/cns/errore?causa={reason}", told.PathAndQuery);
        var page = await visitor.Get(told.PathAndQuery);

        Assert.Equal(HttpStatusCode.Unauthorized, page.Status);
        Assert.Contains(title, WebUtility.HtmlDecode(page.Html));
        Assert.Equal("/accedi", (await visitor.Get("/myinps")).Address.AbsolutePath);
    }

    [Fact]
    public async Task A_code_serves_once_in_the_browser_that_asked_and_for_a_minute()
    {
        using var victim = _site.Visit();
        using var attacker = _site.Visit();

        // Login CSRF: the attacker's own code, opened in another browser, which is in the middle of its own sign-in.
        var stolen = await Show(attacker, DemoCard.Good, DemoPeople.Owner);
        var own = await Show(victim, DemoCard.Good, DemoPeople.Worker);
        Assert.Equal(HttpStatusCode.Forbidden, (await victim.Get(stolen.PathAndQuery)).Status);

        // It was used up by the attempt, in every browser.
        Assert.Equal(HttpStatusCode.Forbidden, (await attacker.Get(stolen.PathAndQuery)).Status);
        Assert.Equal(HttpStatusCode.OK, (await victim.Get(own.PathAndQuery)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await victim.Get(own.PathAndQuery)).Status);

        var late = await Show(attacker, DemoCard.Good, DemoPeople.Owner);
        await using (var db = _site.Get<Database>().Context())
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "update card_codes set issued_at = issued_at - 60000000", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, (await attacker.Get(late.PathAndQuery)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await attacker.Get("/accedi/cns/rientro?codice=" + new string('a', 64))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await attacker.Get("/accedi/cns/rientro")).Status);
    }

    [Fact]
    public async Task The_code_is_kept_as_its_hash()
    {
        using var visitor = _site.Visit();

        var code = System.Web.HttpUtility.ParseQueryString((await Show(visitor, DemoCard.Good, DemoPeople.Worker)).Query)["codice"]!;

        await using var connection = await _site.Get<Database>().Open(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "select code from card_codes order by issued_at desc";
        var kept = (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        Assert.NotEqual(code, kept);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(code))), kept);
    }

    [Theory]
    [InlineData("", "NoCard")]
    [InlineData("127.0.0.1", null)]
    [InlineData("192.0.2.1", "NoCard")]
    public async Task A_card_in_a_header_counts_only_from_a_proxy_on_the_list(string proxies, string? refused)
    {
        var port = Site.FreePort();
        await using var site = Site.Apart(settings: [("Identity:Cns:Port", $"{port}"), ("Identity:Cns:Proxies", proxies)]);
        using var card = Card(site, DemoCard.Good, DemoPeople.Worker);
        foreach (var header in new[] { $":{Convert.ToBase64String(card.RawData)}:", Uri.EscapeDataString(card.ExportCertificatePem()) })
        {
            using var visitor = site.Visit();
            var told = await Show(visitor, null, port, "/ingresso", ("Client-Cert", header));

            Assert.Equal(refused is null ? "/accedi/cns/rientro" : "/accedi/cns/errore", told.AbsolutePath);
            if (refused is null)
                Assert.Equal("/ingresso", (await visitor.Get(told.PathAndQuery)).Address.AbsolutePath);
        }
    }

    [Fact]
    public async Task The_card_of_a_proxy_is_checked_like_any_other()
    {
        var port = Site.FreePort();
        await using var site = Site.Apart(settings: [("Identity:Cns:Port", $"{port}"), ("Identity:Cns:Proxies", "127.0.0.1"), ("Identity:Cns:AcceptCie", "true")]);
        using var visitor = site.Visit();
        foreach (var (kind, path) in new[] { (DemoCard.Revoked, "/accedi/cns/errore"), (DemoCard.Untrusted, "/accedi/cns/errore"), (DemoCard.Cie, "/accedi/cns/rientro") })
        {
            using var card = Card(site, kind, DemoPeople.Worker);
            Assert.Equal(path, (await Show(visitor, null, port, "/ingresso", ("Client-Cert", $":{Convert.ToBase64String(card.RawData)}:"))).AbsolutePath);
        }

        Assert.Equal("/accedi/cns/errore", (await Show(visitor, null, port, "/ingresso", ("Client-Cert", ":cGFzdGljY2lv:"))).AbsolutePath);
    }

    [Fact]
    public async Task The_endpoint_of_the_cards_knows_nothing_else()
    {
        using var http = Http(null);

        foreach (var path in new[] { "/myinps", "/accedi", "/dist/cig.css", "/stato" })
            Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri($"https://127.0.0.1:{_port}{path}"), TestContext.Current.CancellationToken)).StatusCode);
        using var answer = await http.GetAsync(new Uri($"https://127.0.0.1:{_port}/?richiesta=x"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpVersion.Version11, answer.Version);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Too_many_cards_of_one_sender_are_told_to_wait_and_those_of_another_are_not()
    {
        var port = Site.FreePort();
        await using var site = Site.Apart(settings: [("Identity:Cns:Port", $"{port}"), ("Identity:Cns:Proxies", "127.0.0.1"), ("Cig:NoRateLimitFromLoopback", "false")]);
        using var http = Http(null);
        async Task<HttpResponseMessage> ask(string client)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://127.0.0.1:{port}/?richiesta=x");
            request.Headers.Add("X-Forwarded-For", $"192.0.2.99, {client}");
            return await http.SendAsync(request, TestContext.Current.CancellationToken);
        }

        using var refused = await Flood(() => ask("192.0.2.1"), HttpStatusCode.Redirect);
        Assert.Contains("Troppe richieste in poco tempo\nToo many requests", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.True(refused.Headers.CacheControl!.NoStore);
        using var another = await ask("192.0.2.2");
        Assert.Equal(HttpStatusCode.Redirect, another.StatusCode);
    }

    [Theory]
    [InlineData("/accedi/cns/entra", HttpStatusCode.Redirect)]
    [InlineData("/accedi/cns/rientro?codice=x", HttpStatusCode.Forbidden)]
    public async Task The_way_to_the_cards_and_back_is_counted_as_every_sign_in(string path, HttpStatusCode usual)
    {
        await using var site = Site.Apart(settings: [("Identity:Cns:Port", $"{Site.FreePort()}"), ("Cig:NoRateLimitFromLoopback", "false")]);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(site.Origin) };

        using var refused = await Flood(() => http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken), usual);

        Assert.Contains("Troppe richieste in poco tempo", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Category", "Browser")]
    public async Task A_person_signs_in_by_card_in_a_real_browser(bool scripts)
    {
        using var card = new HttpClient { BaseAddress = new(_site.Origin) };
        var file = await card.GetByteArrayAsync(new Uri($"/demo-cns/carte/Good/{DemoPeople.Worker.FiscalCode}.p12", UriKind.Relative), TestContext.Current.CancellationToken);
        var page = await browser.Open(_site.Origin, scripts: scripts, card: new() { Origin = $"https://127.0.0.1:{_port}", Pfx = file, Passphrase = DemoAuthority.Password });

        await page.GotoAsync("/myinps");
        await page.GetByRole(AriaRole.Link, new() { Name = "Entra con CNS" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Usa la carta" }).ClickAsync();
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/myinps");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("ELENA BIANCHI")).ToBeVisibleAsync();
        foreach (var path in new[] { "/demo-cns", "/accedi/personale/entra" })
        {
            await page.GotoAsync(path);
            if (scripts)
                Assert.Empty((await page.RunAxe()).Violations.Select(v => $"{path}: {v.Id}"));
        }

        await page.Context.CloseAsync();
    }

    /// <summary>Asks until it is told to wait, which is not before the 120th time.</summary>
    private static async Task<HttpResponseMessage> Flood(Func<Task<HttpResponseMessage>> ask, HttpStatusCode usual)
    {
        for (var i = 0; i < 1000; i++)
        {
            var answer = await ask();
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                Assert.True(i >= 120);
                Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
                return answer;
            }

            Assert.Equal(usual, answer.StatusCode);
            answer.Dispose();
        }

        throw new InvalidOperationException("A thousand requests were let through.");
    }

    private Task<Uri> Show(Visitor visitor, DemoCard? kind, DemoPerson person, string returnPath = "/ingresso") =>
        Show(visitor, kind is { } made ? Card(_site, made, person) : null, _port, returnPath);

    /// <summary>From the button up to the answer of the endpoint of the cards.</summary>
    private static async Task<Uri> Show(Visitor visitor, X509Certificate2? card, int port, string returnPath, params (string Name, string Value)[] headers)
    {
        // The visitor's own client follows redirects and has no card: the endpoint answers it that none was shown, and what was begun stays.
        using var begin = new HttpClient(new HttpClientHandler { CookieContainer = visitor.Cookies, AllowAutoRedirect = false }) { BaseAddress = visitor.Http.BaseAddress };
        using var to = await begin.GetAsync(new Uri($"/accedi/cns/entra?ritorno={Uri.EscapeDataString(returnPath)}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.StartsWith($"https://127.0.0.1:{port}/?richiesta=", to.Headers.Location!.AbsoluteUri);

        using var http = Http(card);
        using var request = new HttpRequestMessage(HttpMethod.Get, to.Headers.Location);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!;
    }

    private static HttpClient Http(X509Certificate2? card)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=localhost";

        // Whatever is chosen is shown, as a person could.
        if (card is not null)
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => card;
        return new(handler);
    }

    private static X509Certificate2 Card(Site site, DemoCard kind, DemoPerson person) =>
        X509CertificateLoader.LoadPkcs12(site.Get<DemoAuthority>().Card(kind, person), DemoAuthority.Password);
}

using System.Net;
using System.Net.Http.Json;
using Cig.Platform.Audit;
using Cig.Platform.Demo;
using Cig.Platform.Storage;
using Cig.Platform.Tests;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Cig.Web.Tests.SignIn;

/// <summary>How a session begins, lasts and ends, at moments that the test chooses.</summary>
public sealed class SessionTests(PostgreSqlServer server, Browser browser) : IAsyncLifetime
{
    private readonly TestClock _clock = new(new(2026, 11, 23, 15, 30, 0, TimeSpan.FromHours(1)));
    private Site _site = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _site = Site.Apart(time: _clock);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_session_ends_half_an_hour_after_the_last_act_and_says_so()
    {
        using var worker = await _site.SignIn(DemoPeople.Worker);
        for (var i = 0; i < 3; i++)
        {
            _clock.Now += Sessions.Idle;
            Assert.Equal("/myinps", (await worker.Get("/myinps")).Address.AbsolutePath);
        }

        _clock.Now += Sessions.Idle + TimeSpan.FromSeconds(31);
        var door = await worker.Get("/myinps");

        Assert.Equal("/accedi", door.Address.AbsolutePath);
        Assert.Contains("La sessione è terminata", door.Html);
        Assert.DoesNotContain("La sessione è terminata", (await worker.Get("/accedi")).Html);
    }

    [Fact]
    public async Task A_session_ends_after_eight_hours_whatever_is_done()
    {
        using var worker = await _site.SignIn(DemoPeople.Worker);
        var end = _clock.Now + Sessions.Longest;
        while (_clock.Now + TimeSpan.FromMinutes(20) < end)
        {
            _clock.Now += TimeSpan.FromMinutes(20);
            Assert.Equal("/myinps", (await worker.Get("/myinps")).Address.AbsolutePath);
        }

        _clock.Now = end - TimeSpan.FromSeconds(1);
        Assert.Contains("dura al massimo 8 ore", WebUtility.HtmlDecode((await worker.Get("/accedi/resta")).Html));
        _clock.Now = end;
        Assert.Equal("/accedi", (await worker.Get("/accedi/resta")).Address.AbsolutePath);
    }

    [Theory]
    [InlineData("/accedi/sessione", false)]
    [InlineData("/myinps", false)]
    [InlineData("/accedi/resta", false)]
    [InlineData("/myinps", true)]
    [InlineData("/accedi/resta", true)]
    public async Task Only_what_the_person_does_puts_the_end_off(string path, bool act)
    {
        using var worker = await _site.SignIn(DemoPeople.Worker);
        _clock.Now += TimeSpan.FromMinutes(20);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (!act)
            request.Headers.Add("X-Cig-Sfondo", "1");
        (await worker.Http.SendAsync(request, Stop)).EnsureSuccessStatusCode();
        _clock.Now += TimeSpan.FromMinutes(20);

        Assert.Equal(act, (await worker.Http.GetAsync(new Uri("/accedi/sessione", UriKind.Relative), Stop)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_seconds_left_are_told_without_being_an_act()
    {
        using var worker = await _site.SignIn(DemoPeople.Worker);
        _clock.Now += TimeSpan.FromMinutes(26);

        var left = await worker.Http.GetFromJsonAsync<Left>("/accedi/sessione", Stop);

        Assert.InRange(left!.Seconds, 4 * 60, (4 * 60) + 30);
        Assert.True(left.CanStay);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task An_open_chat_neither_keeps_the_session_open_nor_ends_without_a_word()
    {
        using var worker = await _site.SignIn(DemoPeople.Worker);
        var page = await worker.Get("/myinps/comunica/info-cig");
        var conversation = (await worker.Send(page, "argomento", ("argomento", "general"))).Address.Segments[^1];
        await using var connection = Connect(worker);
        await connection.StartAsync(Stop);
        var frames = connection.StreamAsync<System.Text.Json.JsonElement>("Listen", Guid.Parse(conversation), 0, Stop);
        await using var heard = frames.GetAsyncEnumerator(Stop);
        Assert.True(await heard.MoveNextAsync());

        // A message is an act: forty minutes after the sign-in the session is still there.
        _clock.Now += TimeSpan.FromMinutes(20);
        Assert.Equal("accepted", (await connection.InvokeAsync<Said>("Say", Guid.Parse(conversation), new { clientMessageId = Guid.NewGuid().ToString(), text = "Buongiorno" }, Stop)).Status);
        _clock.Now += TimeSpan.FromMinutes(20);
        Assert.True((await worker.Http.GetAsync(new Uri("/accedi/sessione", UriKind.Relative), Stop)).IsSuccessStatusCode);

        // Listening is none.
        _clock.Now += TimeSpan.FromMinutes(11);
        Assert.Equal("sign-in", (await connection.InvokeAsync<Said>("Say", Guid.Parse(conversation), new { clientMessageId = Guid.NewGuid().ToString(), text = "Troppo tardi" }, Stop)).Status);
        var last = heard.Current;
        while (await heard.MoveNextAsync())
            last = heard.Current;
        Assert.True(last.GetProperty("signIn").GetBoolean());
        using var refused = await worker.Say(conversation, Guid.NewGuid().ToString(), "Troppo tardi", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    [Trait("Category", "Browser")]
    public async Task The_page_warns_lets_the_person_stay_and_says_when_it_is_over()
    {
        var page = await browser.Open(_site.Origin);
        await Browser.SignIn(page, DemoPeople.Worker, "/myinps");
        await Assertions.Expect(page.Locator("cig-sessione")).ToBeHiddenAsync();

        _clock.Now += TimeSpan.FromMinutes(26);
        await Look(page);
        await Assertions.Expect(page.Locator("cig-sessione [role=alert]")).ToContainTextAsync("La sessione termina tra 5 minuti");
        await page.GetByRole(AriaRole.Button, new() { Name = "Resta collegato" }).ClickAsync();
        await Assertions.Expect(page.Locator("cig-sessione [role=alert]")).ToContainTextAsync("Sei ancora collegato");

        _clock.Now += TimeSpan.FromMinutes(31);
        await Look(page);
        await Assertions.Expect(page.Locator("cig-sessione [role=alert]")).ToContainTextAsync("La sessione è terminata");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Accedi di nuovo" })).ToHaveAttributeAsync("href", "/accedi?ritorno=%2Fmyinps");
    }

    [Fact]
    public async Task Without_a_script_the_page_says_the_hour_of_the_end_and_a_link_puts_it_off()
    {
        using var worker = await _site.SignIn(DemoPeople.Worker);
        var page = await worker.Get("/myinps");

        Assert.Contains("la sessione termina alle 16:00", page.Html);
        Assert.Contains("href=\"/accedi/resta\"", page.Html);
        _clock.Now += TimeSpan.FromMinutes(20);
        Assert.Contains("La sessione resta aperta fino alle 16:20", (await worker.Get("/accedi/resta")).Html);
    }

    [Fact]
    public async Task A_sign_in_always_gets_a_new_secret_and_the_old_one_serves_nobody()
    {
        using var worker = await _site.SignIn(DemoPeople.Worker);
        var before = Secret(worker);

        // Somebody else's session, put into this browser beforehand, does not become hers.
        using var victim = _site.Visit();
        victim.Cookies.Add(new System.Net.Cookie("cig.sessione", before, "/", "127.0.0.1"));
        await victim.SignIn(DemoPeople.Consultant.FiscalCode);

        Assert.NotEqual(before, Secret(victim));
        Assert.Equal("/accedi", (await worker.Get("/myinps")).Address.AbsolutePath);
        Assert.Equal("/azienda", (await victim.Get("/azienda")).Address.AbsolutePath);

        // Invented secrets are nobody's, and are not taken over.
        var invented = new string('a', 64);
        using var guessed = _site.Visit();
        guessed.Cookies.Add(new System.Net.Cookie("cig.sessione", invented, "/", "127.0.0.1"));
        await guessed.SignIn(DemoPeople.Worker.FiscalCode);
        Assert.NotEqual(invented, Secret(guessed));
    }

    [Fact]
    public async Task A_step_up_takes_the_place_of_the_session_even_where_the_answer_comes_without_its_cookie()
    {
        using var worker = await _site.SignIn(DemoPeople.Worker);
        var before = Secret(worker);
        var people = await worker.Send(await worker.Send(await worker.Get("/accedi/spid?livello=3&ritorno=/myinps"), "ritorno", ("idp", $"{_site.Origin}/demo-idp")), "SAMLRequest");
        var answer = await worker.Send(people, "SAMLRequest", ("persona", DemoPeople.Worker.FiscalCode));

        // As a browser does it with a form of another site: the session's cookie stays at home.
        var session = worker.Cookies.GetCookies(new(_site.Origin))["cig.sessione"]!;
        session.Expired = true;
        await worker.Send(answer, "SAMLResponse");

        Assert.NotEqual(before, Secret(worker));
        Assert.Single(await _site.Get<Sessions>().Of(DemoPeople.Worker.FiscalCode, Stop));
        Assert.Equal(3, (await _site.Get<Sessions>().Of(DemoPeople.Worker.FiscalCode, Stop))[0].User.Person!.Level);
    }

    [Fact]
    public async Task The_cookie_tells_nothing_and_the_table_keeps_only_its_hash()
    {
        using var worker = await _site.SignIn(DemoPeople.Worker);
        var secret = Secret(worker);
        await using var connection = await _site.Get<Database>().Open(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "select id || secret || claims from sessions";
        var row = (string)(await command.ExecuteScalarAsync(Stop))!;

        Assert.Matches("^[0-9a-f]{64}$", secret);
        Assert.DoesNotContain(secret, row);
    }

    [Fact]
    public async Task A_person_sees_her_sessions_ends_one_of_them_or_all()
    {
        using var here = await _site.SignIn(DemoPeople.Worker);
        using var there = await _site.SignIn(DemoPeople.Worker);
        using var somebody = await _site.SignIn(DemoPeople.Owner);
        using var somewhere = await _site.SignIn(DemoPeople.Owner);
        var page = await here.Get("/accedi/sessioni");
        var other = (await _site.Get<Sessions>().Of(DemoPeople.Worker.FiscalCode, Stop)).Single(s => page.Html.Contains($"value=\"{s.Id}\"", StringComparison.Ordinal));

        // Another's session is not hers to end.
        await somebody.Send(await somebody.Get("/accedi/sessioni"), "handler=Chiudi", ("sessione", other.Id));
        Assert.Equal("/myinps", (await there.Get("/myinps")).Address.AbsolutePath);

        Assert.Contains("L&#x27;accesso è chiuso", (await here.Send(page, "handler=Chiudi", ("sessione", other.Id))).Html);
        Assert.Equal("/accedi", (await there.Get("/myinps")).Address.AbsolutePath);
        Assert.Equal("/esci", (await here.Send(await here.Get("/accedi/sessioni"), "handler=Tutti")).Address.AbsolutePath);
        Assert.Empty(await _site.Get<Sessions>().Of(DemoPeople.Worker.FiscalCode, Stop));
        Assert.Equal("/accedi/sessioni", (await somebody.Get("/accedi/sessioni")).Address.AbsolutePath);
    }

    [Fact]
    public async Task An_administrator_ends_the_sessions_of_a_person_for_a_reason_that_stays()
    {
        using var worker = await _site.SignIn(DemoPeople.Worker);
        using var administrator = await _site.SignIn(DemoPeople.Administrator);
        var page = await administrator.Get($"/amministrazione/sessioni?cf={DemoPeople.Worker.FiscalCode.ToLowerInvariant()}");

        Assert.Contains("almeno 10 caratteri", (await administrator.Send(page, "motivo", ("motivo", "boh"))).Html);
        Assert.Equal("/myinps", (await worker.Get("/myinps")).Address.AbsolutePath);
        Assert.Contains("Chiusi 1 accessi", (await administrator.Send(page, "motivo", ("motivo", "Telefono rubato, chiesto al numero verde"))).Html);
        Assert.Equal("/accedi", (await worker.Get("/myinps")).Address.AbsolutePath);

        await using var db = _site.Get<Database>().Context();
        Assert.Contains("Telefono rubato", (await db.Set<AuditEntry>().SingleAsync(e => e.Chain == Sessions.AuditChain, Stop)).Detail);
    }

    [Fact]
    public async Task What_has_ended_is_swept()
    {
        using var worker = await _site.SignIn(DemoPeople.Worker);
        _clock.Now += TimeSpan.FromHours(1);
        using var owner = await _site.SignIn(DemoPeople.Owner);

        await using var connection = await _site.Get<Database>().Open(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from sessions";
        Assert.Equal(1L, await command.ExecuteScalarAsync(Stop));
    }

    [Fact]
    public async Task A_session_is_valid_on_every_node_and_ends_on_every_node()
    {
        var database = (await server.NewDatabase()).ConnectionString;
        await using var first = Site.Apart(database, _clock);
        await using var second = Site.Apart(database, _clock);
        using var worker = await first.SignIn(DemoPeople.Worker);
        using var elsewhere = new Visitor(second.Origin);
        elsewhere.Cookies.Add(new System.Net.Cookie("cig.sessione", Secret(worker), "/", "127.0.0.1"));

        // An act on one node counts on the other.
        _clock.Now += TimeSpan.FromMinutes(20);
        Assert.Equal("/myinps", (await elsewhere.Get("/myinps")).Address.AbsolutePath);
        _clock.Now += TimeSpan.FromMinutes(20);
        Assert.Equal("/myinps", (await worker.Get("/myinps")).Address.AbsolutePath);

        // A form made by one node is taken by the other: they share the keys.
        var form = await worker.Get("/accedi/sessioni");
        var (action, fields) = form.Form("handler=Tutti");
        using var content = new FormUrlEncodedContent(fields);
        foreach (System.Net.Cookie cookie in worker.Cookies.GetCookies(new(first.Origin)))
            elsewhere.Cookies.Add(new System.Net.Cookie(cookie.Name, cookie.Value, "/", "127.0.0.1"));
        Assert.Equal("/esci", (await elsewhere.Http.PostAsync(new Uri(action, UriKind.Relative), content, Stop)).RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("/accedi", (await worker.Get("/myinps")).Address.AbsolutePath);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge, Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari, iPhone")]
    [InlineData("<script>", "")]
    public void A_device_is_named_in_two_words(string agent, string place) => Assert.Equal(place, SessionHandler.Place(agent));

    /// <summary>As when the person comes back to the tab: the page asks how long the session still lasts.</summary>
    private static async Task Look(IPage page) => await page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");

    private static string Secret(Visitor visitor) => visitor.Cookies.GetAllCookies().Single(c => c.Name == "cig.sessione").Value;

    private static HubConnection Connect(Visitor visitor) => new HubConnectionBuilder().WithUrl(new Uri(visitor.Http.BaseAddress!, "/hubs/chat"), HttpTransportType.WebSockets, o =>
    {
        foreach (System.Net.Cookie cookie in visitor.Cookies.GetAllCookies())
            o.Cookies.Add(new System.Net.Cookie(cookie.Name, cookie.Value, "/", "127.0.0.1"));
    }).Build();

    private sealed record Left(int Seconds, bool CanStay);

    private sealed record Said(string Status, long N);
}

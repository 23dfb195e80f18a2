using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Mandates;
using Cig.Platform.Staff;
using Cig.Platform.Settings;
using Cig.Platform.Storage;
using Cig.Platform.Tests.Translation;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Cig.Web.Tests.Chat;

/// <summary>The translation beside the original, for both sides, with and without a script, on the site as it runs and an engine on a port of its own.</summary>
public sealed class TranslationTests(Browser browser) : IAsyncLifetime
{
    private const string Question = "When is it <b>paid</b>?";
    private const string Answer = "La paga l'azienda.";
    private TestEngine _engine = null!;
    private Site _site = null!;
    private Visitor _worker = null!;
    private Visitor _advisor = null!;
    private string _id = "";

    private string Mine => $"/myinps/comunica/info-cig/conversazioni/{_id}";

    private string Own => $"/operatore/conversazioni/{_id}";

    public async ValueTask InitializeAsync()
    {
        _engine = await TestEngine.Start();
        _site = Site.Apart(settings: [("Cig:Translation:Address", _engine.Address), ("Cig:Translation:Seconds", "30")]);
        await _site.LetOffersStand();
        (_worker, _advisor) = (await _site.SignIn(DemoPeople.Worker), await _site.SignIn(DemoPeople.Advisor));
        Reads(_worker, "en");
        var talk = await _worker.Send(await _worker.Get("/myinps/comunica/info-cig"), "argomento", ("argomento", Conversation.General), ("lingua", "en"));
        _id = talk.Address.Segments[^1];
        Assert.IsType<Acceptance.Accepted>(await _site.Get<OfferDesk>().TakeNext(await _site.Staff(DemoPeople.Advisor), default));
        foreach (var (who, text) in new[] { (_worker, Question), (_advisor, Answer) })
            (await who.Say(_id, Guid.NewGuid().ToString(), text)).Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _worker.Dispose();
        _advisor.Dispose();
        await _site.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_script_each_side_asks_for_one_message_and_nothing_of_it_is_kept()
    {
        Assert.DoesNotContain("cig-traduzione\"", (await _advisor.Get(Own)).Html);
        Assert.Empty(_engine.Asked);

        var page = (await _advisor.Get($"{Own}?traduzione=3")).Html;
        Assert.Matches("<p lang=\"en\">When is it &lt;b&gt;paid&lt;/b&gt;\\?</p>\\s*<div class=\"cig-traduzione\"><span class=\"cig-chi\">Traduzione automatica</span><p lang=\"it\">\\[en&gt;it\\] When is it &lt;b&gt;paid&lt;/b&gt;\\?</p></div>", page);
        Assert.Single(_engine.Asked);
        Assert.Matches("<p lang=\"it\">La paga l&#x27;azienda.</p>\\s*<div class=\"cig-traduzione\"><span class=\"cig-chi\">Automatic translation</span><p lang=\"en\">\\[it&gt;en\\] La paga l&#x27;azienda.</p></div>", (await _worker.Get($"{Mine}?traduzione=4")).Html);

        // Her own words are not translated to her.
        Assert.DoesNotContain("<div class=\"cig-traduzione\"", (await _worker.Get($"{Mine}?traduzione=3")).Html);
        Assert.Equal(2, _engine.Asked.Count);

        await using var connection = await _site.Get<Database>().Open(TestContext.Current.CancellationToken);
        foreach (var table in await Column(connection, "select name from sqlite_master where type = 'table'"))
        {
            await using var command = connection.Command($"select * from {table}");
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
                Assert.DoesNotContain(Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetValue(i)}"), v => v.Contains("en>it", StringComparison.Ordinal) || v.Contains("it>en", StringComparison.Ordinal));
        }

        Assert.DoesNotContain("it>en", WebUtility.HtmlDecode((await _worker.Get($"{Mine}/trascrizione.txt")).Html));
        Assert.DoesNotContain("it>en", (await _worker.Get($"/api/v1/conversazioni/{_id}/eventi")).Html);
    }

    [Fact]
    public async Task Who_switches_it_on_reads_all_that_came_and_an_engine_that_is_away_holds_nothing_up()
    {
        var on = await _worker.Send(await _worker.Get(Mine), "value=\"traduci\"", ("azione", "traduci"));
        Assert.Equal(Mine, on.Address.AbsolutePath);
        Assert.Contains("[it&gt;en] La paga", on.Html);
        Assert.Contains("Show the originals only", on.Html);

        // The wish is this conversation's alone, and the script's own readings ask nobody.
        Assert.Equal(["si", null], new[] { Mine, "/myinps/comunica/info-cig" }.Select(path => _worker.Cookies.GetCookies(new Uri(_site.Origin + path))["cig.traduci"]?.Value));
        (await _advisor.Say(_id, Guid.NewGuid().ToString(), "Entro il 27.")).Dispose();
        using (var script = new HttpRequestMessage(HttpMethod.Get, Mine))
        {
            script.Headers.Add("Sec-Fetch-Dest", "empty");
            using var read = await _worker.Http.SendAsync(script, TestContext.Current.CancellationToken);
            Assert.Contains("[it&gt;en] La paga", await read.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        Assert.Single(_engine.Asked);
        _engine.Say(500, "");
        var page = await _worker.Get(Mine);
        Assert.Contains("[it&gt;en] La paga", page.Html);
        Assert.Contains("<p class=\"cig-esito\" role=\"status\">Automatic translation is not available now; the original message stays here.</p>", page.Html);
        Assert.Contains("<p class=\"cig-traduzione\">Automatic translation is not available now", (await _worker.Get($"{Mine}?traduzione=5")).Html);
        var asked = _engine.Asked.Count;
        var sent = await _worker.Send(page, "clientMessageId", ("testo", "Thank you"));
        Assert.Contains("Thank you", sent.Html);
        Assert.InRange(_engine.Asked.Count, asked, asked + 1);

        _engine.Instead = null;
        var off = await _worker.Send(sent, "value=\"originali\"", ("azione", "originali"));
        Assert.DoesNotContain("[it&gt;en]", off.Html);
    }

    [Fact]
    public async Task A_script_is_answered_by_the_rights_of_who_asks_and_told_why_not()
    {
        var done = await Ask(_advisor, 3);
        Assert.Equal((HttpStatusCode.OK, "translated", $"[en>it] {Question}", "en", "it"), (done.Code, Text(done, "status"), Text(done, "text"), Text(done, "from"), Text(done, "to")));
        Assert.Equal("[it>en] " + Answer, Text(await Ask(_worker, 4), "text"));
        foreach (var n in new[] { 1, 2, 3, 99 })
            Assert.Equal(HttpStatusCode.NotFound, (await Ask(_worker, n)).Code);

        using var other = await _site.SignIn(DemoPeople.Consultant);
        using var supervisor = await _site.SignIn(DemoPeople.Supervisor);
        using var nobody = _site.Visit();
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.Unauthorized], [(await Ask(other, 4)).Code, (await Ask(supervisor, 3)).Code, (await Ask(nobody, 4)).Code]);

        Reads(_worker, "it");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "not-needed"), Said(await Ask(_worker, 4)));
        Assert.DoesNotContain("cig-traduzione", (await _worker.Get(Mine)).Html);
        Reads(_worker, "de");
        _engine.Say(200, "<html>");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not-available"), Said(await Ask(_worker, 4)));
        _engine.Instead = null;

        // The right to read ends with the conversation's going to somebody else.
        Assert.True(await _site.Get<SupervisorDesk>().TakeOver(await _site.Staff(DemoPeople.Supervisor), Guid.Parse(_id), default));
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.OK], [(await Ask(_advisor, 3)).Code, (await Ask(supervisor, 3)).Code]);
    }

    [Fact]
    public async Task Without_an_engine_there_is_no_button_and_a_script_is_told_so_and_a_long_message_is_told_its_limit()
    {
        await using var site = Site.Apart();
        using var visitor = await site.SignIn(DemoPeople.Worker);
        Reads(visitor, "en");
        var talk = await visitor.Send(await visitor.Get("/myinps/comunica/info-cig"), "argomento", ("argomento", Conversation.General));
        var answer = await Ask(visitor, 1, talk.Address.Segments[^1]);
        Assert.DoesNotContain("traduzione", (await visitor.Get(talk.Address.AbsolutePath + "?traduzione=1")).Html);
        Assert.Equal((HttpStatusCode.Conflict, "not-offered"), Said(answer));

        await using var brief = Site.Apart(settings: [("Cig:Translation:Address", _engine.Address), ("Cig:Translation:Longest", "10")]);
        var person = new Principal(DemoPeople.Worker.FiscalCode, DemoPeople.Worker.GivenName, DemoPeople.Worker.FamilyName, SignInMeans.Spid, 2, TimeProvider.System.GetUtcNow());
        var id = Assert.IsType<Opening.Opened>(await brief.Get<ChatDesk>().Open(new(person, Mandate.Self(person)), Conversation.General, "x", Cig.Rules.Tongue.English, default)).Conversation;
        await brief.Get<ConversationLog>().Append(new(id, Participant.Staff(Guid.Empty), "Operatore"), ChatEventKind.Message, "risposta-lunga", "Undici let.", default);
        using var reader = await brief.SignIn(DemoPeople.Worker);
        Reads(reader, "en");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-long"), Said(await Ask(reader, 2, $"{id}")));
        Assert.Contains("too long for automatic translation: at most 10 characters", (await reader.Get($"/myinps/comunica/info-cig/conversazioni/{id}?traduzione=2")).Html);
        Assert.Empty(_engine.Asked);
    }

    [Fact]
    [Trait("Category", "Browser")]
    public async Task With_a_script_the_translation_comes_under_the_message_by_keyboard_and_by_itself()
    {
        var page = await browser.Open(_site.Origin);
        await Browser.SignIn(page, DemoPeople.Advisor, Own);
        await page.GetByLabel("Scrivi la risposta").FillAsync("Un momento");
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Traduci (Elena Bianchi" });
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("li[data-n='3'] .cig-traduzione p[lang=it]")).ToHaveTextAsync("[en>it] " + Question);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Nascondi la traduzione (Elena Bianchi" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".cig-traduzione")).ToHaveCountAsync(0);

        // What is being typed stays where it is.
        await page.GetByRole(AriaRole.Button, new() { Name = "Traduci i messaggi" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Mostra solo gli originali" })).ToBeFocusedAsync();
        (await _worker.Say(_id, Guid.NewGuid().ToString(), "And in November?")).Dispose();
        await Assertions.Expect(page.Locator(".cig-traduzione p[lang=it]")).ToHaveTextAsync(["[en>it] " + Question, "[en>it] And in November?"]);
        await Assertions.Expect(page.GetByLabel("Scrivi la risposta")).ToHaveValueAsync("Un momento");

        foreach (var width in new[] { 390, 1280 })
        {
            await page.SetViewportSizeAsync(width, 900);
            Assert.Empty((await page.RunAxe()).Violations.Select(v => v.Id));
            Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            if (Environment.GetEnvironmentVariable("CIG_SCREENSHOTS") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"traduzione-{width}.png"), FullPage = true });
        }

        _engine.Say(500, "");
        (await _worker.Say(_id, Guid.NewGuid().ToString(), "And in December?")).Dispose();
        await Assertions.Expect(page.Locator(".cig-esito")).ToContainTextAsync("non è disponibile ora");
        await Assertions.Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("And in December?");
    }

    private static void Reads(Visitor visitor, string language) => visitor.Cookies.Add(visitor.Http.BaseAddress!, new System.Net.Cookie("cig.lingua", language, "/"));

    private static (HttpStatusCode, string?) Said((HttpStatusCode Code, JsonElement Body) answer) => (answer.Code, Text(answer, "status"));

    private static string? Text((HttpStatusCode Code, JsonElement Body) answer, string name) => answer.Body.GetProperty(name).GetString();

    private static async Task<List<string>> Column(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.Command(sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> found = [];
        while (await reader.ReadAsync())
            found.Add(reader.GetString(0));
        return found;
    }

    private async Task<(HttpStatusCode Code, JsonElement Body)> Ask(Visitor visitor, long n, string? id = null)
    {
        using var answer = await visitor.Translate(id ?? _id, n);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType == "application/json" ? await answer.Content.ReadFromJsonAsync<JsonElement>() : default);
    }
}

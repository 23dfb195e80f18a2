using System.Net;
using System.Text.RegularExpressions;
using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Platform.Staff;
using Microsoft.AspNetCore.SignalR.Client;

namespace Cig.Web.Tests.Chat;

/// <summary>The advisor's and the supervisor's pages by plain forms, and what of them reaches the person: never a word that is among staff.</summary>
public sealed partial class ConsoleTests : IAsyncLifetime
{
    private const string Secret = "Parola fra colleghi";
    private readonly Site _site = Site.Apart();
    private Visitor _worker = null!;
    private Visitor _advisor = null!;
    private string _id = "";

    public async ValueTask InitializeAsync()
    {
        await _site.LetOffersStand();
        _worker = await _site.SignIn(DemoPeople.Worker, "/myinps/comunica/info-cig");
        var entrance = await _worker.Get("/myinps/comunica/info-cig");
        var talk = await _worker.Send(entrance, "argomento", ("argomento", Topic().Match(entrance.Html).Groups["id"].Value));
        _id = talk.Address.Segments[^1];
        _advisor = await _site.SignIn(DemoPeople.Advisor, "/operatore");
    }

    public async ValueTask DisposeAsync()
    {
        _worker.Dispose();
        _advisor.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_script_the_queue_is_loaded_anew_only_for_who_wants_it()
    {
        Assert.DoesNotContain("http-equiv=\"refresh\"", (await _advisor.Get("/operatore")).Html, StringComparison.Ordinal);

        await _advisor.Send(await _advisor.Get("/operatore/tasti"), "aggiorna", ("aggiorna", "si"));
        Assert.Contains("<noscript><meta http-equiv=\"refresh\" content=\"10\"></noscript>", (await _advisor.Get("/operatore")).Html, StringComparison.Ordinal);

        await _advisor.Send(await _advisor.Get("/operatore/tasti"), "aggiorna", ("aggiorna", "no"));
        Assert.DoesNotContain("http-equiv=\"refresh\"", (await _advisor.Get("/operatore")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_offer_appears_by_itself_after_the_advisor_is_available_and_is_accepted_by_a_form()
    {
        await _advisor.Send(await _advisor.Get("/operatore"), "presenza", ("presenza", "Available"));

        var offered = await Until(_advisor, "/operatore", "data-offerta");
        Assert.Contains("Nuova conversazione: CIGO", WebUtility.HtmlDecode(offered.Html));
        Assert.DoesNotContain("Elena Bianchi", offered.Html);
        var joined = await _advisor.Send(offered, "accetta", ("accetta", Offered().Match(offered.Html).Groups["id"].Value));

        Assert.Equal($"/operatore/conversazioni/{_id}", joined.Address.AbsolutePath);
        Assert.Contains("Elena Bianchi", joined.Html);
        Assert.Contains("art. 3", joined.Html);
        Assert.Contains("Operatore 12", (await _worker.Get(Mine)).Html);
    }

    [Fact]
    public async Task Notes_and_whispers_reach_the_person_on_no_road()
    {
        await Take();
        await _advisor.Send(await _advisor.Get($"/operatore/conversazioni/{_id}/nota"), "clientMessageId", ("testo", Secret));
        using var supervisor = await _site.SignIn(DemoPeople.Supervisor, "/supervisione");
        await supervisor.Send(await supervisor.Get($"/supervisione/conversazioni/{_id}"), "suggerimento", ("suggerimento", Secret), ("azione", "suggerisci"));
        await _worker.Say(_id, Guid.NewGuid().ToString(), "Ultima parola");

        var staff = await _advisor.Get($"/operatore/conversazioni/{_id}");
        Assert.Equal(3, staff.Html.Split(Secret).Length);

        var page = (await _worker.Get(Mine)).Html;
        var poll = (await _worker.Get($"/api/v1/conversazioni/{_id}/eventi?dopo=0")).Html;
        Assert.DoesNotContain(Secret, page);
        Assert.DoesNotContain(Secret, poll);
        Assert.Equal(2, poll.Split("StaffOnly").Length - 1);

        var heard = new List<string>();
        await using var hub = new HubConnectionBuilder().WithUrl($"{_site.Origin}/hubs/chat", o => o.Cookies.Add(_worker.Cookies.GetCookies(new Uri(_site.Origin)))).Build();
        await hub.StartAsync(TestContext.Current.CancellationToken);
        await foreach (var frame in hub.StreamAsync<System.Text.Json.JsonElement>("Listen", Guid.Parse(_id), 0L, TestContext.Current.CancellationToken))
        {
            heard.Add(frame.ToString());
            if (heard[^1].Contains("Ultima parola", StringComparison.Ordinal))
                break;
        }

        Assert.DoesNotContain(heard, h => h.Contains(Secret, StringComparison.Ordinal));

        // The log itself has nothing to carry.
        Assert.DoesNotContain(await _site.Get<ConversationLog>().Since(Guid.Parse(_id), 0, default), e => e.Body.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_cases_open_only_after_a_reason_and_only_to_the_advisor_who_has_the_conversation()
    {
        await Take();
        var other = $"/operatore/conversazioni/{_id}/altre-pratiche";
        var asked = await _advisor.Get(other);
        Assert.Contains("in almeno 10 caratteri", (await _advisor.Send(asked, "motivo", ("motivo", "boh"))).Html);
        Assert.Contains("Non ci sono altre pratiche", (await _advisor.Send(asked, "motivo", ("motivo", "Chiede del periodo precedente"))).Html);

        using var supervisor = await _site.SignIn(DemoPeople.Supervisor, "/supervisione");
        Assert.Equal(HttpStatusCode.NotFound, (await supervisor.Get(other)).Status);
        using var administrator = await _site.SignIn(DemoPeople.Administrator, "/amministrazione/orari");
        Assert.NotEqual(HttpStatusCode.OK, (await administrator.Get("/operatore")).Status);
    }

    [Fact]
    public async Task Hold_transfer_and_close_are_told_to_the_person_and_end_the_advisors_right()
    {
        await Take();
        var home = $"/operatore/conversazioni/{_id}";
        await _advisor.Send(await _advisor.Get(home + "/attesa"), "motivo", ("motivo", "Verifico con la sede"), ("minuti", "10"));
        Assert.Contains("Verifico con la sede", (await _worker.Get(Mine)).Html);

        var without = await _advisor.Send(await _advisor.Get(home + "/trasferisci"), "riassunto", ("a", "lingua:German"), ("riassunto", " "));
        Assert.Contains("Scrivi il riassunto", without.Html);
        await _advisor.Send(await _advisor.Get(home + "/trasferisci"), "riassunto", ("a", "lingua:German"), ("riassunto", Secret));

        Assert.Equal(HttpStatusCode.NotFound, (await _advisor.Get(home)).Status);
        var page = WebUtility.HtmlDecode((await _worker.Get(Mine)).Html);
        Assert.Contains("Mantieni il tuo posto", page);
        Assert.DoesNotContain(Secret, page);
    }

    [Fact]
    public async Task The_console_hub_goes_on_from_the_number_it_saw_and_is_for_staff_alone()
    {
        await using var hub = new HubConnectionBuilder().WithUrl($"{_site.Origin}/hubs/console", o => o.Cookies.Add(_advisor.Cookies.GetCookies(new Uri(_site.Origin)))).Build();
        await hub.StartAsync(TestContext.Current.CancellationToken);
        var first = new List<(long N, string? Kind)>();
        await foreach (var frame in hub.StreamAsync<Frame>("Queue", 0L, TestContext.Current.CancellationToken))
        {
            if (frame.Kind is null)
                break;
            first.Add((frame.N, frame.Kind));
        }

        Assert.Equal(Enumerable.Range(1, first.Count).Select(n => (long)n), first.Select(f => f.N));
        Assert.Contains(first, f => f.Kind == nameof(QueueEventKind.Entered));
        await Take();
        await foreach (var frame in hub.StreamAsync<Frame>("Queue", first[^1].N, TestContext.Current.CancellationToken))
        {
            Assert.True(frame.N > first[^1].N);
            if (frame.Kind == nameof(QueueEventKind.Accepted))
                break;
        }

        await using var person = new HubConnectionBuilder().WithUrl($"{_site.Origin}/hubs/console", o => o.Cookies.Add(_worker.Cookies.GetCookies(new Uri(_site.Origin)))).Build();
        await person.StartAsync(TestContext.Current.CancellationToken);
        await foreach (var frame in person.StreamAsync<Frame>("Queue", 0L, TestContext.Current.CancellationToken))
            Assert.Fail($"Who is no staff got {frame}.");
    }

    [Fact]
    public async Task A_page_that_the_advisor_points_to_opens_in_the_persons_area_and_stands_in_the_case_beside()
    {
        await Take();
        var home = $"/operatore/conversazioni/{_id}";
        Assert.Contains("Scegli una delle pagine.", (await _advisor.Send(await _advisor.Get(home + "/indica"), "pagina", ("pagina", "https://example.org"))).Html);
        var form = await _advisor.Get(home + "/indica");
        await _advisor.Send(form, "pagina", ("pagina", "Payment"));
        var own = await _advisor.Send(form, "pagina", ("pagina", "Payment"));

        Assert.Equal(2, own.Html.Split($"href=\"{home}/pratica#pagamento\"").Length);
        Assert.Contains("id=\"pagamento\"", (await _advisor.Get(home + "/pratica")).Html);
        var link = Pointed().Match((await _worker.Get(Mine)).Html);
        Assert.Equal("Pagamento della pratica", link.Groups["name"].Value);
        var opened = await _worker.Get(link.Groups["path"].Value);
        Assert.Equal(HttpStatusCode.OK, opened.Status);
        Assert.Contains("id=\"pagamento\"", opened.Html);
    }

    [Fact]
    public async Task A_canned_reply_is_filled_from_the_case_inserted_and_not_sent()
    {
        await Take();
        await _site.Get<CannedReplies>().Set(await _site.Staff(DemoPeople.Administrator), "pagamento", new("Pagamento", "Gentile {persona}, la domanda {protocollo} è: {stato}.", Cig.Rules.Tongue.Italian, "art. 7 D.Lgs. 148/2015", new(2020, 1, 1), null, false), default);
        await _site.Get<CannedReplies>().Set(await _site.Staff(DemoPeople.Administrator), "scaduta", new("Scaduta", "Vecchia", Cig.Rules.Tongue.Italian, "art. 7 D.Lgs. 148/2015", new(2020, 1, 1), new(2020, 12, 31), false), default);
        Assert.Equal(["importo"], await _site.Get<CannedReplies>().Set(await _site.Staff(DemoPeople.Administrator), "ignota", new("x", "{importo}", Cig.Rules.Tongue.Italian, "y", new(2020, 1, 1), null, false), default));

        var list = await _advisor.Get($"/operatore/risposte-pronte?conversazione={_id}");
        Assert.Contains("Gentile Elena Bianchi, la domanda CIG-", list.Html);
        Assert.DoesNotContain("Vecchia", list.Html);
        var page = await _advisor.Get($"/operatore/conversazioni/{_id}?risposta=pagamento");
        Assert.Matches("<textarea[^>]*>Gentile Elena Bianchi", page.Html);
        Assert.Equal(2, (await _site.Get<ConversationLog>().Since(Guid.Parse(_id), 0, default)).Count);
    }

    [Fact]
    public async Task The_administrator_sets_skills_and_a_wrong_number_is_told_beside_its_field()
    {
        using var administrator = await _site.SignIn(DemoPeople.Administrator, "/amministrazione/competenze");
        var galli = await _site.Staff(DemoPeople.Advisor);
        var form = await administrator.Get($"/amministrazione/competenze/{galli.Id}");

        Assert.Contains("il limite non sotto la capacità", WebUtility.HtmlDecode((await administrator.Send(form, "capacita", ("capacita", "3"), ("limite", "2"))).Html));
        var saved = await administrator.Send(form, "capacita", ("capacita", "2,5"), ("limite", "3"), ("sedi", "to, mi"), ("lingue", "German"));

        Assert.Contains("Salvato", saved.Html);
        var skills = (await _site.Get<RoutingAdministration>().Advisors(default)).Single(a => a.Id == galli.Id).Skills;
        Assert.Equal((250, 300), (skills.Capacity, skills.HardLimit));
        Assert.Equal(["TO", "MI"], skills.Territories);
        Assert.Contains("Scrivi un numero intero", (await administrator.Send(await administrator.Get("/amministrazione/competenze"), "accetta", ("accetta", "presto"))).Html);
    }

    [Fact]
    public async Task Reports_count_and_the_file_holds_no_person()
    {
        await Take();
        await _advisor.Send(await _advisor.Get($"/operatore/conversazioni/{_id}/chiudi"), "motivo", ("motivo", "PaymentTiming"));
        using var supervisor = await _site.SignIn(DemoPeople.Supervisor, "/supervisione");

        var page = await supervisor.Get("/supervisione/rapporti");
        Assert.Contains("Tempi di pagamento spiegati</th></tr>", page.Html);
        Assert.Contains("<svg", (await supervisor.Get("/supervisione/rapporti?per=sede&grafico=prima")).Html);
        Assert.Contains("I numeri per singolo operatore sono spenti", (await supervisor.Get("/supervisione/rapporti?per=operatore")).Html);
        Assert.Contains("<svg", page.Html);
        var csv = (await supervisor.Get("/supervisione/rapporti/csv?dal=01/11/2026&al=" + Uri.EscapeDataString(TimeProvider.System.GetUtcNow().ToString("dd/MM/yyyy")))).Html;
        Assert.StartsWith("giorno,aperte,", csv);
        Assert.DoesNotContain("Bianchi", csv);
        Assert.Contains("la prima non dopo la seconda", (await supervisor.Get("/supervisione/rapporti?dal=02/11/2026&al=01/11/2026")).Html);
    }

    private string Mine => $"/myinps/comunica/info-cig/conversazioni/{_id}";

    private async Task Take()
    {
        Assert.IsType<Acceptance.Accepted>(await _site.Get<OfferDesk>().TakeNext(await _site.Staff(DemoPeople.Advisor), default));
    }

    private static async Task<Answered> Until(Visitor visitor, string path, string words)
    {
        for (var i = 0; i < 600; i++)
        {
            var page = await visitor.Get(path);
            if (page.Html.Contains(words, StringComparison.Ordinal))
                return page;
            await Task.Delay(100);
        }

        throw new TimeoutException($"'{words}' did not appear at {path}.");
    }

    [GeneratedRegex("name=\"argomento\"[^>]*value=\"(?<id>[0-9a-f-]{36})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Topic();

    [GeneratedRegex("<a href=\"(?<path>/myinps/prestazioni/[0-9a-f-]{36}#pagamento)\" target=\"_blank\" rel=\"noopener\">(?<name>[^<]+)</a>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pointed();

    [GeneratedRegex("data-offerta=\"(?<id>[0-9a-f-]{36})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Offered();

    private sealed record Frame(long N, string? Kind, bool Mine);
}

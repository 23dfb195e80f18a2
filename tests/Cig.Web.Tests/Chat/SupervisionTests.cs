using System.Net;
using System.Text.RegularExpressions;
using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Outbox;
using Cig.Platform.Storage;

namespace Cig.Web.Tests.Chat;

/// <summary>What supervisors and administrators do with the chat as a whole, by the pages, and what everybody and other programs may read of it.</summary>
public sealed class SupervisionTests : IAsyncDisposable
{
    private readonly Site _site = Site.Apart(settings: ("Cig:Outbox:PrivateNetworks", "127.0.0.0/8"));

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_program_is_added_with_a_key_that_is_shown_once_and_asks_with_its_signature()
    {
        using var administrator = await _site.SignIn(DemoPeople.Administrator, "/amministrazione/programmi");
        var wrong = await administrator.Send(await administrator.Get("/amministrazione/programmi"), "indirizzo", ("nome", "Cruscotto"), ("indirizzo", "http://cruscotto.ente.gov.it/"), ("fatti", "Opened"));
        Assert.Contains("Scrivi un indirizzo https pubblico", WebUtility.HtmlDecode(wrong.Html));
        Assert.Contains("Scegli almeno un fatto", (await administrator.Send(wrong, "indirizzo", ("nome", "Cruscotto"), ("indirizzo", "https://127.0.0.1:9/"), ("fatti", "nessuno"))).Html);

        var added = await administrator.Send(wrong, "indirizzo", ("nome", "Cruscotto"), ("indirizzo", "https://127.0.0.1:9/"), ("fatti", "Opened"));
        var key = Regex.Match(added.Html, "<dd class=\"cig-codice\">(?<k>[0-9a-f]{64})</dd>", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["k"].Value;
        var id = Regex.Match(added.Html, "/amministrazione/programmi/(?<i>[0-9a-f-]{36})", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["i"].Value;
        Assert.Equal(64, key.Length);
        Assert.DoesNotContain(key, (await administrator.Get("/amministrazione/programmi")).Html + (await administrator.Get($"/amministrazione/programmi/{id}")).Html);
        Assert.Contains("già un programma", WebUtility.HtmlDecode((await administrator.Send(wrong, "indirizzo", ("nome", "Cruscotto"), ("indirizzo", "https://127.0.0.1:9/"), ("fatti", "Opened"))).Html));

        using var worker = await _site.SignIn(DemoPeople.Worker, "/myinps/comunica/info-cig");
        await worker.Send(await worker.Get("/myinps/comunica/info-cig"), "argomento", ("argomento", "general"));
        var path = $"/api/v1/eventi/{id}?dopo=0";
        using var program = _site.Visit();
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.Get(path)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(program, path, new string('0', 64))).Status);
        var answer = await Ask(program, path, key);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Matches("^\\{\"after\":0,\"to\":\\d+,\"events\":\\[\\{\"id\":\"[0-9a-f-]{36}/1\",\"number\":\\d+,\"conversation\":\"[0-9a-f-]{36}\",\"n\":1,\"kind\":\"Opened\"", answer.Html);
        Assert.DoesNotContain("Bianchi", answer.Html);

        var changed = await administrator.Send(await administrator.Get($"/amministrazione/programmi/{id}"), "chiave", ("azione", "chiave"));
        Assert.Contains("due, la nuova e quella di prima", changed.Html);
        Assert.Equal(HttpStatusCode.OK, (await Ask(program, path, key)).Status);
        await administrator.Send(changed, "togli-chiave", ("azione", "togli-chiave"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(program, path, key)).Status);
        await administrator.Send(await administrator.Get($"/amministrazione/programmi/{id}"), "value=\"togli\"", ("azione", "togli"));
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.Get($"/amministrazione/programmi/{id}")).Status);
    }

    [Fact]
    public async Task A_supervisor_proposes_and_an_administrator_writes_it()
    {
        using var supervisor = await _site.SignIn(DemoPeople.Supervisor, "/supervisione/lacune");
        var page = await supervisor.Get("/supervisione/lacune?come=risposta&domanda=tirocinio");
        Assert.Contains("value=\"tirocinio\"", page.Html);
        Assert.Contains("Scrivi la domanda", (await supervisor.Send(page, "domanda", ("domanda", " "), ("come", "scheda"))).Html);
        Assert.Contains("Proposta inviata", (await supervisor.Send(page, "domanda", ("domanda", "Il tirocinio conta?"), ("come", "scheda"))).Html);

        using var administrator = await _site.SignIn(DemoPeople.Administrator, "/amministrazione/schede");
        var sheets = await administrator.Get("/amministrazione/schede");
        Assert.Contains("Il tirocinio conta?", WebUtility.HtmlDecode(sheets.Html));
        Assert.Contains("value=\"Il tirocinio conta?\"", WebUtility.HtmlDecode((await administrator.Get("/amministrazione/schede/modifica?titolo=Il%20tirocinio%20conta%3F")).Html));
        var id = Regex.Match(sheets.Html, "name=\"fatta\" value=\"(?<i>[0-9a-f-]{36})\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["i"].Value;
        Assert.DoesNotContain("Il tirocinio conta?", WebUtility.HtmlDecode((await administrator.Send(sheets, "fatta", ("fatta", id))).Html));
    }

    [Fact]
    public async Task A_supervisor_of_another_office_finds_no_conversation_of_this_one()
    {
        using var worker = await _site.SignIn(DemoPeople.Worker, "/myinps/comunica/info-cig");
        await worker.Send(await worker.Get("/myinps/comunica/info-cig"), "argomento", ("argomento", "general"));
        using var advisor = await _site.SignIn(DemoPeople.Advisor, "/operatore");
        await advisor.TakeNext();
        using var supervisor = await _site.SignIn(DemoPeople.Supervisor, "/supervisione");
        var all = await supervisor.Get("/supervisione");
        var path = Regex.Match(all.Html, "/supervisione/conversazioni/[0-9a-f-]{36}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        Assert.Equal(HttpStatusCode.OK, (await supervisor.Get(path)).Status);
        var form = await supervisor.Get(path);

        await Office("MI");
        var milan = await supervisor.Get("/supervisione");
        Assert.Contains("Vedi la sede MI", milan.Html);
        Assert.DoesNotContain("/supervisione/conversazioni/", milan.Html);
        Assert.Equal(HttpStatusCode.NotFound, (await supervisor.Get(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await supervisor.Send(form, "suggerimento", ("azione", "suggerisci"), ("suggerimento", "Parola"))).Status);
        Assert.Contains("In questi giorni non ci sono conversazioni", (await supervisor.Get("/supervisione/rapporti")).Html);

        await Office("TO");
        Assert.Equal(HttpStatusCode.OK, (await supervisor.Get(path)).Status);
    }

    [Fact]
    public async Task Open_data_are_files_for_everybody_and_a_year_without_days_is_none()
    {
        var year = ChatYear();
        using var anybody = _site.Visit();
        Assert.Contains("Dati aperti", (await anybody.Get("/dati")).Html);
        var csv = await anybody.Get($"/dati/info-cig-{year}.csv");
        Assert.StartsWith("giorno,conversazioni,", csv.Html);
        Assert.Contains("\"soglia\":5,\"ritardo\":2,\"giorni\":[", (await anybody.Get($"/dati/info-cig-{year}.json")).Html);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.Get("/dati/info-cig-2999.csv")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.Get("/dati/info-cig-ieri.csv")).Status);
    }

    private static int ChatYear() => TimeProvider.System.GetUtcNow().AddDays(-OpenData.Delay - 1).Year;

    private static async Task<Answered> Ask(Visitor program, string path, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add(Signature.Header, Signature.Of($"GET {path}", TimeProvider.System.GetUtcNow(), key));
        using var response = await program.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new(response.StatusCode, request.RequestUri!, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task Office(string office)
    {
        await using var connection = await _site.Get<Database>().Open(TestContext.Current.CancellationToken);
        await using var command = connection.Command("update staff_assignments set office = @o where staff_id = (select id from staff where fiscal_code = @f)", ("o", office), ("f", DemoPeople.Supervisor.FiscalCode));
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}

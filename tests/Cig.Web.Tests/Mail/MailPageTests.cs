using System.Net;
using System.Text.RegularExpressions;
using Cig.Platform.Demo;
using Cig.Platform.Tests;

namespace Cig.Web.Tests.Mail;

/// <summary>The page of the notices, without a script, where messages are written as files.</summary>
public sealed class MailPageTests
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("cig-posta-").FullName, "posta");
    private readonly TestClock _clock = new(DateTimeOffset.Parse("2026-11-23T15:30:00+01:00", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public async Task A_person_confirms_her_address_changes_its_language_and_ends_the_notices()
    {
        await using var site = Site.Apart(time: _clock, settings: [("Cig:Mail:Folder", _folder)]);
        using var worker = await site.SignIn(DemoPeople.Worker, "/ingresso");
        Assert.Contains("href=\"/avvisi\"", (await worker.Get("/ingresso")).Html);
        var page = await worker.Get("/avvisi");
        Assert.Contains("i messaggi non partono", Words(page));
        Assert.Contains("autocomplete=\"email\"", page.Html);
        Assert.Contains("Scrivi un indirizzo di posta elettronica", Words(await worker.Send(page, "indirizzo", ("azione", "invia"), ("indirizzo", "elena"), ("lingua", "it"))));

        var asked = await worker.Send(page, "indirizzo", ("azione", "invia"), ("indirizzo", "elena@posta.example"), ("lingua", "de"));
        Assert.Contains("elena@posta.example", asked.Html);
        var code = Regex.Match(await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(_folder, "*.eml")), TestContext.Current.CancellationToken), "^[0-9]{6}\r?$", RegexOptions.Multiline, TimeSpan.FromSeconds(1)).Value.Trim();
        var wrong = await worker.Send(asked, "codice", ("azione", "conferma"), ("codice", code == "000000" ? "1" : "000000"));
        Assert.Contains("Il codice non è giusto", Words(wrong));
        var confirmed = await worker.Send(wrong, "codice", ("azione", "conferma"), ("codice", code));
        Assert.Equal("/avvisi?fatto=confermato", confirmed.Address.PathAndQuery);
        Assert.Contains("Ricevi gli avvisi a questo indirizzo.", Words(confirmed));
        Assert.Matches("value=\"de\"[^>]*checked|checked[^>]*value=\"de\"", confirmed.Html);

        // Somebody else sees nothing of it, and another address of hers is asked for first.
        using var owner = await site.SignIn(DemoPeople.Owner, "/ingresso");
        Assert.DoesNotContain("elena@", (await owner.Get("/avvisi")).Html);
        var spoken = await worker.Send(confirmed, "indirizzo", ("azione", "invia"), ("indirizzo", "elena@posta.example"), ("lingua", "en"));
        Assert.Contains("La lingua degli avvisi è salvata.", Words(spoken));
        var changed = await worker.Send(spoken, "indirizzo", ("azione", "invia"), ("indirizzo", "altra@posta.example"), ("lingua", "en"));
        Assert.Contains("altra@posta.example", changed.Html);
        Assert.Contains("elena@posta.example", changed.Html);
        var removed = await worker.Send(changed, "togli", ("azione", "togli"));
        Assert.Contains("l'indirizzo è cancellato", Words(removed));
        Assert.DoesNotContain("posta.example", removed.Html);

        using var administrator = await site.SignIn(DemoPeople.Administrator, "/amministrazione/programmi");
        Assert.Contains("Indirizzi che non esistono", Words(await administrator.Get("/amministrazione/programmi")));
        Assert.Equal(HttpStatusCode.Forbidden, (await administrator.Get("/avvisi")).Status);
    }

    [Fact]
    public async Task Without_a_mail_server_the_page_says_so_and_takes_nothing()
    {
        await using var site = Site.Apart(time: _clock);
        using var worker = await site.SignIn(DemoPeople.Worker, "/avvisi");
        var page = await worker.Get("/avvisi");
        Assert.Contains("non sono attivi", Words(page));
        Assert.DoesNotContain("name=\"indirizzo\"", page.Html);
        var form = await worker.Get("/myinps/comunica/richieste/nuova");
        var sent = await worker.Send(form, "numero", ("argomento", "general"), ("testo", "Quando arriva?"));
        using var advisor = await site.SignIn(DemoPeople.Advisor, "/operatore/richieste");
        await advisor.Send(await advisor.Get($"/operatore/richieste/{sent.Address.Segments[^1]}"), "risposta", ("risposta", "Presto."));
        Assert.Contains("Presto.", (await worker.Get(sent.Address.AbsolutePath)).Html);
    }

    private static string Words(Answered page) => WebUtility.HtmlDecode(page.Html);
}

using System.Net;
using Cig.Platform.Demo;
using Cig.Platform.Tests;

namespace Cig.Web.Tests.Contacts;

/// <summary>What a person can do without a script: find the answer, write, be called back, keep and rate a conversation.</summary>
public sealed class ContactTests : IAsyncLifetime
{
    private readonly TestClock _clock = new(DateTimeOffset.Parse("2026-11-23T15:30:00+01:00"));
    private Site _site = null!;

    public ValueTask InitializeAsync()
    {
        _site = Site.Apart(time: _clock);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_answer_comes_before_the_queue_and_a_written_request_comes_back_answered()
    {
        using var worker = await _site.SignIn(DemoPeople.Worker, "/myinps/comunica/info-cig");
        var entrance = await worker.Get("/myinps/comunica/info-cig");
        Assert.Contains("A chi tocca:", entrance.Html);
        var found = await worker.Send(entrance, "domanda", ("domanda", "posso lavorare altrove?"), ("azione", "cerca"));
        Assert.Contains("/assistenza/domande-frequenti/altro-lavoro", found.Html);
        Assert.Contains("L. 182/2025, art. 22", found.Html);
        Assert.Contains("Parla con un operatore", found.Html);

        var form = await worker.Get("/myinps/comunica/richieste/nuova");
        var empty = await worker.Send(form, "numero", ("testo", " "));
        Assert.Contains("Scrivi la tua domanda.", empty.Html);
        var sent = await worker.Send(form, "numero", ("argomento", "general"), ("testo", "Quando arriva <il> pagamento?"));
        var again = await worker.Send(form, "numero", ("argomento", "general"), ("testo", "Quando arriva <il> pagamento?"));
        Assert.Equal(sent.Address, again.Address);
        Assert.Contains("Un operatore ti risponde qui entro il 25 novembre 2026.", sent.Html);

        using var advisor = await _site.SignIn(DemoPeople.Advisor, "/operatore/richieste");
        var id = sent.Address.Segments[^1];
        await advisor.Send(await advisor.Get($"/operatore/richieste/{id}"), "risposta", ("risposta", "Entro fine mese."));
        var read = await worker.Get($"/myinps/comunica/richieste/{id}");
        Assert.Contains("Entro fine mese.", read.Html);
        Assert.Contains("Quando arriva &lt;il&gt; pagamento?", read.Html);
        using var owner = await _site.SignIn(DemoPeople.Owner, "/ingresso");
        Assert.Equal(HttpStatusCode.NotFound, (await owner.Get($"/myinps/comunica/richieste/{id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await owner.Get($"/operatore/richieste/{id}")).Status);
    }

    [Fact]
    public async Task A_call_is_booked_and_given_back_and_a_closed_conversation_is_kept_checked_and_rated()
    {
        using var worker = await _site.SignIn(DemoPeople.Worker, "/myinps/comunica/richiamata");
        var calls = await worker.Get("/myinps/comunica/richiamata");
        Assert.Contains("Scrivi un numero di telefono", (await worker.Send(calls, "telefono", ("argomento", "general"), ("telefono", "chiamami"))).Html);
        var slot = calls.Html.Split("name=\"posto\"")[1].Split("value=\"")[1].Split('"')[0];
        var booked = await worker.Send(calls, "telefono", ("argomento", "general"), ("telefono", "320 1234567"), ("posto", slot));
        Assert.Contains("Un operatore ti chiama martedì 24 novembre 2026 dalle 15:00 al numero 3201234567.", WebUtility.HtmlDecode(booked.Html));
        Assert.Contains("Prenota la richiamata", (await worker.Send(booked, "annulla", ("azione", "annulla"))).Html);

        var talk = await worker.Send(await worker.Get("/myinps/comunica/info-cig"), "argomento", ("argomento", "general"));
        await worker.Send(talk, "clientMessageId", ("testo", "Grazie lo stesso"));
        Assert.Contains("non si possono allegare file", (await worker.Get($"{talk.Address.AbsolutePath}/allegati")).Html);
        await worker.Send(talk, "chiudi", ("azione", "chiudi"));
        var text = (await worker.Get($"{talk.Address.AbsolutePath}/trascrizione.txt")).Html;
        Assert.Contains("Grazie lo stesso", text);
        using var anybody = _site.Visit();
        var check = await anybody.Get("/servizi/info-cig/verifica");
        Assert.Contains("La trascrizione è autentica", WebUtility.HtmlDecode((await anybody.Upload(check, "numero", "file", "t.txt", System.Text.Encoding.UTF8.GetBytes(text))).Html));
        Assert.Contains("non ha rilasciato", WebUtility.HtmlDecode((await anybody.Upload(check, "numero", "file", "t.txt", System.Text.Encoding.UTF8.GetBytes(text.Replace("stesso", "stessa", StringComparison.Ordinal)))).Html));

        var rating = await worker.Get($"{talk.Address.AbsolutePath}/valutazione");
        Assert.Contains("Scegli un voto", (await worker.Send(rating, "voto", ("voto", "9"))).Html);
        Assert.Contains("Hai dato 4 su 5", (await worker.Send(rating, "voto", ("voto", "4"), ("commento", "chiaro"))).Html);
    }
}

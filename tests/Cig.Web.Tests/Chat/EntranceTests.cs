using System.Net;
using Cig.Platform.Demo;
using Cig.Platform.Tests;

namespace Cig.Web.Tests.Chat;

/// <summary>What the entrance says depends on the clock, the queue, the hours and the person; the clock is the server's.</summary>
public sealed class EntranceTests : IAsyncLifetime
{
    private readonly TestClock _clock = new(DateTimeOffset.Parse("2026-11-23T08:00:00+01:00"));
    private Site _site = null!;

    private static IEnumerable<(string, string)> Week => Enumerable.Range(0, 7).Select(i => ($"giorno{i}", i < 5 ? "15:00-18:00" : ""));

    public async ValueTask InitializeAsync()
    {
        _site = Site.Apart(time: _clock);
        _clock.Now = DateTimeOffset.Parse("2026-11-23T08:05:00+01:00");
        using var administrator = await _site.SignIn(DemoPeople.Administrator, "/amministrazione/orari");
        var page = await administrator.Get("/amministrazione/orari");
        Assert.Contains("Orario di prova attivo", page.Html);
        var saved = await administrator.Send(page, "prova", [.. Week, ("festivi", "si"), ("prova", "no")]);
        Assert.Contains("Salvato", saved.Html);
        await Close(administrator, "25/11/2026", "00:00", "26/11/2026", "00:00", "assemblea del personale", "chiusura");
        await Close(administrator, "27/11/2026", "16:00", "27/11/2026", "17:00", "rete guasta", "guasto");
        Assert.Contains("Salvato", (await administrator.Send(await administrator.Get("/amministrazione/festivita"), "giorno", ("sede", "to"), ("giorno", "26/11"), ("nome", "Patrono di prova"))).Html);
        _clock.Now = DateTimeOffset.Parse("2026-11-23T15:30:00+01:00");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("2026-11-23T15:30:00+01:00", "Un operatore può risponderti ora.", true)]
    [InlineData("2026-11-23T17:50:00+01:00", "La chat chiude alle 18:00: se la coda non si esaurisce, la tua richiesta passa agli operatori come messaggio.", true)]
    [InlineData("2026-11-23T10:00:00+01:00", "Oggi la chat apre alle 15:00.", false)]
    [InlineData("2026-11-23T18:00:00+01:00", "La chat è attiva dal lunedì al venerdì, dalle 15:00 alle 18:00. Riapre martedì 24 novembre 2026 alle 15:00.", false)]
    [InlineData("2026-11-25T16:00:00+01:00", "La chat è chiusa: assemblea del personale. Riapre venerdì 27 novembre 2026 alle 15:00.", false)]
    [InlineData("2026-11-27T16:00:00+01:00", "La chat non è disponibile per un problema tecnico.", false)]
    public async Task The_service_says_how_it_stands(string at, string words, bool open)
    {
        _clock.Now = DateTimeOffset.Parse(at);
        using var worker = await _site.SignIn(DemoPeople.Worker, "/myinps/comunica/info-cig");

        var page = await worker.Get("/myinps/comunica/info-cig");

        Assert.Contains(words, WebUtility.HtmlDecode(page.Html));
        Assert.Equal(open, page.Html.Contains("Parla con un operatore", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Areas_decide_who_is_reached_and_a_day_not_come_yet_is_told()
    {
        using var administrator = await _site.SignIn(DemoPeople.Administrator, "/amministrazione/aree-di-avvio");
        var page = await administrator.Get("/amministrazione/aree-di-avvio");
        page = await administrator.Send(page, "2022-01-31", ("togli", "2022-01-31 Worker "));
        page = await administrator.Send(page, "fonte", ("dal", "1/2/2027"), ("chi", "lavoratori"), ("province", "TO BZ"), ("fonte", "prova"));
        Assert.Contains("TO, BZ", page.Html);
        using var worker = await _site.SignIn(DemoPeople.Worker, "/myinps/comunica/info-cig");

        var before = await worker.Get("/myinps/comunica/info-cig");
        _clock.Now = DateTimeOffset.Parse("2027-02-01T15:30:00+01:00");
        using var later = await _site.SignIn(DemoPeople.Worker, "/myinps/comunica/info-cig");
        var after = await later.Get("/myinps/comunica/info-cig");

        Assert.Contains("Il servizio non è ancora attivo per chi risiede nella tua provincia. Lo sarà dal 1º febbraio 2027.", WebUtility.HtmlDecode(before.Html));
        Assert.Contains("Un operatore può risponderti ora.", WebUtility.HtmlDecode(after.Html));
    }

    [Fact]
    public async Task A_full_queue_takes_nobody_and_the_public_state_says_so()
    {
        using var administrator = await _site.SignIn(DemoPeople.Administrator, "/amministrazione/coda");
        await administrator.Send(await administrator.Get("/amministrazione/coda"), "lunghezza", ("lunghezza", "1"), ("riprova", "15"), ("risposta", "2"), ("riapertura", "7"), ("durata", "30"), ("posti", "3"));
        using var owner = await _site.SignIn(DemoPeople.Owner, "/myinps/comunica/info-cig");
        using var worker = await _site.SignIn(DemoPeople.Worker, "/myinps/comunica/info-cig");
        var seen = await worker.Get("/myinps/comunica/info-cig");
        await owner.Send(await owner.Get("/myinps/comunica/info-cig"), "argomento", ("argomento", "general"));

        var late = await worker.Send(seen, "argomento", ("argomento", "general"));
        var full = await worker.Get("/myinps/comunica/info-cig");
        using var anybody = _site.Visit();
        var state = await anybody.Get("/api/v1/info-cig/stato");

        Assert.Contains("La coda si è riempita in questo momento", late.Html);
        Assert.Contains("In questo momento la coda è piena. Riprova tra 15 minuti oppure scrivi una richiesta.", WebUtility.HtmlDecode(full.Html));
        Assert.Contains("\"open\":false,\"state\":\"QueueFull\",\"waiting\":1", state.Html);
    }

    [Fact]
    public async Task A_person_with_no_case_may_ask_for_general_information_and_clicking_twice_opens_one_conversation()
    {
        using var owner = await _site.SignIn(DemoPeople.Owner, "/myinps/comunica/info-cig");
        var page = await owner.Get("/myinps/comunica/info-cig");
        Assert.Contains("Non risultano prestazioni", page.Html);

        var first = await owner.Send(page, "argomento", ("argomento", "general"));
        var second = await owner.Send(page, "argomento", ("argomento", "general"));

        Assert.Equal(first.Address, second.Address);
        Assert.Contains("Hai una conversazione aperta", (await owner.Get("/myinps/comunica/info-cig")).Html);
    }

    [Fact]
    public async Task A_page_kept_open_beyond_closing_time_does_not_open_the_chat()
    {
        _clock.Now = DateTimeOffset.Parse("2026-11-23T17:50:00+01:00");
        using var worker = await _site.SignIn(DemoPeople.Worker, "/myinps/comunica/info-cig");
        var page = await worker.Get("/myinps/comunica/info-cig");
        _clock.Now = DateTimeOffset.Parse("2026-11-23T18:00:00+01:00");

        var late = await worker.Send(page, "argomento", ("argomento", "general"));

        Assert.Contains("non è iniziata", late.Html);
    }

    [Fact]
    public async Task Wrong_hours_are_told_beside_their_day_and_nothing_is_lost()
    {
        using var administrator = await _site.SignIn(DemoPeople.Administrator, "/amministrazione/orari");
        var page = await administrator.Get("/amministrazione/orari");

        var wrong = await administrator.Send(page, "prova", ("giorno0", "dalle 15"), ("giorno1", "18:00-15:00"), ("giorno2", ""), ("festivi", "si"), ("prova", "no"), ("dal", "ieri"));

        Assert.Contains("Lunedì: scrivi apertura e chiusura", wrong.Html);
        Assert.Contains("Martedì: scrivi apertura e chiusura", wrong.Html);
        Assert.Contains("Scrivi una data futura", wrong.Html);
        Assert.Contains("value=\"dalle 15\"", wrong.Html);
    }

    [Fact]
    public async Task A_message_sent_twice_by_the_same_form_is_one_and_a_too_long_one_is_kept()
    {
        using var worker = await _site.SignIn(DemoPeople.Worker, "/myinps/comunica/info-cig");
        var talk = await worker.Send(await worker.Get("/myinps/comunica/info-cig"), "argomento", ("argomento", "general"));

        await worker.Send(talk, "clientMessageId", ("testo", "Una volta sola"));
        var twice = await worker.Send(talk, "clientMessageId", ("testo", "Una volta sola"));
        var other = await worker.Send(talk, "clientMessageId", ("testo", "Altro"));
        var tooLong = await worker.Send(talk, "clientMessageId", ("testo", new string('x', 2001)));

        Assert.Equal(2, twice.Html.Split("Una volta sola").Length);
        Assert.Contains("già stato inviato con un altro testo", other.Html);
        Assert.Contains("questo ne ha 2.001", tooLong.Html);
        Assert.Contains(new string('x', 2001), tooLong.Html);
    }

    [Fact]
    public async Task A_message_into_a_closed_conversation_is_kept_and_stands_in_the_box_when_it_is_reopened()
    {
        using var worker = await _site.SignIn(DemoPeople.Worker, "/myinps/comunica/info-cig");
        var talk = await worker.Send(await worker.Get("/myinps/comunica/info-cig"), "argomento", ("argomento", "general"));
        var closed = await worker.Send(talk, "chiudi", ("azione", "chiudi"));
        Assert.Contains("Puoi riaprire questa conversazione fino al", closed.Html);

        var late = await worker.Send(talk, "clientMessageId", ("testo", "Arrivato tardi"));
        Assert.Contains("La conversazione è chiusa: il messaggio non è stato inviato.", WebUtility.HtmlDecode(late.Html));
        Assert.Contains("Arrivato tardi", late.Html);

        var again = await worker.Send(late, "riapri", ("azione", "riapri"));
        Assert.Equal(talk.Address.AbsolutePath, again.Address.AbsolutePath);
        Assert.Contains("Sei il numero", again.Html);
        Assert.Matches("<textarea[^>]*>\\s*Arrivato tardi", again.Html);
    }

    private static async Task Close(Visitor administrator, string fromDay, string fromHour, string toDay, string toHour, string why, string kind) =>
        Assert.Contains("Salvato", (await administrator.Send(
            await administrator.Get("/amministrazione/chiusure"), "motivo",
            ("daGiorno", fromDay), ("daOra", fromHour), ("aGiorno", toDay), ("aOra", toHour), ("tipo", kind), ("motivo", why))).Html);
}

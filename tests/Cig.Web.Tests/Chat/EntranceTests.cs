using System.Net;
using Cig.Platform.Demo;
using Cig.Platform.Tests;

namespace Cig.Web.Tests.Chat;

/// <summary>What the entrance says depends on the clock, the queue, the hours and the person; the clock is the server's.</summary>
public sealed class EntranceTests : IAsyncLifetime
{
    private readonly TestClock _clock = new(DateTimeOffset.Parse("2026-11-23T08:00:00+01:00"));
    private Site _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = Site.Apart(time: _clock);
        _clock.Now = DateTimeOffset.Parse("2026-11-23T08:05:00+01:00");
        using var administrator = await _site.SignIn(DemoPeople.Administrator, "/amministrazione/orari");
        var page = await administrator.Get("/amministrazione/orari");
        Assert.Contains("Orario di prova attivo", page.Html);
        var saved = await administrator.Send(page, "prova", ("giorno0", "15:00-18:00"), ("giorno1", "15:00-18:00"), ("giorno2", "15:00-18:00"), ("giorno3", "15:00-18:00"), ("giorno4", "15:00-18:00"), ("giorno5", ""), ("giorno6", ""), ("festivi", "si"), ("chiusure", "25/11/2026 assemblea del personale"), ("prova", "no"));
        Assert.Contains("Salvato", saved.Html);
        _clock.Now = DateTimeOffset.Parse("2026-11-23T15:30:00+01:00");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("2026-11-23T15:30:00+01:00", "non c'è nessuno prima di te", true)]
    [InlineData("2026-11-23T17:55:00+01:00", "La chat chiude alle 18:00", true)]
    [InlineData("2026-11-23T10:00:00+01:00", "Oggi la chat apre alle 15:00", false)]
    [InlineData("2026-11-23T18:00:00+01:00", "Riapre il 24 novembre 2026 alle 15:00", false)]
    [InlineData("2026-11-25T16:00:00+01:00", "assemblea del personale", false)]
    [InlineData("2026-12-08T16:00:00+01:00", "Immacolata", false)]
    public async Task The_service_says_how_it_stands(string at, string words, bool open)
    {
        _clock.Now = DateTimeOffset.Parse(at);
        using var worker = await _site.SignIn(DemoPeople.Worker, "/myinps/comunica/info-cig");

        var page = await worker.Get("/myinps/comunica/info-cig");

        Assert.Contains(words, WebUtility.HtmlDecode(page.Html));
        Assert.Equal(open, page.Html.Contains("Parla con un operatore", StringComparison.Ordinal));
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

        var wrong = await administrator.Send(page, "prova", ("giorno0", "dalle 15"), ("giorno1", "18:00-15:00"), ("giorno2", ""), ("festivi", "si"), ("chiusure", "presto chiuso"), ("prova", "no"));

        Assert.Contains("Lunedì: scrivi apertura e chiusura", wrong.Html);
        Assert.Contains("Martedì: scrivi apertura e chiusura", wrong.Html);
        Assert.Contains("presto chiuso", wrong.Html);
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
}

using System.Net;
using System.Text.RegularExpressions;
using Cig.Platform.Demo;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Cig.Platform.Tests;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;

namespace Cig.Web.Tests.SignIn;

/// <summary>Two nodes on one database: what ends on one has ended on the other at the next action.</summary>
[Trait("Engine", "PostgreSql")]
public sealed class RevocationTests(PostgreSqlServer server) : IAsyncLifetime
{
    private Site _one = null!;
    private Site _two = null!;

    public async ValueTask InitializeAsync()
    {
        var database = (await server.NewDatabase()).ConnectionString;
        (_one, _two) = (Site.Apart(database), Site.Apart(database));
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task A_mandate_whose_end_is_moved_to_the_past_ends_open_pages_and_chats_on_every_node()
    {
        var stop = TestContext.Current.CancellationToken;
        List<Seat> seats = [];
        foreach (var site in new[] { _one, _two })
        {
            var visitor = await site.SignIn(DemoPeople.PersonalDelegate);
            var home = Regex.Match((await visitor.Get("/ingresso")).Html, "/per-conto/[0-9a-f-]{36}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
            var talk = await visitor.Get($"{home}/comunica/info-cig");
            talk = talk.Html.Contains("name=\"argomento\"", StringComparison.Ordinal)
                ? await visitor.Send(talk, "argomento", ("argomento", "general"))
                : await visitor.Get(Regex.Match(talk.Html, "/per-conto/[^\"]*/conversazioni/[^\"]*", RegexOptions.None, TimeSpan.FromSeconds(1)).Value);
            Assert.Equal(HttpStatusCode.OK, talk.Status);
            var hub = new HubConnectionBuilder().WithUrl($"{site.Origin}/hubs/chat", o => o.Cookies = visitor.Cookies).Build();
            await hub.StartAsync(stop);
            var conversation = Guid.Parse(talk.Address.Segments[^1]);
            var frames = hub.StreamAsync<Web.Chat.Frame>("Listen", conversation, 0L, stop).GetAsyncEnumerator(stop);
            Assert.True(await frames.MoveNextAsync());
            seats.Add(new(visitor, home, talk, conversation, hub, frames));
        }

        Assert.Equal(seats[0].Conversation, seats[1].Conversation);
        foreach (var seat in seats)
        {
            Assert.Equal("accepted", (await Say(seat, stop)).Status);
            Assert.Equal(HttpStatusCode.OK, (await seat.Visitor.Get(seat.Home)).Status);
        }

        var polls = seats.ToDictionary(s => s, s => s.Visitor.Http.GetAsync(new Uri($"/api/v1/conversazioni/{s.Conversation}/eventi?dopo=1000&attendi=20", UriKind.Relative), stop));

        // One database, and nobody tells the nodes.
        var yesterday = DateOnly.FromDateTime(DateTimeOffset.UtcNow.AddDays(-2).UtcDateTime);
        await using (var db = _one.Get<Database>().Context())
            Assert.Equal(1, await db.Set<MandateEntry>().Where(m => m.FiscalCode == DemoPeople.PersonalDelegate.FiscalCode).ExecuteUpdateAsync(m => m.SetProperty(x => x.ToDay, yesterday), stop));

        foreach (var seat in seats)
        {
            // Each road by itself: the hub, the long poll that was already waiting, a form that stood open, a page, and the feed that was listened to.
            Assert.Equal("not-found", (await Say(seat, stop)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await polls[seat]).StatusCode);
            var sent = await seat.Visitor.Send(seat.Page, "clientMessageId", ("testo", "Troppo tardi"));
            Assert.Equal("/delega-terminata/", string.Concat(sent.Address.Segments[..2]));
            var page = await seat.Visitor.Get(seat.Home);
            Assert.Contains("Non puoi pi", page.Html);
            Assert.Contains("Elena Bianchi", page.Html);
            Assert.Equal(HttpStatusCode.OK, (await seat.Visitor.Get("/myinps")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await seat.Visitor.Get($"/api/v1/conversazioni/{seat.Conversation}/eventi")).Status);
            while (await seat.Frames.MoveNextAsync())
            {
                // What was on the road before is let through; then the stream ends by itself.
                Assert.NotEqual("Troppo tardi", seat.Frames.Current.Event?.Text);
            }

            await seat.Hub.DisposeAsync();
            seat.Visitor.Dispose();
        }
    }

    private static Task<Web.Chat.Receipt> Say(Seat seat, CancellationToken stop) =>
        seat.Hub.InvokeAsync<Web.Chat.Receipt>("Say", seat.Conversation, new { clientMessageId = Guid.NewGuid().ToString(), text = "Buongiorno" }, stop);

    private sealed record Seat(Visitor Visitor, string Home, Answered Page, Guid Conversation, HubConnection Hub, IAsyncEnumerator<Web.Chat.Frame> Frames);
}

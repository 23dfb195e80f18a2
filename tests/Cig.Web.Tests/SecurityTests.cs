using System.Net;
using System.Net.Http.Json;
using Cig.Platform.Demo;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;

namespace Cig.Web.Tests;

/// <summary>What protects every page, whatever stands on it.</summary>
public sealed class SecurityTests(Site site)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/accedi")]
    [InlineData("/pagina-che-non-esiste")]
    [InlineData("/dist/cig.css")]
    [InlineData("/stato")]
    public async Task Every_answer_carries_the_headers(string path)
    {
        using var visitor = site.Visit();
        using var answer = await visitor.Http.GetAsync(new Uri(path, UriKind.Relative), Stop);

        string header(string name) => string.Join(',', answer.Headers.TryGetValues(name, out var v) ? v : []);
        Assert.Contains("default-src 'self'", header("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe", header("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", header("Content-Security-Policy"));
        Assert.Equal(("nosniff", "same-origin", "same-origin", "same-origin"), (header("X-Content-Type-Options"), header("Referrer-Policy"), header("Cross-Origin-Opener-Policy"), header("Cross-Origin-Resource-Policy")));
    }

    [Fact]
    public async Task What_a_person_sees_is_kept_by_no_cache()
    {
        using var worker = await site.SignIn(DemoPeople.Worker);
        foreach (var path in new[] { "/myinps", "/ingresso", "/", "/accedi/sessione" })
        {
            using var answer = await worker.Http.GetAsync(new Uri(path, UriKind.Relative), Stop);
            Assert.True(answer.Headers.CacheControl?.NoStore, path);
        }
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("ours", HttpStatusCode.UnprocessableEntity)]
    [InlineData(null, HttpStatusCode.UnprocessableEntity)]
    public async Task What_changes_something_is_refused_to_other_sites(string? origin, HttpStatusCode status)
    {
        using var worker = await site.SignIn(DemoPeople.Worker);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/conversazioni/{Guid.NewGuid()}/messaggi") { Content = JsonContent.Create(new { text = "" }) };
        if (origin is not null)
            request.Headers.Add("Origin", origin == "ours" ? site.Origin : origin);

        using var answer = await worker.Http.SendAsync(request, Stop);

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("ours", HttpStatusCode.SwitchingProtocols)]
    public async Task A_page_of_another_site_opens_no_line_to_the_chat(string origin, HttpStatusCode status)
    {
        using var worker = await site.SignIn(DemoPeople.Worker);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hubs/chat");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new("websocket"));
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", Convert.ToBase64String(new byte[16]));
        request.Headers.Add("Origin", origin == "ours" ? site.Origin : origin);

        using var answer = await worker.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public void Only_providers_and_programs_send_without_a_token()
    {
        var without = site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HubMetadata>() is null && e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Any(m => m is not ("GET" or "HEAD")) != false)
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is { } page ? page.FilterDescriptors.Any(f => f.Filter is Microsoft.AspNetCore.Mvc.IgnoreAntiforgeryTokenAttribute) : e.Metadata.GetMetadata<IAntiforgeryMetadata>()?.RequiresValidation == false)
            .Select(e => e.RoutePattern.RawText!.TrimStart('/')).Distinct().Order();

        Assert.Equal(
            ["accedi/personale/uscita", "api/v1/conversazioni/{id:guid}/bozza", "api/v1/conversazioni/{id:guid}/letture", "api/v1/conversazioni/{id:guid}/messaggi", "api/v1/conversazioni/{id:guid}/messaggi/{n:long}/traduzione", "api/v1/conversazioni/{id:guid}/scrive", "cie/acs", "cie/logout", "demo-idp/esci/{via?}", "demo-idp/sso/{via?}", "demo-oidc/authorize", "demo-oidc/esci", "errore/{codice:int}", "spid/acs", "spid/acs/private", "spid/logout", "spid/logout/private"],
            without);
    }

    [Fact]
    public async Task Too_many_sign_ins_are_told_to_wait_in_words()
    {
        await using var limited = Site.Apart(null, null, ("Cig:NoRateLimitFromLoopback", "false"));
        using var visitor = limited.Visit();
        HttpResponseMessage? last = null;
        for (var i = 0; i < 1000 && last?.StatusCode != HttpStatusCode.TooManyRequests; i++)
        {
            last?.Dispose();
            using var empty = new FormUrlEncodedContent([new("SAMLResponse", "x")]);
            last = await visitor.Http.PostAsync(new Uri("/spid/acs", UriKind.Relative), empty, Stop);
            Assert.True(i < 120 || last.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.Forbidden);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last!.StatusCode);
        Assert.InRange(last.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("Troppe richieste in poco tempo", await last.Content.ReadAsStringAsync(Stop));
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/")).Status);
        last.Dispose();
    }

    [Fact]
    public async Task Too_many_messages_are_told_to_wait_by_both_roads_alike()
    {
        await using var limited = Site.Apart(null, null, ("Cig:NoRateLimitFromLoopback", "false"), ("Cig:LimitMessagesFromLoopback", "true"));
        using var worker = await limited.SignIn(DemoPeople.Worker);
        var status = HttpStatusCode.OK;
        for (var i = 0; i < 1000 && status != HttpStatusCode.TooManyRequests; i++)
        {
            using var answer = await worker.Say(Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), "Buongiorno", Stop);
            status = answer.StatusCode;
            Assert.True(i >= 60 || status == HttpStatusCode.NotFound);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, status);

        // Translations have a limit of their own.
        for (var i = 0; i < 1000 && (i == 0 || status != HttpStatusCode.TooManyRequests); i++)
        {
            using var answer = await worker.Translate(Guid.NewGuid().ToString(), 3);
            status = answer.StatusCode;
            Assert.True(i >= 60 || status == HttpStatusCode.NotFound);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
    }

    [Fact]
    public async Task A_message_of_a_provider_has_a_size()
    {
        using var visitor = site.Visit();
        using var large = new FormUrlEncodedContent([new("SAMLResponse", new string('A', 700_000))]);
        using var answer = await visitor.Http.PostAsync(new Uri("/spid/acs", UriKind.Relative), large, Stop);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    public void A_line_is_counted_as_one_client(string address, string client) => Assert.Equal(client, Limits.Client(IPAddress.Parse(address)));
}

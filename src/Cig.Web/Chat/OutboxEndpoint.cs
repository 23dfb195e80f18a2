using Cig.Platform.Outbox;

namespace Cig.Web.Chat;

/// <summary>Where a subscribed program asks what it missed: <c>GET /api/v1/eventi/{id}?dopo=N</c>, signed with its key (docs/chat-protocol.md).</summary>
internal static class OutboxEndpoint
{
    public static void MapOutbox(this WebApplication app) =>
        app.MapGet("/api/v1/eventi/{iscritto:guid}", Answer).AllowAnonymous().RequireRateLimiting(Limits.Public);

    private static async Task<IResult> Answer(HttpContext http, Guid iscritto, SubscriberDesk desk, CancellationToken stop, long dopo = 0)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await desk.Ask(iscritto, http.Request.Headers[Signature.Header], $"GET {http.Request.Path}{http.Request.QueryString}", dopo, stop) is { } stretch ? Results.Json(stretch) : Results.Unauthorized();
    }
}

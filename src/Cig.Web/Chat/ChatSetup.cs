using Cig.Platform.Chat;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Chat;

/// <summary>The two roads to the conversation log: the hub, and plain HTTP with the same contract (docs/chat-protocol.md).</summary>
public static class ChatSetup
{
    private const int LongestWait = 25;

    public static WebApplicationBuilder AddChat(this WebApplicationBuilder builder)
    {
        builder.Services.AddSignalR(options =>
        {
            options.MaximumReceiveMessageSize = 16 * 1024;
            options.KeepAliveInterval = ChatHub.Interval;
            options.ClientTimeoutInterval = 2 * ChatHub.Interval;
        });
        return builder;
    }

    public static WebApplication MapChat(this WebApplication app)
    {
        app.MapHub<ChatHub>("/hubs/chat");
        app.MapGet("/api/v1/info-cig/stato", ServiceState.Answer).AllowAnonymous();
        app.MapHub<ConsoleHub>("/hubs/console");
        var road = app.MapGroup("/api/v1/conversazioni/{id:guid}").RequireAuthorization().WithMetadata(new RequestSizeLimitAttribute(32_000));
        road.MapGet("/eventi", Events);
        road.MapPost("/messaggi", Say).WithMetadata(new ActAttribute()).DisableAntiforgery();
        road.MapPost("/letture", Mark).DisableAntiforgery();
        road.MapPost("/bozza", KeepDraft).WithMetadata(new ActAttribute()).DisableAntiforgery();
        road.MapGet("/allegati/{file:guid}", AttachmentDownload.Answer);
        return app;
    }

    /// <summary>Events after a number; where there are none yet, waits up to <paramref name="attendi"/> seconds for one.</summary>
    private static async Task<IResult> Events(HttpContext http, Guid id, ChatDesk desk, ConversationLog log, TimeProvider time, CancellationToken stop, long dopo = 0, int attendi = 0)
    {
        if (await desk.Enter(http.User.Person!, id, stop) is not { } entered)
            return Results.NotFound();

        using var live = log.Feed.Listen(id);
        var events = await log.Since(id, dopo, stop);
        var until = time.GetUtcNow().AddSeconds(Math.Clamp(attendi, 0, LongestWait));
        while (events.Count == 0 && time.GetUtcNow() < until)
        {
            using var due = CancellationTokenSource.CreateLinkedTokenSource(stop);
            due.CancelAfter(TimeSpan.FromSeconds(2));
            try
            {
                await live.Events.WaitToReadAsync(due.Token);
                while (live.Events.TryRead(out _))
                {
                    // The log is what is read; the feed only says when.
                }
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                // The feed is a hint: every two seconds the log is asked anyway.
            }

            // The right to listen ends with the mandate, not with the request that waits.
            if (await desk.Enter(http.User.Person!, id, stop) is null)
                return Results.NotFound();
            events = await log.Since(id, dopo, stop);
        }

        return Results.Json(new { events = events.Select(e => EventFrame.Of(e, entered.Who)), beat = await Beat.Of(log, entered.Who, stop) });
    }

    private static async Task<IResult> Say(HttpContext http, Guid id, Outgoing message, ChatDesk desk, MessageRate rate, CancellationToken stop)
    {
        using var lease = rate.Limiter.AttemptAcquire(http);
        if (!lease.IsAcquired)
        {
            Limits.SayWhen(http.Response, lease);
            return Results.Json(Receipt.TooFast, statusCode: StatusCodes.Status429TooManyRequests);
        }

        if (!Receipt.Accepts(message))
            return Results.Json(Receipt.Invalid, statusCode: StatusCodes.Status422UnprocessableEntity);
        if (await desk.Enter(http.User.Person!, id, stop) is not { } entered)
            return Results.NotFound();

        var receipt = Receipt.Of(await desk.Say(entered.Who, message.ClientMessageId!, message.Text!, stop));
        return Results.Json(receipt, statusCode: receipt.Status switch
        {
            "accepted" => StatusCodes.Status200OK,
            "id-conflict" => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status410Gone,
        });
    }

    private static async Task<IResult> Mark(HttpContext http, Guid id, Reading reading, ChatDesk desk, ConversationLog log, CancellationToken stop)
    {
        if (await desk.Enter(http.User.Person!, id, stop) is not { } entered)
            return Results.NotFound();

        await log.Mark(entered.Who, Math.Max(0, reading.Delivered), Math.Max(0, reading.Read), stop);
        return Results.NoContent();
    }

    private static async Task<IResult> KeepDraft(HttpContext http, Guid id, Outgoing draft, ChatDesk desk, CancellationToken stop)
    {
        if (await desk.Enter(http.User.Person!, id, stop) is not { Who.IsPerson: true } entered)
            return Results.NotFound();

        await desk.KeepDraft(entered.Who, draft.Text ?? "", stop);
        return Results.NoContent();
    }

    private sealed record Reading(long Delivered, long Read);
}

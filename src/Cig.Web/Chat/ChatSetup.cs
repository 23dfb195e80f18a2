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
            options.KeepAliveInterval = Watch.Interval;
            options.ClientTimeoutInterval = 2 * Watch.Interval;

            // An advisor has several conversations on one line; in each of them she sends one message at a time.
            options.MaximumParallelInvocationsPerClient = 32;
        }).AddJsonProtocol(options => options.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, FrameJson.Default));
        return builder;
    }

    public static WebApplication MapChat(this WebApplication app)
    {
        app.MapHub<ChatHub>("/hubs/chat");
        app.MapPublicData();
        app.MapOutbox();
        app.MapHub<ConsoleHub>("/hubs/console");
        var feed = app.Services.GetRequiredService<ConversationLog>().Feed;
        app.Lifetime.ApplicationStopping.Register(feed.LetGo);
        var road = app.MapGroup("/api/v1/conversazioni/{id:guid}").RequireAuthorization().WithMetadata(new RequestSizeLimitAttribute(32_000));
        road.MapGet("/eventi", Events);
        road.MapPost("/messaggi", Say).WithMetadata(new ActAttribute()).DisableAntiforgery();
        road.MapPost("/messaggi/{n:long}/traduzione", Translations.Answer).DisableAntiforgery();
        road.MapPost("/letture", Mark).DisableAntiforgery();
        road.MapPost("/scrive", Writes).DisableAntiforgery();
        road.MapPost("/bozza", KeepDraft).WithMetadata(new ActAttribute()).DisableAntiforgery();
        road.MapGet("/allegati/{file:guid}", AttachmentDownload.Answer);
        return app;
    }

    /// <summary>Events after a number; where there are none yet, waits up to <paramref name="attendi"/> seconds for one.</summary>
    private static async Task<IResult> Events(HttpContext http, Guid id, ChatDesk desk, ConversationLog log, CancellationToken stop, long dopo = 0, int attendi = 0)
    {
        if (await desk.Enter(http.User.Person!, id, stop) is not { } entered)
            return Results.NotFound();

        using var live = log.Feed.Listen(entered.Who with { Session = http.User.SessionId });
        using var due = CancellationTokenSource.CreateLinkedTokenSource(stop);
        due.CancelAfter(TimeSpan.FromSeconds(Math.Clamp(attendi, 0, LongestWait)));
        var events = await log.Since(id, dopo, stop);
        if (events.Count == 0 && attendi > 0)
        {
            try
            {
                // The log is what is read; the feed only says when.
                await live.Events.WaitToReadAsync(due.Token);
                events = await log.Since(id, dopo, stop);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                // Nothing happened for as long as the caller wanted to wait.
            }
        }

        if (live.Ended == LiveFeed.Ending.NotAllowed)
            return Results.NotFound();
        if (live.Ended == LiveFeed.Ending.SignedOut)
            return Results.Unauthorized();
        return Results.Json(new Poll(events.Select(e => EventFrame.Of(e, entered.Who)), Beat.Of(await log.LastNumber(id, stop), await log.Marks(id, stop), live.Room, entered.Who)));
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
            "not-found" => StatusCodes.Status404NotFound,
            "not-stored" => StatusCodes.Status503ServiceUnavailable,
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

    private static async Task<IResult> Writes(HttpContext http, Guid id, ChatDesk desk, ConversationLog log, MessageRate rate, CancellationToken stop)
    {
        using var lease = rate.Limiter.AttemptAcquire(http);
        if (!lease.IsAcquired)
        {
            Limits.SayWhen(http.Response, lease);
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (await desk.Enter(http.User.Person!, id, stop) is not { } entered)
            return Results.NotFound();

        await log.Writes(entered.Who with { Session = http.User.SessionId }, stop);
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

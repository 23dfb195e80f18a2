using Cig.Platform.Chat;

namespace Cig.Web.Chat;

/// <summary>The service as any page of anybody may show it: <c>GET /api/v1/info-cig/stato</c>.</summary>
/// <param name="Open">Whether the queue can be entered now.</param>
/// <param name="State">Why, as <see cref="EntranceState"/>.</param>
/// <param name="Waiting">How many wait.</param>
/// <param name="WaitFromMinutes">Shortest and longest wait of who enters now, in four cases of five; null where too little was seen to say.</param>
/// <param name="ClosesAt">When the opening that is running ends.</param>
/// <param name="Trial">It is open only because trial hours are set.</param>
public sealed record ServiceState(bool Open, string State, int Waiting, int? WaitFromMinutes, int? WaitToMinutes, DateTimeOffset? ClosesAt, DateTimeOffset? NextOpening, bool Trial)
{
    /// <summary>How long an answer is kept here, and may be kept by who asks.</summary>
    internal static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    /// <summary>Answers to anybody, without a session, also from another site; ten seconds old at most.</summary>
    internal static async Task<IResult> Answer(HttpContext http, ChatEntrance entrance, QueuePlaces places, CancellationToken stop)
    {
        var view = await entrance.LookForAll(stop);
        http.Response.Headers.CacheControl = "public, max-age=5";
        http.Response.Headers.AccessControlAllowOrigin = "*";
        var wait = view.IsOpen ? (await places.OfNewcomer(Rules.Tongue.Italian, stop)).Wait : null;
        return Results.Json(new ServiceState(
            view.IsOpen, view.State.ToString(), view.Waiting, wait is null ? null : (int)Math.Floor(wait.From.TotalMinutes), wait is null ? null : (int)Math.Ceiling(wait.To.TotalMinutes), view.Closes, view.Next, view.Trial));
    }
}

using System.Text;
using Cig.Platform.Chat;
using Microsoft.AspNetCore.OutputCaching;

namespace Cig.Web.Chat;

/// <summary>What the chat tells everybody, without a session and also from other sites: its state now, and its open data.</summary>
internal static class PublicData
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static void MapPublicData(this WebApplication app)
    {
        var all = app.MapGroup("").AllowAnonymous().RequireRateLimiting(Limits.Public);
        all.MapGet("/api/v1/info-cig/stato", ServiceState.Answer).CacheOutput(new SameForAll(ServiceState.Fresh));
        all.MapGet("/dati/info-cig-{anno:int:range(2000,9998)}.csv", async (HttpContext http, OpenData data, int anno, CancellationToken stop) =>
            await Year(http, data, anno, stop) is { } days ? Results.File(Encoding.UTF8.GetBytes(OpenData.Csv(days)), "text/csv; charset=utf-8", $"info-cig-{anno}.csv") : Results.NotFound()).CacheOutput(new SameForAll(Hour));
        all.MapGet("/dati/info-cig-{anno:int:range(2000,9998)}.json", async (HttpContext http, OpenData data, int anno, CancellationToken stop) =>
            await Year(http, data, anno, stop) is { } days ? Results.Json(new YearOfDays(OpenData.LeastCount, OpenData.Delay, [.. days.Select(Named)])) : Results.NotFound()).CacheOutput(new SameForAll(Hour));
    }

    private static async Task<IReadOnlyList<OpenDay>?> Year(HttpContext http, OpenData data, int year, CancellationToken stop)
    {
        http.Response.Headers.CacheControl = "public, max-age=3600";
        http.Response.Headers.AccessControlAllowOrigin = "*";
        return await data.Of(new(year, 1, 1), new(year, 12, 31), stop);
    }

    private static Dictionary<string, object?> Named(OpenDay day)
    {
        Dictionary<string, object?> named = new() { ["giorno"] = day.Day };
        foreach (var (name, value) in OpenData.Columns)
            named[name] = value(day);
        return named;
    }

    /// <param name="Soglia">Counts from 1 to below this are null.</param>
    /// <param name="Ritardo">Days after which a day is published.</param>
    private sealed record YearOfDays(int Soglia, int Ritardo, IReadOnlyList<Dictionary<string, object?>> Giorni);

    /// <summary>One answer for everybody, signed in or not and whatever stands in the query: whoever asks often is answered from memory.</summary>
    private sealed class SameForAll(TimeSpan fresh) : IOutputCachePolicy
    {
        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            (context.EnableOutputCaching, context.AllowCacheLookup, context.AllowCacheStorage, context.AllowLocking) = (true, true, true, true);
            (context.ResponseExpirationTimeSpan, context.CacheVaryByRules.QueryKeys, context.CacheVaryByRules.VaryByHost) = (fresh, default, false);
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            context.AllowCacheStorage = context.HttpContext.Response is { StatusCode: StatusCodes.Status200OK } answer && answer.Headers.SetCookie.Count == 0;
            return ValueTask.CompletedTask;
        }
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web;

/// <summary>
/// How much and how often anybody may send. Sign-ins are counted for each address, forms and messages for each session. The numbers are far above what a person does and far below
/// what hurts; <c>Cig:NoRateLimitFromLoopback</c> lifts them for this machine itself, for tests of conformance.
/// </summary>
public static class Limits
{
    /// <summary>The policy of everything that begins or ends a sign-in.</summary>
    public const string SignIn = "sign-in";

    /// <summary>The policy of what anybody may ask without a session, other sites' pages too.</summary>
    public const string Public = "public";

    /// <summary>The largest body of a request, unless an endpoint says otherwise; a list of 20,000 workers has one megabyte.</summary>
    public const long LargestBody = 10_000_000;

    /// <summary>The largest form of a provider: a message of 200 kB, written in Base64 and escaped.</summary>
    public const long LargestSignIn = 650_000;

    private static readonly Rate SignIns = new(Burst: 120, PerSecond: 2);
    private static readonly Rate Forms = new(Burst: 120, PerSecond: 2);
    private static readonly Rate Questions = new(Burst: 120, PerSecond: 4);
    private static readonly Rate Messages = new(Burst: 60, PerSecond: 2);
    private static readonly Rate Translations = new(Burst: 60, PerSecond: 1);

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LargestBody);
        var lifted = Lifted(builder.Configuration);
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (context, _) =>
            {
                SayWhen(context.HttpContext.Response, context.Lease);
                return ValueTask.CompletedTask;
            };
            options.AddPolicy(SignIn, http => Partition(http, lifted, Client(http.Connection.RemoteIpAddress), SignIns));
            options.AddPolicy(Public, http => Partition(http, lifted, Client(http.Connection.RemoteIpAddress), Questions));
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
                HttpMethods.IsPost(http.Request.Method) && http.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null
                    ? Partition(http, lifted, SessionHandler.Of(http)?.Id ?? Client(http.Connection.RemoteIpAddress), Forms)
                    : RateLimitPartition.GetNoLimiter("reading"));
        });
        builder.Services.AddSingleton(new TranslationRate(PartitionedRateLimiter.Create<HttpContext, string>(http => Partition(http, lifted, http.User.FindFirst(Sessions.Claim)?.Value ?? "", Translations))));

        // On a developer's machine messages are sent by the thousand to measure the log; people come from elsewhere.
        builder.Services.AddSingleton(new MessageRate(PartitionedRateLimiter.Create<HttpContext, string>(http =>
            Partition(http, lifted || !builder.Environment.IsProduction() && !builder.Configuration.GetValue<bool>("Cig:LimitMessagesFromLoopback"), http.User.FindFirst(Sessions.Claim)?.Value ?? "", Messages))));
    }

    /// <summary>The limit of sign-ins for a server of its own, every request of which is one.</summary>
    /// <param name="client">Who asks, as far as it can be known.</param>
    /// <param name="words">What is told to who asks too often.</param>
    public static void AddSignInLimit(this IServiceCollection services, IConfiguration configuration, Func<HttpContext, IPAddress?> client, string words)
    {
        var lifted = Lifted(configuration);
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = async (context, stop) =>
            {
                SayWhen(context.HttpContext.Response, context.Lease);
                context.HttpContext.Response.ContentType = "text/plain; charset=utf-8";
                await context.HttpContext.Response.WriteAsync(words, stop);
            };
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => Partition(http, lifted, Client(client(http)), SignIns));
        });
    }

    /// <summary>Tells when it is worth trying again.</summary>
    public static void SayWhen(HttpResponse response, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>An address as it is counted: of version 6 the network, since each line has a whole one.</summary>
    internal static string Client(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => new IPAddress([.. address.GetAddressBytes().Take(8), .. new byte[8]]) + "/64",
        _ => address.ToString(),
    };

    private static bool Lifted(IConfiguration configuration) => configuration.GetValue<bool>("Cig:NoRateLimitFromLoopback");

    private static RateLimitPartition<string> Partition(HttpContext http, bool lifted, string key, Rate rate) =>
        lifted && http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            ? RateLimitPartition.GetNoLimiter("loopback")
            : RateLimitPartition.GetTokenBucketLimiter(key, _ => new()
            {
                TokenLimit = rate.Burst, TokensPerPeriod = rate.PerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0, AutoReplenishment = true,
            });

    private sealed record Rate(int Burst, int PerSecond);
}

/// <summary>How often a session may send a message, by either road of the chat.</summary>
public sealed record MessageRate(PartitionedRateLimiter<HttpContext> Limiter);

/// <summary>How often a session may have a message translated; its own, so that reading never keeps anybody from writing.</summary>
public sealed record TranslationRate(PartitionedRateLimiter<HttpContext> Limiter);

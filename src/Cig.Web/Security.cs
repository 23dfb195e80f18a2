using System.Net;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.SignalR;

namespace Cig.Web;

/// <summary>Marks an endpoint whose callers are pages of other sites: identity providers.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FromOtherSitesAttribute : Attribute;

/// <summary>What every answer forbids the browser, and what no other site may send.</summary>
public static class Security
{
    private const string ContentSecurity =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; connect-src 'self'";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        var strict = app.Environment.IsProduction() && app.Configuration.IsSecure;
        app.Use((http, next) =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurity;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (strict)
                headers.StrictTransportSecurity = "max-age=31536000";
            return next();
        });
    }

    /// <summary>Believes what the proxies of <c>Cig:Proxies</c> (addresses or networks, separated by commas) say of the client, and no one else.</summary>
    public static void UseProxies(this WebApplication app)
    {
        if (app.Configuration["Cig:Proxies"] is not { Length: > 0 } listed)
            return;

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in listed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPAddress.TryParse(proxy, out var address))
                options.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(proxy, out var network))
                options.KnownIPNetworks.Add(network);
            else
                throw new InvalidOperationException($"Cig:Proxies names '{proxy}', which is neither an address (10.0.0.5) nor a network (10.0.0.0/24).");
        }

        app.UseForwardedHeaders(options);
    }

    /// <summary>
    /// Whatever changes something, and the chat's line, is refused where the browser says that another site's page asks. Forms have a token besides; a WebSocket has nothing else, since
    /// browsers open one to any site and send its cookies.
    /// </summary>
    public static Task RefuseOtherSites(HttpContext http, RequestDelegate next)
    {
        var endpoint = http.GetEndpoint()?.Metadata;
        var safe = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method);
        if (endpoint is null || (safe && endpoint.GetMetadata<HubMetadata>() is null) || endpoint.GetMetadata<FromOtherSitesAttribute>() is not null
            || http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Request.Headers.Origin.ToString() is not { Length: > 0 } origin || IsOurs(http, origin))
            return next(http);

        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>What a signed-in person sees is for her eyes: no cache keeps it, and nobody finds it by going back after she has left.</summary>
    public static Task KeepNoCopy(HttpContext http, RequestDelegate next)
    {
        if (SessionHandler.Of(http) is not null)
            http.Response.Headers.CacheControl = "no-store";
        return next(http);
    }

    private static bool IsOurs(HttpContext http, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && (from.GetLeftPart(UriPartial.Authority) == http.RequestServices.GetRequiredService<IConfiguration>().Origin.GetLeftPart(UriPartial.Authority)
            || string.Equals(from.Authority, http.Request.Host.Value, StringComparison.OrdinalIgnoreCase));
}

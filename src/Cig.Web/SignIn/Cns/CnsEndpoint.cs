using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cig.Web.Language;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Cig.Web.SignIn.Cns;

/// <summary>
/// The endpoint where browsers show cards: a server of its own inside the program, https with a client certificate, HTTP/1.1 only. It knows no cookie and no page, and answers with a
/// way back to the site and nothing else. TLS takes any certificate, so that what is wrong with a card can be told on a page.
/// </summary>
internal sealed class CnsEndpoint(CnsSettings settings, CnsSignIn signIn, IConfiguration configuration, IHostEnvironment environment, ILoggerFactory loggers) : IHostedService
{
    private const string TooMany = "Troppe richieste in poco tempo";
    private readonly ILogger _log = loggers.CreateLogger<CnsEndpoint>();
    private WebApplication? _server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var certificate = settings.Certificate is { } file ? Keys.Load(file, "Identity:Cns:Certificate")
            : environment.IsProduction() ? throw new InvalidOperationException("Identity:Cns:Certificate is not set: the endpoint of the cards needs a server certificate.")
            : Keys.KeepForLoopback(Path.Combine(configuration["Cig:Data"]!, "keys"), TimeProvider.System);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(loggers);
        // The choice of a language does not reach this host.
        builder.Services.AddSignInLimit(configuration, Client, $"{TooMany}\n{Say.Table("en")[TooMany]}\n{Say.Table("de")[TooMany]}\n{configuration.Site}/accedi/cns\n");
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(settings.Address, settings.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.UseHttps(new HttpsConnectionAdapterOptions
                {
                    ServerCertificate = certificate,
                    ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                    ClientCertificateValidation = (_, _, _) => true,
                });
            });
        });
        var server = _server = builder.Build();
        server.Use(Guard);
        server.UseRateLimiter();
        server.Run(Answer);
        await server.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // A host may be stopped from two sides at once.
        if (Interlocked.Exchange(ref _server, null) is not { } server)
            return;

        await server.StopAsync(cancellationToken);
        await server.DisposeAsync();
    }

    private static Task Guard(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        // The next attempt, perhaps with another card, begins with a new handshake.
        headers.Connection = "close";
        return next(http);
    }

    private async Task Answer(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || http.Request.Path != "/")
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var told = Told(http);
        // Asking an authority about revocations waits on the network.
        var card = told ?? http.Connection.ClientCertificate;
        http.Response.Redirect(await Task.Run(() => signIn.Show(card, http.Request.Query["richiesta"], http.RequestAborted), http.RequestAborted));
    }

    private static IPAddress? From(HttpContext http) => http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress;

    /// <summary>Who asks, to be counted: the sender, or whom a proxy of ours names last as its client.</summary>
    private IPAddress? Client(HttpContext http) =>
        IsOurs(From(http)) && IPEndPoint.TryParse(http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim(), out var client) ? client.Address : From(http);

    private bool IsOurs(IPAddress? sender) => sender is not null && settings.Proxies.Contains(sender);

    /// <summary>
    /// The card that a proxy of ours saw and tells of by a header. What any other sender writes there does not exist; a proxy on the list must remove it from what it gets.
    /// </summary>
    private X509Certificate2? Told(HttpContext http)
    {
        if (http.Request.Headers[settings.ProxyHeader].ToString() is not { Length: > 0 and < 20_000 } header)
            return null;

        var from = From(http);
        if (!IsOurs(from))
        {
            _log.LogWarning("{Sender} sent a card in a header and is no proxy of ours; the header does not count.", from);
            return null;
        }

        try
        {
            // Between colons in Base64 (RFC 9440), or a PEM text with its signs escaped.
            return header is [':', .. var base64, ':']
                ? X509CertificateLoader.LoadCertificate(Convert.FromBase64String(base64))
                : X509CertificateLoader.LoadCertificate(Encoding.ASCII.GetBytes(WebUtility.UrlDecode(header.Replace("+", "%2B", StringComparison.Ordinal))));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            _log.LogWarning("The proxy {Sender} sent a card that cannot be read.", from);
            return null;
        }
    }
}

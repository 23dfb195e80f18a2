using System.Net;

namespace Cig.Web.SignIn.Cns;

/// <summary>The sign-in by card, from the section <c>Identity:Cns</c> of the configuration.</summary>
/// <param name="Port">Where our endpoint of the cards listens.</param>
/// <param name="Address">On which address; the loopback outside Production.</param>
/// <param name="Origin">How browsers reach it: scheme, host and port.</param>
/// <param name="Certificate">PEM file of the certificate that it shows to browsers, with its key.</param>
/// <param name="TrustedList">Address or file of the national trusted list.</param>
/// <param name="TrustedListCertificate">PEM file with the certificates that sign it.</param>
/// <param name="Roots">PEM file with authorities above those of the list, where a chain needs them to be complete.</param>
/// <param name="AcceptCie">Whether the certificate of an electronic identity card will do too (policy 1.3.76.47.4).</param>
/// <param name="Proxies">Who may tell us of a card by a header, because it spoke TLS with the browser in our place.</param>
/// <param name="ProxyHeader">The header that it uses.</param>
public sealed record CnsSettings(
    int Port, IPAddress Address, Uri Origin, string? Certificate, string? TrustedList, string? TrustedListCertificate, string? Roots, bool AcceptCie, IReadOnlyList<IPAddress> Proxies, string ProxyHeader)
{
    /// <summary>The settings, or null where no port is set: then cards are not taken.</summary>
    /// <exception cref="InvalidOperationException">A value cannot be read; the message names it.</exception>
    public static CnsSettings? Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection("Identity:Cns");
        if (string.IsNullOrEmpty(section["Port"]))
            return null;
        if (!int.TryParse(section["Port"], System.Globalization.CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
            throw new InvalidOperationException($"Identity:Cns:Port is '{section["Port"]}', and must be a number from 1 to 65535.");

        var main = configuration.Origin;
        var origin = section["Origin"] is { Length: > 0 } set ? set : $"https://{main.Host}:{port}";
        return new(
            port,
            Read(section["Address"] ?? (environment.IsProduction() ? "::" : "127.0.0.1"), "Identity:Cns:Address"),
            Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address : throw new InvalidOperationException($"Identity:Cns:Origin is '{origin}', and must be an https address."),
            Text("Certificate"), Text("TrustedList"), Text("TrustedListCertificate"), Text("Roots"),
            section.GetValue("AcceptCie", defaultValue: false),
            [.. (section["Proxies"] ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(p => Read(p, "Identity:Cns:Proxies"))],
            Text("ProxyHeader") ?? "Client-Cert");

        string? Text(string key) => section[key] is { Length: > 0 } text ? text : null;
    }

    private static IPAddress Read(string address, string setting) =>
        IPAddress.TryParse(address, out var read) ? read : throw new InvalidOperationException($"{setting} holds '{address}', which is no IP address.");
}

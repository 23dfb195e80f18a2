using System.Net;
using System.Net.Sockets;

namespace Cig.Platform.Outbox;

/// <summary>
/// Where notices may go: https to public addresses, and to the private networks that the configuration names (<c>Cig:Outbox:PrivateNetworks</c>). A name is looked up when the line is opened and
/// the line goes to the address that was checked, so a name that changes in between leads nowhere else.
/// </summary>
public sealed class Reach
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/127", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/9", "ff00::/8",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    private readonly IPNetwork[] _allowed;

    /// <param name="privateNetworks">Networks separated by commas: <c>10.1.0.0/16, 127.0.0.0/8</c>.</param>
    /// <exception cref="InvalidOperationException">One of them is no network.</exception>
    public Reach(string? privateNetworks) => _allowed = [.. (privateNetworks ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Network)];

    /// <summary>Whether notices may go to this address.</summary>
    public bool Admits(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _allowed.Any(n => n.Contains(plain)) || !NotPublic.Any(n => n.Contains(plain));
    }

    /// <summary>Whether a subscriber may have this address, as far as it can be told without looking the name up: https, and plain http only to this machine itself where that is allowed.</summary>
    public bool Admits(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0 || address.Length > 500)
            return false;

        var literal = IPAddress.TryParse(uri.DnsSafeHost, out var ip) ? ip : null;
        if (literal is null && (uri.IsLoopback || !uri.DnsSafeHost.Contains('.', StringComparison.Ordinal)) || literal is not null && !Admits(literal))
            return false;
        return uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp && literal is not null && IPAddress.IsLoopback(literal);
    }

    /// <summary>Opens a line to the first admitted address of a name.</summary>
    /// <exception cref="HttpRequestException">None of its addresses is admitted.</exception>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var addresses = (await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop)).Where(Admits).ToArray();
        if (addresses.Length == 0)
            throw new HttpRequestException("The name leads to no public address.");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static IPNetwork Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network : throw new InvalidOperationException($"Cig:Outbox:PrivateNetworks names '{text}', which is no network (10.1.0.0/16).");
}

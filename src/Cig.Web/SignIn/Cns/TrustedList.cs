using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Cig.Web.SignIn.Saml;

namespace Cig.Web.SignIn.Cns;

/// <summary>An authority whose cards count.</summary>
public sealed record TrustedIssuer(string Name, X509Certificate2 Certificate);

/// <summary>
/// A national trusted list (ETSI TS 119 612), as far as cards are concerned: the authorities of its services of identity verification that are recognised at national level.
/// </summary>
/// <param name="Number">Its sequence number; a later list has a higher one.</param>
/// <param name="NextUpdate">By when the next one is due.</param>
public sealed record TrustedList(long Number, DateTimeOffset? NextUpdate, IReadOnlyList<TrustedIssuer> Issuers)
{
    internal const string Namespace = "http://uri.etsi.org/02231/v2#";
    internal const string IdentityVerification = "http://uri.etsi.org/TrstSvc/Svctype/IdV";
    internal const string Recognised = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/recognisedatnationallevel";

    /// <summary>The Italian list has a few megabytes.</summary>
    private const int Largest = 40_000_000;

    /// <summary>Reads a list whose own signature one of the pinned certificates made.</summary>
    /// <exception cref="InvalidDataException">It is not such a list; the message says why.</exception>
    public static TrustedList Read(byte[] list, IReadOnlyList<X509Certificate2> pinned)
    {
        if (SafeXml.Parse(list, Largest)?.DocumentElement is not { LocalName: "TrustServiceStatusList", NamespaceURI: Namespace } unverified)
            throw new InvalidDataException("it is no trusted list in well-formed XML.");
        if (XmlSignature.VerifiedList(unverified, pinned) is not { } root)
            throw new InvalidDataException("it is not signed by a certificate that is pinned.");
        if (root.Only("SchemeInformation", Namespace) is not { } scheme || !long.TryParse(scheme.Only("TSLSequenceNumber", Namespace).Value(), System.Globalization.CultureInfo.InvariantCulture, out var number))
            throw new InvalidDataException("it has no sequence number.");

        List<TrustedIssuer> issuers =
        [
            .. root.Children("TrustServiceProviderList", Namespace).SelectMany(l => l.Children("TrustServiceProvider", Namespace))
                .SelectMany(p => p.Children("TSPServices", Namespace)).SelectMany(s => s.Children("TSPService", Namespace))
                .Select(s => s.Only("ServiceInformation", Namespace)).OfType<XmlElement>()
                .Where(s => s.Only("ServiceTypeIdentifier", Namespace).Value()?.Trim() == IdentityVerification && s.Only("ServiceStatus", Namespace).Value()?.Trim() == Recognised)
                .SelectMany(Authorities),
        ];
        return issuers.Count > 0
            ? new(number, scheme.Only("NextUpdate", Namespace).Only("dateTime", Namespace).Value() is { } due && DateTimeOffset.TryParse(due, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at) ? at : null, [.. issuers.DistinctBy(i => i.Certificate.Thumbprint)])
            : throw new InvalidDataException("it holds no recognised service of identity verification.");
    }

    private static IEnumerable<TrustedIssuer> Authorities(XmlElement service)
    {
        var name = service.Only("ServiceName", Namespace)?.Children("Name", Namespace) is [var first, ..] ? first.Value() ?? "" : "";
        var texts = service.Children("ServiceDigitalIdentity", Namespace).SelectMany(i => i.Children("DigitalId", Namespace)).SelectMany(d => d.Children("X509Certificate", Namespace)).Select(c => c.Value()).OfType<string>();
        foreach (var text in texts)
        {
            if (Certificate(text) is { } certificate)
                yield return new(name.Trim(), certificate);
        }
    }

    private static X509Certificate2? Certificate(string text)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(Convert.FromBase64String(text));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            // One that cannot be read trusts nobody; the others count.
            return null;
        }
    }
}

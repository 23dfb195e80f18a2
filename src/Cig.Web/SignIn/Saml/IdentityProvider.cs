using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;

namespace Cig.Web.SignIn.Saml;

/// <summary>An identity provider as its registered metadata describe it.</summary>
/// <param name="SingleSignOn">Where requests go, by binding.</param>
/// <param name="Logout">Where logout messages go, by binding.</param>
/// <param name="Certificates">Signing keys; several while one is changed.</param>
/// <param name="ValidUntil">When the metadata end; a provider whose metadata have ended is nobody.</param>
public sealed record IdentityProvider(
    string EntityId, string Name, IReadOnlyDictionary<string, Uri> SingleSignOn, IReadOnlyDictionary<string, Uri> Logout, IReadOnlyList<X509Certificate2> Certificates, DateTimeOffset? ValidUntil = null)
{
    /// <summary>Reads one entity of metadata; null where something that we need is missing.</summary>
    internal static IdentityProvider? Read(XmlElement? entity, DateTimeOffset? validUntil = null)
    {
        if (entity is not { LocalName: "EntityDescriptor", NamespaceURI: Names.Metadata } || entity.GetAttribute("entityID") is not { Length: > 0 } id || entity.Only("IDPSSODescriptor", Names.Metadata) is not { } role)
            return null;

        List<X509Certificate2> certificates = [];
        try
        {
            foreach (var key in role.Children("KeyDescriptor", Names.Metadata).Where(k => k.GetAttribute("use") is "signing" or ""))
            {
                foreach (var text in key.GetElementsByTagName("X509Certificate", Names.Signature).OfType<XmlElement>())
                    certificates.Add(X509CertificateLoader.LoadCertificate(Convert.FromBase64String(string.Concat(text.InnerText.Where(c => !char.IsWhiteSpace(c))))));
            }
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }

        var signOn = Addresses(role, "SingleSignOnService");
        if (signOn.Count == 0 || certificates.Count == 0)
            return null;

        var names = entity.Only("Organization", Names.Metadata)?.Children("OrganizationDisplayName", Names.Metadata) ?? [];
        var name = (names.FirstOrDefault(n => n.GetAttribute("lang", "http://www.w3.org/XML/1998/namespace") == "it") ?? (names.Count > 0 ? names[0] : null)).Value()?.Trim();
        DateTimeOffset?[] ends = [validUntil, entity.Instant("validUntil"), role.Instant("validUntil")];
        return new(id, name ?? id, signOn, Addresses(role, "SingleLogoutService"), certificates, ends.Min());
    }

    /// <summary>Https addresses of a service; plain http only on this machine.</summary>
    private static Dictionary<string, Uri> Addresses(XmlElement role, string service)
    {
        Dictionary<string, Uri> found = [];
        foreach (var endpoint in role.Children(service, Names.Metadata))
        {
            if (Uri.TryCreate(endpoint.GetAttribute("Location"), UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address is { Scheme: "http", IsLoopback: true }))
                found.TryAdd(endpoint.GetAttribute("Binding"), address);
        }

        return found;
    }
}

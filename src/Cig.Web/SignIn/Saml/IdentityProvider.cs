using System.Security.Cryptography.X509Certificates;
using System.Xml;

namespace Cig.Web.SignIn.Saml;

/// <summary>An identity provider as its registered metadata describe it.</summary>
/// <param name="Certificates">Signing certificates; several while a key is changed.</param>
public sealed record IdentityProvider(string EntityId, string Name, Uri SingleSignOn, IReadOnlyList<X509Certificate2> Certificates)
{
    /// <summary>Reads metadata; null where something that we need is missing.</summary>
    internal static IdentityProvider? Read(XmlDocument metadata)
    {
        var root = metadata.DocumentElement;
        var role = root.Only("IDPSSODescriptor", Names.Metadata);
        if (root is not { LocalName: "EntityDescriptor", NamespaceURI: Names.Metadata } || role is null)
            return null;

        var address = role.Children("SingleSignOnService", Names.Metadata).FirstOrDefault(s => s.GetAttribute("Binding") == Names.Post)?.GetAttribute("Location");
        List<X509Certificate2> certificates = [];
        foreach (var key in role.Children("KeyDescriptor", Names.Metadata).Where(k => k.GetAttribute("use") is "signing" or ""))
        {
            foreach (var text in key.GetElementsByTagName("X509Certificate", Names.Signature).OfType<XmlElement>())
                certificates.Add(X509CertificateLoader.LoadCertificate(Convert.FromBase64String(string.Concat(text.InnerText.Where(c => !char.IsWhiteSpace(c))))));
        }

        var name = root.Only("Organization", Names.Metadata)?.Children("OrganizationDisplayName", Names.Metadata) is [var first, ..] ? first.InnerText : null;
        return Uri.TryCreate(address, UriKind.Absolute, out var signOn) && certificates.Count > 0
            ? new(root.GetAttribute("entityID"), name ?? root.GetAttribute("entityID"), signOn, certificates)
            : null;
    }
}

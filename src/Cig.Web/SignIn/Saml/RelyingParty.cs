using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Xml;

namespace Cig.Web.SignIn.Saml;

/// <summary>Ourselves, as the providers know us: name, addresses, key, and the messages we send.</summary>
/// <param name="Origin">Scheme, host and port, without a path; it is our entityID too.</param>
public sealed record RelyingParty(Uri Origin, X509Certificate2 Certificate)
{
    public string EntityId => Origin.GetLeftPart(UriPartial.Authority);

    public string AssertionConsumer => $"{EntityId}/spid/acs";

    /// <summary>What a sign-in asks of a person, and no more.</summary>
    public static IReadOnlyList<string> RequestedAttributes { get; } = ["spidCode", "name", "familyName", "fiscalNumber", "dateOfBirth"];

    /// <summary>A signed request for the POST binding, in Base64.</summary>
    public string Request(string id, IdentityProvider provider, int level, DateTimeOffset now)
    {
        var document = New($"""
            <samlp:AuthnRequest xmlns:samlp="{Names.Protocol}" xmlns:saml="{Names.Assertion}" ID="{id}" Version="2.0" IssueInstant="{Instant(now)}" Destination="{Escape(provider.SingleSignOn.AbsoluteUri)}" {(level > 1 ? "ForceAuthn=\"true\" " : "")}AssertionConsumerServiceIndex="0" AttributeConsumingServiceIndex="0"><saml:Issuer NameQualifier="{Escape(EntityId)}" Format="{Names.Entity}">{Escape(EntityId)}</saml:Issuer><samlp:NameIDPolicy Format="{Names.Transient}"/><samlp:RequestedAuthnContext Comparison="minimum"><saml:AuthnContextClassRef>{Names.Level(level)}</saml:AuthnContextClassRef></samlp:RequestedAuthnContext></samlp:AuthnRequest>
            """);
        XmlSignature.Sign(document.DocumentElement!, Certificate, document.DocumentElement!.FirstChild);
        return Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(document.OuterXml));
    }

    /// <summary>Our signed metadata.</summary>
    public string Metadata(string organisation)
    {
        var attributes = string.Concat(RequestedAttributes.Select(a => $"<md:RequestedAttribute Name=\"{a}\"/>"));
        var certificate = Convert.ToBase64String(Certificate.RawData);
        var document = New($"""
            <md:EntityDescriptor xmlns:md="{Names.Metadata}" xmlns:ds="{Names.Signature}" xmlns:spid="{Names.SpidExtensions}" entityID="{Escape(EntityId)}" ID="_{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Certificate.RawData))}"><md:SPSSODescriptor protocolSupportEnumeration="{Names.Protocol}" AuthnRequestsSigned="true" WantAssertionsSigned="true"><md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:NameIDFormat>{Names.Transient}</md:NameIDFormat><md:AssertionConsumerService index="0" isDefault="true" Binding="{Names.Post}" Location="{Escape(AssertionConsumer)}"/><md:AttributeConsumingService index="0"><md:ServiceName xml:lang="it">Piattaforma CIG</md:ServiceName>{attributes}</md:AttributeConsumingService></md:SPSSODescriptor><md:Organization><md:OrganizationName xml:lang="it">{Escape(organisation)}</md:OrganizationName><md:OrganizationDisplayName xml:lang="it">{Escape(organisation)}</md:OrganizationDisplayName><md:OrganizationURL xml:lang="it">{Escape(EntityId)}</md:OrganizationURL></md:Organization></md:EntityDescriptor>
            """);
        XmlSignature.Sign(document.DocumentElement!, Certificate, null);
        return document.OuterXml;
    }

    /// <summary>Whether a request was made by us for that address; what a provider asks before it answers.</summary>
    internal (string Id, int Level)? ReadRequest(byte[] message, string destination)
    {
        if (SafeXml.Parse(message)?.DocumentElement is not { LocalName: "AuthnRequest", NamespaceURI: Names.Protocol } root
            || XmlSignature.Verified(root, [Certificate]) is not { } request
            || request.GetAttribute("Destination") != destination)
            return null;

        var reference = request.Only("RequestedAuthnContext", Names.Protocol).Only("AuthnContextClassRef", Names.Assertion)?.InnerText ?? "";
        return reference.Length > 0 && reference[^1] is >= '1' and <= '3' ? (request.GetAttribute("ID"), reference[^1] - '0') : null;
    }

    internal static XmlDocument New(string xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(xml);
        return document;
    }

    internal static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    internal static string Escape(string text) => System.Security.SecurityElement.Escape(text);
}

using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Xml;

namespace Cig.Web.SignIn.Saml;

/// <summary>Ourselves, as the providers of one federation know us: name, addresses, keys.</summary>
/// <param name="EntityId">The name that the federation knows; usually the origin.</param>
/// <param name="Origin">Scheme, host and port of the site, without a path.</param>
/// <param name="Certificates">The first one signs; a second one is published ahead of a change of key.</param>
public sealed record RelyingParty(Profile Profile, string EntityId, Uri Origin, IReadOnlyList<X509Certificate2> Certificates, Organisation Organisation)
{
    public X509Certificate2 Certificate => Certificates[0];

    public string AssertionConsumer => Address(Profile.AssertionConsumer);

    public string Logout => Address(Profile.Logout);

    /// <summary>An address of ours.</summary>
    public string Address(string path) => Origin.GetLeftPart(UriPartial.Authority) + path;

    internal string Issuer => $"""<saml:Issuer NameQualifier="{Escape(EntityId)}" Format="{Names.Entity}">{Escape(EntityId)}</saml:Issuer>""";

    internal static XmlDocument New(string xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(xml);
        return document;
    }

    internal static string NewId() => "_" + System.Security.Cryptography.RandomNumberGenerator.GetHexString(32, lowercase: true);

    internal static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    internal static string Escape(string text) => System.Security.SecurityElement.Escape(text);
}

/// <summary>The relying parties that this installation is, one for each federation that is switched on.</summary>
public sealed class RelyingParties(IReadOnlyList<RelyingParty> all)
{
    public IReadOnlyList<RelyingParty> All => all;

    /// <summary>Ourselves in a federation, or null where it is switched off.</summary>
    public RelyingParty? In(Profile profile) => all.FirstOrDefault(p => p.Profile == profile);
}

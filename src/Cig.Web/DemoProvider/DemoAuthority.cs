using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cig.Platform.Demo;
using Cig.Web.SignIn;
using Cig.Web.SignIn.Saml;

namespace Cig.Web.DemoProvider;

/// <summary>
/// A certification authority of the demo, made at the first start: invented people's cards as files, good ones and bad ones, its revocation list, and a trusted list that names it.
/// The site takes them by the same way as real ones.
/// </summary>
public sealed class DemoAuthority(string keys, string origin, TimeProvider time)
{
    /// <summary>Opens every file; the page says it.</summary>
    public const string Password = "carta-di-prova";

    private const string CnsPolicy = "1.3.76.16.2.1";
    private readonly Lazy<X509Certificate2> _authority = new(() => Authority(keys, "demo-cns", "Autorità di prova delle carte"));
    private readonly Lazy<X509Certificate2> _stranger = new(() => Authority(keys, "demo-cns-estranea", "Autorità sconosciuta di prova"));
    private readonly Lazy<X509Certificate2> _list = new(() => Keys.Keep(keys, "demo-cns-elenco", "Elenco di fiducia di prova", TimeProvider.System));

    /// <summary>The authority's own certificate.</summary>
    public X509Certificate2 Certificate => X509CertificateLoader.LoadCertificate(_authority.Value.RawData);

    /// <summary>Who signs the trusted list.</summary>
    public X509Certificate2 ListCertificate => X509CertificateLoader.LoadCertificate(_list.Value.RawData);

    /// <summary>Name of the revocation list in its address: another authority has another one.</summary>
    public string RevocationName => _authority.Value.Thumbprint.ToLowerInvariant();

    /// <summary>The trusted list that names the authority, signed.</summary>
    public byte[] TrustedList()
    {
        const string ns = SignIn.Cns.TrustedList.Namespace;
        var document = RelyingParty.New($"""
            <tsl:TrustServiceStatusList xmlns:tsl="{ns}" Id="elenco"><tsl:SchemeInformation><tsl:TSLSequenceNumber>1</tsl:TSLSequenceNumber><tsl:SchemeTerritory>IT</tsl:SchemeTerritory></tsl:SchemeInformation><tsl:TrustServiceProviderList><tsl:TrustServiceProvider><tsl:TSPServices><tsl:TSPService><tsl:ServiceInformation><tsl:ServiceTypeIdentifier>{SignIn.Cns.TrustedList.IdentityVerification}</tsl:ServiceTypeIdentifier><tsl:ServiceName><tsl:Name xml:lang="it">Autorità di prova delle carte</tsl:Name></tsl:ServiceName><tsl:ServiceDigitalIdentity><tsl:DigitalId><tsl:X509Certificate>{Convert.ToBase64String(_authority.Value.RawData)}</tsl:X509Certificate></tsl:DigitalId></tsl:ServiceDigitalIdentity><tsl:ServiceStatus>{SignIn.Cns.TrustedList.Recognised}</tsl:ServiceStatus></tsl:ServiceInformation></tsl:TSPService></tsl:TSPServices></tsl:TrustServiceProvider></tsl:TrustServiceProviderList></tsl:TrustServiceStatusList>
            """);
        XmlSignature.SignList(document.DocumentElement!, _list.Value);
        return Encoding.UTF8.GetBytes(document.OuterXml);
    }

    /// <summary>The cards that were revoked, signed by the authority.</summary>
    public byte[] RevocationList()
    {
        var list = new CertificateRevocationListBuilder();
        foreach (var person in DemoPeople.All)
            list.AddEntry(RevokedNumber(person), time.GetUtcNow().AddMinutes(-5), X509RevocationReason.KeyCompromise);
        return list.Build(_authority.Value, 1, time.GetUtcNow().AddDays(1), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, time.GetUtcNow().AddMinutes(-5));
    }

    /// <summary>A card as a file, with a key of its own.</summary>
    public byte[] Card(DemoCard kind, DemoPerson person)
    {
        using var rsa = RSA.Create(2048);
        var issuer = kind == DemoCard.Untrusted ? _stranger.Value : _authority.Value;
        var (from, to) = (new DateTimeOffset(issuer.NotBefore.ToUniversalTime(), TimeSpan.Zero), time.GetUtcNow().AddYears(3));
        (from, to) = kind == DemoCard.Expired ? (from, from.AddHours(12)) : kind == DemoCard.NotYetValid ? (time.GetUtcNow().AddYears(1), to) : (from, to);

        var name = new X500DistinguishedNameBuilder();
        name.AddCountryOrRegion("IT");
        name.AddOrganizationName("Carte di prova");
        name.Add(new Oid("2.5.4.4", null), person.FamilyName.ToUpperInvariant(), UniversalTagNumber.UTF8String);
        name.Add(new Oid("2.5.4.42", null), person.GivenName.ToUpperInvariant(), UniversalTagNumber.UTF8String);
        var digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(person.FiscalCode))[..12]);
        name.AddCommonName(kind == DemoCard.Malformed ? $"{person.FiscalCode[..15]}1/6090000000000000.{digest}" : $"{person.FiscalCode}/6090000000000000.{digest}");

        var request = new CertificateRequest(name.Build(), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(kind == DemoCard.WrongUse ? "1.3.6.1.5.5.7.3.4" : "1.3.6.1.5.5.7.3.2")], critical: false));
        request.CertificateExtensions.Add(new X509Extension("2.5.29.32", Policy(kind switch { DemoCard.NotCns => "1.3.76.16.5", DemoCard.Cie => "1.3.76.47.4", _ => CnsPolicy }), critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension(
            [$"{origin}/demo-cns/{(kind == DemoCard.RevocationMissing ? "manca" : RevocationName)}.crl"]));
        var number = kind == DemoCard.Revoked ? RevokedNumber(person) : [0x01, .. RandomNumberGenerator.GetBytes(15)];
        using var card = request.Create(issuer, from, to, number);
        using var withKey = card.CopyWithPrivateKey(rsa);
        return withKey.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, Password);
    }

    /// <summary>The number of a person's revoked card: the same at each download, and in the list.</summary>
    private static byte[] RevokedNumber(DemoPerson person) => [0x02, .. SHA256.HashData(Encoding.UTF8.GetBytes(person.FiscalCode))[..15]];

    private static X509Certificate2 Authority(string keys, string file, string name) => Keys.Keep(keys, file, () =>
    {
        var request = new CertificateRequest($"CN={name}, OU={RandomNumberGenerator.GetHexString(8)}", RSA.Create(3072), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }, TimeProvider.System);

    private static byte[] Policy(string oid)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }
}

/// <summary>A kind of card of the demo: one good, the others wrong in one way each.</summary>
public enum DemoCard
{
    Good,
    Expired,
    NotYetValid,
    Revoked,
    RevocationMissing,
    NotCns,
    Cie,
    WrongUse,
    Untrusted,
    Malformed,
}

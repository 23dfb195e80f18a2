using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cig.Web.SignIn.Saml;

/// <summary>
/// The certificate that SPID asks of a service provider (notice 29): who runs the service stands in the subject and the policies. The program makes such a one for
/// development and tests, and says of any other what it lacks.
/// </summary>
public static class SpidCertificate
{
    private const string Uri = "2.5.4.83";
    private const string OrganizationIdentifier = "2.5.4.97";
    private const string OrganizationName = "2.5.4.10";
    private const string CommonName = "2.5.4.3";
    private const string Country = "2.5.4.6";
    private const string Locality = "2.5.4.7";
    private const string Policies = "2.5.29.32";
    private const string ExplicitNotice = "1.3.6.1.5.5.7.2.2";
    private const string AgidPolicy = "1.3.76.16.6";
    private const string PublicPolicy = "1.3.76.16.4.2.1";
    private const string PrivatePolicy = "1.3.76.16.4.3.1";

    /// <summary>A request for a certificate of that form, with a new key.</summary>
    public static CertificateRequest Request(string entityId, Organisation organisation)
    {
        var name = new X500DistinguishedNameBuilder();
        name.Add(new Oid(CommonName, null), organisation.DisplayName, UniversalTagNumber.UTF8String);
        name.Add(new Oid(OrganizationName, null), organisation.Name, UniversalTagNumber.UTF8String);
        name.Add(new Oid(Uri, null), entityId, UniversalTagNumber.UTF8String);
        name.Add(new Oid(OrganizationIdentifier, null), organisation.Identifier, UniversalTagNumber.UTF8String);
        name.Add(new Oid(Country, null), "IT", UniversalTagNumber.PrintableString);
        name.Add(new Oid(Locality, null), organisation.Municipality, UniversalTagNumber.UTF8String);

        var request = new CertificateRequest(name.Build(), RSA.Create(3072), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: false));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        request.CertificateExtensions.Add(new X509Extension(Policies, PolicyList(organisation.Public), critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    /// <summary>What a certificate lacks, each in a sentence; nothing where it is as it should be.</summary>
    public static IReadOnlyList<string> Lacks(X509Certificate2 certificate, string entityId, Organisation organisation, DateTimeOffset now)
    {
        List<string> lacks = [];
        using (var key = certificate.GetRSAPublicKey())
        {
            if (key is null)
                lacks.Add("the key must be RSA");
            else if (key.KeySize < 2048)
                lacks.Add($"the key has {key.KeySize} bits, and at least 2048 are needed");
        }

        if (certificate.SignatureAlgorithm.FriendlyName is { } algorithm && !(algorithm.Contains("sha256", StringComparison.OrdinalIgnoreCase) || algorithm.Contains("sha384", StringComparison.OrdinalIgnoreCase) || algorithm.Contains("sha512", StringComparison.OrdinalIgnoreCase)))
            lacks.Add($"the certificate is signed with {algorithm}, and SHA-256 or longer is needed");
        if (certificate.NotBefore.ToUniversalTime() > now.UtcDateTime)
            lacks.Add($"it is valid only from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd}");
        if (certificate.NotAfter.ToUniversalTime() < now.UtcDateTime)
            lacks.Add($"it ended on {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}");

        var subject = certificate.SubjectName.EnumerateRelativeDistinguishedNames().Where(n => !n.HasMultipleElements).GroupBy(n => n.GetSingleElementType().Value!).ToDictionary(g => g.Key, g => g.First().GetSingleElementValue());
        foreach (var (oid, name) in new[] { (CommonName, "commonName"), (OrganizationName, "organizationName"), (Locality, "localityName") })
        {
            if (string.IsNullOrWhiteSpace(subject.GetValueOrDefault(oid)))
                lacks.Add($"the subject has no {name} ({oid})");
        }

        Demand(Uri, "uri", entityId);
        Demand(OrganizationIdentifier, "organizationIdentifier", organisation.Identifier);
        Demand(Country, "countryName", "IT");
        foreach (var personal in new[] { ("2.5.4.42", "givenName"), ("2.5.4.4", "surname"), ("1.2.840.113549.1.9.1", "emailAddress") })
        {
            if (subject.ContainsKey(personal.Item1))
                lacks.Add($"the subject names a person ({personal.Item2}), which it must not");
        }

        var policies = PoliciesOf(certificate);
        foreach (var policy in new[] { AgidPolicy, organisation.Public ? PublicPolicy : PrivatePolicy })
        {
            if (!policies.Contains(policy))
                lacks.Add($"the certificate policies do not contain {policy}");
        }

        return lacks;

        void Demand(string oid, string name, string value)
        {
            var found = subject.GetValueOrDefault(oid);
            if (found != value)
                lacks.Add(found is null ? $"the subject has no {name} ({oid}); it must be {value}" : $"the subject's {name} ({oid}) is {found}; it must be {value}");
        }
    }

    /// <summary>The policies that a certificate names.</summary>
    internal static List<string> PoliciesOf(X509Certificate2 certificate)
    {
        List<string> found = [];
        if (certificate.Extensions.FirstOrDefault(e => e.Oid?.Value == Policies) is not { } extension)
            return found;

        try
        {
            var list = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (list.HasData)
                found.Add(list.ReadSequence().ReadObjectIdentifier());
        }
        catch (AsnContentException)
        {
            // What cannot be read is not there.
        }

        return found;
    }

    private static byte[] PolicyList(bool isPublic)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var (policy, notice) in new[] { (AgidPolicy, "agIDcert"), isPublic ? (PublicPolicy, "cert_SP_Pub") : (PrivatePolicy, "cert_SP_Priv") })
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(policy);
                    using (writer.PushSequence())
                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier(ExplicitNotice);
                        using (writer.PushSequence())
                            writer.WriteCharacterString(UniversalTagNumber.UTF8String, notice);
                    }
                }
            }
        }

        return writer.Encode();
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cig.Platform.Demo;
using Cig.Web.SignIn.Saml;

namespace Cig.Web.DemoProvider;

/// <summary>
/// A provider of invented people inside the program, for development and teaching. It sends real signed messages through the browser to the one endpoint that real
/// providers use; it differs from them only by being registered in the configuration of the demo.
/// </summary>
public sealed class DemoIdentityProvider(RelyingParty service, X509Certificate2 certificate, TimeProvider time)
{
    public string EntityId => $"{service.EntityId}/demo-idp";

    /// <summary>Where requests arrive.</summary>
    public string SingleSignOn => $"{EntityId}/sso";

    /// <summary>What our own registry of providers holds of it.</summary>
    public IdentityProvider Registered => new(EntityId, "Provider di prova", new(SingleSignOn), [X509CertificateLoader.LoadCertificate(certificate.RawData)]);

    /// <summary>The request that arrived, where it is ours and whole.</summary>
    public (string Id, int Level)? Read(string? request) =>
        SafeXml.FromBase64(request) is { } message ? service.ReadRequest(message, SingleSignOn) : null;

    /// <summary>A signed answer that a person is who she is.</summary>
    public string Answer(string requestId, DemoPerson person, int level) => Base64(Response(requestId, level, new Dictionary<string, string>
    {
        ["spidCode"] = "DEMO" + Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(person.FiscalCode)))[..10],
        ["name"] = person.GivenName,
        ["familyName"] = person.FamilyName,
        ["fiscalNumber"] = "TINIT-" + person.FiscalCode,
        ["dateOfBirth"] = person.BornOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    }));

    /// <summary>A signed answer that the sign-in did not succeed, with SPID's number of the reason.</summary>
    public string Fail(string requestId, int code)
    {
        var now = RelyingParty.Instant(time.GetUtcNow());
        var document = RelyingParty.New($"""
            <samlp:Response xmlns:samlp="{Names.Protocol}" xmlns:saml="{Names.Assertion}" ID="{NewId()}" Version="2.0" IssueInstant="{now}" InResponseTo="{requestId}" Destination="{service.AssertionConsumer}"><saml:Issuer Format="{Names.Entity}">{EntityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="{Names.Responder}"><samlp:StatusCode Value="{Names.AuthnFailed}"/></samlp:StatusCode><samlp:StatusMessage>ErrorCode nr{code}</samlp:StatusMessage></samlp:Status></samlp:Response>
            """);
        XmlSignature.Sign(document.DocumentElement!, certificate, document.DocumentElement!.FirstChild);
        return Base64(document);
    }

    internal System.Xml.XmlDocument Response(string requestId, int level, IReadOnlyDictionary<string, string> attributes)
    {
        var now = time.GetUtcNow();
        var (at, until) = (RelyingParty.Instant(now), RelyingParty.Instant(now.AddMinutes(5)));
        var statements = string.Concat(attributes.Select(a =>
            $"<saml:Attribute Name=\"{a.Key}\" NameFormat=\"{Names.Basic}\"><saml:AttributeValue>{RelyingParty.Escape(a.Value)}</saml:AttributeValue></saml:Attribute>"));
        var document = RelyingParty.New($"""
            <samlp:Response xmlns:samlp="{Names.Protocol}" xmlns:saml="{Names.Assertion}" ID="{NewId()}" Version="2.0" IssueInstant="{at}" InResponseTo="{requestId}" Destination="{service.AssertionConsumer}"><saml:Issuer Format="{Names.Entity}">{EntityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="{Names.Success}"/></samlp:Status><saml:Assertion ID="{NewId()}" Version="2.0" IssueInstant="{at}"><saml:Issuer Format="{Names.Entity}">{EntityId}</saml:Issuer><saml:Subject><saml:NameID Format="{Names.Transient}" NameQualifier="{EntityId}">{NewId()}</saml:NameID><saml:SubjectConfirmation Method="{Names.Bearer}"><saml:SubjectConfirmationData Recipient="{service.AssertionConsumer}" InResponseTo="{requestId}" NotOnOrAfter="{until}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{at}" NotOnOrAfter="{until}"><saml:AudienceRestriction><saml:Audience>{service.EntityId}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="{at}" SessionIndex="{NewId()}"><saml:AuthnContext><saml:AuthnContextClassRef>{Names.Level(level)}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>{statements}</saml:AttributeStatement></saml:Assertion></samlp:Response>
            """);
        var assertion = document.DocumentElement!.Only("Assertion", Names.Assertion)!;
        XmlSignature.Sign(assertion, certificate, assertion.FirstChild);
        XmlSignature.Sign(document.DocumentElement!, certificate, document.DocumentElement!.FirstChild);
        return document;
    }

    private static string Base64(System.Xml.XmlDocument document) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(document.OuterXml));

    private static string NewId() => "_" + RandomNumberGenerator.GetHexString(32, lowercase: true);
}

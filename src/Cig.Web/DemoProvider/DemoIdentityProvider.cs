using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using Cig.Platform.Demo;
using Cig.Web.SignIn.Saml;

namespace Cig.Web.DemoProvider;

/// <summary>The demo providers of this installation, one for each federation.</summary>
public sealed record DemoProviders(IReadOnlyList<DemoIdentityProvider> All)
{
    /// <summary>The one of a federation, by its key; SPID's where none is said.</summary>
    public DemoIdentityProvider? Of(string? key) => All.FirstOrDefault(d => d.Profile.Key == (key ?? Profile.Spid.Key));
}

/// <summary>A request that the demo provider read.</summary>
public sealed record DemoRequest(string Id, int Level, Purpose? Purpose);

/// <summary>
/// A provider of invented people inside the program, for development and teaching: one for each federation. It sends real signed messages through the browser to the one
/// endpoint that real providers use; it differs from them only by being registered in the configuration of the demo.
/// </summary>
public sealed class DemoIdentityProvider(RelyingParty service, X509Certificate2 certificate, TimeProvider time)
{
    private const string OmegaTaxCode = "01234560017";

    public Profile Profile => service.Profile;

    /// <summary>Where answers go.</summary>
    public RelyingParty Service => service;

    public string EntityId => service.Address("/demo-idp") + Suffix;

    /// <summary>Where requests arrive.</summary>
    public string SingleSignOn => service.Address("/demo-idp/sso") + Suffix;

    /// <summary>Where sessions end.</summary>
    public string Logout => service.Address("/demo-idp/esci") + Suffix;

    /// <summary>What our own registry of providers holds of it.</summary>
    public IdentityProvider Registered => new(
        EntityId,
        Profile == Profile.Cie ? "Carta d'identità di prova" : "Provider di prova",
        new Dictionary<string, Uri> { [Names.Post] = new(SingleSignOn), [Names.Redirect] = new(SingleSignOn) },
        new Dictionary<string, Uri> { [Names.Post] = new(Logout), [Names.Redirect] = new(Logout) },
        [X509CertificateLoader.LoadCertificate(certificate.RawData)]);

    internal X509Certificate2 Certificate => certificate;

    private string Suffix => Profile == Profile.Spid ? "" : "/" + Profile.Key;

    /// <summary>Kinds of identity that fit a purpose: 1 the person, 2 a legal person, 3 professional use, 4 professional use for a legal person.</summary>
    public static IReadOnlyList<int> Kinds(Purpose? purpose) => purpose switch
    {
        null => [1, 3],
        Purpose.P => [3, 4],
        Purpose.LP => [2, 4],
        Purpose.PG => [4],
        Purpose.PF => [3],
        _ => [2, 3, 4],
    };

    /// <summary>The request that arrived in a form, where it is ours and whole.</summary>
    public DemoRequest? Read(string? request) =>
        SafeXml.FromBase64(request) is { } message && SafeXml.Parse(message)?.DocumentElement is { } root && XmlSignature.Verified(root, [service.Certificate]) is { } verified ? Read(verified) : null;

    /// <summary>The request that arrived in an address, where it is ours and whole.</summary>
    public DemoRequest? ReadQuery(string? query) =>
        Bindings.Read(query, "SAMLRequest") is { } signed && Bindings.Holds(signed, [service.Certificate]) && SafeXml.Parse(signed.Message)?.DocumentElement is { } root ? Read(root) : null;

    /// <summary>A signed answer that a person is who she is, with a professional identity's company where the kind has one.</summary>
    public string Answer(string requestId, DemoPerson person, int level, int kind = 1)
    {
        Dictionary<string, string> attributes = new()
        {
            ["name"] = person.GivenName,
            ["familyName"] = person.FamilyName,
            ["fiscalNumber"] = "TINIT-" + person.FiscalCode,
            ["dateOfBirth"] = person.BornOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        if (Profile != Profile.Cie)
            attributes["spidCode"] = "DEMO" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(person.FiscalCode)))[..10];
        if (kind is 2 or 4)
        {
            attributes["companyName"] = "Officine Omega S.r.l.";
            attributes["companyFiscalNumber"] = "TINIT-" + OmegaTaxCode;
            attributes["ivaCode"] = "VATIT-" + OmegaTaxCode;
        }

        return Base64(Response(requestId, level, attributes).OuterXml);
    }

    /// <summary>A broken answer, as an attacker would send it.</summary>
    public string Attack(string requestId, DemoPerson person, int level, BrokenResponse attack) =>
        Base64(attack.Break(this, RelyingParty.New(Encoding.UTF8.GetString(Convert.FromBase64String(Answer(requestId, person, level))))));

    /// <summary>A signed answer that the sign-in did not succeed, with SPID's number of the reason.</summary>
    public string Fail(string requestId, int code)
    {
        var now = RelyingParty.Instant(time.GetUtcNow());
        var document = RelyingParty.New($"""
            <samlp:Response xmlns:samlp="{Names.Protocol}" xmlns:saml="{Names.Assertion}" ID="{RelyingParty.NewId()}" Version="2.0" IssueInstant="{now}" InResponseTo="{requestId}" Destination="{service.AssertionConsumer}">{Issuer}<samlp:Status><samlp:StatusCode Value="{Names.Responder}"><samlp:StatusCode Value="{Names.AuthnFailed}"/></samlp:StatusCode><samlp:StatusMessage>ErrorCode nr{code:00}</samlp:StatusMessage></samlp:Status></samlp:Response>
            """);
        XmlSignature.Sign(document.DocumentElement!, certificate, document.DocumentElement!.FirstChild);
        return Base64(document.OuterXml);
    }

    /// <summary>The answer to a request to end a session, or null where the request is not ours and whole.</summary>
    public Carrier? EndSession(string? samlRequest, string? relay)
    {
        if (SafeXml.FromBase64(samlRequest) is not { } message || SafeXml.Parse(message)?.DocumentElement is not { LocalName: "LogoutRequest" } root
            || XmlSignature.Verified(root, [service.Certificate]) is not { } request || request.GetAttribute("Destination") != Logout)
            return null;

        var document = RelyingParty.New($"""
            <samlp:LogoutResponse xmlns:samlp="{Names.Protocol}" xmlns:saml="{Names.Assertion}" ID="{RelyingParty.NewId()}" Version="2.0" IssueInstant="{RelyingParty.Instant(time.GetUtcNow())}" Destination="{service.Logout}" InResponseTo="{RelyingParty.Escape(request.GetAttribute("ID"))}">{Issuer}<samlp:Status><samlp:StatusCode Value="{Names.Success}"/></samlp:Status></samlp:LogoutResponse>
            """);
        return Bindings.Post("SAMLResponse", document, new(service.Logout), relay, certificate);
    }

    /// <summary>A request of the provider to end a session, as when the person signs out there.</summary>
    internal XmlDocument LogoutRequest(string nameId) => RelyingParty.New($"""
        <samlp:LogoutRequest xmlns:samlp="{Names.Protocol}" xmlns:saml="{Names.Assertion}" ID="{RelyingParty.NewId()}" Version="2.0" IssueInstant="{RelyingParty.Instant(time.GetUtcNow())}" Destination="{service.Logout}">{Issuer}<saml:NameID Format="{Names.Transient}" NameQualifier="{EntityId}">{RelyingParty.Escape(nameId)}</saml:NameID></samlp:LogoutRequest>
        """);

    internal XmlDocument Response(string requestId, int level, IReadOnlyDictionary<string, string> attributes)
    {
        var now = time.GetUtcNow();
        var (at, until) = (RelyingParty.Instant(now), RelyingParty.Instant(now.AddMinutes(5)));
        var statements = string.Concat(attributes.Select(a =>
            $"<saml:Attribute Name=\"{a.Key}\" NameFormat=\"{Names.Basic}\"><saml:AttributeValue>{RelyingParty.Escape(a.Value)}</saml:AttributeValue></saml:Attribute>"));
        // Only a session of level 1 lives on at the provider.
        var session = level == 1 ? $" SessionIndex=\"{RelyingParty.NewId()}\"" : "";
        var document = RelyingParty.New($"""
            <samlp:Response xmlns:samlp="{Names.Protocol}" xmlns:saml="{Names.Assertion}" ID="{RelyingParty.NewId()}" Version="2.0" IssueInstant="{at}" InResponseTo="{requestId}" Destination="{service.AssertionConsumer}">{Issuer}<samlp:Status><samlp:StatusCode Value="{Names.Success}"/></samlp:Status><saml:Assertion ID="{RelyingParty.NewId()}" Version="2.0" IssueInstant="{at}">{Issuer}<saml:Subject><saml:NameID Format="{Names.Transient}" NameQualifier="{EntityId}">{RelyingParty.NewId()}</saml:NameID><saml:SubjectConfirmation Method="{Names.Bearer}"><saml:SubjectConfirmationData Recipient="{service.AssertionConsumer}" InResponseTo="{requestId}" NotOnOrAfter="{until}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{at}" NotOnOrAfter="{until}"><saml:AudienceRestriction><saml:Audience>{service.EntityId}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="{at}"{session}><saml:AuthnContext><saml:AuthnContextClassRef>{Names.Level(level)}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>{statements}</saml:AttributeStatement></saml:Assertion></samlp:Response>
            """);
        var assertion = document.DocumentElement!.Only("Assertion", Names.Assertion)!;
        XmlSignature.Sign(assertion, certificate, assertion.FirstChild);
        XmlSignature.Sign(document.DocumentElement!, certificate, document.DocumentElement!.FirstChild);
        return document;
    }

    /// <summary>CIE leaves the format out.</summary>
    private string Issuer => Profile.AssertionIssuerHasFormat
        ? $"""<saml:Issuer Format="{Names.Entity}">{EntityId}</saml:Issuer>"""
        : $"<saml:Issuer>{EntityId}</saml:Issuer>";

    private DemoRequest? Read(XmlElement request)
    {
        if (request is not { LocalName: "AuthnRequest", NamespaceURI: Names.Protocol } || request.GetAttribute("Destination") != SingleSignOn)
            return null;

        var purpose = request.Only("Extensions", Names.Protocol).Only("Purpose", Names.SpidExtensions).Value();
        return Names.LevelOf(request.Only("RequestedAuthnContext", Names.Protocol).Only("AuthnContextClassRef", Names.Assertion).Value()) is { } level
            ? new(request.GetAttribute("ID"), level, Enum.TryParse<Purpose>(purpose, out var known) ? known : null)
            : null;
    }

    private static string Base64(string xml) => Convert.ToBase64String(Encoding.UTF8.GetBytes(xml));
}

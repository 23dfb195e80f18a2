using System.Text.RegularExpressions;
using System.Xml;
using static Cig.Web.SignIn.Saml.Verification;

namespace Cig.Web.SignIn.Saml;

/// <summary>
/// The one place where facts come out of XML, for every federation and for logout. It accepts a response only where the assertion is signed by a key of the provider that was
/// asked, answers the pending request of this browser, is meant for us, now, at the level that was asked for; the element whose signature was verified is the element that is
/// read.
/// </summary>
public sealed partial class Verifier(TimeProvider time)
{
    /// <summary>By how much clocks may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>How old a logout message may be.</summary>
    private static readonly TimeSpan LogoutLife = TimeSpan.FromMinutes(5);

    private static readonly HashSet<string> InResponse = ["Issuer", "Signature", "Extensions", "Status", "Assertion"];
    private static readonly HashSet<string> InAssertion = ["Issuer", "Signature", "Subject", "Conditions", "AuthnStatement", "AttributeStatement"];

    /// <summary>Verifies the answer to a request of <paramref name="us"/>.</summary>
    public Verification Verify(RelyingParty us, UnverifiedMessage message, Expected expected)
    {
        var response = message.Root;
        if (response is not { LocalName: "Response", NamespaceURI: Names.Protocol } || response.GetAttribute("Version") != "2.0" || response.GetAttribute("ID").Length == 0)
            return new Refused(Refusal.NotAResponse);
        if (!IsUnambiguous(response) || !Holds(response, InResponse))
            return new Refused(Refusal.Ambiguous);
        if (expected.Provider.ValidUntil <= time.GetUtcNow())
            return new Refused(Refusal.MetadataExpired);

        // A signature of the response is optional, but one that is there must hold.
        if (response.Children("Signature", Names.Signature).Count > 0)
        {
            if (XmlSignature.Verified(response, expected.Provider.Certificates) is not { } verified)
                return new Refused(Refusal.SignatureInvalid);
            response = verified;
        }

        if (Envelope(us, response, expected) is { } wrong)
            return new Refused(wrong);

        var assertions = response.Children("Assertion", Names.Assertion);
        var status = response.Only("Status", Names.Protocol);
        if (status.Only("StatusCode", Names.Protocol)?.GetAttribute("Value") is not { Length: > 0 } code)
            return new Refused(Refusal.NotAResponse);
        if (code != Names.Success)
            return assertions.Count == 0 ? new Failed(CodeOf(status!)) : new Refused(Refusal.Ambiguous);
        if (assertions is not [var unverified])
            return new Refused(Refusal.NotAResponse);
        if (unverified.Children("Signature", Names.Signature).Count == 0)
            return new Refused(Refusal.Unsigned);
        return XmlSignature.Verified(unverified, expected.Provider.Certificates) is { } assertion
            ? Read(us, assertion, expected)
            : new Refused(Refusal.SignatureInvalid);
    }

    /// <summary>Verifies a logout message that came in a form, signed in itself.</summary>
    public Verification VerifyLogout(RelyingParty us, UnverifiedMessage message, IdentityProvider provider)
    {
        if (!IsUnambiguous(message.Root))
            return new Refused(Refusal.Ambiguous);
        if (message.Root.Children("Signature", Names.Signature).Count == 0)
            return new Refused(Refusal.Unsigned);
        return XmlSignature.Verified(message.Root, provider.Certificates) is { } verified ? ReadLogout(us, verified, provider) : new Refused(Refusal.SignatureInvalid);
    }

    /// <summary>Verifies a logout message that came in an address, signed over the query.</summary>
    internal Verification VerifyLogout(RelyingParty us, SignedQuery query, UnverifiedMessage message, IdentityProvider provider)
    {
        if (!ReferenceEquals(message.Bytes, query.Message))
            throw new ArgumentException("The message must be the one of the query.", nameof(message));
        if (!IsUnambiguous(message.Root) || message.Root.Children("Signature", Names.Signature).Count > 0)
            return new Refused(Refusal.Ambiguous);
        return Bindings.Holds(query, provider.Certificates) ? ReadLogout(us, message.Root, provider) : new Refused(Refusal.SignatureInvalid);
    }

    /// <summary>One response, at most one assertion in the whole document, identifiers that are unique, signatures only where they belong, no place to hide another one.</summary>
    private static bool IsUnambiguous(XmlElement root)
    {
        HashSet<string> ids = [];
        int assertions = 0, responses = 0;
        foreach (var element in root.OwnerDocument.SelectNodes("//*")!.OfType<XmlElement>())
        {
            foreach (var id in element.Attributes.OfType<XmlAttribute>().Where(a => a.LocalName.Equals("ID", StringComparison.OrdinalIgnoreCase)))
            {
                if (!ids.Add(id.Value))
                    return false;
            }

            switch (element.LocalName)
            {
                case "Assertion":
                    assertions++;
                    if (element.ParentNode != root)
                        return false;
                    break;
                case "Response" or "LogoutRequest" or "LogoutResponse":
                    responses++;
                    break;
                case "EncryptedAssertion" or "EncryptedID" or "EncryptedAttribute" or "Advice":
                    return false;
                case "Signature" when element.ParentNode != root && (element.ParentNode as XmlElement)?.LocalName != "Assertion":
                    return false;
            }
        }

        return responses == 1 && assertions <= 1;
    }

    /// <summary>Whether an element holds only children that belong there, each at most once.</summary>
    private static bool Holds(XmlElement element, HashSet<string> children)
    {
        var names = element.ChildNodes.OfType<XmlElement>().Select(c => c.LocalName).ToList();
        return names.All(children.Contains) && names.Distinct().Count() == names.Count;
    }

    private Refusal? Envelope(RelyingParty us, XmlElement response, Expected expected)
    {
        if (response.GetAttribute("InResponseTo") != expected.RequestId)
            return Refusal.UnknownRequest;
        if (response.GetAttribute("Destination") != us.AssertionConsumer)
            return Refusal.WrongDestination;
        if (response.Only("Issuer", Names.Assertion) is not { } issuer || issuer.Value() != expected.Provider.EntityId || issuer.Attribute("Format") is not (null or Names.Entity))
            return Refusal.WrongIssuer;
        return IsNow(response.Instant("IssueInstant"), expected) ? null : Refusal.WrongTime;
    }

    private Verification Read(RelyingParty us, XmlElement assertion, Expected expected)
    {
        var id = assertion.GetAttribute("ID");
        if (assertion.GetAttribute("Version") != "2.0")
            return new Refused(Refusal.NotAResponse);
        if (!Holds(assertion, InAssertion))
            return new Refused(Refusal.Ambiguous);
        if (assertion.Only("Issuer", Names.Assertion) is not { } issuer || issuer.Value() != expected.Provider.EntityId || !IsRight(issuer.Attribute("Format"), us.Profile))
            return new Refused(Refusal.WrongIssuer);
        if (assertion.Instant("IssueInstant") is not { } issuedAt || !IsNow(issuedAt, expected))
            return new Refused(Refusal.WrongTime);
        if (Subject(us, assertion, expected) is not var (nameId, subjectEnds))
            return new Refused(Refusal.WrongSubject);

        var now = time.GetUtcNow();
        var conditions = assertion.Only("Conditions", Names.Assertion);
        if (conditions.Instant("NotBefore") is not { } notBefore || conditions.Instant("NotOnOrAfter") is not { } notOnOrAfter
            || notBefore > now + Skew || notOnOrAfter <= now - Skew || subjectEnds <= now - Skew)
            return new Refused(Refusal.WrongTime);
        if (conditions.Only("AudienceRestriction", Names.Assertion).Only("Audience", Names.Assertion).Value() != us.EntityId)
            return new Refused(Refusal.WrongAudience);

        var statement = assertion.Only("AuthnStatement", Names.Assertion);
        if (Names.LevelOf(statement.Only("AuthnContext", Names.Assertion).Only("AuthnContextClassRef", Names.Assertion).Value()) is not { } level || level < expected.Level)
            return new Refused(Refusal.LevelTooLow);

        Dictionary<string, string> attributes = [];
        foreach (var attribute in assertion.Only("AttributeStatement", Names.Assertion)?.ChildNodes.OfType<XmlElement>() ?? [])
        {
            if (attribute is not { LocalName: "Attribute", NamespaceURI: Names.Assertion } || attribute.Only("AttributeValue", Names.Assertion).Value() is not { } value || !attributes.TryAdd(attribute.GetAttribute("Name"), value.Trim()))
                return new Refused(Refusal.AttributesMissing);
        }

        var verified = new VerifiedAssertion(
            id, expected.Provider.EntityId, level, issuedAt, notOnOrAfter > subjectEnds ? notOnOrAfter : subjectEnds,
            nameId.Value()!.Trim(), nameId.Attribute("NameQualifier"), statement!.Attribute("SessionIndex"), attributes);
        if (verified.FiscalCode is null || !attributes.ContainsKey("name") || !attributes.ContainsKey("familyName"))
            return new Refused(Refusal.AttributesMissing);
        return verified.HasSoundFiscalCode(DateOnly.FromDateTime(now.UtcDateTime)) ? new Accepted(verified) : new Refused(Refusal.WrongFiscalCode);
    }

    private static bool IsRight(string? format, Profile profile) => format == Names.Entity || (format is null && !profile.AssertionIssuerHasFormat);

    /// <summary>Whom the assertion is about and when its confirmation ends; null where it does not confirm this request for us.</summary>
    private static (XmlElement NameId, DateTimeOffset Ends)? Subject(RelyingParty us, XmlElement assertion, Expected expected)
    {
        var subject = assertion.Only("Subject", Names.Assertion);
        if (subject.Only("NameID", Names.Assertion) is not { } name || name.Value() is null || name.GetAttribute("Format") != Names.Transient || name.GetAttribute("NameQualifier").Length == 0)
            return null;

        var confirmation = subject.Only("SubjectConfirmation", Names.Assertion);
        var data = confirmation.Only("SubjectConfirmationData", Names.Assertion);
        return confirmation?.GetAttribute("Method") == Names.Bearer
            && data?.GetAttribute("Recipient") == us.AssertionConsumer
            && data.GetAttribute("InResponseTo") == expected.RequestId
            && data.Instant("NotOnOrAfter") is { } ends
                ? (name, ends)
                : null;
    }

    /// <summary>Reads a logout message whose signature holds.</summary>
    private Verification ReadLogout(RelyingParty us, XmlElement message, IdentityProvider provider)
    {
        if (message.NamespaceURI != Names.Protocol || message.LocalName is not ("LogoutRequest" or "LogoutResponse") || message.GetAttribute("Version") != "2.0" || message.GetAttribute("ID") is not { Length: > 0 } id)
            return new Refused(Refusal.NotAResponse);

        var now = time.GetUtcNow();
        if (provider.ValidUntil <= now)
            return new Refused(Refusal.MetadataExpired);
        if (message.GetAttribute("Destination") != us.Logout)
            return new Refused(Refusal.WrongDestination);
        if (message.Only("Issuer", Names.Assertion) is not { } issuer || issuer.Value() != provider.EntityId || issuer.Attribute("Format") is not (null or Names.Entity))
            return new Refused(Refusal.WrongIssuer);
        if (message.Instant("IssueInstant") is not { } issuedAt || issuedAt > now + Skew || issuedAt < now - LogoutLife
            || (message.HasAttribute("NotOnOrAfter") && !(message.Instant("NotOnOrAfter") > now - Skew)))
            return new Refused(Refusal.WrongTime);

        if (message.LocalName == "LogoutResponse")
        {
            return message.GetAttribute("InResponseTo") is { Length: > 0 } answered
                ? new LoggedOut(new(id, provider.EntityId, answered, null, [], message.Only("Status", Names.Protocol).Only("StatusCode", Names.Protocol)?.GetAttribute("Value") == Names.Success))
                : new Refused(Refusal.UnknownRequest);
        }

        return message.Only("NameID", Names.Assertion).Value() is { } nameId
            ? new LoggedOut(new(id, provider.EntityId, null, nameId.Trim(), [.. message.Children("SessionIndex", Names.Protocol).Select(i => i.Value()).OfType<string>()], success: true))
            : new Refused(Refusal.WrongSubject);
    }

    /// <summary>Not older than the request, not in the future, give or take the clocks.</summary>
    private bool IsNow(DateTimeOffset? instant, Expected expected) =>
        instant is { } at && at >= expected.IssuedAt - Skew && at <= time.GetUtcNow() + Skew;

    private static int? CodeOf(XmlElement status) =>
        status.Only("StatusMessage", Names.Protocol).Value() is { } text && ErrorCode().Match(text.Trim()) is { Success: true } match
            ? int.Parse(match.Groups["code"].ValueSpan)
            : null;

    [GeneratedRegex(@"^ErrorCode nr ?(?<code>[0-9]{1,2})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ErrorCode();
}

using System.Text.RegularExpressions;
using System.Xml;
using static Cig.Web.SignIn.Saml.Verification;

namespace Cig.Web.SignIn.Saml;

/// <summary>
/// The one place where attributes come out of XML. It accepts a response only where the assertion is signed by a key of the provider that was asked, answers the pending
/// request of this browser, is meant for us, now, at the level that was asked for; the element whose signature was verified is the element that is read.
/// </summary>
public sealed partial class ResponseVerifier(RelyingParty ourselves, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>The identifier of the request that a response answers, to find what is pending; nothing else may be concluded from it.</summary>
    public static string? RequestIdOf(byte[] message) => SafeXml.Parse(message)?.DocumentElement?.GetAttribute("InResponseTo");

    public Verification Verify(byte[] message, Expected expected)
    {
        if (SafeXml.Parse(message) is not { DocumentElement: { } response } document)
            return new Refused(Refusal.NotXml);
        if (response is not { LocalName: "Response", NamespaceURI: Names.Protocol } || response.GetAttribute("Version") != "2.0" || response.GetAttribute("ID").Length == 0)
            return new Refused(Refusal.NotAResponse);
        if (!IsUnambiguous(document, response))
            return new Refused(Refusal.Ambiguous);

        // A signature of the response is optional, but one that is there must hold.
        if (response.Children("Signature", Names.Signature).Count > 0)
        {
            if (XmlSignature.Verified(response, expected.Provider.Certificates) is not { } verified)
                return new Refused(Refusal.SignatureInvalid);
            response = verified;
        }

        if (Envelope(response, expected) is { } wrong)
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
            ? Read(assertion, expected)
            : new Refused(Refusal.SignatureInvalid);
    }

    /// <summary>One response, at most one assertion in the whole document, identifiers that are unique, no place to hide another one.</summary>
    private static bool IsUnambiguous(XmlDocument document, XmlElement response)
    {
        HashSet<string> ids = [];
        int assertions = 0, responses = 0;
        foreach (var element in document.SelectNodes("//*")!.OfType<XmlElement>())
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
                    if (element.ParentNode != response)
                        return false;
                    break;
                case "Response":
                    responses++;
                    break;
                case "EncryptedAssertion" or "Advice":
                    return false;
                case "Signature" when element.ParentNode != response && (element.ParentNode as XmlElement)?.LocalName != "Assertion":
                    return false;
            }
        }

        return responses == 1 && assertions <= 1;
    }

    private Refusal? Envelope(XmlElement response, Expected expected)
    {
        if (response.GetAttribute("InResponseTo") != expected.RequestId)
            return Refusal.UnknownRequest;
        if (response.GetAttribute("Destination") != ourselves.AssertionConsumer)
            return Refusal.WrongDestination;
        if (response.Only("Issuer", Names.Assertion) is not { } issuer || issuer.InnerText != expected.Provider.EntityId || issuer.GetAttribute("Format") is not ("" or Names.Entity))
            return Refusal.WrongIssuer;
        return IsNow(response.Instant("IssueInstant"), expected) ? null : Refusal.WrongTime;
    }

    private Verification Read(XmlElement assertion, Expected expected)
    {
        var id = assertion.GetAttribute("ID");
        if (assertion.GetAttribute("Version") != "2.0")
            return new Refused(Refusal.NotAResponse);
        if (assertion.Only("Issuer", Names.Assertion) is not { } issuer || issuer.InnerText != expected.Provider.EntityId || issuer.GetAttribute("Format") != Names.Entity)
            return new Refused(Refusal.WrongIssuer);
        if (!IsNow(assertion.Instant("IssueInstant"), expected))
            return new Refused(Refusal.WrongTime);
        if (Subject(assertion, expected) is not { } subjectEnds)
            return new Refused(Refusal.WrongSubject);

        var now = time.GetUtcNow();
        var conditions = assertion.Only("Conditions", Names.Assertion);
        if (conditions.Instant("NotBefore") is not { } notBefore || conditions.Instant("NotOnOrAfter") is not { } notOnOrAfter
            || notBefore > now + Skew || notOnOrAfter <= now - Skew || subjectEnds <= now - Skew)
            return new Refused(Refusal.WrongTime);
        if (conditions.Only("AudienceRestriction", Names.Assertion).Only("Audience", Names.Assertion)?.InnerText != ourselves.EntityId)
            return new Refused(Refusal.WrongAudience);

        var reference = assertion.Only("AuthnStatement", Names.Assertion).Only("AuthnContext", Names.Assertion).Only("AuthnContextClassRef", Names.Assertion)?.InnerText ?? "";
        if (LevelOf(reference) is not { } level || level < expected.Level)
            return new Refused(Refusal.LevelTooLow);

        Dictionary<string, string> attributes = [];
        foreach (var attribute in assertion.Only("AttributeStatement", Names.Assertion)?.Children("Attribute", Names.Assertion) ?? [])
        {
            // A value is all of its text: a comment inside it cuts nothing off.
            if (attribute.Only("AttributeValue", Names.Assertion)?.InnerText is not { Length: > 0 } value || !attributes.TryAdd(attribute.GetAttribute("Name"), value))
                return new Refused(Refusal.AttributesMissing);
        }

        var verified = new VerifiedAssertion(id, issuer.InnerText, level, notOnOrAfter > subjectEnds ? notOnOrAfter : subjectEnds, attributes);
        return verified.FiscalCode is null || !attributes.ContainsKey("name") || !attributes.ContainsKey("familyName")
            ? new Refused(Refusal.AttributesMissing)
            : new Accepted(verified);
    }

    /// <summary>When the confirmation of the subject ends; null where it does not confirm this request for us.</summary>
    private DateTimeOffset? Subject(XmlElement assertion, Expected expected)
    {
        var subject = assertion.Only("Subject", Names.Assertion);
        if (subject.Only("NameID", Names.Assertion) is not { } name || name.InnerText.Length == 0 || name.GetAttribute("Format") != Names.Transient || name.GetAttribute("NameQualifier").Length == 0)
            return null;

        var confirmation = subject.Only("SubjectConfirmation", Names.Assertion);
        var data = confirmation.Only("SubjectConfirmationData", Names.Assertion);
        return confirmation?.GetAttribute("Method") == Names.Bearer
            && data?.GetAttribute("Recipient") == ourselves.AssertionConsumer
            && data.GetAttribute("InResponseTo") == expected.RequestId
                ? data.Instant("NotOnOrAfter")
                : null;
    }

    /// <summary>Not older than the request, not in the future, give or take the clocks.</summary>
    private bool IsNow(DateTimeOffset? instant, Expected expected) =>
        instant is { } at && at >= expected.IssuedAt - Skew && at <= time.GetUtcNow() + Skew;

    private static int? LevelOf(string reference) =>
        Enumerable.Range(1, 3).Select(l => (int?)l).FirstOrDefault(l => Names.Level(l!.Value) == reference);

    private static int? CodeOf(XmlElement status) =>
        status.Only("StatusMessage", Names.Protocol)?.InnerText is { } text && ErrorCode().Match(text) is { Success: true } match
            ? int.Parse(match.Groups["code"].ValueSpan)
            : null;

    [GeneratedRegex(@"^ErrorCode nr(?<code>\d{1,2})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ErrorCode();
}

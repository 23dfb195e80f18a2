using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using Cig.Platform.Demo;
using Cig.Platform.Tests;
using Cig.Web.DemoProvider;
using Cig.Web.SignIn.Saml;
using CsCheck;

namespace Cig.Web.Tests.SignIn;

/// <summary>Messages that must not pass, each beside the untouched one that does.</summary>
public sealed class ResponseVerifierTests
{
    private const string RequestId = "_richiesta";
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 14, 30, 0, TimeSpan.Zero);
    private static readonly X509Certificate2 OwnKey = NewKey("noi");
    private static readonly X509Certificate2 ProviderKey = NewKey("provider");
    private static readonly X509Certificate2 StrangerKey = NewKey("estraneo");
    private static readonly RelyingParty Ourselves = new(new("http://127.0.0.1:5080"), OwnKey);
    private static readonly DemoIdentityProvider Provider = new(Ourselves, ProviderKey, new TestClock(Now));

    private static readonly Dictionary<string, string> Attributes = new()
    {
        ["spidCode"] = "DEMO0123456789",
        ["name"] = "Elena",
        ["familyName"] = "Bianchi",
        ["fiscalNumber"] = "TINIT-BNCLNE88C52L219D",
        ["dateOfBirth"] = "1988-03-12",
    };

    /// <summary>Attacks by name: each takes a good message and returns a bad one.</summary>
    private static readonly Dictionary<string, (Func<XmlDocument, string> Attack, Refusal[] Refused)> Attacks = new()
    {
        ["no signature at all"] = (d => Without(d, "//ds:Signature"), [Refusal.Unsigned]),
        ["only the response is signed"] = (d => Resigned(d, r => Remove(r, "//saml:Assertion/ds:Signature"), assertion: false), [Refusal.Unsigned]),
        ["the assertion was changed"] = (d => Changed(d, "//saml:Attribute[@Name='fiscalNumber']/saml:AttributeValue", "TINIT-RSSMRA80A01H501U"), [Refusal.SignatureInvalid]),
        ["signed by a stranger whose certificate it carries"] = (d => SignedBy(d, StrangerKey), [Refusal.SignatureInvalid]),
        ["signed with a short hash"] = (d => Text(d).Replace("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2000/09/xmldsig#rsa-sha1", StringComparison.Ordinal), [Refusal.SignatureInvalid]),
        ["signed with the public key as a shared secret"] = (d => Text(d).Replace("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", StringComparison.Ordinal), [Refusal.SignatureInvalid]),
        ["another canonical form"] = (d => Text(d).Replace("<CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"", "<CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#WithComments\"", StringComparison.Ordinal), [Refusal.SignatureInvalid]),
        ["a transform that runs a program"] = (d => Text(d).Replace("<Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"", "<Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"", StringComparison.Ordinal), [Refusal.SignatureInvalid]),
        ["a reference to the whole document"] = (d => System.Text.RegularExpressions.Regex.Replace(Text(d), "Reference URI=\"#[^\"]+\"", "Reference URI=\"\""), [Refusal.SignatureInvalid]),
        ["two references"] = (d => System.Text.RegularExpressions.Regex.Replace(Text(d), "(<Reference .*?</Reference>)", "$1$1"), [Refusal.SignatureInvalid]),
        ["an object inside the signature"] = (d => Text(d).Replace("<KeyInfo>", "<Object>x</Object><KeyInfo>", StringComparison.Ordinal), [Refusal.SignatureInvalid]),
        ["wrapping 1: a forged response around the signed one"] = (d => Wrapped(d, (forged, signed) => forged.SelectSingleNode("//ds:Signature", Space(forged))!.AppendChild(forged.ImportNode(signed.DocumentElement!, true))), [Refusal.Ambiguous, Refusal.SignatureInvalid]),
        ["wrapping 2: the signed response beside its signature"] = (d => Wrapped(d, (forged, signed) => forged.DocumentElement!.AppendChild(forged.ImportNode(signed.DocumentElement!, true))), [Refusal.Ambiguous, Refusal.SignatureInvalid]),
        ["wrapping 3: a forged assertion before the signed one"] = (d => WrappedAssertion(d, (forged, signed) => signed.ParentNode!.InsertBefore(forged, signed)), [Refusal.Ambiguous]),
        ["wrapping 4: the signed assertion inside the forged one"] = (d => WrappedAssertion(d, (forged, signed) => { signed.ParentNode!.ReplaceChild(forged, signed); forged.AppendChild(signed); }), [Refusal.Ambiguous]),
        ["wrapping 5: the signature in the forged assertion, the signed one after it"] = (d => WrappedAssertion(d, (forged, signed) => { var s = signed.SelectSingleNode("ds:Signature", Space(signed.OwnerDocument))!; forged.AppendChild(s); signed.ParentNode!.InsertBefore(forged, signed); }), [Refusal.Ambiguous]),
        ["wrapping 6: the signed assertion inside the signature of the forged one"] = (d => WrappedAssertion(d, (forged, signed) => { var s = signed.SelectSingleNode("ds:Signature", Space(signed.OwnerDocument))!; signed.ParentNode!.ReplaceChild(forged, signed); forged.AppendChild(s); s.AppendChild(signed); }), [Refusal.Ambiguous]),
        ["wrapping 7: the signed assertion in an extension"] = (d => WrappedAssertion(d, (forged, signed) => { var x = signed.OwnerDocument.CreateElement("samlp", "Extensions", Names.Protocol); signed.ParentNode!.ReplaceChild(x, signed); x.AppendChild(signed); x.ParentNode!.AppendChild(forged); }), [Refusal.Ambiguous]),
        ["wrapping 8: the signed assertion in an object of the signature"] = (d => WrappedAssertion(d, (forged, signed) => { var s = signed.SelectSingleNode("ds:Signature", Space(signed.OwnerDocument))!; signed.ParentNode!.ReplaceChild(forged, signed); forged.AppendChild(s); s.AppendChild(signed.OwnerDocument.CreateElement("Object", Names.Signature))!.AppendChild(signed); }), [Refusal.Ambiguous]),
        ["an advice that carries another assertion"] = (d => Resigned(d, r => r.SelectSingleNode("//saml:Conditions", Space(r))!.ParentNode!.AppendChild(r.CreateElement("saml", "Advice", Names.Assertion))), [Refusal.Ambiguous]),
        ["an encrypted assertion"] = (d => Resigned(d, r => r.DocumentElement!.AppendChild(r.CreateElement("saml", "EncryptedAssertion", Names.Assertion))), [Refusal.Ambiguous]),
        ["an identifier that stands twice"] = (d => Resigned(d, r => ((XmlElement)r.SelectSingleNode("//saml:AttributeStatement", Space(r))!).SetAttribute("ID", r.DocumentElement!.GetAttribute("ID"))), [Refusal.Ambiguous]),
        ["a document type"] = (d => "<!DOCTYPE x [<!ENTITY e \"x\">]>" + Text(d), [Refusal.NotXml]),
        ["an external entity"] = (d => "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">" + Text(d), [Refusal.NotXml]),
        ["a processing instruction"] = (d => Text(d).Replace("<saml:Conditions", "<?php x?><saml:Conditions", StringComparison.Ordinal), [Refusal.NotXml]),
        ["too deep"] = (d => Text(d).Replace("<saml:Conditions", string.Concat(Enumerable.Repeat("<a>", 60)) + string.Concat(Enumerable.Repeat("</a>", 60)) + "<saml:Conditions", StringComparison.Ordinal), [Refusal.NotXml]),
        ["too large"] = (d => Text(d) + new string(' ', 250_000), [Refusal.NotXml]),
        ["no response"] = (d => Text(d).Replace("samlp:Response", "samlp:LogoutResponse", StringComparison.Ordinal), [Refusal.NotAResponse]),
        ["the answer to another request"] = (d => Resigned(d, r => r.DocumentElement!.SetAttribute("InResponseTo", "_altra")), [Refusal.UnknownRequest]),
        ["for another endpoint"] = (d => Resigned(d, r => r.DocumentElement!.SetAttribute("Destination", "https://evil.example/acs")), [Refusal.WrongDestination]),
        ["from another provider"] = (d => Resigned(d, r => r.SelectSingleNode("/samlp:Response/saml:Issuer", Space(r))!.InnerText = "https://altro.example"), [Refusal.WrongIssuer]),
        ["an assertion of another provider"] = (d => Resigned(d, r => r.SelectSingleNode("//saml:Assertion/saml:Issuer", Space(r))!.InnerText = "https://altro.example"), [Refusal.WrongIssuer]),
        ["for another service"] = (d => Resigned(d, r => r.SelectSingleNode("//saml:Audience", Space(r))!.InnerText = "https://altro.example"), [Refusal.WrongAudience]),
        ["confirmed for another endpoint"] = (d => Resigned(d, r => Of(r, "//saml:SubjectConfirmationData").SetAttribute("Recipient", "https://evil.example/acs")), [Refusal.WrongSubject]),
        ["confirmed for another request"] = (d => Resigned(d, r => Of(r, "//saml:SubjectConfirmationData").SetAttribute("InResponseTo", "_altra")), [Refusal.WrongSubject]),
        ["confirmed by a key holder"] = (d => Resigned(d, r => Of(r, "//saml:SubjectConfirmation").SetAttribute("Method", "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key")), [Refusal.WrongSubject]),
        ["no subject name"] = (d => Resigned(d, r => Of(r, "//saml:NameID").InnerText = ""), [Refusal.WrongSubject]),
        ["a level lower than asked"] = (d => Resigned(d, r => Of(r, "//saml:AuthnContextClassRef").InnerText = Names.Level(1)), [Refusal.LevelTooLow]),
        ["a level of nobody"] = (d => Resigned(d, r => Of(r, "//saml:AuthnContextClassRef").InnerText = "https://www.spid.gov.it/SpidL9"), [Refusal.LevelTooLow]),
        ["an attribute without a value"] = (d => Resigned(d, r => Of(r, "//saml:Attribute[@Name='name']/saml:AttributeValue").InnerText = ""), [Refusal.AttributesMissing]),
        ["an attribute that stands twice"] = (d => Resigned(d, r => Of(r, "//saml:AttributeStatement").AppendChild(Of(r, "//saml:Attribute[@Name='fiscalNumber']").CloneNode(true))), [Refusal.AttributesMissing]),
        ["a foreign fiscal number"] = (d => Resigned(d, r => Of(r, "//saml:Attribute[@Name='fiscalNumber']/saml:AttributeValue").InnerText = "TINDE-123"), [Refusal.AttributesMissing]),
        ["not valid yet"] = (d => Resigned(d, r => Of(r, "//saml:Conditions").SetAttribute("NotBefore", RelyingParty.Instant(Now.AddSeconds(61)))), [Refusal.WrongTime]),
        ["not valid any more"] = (d => Resigned(d, r => Of(r, "//saml:Conditions").SetAttribute("NotOnOrAfter", RelyingParty.Instant(Now.AddSeconds(-60)))), [Refusal.WrongTime]),
        ["confirmation ended"] = (d => Resigned(d, r => Of(r, "//saml:SubjectConfirmationData").SetAttribute("NotOnOrAfter", RelyingParty.Instant(Now.AddSeconds(-60)))), [Refusal.WrongTime]),
        ["issued in the future"] = (d => Resigned(d, r => r.DocumentElement!.SetAttribute("IssueInstant", RelyingParty.Instant(Now.AddSeconds(61)))), [Refusal.WrongTime]),
        ["issued before the request"] = (d => Resigned(d, r => Of(r, "//saml:Assertion").SetAttribute("IssueInstant", RelyingParty.Instant(Now.AddSeconds(-100)))), [Refusal.WrongTime]),
        ["an instant without a zone"] = (d => Resigned(d, r => r.DocumentElement!.SetAttribute("IssueInstant", "2026-11-23T14:30:00")), [Refusal.WrongTime]),
        ["success and no assertion"] = (d => Resigned(d, r => r.DocumentElement!.RemoveChild(Of(r, "//saml:Assertion")), assertion: false), [Refusal.NotAResponse]),
        ["failure and an assertion"] = (d => Resigned(d, r => Of(r, "//samlp:StatusCode").SetAttribute("Value", Names.Responder)), [Refusal.Ambiguous]),
    };

    public static TheoryData<string> Names_ => [.. Attacks.Keys];

    [Theory]
    [MemberData(nameof(Names_))]
    public void An_attack_is_refused_for_its_reason_and_the_untouched_message_passes(string attack)
    {
        var good = Good();
        Assert.IsType<Verification.Accepted>(Verify(Text(good)));

        var refused = Assert.IsType<Verification.Refused>(Verify(Attacks[attack].Attack(Good())));
        Assert.Contains(refused.Reason, Attacks[attack].Refused);
    }

    [Fact]
    public void A_comment_inside_a_value_cuts_nothing_off()
    {
        var message = Text(Good()).Replace("TINIT-BNCLNE88C52L219D", "TINIT-BNCLNE88C<!-- -->52L219D", StringComparison.Ordinal);

        Assert.Equal("BNCLNE88C52L219D", Assert.IsType<Verification.Accepted>(Verify(message)).Assertion.FiscalCode);
    }

    [Fact]
    public void Clocks_may_differ_by_a_minute_and_a_higher_level_is_welcome()
    {
        Assert.IsType<Verification.Accepted>(Verify(Resigned(Good(), r => Of(r, "//saml:Conditions").SetAttribute("NotBefore", RelyingParty.Instant(Now.AddSeconds(60))))));
        Assert.IsType<Verification.Accepted>(Verify(Resigned(Good(), r => Of(r, "//saml:Conditions").SetAttribute("NotOnOrAfter", RelyingParty.Instant(Now.AddSeconds(-59))))));
        Assert.Equal(3, Assert.IsType<Verification.Accepted>(Verify(Text(Provider.Response(RequestId, 3, Attributes)))).Assertion.Level);
    }

    [Fact]
    public void A_response_that_is_not_signed_itself_passes_when_its_assertion_is() =>
        Assert.IsType<Verification.Accepted>(Verify(Without(Good(), "/samlp:Response/ds:Signature")));

    [Fact]
    public void A_new_key_of_the_provider_is_accepted_beside_the_old_one()
    {
        var rolling = Provider.Registered with { Certificates = [StrangerKey, .. Provider.Registered.Certificates] };

        Assert.IsType<Verification.Accepted>(Verifier().Verify(Encoding.UTF8.GetBytes(Text(Good())), new(RequestId, rolling, 2, Now)));
    }

    [Fact]
    public void The_provider_says_why_a_sign_in_failed()
    {
        var message = SafeXml.FromBase64(Provider.Fail(RequestId, 22))!;

        Assert.Equal(22, Assert.IsType<Verification.Failed>(Verifier().Verify(message, Expected)).Code);
    }

    [Fact]
    public void No_mutilated_message_passes_and_none_breaks_the_verifier()
    {
        var good = Encoding.UTF8.GetBytes(Text(Good()));
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, 3], Gen.Int[1, 200]).Sample((place, value, how, length) =>
        {
            var message = how switch
            {
                0 => [.. good[..place], value, .. good[(place + 1)..]],
                1 => [.. good[..place], .. good[Math.Min(place + length, good.Length)..]],
                2 => [.. good[..place], .. good[place..Math.Min(place + length, good.Length)], .. good[place..]],
                _ => good[..place],
            };
            return message.SequenceEqual(good) || Verifier().Verify(message, Expected) is not Verification.Accepted accepted
                // Outside the signed assertion a change may mean nothing; what was signed is what is read.
                || accepted.Assertion.FiscalCode == "BNCLNE88C52L219D" && accepted.Assertion.Attributes["familyName"] == "Bianchi";
        }, iter: 600);
    }

    private static Expected Expected => new(RequestId, Provider.Registered, 2, Now);

    private static ResponseVerifier Verifier() => new(Ourselves, new TestClock(Now));

    private static Verification Verify(string message) => Verifier().Verify(Encoding.UTF8.GetBytes(message), Expected);

    private static XmlDocument Good() => Provider.Response(RequestId, 2, Attributes);

    private static string Text(XmlDocument document) => document.OuterXml;

    private static XmlElement Of(XmlDocument document, string path) => (XmlElement)document.SelectSingleNode(path, Space(document))!;

    private static XmlNamespaceManager Space(XmlDocument document)
    {
        var space = new XmlNamespaceManager(document.NameTable);
        space.AddNamespace("samlp", Names.Protocol);
        space.AddNamespace("saml", Names.Assertion);
        space.AddNamespace("ds", Names.Signature);
        return space;
    }

    private static void Remove(XmlDocument document, string path)
    {
        foreach (var node in document.SelectNodes(path, Space(document))!.OfType<XmlNode>().ToList())
            node.ParentNode!.RemoveChild(node);
    }

    private static string Without(XmlDocument document, string path)
    {
        Remove(document, path);
        return Text(document);
    }

    private static string Changed(XmlDocument document, string path, string text)
    {
        Of(document, path).InnerText = text;
        return Text(document);
    }

    /// <summary>Changes a message and signs it again with the provider's own key, so that only the change can be the reason to refuse.</summary>
    private static string Resigned(XmlDocument document, Action<XmlDocument> change, bool assertion = true)
    {
        Remove(document, "//ds:Signature");
        change(document);
        if (assertion && document.SelectSingleNode("//saml:Assertion", Space(document)) is XmlElement signed)
            XmlSignature.Sign(signed, ProviderKey, signed.FirstChild);
        XmlSignature.Sign(document.DocumentElement!, ProviderKey, document.DocumentElement!.FirstChild);
        return Text(document);
    }

    private static string SignedBy(XmlDocument document, X509Certificate2 key)
    {
        Remove(document, "//ds:Signature");
        var assertion = Of(document, "//saml:Assertion");
        XmlSignature.Sign(assertion, key, assertion.FirstChild);
        return Text(document);
    }

    /// <summary>A forged response with new identifiers that hides the signed one somewhere.</summary>
    private static string Wrapped(XmlDocument signed, Action<XmlDocument, XmlDocument> hide)
    {
        var forged = (XmlDocument)signed.CloneNode(true);
        forged.DocumentElement!.SetAttribute("ID", "_falsa");
        Of(forged, "//saml:Assertion").SetAttribute("ID", "_falsa2");
        Of(forged, "//saml:Attribute[@Name='fiscalNumber']/saml:AttributeValue").InnerText = "TINIT-RSSMRA80A01H501U";
        hide(forged, signed);
        return Text(forged);
    }

    /// <summary>A forged assertion that takes the place of the signed one, which stands somewhere else.</summary>
    private static string WrappedAssertion(XmlDocument document, Action<XmlElement, XmlElement> hide)
    {
        Remove(document, "/samlp:Response/ds:Signature");
        var signed = Of(document, "//saml:Assertion");
        var forged = (XmlElement)signed.CloneNode(true);
        forged.SetAttribute("ID", "_falsa");
        foreach (var signature in forged.SelectNodes("ds:Signature", Space(document))!.OfType<XmlNode>().ToList())
            forged.RemoveChild(signature);
        forged.SelectSingleNode(".//saml:Attribute[@Name='fiscalNumber']/saml:AttributeValue", Space(document))!.InnerText = "TINIT-RSSMRA80A01H501U";
        hide(forged, signed);
        return Text(document);
    }

    private static X509Certificate2 NewKey(string name)
    {
        using var rsa = RSA.Create(2048);
        return new CertificateRequest($"CN={name}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Now.AddDays(-1), Now.AddYears(1));
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Cig.Web.DemoProvider;
using Cig.Web.SignIn.Saml;
using CsCheck;
using static Cig.Web.Tests.SignIn.SamlParties;

namespace Cig.Web.Tests.SignIn;

/// <summary>Messages that must not pass, each beside the untouched one that does.</summary>
public sealed class VerifierTests
{
    private const string RsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private const string Exclusive = "<Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"";

    private static readonly X509Certificate2 ShortKey = NewKey("corta", 1024);

    /// <summary>Attacks by name: each takes a good message of a federation and returns a bad one.</summary>
    private static readonly Dictionary<string, (Refusal Refused, Func<Profile, XmlDocument, string> Attack)> Attacks = BrokenResponse.All
        .ToDictionary(b => b.Key, b => (b.Expected, new Func<Profile, XmlDocument, string>((p, d) => b.Break(ProviderOf(p), d))))
        .Concat(new Dictionary<string, (Refusal, Func<Profile, XmlDocument, string>)>
        {
            // What is signed, and how.
            ["signed with a short hash"] = (Refusal.SignatureInvalid, (_, d) => d.OuterXml.Replace(RsaSha256, SignedXml.XmlDsigRSASHA1Url, StringComparison.Ordinal)),
            ["a short digest"] = (Refusal.SignatureInvalid, (_, d) => d.OuterXml.Replace(SignedXml.XmlDsigSHA256Url, SignedXml.XmlDsigSHA1Url, StringComparison.Ordinal)),
            ["signed with the public key as a shared secret"] = (Refusal.SignatureInvalid, (p, d) => ByPublicKeyAsSecret(d)),
            ["signed by the other registered provider"] = (Refusal.SignatureInvalid, (p, d) => Signed(d, StrangerKey)),
            ["a key too short"] = (Refusal.SignatureInvalid, (p, d) => Signed(d, ShortKey)),
            ["canonical form with comments"] = (Refusal.SignatureInvalid, (_, d) => d.OuterXml.Replace("<CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"", "<CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#WithComments\"", StringComparison.Ordinal)),
            ["a transform with comments"] = (Refusal.SignatureInvalid, (_, d) => d.OuterXml.Replace(Exclusive, "<Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#WithComments\"", StringComparison.Ordinal)),
            ["a transform that runs a program"] = (Refusal.SignatureInvalid, (_, d) => d.OuterXml.Replace(Exclusive, "<Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"", StringComparison.Ordinal)),
            ["a program before the transforms"] = (Refusal.SignatureInvalid, (_, d) => d.OuterXml.Replace("<Transforms>", "<Transforms><Transform><xsl:stylesheet xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"/></Transform>", StringComparison.Ordinal)),
            ["a transform that chooses by path"] = (Refusal.SignatureInvalid, (_, d) => d.OuterXml.Replace(Exclusive, "<Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"", StringComparison.Ordinal)),
            ["a path inside a transform"] = (Refusal.SignatureInvalid, (_, d) => d.OuterXml.Replace(Exclusive + " />", Exclusive + "><XPath>//x</XPath></Transform>", StringComparison.Ordinal)),
            ["a reference to the whole document"] = (Refusal.SignatureInvalid, (_, d) => Regex.Replace(d.OuterXml, "Reference URI=\"#[^\"]+\"", "Reference URI=\"\"")),
            ["no reference address"] = (Refusal.SignatureInvalid, (_, d) => Regex.Replace(d.OuterXml, "Reference URI=\"#[^\"]+\"", "Reference")),
            ["a reference by pointer"] = (Refusal.SignatureInvalid, (_, d) => Regex.Replace(d.OuterXml, "Reference URI=\"#([^\"]+)\"", "Reference URI=\"#xpointer(id('$1'))\"")),
            ["two references"] = (Refusal.SignatureInvalid, (_, d) => Regex.Replace(d.OuterXml, "(<Reference .*?</Reference>)", "$1$1")),
            ["an object inside the signature"] = (Refusal.SignatureInvalid, (_, d) => d.OuterXml.Replace("<KeyInfo>", "<Object>x</Object><KeyInfo>", StringComparison.Ordinal)),
            ["two signatures of one assertion"] = (Refusal.SignatureInvalid, (_, d) => Doubled(BrokenResponse.Of(d, "//saml:Assertion/ds:Signature"))),

            // One assertion, nothing hidden.
            ["a signed assertion in an advice"] = (Refusal.Ambiguous, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:Assertion").AppendChild(r.CreateElement("saml", "Advice", Names.Assertion)))),
            ["an encrypted assertion"] = (Refusal.Ambiguous, (p, d) => Resigned(p, d, r => r.DocumentElement!.AppendChild(r.CreateElement("saml", "EncryptedAssertion", Names.Assertion)))),
            ["a forged twin after the signed one"] = (Refusal.Ambiguous, (_, d) => Twin(d)),
            ["an assertion without a namespace"] = (Refusal.Ambiguous, (p, d) => Resigned(p, d, r => r.DocumentElement!.AppendChild(r.CreateElement("Assertion")))),
            ["an element that does not belong there"] = (Refusal.Ambiguous, (p, d) => Resigned(p, d, r => r.DocumentElement!.AppendChild(r.CreateElement("saml", "Subject", Names.Assertion)))),
            ["two subjects"] = (Refusal.Ambiguous, (p, d) => Resigned(p, d, r => Doubled(BrokenResponse.Of(r, "//saml:Subject")))),
            ["two statements of attributes"] = (Refusal.Ambiguous, (p, d) => Resigned(p, d, r => Doubled(BrokenResponse.Of(r, "//saml:AttributeStatement")))),
            ["an identifier that stands twice"] = (Refusal.Ambiguous, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:AttributeStatement").SetAttribute("ID", r.DocumentElement!.GetAttribute("ID")))),
            ["an identifier of another kind that stands twice"] = (Refusal.Ambiguous, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:AttributeStatement").SetAttribute("id", r.DocumentElement!.GetAttribute("ID")))),

            // What no message of ours is.
            ["an external document type"] = (Refusal.NotXml, (_, d) => "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">" + d.OuterXml),
            ["a bomb of entities"] = (Refusal.NotXml, (_, d) => "<!DOCTYPE b [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>" + d.OuterXml),
            ["a processing instruction"] = (Refusal.NotXml, (_, d) => d.OuterXml.Replace("<saml:Conditions", "<?php x?><saml:Conditions", StringComparison.Ordinal)),
            ["too deep"] = (Refusal.NotXml, (_, d) => d.OuterXml.Replace("<saml:Conditions", string.Concat(Enumerable.Repeat("<a>", 60)) + string.Concat(Enumerable.Repeat("</a>", 60)) + "<saml:Conditions", StringComparison.Ordinal)),
            ["too large"] = (Refusal.NotXml, (_, d) => d.OuterXml + new string(' ', 250_000)),
            ["no XML"] = (Refusal.NotXml, (_, _) => "Elena Bianchi"),
            ["no response"] = (Refusal.NotAResponse, (_, d) => d.OuterXml.Replace("samlp:Response", "samlp:LogoutResponse", StringComparison.Ordinal)),
            ["no namespaces"] = (Refusal.NotAResponse, (_, d) => Regex.Replace(d.OuterXml, " xmlns:samlp=\"[^\"]+\"", "").Replace("samlp:", "", StringComparison.Ordinal)),
            ["no identifier"] = (Refusal.NotAResponse, (p, d) => Resigned(p, d, r => r.DocumentElement!.RemoveAttribute("ID"), response: false)),
            ["an assertion without identifier"] = (Refusal.SignatureInvalid, (p, d) => Changed(d, r => BrokenResponse.Of(r, "//saml:Assertion").SetAttribute("ID", ""), responseSignature: false)),
            ["another version"] = (Refusal.NotAResponse, (p, d) => Resigned(p, d, r => r.DocumentElement!.SetAttribute("Version", "1.1"))),
            ["an assertion of another version"] = (Refusal.NotAResponse, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:Assertion").SetAttribute("Version", "1.1"))),
            ["no status"] = (Refusal.NotAResponse, (p, d) => Resigned(p, d, r => BrokenResponse.Remove(r, "//samlp:Status"))),
            ["an empty status"] = (Refusal.NotAResponse, (p, d) => Resigned(p, d, r => BrokenResponse.Remove(r, "//samlp:StatusCode"))),
            ["a status without a code"] = (Refusal.NotAResponse, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//samlp:StatusCode").SetAttribute("Value", ""))),
            ["success and no assertion"] = (Refusal.NotAResponse, (p, d) => Resigned(p, d, r => BrokenResponse.Remove(r, "//saml:Assertion"))),
            ["failure and an assertion"] = (Refusal.Ambiguous, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//samlp:StatusCode").SetAttribute("Value", Names.Responder))),

            // For whom, from whom, about whom.
            ["no request"] = (Refusal.UnknownRequest, (p, d) => Resigned(p, d, r => r.DocumentElement!.RemoveAttribute("InResponseTo"))),
            ["no destination"] = (Refusal.WrongDestination, (p, d) => Resigned(p, d, r => r.DocumentElement!.RemoveAttribute("Destination"))),
            ["a destination written otherwise"] = (Refusal.WrongDestination, (p, d) => Resigned(p, d, r => r.DocumentElement!.SetAttribute("Destination", r.DocumentElement.GetAttribute("Destination").ToUpperInvariant()))),
            ["from another provider"] = (Refusal.WrongIssuer, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "/samlp:Response/saml:Issuer").InnerText = "https://altro.example")),
            ["from nobody"] = (Refusal.WrongIssuer, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "/samlp:Response/saml:Issuer").InnerText = "")),
            ["no issuer"] = (Refusal.WrongIssuer, (p, d) => Resigned(p, d, r => BrokenResponse.Remove(r, "/samlp:Response/saml:Issuer"))),
            ["an issuer of another format"] = (Refusal.WrongIssuer, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "/samlp:Response/saml:Issuer").SetAttribute("Format", Names.Transient))),
            ["an assertion without issuer"] = (Refusal.WrongIssuer, (p, d) => Resigned(p, d, r => BrokenResponse.Remove(r, "//saml:Assertion/saml:Issuer"))),
            ["an assertion whose issuer has an empty format"] = (Refusal.WrongIssuer, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:Assertion/saml:Issuer").SetAttribute("Format", ""))),
            ["no audience"] = (Refusal.WrongAudience, (p, d) => Resigned(p, d, r => BrokenResponse.Remove(r, "//saml:AudienceRestriction"))),
            ["an empty audience"] = (Refusal.WrongAudience, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:Audience").InnerText = "")),
            ["two audiences"] = (Refusal.WrongAudience, (p, d) => Resigned(p, d, r => Doubled(BrokenResponse.Of(r, "//saml:Audience")))),
            ["no subject"] = (Refusal.WrongSubject, (p, d) => Resigned(p, d, r => BrokenResponse.Remove(r, "//saml:Subject"))),
            ["no subject name"] = (Refusal.WrongSubject, (p, d) => Resigned(p, d, r => BrokenResponse.Remove(r, "//saml:NameID"))),
            ["a blank subject name"] = (Refusal.WrongSubject, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:NameID").InnerText = "\n  ")),
            ["a subject name of another format"] = (Refusal.WrongSubject, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:NameID").SetAttribute("Format", Names.Entity))),
            ["a subject name without a domain"] = (Refusal.WrongSubject, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:NameID").RemoveAttribute("NameQualifier"))),
            ["no confirmation"] = (Refusal.WrongSubject, (p, d) => Resigned(p, d, r => BrokenResponse.Remove(r, "//saml:SubjectConfirmation"))),
            ["no data of the confirmation"] = (Refusal.WrongSubject, (p, d) => Resigned(p, d, r => BrokenResponse.Remove(r, "//saml:SubjectConfirmationData"))),
            ["two confirmations"] = (Refusal.WrongSubject, (p, d) => Resigned(p, d, r => Doubled(BrokenResponse.Of(r, "//saml:SubjectConfirmation")))),
            ["confirmed for another request"] = (Refusal.WrongSubject, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:SubjectConfirmationData").SetAttribute("InResponseTo", "_altra"))),
            ["confirmed by a key holder"] = (Refusal.WrongSubject, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:SubjectConfirmation").SetAttribute("Method", "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key"))),
            ["a confirmation without end"] = (Refusal.WrongSubject, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:SubjectConfirmationData").RemoveAttribute("NotOnOrAfter"))),
            ["a confirmation whose end is no instant"] = (Refusal.WrongSubject, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:SubjectConfirmationData").SetAttribute("NotOnOrAfter", "2099/01/01"))),

            // At what level, with what.
            ["a level lower than asked"] = (Refusal.LevelTooLow, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:AuthnContextClassRef").InnerText = Names.Level(1))),
            ["a level of the older names"] = (Refusal.LevelTooLow, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:AuthnContextClassRef").InnerText = "urn:oasis:names:tc:SAML:2.0:ac:classes:SpidL3")),
            ["no level"] = (Refusal.LevelTooLow, (p, d) => Resigned(p, d, r => BrokenResponse.Remove(r, "//saml:AuthnContext"))),
            ["no statement of the sign-in"] = (Refusal.LevelTooLow, (p, d) => Resigned(p, d, r => BrokenResponse.Remove(r, "//saml:AuthnStatement"))),
            ["an attribute without a value"] = (Refusal.AttributesMissing, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:Attribute[@Name='name']/saml:AttributeValue").InnerText = "")),
            ["an attribute without a value element"] = (Refusal.AttributesMissing, (p, d) => Resigned(p, d, r => BrokenResponse.Remove(r, "//saml:Attribute[@Name='name']/saml:AttributeValue"))),
            ["an attribute with two values"] = (Refusal.AttributesMissing, (p, d) => Resigned(p, d, r => Doubled(BrokenResponse.Of(r, "//saml:Attribute[@Name='name']/saml:AttributeValue")))),
            ["a value that holds elements"] = (Refusal.AttributesMissing, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:Attribute[@Name='name']/saml:AttributeValue").AppendChild(r.CreateElement("b")))),
            ["an attribute that stands twice"] = (Refusal.AttributesMissing, (p, d) => Resigned(p, d, r => Doubled(BrokenResponse.Of(r, "//saml:Attribute[@Name='fiscalNumber']")))),
            ["no statement of attributes"] = (Refusal.AttributesMissing, (p, d) => Resigned(p, d, r => BrokenResponse.Remove(r, "//saml:AttributeStatement"))),
            ["a foreign fiscal number"] = (Refusal.AttributesMissing, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:Attribute[@Name='fiscalNumber']/saml:AttributeValue").InnerText = "TINDE-123")),

            // When.
            ["not valid yet"] = (Refusal.WrongTime, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:Conditions").SetAttribute("NotBefore", RelyingParty.Instant(Now.AddSeconds(61))))),
            ["not valid any more"] = (Refusal.WrongTime, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:Conditions").SetAttribute("NotOnOrAfter", RelyingParty.Instant(Now.AddSeconds(-60))))),
            ["no conditions"] = (Refusal.WrongTime, (p, d) => Resigned(p, d, r => BrokenResponse.Remove(r, "//saml:Conditions"))),
            ["conditions without a beginning"] = (Refusal.WrongTime, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:Conditions").RemoveAttribute("NotBefore"))),
            ["conditions without an end"] = (Refusal.WrongTime, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:Conditions").SetAttribute("NotOnOrAfter", ""))),
            ["confirmation ended"] = (Refusal.WrongTime, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:SubjectConfirmationData").SetAttribute("NotOnOrAfter", RelyingParty.Instant(Now.AddSeconds(-60))))),
            ["issued in the future"] = (Refusal.WrongTime, (p, d) => Resigned(p, d, r => r.DocumentElement!.SetAttribute("IssueInstant", RelyingParty.Instant(Now.AddSeconds(61))))),
            ["an assertion issued in the future"] = (Refusal.WrongTime, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:Assertion").SetAttribute("IssueInstant", RelyingParty.Instant(Now.AddSeconds(61))))),
            ["issued before the request"] = (Refusal.WrongTime, (p, d) => Resigned(p, d, r => BrokenResponse.Of(r, "//saml:Assertion").SetAttribute("IssueInstant", RelyingParty.Instant(Now.AddSeconds(-61))))),
            ["never issued"] = (Refusal.WrongTime, (p, d) => Resigned(p, d, r => r.DocumentElement!.SetAttribute("IssueInstant", ""))),
            ["issued on a day"] = (Refusal.WrongTime, (p, d) => Resigned(p, d, r => r.DocumentElement!.SetAttribute("IssueInstant", "2026-11-23"))),
            ["issued in another zone"] = (Refusal.WrongTime, (p, d) => Resigned(p, d, r => r.DocumentElement!.SetAttribute("IssueInstant", "2026-11-23T15:30:00+01:00"))),
        }.Select(a => KeyValuePair.Create(a.Key, a.Value))).ToDictionary();

    public static TheoryData<string, string> Table
    {
        get
        {
            var table = new TheoryData<string, string>();
            foreach (var attack in Attacks.Keys)
            {
                table.Add(Profile.Spid.Key, attack);
                table.Add(Profile.Cie.Key, attack);
            }

            return table;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void An_attack_is_refused_for_its_reason_and_the_untouched_message_passes(string federation, string attack)
    {
        var profile = Profile.All.Single(p => p.Key == federation);
        Assert.IsType<Verification.Accepted>(Verify(profile, Good(profile).OuterXml));

        // The keys of two other providers stand in the registry too; only that of the provider asked counts.
        var refused = Assert.IsType<Verification.Refused>(Verify(profile, Attacks[attack].Attack(profile, Good(profile))));
        Assert.Equal(Attacks[attack].Refused, refused.Reason);
    }

    [Fact]
    public void Every_way_of_changing_a_message_leaves_an_unchanged_one_acceptable()
    {
        // The ways of the table, used without a change: what they refuse is the change and not the way.
        Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, Resigned(Profile.Spid, Good(Profile.Spid), _ => { })));
        Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, Signed(Good(Profile.Spid), ProviderKey)));
        Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, BrokenResponse.Without(Good(Profile.Spid), "/samlp:Response/ds:Signature")));
        Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, Regex.Replace(Good(Profile.Spid).OuterXml, "Reference URI=\"#([^\"]+)\"", "Reference URI=\"#$1\"")));
        Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, Changed(Good(Profile.Spid), _ => { }, responseSignature: false)));
    }

    [Fact]
    public void A_comment_inside_a_value_cuts_nothing_off()
    {
        var message = Good(Profile.Spid).OuterXml.Replace("TINIT-BNCLNE88C52L219D", "TINIT-BNCLNE88C<!-- -->52L219D", StringComparison.Ordinal);

        Assert.Equal("BNCLNE88C52L219D", Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, message)).Assertion.FiscalCode);
    }

    [Fact]
    public void What_a_message_says_of_keys_is_not_read_not_even_where_it_is_empty_or_broken()
    {
        var message = Regex.Replace(Good(Profile.Spid).OuterXml, "<X509Certificate>.*?</X509Certificate>", "<X509Certificate />");
        Assert.Contains("<X509Certificate />", message);
        Assert.IsType<Verification.Refused>(Verify(Profile.Spid, message));

        // The assertion's own key information is outside its signature; only the response's signature covers it.
        var without = RelyingParty.New(message);
        BrokenResponse.Remove(without, "/samlp:Response/ds:Signature");
        Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, without.OuterXml));

        var garbage = RelyingParty.New(message.Replace("<X509Certificate />", "<X509Certificate>AAAA</X509Certificate>", StringComparison.Ordinal));
        BrokenResponse.Remove(garbage, "/samlp:Response/ds:Signature");
        Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, garbage.OuterXml));
    }

    [Fact]
    public void Clocks_may_differ_by_a_minute_and_a_higher_level_is_welcome()
    {
        Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, Resigned(Profile.Spid, Good(Profile.Spid), r => BrokenResponse.Of(r, "//saml:Conditions").SetAttribute("NotBefore", RelyingParty.Instant(Now.AddSeconds(60))))));
        Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, Resigned(Profile.Spid, Good(Profile.Spid), r => BrokenResponse.Of(r, "//saml:Conditions").SetAttribute("NotOnOrAfter", RelyingParty.Instant(Now.AddSeconds(-59))))));
        Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, Resigned(Profile.Spid, Good(Profile.Spid), r => r.DocumentElement!.SetAttribute("IssueInstant", RelyingParty.Instant(Now.AddSeconds(-60))))));
        Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, Resigned(Profile.Spid, Good(Profile.Spid), r => r.DocumentElement!.SetAttribute("IssueInstant", RelyingParty.Instant(Now.AddSeconds(60))))));
        Assert.Equal(3, Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, Good(Profile.Spid, level: 3).OuterXml)).Assertion.Level);
    }

    [Theory]
    [InlineData(-120, false)]
    [InlineData(-60, true)]
    [InlineData(0, true)]
    [InlineData(60, true)]
    [InlineData(120, false)]
    public void A_provider_whose_clock_is_two_minutes_off_is_refused(int seconds, bool accepted)
    {
        var outcome = Verify(Profile.Spid, Good(Profile.Spid, at: Now.AddSeconds(seconds)).OuterXml);

        Assert.Equal(accepted ? null : Refusal.WrongTime, (outcome as Verification.Refused)?.Reason);
    }

    [Theory]
    [InlineData("2026-11-23T14:30:00Z")]
    [InlineData("2026-11-23T14:30:00.1Z")]
    [InlineData("2026-11-23T14:30:00.123456Z")]
    [InlineData("2026-11-23T14:30:00.123456")]
    public void An_instant_may_have_fractions_and_needs_no_zone_because_it_is_always_utc(string instant) =>
        Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, Resigned(Profile.Spid, Good(Profile.Spid), r => r.DocumentElement!.SetAttribute("IssueInstant", instant))));

    [Fact]
    public void The_format_of_the_issuer_may_be_left_out_where_the_federation_allows_it()
    {
        static void leaveOut(XmlDocument r, string path) => BrokenResponse.Of(r, path).RemoveAttribute("Format");

        Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, Resigned(Profile.Spid, Good(Profile.Spid), r => leaveOut(r, "/samlp:Response/saml:Issuer"))));
        Assert.IsType<Verification.Refused>(Verify(Profile.Spid, Resigned(Profile.Spid, Good(Profile.Spid), r => leaveOut(r, "//saml:Assertion/saml:Issuer"))));
        Assert.False(BrokenResponse.Of(Good(Profile.Cie), "//saml:Assertion/saml:Issuer").HasAttribute("Format"));
    }

    [Fact]
    public void A_new_key_of_the_provider_is_accepted_beside_the_old_one()
    {
        var registered = ProviderOf(Profile.Spid).Registered;
        var rolling = Expected(Profile.Spid) with { Provider = registered with { Certificates = [StrangerKey, .. registered.Certificates] } };

        Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, Good(Profile.Spid).OuterXml, rolling));
        Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, Signed(Good(Profile.Spid), StrangerKey), rolling));
    }

    [Fact]
    public void Metadata_that_have_ended_carry_no_key()
    {
        var expected = Expected(Profile.Spid);

        Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, Good(Profile.Spid).OuterXml, expected with { Provider = expected.Provider with { ValidUntil = Now.AddSeconds(1) } }));
        Assert.Equal(Refusal.MetadataExpired, Assert.IsType<Verification.Refused>(Verify(Profile.Spid, Good(Profile.Spid).OuterXml, expected with { Provider = expected.Provider with { ValidUntil = Now } })).Reason);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(22)]
    [InlineData(30)]
    public void The_provider_says_why_a_sign_in_failed(int code)
    {
        var message = SafeXml.FromBase64(ProviderOf(Profile.Spid).Fail(RequestId, code))!;

        Assert.Equal(code, Assert.IsType<Verification.Failed>(Verify(Profile.Spid, message)).Code);
    }

    [Fact]
    public void An_answer_of_one_federation_is_none_of_another()
    {
        var expected = new Expected(RequestId, ProviderOf(Profile.Spid).Registered, 2, Now);

        Assert.Equal(Refusal.WrongDestination, Assert.IsType<Verification.Refused>(Verify(Profile.Cie, Good(Profile.Spid).OuterXml, expected)).Reason);
    }

    [Fact]
    public void No_mutilated_message_passes_and_none_breaks_the_verifier()
    {
        var good = Encoding.UTF8.GetBytes(Good(Profile.Spid).OuterXml);
        Mutation.Of(good).Sample(message => Mutation.IsHarmless(Profile.Spid, message), iter: 600);
        Assert.IsType<Verification.Accepted>(Verify(Profile.Spid, good));
    }

    /// <summary>Ways in which bytes go wrong.</summary>
    internal static class Mutation
    {
        public static Gen<byte[]> Of(byte[] good) => Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, 4], Gen.Int[1, 200], Gen.Int[0, good.Length - 1]).Select((place, value, how, length, other) => how switch
        {
            0 => [.. good[..place], value, .. good[(place + 1)..]],
            1 => [.. good[..place], .. good[Math.Min(place + length, good.Length)..]],
            2 => [.. good[..place], .. good[place..Math.Min(place + length, good.Length)], .. good[place..]],
            3 => [.. good[..other], .. good[place..Math.Min(place + length, good.Length)], .. good[other..]],
            _ => (byte[])[.. good[..place]],
        });

        /// <summary>Outside the signed assertion a change may mean nothing; what was signed is what is read.</summary>
        public static bool IsHarmless(Profile profile, byte[] message) =>
            Verify(profile, message) is not Verification.Accepted accepted
            || (accepted.Assertion.FiscalCode == "BNCLNE88C52L219D" && accepted.Assertion.Attributes["familyName"] == "Bianchi" && accepted.Assertion.Level == 2);
    }

    private static string Resigned(Profile profile, XmlDocument document, Action<XmlDocument> change, bool response = true)
    {
        if (response)
            return BrokenResponse.Resigned(ProviderOf(profile), document, change);

        BrokenResponse.Remove(document, "/samlp:Response/ds:Signature");
        change(document);
        return document.OuterXml;
    }

    private static string Changed(XmlDocument document, Action<XmlDocument> change, bool responseSignature)
    {
        if (!responseSignature)
            BrokenResponse.Remove(document, "/samlp:Response/ds:Signature");
        change(document);
        return document.OuterXml;
    }

    /// <summary>Signed by a key that may be somebody else's.</summary>
    private static string Signed(XmlDocument document, X509Certificate2 key)
    {
        BrokenResponse.Remove(document, "//ds:Signature");
        var assertion = BrokenResponse.Of(document, "//saml:Assertion");
        XmlSignature.Sign(assertion, key, assertion.FirstChild);
        return document.OuterXml;
    }

    /// <summary>Really signed with HMAC over the provider's public key, which everybody knows.</summary>
    private static string ByPublicKeyAsSecret(XmlDocument document)
    {
        BrokenResponse.Remove(document, "//ds:Signature");
        var assertion = BrokenResponse.Of(document, "//saml:Assertion");
        var signed = new SignedXml(document);
        signed.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;
        var reference = new Reference("#" + assertion.GetAttribute("ID")) { DigestMethod = SignedXml.XmlDsigSHA256Url };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform());
        signed.AddReference(reference);
        using var hmac = new HMACSHA256(ProviderKey.GetPublicKey());
        signed.ComputeSignature(hmac);
        assertion.InsertAfter(document.ImportNode(signed.GetXml(), deep: true), assertion.FirstChild);
        return document.OuterXml;
    }

    private static string Doubled(XmlElement element)
    {
        element.ParentNode!.InsertAfter(element.CloneNode(deep: true), element);
        return element.OwnerDocument.OuterXml;
    }

    private static string Twin(XmlDocument document)
    {
        BrokenResponse.Remove(document, "/samlp:Response/ds:Signature");
        var twin = (XmlElement)BrokenResponse.Of(document, "//saml:Assertion").CloneNode(deep: true);
        twin.SetAttribute("ID", "_gemella");
        twin.SelectSingleNode(".//saml:Attribute[@Name='fiscalNumber']/saml:AttributeValue", BrokenResponse.Spaces(document))!.InnerText = "TINIT-RSSPLA74B18L219G";
        document.DocumentElement!.AppendChild(twin);
        return document.OuterXml;
    }
}

using System.IO.Compression;
using System.Text;
using System.Xml;
using Cig.Platform.Tests;
using Cig.Web.SignIn.Saml;
using static Cig.Web.Tests.SignIn.SamlParties;

namespace Cig.Web.Tests.SignIn;

/// <summary>The messages that we send, in both bindings, and logout messages that arrive.</summary>
public sealed class BindingTests
{
    public static TheoryData<string, bool> Ways => new() { { "spid", false }, { "spid", true }, { "spid-private", false }, { "spid-private", true }, { "cie", false }, { "cie", true } };

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_request_says_what_the_rules_ask_for_and_nothing_that_they_forbid(string federation, bool redirect)
    {
        var profile = Profile.All.Single(p => p.Key == federation);
        var (us, provider) = (In(profile), ProviderOf(profile));

        var carrier = Requests.SignIn(us, provider.Registered, "_id", "maniglia", 2, null, redirect, Now);

        var request = RelyingParty.New(carrier.Message).DocumentElement!;
        Assert.Equal(("_id", "2.0", "2026-11-23T14:30:00.000Z"), (request.GetAttribute("ID"), request.GetAttribute("Version"), request.GetAttribute("IssueInstant")));
        Assert.Equal((provider.SingleSignOn, "true", "0", "0"), (request.GetAttribute("Destination"), request.GetAttribute("ForceAuthn"), request.GetAttribute("AssertionConsumerServiceIndex"), request.GetAttribute("AttributeConsumingServiceIndex")));
        Assert.All(["IsPassive", "AssertionConsumerServiceURL", "ProtocolBinding", "ProviderName"], a => Assert.False(request.HasAttribute(a)));

        string[] children = redirect ? ["Issuer", "NameIDPolicy", "RequestedAuthnContext"] : ["Issuer", "Signature", "NameIDPolicy", "RequestedAuthnContext"];
        Assert.Equal(children, request.ChildNodes.OfType<XmlElement>().Select(c => c.LocalName));
        var issuer = request.Only("Issuer", Names.Assertion)!;
        Assert.Equal((us.EntityId, Names.Entity, us.EntityId), (issuer.InnerText, issuer.GetAttribute("Format"), issuer.GetAttribute("NameQualifier")));
        var policy = request.Only("NameIDPolicy", Names.Protocol)!;
        Assert.Equal((Names.Transient, false), (policy.GetAttribute("Format"), policy.HasAttribute("AllowCreate")));
        var context = request.Only("RequestedAuthnContext", Names.Protocol)!;
        Assert.Equal(("minimum", Names.Level(2)), (context.GetAttribute("Comparison"), context.Only("AuthnContextClassRef", Names.Assertion)!.InnerText));

        if (redirect)
        {
            var query = new Uri(carrier.AsAddress).Query;
            Assert.Matches("^\\?SAMLRequest=[^&]+&RelayState=maniglia&SigAlg=[^&]+&Signature=[^&]+$", query);
            Assert.Equal(new("_id", 2, null), provider.ReadQuery(query));
            Assert.True(Bindings.Holds(Bindings.Read(query, "SAMLRequest")!, us.Certificates));
        }
        else
        {
            Assert.Equal(("post", "maniglia"), (carrier.Method, carrier.Fields.Single(f => f.Key == "RelayState").Value));
            Assert.NotNull(XmlSignature.Verified(RelyingParty.New(Encoding.UTF8.GetString(Convert.FromBase64String(carrier.Fields[0].Value))).DocumentElement!, us.Certificates));
            Assert.Equal(new("_id", 2, null), provider.Read(carrier.Fields[0].Value));
        }
    }

    [Theory]
    [InlineData(1, "spid", false)]
    [InlineData(2, "spid", true)]
    [InlineData(3, "spid", true)]
    [InlineData(1, "cie", true)]
    public void Authentication_is_repeated_from_level_2_on_and_always_by_cie(int level, string federation, bool forced)
    {
        var profile = Profile.All.Single(p => p.Key == federation);
        var request = RelyingParty.New(Requests.SignIn(In(profile), ProviderOf(profile).Registered, "_id", "r", level, null, redirect: false, Now).Message).DocumentElement!;

        Assert.Equal(forced, request.GetAttribute("ForceAuthn") == "true");
    }

    [Theory]
    [InlineData(Purpose.P, 1)]
    [InlineData(Purpose.LP, 1)]
    [InlineData(Purpose.PG, 1)]
    [InlineData(Purpose.PX, 1)]
    [InlineData(Purpose.PF, 0)]
    public void A_professional_identity_is_asked_for_by_its_purpose_and_with_the_set_that_names_the_company(Purpose purpose, int set)
    {
        var carrier = Requests.SignIn(In(Profile.Spid), ProviderOf(Profile.Spid).Registered, "_id", "r", 2, purpose, redirect: false, Now);
        var request = RelyingParty.New(carrier.Message).DocumentElement!;

        Assert.Equal(["Issuer", "Signature", "Extensions", "NameIDPolicy", "RequestedAuthnContext"], request.ChildNodes.OfType<XmlElement>().Select(c => c.LocalName));
        Assert.Equal(purpose.ToString(), request.Only("Extensions", Names.Protocol).Only("Purpose", Names.SpidExtensions)!.InnerText);
        Assert.Equal(set.ToString(), request.GetAttribute("AttributeConsumingServiceIndex"));
        Assert.Equal(purpose, ProviderOf(Profile.Spid).Read(carrier.Fields[0].Value)!.Purpose);
    }

    /// <summary>Ways to bend a signed query; each is refused, and the untouched one accepted.</summary>
    private static readonly Dictionary<string, Func<string, string>> Bent = new()
    {
        ["another order"] = q => Reordered(q, 1, 0, 2, 3),
        ["the algorithm first"] = q => Reordered(q, 2, 0, 1, 3),
        ["the signature before the algorithm"] = q => Reordered(q, 0, 1, 3, 2),
        ["the message twice"] = q => q + "&" + Parts(q)[0],
        ["the handle twice"] = q => string.Join('&', [Parts(q)[0], Parts(q)[1], .. Parts(q)[1..]]),
        ["the signature twice"] = q => q + "&" + Parts(q)[3],
        ["a field more"] = q => q + "&altro=1",
        ["no handle"] = q => Reordered(q, 0, 2, 3),
        ["another handle"] = q => q.Replace("RelayState=maniglia", "RelayState=altra", StringComparison.Ordinal),
        ["the handle written otherwise"] = q => q.Replace("RelayState=maniglia", "RelayState=%6Daniglia", StringComparison.Ordinal),
        ["a short hash"] = q => q.Replace("rsa-sha256", "rsa-sha1", StringComparison.Ordinal),
        ["a shared secret"] = q => q.Replace("rsa-sha256", "hmac-sha256", StringComparison.Ordinal),
        ["no signature"] = q => Reordered(q, 0, 1, 2),
        ["an empty signature"] = q => string.Join('&', [.. Parts(q)[..3], "Signature="]),
        ["another message"] = q => string.Join('&', ["SAMLRequest=" + Uri.EscapeDataString(Packed("<a/>")), .. Parts(q)[1..]]),
        ["a message that never ends"] = q => string.Join('&', ["SAMLRequest=" + Uri.EscapeDataString(Packed(new string(' ', 50_000_000))), .. Parts(q)[1..]]),
        ["no packed message"] = q => string.Join('&', ["SAMLRequest=AAAA", .. Parts(q)[1..]]),
    };

    public static TheoryData<string> Bends => [.. Bent.Keys];

    [Theory]
    [MemberData(nameof(Bends))]
    public void A_query_is_accepted_only_as_it_was_signed(string how)
    {
        var keys = In(Profile.Spid).Certificates;
        var query = new Uri(Requests.SignIn(In(Profile.Spid), ProviderOf(Profile.Spid).Registered, "_id", "maniglia", 2, null, redirect: true, Now).AsAddress).Query.TrimStart('?');
        Assert.True(Bindings.Holds(Bindings.Read(query, "SAMLRequest")!, keys));

        var bent = Bindings.Read(Bent[how](query), "SAMLRequest");

        Assert.True(bent is null || !Bindings.Holds(bent, keys));
    }

    /// <summary>Logout messages that must not pass, in a form.</summary>
    private static readonly Dictionary<string, (Refusal Refused, Func<XmlDocument, string> Change)> Logouts = new()
    {
        ["unsigned"] = (Refusal.Unsigned, d => d.OuterXml),
        ["changed after the signature"] = (Refusal.SignatureInvalid, d => SignedBy(d, ProviderKey).Replace("nome-di-passaggio", "altro", StringComparison.Ordinal)),
        ["signed by a stranger"] = (Refusal.SignatureInvalid, d => SignedBy(d, StrangerKey)),
        ["wrapped in a forged one"] = (Refusal.Ambiguous, d =>
        {
            var forged = (XmlDocument)d.CloneNode(deep: true);
            forged.DocumentElement!.SetAttribute("ID", "_falsa");
            SignedBy(d, ProviderKey);
            forged.DocumentElement.InsertAfter(forged.ImportNode(d.DocumentElement!.Only("Signature", Names.Signature)!, deep: true), forged.DocumentElement.FirstChild)!.AppendChild(forged.ImportNode(d.DocumentElement!, deep: true));
            return forged.OuterXml;
        }),
        ["the signed one in an extension"] = (Refusal.Ambiguous, d =>
        {
            SignedBy(d, ProviderKey);
            var forged = RelyingParty.New(d.OuterXml);
            forged.DocumentElement!.SetAttribute("ID", "_falsa");
            forged.DocumentElement.AppendChild(forged.CreateElement("samlp", "Extensions", Names.Protocol))!.AppendChild(forged.ImportNode(d.DocumentElement!, deep: true));
            return forged.OuterXml;
        }),
        ["for another service"] = (Refusal.WrongDestination, d => Changed(d, "Destination", "https://altro.example/logout")),
        ["of six minutes ago"] = (Refusal.WrongTime, d => Changed(d, "IssueInstant", RelyingParty.Instant(Now.AddMinutes(-6)))),
        ["of the future"] = (Refusal.WrongTime, d => Changed(d, "IssueInstant", RelyingParty.Instant(Now.AddSeconds(61)))),
        ["expired"] = (Refusal.WrongTime, d => Changed(d, "NotOnOrAfter", RelyingParty.Instant(Now.AddSeconds(-60)))),
        ["of another version"] = (Refusal.NotAResponse, d => Changed(d, "Version", "1.1")),
        ["from another provider"] = (Refusal.WrongIssuer, d =>
        {
            d.DocumentElement!.Only("Issuer", Names.Assertion)!.InnerText = "https://altro.example";
            return SignedBy(d, ProviderKey);
        }),
        ["about nobody"] = (Refusal.WrongSubject, d =>
        {
            d.DocumentElement!.RemoveChild(d.DocumentElement.Only("NameID", Names.Assertion)!);
            return SignedBy(d, ProviderKey);
        }),
    };

    public static TheoryData<string> LogoutNames => [.. Logouts.Keys];

    [Theory]
    [MemberData(nameof(LogoutNames))]
    public void A_logout_message_is_held_to_the_same_rules(string attack)
    {
        var provider = ProviderOf(Profile.Spid);
        Assert.Equal("nome-di-passaggio", Assert.IsType<Verification.LoggedOut>(VerifyLogout(SignedBy(provider.LogoutRequest("nome-di-passaggio"), ProviderKey))).Message.NameId);

        var refused = Assert.IsType<Verification.Refused>(VerifyLogout(Logouts[attack].Change(provider.LogoutRequest("nome-di-passaggio"))));

        Assert.Equal(Logouts[attack].Refused, refused.Reason);
    }

    [Fact]
    public void A_logout_request_in_an_address_is_accepted_as_it_was_signed_and_no_other()
    {
        var provider = ProviderOf(Profile.Spid);
        var us = In(Profile.Spid);
        string query(System.Security.Cryptography.X509Certificates.X509Certificate2 key) => new Uri(Bindings.Redirect("SAMLRequest", provider.LogoutRequest("nome-di-passaggio"), new(us.Logout), "r", key).AsAddress).Query;
        Verification verify(string q)
        {
            var signed = Bindings.Read(q, "SAMLRequest")!;
            return new Verifier(new TestClock(Now)).VerifyLogout(us, signed, UnverifiedMessage.Read(signed.Message)!, provider.Registered);
        }

        Assert.Equal("nome-di-passaggio", Assert.IsType<Verification.LoggedOut>(verify(query(ProviderKey))).Message.NameId);
        Assert.Equal(Refusal.SignatureInvalid, Assert.IsType<Verification.Refused>(verify(query(StrangerKey))).Reason);
    }

    private static Verification VerifyLogout(string message) =>
        new Verifier(new TestClock(Now)).VerifyLogout(In(Profile.Spid), UnverifiedMessage.Read(Encoding.UTF8.GetBytes(message))!, ProviderOf(Profile.Spid).Registered);

    private static string SignedBy(XmlDocument document, System.Security.Cryptography.X509Certificates.X509Certificate2 key)
    {
        XmlSignature.Sign(document.DocumentElement!, key, document.DocumentElement!.FirstChild);
        return document.OuterXml;
    }

    private static string Changed(XmlDocument document, string attribute, string value)
    {
        document.DocumentElement!.SetAttribute(attribute, value);
        return SignedBy(document, ProviderKey);
    }

    private static string[] Parts(string query) => query.Split('&');

    private static string Reordered(string query, params int[] order) => string.Join('&', order.Select(i => Parts(query)[i]));

    private static string Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(Encoding.UTF8.GetBytes(text));
        return Convert.ToBase64String(packed.ToArray());
    }
}

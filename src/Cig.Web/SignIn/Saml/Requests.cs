using System.Xml;

namespace Cig.Web.SignIn.Saml;

/// <summary>The messages that we send.</summary>
internal static class Requests
{
    /// <summary>A request to sign a person in, at a level or a higher one. The browser carries it as <see cref="Bindings"/> say.</summary>
    public static Carrier SignIn(RelyingParty us, IdentityProvider provider, string id, string relay, int level, Purpose? purpose, bool redirect, DateTimeOffset now)
    {
        var (binding, address) = Choose(provider.SingleSignOn, redirect);
        var force = us.Profile.AlwaysForceAuthn || level > 1 ? " ForceAuthn=\"true\"" : "";
        var extension = purpose is { } p ? $"""<samlp:Extensions><spid:Purpose xmlns:spid="{Names.SpidExtensions}">{p}</spid:Purpose></samlp:Extensions>""" : "";
        var message = RelyingParty.New($"""
            <samlp:AuthnRequest xmlns:samlp="{Names.Protocol}" xmlns:saml="{Names.Assertion}" ID="{id}" Version="2.0" IssueInstant="{RelyingParty.Instant(now)}" Destination="{RelyingParty.Escape(address.AbsoluteUri)}"{force} AssertionConsumerServiceIndex="0" AttributeConsumingServiceIndex="{us.Profile.SetFor(purpose).Index}">{us.Issuer}{extension}<samlp:NameIDPolicy Format="{Names.Transient}"/><samlp:RequestedAuthnContext Comparison="minimum"><saml:AuthnContextClassRef>{Names.Level(level)}</saml:AuthnContextClassRef></samlp:RequestedAuthnContext></samlp:AuthnRequest>
            """);
        return Carry("SAMLRequest", message, binding, address, relay, us);
    }

    /// <summary>A request to end a person's session at the provider too.</summary>
    public static Carrier? SignOut(RelyingParty us, IdentityProvider provider, string id, string relay, string nameId, string? qualifier, string? sessionIndex, DateTimeOffset now)
    {
        if (!provider.Logout.ContainsKey(Names.Post) && !provider.Logout.ContainsKey(Names.Redirect))
            return null;

        var (binding, address) = Choose(provider.Logout, redirect: false);
        var index = sessionIndex is null ? "" : $"<samlp:SessionIndex>{RelyingParty.Escape(sessionIndex)}</samlp:SessionIndex>";
        var message = RelyingParty.New($"""
            <samlp:LogoutRequest xmlns:samlp="{Names.Protocol}" xmlns:saml="{Names.Assertion}" ID="{id}" Version="2.0" IssueInstant="{RelyingParty.Instant(now)}" Destination="{RelyingParty.Escape(address.AbsoluteUri)}">{us.Issuer}<saml:NameID Format="{Names.Transient}" NameQualifier="{RelyingParty.Escape(qualifier ?? provider.EntityId)}">{RelyingParty.Escape(nameId)}</saml:NameID>{index}</samlp:LogoutRequest>
            """);
        return Carry("SAMLRequest", message, binding, address, relay, us);
    }

    /// <summary>The answer to a provider that told us to end a session.</summary>
    public static Carrier? SignedOut(RelyingParty us, IdentityProvider provider, string inResponseTo, string? relay, bool success, DateTimeOffset now)
    {
        if (!provider.Logout.ContainsKey(Names.Post) && !provider.Logout.ContainsKey(Names.Redirect))
            return null;

        var (binding, address) = Choose(provider.Logout, redirect: false);
        var message = RelyingParty.New($"""
            <samlp:LogoutResponse xmlns:samlp="{Names.Protocol}" xmlns:saml="{Names.Assertion}" ID="{RelyingParty.NewId()}" Version="2.0" IssueInstant="{RelyingParty.Instant(now)}" Destination="{RelyingParty.Escape(address.AbsoluteUri)}" InResponseTo="{RelyingParty.Escape(inResponseTo)}">{us.Issuer}<samlp:Status><samlp:StatusCode Value="{(success ? Names.Success : Names.Requester)}"/></samlp:Status></samlp:LogoutResponse>
            """);
        return Carry("SAMLResponse", message, binding, address, relay, us);
    }

    private static Carrier Carry(string field, XmlDocument message, string binding, Uri address, string? relay, RelyingParty us) => binding == Names.Redirect
        ? Bindings.Redirect(field, message, address, relay, us.Certificate)
        : Bindings.Post(field, message, address, relay, us.Certificate);

    /// <summary>The binding that is preferred where the provider has it, and the other one where it has not.</summary>
    private static (string Binding, Uri Address) Choose(IReadOnlyDictionary<string, Uri> addresses, bool redirect)
    {
        var (first, second) = redirect ? (Names.Redirect, Names.Post) : (Names.Post, Names.Redirect);
        return addresses.TryGetValue(first, out var address) ? (first, address) : (second, addresses[second]);
    }
}

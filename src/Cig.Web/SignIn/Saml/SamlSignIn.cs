using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Cig.Platform.Mandates;
using Microsoft.AspNetCore.Authentication;

namespace Cig.Web.SignIn.Saml;

/// <summary>A sign-in by a SAML provider, from the request to the session, and its end.</summary>
public sealed class SamlSignIn(RelyingParties parties, ProviderLists providers, SignInStore store, Sessions sessions, PendingCookie cookie, Verifier verifier, MessageLog messages, IConfiguration configuration, TimeProvider time, ILogger<SamlSignIn> log)
{
    /// <summary>Level asked where nothing else is said: a case and its payments want more than a password.</summary>
    public const int UsualLevel = 2;

    private const string LogoutSuffix = "-logout";

    /// <summary>Begins a sign-in: remembers it, binds it to this browser, and says how the request travels. Null where the federation or the provider is not ours.</summary>
    public async Task<Carrier?> Begin(HttpContext http, Profile profile, string? provider, int level, Purpose? purpose, string? returnPath, CancellationToken stop)
    {
        if (parties.In(profile) is not { } us || providers.Find(profile, provider) is not { } chosen)
            return null;

        var pending = new PendingSignIn(RelyingParty.NewId(), RandomNumberGenerator.GetHexString(32, lowercase: true), profile.Key, chosen.EntityId, level, SignInSetup.LocalPath(returnPath), time.GetUtcNow(), SessionHandler.Of(http)?.Id);
        await store.Begin(pending, cookie.Bind(http), stop);
        var redirect = string.Equals(configuration[$"Identity:{profile.Section}:Binding"], "redirect", StringComparison.OrdinalIgnoreCase);
        var carrier = Requests.SignIn(us, chosen, pending.Id, pending.Relay, level, purpose, redirect, pending.IssuedAt);
        await messages.Write(new("AuthnRequest", profile.Key, chosen.EntityId, pending.Id, pending.Id, null, pending.IssuedAt, null, "sent"), Encoding.UTF8.GetBytes(carrier.Message), stop);
        return carrier;
    }

    /// <summary>The endpoint where providers' answers arrive.</summary>
    public async Task<IResult> Consume(HttpContext http, RelyingParty us, CancellationToken stop)
    {
        if (!http.Request.HasFormContentType)
            return Refuse(http, Refusal.NotAResponse);

        var form = await http.Request.ReadFormAsync(stop);
        if (UnverifiedMessage.Read(SafeXml.FromBase64(form["SAMLResponse"])) is not { } message)
            return Refuse(http, Refusal.NotXml);
        if (message.InResponseTo is not { Length: > 0 } requestId || cookie.Secret(http) is not { } secret || await store.Find(requestId, us.Profile.Key, secret, stop) is not { } pending
            || (form["RelayState"].ToString() is { Length: > 0 } relay && relay != pending.Relay))
            return Refuse(http, Refusal.UnknownRequest);
        if (providers.Find(us.Profile, pending.Provider) is not { } provider)
            return Refuse(http, Refusal.UnknownProvider);

        var logged = new LoggedMessage("Response", us.Profile.Key, provider.EntityId, pending.Id, message.Id, null, message.Root.Instant("IssueInstant"), null, "");
        switch (verifier.Verify(us, message, new(pending.Id, provider, pending.Level, pending.IssuedAt)))
        {
            case Verification.Failed failed:
                await store.Finish(pending, stop);
                await messages.Write(logged with { Outcome = $"failed {failed.Code?.ToString(CultureInfo.InvariantCulture) ?? "0"}" }, message.Bytes, stop);
                if (failed.Code is { } code && MessageLog.IsOurFault(code))
                    log.LogError(new EventId(code, "ProviderRefusedOurRequest"), "{Provider} says that our request is wrong: code {Code}, request {Request}. No one can sign in there until it is mended.", provider.EntityId, code, pending.Id);
                return Results.Redirect($"/accedi/errore?codice={failed.Code?.ToString(CultureInfo.InvariantCulture) ?? "0"}");
            case Verification.Refused refused:
                await messages.Write(logged with { Outcome = refused.Reason.ToString() }, message.Bytes, stop);
                return Refuse(http, refused.Reason);
            case Verification.Accepted { Assertion: var assertion }:
                var first = await store.Finish(pending, stop) && await store.Accept(assertion.Issuer, assertion.Id, assertion.NotOnOrAfter, stop);
                await messages.Write(logged with { AssertionId = assertion.Id, AssertionIssuedAt = assertion.IssuedAt, Outcome = first ? "accepted" : nameof(Refusal.Replayed) }, message.Bytes, stop);
                if (!first)
                    return Refuse(http, Refusal.Replayed);

                cookie.Unbind(http);
                if (pending.Session is { } before)
                    await sessions.End(before, stop);
                var person = new Principal(assertion.FiscalCode!, assertion.Attributes["name"], assertion.Attributes["familyName"], us.Profile.Means, assertion.Level, time.GetUtcNow());
                await http.SignInAsync(ProviderSession.Keep(SignedIn.ToClaims(person), us.Profile, assertion));
                return Results.Redirect(pending.ReturnPath);
            default:
                throw new InvalidOperationException("The verification of a response is accepted, failed or refused.");
        }
    }

    /// <summary>After our own session has ended: how the person goes on to the provider, where that session should end too; null where there is none.</summary>
    public async Task<Carrier?> BeginLogout(HttpContext http, ClaimsPrincipal user, CancellationToken stop)
    {
        if (ProviderSession.Of(user) is not { } session || parties.In(session.Profile) is not { } us || providers.Find(session.Profile, session.Provider) is not { } provider)
            return null;
        if (!session.Profile.SingleLogout)
            return (provider.Logout.GetValueOrDefault(Names.Redirect) ?? provider.Logout.Values.FirstOrDefault()) is { } address ? new("get", address, [], "") : null;

        // At levels 2 and 3 a provider keeps no session: ours was the only one.
        if (user.Person is not { Level: 1 })
            return null;

        var now = time.GetUtcNow();
        var pending = new PendingSignIn(RelyingParty.NewId(), RandomNumberGenerator.GetHexString(32, lowercase: true), session.Profile.Key + LogoutSuffix, provider.EntityId, 0, "/esci", now);
        if (Requests.SignOut(us, provider, pending.Id, pending.Relay, session.NameId, session.NameQualifier, session.SessionIndex, now) is not { } carrier)
            return null;

        await store.Begin(pending, cookie.Bind(http), stop);
        await messages.Write(new("LogoutRequest", session.Profile.Key, provider.EntityId, pending.Id, pending.Id, null, now, null, "sent"), Encoding.UTF8.GetBytes(carrier.Message), stop);
        return carrier;
    }

    /// <summary>The endpoint where providers' words on logout arrive, in a form or in an address.</summary>
    public async Task<IResult> Logout(HttpContext http, RelyingParty us, CancellationToken stop)
    {
        // CIE only sends the person back.
        if (HttpMethods.IsGet(http.Request.Method) && !http.Request.Query.ContainsKey("SAMLRequest") && !http.Request.Query.ContainsKey("SAMLResponse"))
            return Results.Redirect("/esci");

        SignedQuery? query = null;
        IFormCollection? form = null;
        if (HttpMethods.IsGet(http.Request.Method))
            query = Bindings.Read(http.Request.QueryString.Value, http.Request.Query.ContainsKey("SAMLRequest") ? "SAMLRequest" : "SAMLResponse");
        else if (http.Request.HasFormContentType)
            form = await http.Request.ReadFormAsync(stop);

        var bytes = query?.Message ?? SafeXml.FromBase64(form?["SAMLRequest"].ToString() is { Length: > 0 } request ? request : form?["SAMLResponse"]);
        if (UnverifiedMessage.Read(bytes) is not { } message)
            return Refuse(http, Refusal.NotXml);
        if (providers.Find(us.Profile, message.Issuer) is not { } provider)
            return Refuse(http, Refusal.UnknownProvider);

        var verification = query is null ? verifier.VerifyLogout(us, message, provider) : verifier.VerifyLogout(us, query, message, provider);
        var logged = new LoggedMessage(message.Kind, us.Profile.Key, provider.EntityId, message.InResponseTo ?? message.Id ?? "", message.Id, null, message.Root.Instant("IssueInstant"), null, "accepted");
        if (verification is not Verification.LoggedOut { Message: var logout })
        {
            var reason = (verification as Verification.Refused)?.Reason ?? Refusal.NotAResponse;
            await messages.Write(logged with { Outcome = reason.ToString() }, message.Bytes, stop);
            return Refuse(http, reason);
        }

        if (!await store.Accept(logout.Issuer, logout.Id, time.GetUtcNow().AddMinutes(10), stop))
        {
            await messages.Write(logged with { Outcome = nameof(Refusal.Replayed) }, message.Bytes, stop);
            return Refuse(http, Refusal.Replayed);
        }

        if (logout.InResponseTo is { } answered)
        {
            if (cookie.Secret(http) is not { } secret || await store.Find(answered, us.Profile.Key + LogoutSuffix, secret, stop) is not { } pending || pending.Provider != logout.Issuer || !await store.Finish(pending, stop))
                return Refuse(http, Refusal.UnknownRequest);

            await messages.Write(logged, message.Bytes, stop);
            cookie.Unbind(http);
            return Results.Redirect("/esci");
        }

        await sessions.EndByProvider(logout.Issuer, logout.NameId!, stop);
        await messages.Write(logged, message.Bytes, stop);
        if (ProviderSession.Of(http.User) is { } session && session.Provider == logout.Issuer && session.NameId == logout.NameId)
            await http.SignOutAsync();
        return Requests.SignedOut(us, provider, logout.Id, query?.Relay ?? (form?["RelayState"].ToString() is { Length: > 0 } relay ? relay : null), success: true, time.GetUtcNow()) is { } answer
            ? Results.Content(CarrierPage.Write(http, answer), "text/html; charset=utf-8")
            : Results.Redirect("/esci");
    }

    /// <summary>One word outwards, the reason in the log, and a number that joins the two.</summary>
    private IResult Refuse(HttpContext http, Refusal reason)
    {
        log.LogWarning("A sign-in message was refused: {Reason} ({Trace}).", reason, http.TraceIdentifier);
        http.Items["sign-in-refused"] = true;
        return Results.StatusCode(StatusCodes.Status403Forbidden);
    }
}

/// <summary>What a session must remember of its provider, so that it can end there too.</summary>
public sealed record ProviderSession(Profile Profile, string Provider, string NameId, string? NameQualifier, string? SessionIndex)
{
    /// <summary>Whether the person is one of the demo provider's inventions.</summary>
    public bool IsDemo => Provider.Contains("/demo-idp", StringComparison.Ordinal);

    /// <summary>The session of a person, or null where it did not come from a SAML provider.</summary>
    public static ProviderSession? Of(ClaimsPrincipal user) =>
        Profile.All.FirstOrDefault(p => p.Key == user.FindFirstValue("profile")) is { } profile && user.FindFirstValue("provider") is { } provider && user.FindFirstValue("provider-name") is { } name
            ? new(profile, provider, name, user.FindFirstValue("provider-qualifier"), user.FindFirstValue("provider-session"))
            : null;

    /// <summary>Adds it to the claims of a session, with the company that a professional identity names.</summary>
    internal static ClaimsPrincipal Keep(ClaimsPrincipal claims, Profile profile, VerifiedAssertion assertion)
    {
        var identity = (ClaimsIdentity)claims.Identity!;
        identity.AddClaims([new("profile", profile.Key), new("provider", assertion.Issuer), new("provider-name", assertion.NameId)]);
        foreach (var (name, value) in new[] { ("provider-qualifier", assertion.NameQualifier), ("provider-session", assertion.SessionIndex), ("company-hint", assertion.CompanyHint) })
        {
            if (value is { Length: > 0 })
                identity.AddClaim(new(name, value));
        }

        return claims;
    }
}

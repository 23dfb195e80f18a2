using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cig.Platform.Mandates;
using Microsoft.AspNetCore.Authentication;

namespace Cig.Web.SignIn.Cns;

/// <summary>A sign-in by card: begun on the site, shown at the endpoint of the cards, finished on the site in the browser that began it.</summary>
public sealed class CnsSignIn(CnsSettings settings, CardVerifier verifier, CardCodes codes, TrustedIssuers issuers, SignInStore store, PendingCookie cookie, Sessions sessions, IConfiguration configuration, TimeProvider time, ILogger<CnsSignIn> log)
{
    /// <summary>How tables name this way in; it is its own provider.</summary>
    private const string Key = "cns";

    /// <summary>A card in a reader, with its code: the highest level.</summary>
    private const int Level = 3;

    private readonly string _site = configuration.Site;

    /// <summary>Remembers that this browser is about to show a card, and says where.</summary>
    public async Task<IResult> Begin(HttpContext http, string? returnPath, CancellationToken stop)
    {
        var pending = new PendingSignIn("c" + RandomNumberGenerator.GetHexString(32, lowercase: true), "", Key, Key, Level, SignInSetup.LocalPath(returnPath), time.GetUtcNow(), SessionHandler.Of(http)?.Id);
        await store.Begin(pending, cookie.Bind(http), stop);
        return Results.Redirect($"{settings.Origin.GetLeftPart(UriPartial.Authority)}/?richiesta={pending.Id}");
    }

    /// <summary>A card, or none, was shown for a request. The answer is an address of the site: with a code where all is well, else with the reason.</summary>
    public async Task<string> Show(X509Certificate2? card, string? request, CancellationToken stop)
    {
        switch (verifier.Check(card))
        {
            case CardCheck.Accepted holder when request is { Length: > 0 and < 100 }:
                return $"{_site}/accedi/cns/rientro?codice={await codes.Issue(request, holder, stop)}";
            case CardCheck.Refused { Reason: var reason }:
                log.LogWarning("A card was refused: {Reason}, issued by {Issuer}.", reason, card?.Issuer ?? "nobody");
                return $"{_site}/accedi/cns/errore?causa={reason}";
            default:
                return $"{_site}/accedi/cns";
        }
    }

    /// <summary>The end: whose code it is, if this browser began it.</summary>
    public async Task<IResult> Finish(HttpContext http, string? code, CancellationToken stop)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await codes.Redeem(code, stop) is not { } found || cookie.Secret(http) is not { } secret
            || await store.Find(found.RequestId, Key, secret, stop) is not { } pending || !await store.Finish(pending, stop))
        {
            log.LogWarning("The code of a card was refused: used, too old, or of another browser ({Trace}).", http.TraceIdentifier);
            http.Items["sign-in-refused"] = true;
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        cookie.Unbind(http);
        if (pending.Session is { } before)
            await sessions.End(before, stop);
        var person = new Principal(found.Holder.FiscalCode, found.Holder.GivenName, found.Holder.FamilyName, SignInMeans.Cns, Level, time.GetUtcNow());
        await http.SignInAsync(SignedIn.ToClaims(person, invented: issuers.IsDemo));
        return Results.Redirect(pending.ReturnPath);
    }
}

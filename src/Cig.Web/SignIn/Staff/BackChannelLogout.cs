using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cig.Web.SignIn.Staff;

/// <summary>
/// The provider says, from server to server, that a session or a person's sessions have ended there (OpenID Connect back-channel logout): ours end with them, on every node.
/// </summary>
public sealed class BackChannelLogout(IOptionsMonitor<OpenIdConnectOptions> options, SignInStore store, Sessions sessions, ILogger<BackChannelLogout> log)
{
    public const string Address = "/accedi/personale/uscita";

    private const string Event = "http://schemas.openid.net/event/backchannel-logout";
    private const string Issuer = "staff-issuer";
    private const string Subject = "staff-subject";
    private const string Session = "staff-session";
    private const string IdToken = "staff-id-token";

    /// <summary>Takes the provider's word, if it is the provider's, for us, about a logout, and new.</summary>
    public async Task<IResult> End(HttpContext http, CancellationToken stop)
    {
        http.Response.Headers.CacheControl = "no-store";
        var token = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(stop))["logout_token"].ToString() : "";
        var known = options.Get(StaffDoor.Scheme);
        var provider = await known.ConfigurationManager!.GetConfigurationAsync(stop);
        var word = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = known.ClientId,
            IssuerSigningKeys = provider.SigningKeys,
            ValidAlgorithms = known.TokenValidationParameters.ValidAlgorithms,
            ClockSkew = known.TokenValidationParameters.ClockSkew,
        });
        if (!word.IsValid || word.SecurityToken is not JsonWebToken read || !IsLogout(read) || read.TryGetPayloadValue<string>("nonce", out _)
            || read.Id is not { Length: > 0 } id || !await store.Accept(read.Issuer, id, new(read.ValidTo, TimeSpan.Zero), stop))
        {
            log.LogWarning("A logout of the staff's provider was refused: {Reason}.", word.Exception?.Message ?? "it is no logout, or was used before");
            return Results.BadRequest();
        }

        if (read.TryGetPayloadValue<string>("sid", out var session))
            await sessions.EndByProvider(read.Issuer, session, stop);
        else if (read.Subject is { Length: > 0 } subject)
            await sessions.EndAllByProvider(read.Issuer, subject, stop);
        else
            return Results.BadRequest();

        return Results.Ok();
    }

    /// <summary>What a session must remember, so that the provider can end it.</summary>
    internal static ClaimsPrincipal Keep(ClaimsPrincipal ours, ClaimsPrincipal theirs, string? idToken)
    {
        var identity = (ClaimsIdentity)ours.Identity!;
        foreach (var (name, from) in new[] { (Issuer, "iss"), (Subject, "sub"), (Session, "sid") })
        {
            if (theirs.FindFirstValue(from) is { Length: > 0 } value)
                identity.AddClaim(new(name, value));
        }

        if (idToken is not null)
            identity.AddClaim(new(IdToken, idToken));
        return ours;
    }

    /// <summary>The names by which the provider may end a session of the staff; none for anybody else's.</summary>
    internal static (string? Issuer, string? Session, string? Person) KeptBy(ClaimsPrincipal user) =>
        (user.FindFirstValue(Issuer), user.FindFirstValue(Session), user.FindFirstValue(Subject));

    /// <summary>What reminds the provider of which session is to end.</summary>
    internal static string? Reminder(ClaimsPrincipal user) => user.FindFirstValue(IdToken);

    private static bool IsLogout(JsonWebToken token) =>
        token.TryGetPayloadValue<JsonElement>("events", out var events) && events.ValueKind == JsonValueKind.Object && events.TryGetProperty(Event, out _);
}

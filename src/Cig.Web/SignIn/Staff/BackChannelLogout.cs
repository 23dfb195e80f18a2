using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cig.Web.SignIn.Staff;

/// <summary>
/// The provider says, from server to server, that a person's session has ended there (OpenID Connect back-channel logout): all of hers here end with it, on every node.
/// </summary>
public sealed class BackChannelLogout(IOptionsMonitor<OpenIdConnectOptions> options, SignInStore store, Sessions sessions, ILogger<BackChannelLogout> log)
{
    public const string Address = "/accedi/personale/uscita";

    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

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
            || string.IsNullOrEmpty(read.Subject) || read.Id is not { Length: > 0 } id || !await store.Accept(read.Issuer, id, new(read.ValidTo, TimeSpan.Zero), stop))
        {
            log.LogWarning("A logout of the staff's provider was refused: {Reason}.", word.Exception?.Message ?? "it is no logout, or was used before");
            return Results.BadRequest();
        }

        await sessions.EndByProvider(read.Issuer, read.Subject, stop);
        return Results.Ok();
    }

    private static bool IsLogout(JsonWebToken token) =>
        token.TryGetPayloadValue<JsonElement>("events", out var events) && events.ValueKind == JsonValueKind.Object && events.TryGetProperty(Event, out _);
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cig.Web.SignIn;
using Cig.Web.SignIn.Staff;
using OpenIddict.Abstractions;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cig.Web.DemoProvider;

/// <summary>
/// The institution's own provider, played in the same process for development: OpenID Connect with real signed tokens under a path of its own. It knows one client, us, and keeps
/// no session: who is asked chooses an invented member of staff each time.
/// </summary>
public static class DemoStaffProvider
{
    public const string Path = "/demo-oidc";

    private const string ClientId = "piattaforma-cig";

    /// <summary>Registers it where the demo provider may be and no other is configured, and says how it is reached.</summary>
    public static StaffProvider? AddDemoStaffProvider(this WebApplicationBuilder builder, string keys)
    {
        if (!DemoProviderSetup.Enabled(builder))
            return null;

        var origin = builder.Configuration.Site;
        var certificate = Keys.Keep(keys, "demo-staff", "Provider di prova del personale", TimeProvider.System);
        using var rsa = certificate.GetRSAPrivateKey()!;

        // The same for every start with these keys, and known to nobody else.
        var secret = Convert.ToHexString(rsa.SignData("client secret"u8, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))[..64];
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            string at(string path) => Path[1..] + path;
            server.SetIssuer(new Uri(origin + Path));
            server.SetConfigurationEndpointUris(at("/.well-known/openid-configuration")).SetJsonWebKeySetEndpointUris(at("/jwks"));
            server.SetAuthorizationEndpointUris(at("/authorize")).SetTokenEndpointUris(at("/token")).SetEndSessionEndpointUris(at("/esci"));
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.RegisterScopes(OpenIddictConstants.Scopes.Profile);
            server.AddSigningCertificate(certificate).AddEphemeralEncryptionKey();
            server.Configure(o => o.TimeProvider = TimeProvider.System);

            // One client and no tables: what follows is all that it checks by itself.
            server.EnableDegradedMode();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(h => h.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || context.RedirectUri != origin + StaffDoor.Callback)
                    context.Reject(OpenIddictConstants.Errors.InvalidClient, "Unknown client or address.");
                return default;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(h => h.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(context.ClientSecret ?? ""), Encoding.ASCII.GetBytes(secret)))
                    context.Reject(OpenIddictConstants.Errors.InvalidClient, "Unknown client or wrong secret.");
                return default;
            }));
            server.AddEventHandler<ValidateEndSessionRequestContext>(h => h.UseInlineHandler(context =>
            {
                if (context.PostLogoutRedirectUri is { Length: > 0 } back && back != origin + StaffDoor.SignedOut)
                    context.Reject(OpenIddictConstants.Errors.InvalidRequest, "Unknown address.");
                return default;
            }));
            server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableEndSessionEndpointPassthrough().EnableStatusCodePagesIntegration().DisableTransportSecurityRequirement();
        });
        return new(origin + Path, ClientId, secret, null, "fiscal_number", "given_name", "family_name", null, ["openid", "profile"], UserInfo: false);
    }

    /// <summary>The program asks itself over https with the certificate that it made: that one, and no other, is trusted.</summary>
    public static HttpMessageHandler TrustingOurselves(string keys) => new SocketsHttpHandler
    {
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, certificate, _, errors) => errors == System.Net.Security.SslPolicyErrors.None
                || certificate is X509Certificate2 { Thumbprint: var thumbprint } && thumbprint == Keys.KeepForLoopback(keys, TimeProvider.System).Thumbprint,
        },
    };
}

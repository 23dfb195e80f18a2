using System.Security.Claims;
using Cig.Platform.Mandates;
using Cig.Platform.Staff;
using Cig.Rules.Access;
using Cig.Rules.Identifiers;
using Cig.Web.DemoProvider;
using Cig.Web.SignIn.Saml;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Cig.Web.SignIn.Staff;

/// <summary>
/// The door of the institution's people: OpenID Connect, authorisation code with PKCE. It tells who somebody is; what she may do is in the staff register alone.
/// </summary>
public static class StaffDoor
{
    public const string Scheme = "Staff";

    /// <summary>Where it is explained, and where a page of the staff leads who is not signed in.</summary>
    public const string Page = "/accedi/personale";

    /// <summary>Where a sign-in begins.</summary>
    public const string Start = "/accedi/personale/entra";

    /// <summary>Where the provider sends its answers.</summary>
    public const string Callback = "/accedi/personale/ritorno";

    /// <summary>Where the provider sends who has left.</summary>
    public const string SignedOut = "/accedi/personale/uscito";

    private const string RefusedItem = "sign-in-refused";

    public static void AddStaffDoor(this WebApplicationBuilder builder, string keys)
    {
        var provider = StaffProvider.Read(builder.Configuration) ?? builder.AddDemoStaffProvider(keys);
        if (provider is null)
            return;

        builder.Services.AddSingleton(provider);
        builder.Services.AddSingleton<BackChannelLogout>();
        builder.Services.AddAuthentication().AddOpenIdConnect(Scheme, options => Configure(options, provider, builder));
    }

    public static void MapStaffDoor(this WebApplication app)
    {
        if (app.Services.GetService<StaffProvider>() is null)
            return;

        // A link, not a form: it leads to another site, which no form of ours may.
        app.MapGet(Start, (string? ritorno) => Results.Challenge(new() { RedirectUri = SignInSetup.LocalPath(ritorno) }, [Scheme])).AllowAnonymous();
        app.MapPost(BackChannelLogout.Address, (HttpContext http, BackChannelLogout logout, CancellationToken stop) => logout.End(http, stop)).AllowAnonymous().DisableAntiforgery();
    }

    private static void Configure(OpenIdConnectOptions options, StaffProvider provider, WebApplicationBuilder builder)
    {
        var secure = builder.Configuration.IsSecure;
        options.Authority = provider.Authority;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientKey is null ? provider.ClientSecret : null;
        options.RequireHttpsMetadata = builder.Environment.IsProduction();
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.CallbackPath = Callback;
        options.SignedOutCallbackPath = SignedOut;
        options.RemoteSignOutPath = default;
        options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        options.MapInboundClaims = false;
        options.SaveTokens = true;
        options.GetClaimsFromUserInfoEndpoint = provider.UserInfo;
        options.Scope.Clear();
        foreach (var scope in provider.Scopes)
            options.Scope.Add(scope);
        foreach (var claim in new[] { "acr", "iss" })
            options.ClaimActions.Remove(claim);
        foreach (var claim in new[] { provider.FiscalCodeClaim, provider.GivenNameClaim, provider.FamilyNameClaim })
            options.ClaimActions.MapUniqueJsonKey(claim, claim);

        // The protocol's instants are the machine's on both sides.
        options.TimeProvider = TimeProvider.System;
        options.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];
        options.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(1);
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.Name = builder.Configuration.CookieName($"cig.personale{(cookie == options.NonceCookie ? ".n" : "")}.");
            cookie.Path = "/";
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }

        if (!builder.Environment.IsProduction() && secure)
            options.BackchannelHttpHandler = DemoStaffProvider.TrustingOurselves(Path.Combine(builder.Configuration["Cig:Data"]!, "keys"));

        options.Events = new()
        {
            OnRedirectToIdentityProvider = context =>
            {
                context.ProtocolMessage.AcrValues = provider.Acr;
                return Task.CompletedTask;
            },
            OnPushAuthorization = context =>
            {
                if (provider.ClientKey is not null)
                    context.HandleClientAuthentication();
                return Prove(context.ProtocolMessage, provider);
            },
            OnAuthorizationCodeReceived = context => Prove(context.TokenEndpointRequest!, provider),
            OnTicketReceived = context => Enter(context, provider),
            OnAccessDenied = context =>
            {
                context.Response.Redirect("/accedi/errore?codice=25");
                context.HandleResponse();
                return Task.CompletedTask;
            },
            OnRemoteFailure = context =>
            {
                Refuse(context.HttpContext, context.Failure?.Message ?? "no reason given");
                context.HandleResponse();
                return Task.CompletedTask;
            },
            OnRedirectToIdentityProviderForSignOut = SignOut,
        };
    }

    /// <summary>The end of the way in: the person, if she is in the staff register; nothing else of what the provider says is kept.</summary>
    private static async Task Enter(TicketReceivedContext context, StaffProvider provider)
    {
        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var claims = context.Principal!;
        var code = CodiceFiscale.Check((claims.FindFirstValue(provider.FiscalCodeClaim) ?? "").Replace("TINIT-", "", StringComparison.Ordinal), ChatSchedule.DayInRome(now));
        if (!code.Valid)
        {
            Refuse(context.HttpContext, $"the claim {provider.FiscalCodeClaim} holds no codice fiscale");
            context.HandleResponse();
            return;
        }

        if (provider.Acr is { Length: > 0 } acr && claims.FindFirstValue("acr") != acr)
        {
            Refuse(context.HttpContext, $"the authentication class is {claims.FindFirstValue("acr") ?? "not said"}, and {acr} was asked for");
            context.HandleResponse();
            return;
        }

        var person = new Principal(code.Normalised!, claims.FindFirstValue(provider.GivenNameClaim) ?? "", claims.FindFirstValue(provider.FamilyNameClaim) ?? "", SignInMeans.Staff, 2, now);
        if (await services.GetRequiredService<StaffRegister>().Find(person, context.HttpContext.RequestAborted) is null)
        {
            services.GetRequiredService<ILogger<StaffRegister>>().LogWarning("{Person} came by the door of the staff and is not in the register.", MandateRegister.Masked(person));
            context.Response.Redirect(Page + "?esito=sconosciuto");
            context.HandleResponse();
            return;
        }

        context.Principal = StaffSession.Keep(SignedIn.ToClaims(person, invented: provider.IsDemo), claims, context.Properties!.GetTokenValue(OpenIdConnectParameterNames.IdToken));
    }

    /// <summary>Ends the provider's session after ours: by a page of ours, since no form may lead to another site.</summary>
    private static async Task SignOut(RedirectContext context)
    {
        context.ProtocolMessage.IdTokenHint = StaffSession.TokenOf(context.HttpContext.User);
        context.ProtocolMessage.State = context.Options.StateDataFormat.Protect(context.Properties);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.HandleResponse();
        await context.Response.WriteAsync(CarrierPage.Write(context.HttpContext, new("get", new(context.ProtocolMessage.CreateLogoutRequestUrl()), [], "")));
    }

    /// <summary>Where a key proves who we are: a signed word for the provider's token endpoint (<c>private_key_jwt</c>).</summary>
    private static Task Prove(OpenIdConnectMessage message, StaffProvider provider)
    {
        if (provider.ClientKey is { } key)
        {
            message.ClientAssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            message.ClientAssertion = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = true, TokenLifetimeInMinutes = 2 }.CreateToken(new SecurityTokenDescriptor
            {
                Issuer = provider.ClientId,
                Audience = provider.Authority,
                Claims = new Dictionary<string, object> { ["sub"] = provider.ClientId, ["jti"] = Guid.NewGuid().ToString() },
                SigningCredentials = new X509SigningCredentials(key, SecurityAlgorithms.RsaSha256),
            });
        }

        return Task.CompletedTask;
    }

    private static void Refuse(HttpContext http, string reason)
    {
        http.RequestServices.GetRequiredService<ILogger<StaffProvider>>().LogWarning("A sign-in of the staff was refused: {Reason} ({Trace}).", reason, http.TraceIdentifier);
        http.Items[RefusedItem] = true;
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
    }
}

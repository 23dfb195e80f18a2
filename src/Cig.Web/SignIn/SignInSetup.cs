using System.Globalization;
using System.Security.Cryptography;
using Cig.Platform.Mandates;
using Cig.Web.DemoProvider;
using Cig.Web.SignIn.Saml;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace Cig.Web.SignIn;

/// <summary>The providers that a person may choose.</summary>
public sealed record Providers(IReadOnlyList<IdentityProvider> All)
{
    public IdentityProvider? Find(string? entityId) => All.FirstOrDefault(p => p.EntityId == entityId);
}

/// <summary>The door: SAML request and response, session, roles.</summary>
public static class SignInSetup
{
    private const string PendingCookie = "cig.accesso";
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder)
    {
        var keys = Path.Combine(builder.Configuration["Cig:Data"]!, "keys");
        builder.Services.AddDataProtection().SetApplicationName("cig").PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(keys, "sessions")));
        builder.Services.AddSingleton(p => new RelyingParty(
            new(p.GetRequiredService<IConfiguration>()["Cig:Origin"]!),
            Keys.Keep(keys, "service-provider", "Piattaforma CIG", p.GetRequiredService<TimeProvider>())));
        builder.Services.AddSingleton<ResponseVerifier>();
        builder.Services.AddSingleton<SignInStore>();
        builder.Services.AddSingleton<IAuthorizationHandler, RoleHandler>();
        builder.AddDemoProvider(keys);
        builder.Services.AddSingleton(p => new Providers([.. p.GetServices<DemoIdentityProvider>().Select(d => d.Registered)]));

        var secure = builder.Configuration["Cig:Origin"]!.StartsWith("https:", StringComparison.Ordinal);
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.Cookie.Name = secure ? "__Host-cig.sessione" : "cig.sessione";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            options.LoginPath = "/accedi";
            options.ReturnUrlParameter = "ritorno";
            options.AccessDeniedPath = "/errore/403";
            options.ExpireTimeSpan = Idle;
            options.SlidingExpiration = true;
            options.Events.OnRedirectToAccessDenied = context =>
            {
                context.HttpContext.RequestServices.GetRequiredService<ILogger<Providers>>().LogWarning("Area {Path} is closed to {Person}.", context.Request.Path, MandateRegister.Masked(context.HttpContext.User.Person!));
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
            options.Events.OnValidatePrincipal = async context =>
            {
                var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
                if (context.Principal?.Person is not { } person || now - person.SignedInAt > Longest)
                {
                    context.RejectPrincipal();
                    await context.HttpContext.SignOutAsync();
                }
            };
        });
        builder.Services.AddAuthorization(options =>
        {
            foreach (var role in Enum.GetValues<StaffRole>())
                options.AddPolicy(role.ToString(), policy => policy.RequireAuthenticatedUser().AddRequirements(new RoleRequirement(role)));
        });
        return builder;
    }

    public static WebApplication MapSignIn(this WebApplication app)
    {
        app.MapGet("/spid/metadata", (RelyingParty ourselves, IConfiguration configuration) =>
            Results.Text(ourselves.Metadata(configuration["Cig:Organisation"] ?? "Piattaforma CIG"), "application/samlmetadata+xml")).AllowAnonymous();
        app.MapPost("/spid/acs", Consume).AllowAnonymous().DisableAntiforgery();
        app.MapDemoProvider();
        return app;
    }

    /// <summary>Begins a sign-in: remembers it, binds it to this browser, and gives the form that carries the request to the provider.</summary>
    public static async Task<PostForm?> Begin(HttpContext http, string? provider, int level, string? returnPath, CancellationToken stop)
    {
        var services = http.RequestServices;
        if (services.GetRequiredService<Providers>().Find(provider) is not { } chosen)
            return null;

        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var pending = new PendingSignIn("_" + RandomNumberGenerator.GetHexString(32, lowercase: true), chosen.EntityId, level, LocalPath(returnPath), now);
        var secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
        await services.GetRequiredService<SignInStore>().Begin(pending, secret, stop);

        // The answer is a POST from another site: under https the cookie must be allowed to travel with it.
        http.Response.Cookies.Append(PendingCookie, secret, new()
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = http.Request.IsHttps ? SameSiteMode.None : SameSiteMode.Lax,
            Path = "/spid/acs",
            MaxAge = TimeSpan.FromMinutes(10),
        });
        return new(chosen.SingleSignOn.AbsoluteUri, new Dictionary<string, string>
        {
            ["SAMLRequest"] = services.GetRequiredService<RelyingParty>().Request(pending.Id, chosen, level, now),
            ["RelayState"] = pending.Id,
        });
    }

    /// <summary>A path of ours, or the entrance: no address of another site is ever followed.</summary>
    internal static string LocalPath(string? path) =>
        path is { Length: > 1 and < 500 } && path[0] == '/' && path[1] is not ('/' or '\\') && !path.Any(char.IsControl) ? path : "/ingresso";

    private static async Task<IResult> Consume(HttpContext http, SignInStore store, ResponseVerifier verifier, Providers providers, TimeProvider time, ILogger<ResponseVerifier> log, CancellationToken stop)
    {
        if (!http.Request.HasFormContentType)
            return Refuse(http, log, "no form");

        var form = await http.Request.ReadFormAsync(stop);
        if (SafeXml.FromBase64(form["SAMLResponse"]) is not { } message
            || ResponseVerifier.RequestIdOf(message) is not { Length: > 0 } requestId
            || http.Request.Cookies[PendingCookie] is not { Length: > 0 } secret
            || await store.Find(requestId, secret, stop) is not { } pending
            || providers.Find(pending.Provider) is not { } provider)
            return Refuse(http, log, Refusal.UnknownRequest.ToString());

        switch (verifier.Verify(message, new(pending.Id, provider, pending.Level, pending.IssuedAt)))
        {
            case Verification.Failed failed:
                await store.Finish(pending, stop);
                return Results.Redirect($"/accedi/errore?codice={failed.Code?.ToString(CultureInfo.InvariantCulture) ?? "0"}");
            case Verification.Refused refused:
                return Refuse(http, log, refused.Reason.ToString());
            case Verification.Accepted { Assertion: var assertion }:
                if (!await store.Finish(pending, stop) || !await store.Accept(assertion, stop))
                    return Refuse(http, log, Refusal.Replayed.ToString());

                http.Response.Cookies.Delete(PendingCookie, new() { Path = "/spid/acs" });
                var person = new Principal(assertion.FiscalCode!, assertion.Attributes["name"], assertion.Attributes["familyName"], SignInMeans.Spid, assertion.Level, time.GetUtcNow());
                await http.SignInAsync(SignedIn.ToClaims(person));
                return Results.Redirect(pending.ReturnPath);
            default:
                throw new InvalidOperationException("A verification has three outcomes.");
        }
    }

    /// <summary>One word outwards, the reason in the log, and a number that joins the two.</summary>
    private static IResult Refuse(HttpContext http, ILogger log, string reason)
    {
        log.LogWarning("A sign-in was refused: {Reason} ({Trace}).", reason, http.TraceIdentifier);
        http.Items["sign-in-refused"] = true;
        return Results.StatusCode(StatusCodes.Status403Forbidden);
    }
}

/// <summary>A form that carries fields to an address by POST; it has a visible button, so that it works without a script.</summary>
public sealed record PostForm(string Action, IReadOnlyDictionary<string, string> Fields);

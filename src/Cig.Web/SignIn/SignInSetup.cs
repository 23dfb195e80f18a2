using Cig.Platform.Mandates;
using Cig.Web.DemoProvider;
using Cig.Web.SignIn.Cns;
using Cig.Web.SignIn.Saml;
using Cig.Web.SignIn.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace Cig.Web.SignIn;

/// <summary>The doors: citizens by SPID, CIE and CNS, staff by OpenID Connect; the session; the roles.</summary>
public static class SignInSetup
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder)
    {
        var keys = Path.Combine(builder.Configuration["Cig:Data"]!, "keys");
        builder.Services.AddDataProtection().SetApplicationName("cig").PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(keys, "sessions")));
        builder.AddSaml();
        builder.AddCns(keys);
        builder.Services.AddSingleton<IAuthorizationHandler, RoleHandler>();
        builder.Services.AddSingleton<IAuthorizationHandler, LevelHandler>();
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, StepUp>();
        builder.AddDemoProvider(keys);

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
            options.Events.OnRedirectToLogin = context =>
            {
                // A page of the staff leads to the staff's door.
                var ofStaff = context.HttpContext.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => Enum.TryParse<StaffRole>(a.Policy, out _)) == true;
                context.Response.Redirect(ofStaff ? $"{StaffDoor.Page}?ritorno={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}" : context.RedirectUri);
                return Task.CompletedTask;
            };
            options.Events.OnRedirectToAccessDenied = context =>
            {
                context.HttpContext.RequestServices.GetRequiredService<ILogger<SamlSignIn>>().LogWarning("Area {Path} is closed to {Person}.", context.Request.Path, MandateRegister.Masked(context.HttpContext.User.Person!));
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
            options.Events.OnValidatePrincipal = async context =>
            {
                var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
                if (context.Principal?.Person is not { } person || now - person.SignedInAt > Longest || await EndedByProvider(context.HttpContext, context.Principal, person))
                {
                    context.RejectPrincipal();
                    await context.HttpContext.SignOutAsync();
                }
            };
        });
        builder.AddStaffDoor(keys);
        builder.Services.AddAuthorization(options =>
        {
            Levels.Add(options);
            foreach (var role in Enum.GetValues<StaffRole>())
                options.AddPolicy(role.ToString(), policy => policy.RequireAuthenticatedUser().AddRequirements(new RoleRequirement(role), new LevelRequirement(2)));
        });
        return builder;
    }

    public static WebApplication MapSignIn(this WebApplication app)
    {
        app.MapSaml();
        app.MapCns();
        app.MapStaffDoor();
        app.MapDemoProvider();
        return app;
    }

    /// <summary>A path of ours, or the entrance: no address of another site is ever followed.</summary>
    internal static string LocalPath(string? path) =>
        path is { Length: > 1 and < 500 } && path[0] == '/' && path[1] is not ('/' or '\\') && !path.Any(char.IsControl) ? path : "/ingresso";

    /// <summary>Whether the provider ended its session, and ours with it; of a citizen's only one of level 1 hangs on the provider's.</summary>
    private static async Task<bool> EndedByProvider(HttpContext http, System.Security.Claims.ClaimsPrincipal user, Principal person)
    {
        var store = http.RequestServices.GetRequiredService<SignInStore>();
        return person.IsStaff
            ? await BackChannelLogout.HasEnded(user, person, store, http.RequestAborted)
            : ProviderSession.Of(user) is { Profile.SingleLogout: true, SessionIndex: not null } session && await store.HasEnded(session.Provider, session.NameId, person.SignedInAt, http.RequestAborted);
    }
}

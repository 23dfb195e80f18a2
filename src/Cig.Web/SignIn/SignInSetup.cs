using Cig.Platform.Mandates;
using Cig.Web.DemoProvider;
using Cig.Web.SignIn.Cns;
using Cig.Web.SignIn.Saml;
using Cig.Web.SignIn.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace Cig.Web.SignIn;

/// <summary>The doors: citizens by SPID, CIE and CNS, staff by OpenID Connect; the session; the roles.</summary>
public static class SignInSetup
{
    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder)
    {
        var keys = Path.Combine(builder.Configuration["Cig:Data"]!, "keys");
        KeyRing.Add(builder);
        builder.AddSaml();
        builder.AddCns(keys);
        builder.Services.AddSingleton<IAuthorizationHandler, RoleHandler>();
        builder.Services.AddSingleton<IAuthorizationHandler, LevelHandler>();
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, StepUp>();
        builder.AddDemoProvider(keys);

        builder.Services.AddSingleton<Sessions>();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddScheme<AuthenticationSchemeOptions, SessionHandler>(CookieAuthenticationDefaults.AuthenticationScheme, null);
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
        app.MapGet("/accedi/sessione", (HttpContext http, TimeProvider time) => SessionHandler.Of(http) is { } session
            ? Results.Json(new { seconds = (int)(session.EndsAt - time.GetUtcNow()).TotalSeconds, canStay = session.CanStay })
            : Results.Unauthorized()).RequireAuthorization(Levels.Any);
        app.MapDemoProvider();
        return app;
    }

    /// <summary>A path of ours, or the entrance: no address of another site is ever followed.</summary>
    internal static string LocalPath(string? path) =>
        path is { Length: > 1 and < 500 } && path[0] == '/' && path[1] is not ('/' or '\\') && !path.Any(char.IsControl) ? path : "/ingresso";
}

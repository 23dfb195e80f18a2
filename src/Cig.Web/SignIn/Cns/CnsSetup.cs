using Cig.Web.DemoProvider;

namespace Cig.Web.SignIn.Cns;

/// <summary>The sign-in by card: services, its endpoint, its addresses on the site.</summary>
public static class CnsSetup
{
    /// <summary>Where a sign-in by card begins.</summary>
    public const string Start = "/accedi/cns/entra";

    public static void AddCns(this WebApplicationBuilder builder, string keys)
    {
        if (CnsSettings.Read(builder.Configuration, builder.Environment) is not { } settings)
            return;

        builder.Services.AddSingleton(settings);
        if (settings.TrustedList is null && DemoProviderSetup.Enabled(builder))
            builder.Services.AddSingleton(p => new DemoAuthority(keys, builder.Configuration.Site, p.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<TrustedIssuers>();
        builder.Services.AddSingleton<CardVerifier>();
        builder.Services.AddSingleton<CardCodes>();
        builder.Services.AddSingleton<CnsSignIn>();
        builder.Services.AddHostedService<CnsEndpoint>();
    }

    public static void MapCns(this WebApplication app)
    {
        if (app.Services.GetService<CnsSettings>() is null)
            return;

        // A link, not a form: it leads to another origin, which no form of ours may.
        app.MapGet(Start, (HttpContext http, CnsSignIn signIn, CancellationToken stop, string? ritorno) => signIn.Begin(http, ritorno, stop)).AllowAnonymous().RequireRateLimiting(Limits.SignIn);
        app.MapGet("/accedi/cns/rientro", (HttpContext http, CnsSignIn signIn, CancellationToken stop, string? codice) => signIn.Finish(http, codice, stop)).AllowAnonymous().RequireRateLimiting(Limits.SignIn);
    }
}

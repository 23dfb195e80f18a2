using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.SignIn.Saml;

/// <summary>SPID and CIE: services, addresses, the work done on schedule.</summary>
public static class SamlSetup
{
    public static void AddSaml(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(p => Federation.Read(p.GetRequiredService<IConfiguration>(), p.GetRequiredService<IHostEnvironment>(), p.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<ProviderLists>();
        builder.Services.AddSingleton<Verifier>();
        builder.Services.AddSingleton<SignInStore>();
        builder.Services.AddSingleton<PendingCookie>();
        builder.Services.AddSingleton<MessageLog>();
        builder.Services.AddSingleton<SamlSignIn>();
        builder.Services.AddSingleton<DoorCheck>();
        builder.Services.AddSingleton<IdentityCheck>();
        builder.Services.AddHostedService<ProviderListRefresh>();
        builder.Services.AddHostedService<MessageLogExpiry>();
    }

    /// <summary>Serves https on this machine's own names with a certificate that the program made, where no other is configured.</summary>
    public static void UseLoopbackTls(this WebApplicationBuilder builder)
    {
        var origin = builder.Configuration.Origin;
        if (origin is { Scheme: "https", IsLoopback: true } && !builder.Environment.IsProduction() && !builder.Configuration.GetSection("Kestrel:Certificates:Default").Exists())
        {
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
                https.ServerCertificate = Keys.KeepForLoopback(Path.Combine(builder.Configuration["Cig:Data"]!, "keys"), TimeProvider.System)));
        }
    }

    /// <summary>Messages of providers come from other sites, are counted, and have a size.</summary>
    private static void FromProviders(this IEndpointConventionBuilder endpoint) =>
        endpoint.RequireRateLimiting(Limits.SignIn).WithMetadata(new FromOtherSitesAttribute(), new RequestSizeLimitAttribute(Limits.LargestSignIn));

    public static void MapSaml(this WebApplication app)
    {
        foreach (var us in app.Services.GetRequiredService<RelyingParties>().All)
        {
            app.MapGet(us.Profile.Metadata, (IConfiguration configuration) => Results.Text(OurMetadata.Write(us, configuration["Identity:Cie:ServiceId"]), "application/samlmetadata+xml")).AllowAnonymous();
            app.MapPost(us.Profile.AssertionConsumer, (HttpContext http, SamlSignIn signIn, CancellationToken stop) => signIn.Consume(http, us, stop)).AllowAnonymous().DisableAntiforgery().FromProviders();
            app.MapMethods(us.Profile.Logout, ["GET", "POST"], (HttpContext http, SamlSignIn signIn, CancellationToken stop) => signIn.Logout(http, us, stop)).AllowAnonymous().DisableAntiforgery().FromProviders();
        }
    }
}

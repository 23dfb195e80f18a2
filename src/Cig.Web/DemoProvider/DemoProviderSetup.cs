using Cig.Web.SignIn;
using Cig.Web.SignIn.Saml;

namespace Cig.Web.DemoProvider;

/// <summary>Registers the demo provider, one for each federation, where the environment allows it, and refuses to start where it must not be.</summary>
public static class DemoProviderSetup
{
    /// <exception cref="InvalidOperationException">The demo provider is switched on in Production.</exception>
    public static void AddDemoProvider(this WebApplicationBuilder builder, string keys)
    {
        var enabled = builder.Configuration.GetValue("Identity:DemoProvider:Enabled", defaultValue: !builder.Environment.IsProduction());
        if (!enabled)
            return;
        if (builder.Environment.IsProduction())
            throw new InvalidOperationException("Identity:DemoProvider:Enabled must not be set in Production: the demo provider signs in anybody as anybody.");

        builder.Services.AddSingleton(p =>
        {
            var certificate = Keys.Keep(keys, "demo-provider", "Provider di prova", p.GetRequiredService<TimeProvider>());
            return new DemoProviders([.. p.GetRequiredService<RelyingParties>().All.Select(us => new DemoIdentityProvider(us, certificate, p.GetRequiredService<TimeProvider>()))]);
        });
    }

    public static void MapDemoProvider(this WebApplication app)
    {
        if (app.Services.GetService<DemoProviders>() is null)
        {
            // Its pages are part of the program; without the provider they do not exist.
            app.Map("/demo-idp/{**rest}", () => Results.NotFound()).AllowAnonymous();
        }
    }
}

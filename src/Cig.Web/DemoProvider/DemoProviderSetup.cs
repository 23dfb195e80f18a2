using Cig.Platform.Demo;
using Cig.Web.SignIn;
using Cig.Web.SignIn.Saml;
using Cig.Web.SignIn.Staff;

namespace Cig.Web.DemoProvider;

/// <summary>Registers the demo provider, one for each federation, where the environment allows it, and refuses to start where it must not be.</summary>
public static class DemoProviderSetup
{
    /// <exception cref="InvalidOperationException">The demo provider is switched on in Production.</exception>
    public static void AddDemoProvider(this WebApplicationBuilder builder, string keys)
    {
        if (!Enabled(builder))
            return;

        builder.Services.AddSingleton(p =>
        {
            var certificate = Keys.Keep(keys, "demo-provider", "Provider di prova", p.GetRequiredService<TimeProvider>());
            return new DemoProviders([.. p.GetRequiredService<RelyingParties>().All.Select(us => new DemoIdentityProvider(us, certificate, p.GetRequiredService<TimeProvider>()))]);
        });
    }

    /// <summary>Whether invented people may sign in here.</summary>
    /// <exception cref="InvalidOperationException">The demo provider is switched on in Production.</exception>
    public static bool Enabled(WebApplicationBuilder builder)
    {
        var enabled = builder.Configuration.GetValue("Identity:DemoProvider:Enabled", defaultValue: !builder.Environment.IsProduction());
        return enabled && builder.Environment.IsProduction()
            ? throw new InvalidOperationException("Identity:DemoProvider:Enabled must not be set in Production: the demo provider signs in anybody as anybody.")
            : enabled;
    }

    public static void MapDemoProvider(this WebApplication app)
    {
        if (app.Services.GetService<DemoProviders>() is null)
        {
            // Its pages are part of the program; without the provider they do not exist.
            app.Map("/demo-idp/{**rest}", () => Results.NotFound()).AllowAnonymous();
        }

        if (app.Services.GetService<DemoAuthority>() is { } authority)
        {
            app.MapGet("/demo-cns/carte/{kind}/{code}.p12", (string kind, string code) =>
                Enum.TryParse<DemoCard>(kind, out var known) && Enum.IsDefined(known) && DemoPeople.All.FirstOrDefault(p => p.FiscalCode == code) is { } person
                    ? Results.File(authority.Card(known, person), "application/x-pkcs12", $"{person.FamilyName}-{known}.p12")
                    : Results.NotFound()).AllowAnonymous();
            app.MapGet("/demo-cns/{name}.crl", (string name) => name == authority.RevocationName ? Results.File(authority.RevocationList(), "application/pkix-crl") : Results.NotFound()).AllowAnonymous();
            app.MapGet("/demo-cns/elenco.xml", () => Results.File(authority.TrustedList(), "application/vnd.etsi.tsl+xml")).AllowAnonymous();
        }

        if (app.Services.GetService<StaffProvider>() is { IsDemo: true })
            app.MapMethods(DemoStaffProvider.Path + "/esci", ["GET", "POST"], () => Results.SignOut(new() { RedirectUri = "/" }, [OpenIddict.Server.AspNetCore.OpenIddictServerAspNetCoreDefaults.AuthenticationScheme])).AllowAnonymous().DisableAntiforgery();
    }
}

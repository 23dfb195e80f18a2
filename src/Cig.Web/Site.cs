using System.Text.Unicode;
using Cig.Platform.Demo;
using Cig.Platform.Mandates;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;

namespace Cig.Web;

/// <summary>The pages: who may see which folder, the headers of every answer, errors in our own words.</summary>
public static class Site
{
    public static WebApplicationBuilder AddSite(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorPages(options =>
        {
            options.Conventions.AuthorizeFolder("/MyInps", Levels.Citizen);
            options.Conventions.AuthorizeFolder("/Azienda", Levels.Citizen);
            options.Conventions.ActForSubjects();
            options.Conventions.AuthorizePage("/Avvisi", Levels.Citizen);
            options.Conventions.AuthorizePage("/Ingresso", Levels.Any);
            options.Conventions.AuthorizePage("/Accedi/Resta", Levels.Any);
            options.Conventions.AuthorizePage("/Accedi/Sessioni", Levels.Any);
            options.Conventions.AuthorizeFolder("/Operatore", nameof(StaffRole.Advisor));
            options.Conventions.AuthorizeFolder("/Istruttoria", nameof(StaffRole.Officer));
            options.Conventions.AuthorizeFolder("/Supervisione", nameof(StaffRole.Supervisor));
            options.Conventions.AuthorizeFolder("/Ministero", nameof(StaffRole.Ministry));
            options.Conventions.AuthorizeFolder("/Amministrazione", nameof(StaffRole.Administrator));
        });
        builder.Services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new(UnicodeRanges.All));
        // Keys without a certificate are right on a developer's machine, and stop the start in Production; no word about it at each start.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<Say>();
        builder.Services.AddScoped<Contacts.Topics>();
        builder.Services.AddSingleton<Chat.OwnConversationDesks>();
        builder.Services.AddSingleton<Chat.Translations>();
        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = builder.Configuration.CookieName("cig.modulo");
            options.Cookie.SecurePolicy = builder.Configuration.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            options.Cookie.Path = "/";
        });
        builder.AddLimits();
        builder.Services.AddOutputCache();
        builder.Services.AddResponseCompression(options =>
        {
            options.EnableForHttps = false;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(o => o.Level = System.IO.Compression.CompressionLevel.Fastest);
        builder.Services.Configure<RouteOptions>(o => o.LowercaseUrls = true);
        return builder;
    }

    public static WebApplication UseSite(this WebApplication app)
    {
        app.UseProxies();
        app.UseExceptionHandler("/errore/500");
        app.Use(KeepToTheOrigin);
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseStatusCodePagesWithReExecute("/errore/{0}");
        app.UseRouting();
        app.Use(Security.RefuseOtherSites);
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseOutputCache();
        app.Use(Security.KeepNoCopy);
        app.UseAuthorization();
        app.UseAntiforgery();
        return app;
    }

    public static WebApplication MapSite(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        app.MapGet("/stato", () => Results.Json(new { status = "ok" })).AllowAnonymous();
        return app;
    }

    /// <summary>Tells who started the demo where it is and who can sign in.</summary>
    public static void SayHowToSignIn(this WebApplication app)
    {
        if (!app.Environment.IsEnvironment("Demo"))
            return;

        app.Lifetime.ApplicationStarted.Register(() =>
        {
            Console.WriteLine();
            Console.WriteLine($"  Piattaforma CIG: {app.Configuration["Cig:Origin"]}");
            Console.WriteLine("  Accedi > Entra con SPID > Provider di prova, poi scegli una persona:");
            foreach (var person in DemoPeople.All.Except(DemoPeople.Staff))
                Console.WriteLine($"    {person.GivenName + " " + person.FamilyName,-18} {person.Story}");
            Console.WriteLine("  Accedi > Accesso del personale, per chi lavora nell'istituto:");
            foreach (var person in DemoPeople.Staff)
                Console.WriteLine($"    {person.GivenName + " " + person.FamilyName,-18} {person.Story}");
            Console.WriteLine("  Ctrl-C ferma il programma; i dati restano.");
            Console.WriteLine();
        });
    }

    /// <summary>Other names of the loopback lead to the configured one, so that the cookie of a sign-in under way survives.</summary>
    private static Task KeepToTheOrigin(HttpContext http, RequestDelegate next)
    {
        var origin = http.RequestServices.GetRequiredService<IConfiguration>().Origin;
        if (!origin.IsLoopback || http.Request.Host.Host == origin.Host || !HttpMethods.IsGet(http.Request.Method) || http.Request.Host.Host is not ("localhost" or "[::1]"))
            return next(http);

        http.Response.Redirect($"{origin.GetLeftPart(UriPartial.Authority)}{http.Request.Path}{http.Request.QueryString}");
        return Task.CompletedTask;
    }
}

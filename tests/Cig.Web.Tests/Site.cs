using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Platform.Staff;
using Cig.Platform.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Cig.Web.Tests;

/// <summary>The real site on a real port, with a data folder of its own and the demo stories; on SQLite, or on the PostgreSQL database that is given.</summary>
public sealed class Site : WebApplicationFactory<Program>
{
    /// <summary>What a site has in its folder after its first start, by the moment of a clock that a test sets: others begin with a copy, and need not make the schema and the stories again.</summary>
    private static readonly ConcurrentDictionary<DateTimeOffset, Lazy<string>> Begun = new();

    private readonly string _data = Directory.CreateTempSubdirectory("cig-site-").FullName;
    private readonly string? _postgres;
    private readonly TimeProvider? _time;
    private readonly (string Name, string Value)[] _settings;

    public Site()
        : this(null, null, [], begun: true)
    {
    }

    /// <param name="begun">Whether it begins with what another has left after its first start; only on SQLite.</param>
    private Site(string? postgres, TimeProvider? time, (string Name, string Value)[] settings, bool begun)
    {
        (_postgres, _time, _settings) = (postgres, time, settings);
        if (begun)
            BeginWith(Begun.GetOrAdd(time?.GetUtcNow() ?? DateTimeOffset.MinValue, at => new(() => Begin(at))).Value);

        var port = FreePort();
        Origin = $"http://127.0.0.1:{port}";
        UseKestrel(port);
        StartServer();
    }

    public string Origin { get; }

    /// <summary>A site of its own, on a PostgreSQL database or at a moment that the test chooses.</summary>
    public static Site Apart(string? postgres = null, TimeProvider? time = null, params (string Name, string Value)[] settings) =>
        new(postgres, time, settings, begun: postgres is null);

    /// <summary>A browser without a page: keeps cookies, follows redirects.</summary>
    public Visitor Visit() => new(Origin);

    /// <summary>Somebody who signed in through the demo provider, like anybody else.</summary>
    public Task<Visitor> SignIn(DemoPerson person, string returnPath = "/ingresso") => Visitor.SignedIn(Origin, person, returnPath);

    /// <summary>Somebody of the staff, as the platform knows her.</summary>
    public async Task<StaffMember> Staff(DemoPerson person) =>
        (await Get<StaffRegister>().Find(new(person.FiscalCode, person.GivenName, person.FamilyName, SignInMeans.Staff, 2, TimeProvider.System.GetUtcNow()), default))!;

    /// <summary>From now on a slow machine is no advisor who lets an offer pass, or is lost.</summary>
    public async Task LetOffersStand() =>
        await Get<SettingsRegister>().Change(await Staff(DemoPeople.Administrator), RoutingRules.Setting, rules => rules with { AcceptSeconds = 600, GraceSeconds = 3600 }, TimeProvider.System.GetUtcNow(), default);

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Test");
        builder.UseSetting("Cig:Data", _data);
        builder.UseSetting("Cig:Origin", Origin);
        builder.UseSetting("Cig:NoRateLimitFromLoopback", "true");
        foreach (var (name, value) in _settings)
            builder.UseSetting(name, value);
        if (_postgres is not null)
            builder.UseSetting("Cig:Postgres", _postgres);
        builder.ConfigureLogging(l => l.AddFilter<ConsoleLoggerProvider>(null, LogLevel.Error));
        if (_time is not null)
            builder.ConfigureServices(s => s.AddSingleton(_time));
    }

    /// <summary>Starts a site and stops it; its folder, in which nobody writes any more.</summary>
    private static string Begin(DateTimeOffset at)
    {
        var first = new Site(null, at == DateTimeOffset.MinValue ? null : new TestClock(at), [], begun: false);
        ((IDisposable)first).Dispose();
        TestDatabase.Settle(Path.Combine(first._data, "cig.db"));
        return first._data;
    }

    private void BeginWith(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_data, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}

using System.Net;
using System.Net.Sockets;
using Cig.Platform.Demo;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Cig.Web.Tests;

/// <summary>The real site on a real port, with a data folder of its own and the demo stories; on SQLite, or on the PostgreSQL database that is given.</summary>
public sealed class Site : WebApplicationFactory<Program>
{
    /// <summary>What a site has in its folder after its first start: others begin with a copy, and need not make the schema and the stories again.</summary>
    private static readonly Lazy<string> Begun = new(() =>
    {
        // Its folder is kept, so it is not disposed of like the others.
        var first = new Site(null, null, [], null);
        ((IDisposable)first).Dispose();
        using var connection = new SqliteConnection($"Data Source={Path.Combine(first._data, "cig.db")};Pooling=False");
        connection.Open();
        using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "pragma wal_checkpoint(truncate)";
        checkpoint.ExecuteNonQuery();
        return first._data;
    });

    private readonly string _data = Directory.CreateTempSubdirectory("cig-site-").FullName;
    private readonly string? _postgres;
    private readonly TimeProvider? _time;
    private readonly (string Name, string Value)[] _settings;

    public Site()
        : this(null, null, [], Begun.Value)
    {
    }

    /// <param name="begun">A folder whose content it begins with; null begins with nothing.</param>
    private Site(string? postgres, TimeProvider? time, (string Name, string Value)[] settings, string? begun)
    {
        (_postgres, _time, _settings) = (postgres, time, settings);
        foreach (var file in begun is null ? [] : Directory.GetFiles(begun, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_data, Path.GetRelativePath(begun!, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var port = FreePort();
        Origin = $"http://127.0.0.1:{port}";
        UseKestrel(port);
        StartServer();
    }

    public string Origin { get; }

    /// <summary>A site of its own, on a PostgreSQL database or at a moment that the test chooses.</summary>
    public static Site Apart(string? postgres = null, TimeProvider? time = null, params (string Name, string Value)[] settings) =>
        new(postgres, time, settings, postgres is null && time is null ? Begun.Value : null);

    /// <summary>A browser without a page: keeps cookies, follows redirects.</summary>
    public Visitor Visit() => new(Origin);

    /// <summary>Somebody who signed in through the demo provider, like anybody else.</summary>
    public Task<Visitor> SignIn(DemoPerson person, string returnPath = "/ingresso") => Visitor.SignedIn(Origin, person, returnPath);

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
}

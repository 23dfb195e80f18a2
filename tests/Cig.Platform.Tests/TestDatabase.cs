using System.Diagnostics;
using Cig.Platform.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

[assembly: AssemblyFixture(typeof(Cig.Platform.Tests.PostgreSqlServer))]

namespace Cig.Platform.Tests;

/// <summary>
/// A private PostgreSQL server for this run of the tests, started on first use in a folder of its own and removed with it.
/// Each test class takes its own database from it, so that no two tests share state.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string Template = "schema_of_today";

    private readonly Lazy<Task<string>> _server;
    private readonly Lazy<Task> _template;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"cig-pg-{Environment.ProcessId}");
    private int _databases;

    public PostgreSqlServer() => (_server, _template) = (new(Start), new(MakeTemplate));

    /// <summary>A new, empty database of this server.</summary>
    public Task<Database> NewDatabase() => Create($"test_{Interlocked.Increment(ref _databases)}", "");

    /// <summary>A new database with the schema of today: a copy of one that was made by the files once.</summary>
    public async Task<Database> NewDatabaseWithSchema()
    {
        await _template.Value;
        return await Create($"test_{Interlocked.Increment(ref _databases)}", $" template {Template}");
    }

    private async Task<Database> Create(string name, string template)
    {
        var server = await _server.Value;
        await using var connection = new NpgsqlConnection($"{server};Database=postgres");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name}{template}", connection);
        await command.ExecuteNonQueryAsync();

        // Connections of a test that has ended go away soon: hundreds of databases share this server.
        return Database.PostgreSql($"{server};Database={name};Maximum Pool Size=20;Connection Idle Lifetime=4;Connection Pruning Interval=2");
    }

    /// <summary>Nobody may be connected to what is copied.</summary>
    private async Task MakeTemplate()
    {
        Schema.Apply(await Create(Template, ""));
        await using var connection = new NpgsqlConnection($"{await _server.Value};Database=postgres");
        await connection.OpenAsync();
        NpgsqlConnection.ClearAllPools();
        await using var command = new NpgsqlCommand($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{Template}'", connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_server.IsValueCreated)
            return;

        NpgsqlConnection.ClearAllPools();
        await Run($"'{Programs}/pg_ctl' -D '{_folder}/data' -m immediate stop");
        Directory.Delete(_folder, recursive: true);
    }

    private static string Programs => Directory.Exists("/usr/lib/postgresql")
        ? Path.Combine(Directory.GetDirectories("/usr/lib/postgresql").OrderBy(d => int.Parse(Path.GetFileName(d))).Last(), "bin")
        : throw new InvalidOperationException("PostgreSQL is not installed: run ./test, or apt-get install postgresql.");

    private async Task<string> Start()
    {
        Directory.CreateDirectory(_folder);
        var port = FreePort();
        if (Environment.UserName == "root")
            await Run($"chown postgres '{_folder}'", asOwner: false);
        await Run($"'{Programs}/initdb' -D '{_folder}/data' -U cig -A trust -E UTF8 --locale=C");
        await Run($"'{Programs}/pg_ctl' -D '{_folder}/data' -w -l '{_folder}/log' -o \"-p {port} -k {_folder} -c listen_addresses=127.0.0.1 -c max_connections=400 -c fsync=off\" start");
        return $"Host=127.0.0.1;Port={port};Username=cig";
    }

    /// <summary>PostgreSQL refuses to run as root: there, its programs run as the user postgres.</summary>
    private async Task Run(string command, bool asOwner = true)
    {
        var start = asOwner && Environment.UserName == "root"
            ? new ProcessStartInfo("su", ["postgres", "-s", "/bin/sh", "-c", command])
            : new ProcessStartInfo("/bin/sh", ["-c", command]);
        start.WorkingDirectory = _folder;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"PostgreSQL for the tests: '{command}' ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>
/// The engines that every test of the platform runs on: an abstract test class takes a database in its constructor, and two
/// sealed heirs, one for each engine, give it one.
/// </summary>
public static class TestDatabase
{
    /// <summary>A file that the schema made once; what it logged is in it and nobody has it open.</summary>
    private static readonly Lazy<string> SqliteTemplate = new(() =>
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("cig-schema-").FullName, "cig.db");
        var database = Database.SqliteFile(file);
        Schema.Apply(database);
        Settle(file);
        return file;
    });

    /// <summary>Brings what was logged into a SQLite file that nobody has open, so that the file alone can be copied.</summary>
    public static void Settle(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "pragma wal_checkpoint(truncate)";
        checkpoint.ExecuteNonQuery();
    }

    /// <summary>A new SQLite file with the schema of today, in a folder that the caller may delete.</summary>
    public static Database Sqlite()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("cig-test-").FullName, "cig.db");
        File.Copy(SqliteTemplate.Value, file);
        return Database.SqliteFile(file);
    }

    /// <summary>A new PostgreSQL database with the schema of today.</summary>
    public static Task<Database> PostgreSql(PostgreSqlServer server) => server.NewDatabaseWithSchema();
}

using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Cig.Platform.Storage;

/// <summary>The two engines that keep the platform's tables.</summary>
public enum Engine
{
    /// <summary>Embedded default: one file, one node.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later, for an institution and for more than one node.</summary>
    PostgreSql,
}

/// <summary>Where the platform keeps what it knows, and how to open it.</summary>
public sealed class Database
{
    private readonly DbContextOptions<CigContext> _options;

    private readonly SqliteSettings _settings;

    private Database(Engine engine, string connectionString, int? megabytes = null)
    {
        Engine = engine;
        _settings = new(megabytes);
        ConnectionString = connectionString;
        var options = new DbContextOptionsBuilder<CigContext>();
        _options = (engine == Engine.Sqlite
            ? options.UseSqlite(connectionString).AddInterceptors(_settings)
            : options.UseNpgsql(connectionString)).Options;
    }

    public Engine Engine { get; }

    public string ConnectionString { get; }

    /// <summary>A SQLite database in <paramref name="file"/>; its folder is made when missing.</summary>
    /// <param name="megabytes">How large the file may become; what does not fit is refused, as on a full disk. None: as large as the disk lets it.</param>
    public static Database SqliteFile(string file, int? megabytes = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        return new(Engine.Sqlite, new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30 }.ToString(), megabytes);
    }

    /// <summary>A database on a PostgreSQL server.</summary>
    public static Database PostgreSql(string connectionString) => new(Engine.PostgreSql, connectionString);

    /// <summary>Whether the store failed, in its own words or in those of the mapper, which wraps what may pass by itself. What is done on schedule is done again then.</summary>
    public static bool Failed(Exception e) => e is DbException or DbUpdateException or InvalidOperationException;

    /// <summary>A mapper for one piece of work. The caller disposes it.</summary>
    public CigContext Context() => new(_options);

    /// <summary>An open connection for hand-written SQL, with the settings that durability asks for. The caller disposes it.</summary>
    public async Task<DbConnection> Open(CancellationToken stop = default)
    {
        DbConnection connection = Engine == Engine.Sqlite ? new SqliteConnection(ConnectionString) : new NpgsqlConnection(ConnectionString);
        try
        {
            await connection.OpenAsync(stop);
            if (connection is SqliteConnection sqlite)
                _settings.Apply(sqlite);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}

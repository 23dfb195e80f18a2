using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Cig.Platform.Storage;

/// <summary>
/// A commit on SQLite is on the disk when it returns (write-ahead log, full synchronisation), foreign keys are enforced,
/// and a writer waits for another instead of failing.
/// </summary>
internal sealed class SqliteSettings(int? megabytes) : DbConnectionInterceptor
{
    private const int PagesOfAMegabyte = 256;
    private readonly string _limit = megabytes is { } m ? $" pragma max_page_count = {m * PagesOfAMegabyte};" : "";

    // The pool gives a handle again as it was left; setting it anew costs more than most questions.
    private readonly ConditionalWeakTable<SQLitePCL.sqlite3, object> _set = [];

    public void Apply(SqliteConnection connection)
    {
        if (_set.TryGetValue(connection.Handle!, out _))
            return;
        using var command = connection.CreateCommand();
        command.CommandText = "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;" + _limit;
        command.ExecuteNonQuery();
        SqliteWait.Set(connection.Handle!);
        _set.AddOrUpdate(connection.Handle!, this);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        Apply((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply((SqliteConnection)connection);
        return Task.CompletedTask;
    }
}

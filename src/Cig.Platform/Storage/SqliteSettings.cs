using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Cig.Platform.Storage;

/// <summary>
/// A commit on SQLite is on the disk when it returns (write-ahead log, full synchronisation), foreign keys are enforced,
/// and a writer waits for another instead of failing.
/// </summary>
internal sealed partial class SqliteSettings(int? megabytes) : DbConnectionInterceptor
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
        WaitFairly(connection.Handle!);
        _set.AddOrUpdate(connection.Handle!, this);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        Apply((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    // The engine's own wait asks ever more rarely, so whoever has waited longest is passed by all who have just come, until she is refused. Here everybody asks alike, and who has waited long asks more often.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(500);

    [ThreadStatic]
    private static long _waitsSince;

    private static unsafe void WaitFairly(SQLitePCL.sqlite3 handle)
    {
        if (BusyHandler(handle.DangerousGetHandle(), &Wait, 0) is not 0 and var code)
            throw new InvalidOperationException($"SQLite took no busy handler (code {code}).");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Wait(nint nothing, int asked)
    {
        if (asked == 0)
            _waitsSince = Stopwatch.GetTimestamp();
        var waited = Stopwatch.GetElapsedTime(_waitsSince);
        if (waited >= Patience)
            return 0;
        Thread.Sleep(asked < 2 ? 1 : waited < Long ? 5 : 2);
        return 1;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_busy_handler")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int BusyHandler(nint database, delegate* unmanaged[Cdecl]<nint, int, int> handler, nint argument);
}

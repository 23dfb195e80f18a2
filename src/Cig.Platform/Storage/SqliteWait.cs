using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cig.Platform.Storage;

/// <summary>
/// How a writer waits for another on SQLite. The engine's own wait asks ever more rarely, so whoever has waited longest is passed by all who have just come, until she is refused. Here everybody asks alike, and who has waited
/// long asks more often.
/// </summary>
internal static partial class SqliteWait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(500);

    [ThreadStatic]
    private static long _waitsSince;

    public static unsafe void Set(SQLitePCL.sqlite3 handle)
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

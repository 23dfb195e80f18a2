using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Cig.Platform.Storage;

/// <summary>Does a piece of work again when another one took its number first: the unique keys decide who was first, the other one counts anew.</summary>
public static class Retry
{
    private const int Attempts = 20;

    public static async Task<T> OnConflict<T>(Func<Task<T>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (Exception e) when (attempt < Attempts && IsConflict(e))
            {
                await Task.Delay(Random.Shared.Next(1, 5 * attempt));
            }
        }
    }

    public static Task OnConflict(Func<Task> work) => OnConflict(async () =>
    {
        await work();
        return true;
    });

    private static bool IsConflict(Exception e) => e switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: { } inner } => IsConflict(inner),
        PostgresException p => p.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        SqliteException s => s.SqliteErrorCode is 5 or 6 or 19,
        _ => false,
    };
}

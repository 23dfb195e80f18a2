using System.Reflection;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;

namespace Cig.Platform.Storage;

/// <summary>
/// Brings a database to the schema of this program: the numbered files of <c>Storage/Schema</c>, in order, each once.
/// <c>NNN-name.sql</c> serves both engines; <c>NNN-name.sqlite.sql</c> and <c>NNN-name.postgresql.sql</c> follow it where they differ.
/// </summary>
public static class Schema
{
    /// <exception cref="InvalidOperationException">A file could not be applied; the message names it and says why.</exception>
    public static void Apply(Database database)
    {
        if (database.Engine == Engine.PostgreSql)
        {
            using var gate = new Npgsql.NpgsqlConnection(database.ConnectionString);
            gate.Open();
            Execute(gate, "select pg_advisory_lock(148201509)");
            Run(database);
            Execute(gate, "select pg_advisory_unlock(148201509)");
        }
        else
        {
            Run(database);
        }
    }

    private static void Run(Database database)
    {
        var builder = database.Engine == Engine.Sqlite
            ? DeployChanges.To.SqliteDatabase(database.ConnectionString)
            : DeployChanges.To.PostgresqlDatabase(database.ConnectionString);
        var result = builder
            .WithScripts(Scripts(database.Engine))
            .WithTransactionPerScript()
            .LogTo(new Silence())
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw new InvalidOperationException($"The schema could not be brought up to date at {result.ErrorScript?.Name ?? "the start"}: {result.Error.Message}", result.Error);
    }

    private static IEnumerable<SqlScript> Scripts(Engine engine)
    {
        var (own, other) = engine == Engine.Sqlite ? (".sqlite.sql", ".postgresql.sql") : (".postgresql.sql", ".sqlite.sql");
        var assembly = typeof(Schema).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal) && !name.EndsWith(other, StringComparison.Ordinal))
            .Select(name => new SqlScript(name.Replace(own, $".sql, {engine}", StringComparison.Ordinal), Read(assembly, name)));
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static void Execute(Npgsql.NpgsqlConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The outcome is what matters, and it is returned.</summary>
    private sealed class Silence : IUpgradeLog
    {
        public void LogTrace(string format, params object[] args)
        {
        }

        public void LogDebug(string format, params object[] args)
        {
        }

        public void LogInformation(string format, params object[] args)
        {
        }

        public void LogWarning(string format, params object[] args)
        {
        }

        public void LogError(string format, params object[] args)
        {
        }

        public void LogError(Exception ex, string format, params object[] args)
        {
        }
    }
}

using System.Data.Common;

namespace Cig.Platform.Storage;

/// <summary>Makes commands of hand-written SQL with its values.</summary>
public static class Commands
{
    /// <summary>A command with values under their names, as <c>@name</c> stands for them in the statement; null is the database's null.</summary>
    public static DbCommand Command(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => connection.Command(null, sql, parameters);

    /// <summary>The same within a transaction.</summary>
    public static DbCommand Command(this DbConnection connection, DbTransaction? transaction, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;

        // SQLite's connection has put in the transaction that is under way.
        if (transaction is not null)
            command.Transaction = transaction;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}

using System.Data.Common;

namespace Cig.Platform.Storage;

/// <summary>Gives hand-written SQL its values.</summary>
public static class Parameters
{
    /// <summary>Adds values under their names, as <c>@name</c> stands for them in the statement; null is the database's null.</summary>
    public static void Add(this DbCommand command, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
    }
}

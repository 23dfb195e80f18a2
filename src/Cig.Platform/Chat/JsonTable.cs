using Cig.Platform.Storage;

namespace Cig.Platform.Chat;

/// <summary>
/// Rows that travel as one JSON parameter: both engines read it as a table, so a batch is one statement and one round trip whatever its size.
/// </summary>
internal static class JsonTable
{
    /// <summary>The parameter <c>@parameter</c> as a table.</summary>
    /// <param name="columns">Name and type of each column, as PostgreSQL writes them: <c>id uuid, n bigint, body text</c>.</param>
    public static string Of(Engine engine, string parameter, string alias, string columns) => engine == Engine.PostgreSql
        ? $"json_to_recordset(@{parameter}::json) as {alias}({columns})"
        : $"(select {string.Join(", ", columns.Split(", ").Select(c => c.Split(' ')).Select(c => Column(c[0], c[1])))} from json_each(@{parameter})) as {alias}";

    // SQLite keeps identifiers as text in capitals.
    private static string Column(string name, string type) => type == "uuid" ? $"upper(value ->> '{name}') as {name}" : $"value ->> '{name}' as {name}";
}

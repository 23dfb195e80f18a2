using Cig.Platform.Storage;

namespace Cig.Platform.Tests.Storage;

public sealed class SchemaTests(PostgreSqlServer server)
{
    [Fact]
    public async Task The_schema_is_applied_once_and_again_without_harm()
    {
        foreach (var database in new[] { TestDatabase.Sqlite(), await TestDatabase.PostgreSql(server) })
        {
            Schema.Apply(database);

            await using var connection = await database.Open(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "select count(*) from schemaversions";
            Assert.True(Convert.ToInt64(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)) > 0);
        }
    }

    [Fact]
    public void An_instant_survives_the_tables_to_the_microsecond()
    {
        var instant = new DateTimeOffset(2026, 11, 24, 15, 0, 0, TimeSpan.FromHours(1)).AddTicks(1234560);

        Assert.Equal(instant, Instant.FromMicroseconds(Instant.ToMicroseconds(instant)));
    }
}

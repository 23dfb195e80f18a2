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

    [Fact]
    public async Task Every_connection_to_sqlite_is_durable_and_checks_references_also_one_of_the_pool()
    {
        var (database, stop) = (TestDatabase.Sqlite(), TestContext.Current.CancellationToken);
        for (var i = 0; i < 3; i++)
        {
            await using var first = await database.Open(stop);
            await using var second = await database.Open(stop);
            foreach (var connection in new[] { first, second })
            {
                Assert.Equal("wal", await Pragma(connection, "journal_mode"));
                Assert.Equal("2", await Pragma(connection, "synchronous"));
                Assert.Equal("1", await Pragma(connection, "foreign_keys"));
            }
        }

        // Whoever comes while another one writes waits until she is done, and is not refused.
        await using var writer = await database.Open(stop);
        await using var waiting = await database.Open(stop);
        var transaction = await writer.BeginTransactionAsync(stop);
        var later = Task.Run(async () => await waiting.BeginTransactionAsync(stop), stop);
        await Task.Delay(300, stop);
        Assert.False(later.IsCompleted);
        await transaction.CommitAsync(stop);
        await using var next = await later;

        async Task<string> Pragma(System.Data.Common.DbConnection connection, string name)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"pragma {name}";
            return $"{await command.ExecuteScalarAsync(stop)}";
        }
    }
}

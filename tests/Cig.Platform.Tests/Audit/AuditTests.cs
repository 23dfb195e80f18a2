using Cig.Platform.Applications;
using Cig.Platform.Audit;
using Cig.Platform.Demo;
using Cig.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Tests.Audit;

public sealed class AuditTestsOnSqlite : AuditTests
{
    protected override Task<Database> NewDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Engine", "PostgreSql")]
public sealed class AuditTestsOnPostgreSql(PostgreSqlServer server) : AuditTests
{
    protected override Task<Database> NewDatabase() => TestDatabase.PostgreSql(server);
}

/// <summary>The audit log under hands that may do with the database what they like.</summary>
public abstract class AuditTests : IAsyncLifetime
{
    private const string Chain = "test/1";
    private TestPlatform _platform = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private AuditSeals Seals => _platform.Get<AuditSeals>();

    protected abstract Task<Database> NewDatabase();

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.On(await NewDatabase());

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_log_that_nobody_touched_is_whole_and_its_last_seal_is_known()
    {
        await ThreeDays();

        var report = await Verify();

        Assert.Empty(report.Faults);
        Assert.Equal(["2026-11-22", "2026-11-23", "2026-11-24"], report.Seals.Select(s => s.Day));
        Assert.Empty((await AuditVerification.Run(_platform.Database, report.Seals[^1].Hash, Stop)).Faults);
        Assert.Contains("the end of the log was removed", Assert.Single((await AuditVerification.Run(_platform.Database, new string('0', 64), Stop)).Faults));
    }

    [Theory]
    [InlineData("update audit_entries set detail = 'x' where chain = 'test/1' and n = 2", "test/1: entry 2 was changed")]
    [InlineData("update audit_entries set at = at - 1 where chain = 'test/1' and n = 2", "test/1: entry 2 was changed")]
    [InlineData("delete from audit_entries where chain = 'test/1' and n = 2", "test/1: entry 2 is missing")]
    [InlineData("delete from audit_entries where chain = 'test/1' and n = 1", "test/1: entry 1 is missing")]
    [InlineData("delete from audit_entries where chain = 'test/1' and n >= 3", "test/1: entry 3, which the seal of 2026-11-24 covers, was removed")]
    [InlineData("delete from audit_entries where chain = 'test/1'", "which the seal of 2026-11-22 covers, was removed")]
    [InlineData("update audit_seals set day = '2026-11-21' where n = 1", "seal 1 of 2026-11-21 was changed")]
    [InlineData("update audit_seals set hash = 'x' where n = 2", "seal 3 of 2026-11-24 does not follow")]
    [InlineData("delete from audit_seals where n = 2", "seal 2 is missing")]
    [InlineData("update audit_sealed_heads set hash = 'x' where chain = 'test/1' and seal = 2", "seal 2 of 2026-11-23 was changed, or the list of heads")]
    [InlineData("delete from audit_sealed_heads where chain = 'test/1' and seal = 3", "seal 3 of 2026-11-24 was changed, or the list of heads")]
    public async Task What_was_changed_removed_or_put_in_is_found_and_said(string tampering, string word)
    {
        await ThreeDays();
        await Untie();

        await Run(tampering);

        Assert.Contains((await Verify()).Faults, f => f.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_chain_written_anew_with_right_hashes_breaks_its_seals()
    {
        await ThreeDays();
        await Untie();

        // The whole chain again, with one word less: every hash in it fits.
        await Run("delete from audit_entries where chain = 'test/1'");
        foreach (var (day, word) in new[] { (23, "first"), (24, "another"), (25, "third") })
            await Write(word, new(2026, 11, day, 11, 0, 0, TimeSpan.Zero));

        Assert.Null(await AuditLog.FirstBroken(_platform.Database, Chain, Stop));
        Assert.Contains((await Verify()).Faults, f => f.Contains("test/1: entry 2 is not what the seal of 2026-11-23 covers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_entry_put_in_afterwards_with_an_older_instant_is_found()
    {
        await ThreeDays();

        await Write("put in", new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

        Assert.Contains("was put in afterwards", Assert.Single((await Verify()).Faults));
    }

    [Theory]
    [InlineData("update audit_entries set detail = 'x'")]
    [InlineData("delete from audit_entries")]
    [InlineData("update audit_seals set day = 'x'")]
    [InlineData("delete from audit_seals")]
    [InlineData("update audit_sealed_heads set hash = 'x'")]
    [InlineData("delete from audit_sealed_heads")]
    public async Task The_database_itself_refuses_to_change_what_was_written(string tampering)
    {
        await ThreeDays();
        string[] also = _platform.Database.Engine == Engine.PostgreSql
            ? ["truncate audit_entries", "truncate audit_seals", "truncate audit_sealed_heads"]
            : ["insert or replace into audit_entries select chain, n, at, who, on_behalf_of, act, 'x', previous_hash, hash from audit_entries", "insert or replace into audit_seals select n, day, at, previous_hash, 'x' from audit_seals"];

        foreach (var sql in also.Prepend(tampering))
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Run(sql));
        Assert.Empty((await Verify()).Faults);
    }

    [Fact]
    public async Task A_day_is_sealed_once_however_many_nodes_try()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Seals.SealIfDue(Stop))));

        Assert.Single(made, s => s is not null);
        Assert.Null(await Seals.SealIfDue(Stop));
        Assert.Empty((await Verify()).Faults);
    }

    [Fact]
    public async Task Days_on_which_nothing_ran_are_made_up_for_by_the_next_seal()
    {
        await Seals.SealIfDue(Stop);
        await Write("on a Tuesday", _platform.Clock.Now);
        _platform.Clock.Now += TimeSpan.FromDays(6);

        var seal = (await Seals.SealIfDue(Stop))!;

        Assert.Equal("2026-11-28", seal.Day);
        Assert.Empty((await Verify()).Faults);
    }

    [Theory]
    [InlineData("2026-11-24T22:59:59Z", false)]
    [InlineData("2026-11-24T23:00:00Z", true)]
    public async Task A_day_ends_at_midnight_in_Rome(string instant, bool due)
    {
        _platform.Clock.Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
        await Seals.SealIfDue(Stop);
        _platform.Clock.Now = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(due, await Seals.SealIfDue(Stop) is not null);
    }

    [Fact]
    public async Task A_worker_sees_who_looked_at_her_case_and_nothing_of_other_workers()
    {
        var worker = TestPlatform.Herself(DemoPeople.Worker);
        var mine = (await _platform.Get<WorkerDesk>().Cases(worker, Stop))[0];
        var officer = await _platform.Staff(DemoPeople.Officer);
        Assert.NotNull(await _platform.Get<OfficerDesk>().Examine(officer, mine.Id, Stop));
        Assert.NotNull(await _platform.Get<WorkerDesk>().Case(worker, mine.Id, Stop));
        var (actor, _) = await _platform.For(DemoPeople.Consultant, "Officine");
        Assert.NotNull(await _platform.Get<ApplicationDesk>().Application(actor, mine.Id, Stop));
        await using (var db = _platform.Database.Context())
        {
            await AuditLog.Record(db, $"application/{mine.Id}", _platform.Clock.Now, "RSSNTN90A15F839G", "Self RSSNTN90A15F839G", AuditLog.Look, "myinps", Stop);
            await db.SaveChangesAsync(Stop);
        }

        var looks = await _platform.Get<WorkerDesk>().Looks(worker, Stop);

        Assert.Equal(
            [(Looker.Institution, officer.DisplayName, "istruttoria"), (Looker.Herself, "", "myinps"), (Looker.Employer, mine.Employer, "azienda")],
            looks.OrderBy(l => l.Why == "azienda" ? 2 : l.Why == "myinps" ? 1 : 0).Select(l => (l.Who, l.Name, l.Why)));
        Assert.Empty(await _platform.Get<WorkerDesk>().Looks(TestPlatform.Herself(DemoPeople.Owner), Stop));
    }

    private async Task ThreeDays()
    {
        foreach (var (day, word) in new[] { (23, "first"), (24, "second"), (25, "third") })
        {
            _platform.Clock.Now = new(2026, 11, day, 11, 0, 0, TimeSpan.Zero);
            await Write(word, _platform.Clock.Now);
            await Seals.SealIfDue(Stop);
        }
    }

    private async Task Write(string word, DateTimeOffset at)
    {
        await using var db = _platform.Database.Context();
        await AuditLog.Record(db, Chain, at, "X", "test", "act", word, Stop);
        await db.SaveChangesAsync(Stop);
    }

    private Task<AuditReport> Verify() => AuditVerification.Run(_platform.Database, null, Stop);

    /// <summary>Takes the guards of the database away, as its owner can.</summary>
    private async Task Untie()
    {
        foreach (var table in new[] { "audit_entries", "audit_seals", "audit_sealed_heads" })
            await Run(_platform.Database.Engine == Engine.PostgreSql ? $"alter table {table} disable trigger all" : $"drop trigger {table}_keep; drop trigger {table}_stay; drop trigger {table}_new");
    }

    private async Task Run(string sql)
    {
        await using var connection = await _platform.Database.Open(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Stop);
    }
}

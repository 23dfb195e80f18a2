using Cig.Platform.Applications;
using Cig.Platform.Audit;
using Cig.Platform.Demo;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Cig.Rules;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Tests.Applications;

public sealed class ApplicationTestsOnSqlite : ApplicationTests
{
    protected override Task<Database> NewDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Engine", "PostgreSql")]
public sealed class ApplicationTestsOnPostgreSql(PostgreSqlServer server) : ApplicationTests
{
    protected override Task<Database> NewDatabase() => TestDatabase.PostgreSql(server);
}

public abstract class ApplicationTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    private ApplicationDesk Desk => _platform.Get<ApplicationDesk>();

    private OfficerDesk Office => _platform.Get<OfficerDesk>();

    protected abstract Task<Database> NewDatabase();

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.On(await NewDatabase());

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task However_often_a_draft_is_sent_it_becomes_one_application()
    {
        var (actor, draft) = await _platform.CompleteDraft();

        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Desk.Submit(actor, draft, default)));

        var one = Assert.Single(sent.Select(s => Assert.IsType<Submission.Accepted>(s).Application.Protocol).Distinct());
        Assert.Matches(@"^CIG-2026-\d{7}$", one);
        Assert.Single(await Desk.Applications(actor, default), a => a.DraftId == draft);
        Assert.Empty(await Desk.Drafts(actor, default));
    }

    [Fact]
    public async Task Protocol_numbers_are_unique_and_follow_each_other()
    {
        var drafts = new List<(Actor Actor, Guid Draft)>();
        for (var i = 0; i < 5; i++)
            drafts.Add(await _platform.CompleteDraft());

        var sent = await Task.WhenAll(drafts.Select(d => Desk.Submit(d.Actor, d.Draft, default)));

        Assert.Equal(
            ["CIG-2026-0000002", "CIG-2026-0000003", "CIG-2026-0000004", "CIG-2026-0000005", "CIG-2026-0000006"],
            sent.Select(s => ((Submission.Accepted)s).Application.Protocol).Order());
    }

    [Fact]
    public async Task An_empty_draft_names_all_that_is_missing_and_keeps_what_was_typed()
    {
        var (actor, _) = await _platform.For(DemoPeople.Consultant, "Officine");
        var draft = (await Desk.Start(actor, Scheme.Cigo, default))!.Value;
        await Desk.Save(actor, draft, new Dictionary<string, string> { [DraftField.FirstDay] = "31/2/26", [DraftField.Hours] = "molte" }, default);

        var problems = Assert.IsType<Submission.Incomplete>(await Desk.Submit(actor, draft, default)).Problems;

        Assert.Equal(Enum.GetValues<Section>(), problems.Select(p => p.Section).Distinct().Order());
        var review = (await Desk.Review(actor, draft, default))!;
        Assert.Equal(("31/2/26", "molte"), (review.Draft[DraftField.FirstDay], review.Draft[DraftField.Hours]));
        Assert.Contains("31/2/26", problems.Single(p => p.Field == DraftField.FirstDay).Message.Italian);
    }

    [Fact]
    public async Task The_draft_shows_the_term_the_counter_and_the_estimate()
    {
        var (actor, draft) = await _platform.CompleteDraft();
        var review = (await Desk.Review(actor, draft, default))!;

        Assert.Empty(review.Problems);
        Assert.Equal(new(2026, 12, 15), review.Term!.Value.Nominal);
        Assert.Equal(4.Weeks, review.Duration!.Value.Granted);
        Assert.True(review.Duration.Value.Periods[0].UsedBefore > 20.Weeks);
        var estimate = ApplicationDesk.Estimate(review, review.Workers[0], new(2026, 12, 1), 64.Hours, null)!;
        Assert.Equal(1950.Euro.Cents * 6400 / 18400, estimate.Value.LostPay.Cents);
        Assert.NotEqual(estimate.Value, ApplicationDesk.Estimate(review, review.Workers[0], new(2026, 12, 1), 64.Hours, 1000.Euro)!.Value);
    }

    [Fact]
    public async Task A_mandate_that_has_ended_ends_everything_at_the_next_action()
    {
        var (actor, draft) = await _platform.CompleteDraft();
        await using (var db = _platform.Database.Context())
            await db.Set<MandateEntry>().Where(m => m.Id == actor.Mandate.Id).ExecuteUpdateAsync(m => m.SetProperty(x => x.ToDay, new DateOnly(2026, 11, 22)), TestContext.Current.CancellationToken);

        Assert.Null(await Desk.Review(actor, draft, default));
        Assert.IsType<Submission.NotFound>(await Desk.Submit(actor, draft, default));
        Assert.Empty(await Desk.Applications(actor, default));
        Assert.Null(await Desk.Start(actor, Scheme.Cigo, default));
    }

    [Fact]
    public async Task Another_companys_draft_and_application_do_not_exist()
    {
        var (actor, draft) = await _platform.CompleteDraft();
        var application = ((Submission.Accepted)await Desk.Submit(actor, draft, default)).Application;
        var (owner, _) = await _platform.For(DemoPeople.Owner, "Edil");

        Assert.Null(await Desk.Review(owner, draft, default));
        Assert.Null(await Desk.Application(owner, application.Id, default));
        Assert.IsType<Submission.NotFound>(await Desk.Submit(owner, draft, default));
        Assert.Null(await _platform.Get<WorkerDesk>().Case(TestPlatform.Herself(DemoPeople.Owner), application.Id, default));
        Assert.NotNull(await _platform.Get<WorkerDesk>().Case(TestPlatform.Herself(DemoPeople.Worker), application.Id, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _platform.For(DemoPeople.Owner, "Officine"));
    }

    [Fact]
    public async Task An_officer_takes_charge_asks_for_more_and_grants_and_the_counter_knows_it()
    {
        var (actor, draft) = await _platform.CompleteDraft();
        var id = ((Submission.Accepted)await Desk.Submit(actor, draft, default)).Application.Id;
        var officer = await _platform.Staff(DemoPeople.Officer);

        Assert.Equal(StepOutcome.NotPossible, await Office.Decide(officer, id, new Decision.Grant("Tutto in regola, si concede."), default));
        Assert.Equal(StepOutcome.Done, await Office.TakeCharge(officer, id, default));
        Assert.Equal(StepOutcome.Done, await Office.RequestIntegration(officer, id, "Mancano gli indicatori del terzo trimestre.", default));
        Assert.Equal(new(2026, 12, 9), ApplicationLife.ReplyTerm((await Desk.Application(actor, id, default))!));
        Assert.True(await Desk.AnswerIntegration(actor, id, "Ecco gli indicatori.", default));
        Assert.Equal(StepOutcome.ReasonsMissing, await Office.Decide(officer, id, new Decision.Refuse(" "), default));
        Assert.Equal(StepOutcome.Done, await Office.Decide(officer, id, new Decision.PartialGrant(2, "La ripresa è provata solo per due settimane."), default));

        var application = (await Desk.Application(actor, id, default))!;
        Assert.Equal((ApplicationState.PartiallyGranted, 60), (application.State, application.GrantedWeeks));
        await using var db = _platform.Database.Context();
        Assert.Equal(new DateOnly(2026, 12, 13), (await db.Set<Authorisation>().SingleAsync(a => a.ApplicationId == id, TestContext.Current.CancellationToken)).LastDay);
        Assert.Null(await AuditLog.FirstBroken(_platform.Database, application.AuditChain, default));
    }

    [Fact]
    public async Task Of_two_officers_who_decide_at_once_one_is_told()
    {
        var (actor, draft) = await _platform.CompleteDraft();
        var id = ((Submission.Accepted)await Desk.Submit(actor, draft, default)).Application.Id;
        var officer = await _platform.Staff(DemoPeople.Officer);
        await Office.TakeCharge(officer, id, default);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Office.Decide(officer, id, i % 2 == 0 ? new Decision.Grant("Si concede per intero.") : new Decision.Refuse("Non si concede nulla."), default)));

        Assert.Single(outcomes, o => o == StepOutcome.Done);
        Assert.Equal(3, outcomes.Count(o => o == StepOutcome.NotPossible));
    }

    [Fact]
    public async Task Only_officers_of_the_office_see_a_case_and_every_look_is_on_record()
    {
        var (actor, draft) = await _platform.CompleteDraft();
        var application = ((Submission.Accepted)await Desk.Submit(actor, draft, default)).Application;
        var officer = await _platform.Staff(DemoPeople.Officer);

        Assert.NotNull(await Office.Examine(officer, application.Id, default));
        Assert.Null(await Office.Examine(officer with { Office = "MI" }, application.Id, default));
        Assert.Null(await Office.Examine(await _platform.Staff(DemoPeople.Advisor), application.Id, default));
        await using var db = _platform.Database.Context();
        Assert.Single(await db.Set<AuditEntry>().Where(e => e.Chain == application.AuditChain && e.Act == "look").ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_change_of_the_audit_log_from_below_is_refused_and_one_behind_its_back_is_found()
    {
        var (actor, draft) = await _platform.CompleteDraft();
        var application = ((Submission.Accepted)await Desk.Submit(actor, draft, default)).Application;
        await using var connection = await _platform.Database.Open(TestContext.Current.CancellationToken);
        async Task Run(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Run("update audit_entries set detail = 'x'"));
        Assert.Null(await AuditLog.FirstBroken(_platform.Database, application.AuditChain, default));
        await Run(_platform.Database.Engine == Engine.Sqlite ? "drop trigger audit_entries_keep" : "alter table audit_entries disable trigger audit_entries_keep");
        await Run($"update audit_entries set detail = 'x' where chain = '{application.AuditChain}'");
        Assert.Equal(1, await AuditLog.FirstBroken(_platform.Database, application.AuditChain, default));
    }

    [Fact]
    public async Task Every_mapped_column_is_in_the_schema_and_every_column_is_mapped()
    {
        await using var db = _platform.Database.Context();
        await using var connection = await _platform.Database.Open(TestContext.Current.CancellationToken);
        foreach (var table in db.Model.GetEntityTypes())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"select * from {table.GetTableName()} where 1 = 0";
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);

            Assert.Equal(
                table.GetProperties().Select(p => p.GetColumnName()).Order(),
                Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).Order());
        }
    }
}

using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Requests;
using Cig.Platform.Retention;
using Cig.Platform.Settings;
using Cig.Platform.Storage;
using Cig.Rules;

namespace Cig.Platform.Tests.Retention;

public sealed class RetentionTestsOnSqlite : RetentionTests
{
    protected override Task<Database> NewDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Engine", "PostgreSql")]
public sealed class RetentionTestsOnPostgreSql(PostgreSqlServer server) : RetentionTests
{
    protected override Task<Database> NewDatabase() => TestDatabase.PostgreSql(server);
}

public abstract class RetentionTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    private RetentionDesk Retention => _platform.Get<RetentionDesk>();

    protected abstract Task<Database> NewDatabase();

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.On(await NewDatabase());

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task On_the_day_after_its_term_a_conversation_loses_words_and_person_and_the_counts_stay()
    {
        var (mine, held) = (await Talk(DemoPeople.Worker), await Talk(DemoPeople.Owner));
        var administrator = await _platform.Staff(DemoPeople.Administrator);
        Assert.True(await Retention.Hold(administrator, held, "lite in corso", default));
        await _platform.Get<SettingsRegister>().Change(administrator, RetentionRules.Setting, r => new([.. r.Terms.Select(t => t.Purpose == Purpose.Messages ? t with { Days = 30, Reason = "prova" } : t)]), DateTimeOffset.UnixEpoch, default);

        _platform.Clock.Now = TestPlatform.Monday.AddDays(30);
        Assert.Empty(await Retention.Sweep(default));
        _platform.Clock.Now = TestPlatform.Monday.AddDays(30).AddSeconds(1);
        Assert.Equal(1, (await Retention.Sweep(default))[Purpose.Messages]);
        Assert.Empty(await Retention.Sweep(default));

        var events = await _platform.Get<ConversationLog>().Since(mine, 0, default);
        Assert.Equal([ChatEventKind.Opened, ChatEventKind.Message, ChatEventKind.Closed], events.Select(e => e.Kind));
        Assert.All(events, e => Assert.Equal(("", ""), (e.Body, e.SenderName)));
        Assert.Equal(2L, await Scalar("select count(*) from conversations where state = 'CLOSED'"));
        Assert.Equal(1L, await Scalar("select count(*) from conversations where person = '' and person_name = '' and topic_name = '' and erased_at is not null"));
        Assert.Equal(0L, await Scalar($"select count(*) from conversations where person = '{DemoPeople.Worker.FiscalCode}'"));
        Assert.Contains("Una domanda", (await _platform.Get<ConversationLog>().Since(held, 1, default))[0].Body);
        Assert.Equal((Purpose.Messages, 1L), (await Retention.Counts(default)).Select(e => (e.Purpose, e.Count)).Single());

        await Retention.Release(administrator, (await Retention.Holds(default)).Single().Id, default);
        Assert.Equal(1, (await Retention.Sweep(default))[Purpose.Messages]);
        Assert.Null(await Cig.Platform.Audit.AuditLog.FirstBroken(_platform.Database, "retention/holds", default));
    }

    [Fact]
    public async Task Ratings_lose_their_comment_requests_their_words_and_calls_their_number()
    {
        var me = TestPlatform.Herself(DemoPeople.Worker);
        var talk = await Talk(DemoPeople.Worker);
        await _platform.Get<RatingDesk>().Rate(new(talk, Participant.Person, ""), 4, "grazie a Sara", default);
        var (open, answered) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var id in new[] { open, answered })
            await _platform.Get<RequestDesk>().Send(me, id, Conversation.General, "x", "La mia domanda", Tongue.Italian, default);
        await _platform.Get<RequestDesk>().Answer(await _platform.Staff(DemoPeople.Advisor), answered, "Ecco", default);
        var slot = (await _platform.Get<CallbackDesk>().Slots(me, default))[0];
        await _platform.Get<CallbackDesk>().Book(me, slot.From, Conversation.General, "x", "3201234567", Tongue.Italian, default);

        _platform.Clock.Now = TestPlatform.Monday.AddDays(729);
        Assert.Equal([Purpose.Ratings, Purpose.Calls], (await Retention.Sweep(default)).Keys);
        _platform.Clock.Now = TestPlatform.Monday.AddDays(731);
        Assert.Equal([Purpose.Messages, Purpose.Requests], (await Retention.Sweep(default)).Keys);

        Assert.Equal(4L, await Scalar("select score from chat_ratings"));
        Assert.Equal(0L, await Scalar("select count(*) from chat_ratings where comment <> ''") + await Scalar("select count(*) from callbacks where phone <> ''"));
        Assert.Equal((1L, 2L), (await Scalar("select count(*) from written_requests where body <> ''"), await Scalar("select count(*) from written_requests")));
        Assert.NotNull(await _platform.Get<RequestDesk>().Mine(me, open, default));
    }

    [Fact]
    public async Task Notes_among_staff_have_a_term_of_their_own_and_a_hold_keeps_them()
    {
        var (mine, held) = (await Noted(DemoPeople.Worker), await Noted(DemoPeople.Owner));
        Assert.True(await Retention.Hold(await _platform.Staff(DemoPeople.Administrator), held, "lite in corso", default));

        _platform.Clock.Now = TestPlatform.Monday.AddDays(365);
        Assert.DoesNotContain(Purpose.Notes, (await Retention.Sweep(default)).Keys);
        _platform.Clock.Now = TestPlatform.Monday.AddDays(365).AddSeconds(1);
        Assert.Equal(1, (await Retention.Sweep(default))[Purpose.Notes]);
        Assert.Empty(await Retention.Sweep(default));

        var console = _platform.Get<ConsoleDesk>();
        Assert.Empty(await console.Notes(mine, default));
        Assert.Equal("Da richiamare", Assert.Single(await console.Notes(held, default)).Body);
        Assert.Contains("Una domanda", (await _platform.Get<ConversationLog>().Since(mine, 1, default))[0].Body);
        Assert.Equal(1L, await Scalar("select count(*) from chat_notes where body = '' and author_name = ''"));
    }

    [Fact]
    public async Task Words_that_were_looked_for_go_with_their_month_and_an_older_version_takes_the_proposal_for_what_it_did_not_know()
    {
        await Scalar("""insert into settings (id, name, from_instant, content, set_by, set_at) values ('01936f00-0000-7000-8000-000000000001', 'retention', 0, '{"Terms":[{"Purpose":"Messages","Days":30,"Reason":"prova"}]}', 'x', 0) returning 1""");
        var rules = await _platform.Get<SettingsRegister>().Now(RetentionRules.Setting, default);
        Assert.Equal((30, 365), (rules.Of(Purpose.Messages).Days, rules.Of(Purpose.Notes).Days));
        Assert.Equal(Enum.GetValues<Purpose>(), rules.Terms.Select(t => t.Purpose).Order());

        await _platform.Get<Cig.Platform.Sheets.SheetDesk>().Search("apprendista", Tongue.Italian, default);
        _platform.Clock.Now = TestPlatform.Monday.AddDays(730);
        Assert.Empty(await Retention.Sweep(default));
        _platform.Clock.Now = TestPlatform.Monday.AddDays(738);
        Assert.Equal(1, (await Retention.Sweep(default))[Purpose.Searches]);
    }

    [Fact]
    public async Task Nothing_but_erasing_changes_the_log_and_only_administrators_hold_and_release()
    {
        var talk = await Talk(DemoPeople.Worker);
        foreach (var sql in new[]
        {
            "update chat_events set body = ''", "update chat_events set body = '', sender_name = '', client_message_id = null, at = 0", "update chat_events set body = 'x', sender_name = '', client_message_id = null",
            "delete from chat_events",
        })
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Scalar(sql));
        }

        var advisor = await _platform.Staff(DemoPeople.Advisor);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Retention.Hold(advisor, talk, "x", default));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Retention.Release(advisor, talk, default));
        Assert.False(await Retention.Hold(await _platform.Staff(DemoPeople.Administrator), Guid.NewGuid(), "x", default));
    }

    /// <summary>A conversation with a note among staff, which has ended.</summary>
    private async Task<Guid> Noted(DemoPerson person)
    {
        var (desk, actor, galli) = (_platform.Get<ChatDesk>(), TestPlatform.Herself(person), await _platform.Staff(DemoPeople.Advisor));
        var id = Assert.IsType<Opening.Opened>(await desk.Open(actor, Conversation.General, "Informazioni generali", Tongue.Italian, default)).Conversation;
        var who = (await desk.Enter(actor, id, default))!.Value.Who;
        await desk.Say(who, "message-1", "Una domanda su di me", default);
        Assert.Equal(new Acceptance.Accepted(id), await _platform.Get<OfferDesk>().TakeNext(galli, default));
        Assert.True(await _platform.Get<ConsoleDesk>().Note(galli, id, "note-0001", "Da richiamare", default));
        Assert.True(await _platform.Get<ConsoleDesk>().Close(galli, id, CloseReason.Answered, default));
        return id;
    }

    private async Task<Guid> Talk(DemoPerson person)
    {
        var (desk, actor) = (_platform.Get<ChatDesk>(), TestPlatform.Herself(person));
        var opened = Assert.IsType<Opening.Opened>(await desk.Open(actor, Conversation.General, "Informazioni generali", Tongue.Italian, default));
        var who = (await desk.Enter(actor, opened.Conversation, default))!.Value.Who;
        await desk.Say(who, "message-1", "Una domanda su di me", default);
        await desk.Close(who, default);
        return opened.Conversation;
    }

    private async Task<long> Scalar(string sql)
    {
        await using var connection = await _platform.Database.Open(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}

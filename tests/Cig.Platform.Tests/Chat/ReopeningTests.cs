using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Documents;
using Cig.Platform.Mandates;
using Cig.Platform.Requests;
using Cig.Platform.Retention;
using Cig.Platform.Settings;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;

namespace Cig.Platform.Tests.Chat;

public sealed class ReopeningTestsOnSqlite : ReopeningTests
{
    protected override Task<Database> NewDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Engine", "PostgreSql")]
public sealed class ReopeningTestsOnPostgreSql(PostgreSqlServer server) : ReopeningTests
{
    protected override Task<Database> NewDatabase() => TestDatabase.PostgreSql(server);
}

/// <summary>A closed conversation that goes on: in its own log, within its days, by the rules of a new one.</summary>
public abstract class ReopeningTests : IAsyncLifetime
{
    private static readonly Actor Worker = TestPlatform.Herself(DemoPeople.Worker);
    private TestPlatform _platform = null!;

    private ChatDesk Desk => _platform.Get<ChatDesk>();

    private ReopeningDesk Reopening => _platform.Get<ReopeningDesk>();

    protected abstract Task<Database> NewDatabase();

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.On(await NewDatabase());

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task It_waits_again_in_the_same_log_and_its_advisor_is_preferred()
    {
        var advisor = await _platform.Staff(DemoPeople.Advisor);
        var id = await Open();
        await TakeNext(advisor);
        await Say(id, "Prima parte");
        await Close(id);

        Assert.Equal(new Opening.Opened(id), await Reopening.Reopen(Worker, await Mine(id), default));
        Assert.Equal(new Opening.Opened(id), await Reopening.Reopen(Worker, await Mine(id), default));

        // What lets go of ended conversations comes late, and finds that this one has not.
        await _platform.Get<Routing>().Sweep(default);
        var waiting = await Mine(id);
        Assert.Equal((ConversationState.Waiting, null), (waiting.State, waiting.AdvisorId));
        Assert.Null(await Desk.Enter(advisor, id, default));
        Assert.Equal(1L, await Count("chat_routes where state = 'QUEUED' and preferred = @a", ("a", advisor.Id)));
        Assert.Equal(0, (await _platform.Get<QueuePlaces>().Of(id, default))!.Before);

        await TakeNext(advisor);
        await _platform.Get<Routing>().Sweep(default);
        await Say(id, "Seconda parte");
        Assert.Equal("Opened Joined Message Closed Reopened Joined Message", await Kinds(id));
        var text = (await _platform.Get<Transcript>().Issue(await Mine(id), default)).Text;
        Assert.True(text.IndexOf("Prima parte", StringComparison.Ordinal) < text.IndexOf("Conversazione riaperta.", StringComparison.Ordinal));
        Assert.True(text.IndexOf("Conversazione riaperta.", StringComparison.Ordinal) < text.IndexOf("Seconda parte", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(7, "2026-11-30T17:59:59+01:00", true)]
    [InlineData(7, "2026-12-01T15:00:00+01:00", false)]
    [InlineData(1, "2026-11-24T17:59:59+01:00", true)]
    [InlineData(1, "2026-11-25T15:00:00+01:00", false)]
    [InlineData(0, "2026-11-23T15:40:00+01:00", false)]
    public async Task The_last_day_counts_whole_and_after_it_nothing_opens(int days, string at, bool reopened)
    {
        await Change(QueueRules.Setting, r => r with { ReopenDays = days });
        var id = await Open();
        await Close(id);

        _platform.Clock.Now = DateTimeOffset.Parse(at);
        Assert.Equal(reopened ? new DateOnly(2026, 11, 23).AddDays(days) : null, await Reopening.LastDay(await Mine(id), default));
        Assert.Equal(reopened ? new Opening.Opened(id) : new Opening.TooLate(), await Reopening.Reopen(Worker, await Mine(id), default));
        Assert.Equal(reopened ? "Opened Closed Reopened" : "Opened Closed", await Kinds(id));
    }

    [Fact]
    public async Task The_days_are_those_in_force_when_she_asks()
    {
        await Change(QueueRules.Setting, r => r with { ReopenDays = 1 }, TestPlatform.Monday.AddDays(3));
        var id = await Open();
        await Close(id);

        _platform.Clock.Now = TestPlatform.Monday.AddDays(3).AddSeconds(-1);
        Assert.Equal(new DateOnly(2026, 11, 30), await Reopening.LastDay(await Mine(id), default));
        _platform.Clock.Now = TestPlatform.Monday.AddDays(3);
        Assert.Null(await Reopening.LastDay(await Mine(id), default));
        Assert.IsType<Opening.TooLate>(await Reopening.Reopen(Worker, await Mine(id), default));
    }

    [Fact]
    public async Task Hours_areas_and_the_limit_of_the_queue_hold_as_for_a_new_one()
    {
        var id = await Open();
        await Close(id);

        _platform.Clock.Now = TestPlatform.Monday.AddHours(6);
        Assert.IsType<Opening.ChatClosed>(await Reopening.Reopen(Worker, await Mine(id), default));
        _platform.Clock.Now = TestPlatform.Monday.AddMinutes(1);
        await Change(QueueRules.Setting, r => r with { Longest = 1 });
        await Desk.Open(TestPlatform.Herself(DemoPeople.Owner), Conversation.General, "x", Tongue.Italian, default);
        Assert.IsType<Opening.QueueFull>(await Reopening.Reopen(Worker, await Mine(id), default));
        await Change(QueueRules.Setting, r => r with { Longest = 2 });
        await Change(EnabledAreas.Setting, _ => new([new(new(2027, 1, 1), [Audience.Worker], null, "prova")]));
        Assert.IsType<Opening.NotEnabled>(await Reopening.Reopen(Worker, await Mine(id), default));
        Assert.Equal(("Opened Closed", ConversationState.Closed), (await Kinds(id), (await Mine(id)).State));

        await Change(EnabledAreas.Setting, _ => EnabledAreas.Setting.First);
        Assert.Equal(new Opening.Opened(id), await Reopening.Reopen(Worker, await Mine(id), default));
    }

    [Fact]
    public async Task Nobody_reopens_what_is_anothers_or_became_a_request()
    {
        var id = await Open();
        var conversation = await Mine(id);
        Assert.IsType<Opening.NotAllowed>(await Reopening.Reopen(TestPlatform.Herself(DemoPeople.Owner), conversation, default));

        _platform.Clock.Now = TestPlatform.Monday.AddHours(3);
        Assert.Equal(1, await Desk.TurnWaitingIntoRequests(default));
        _platform.Clock.Now = TestPlatform.Monday.AddDays(1);
        Assert.Null(await Reopening.LastDay(await Mine(id), default));
        Assert.IsType<Opening.TooLate>(await Reopening.Reopen(Worker, await Mine(id), default));
    }

    [Fact]
    public async Task Of_many_who_open_and_reopen_at_once_one_conversation_is_open()
    {
        var id = await Open();
        await Close(id);
        var closed = await Mine(id);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => i % 2 == 0
            ? Reopening.Reopen(Worker, closed, default)
            : Desk.Open(Worker, Conversation.General, "Informazioni generali", Tongue.Italian, default)));

        var open = Assert.Single(outcomes.Select(o => Assert.IsType<Opening.Opened>(o).Conversation).Distinct());
        Assert.Equal(1L, await Count("conversations where state in ('WAITING', 'ACTIVE')"));
        Assert.Equal(open == id ? "Opened Closed Reopened" : "Opened Closed", await Kinds(id));
        Assert.Equal(new Opening.Opened(open), await Reopening.Reopen(Worker, await Mine(id), default));
    }

    [Fact]
    public async Task A_rating_is_given_once_and_what_is_kept_is_kept_from_the_last_closing()
    {
        var ratings = _platform.Get<RatingDesk>();
        var id = await Open();
        var who = (await Desk.Enter(Worker, id, default))!.Value.Who;
        await Close(id);
        Assert.True(await ratings.Rate(who, 2, "", default));

        _platform.Clock.Now = TestPlatform.Monday.AddDays(1);
        await Reopening.Reopen(Worker, await Mine(id), default);
        await Close(id);
        Assert.False(await ratings.Rate(who, 5, "", default));
        Assert.Equal(2, (await ratings.Of(id, default))!.Score);

        await Change(RetentionRules.Setting, r => new([.. r.Terms.Select(t => t.Purpose == Purpose.Messages ? t with { Days = 30, Reason = "prova" } : t)]));
        _platform.Clock.Now = TestPlatform.Monday.AddDays(31);
        Assert.Empty(await _platform.Get<RetentionDesk>().Sweep(default));
        _platform.Clock.Now = TestPlatform.Monday.AddDays(31).AddSeconds(1);
        Assert.Equal(1, (await _platform.Get<RetentionDesk>().Sweep(default))[Purpose.Messages]);
    }

    [Fact]
    public async Task What_becomes_a_request_after_it_asks_what_was_said_since()
    {
        var id = await Open();
        await Say(id, "Già risposto");
        await Close(id);
        Assert.IsType<Appended.NotPossible>(await Desk.Say((await Desk.Enter(Worker, id, default))!.Value.Who, Guid.NewGuid().ToString(), "Troppo tardi", default));
        await Reopening.Reopen(Worker, await Mine(id), default);
        await Say(id, "E poi?");

        _platform.Clock.Now = TestPlatform.Monday.AddHours(3);
        await Desk.TurnWaitingIntoRequests(default);
        await _platform.Get<RequestDesk>().TakeOver(default);

        Assert.Equal("E poi?", (await _platform.Get<RequestDesk>().OfConversation(id, default))!.Body);
    }

    private async Task<Guid> Open() => Assert.IsType<Opening.Opened>(await Desk.Open(Worker, Conversation.General, "Informazioni generali", Tongue.Italian, default)).Conversation;

    private async Task<Conversation> Mine(Guid id) => (await Desk.Enter(Worker, id, default))!.Value.Conversation;

    private async Task Say(Guid id, string text) => Assert.IsType<Appended.Stored>(await Desk.Say((await Desk.Enter(Worker, id, default))!.Value.Who, Guid.NewGuid().ToString(), text, default));

    private async Task Close(Guid id) => Assert.IsType<Appended.Stored>(await Desk.Close((await Desk.Enter(Worker, id, default))!.Value.Who, default));

    private async Task TakeNext(StaffMember advisor) => Assert.IsType<Acceptance.Accepted>(await _platform.Get<OfferDesk>().TakeNext(advisor, default));

    private async Task<string> Kinds(Guid id) => string.Join(' ', (await _platform.Get<ConversationLog>().Since(id, 0, default)).Select(e => e.Kind));

    private async Task Change<T>(Setting<T> setting, Func<T, T> change, DateTimeOffset? from = null)
        where T : class => await _platform.Get<SettingsRegister>().Change(await _platform.Staff(DemoPeople.Administrator), setting, change, from ?? DateTimeOffset.UnixEpoch, default);

    private async Task<long> Count(string of, params (string, object?)[] values)
    {
        await using var connection = await _platform.Database.Open();
        await using var command = connection.Command($"select count(*) from {of}", values);
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }
}

using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Cig.Rules;
using CsCheck;

namespace Cig.Platform.Tests.Chat;

public sealed class ChatTestsOnSqlite : ChatTests
{
    protected override Task<Database> NewDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Engine", "PostgreSql")]
public sealed class ChatTestsOnPostgreSql(PostgreSqlServer server) : ChatTests
{
    protected override Task<Database> NewDatabase() => TestDatabase.PostgreSql(server);
}

public abstract class ChatTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    private ChatDesk Desk => _platform.Get<ChatDesk>();

    private ConversationLog Log => _platform.Get<ConversationLog>();

    protected abstract Task<Database> NewDatabase();

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.On(await NewDatabase());

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task Rule_1_a_message_sent_again_is_the_same_message_and_another_content_is_refused()
    {
        var who = await Enter();
        var id = Guid.CreateVersion7().ToString();

        var first = Assert.IsType<Appended.Stored>(await Desk.Say(who, id, "Quando arriva il pagamento?", default));
        var again = Assert.IsType<Appended.Stored>(await Desk.Say(who, id, "Quando arriva il pagamento?", default));

        Assert.Equal((first.N, false, true), (again.N, first.Repeated, again.Repeated));
        Assert.IsType<Appended.IdConflict>(await Desk.Say(who, id, "Altro testo", default));
        Assert.Equal(2, (await Log.Since(who.Conversation, 0, default)).Count);
    }

    [Fact]
    public async Task Rule_2_numbers_have_no_gaps_whoever_writes_at_once()
    {
        var who = await Enter();
        var others = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Enter(DemoPeople.LegalRepresentative)));

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Desk.Say(i % 5 == 0 ? others[i % 4] : who, Guid.NewGuid().ToString(), $"{i}", default)));

        foreach (var conversation in others.Append(who).Select(w => w.Conversation).Distinct())
        {
            var events = await Log.Since(conversation, 0, default);
            Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (long)n), events.Select(e => e.N));
        }
    }

    [Fact]
    public async Task Rule_3_what_is_acknowledged_is_in_the_log_already()
    {
        var who = await Enter();
        for (var i = 0; i < 20; i++)
        {
            var stored = Assert.IsType<Appended.Stored>(await Desk.Say(who, Guid.NewGuid().ToString(), $"{i}", default));
            Assert.Equal($"{i}", (await Log.Since(who.Conversation, stored.N - 1, default))[0].Body);
        }
    }

    [Fact]
    public async Task Rule_4_everything_that_changes_a_conversation_is_an_event_of_one_log()
    {
        var who = await Enter();
        var advisor = await _platform.Staff(DemoPeople.Advisor);
        Assert.IsType<Acceptance.Accepted>(await _platform.Get<OfferDesk>().TakeNext(advisor, default));
        await Desk.Say(who, "1", "Buongiorno", default);
        await Desk.Close(who, default);

        Assert.Equal(
            [ChatEventKind.Opened, ChatEventKind.Joined, ChatEventKind.Message, ChatEventKind.Closed],
            (await Log.Since(who.Conversation, 0, default)).Select(e => e.Kind));
        Assert.IsType<Appended.NotPossible>(await Desk.Say(who, "2", "Ancora", default));
    }

    [Fact]
    public async Task Rule_4_that_somebody_writes_is_told_across_for_a_moment_and_neither_stored_nor_numbered()
    {
        var who = await Enter();
        var advisor = await _platform.Staff(DemoPeople.Advisor);
        Assert.IsType<Acceptance.Accepted>(await _platform.Get<OfferDesk>().TakeNext(advisor, default));
        var (staff, _) = (await Desk.Enter(advisor, who.Conversation, default))!.Value;
        using var own = Log.Feed.Listen(who);
        using var across = Log.Feed.Listen(staff);

        await Log.Writes(who, default);
        Assert.True(across.Events.TryRead(out var told));
        Assert.Null(told);
        Assert.False(own.Events.TryRead(out _));
        Assert.Equal((true, false), (across.Room.WritingTo(staff) > TimeSpan.Zero, across.Room.WritingTo(who) > TimeSpan.Zero));

        _platform.Clock.Now += TimeSpan.FromSeconds(1.9);
        await Log.Writes(who, default);
        Assert.False(across.Events.TryRead(out _));
        _platform.Clock.Now += TimeSpan.FromSeconds(0.1);
        await Log.Writes(who, default);
        Assert.True(across.Events.TryRead(out _));

        _platform.Clock.Now += TimeSpan.FromSeconds(5.9);
        Assert.True(across.Room.WritingTo(staff) > TimeSpan.Zero);
        _platform.Clock.Now += TimeSpan.FromSeconds(0.1);
        Assert.Equal(TimeSpan.Zero, across.Room.WritingTo(staff));
        Assert.Equal([ChatEventKind.Opened, ChatEventKind.Joined], (await Log.Since(who.Conversation, 0, default)).Select(e => e.Kind));
        Assert.Empty(await Log.Marks(who.Conversation, default));
    }

    [Fact]
    public async Task What_was_written_ends_the_writing_and_who_may_not_write_is_not_heard()
    {
        var who = await Enter();
        var (advisor, other) = (await _platform.Staff(DemoPeople.Advisor), await _platform.Staff(DemoPeople.Supervisor));
        Assert.IsType<Acceptance.Accepted>(await _platform.Get<OfferDesk>().TakeNext(advisor, default));
        var (staff, _) = (await Desk.Enter(advisor, who.Conversation, default))!.Value;
        using var own = Log.Feed.Listen(who);

        await Log.Writes(new(who.Conversation, Participant.Staff(other.Id), other.DisplayName) { Member = other }, default);
        Assert.Equal(TimeSpan.Zero, own.Room.WritingTo(who));
        await Log.Writes(who with { Session = "ended" }, default);
        Assert.Equal(TimeSpan.Zero, own.Room.WritingTo(staff));
        await Log.Writes(staff, default);
        Assert.True(own.Room.WritingTo(who) > TimeSpan.Zero);

        await Desk.Say(staff, Guid.NewGuid().ToString(), "Buongiorno", default);
        while (await own.Events.ReadAsync(TestContext.Current.CancellationToken) is not { Kind: ChatEventKind.Message })
        {
            // That she was writing comes first.
        }

        Assert.Equal(TimeSpan.Zero, own.Room.WritingTo(who));
        await Desk.Close(who, default);
        await Log.Writes(who, default);
        Assert.Equal(TimeSpan.Zero, own.Room.WritingTo(staff));
    }

    [Fact]
    public async Task Rules_5_and_6_history_and_live_feed_overlap_and_leave_no_hole()
    {
        var who = await Enter();
        await Desk.Say(who, "1", "prima", default);
        using var live = Log.Feed.Listen(who.Conversation);
        await Desk.Say(who, "2", "durante", default);
        var history = await Log.Since(who.Conversation, 0, default);
        await Desk.Say(who, "3", "dopo", default);

        // Who sent it knows that it is stored a moment before those who listen are told.
        var seen = new SortedSet<long>(history.Select(e => e.N));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (seen.Max < 4)
            seen.Add((await live.Events.ReadAsync(patience.Token))!.N);

        Assert.Equal([1, 2, 3, 4], seen);
    }

    [Fact]
    public async Task Rule_7_a_lost_hint_shows_in_the_last_number()
    {
        var who = await Enter();
        await Desk.Say(who, "1", "nessuno ascolta", default);

        Assert.Equal(2, await Log.LastNumber(who.Conversation, default));
        Assert.Single(await Log.Since(who.Conversation, 1, default));
    }

    [Fact]
    public async Task Rule_9_marks_are_one_number_for_each_and_never_go_back()
    {
        var who = await Enter();
        await Log.Mark(who, 5, 3, default);
        await Log.Mark(who, 2, 4, default);

        Assert.Equal([new ChatMark(Participant.Person, 5, 4)], await Log.Marks(who.Conversation, default));
    }

    [Fact]
    public async Task A_mark_that_does_not_move_is_told_to_nobody()
    {
        var who = await Enter();
        await Log.Mark(who, 5, 4, default);

        // What is stored is told just after its sender knows, and always before the next is stored.
        await Log.Mark(who, 5, 4, default);
        using var listener = Log.Feed.Listen(who.Conversation);

        await Log.Mark(who, 5, 4, default);
        await Log.Mark(who, 3, 2, default);
        await Log.Mark(who, 3, 2, default);
        Assert.False(listener.Events.TryRead(out _));

        await Log.Mark(who, 5, 5, default);
        Assert.True(await listener.Events.WaitToReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Rule_10_a_listener_that_lags_loses_its_feed_and_not_the_log()
    {
        var who = await Enter();
        using var live = Log.Feed.Listen(who.Conversation);
        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Desk.Say(who, $"{i}", "x", default)));

        var read = 0;
        await foreach (var _ in live.Events.ReadAllAsync(TestContext.Current.CancellationToken))
            read++;
        Assert.InRange(read, 1, 399);
        Assert.Equal(401, (await Log.Since(who.Conversation, 0, default)).Count);
    }

    [Fact]
    public async Task Who_begins_to_listen_while_something_is_stored_is_not_let_go()
    {
        var who = await Enter();
        var advisor = await _platform.Staff(DemoPeople.Advisor);
        Assert.IsType<Acceptance.Accepted>(await _platform.Get<OfferDesk>().TakeNext(advisor, default));
        var (listener, _) = (await Desk.Enter(advisor, who.Conversation, default))!.Value;
        using var enough = new CancellationTokenSource();
        var talking = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
                await Desk.Say(who, Guid.NewGuid().ToString(), "ancora", default);
        });

        for (var i = 0; i < 60; i++)
        {
            using var live = Log.Feed.Listen(listener);
            await foreach (var happened in live.Events.ReadAllAsync())
            {
                if (happened is not null)
                    break;
            }

            Assert.Equal(LiveFeed.Ending.None, live.Ended);
        }

        await enough.CancelAsync();
        await talking;
    }

    [Fact]
    public async Task Many_clicks_open_one_conversation()
    {
        var actor = TestPlatform.Herself(DemoPeople.Worker);

        var openings = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Desk.Open(actor, Conversation.General, "Informazioni generali", Tongue.Italian, default)));

        Assert.Single(openings.Select(o => Assert.IsType<Opening.Opened>(o).Conversation).Distinct());
    }

    [Fact]
    public async Task One_advisor_of_many_takes_a_conversation()
    {
        var who = await Enter();
        var (galli, greco) = (await _platform.Staff(DemoPeople.Advisor), await _platform.Staff(DemoPeople.Supervisor));

        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => _platform.Get<OfferDesk>().TakeNext(i % 2 == 0 ? galli : greco, default)));

        Assert.Equal(who.Conversation, Assert.Single(taken.OfType<Acceptance.Accepted>()).Conversation);
        await Enter(DemoPeople.LegalRepresentative);
        Assert.IsType<Acceptance.NobodyWaits>(await _platform.Get<OfferDesk>().TakeNext(await _platform.Staff(DemoPeople.Officer), default));
    }

    [Theory]
    [InlineData("2026-11-23T14:59:59+01:00", false)]
    [InlineData("2026-11-23T15:00:00+01:00", true)]
    [InlineData("2026-11-23T17:59:59.999+01:00", true)]
    [InlineData("2026-11-23T18:00:00+01:00", false)]
    [InlineData("2026-12-08T16:00:00+01:00", false)]
    [InlineData("2026-03-30T13:00:00Z", true)]
    [InlineData("2026-10-26T13:59:00Z", false)]
    public async Task The_server_decides_whether_the_queue_may_be_entered(string at, bool open)
    {
        _platform.Clock.Now = DateTimeOffset.Parse(at);

        var opening = await Desk.Open(TestPlatform.Herself(DemoPeople.Worker), Conversation.General, "Informazioni generali", Tongue.Italian, default);

        Assert.Equal(open, opening is Opening.Opened);
    }

    [Fact]
    public async Task At_six_those_who_wait_become_requests_and_those_in_conversation_go_on()
    {
        var talking = await Enter(DemoPeople.LegalRepresentative);
        Assert.IsType<Acceptance.Accepted>(await _platform.Get<OfferDesk>().TakeNext(await _platform.Staff(DemoPeople.Advisor), default));
        var waiting = await Enter();
        _platform.Clock.Now = DateTimeOffset.Parse("2026-11-23T17:59:59+01:00");
        Assert.Equal(0, await Desk.TurnWaitingIntoRequests(default));

        _platform.Clock.Now = DateTimeOffset.Parse("2026-11-23T18:00:00+01:00");
        Assert.Equal(1, await Desk.TurnWaitingIntoRequests(default));

        Assert.Equal(ChatEventKind.BecameRequest, (await Log.Since(waiting.Conversation, 1, default)).Single().Kind);
        Assert.IsType<Appended.Stored>(await Desk.Say(talking, "1", "Grazie", default));
    }

    [Fact]
    public async Task Trial_hours_open_the_chat_at_night_and_are_on_record()
    {
        _platform.Clock.Now = DateTimeOffset.Parse("2026-11-23T03:00:00+01:00");
        var administrator = await _platform.Staff(DemoPeople.Administrator);
        var hours = _platform.Get<ChatHours>();

        await hours.Set(administrator, (await hours.Now(default)) with { Trial = true }, _platform.Clock.Now, default);

        Assert.True((await hours.Now(default)).Trial);
        Assert.IsType<Opening.Opened>(await Desk.Open(TestPlatform.Herself(DemoPeople.Worker), Conversation.General, "x", Tongue.Italian, default));
        Assert.Null(await Platform.Audit.AuditLog.FirstBroken(_platform.Database, ChatHours.AuditChain, default));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await hours.Set(await _platform.Staff(DemoPeople.Advisor), await hours.Now(default), _platform.Clock.Now, default));
    }

    [Fact]
    public async Task Another_persons_conversation_does_not_exist()
    {
        var who = await Enter();

        Assert.Null(await Desk.Enter(TestPlatform.Herself(DemoPeople.LegalRepresentative), who.Conversation, default));
        Assert.NotNull(await Desk.Enter(TestPlatform.Herself(DemoPeople.Worker), who.Conversation, default));
        Assert.Null(await Desk.Enter(await _platform.Staff(DemoPeople.Officer), who.Conversation, default));
        Assert.IsType<Appended.NotFound>(await Desk.Say(who with { Conversation = Guid.NewGuid() }, "1", "x", default));
    }

    [Fact]
    public async Task The_log_cannot_be_changed_from_below()
    {
        var who = await Enter();
        await using var connection = await _platform.Database.Open(TestContext.Current.CancellationToken);
        foreach (var sql in new[] { "update chat_events set body = 'x'", "delete from chat_events" })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }

        Assert.Single(await Log.Since(who.Conversation, 0, default));
    }

    private async Task<Participant> Enter(DemoPerson? person = null)
    {
        var actor = TestPlatform.Herself(person ?? DemoPeople.Worker);
        var opened = Assert.IsType<Opening.Opened>(await Desk.Open(actor, Conversation.General, "Informazioni generali", Tongue.Italian, default));
        return (await Desk.Enter(actor, opened.Conversation, default))!.Value.Who;
    }
}

using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Platform.Staff;
using Cig.Platform.Storage;
using Cig.Rules;

namespace Cig.Platform.Tests.Chat;

public sealed class RoutingTestsOnSqlite : RoutingTests
{
    protected override Task<Database> NewDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Engine", "PostgreSql")]
public sealed class RoutingTestsOnPostgreSql(PostgreSqlServer server) : RoutingTests
{
    protected override Task<Database> NewDatabase() => TestDatabase.PostgreSql(server);
}

/// <summary>Offers, capacity, presence, transfer and hold against a real database; the clock is the test's.</summary>
public abstract class RoutingTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;
    private StaffMember _galli = null!;
    private StaffMember _greco = null!;
    private int _people;

    private OfferDesk Offers => _platform.Get<OfferDesk>();

    private Routing Routing => _platform.Get<Routing>();

    private ConsoleDesk Console => _platform.Get<ConsoleDesk>();

    private ConversationLog Log => _platform.Get<ConversationLog>();

    protected abstract Task<Database> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _platform = await TestPlatform.On(await NewDatabase());
        _galli = await _platform.Staff(DemoPeople.Advisor);
        _greco = await _platform.Staff(DemoPeople.Supervisor);
        await Set(RoutingRules.Initial with { WarmUpSeconds = 0 });
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_free_advisor_is_offered_who_waits_and_joins_by_accepting()
    {
        var id = await Ask();
        await Available(_galli);

        Assert.Equal(1, await Routing.Dispatch(default));
        var offer = await Offers.OpenFor(_galli.Id, default);
        Assert.Equal(id, offer!.Conversation);
        Assert.Equal(new Acceptance.Accepted(id), await Offers.Accept(_galli, offer.Id, default));

        Assert.Equal([ChatEventKind.Opened, ChatEventKind.Joined], await Kinds(id));
        Assert.NotNull(await _platform.Get<ChatDesk>().Enter(_galli, id, default));
        Assert.Null(await _platform.Get<ChatDesk>().Enter(_greco, id, default));
        Assert.IsType<Acceptance.Gone>(await Offers.Accept(_galli, offer.Id, default));
    }

    [Fact]
    public async Task An_offer_to_somebody_else_cannot_be_accepted()
    {
        await Ask();
        await Available(_galli);
        await Routing.Dispatch(default);

        Assert.IsType<Acceptance.Gone>(await Offers.Accept(_greco, (await Offers.OpenFor(_galli.Id, default))!.Id, default));
    }

    [Fact]
    public async Task An_offer_that_is_let_pass_goes_to_the_next_and_two_set_an_advisor_away()
    {
        await Available(_galli);
        var first = await Ask();
        await Routing.Sweep(default);
        await Available(_greco);

        await After(19);
        Assert.Equal(first, (await Offers.OpenFor(_galli.Id, default))!.Conversation);
        await After(1);
        Assert.Null(await Offers.OpenFor(_galli.Id, default));
        Assert.Equal(first, (await Offers.OpenFor(_greco.Id, default))!.Conversation);
        Assert.Equal(PresenceState.Available, (await Of(_galli)).State);

        await Ask();
        await Routing.Sweep(default);
        await After(20);
        Assert.Equal(PresenceState.Away, (await Of(_galli)).State);
        await After(60);
        Assert.Null(await Offers.OpenFor(_galli.Id, default));
    }

    [Fact]
    public async Task Declining_passes_the_offer_on_and_is_no_miss()
    {
        await Available(_galli);
        await Ask();
        await Routing.Dispatch(default);

        Assert.True(await Offers.Decline(_galli, (await Offers.OpenFor(_galli.Id, default))!.Id, default));
        Assert.Equal(0, await Routing.Dispatch(default));
        Assert.Equal(0, (await Of(_galli)).Misses);
        await After(61);
        Assert.NotNull(await Offers.OpenFor(_galli.Id, default));
    }

    [Fact]
    public async Task An_offer_ends_when_the_person_leaves_and_cannot_be_accepted()
    {
        var id = await Ask();
        await Available(_galli);
        await Routing.Dispatch(default);
        var offer = (await Offers.OpenFor(_galli.Id, default))!;
        await Log.Append(new(id, Participant.Person, "x"), ChatEventKind.Closed, null, "", default);

        Assert.IsType<Acceptance.Gone>(await Offers.Accept(_galli, offer.Id, default));
        await Routing.Sweep(default);
        Assert.Null(await Offers.OpenFor(_galli.Id, default));
        Assert.Equal([ChatEventKind.Opened, ChatEventKind.Closed], await Kinds(id));
    }

    [Fact]
    public async Task An_advisor_never_has_more_than_her_capacity_and_waking_never_passes_the_hard_limit()
    {
        await Skills(_galli, AdvisorSkills.Initial with { Capacity = 200, HardLimit = 300 });
        await Available(_galli);
        for (var i = 0; i < 6; i++)
            await Ask();
        Assert.Equal(2, await AcceptAll(_galli));
        Assert.IsType<Acceptance.NoRoom>(await Offers.TakeNext(_galli, default));

        // She answers both, and neither answers back: each counts half now, so there is room for one more and for no fourth.
        foreach (var own in (await Console.View(_galli, default)).Own)
            await Log.Append(new(own.Id, Participant.Staff(_galli.Id), "x"), ChatEventKind.Message, Guid.NewGuid().ToString(), "Buongiorno", default);
        Assert.Equal(0, await AcceptAll(_galli));
        _platform.Clock.Now = _platform.Clock.Now.AddSeconds(120);
        await _platform.Get<Presence>().Seen(_galli.Id, default);
        Assert.Equal(1, await AcceptAll(_galli));
        foreach (var own in (await Console.View(_galli, default)).Own)
            await Log.Append(new(own.Id, Participant.Staff(_galli.Id), "x"), ChatEventKind.Message, Guid.NewGuid().ToString(), "Ci sei?", default);
        _platform.Clock.Now = _platform.Clock.Now.AddSeconds(120);
        await _platform.Get<Presence>().Seen(_galli.Id, default);
        Assert.Equal(0, await AcceptAll(_galli));
        Assert.Equal(3, (await Console.View(_galli, default)).Own.Count);
    }

    [Fact]
    public async Task Parallel_arrivals_accepts_and_pulls_never_pass_a_capacity()
    {
        var advisors = await Staff(6);
        foreach (var (advisor, i) in advisors.Select((a, i) => (a, i)))
        {
            await Skills(advisor, AdvisorSkills.Initial with { Capacity = 100 * (1 + i % 3), HardLimit = 100 * (1 + i % 3) });
            await Available(advisor);
        }

        var arrivals = Enumerable.Range(0, 60).Select(_ => Task.Run(Ask));
        var dispatchers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 12; i++)
                await Routing.Dispatch(default);
        }));
        var working = advisors.Select(a => Task.Run(async () =>
        {
            for (var i = 0; i < 12; i++)
            {
                if (await Offers.OpenFor(a.Id, default) is { } offer)
                    await Offers.Accept(a, offer.Id, default);
                await Offers.TakeNext(a, default);
            }
        }));
        await Task.WhenAll(arrivals.Select(a => (Task)a).Concat(dispatchers).Concat(working));
        foreach (var advisor in advisors)
            await AcceptAll(advisor);

        foreach (var (advisor, i) in advisors.Select((a, i) => (a, i)))
            Assert.Equal(1 + i % 3, (await Console.View(advisor, default)).Own.Count);
        Assert.Equal(60 - 12, (await Console.Waiting(default)).Count);
    }

    [Fact]
    public async Task In_the_warm_up_an_advisor_begins_with_one_conversation_and_gets_one_more_after_each_step()
    {
        await Set(RoutingRules.Initial with { WarmUpSeconds = 60 });
        for (var i = 0; i < 5; i++)
            await Ask();
        await Available(_galli);

        Assert.Equal(1, await AcceptAll(_galli));
        _platform.Clock.Now = _platform.Clock.Now.AddSeconds(59);
        Assert.Equal(0, await AcceptAll(_galli));
        _platform.Clock.Now = _platform.Clock.Now.AddSeconds(1);
        Assert.Equal(1, await AcceptAll(_galli));
    }

    [Fact]
    public async Task The_language_is_never_given_up_and_the_territory_is_after_its_time()
    {
        await Skills(_galli, AdvisorSkills.Initial with { Tongues = [Tongue.Italian], Territories = ["MI"] });
        await Available(_galli);
        var german = await Ask(Tongue.German);
        var turin = await AskAs(DemoPeople.Worker);

        await Routing.Dispatch(default);
        Assert.Null(await Offers.OpenFor(_galli.Id, default));
        await After(59);
        Assert.Null(await Offers.OpenFor(_galli.Id, default));
        await After(1);
        Assert.Equal(turin, (await Offers.OpenFor(_galli.Id, default))!.Conversation);
        await AcceptAll(_galli);
        await After(3600);
        Assert.Null(await Offers.OpenFor(_galli.Id, default));
        Assert.Equal([german], (await Console.Waiting(default)).Select(w => w.Id));
    }

    [Fact]
    public async Task A_head_start_goes_first_and_still_nobody_starves()
    {
        await Set(RoutingRules.Initial with { WarmUpSeconds = 0, HeadStarts = [new(Cig.Rules.Access.Audience.Worker, null, 300)] });
        var (omega, _) = await _platform.For(DemoPeople.LegalRepresentative, "Officine");
        var early = await AskFor(omega);
        _platform.Clock.Now = _platform.Clock.Now.AddSeconds(299);
        var ahead = await Ask();
        _platform.Clock.Now = _platform.Clock.Now.AddSeconds(2);
        var late = await Ask();

        Assert.Equal([ahead, early, late], (await Console.Waiting(default)).Select(w => w.Id));
    }

    [Fact]
    public async Task The_advisor_whom_the_person_had_is_waited_for_a_minute()
    {
        var first = await AskAs(DemoPeople.Worker);
        await Available(_galli);
        await AcceptAll(_galli);
        await Console.Close(_galli, first, CloseReason.Answered, default);
        await Routing.Sweep(default);
        await Skills(_galli, AdvisorSkills.Initial with { Capacity = 100, HardLimit = 100 });
        await Ask();
        Assert.Equal(1, await AcceptAll(_galli));
        await Available(_greco);
        var again = await AskAs(DemoPeople.Worker);

        await After(59);
        Assert.Null(await Offers.OpenFor(_greco.Id, default));
        await After(1);
        Assert.Equal(again, (await Offers.OpenFor(_greco.Id, default))!.Conversation);
    }

    [Fact]
    public async Task An_advisor_who_vanishes_gives_her_conversations_back_to_the_front_and_the_people_are_told()
    {
        var id = await Ask();
        await Available(_galli);
        await AcceptAll(_galli);
        var later = await Ask();
        await _platform.Get<Presence>().Seen(_galli.Id, default);

        _platform.Clock.Now = _platform.Clock.Now.AddSeconds(60);
        await Routing.Sweep(default);
        Assert.Equal([later], (await Console.Waiting(default)).Select(w => w.Id));

        _platform.Clock.Now = _platform.Clock.Now.AddSeconds(1);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Routing.Sweep(default)));
        Assert.Equal([id, later], (await Console.Waiting(default)).Select(w => w.Id));
        Assert.Equal([ChatEventKind.Opened, ChatEventKind.Joined, ChatEventKind.Returned], await Kinds(id));
        Assert.Equal(PresenceState.Offline, (await Of(_galli)).State);
        Assert.Null(await _platform.Get<ChatDesk>().Enter(_galli, id, default));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(-8)]
    public async Task A_calendar_that_jumps_makes_nobody_lost_and_hides_nobody(int minutes)
    {
        await Available(_galli);

        _platform.Clock.Jump(TimeSpan.FromMinutes(minutes));
        var id = await Ask();
        await Routing.Sweep(default);
        Assert.Equal(id, (await Offers.OpenFor(_galli.Id, default))!.Conversation);
        Assert.Equal(1, await AcceptAll(_galli));

        await _platform.Get<Presence>().Seen(_galli.Id, default);
        _platform.Clock.Now = _platform.Clock.Now.AddSeconds(60);
        await Routing.Sweep(default);
        Assert.Equal(PresenceState.Available, (await Of(_galli)).State);
        _platform.Clock.Now = _platform.Clock.Now.AddSeconds(1);
        await Routing.Sweep(default);
        Assert.Equal(PresenceState.Offline, (await Of(_galli)).State);
        Assert.Equal([ChatEventKind.Opened, ChatEventKind.Joined, ChatEventKind.Returned], await Kinds(id));
    }

    [Fact]
    public async Task Nobody_is_lost_because_the_node_itself_stood_still()
    {
        var id = await Ask();
        await Available(_galli);
        await AcceptAll(_galli);
        Assert.True(await Console.Hold(_galli, id, "Verifico con la sede", TimeSpan.FromMinutes(5), default));
        await ((Microsoft.Extensions.Hosting.IHostedService)Routing).StartAsync(default);

        // A sweep ends the hold after it has looked for who is lost.
        _platform.Clock.Now = _platform.Clock.Now.AddMinutes(10);
        while (!(await Kinds(id)).Contains(ChatEventKind.Resumed))
            await Task.Delay(50, TestContext.Current.CancellationToken);
        await ((Microsoft.Extensions.Hosting.IHostedService)Routing).StopAsync(default);

        Assert.Equal([ChatEventKind.Opened, ChatEventKind.Joined, ChatEventKind.Held, ChatEventKind.Resumed], await Kinds(id));
        Assert.Equal(PresenceState.Available, (await Of(_galli)).State);
    }

    [Fact]
    public async Task A_transfer_keeps_the_place_and_carries_a_summary_that_the_log_does_not_hold()
    {
        var id = await Ask();
        await Available(_galli);
        await AcceptAll(_galli);
        var waiting = await Ask();
        await Available(_greco, PresenceState.Busy);

        Assert.False(await Console.Transfer(_galli, id, new(Colleague: _greco.Id), "Supervisore 2", " ", default));
        Assert.False(await Console.Transfer(_galli, id, new(Colleague: Guid.NewGuid()), "Nessuno", "Chiede del conguaglio.", default));
        Assert.True(await Console.Transfer(_galli, id, new(Colleague: _greco.Id), "Supervisore 2", "Chiede del conguaglio.", default));

        Assert.Equal([id, waiting], (await Console.Waiting(default)).Select(w => w.Id));
        Assert.Equal([ChatEventKind.Opened, ChatEventKind.Joined, ChatEventKind.Note, ChatEventKind.Transferred], await Kinds(id));
        Assert.DoesNotContain(await Log.Since(id, 0, default), e => e.Body.Contains("conguaglio", StringComparison.Ordinal));
        Assert.Equal("Chiede del conguaglio.", Assert.Single(await Console.Notes(id, default)).Body);

        await Available(_greco);
        await Routing.Dispatch(default);
        Assert.Equal(id, (await Offers.OpenFor(_greco.Id, default))!.Conversation);
        Assert.Equal(waiting, (await Offers.OpenFor(_galli.Id, default))!.Conversation);
    }

    [Fact]
    public async Task A_hold_says_why_and_until_when_and_ends_by_itself()
    {
        var id = await Ask();
        await Available(_galli);
        await AcceptAll(_galli);

        Assert.False(await Console.Hold(_galli, id, "Verifico", ConsoleDesk.LongestHold + TimeSpan.FromSeconds(1), default));
        Assert.False(await Console.Hold(_greco, id, "Verifico", TimeSpan.FromMinutes(5), default));
        Assert.True(await Console.Hold(_galli, id, "Verifico con la sede.", TimeSpan.FromMinutes(5), default));
        var held = Hold.Read((await Log.Since(id, 2, default)).Single().Body);
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(_platform.Clock.Now.AddMinutes(5).ToUnixTimeSeconds()), "Verifico con la sede."), (held.Until, held.Reason));

        _platform.Clock.Now = _platform.Clock.Now.AddSeconds(299);
        await _platform.Get<Presence>().Seen(_galli.Id, default);
        await Routing.Sweep(default);
        Assert.DoesNotContain(ChatEventKind.Resumed, await Kinds(id));
        _platform.Clock.Now = _platform.Clock.Now.AddSeconds(1);
        await Routing.Sweep(default);
        Assert.Contains(ChatEventKind.Resumed, await Kinds(id));
        Assert.False(await Console.Resume(_galli, id, default));
    }

    [Fact]
    public async Task A_supervisor_whispers_and_takes_over_on_record_and_listens_only_where_it_is_allowed()
    {
        var desk = _platform.Get<SupervisorDesk>();
        var id = await Ask();
        await Available(_galli);
        await AcceptAll(_galli);

        Assert.False(await desk.Whisper(_galli, id, "x", default));
        Assert.True(await desk.Whisper(_greco, id, "Controlla il protocollo.", default));
        Assert.DoesNotContain(await Log.Since(id, 0, default), e => e.Body.Contains("protocollo", StringComparison.Ordinal));

        Assert.False(await desk.Listen(_greco, id, true, default));
        Assert.Null(await desk.Heard(_greco, id, default));
        await _platform.Get<SettingsRegister>().Change(await _platform.Staff(DemoPeople.Administrator), Listening.Setting, _ => new Listening(true, "Accordo sindacale del 3 novembre 2026"), _platform.Clock.Now, default);
        Assert.Null(await desk.Heard(_greco, id, default));
        Assert.True(await desk.Listen(_greco, id, true, default));
        Assert.NotNull(await desk.Heard(_greco, id, default));
        Assert.Equal(ChatEventKind.ListeningBegan, (await Log.Since(id, 0, default))[^1].Kind);
        Assert.True(await desk.Listen(_greco, id, false, default));
        Assert.Null(await desk.Heard(_greco, id, default));

        Assert.True(await desk.TakeOver(_greco, id, default));
        Assert.NotNull(await _platform.Get<ChatDesk>().Enter(_greco, id, default));
        Assert.Null(await _platform.Get<ChatDesk>().Enter(_galli, id, default));
        Assert.Null(await Platform.Audit.AuditLog.FirstBroken(_platform.Database, SupervisorDesk.AuditChain(id), default));
    }

    [Fact]
    public async Task Nobody_of_the_staff_comes_near_a_conversation_of_her_own()
    {
        var desk = _platform.Get<SupervisorDesk>();
        var own = await AskAs(DemoPeople.Advisor);
        await Available(_galli);

        Assert.Equal(0, await Routing.Dispatch(default));
        Assert.IsType<Acceptance.NobodyWaits>(await Offers.TakeNext(_galli, default));
        var supervisors = await AskAs(DemoPeople.Supervisor);
        await AcceptAll(_galli);
        Assert.False(await desk.TakeOver(_greco, supervisors, default));
        Assert.False(await desk.Whisper(_greco, supervisors, "Prova.", default));

        await Available(_greco);
        await Routing.Dispatch(default);
        Assert.Equal(own, (await Offers.OpenFor(_greco.Id, default))!.Conversation);
    }

    [Fact]
    public async Task The_queue_is_a_log_without_holes_that_a_console_asks_from_where_it_was()
    {
        var before = await _platform.Get<QueueLog>().LastNumber(default);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(Ask)));
        await Available(_galli);
        await AcceptAll(_galli);

        var events = await _platform.Get<QueueLog>().Since(before, default);
        Assert.Equal(Enumerable.Range((int)before + 1, events.Count).Select(n => (long)n), events.Select(e => e.N));
        Assert.Equal(10, events.Count(e => e.Kind == QueueEventKind.Entered));
        Assert.Equal(events[^1].N, await _platform.Get<QueueLog>().LastNumber(default));
    }

    [Fact]
    public async Task The_place_in_the_queue_is_counted_by_rank_and_the_range_is_silent_until_enough_was_seen()
    {
        var places = _platform.Get<QueuePlaces>();
        var (first, second) = (await Ask(), await Ask());
        Assert.Equal(new QueuePlace(0, null), await places.Of(first, default));
        Assert.Equal(1, (await places.Of(second, default))!.Before);
        Assert.Equal(2, (await places.OfNewcomer(Tongue.Italian, default)).Before);
        Assert.Equal(0, (await places.OfNewcomer(Tongue.German, default)).Before);

        await Available(_galli);
        await Skills(_galli, AdvisorSkills.Initial with { Capacity = 900, HardLimit = 900 });
        for (var i = 0; i < 3; i++)
            await Ask();
        Assert.Equal(5, await AcceptAll(_galli));
        var wait = (await places.OfNewcomer(Tongue.Italian, default)).Wait!;
        Assert.Equal(5, wait.Sample);
        Assert.True(wait.From < wait.To);
    }

    [Fact]
    public async Task The_server_calls_when_nobody_is_there_in_opening_hours_and_when_nobody_accepts()
    {
        var alarms = _platform.Get<QueueAlarms>();
        Assert.Equal([QueueAlarm.NobodyThere], await alarms.Now(RoutingRules.Initial, null, default));
        await Available(_galli, PresenceState.Busy);
        Assert.Empty(await alarms.Now(RoutingRules.Initial, null, default));
        await Ask();
        _platform.Clock.Now = _platform.Clock.Now.AddSeconds(120);
        Assert.Equal([QueueAlarm.NobodyAccepts, QueueAlarm.NobodyThere], await alarms.Now(RoutingRules.Initial, null, default));
        await _platform.Get<Presence>().Seen(_galli.Id, default);
        Assert.Equal([QueueAlarm.NobodyAccepts], await alarms.Now(RoutingRules.Initial, null, default));
        var before = await _platform.Get<QueueLog>().LastNumber(default);
        await Routing.Sweep(default);
        Assert.Contains(await _platform.Get<QueueLog>().Since(before, default), e => e.Kind == QueueEventKind.Alarm);
    }

    private Task Set(RoutingRules rules) => Administer(RoutingRules.Setting, rules);

    private Task Skills(StaffMember advisor, AdvisorSkills skills) => Administer(AdvisorSkills.Setting(advisor.Id), skills);

    private async Task Available(StaffMember advisor, PresenceState state = PresenceState.Available) => Assert.True(await _platform.Get<Presence>().Set(advisor, state, default));

    private async Task<Present> Of(StaffMember advisor) => (await _platform.Get<Presence>().Of(advisor.Id, default))!;

    /// <summary>Time passes while both advisors are seen.</summary>
    private async Task After(int seconds)
    {
        _platform.Clock.Now = _platform.Clock.Now.AddSeconds(seconds);
        await _platform.Get<Presence>().Seen(_galli.Id, default);
        await _platform.Get<Presence>().Seen(_greco.Id, default);
        await Routing.Sweep(default);
    }

    /// <summary>Accepts whatever is offered until nothing is; how many.</summary>
    private async Task<int> AcceptAll(StaffMember advisor)
    {
        var accepted = 0;
        await _platform.Get<Presence>().Seen(advisor.Id, default);
        while (true)
        {
            await Routing.Dispatch(default);
            if (await Offers.OpenFor(advisor.Id, default) is not { } offer || await Offers.Accept(advisor, offer.Id, default) is not Acceptance.Accepted)
                return accepted;
            accepted++;
        }
    }

    private async Task<List<ChatEventKind>> Kinds(Guid id) => [.. (await Log.Since(id, 0, default)).Select(e => e.Kind)];

    /// <summary>Somebody new asks something general.</summary>
    private Task<Guid> Ask() => Ask(Tongue.Italian);

    private async Task<Guid> Ask(Tongue tongue)
    {
        var person = new Principal($"PRVPRV80A01H{Interlocked.Increment(ref _people):000}X", "Prova", "Prova", SignInMeans.Spid, 2, TestPlatform.Monday);
        return await AskFor(new(person, Mandate.Self(person)), tongue);
    }

    /// <summary>A version is told from the one before by its instant.</summary>
    private async Task Administer<T>(Setting<T> setting, T content)
        where T : class
    {
        _platform.Clock.Now = _platform.Clock.Now.AddMicroseconds(1);
        await _platform.Get<SettingsRegister>().Change(await _platform.Staff(DemoPeople.Administrator), setting, _ => content, _platform.Clock.Now, default);
    }

    private Task<Guid> AskAs(DemoPerson person) => AskFor(TestPlatform.Herself(person));

    private async Task<Guid> AskFor(Actor actor, Tongue tongue = Tongue.Italian)
    {
        _platform.Clock.Now = _platform.Clock.Now.AddMicroseconds(1);
        return Assert.IsType<Opening.Opened>(await _platform.Get<ChatDesk>().Open(actor, Conversation.General, "Informazioni generali", tongue, default)).Conversation;
    }

    private async Task<List<StaffMember>> Staff(int count)
    {
        await using var db = _platform.Database.Context();
        List<StaffMember> all = [];
        for (var i = 0; i < count; i++)
        {
            var principal = new Principal($"PRTPRT80A01H{i:000}X", "Prova", $"{i}", SignInMeans.Staff, 2, TestPlatform.Monday);
            var entry = new StaffEntry { Id = Guid.CreateVersion7(TestPlatform.Monday), FiscalCode = principal.FiscalCode };
            entry.Assignments.Add(new() { Id = Guid.CreateVersion7(TestPlatform.Monday), StaffId = entry.Id, DisplayName = $"Operatore {100 + i}", Roles = nameof(StaffRole.Advisor), FromAt = DateTimeOffset.UnixEpoch });
            db.Add(entry);
            all.Add(new(principal, entry.Id, $"Operatore {100 + i}", [StaffRole.Advisor], null));
        }

        await db.SaveChangesAsync();
        return all;
    }
}

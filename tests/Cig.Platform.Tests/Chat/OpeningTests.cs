using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;

namespace Cig.Platform.Tests.Chat;

public sealed class OpeningTestsOnSqlite : OpeningTests
{
    protected override Task<Database> NewDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Engine", "PostgreSql")]
public sealed class OpeningTestsOnPostgreSql(PostgreSqlServer server) : OpeningTests
{
    protected override Task<Database> NewDatabase() => TestDatabase.PostgreSql(server);
}

/// <summary>Hours, holidays, closings, areas and the length of the queue, as the tables hold them.</summary>
public abstract class OpeningTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    private SettingsRegister Settings => _platform.Get<SettingsRegister>();

    protected abstract Task<Database> NewDatabase();

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.On(await NewDatabase());

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task The_service_stands_as_the_calendar_says_on_every_kind_of_day()
    {
        await Change(LocalDays.Setting, _ => new([new("TO", 6, 24, "San Giovanni", "Saint John", "Johannes der Täufer")]));
        await Change(ExtraordinaryClosings.Setting, _ => new(
        [
            new(Guid.NewGuid(), null, Rome(2027, 6, 1, 0), Rome(2027, 6, 2, 0), "assemblea", "assembly", "Versammlung", false),
            new(Guid.NewGuid(), null, Rome(2027, 6, 3, 16), Rome(2027, 6, 3, 17), "rete guasta", "network down", "Netzausfall", true),
        ]));
        (DateTimeOffset At, EntranceState State, DateTimeOffset? Next)[] moments =
        [
            (Rome(2026, 11, 23, 14, 59, 59), EntranceState.BeforeOpening, Rome(2026, 11, 23, 15)),
            (Rome(2026, 11, 23, 15), EntranceState.Free, null),
            (Rome(2026, 11, 23, 17, 59, 59), EntranceState.Free, null),
            (Rome(2026, 11, 23, 18), EntranceState.Closed, Rome(2026, 11, 24, 15)),
            (Rome(2026, 11, 21, 16), EntranceState.Closed, Rome(2026, 11, 23, 15)),
            (Rome(2027, 3, 26, 18), EntranceState.Closed, Rome(2027, 3, 30, 15)),   // before the Sunday of summer time, which is Easter
            (Rome(2027, 3, 28, 16), EntranceState.Closed, Rome(2027, 3, 30, 15)),
            (Rome(2027, 3, 29, 16), EntranceState.Holiday, Rome(2027, 3, 30, 15)),  // Easter Monday
            (Rome(2027, 10, 31, 16), EntranceState.Closed, Rome(2027, 11, 2, 15)),  // the Sunday of winter time, All Saints after it
            (Rome(2027, 10, 4, 16), EntranceState.Holiday, Rome(2027, 10, 5, 15)),  // Saint Francis, a Monday
            (Rome(2025, 10, 3, 16), EntranceState.Free, null),
            (Rome(2027, 6, 24, 16), EntranceState.Holiday, Rome(2027, 6, 25, 15)),  // the patron of Turin
            (Rome(2027, 6, 1, 16), EntranceState.ExtraordinaryClosing, Rome(2027, 6, 3, 15)),
            (Rome(2027, 6, 3, 15, 59, 59), EntranceState.Free, null),
            (Rome(2027, 6, 3, 16), EntranceState.Fault, Rome(2027, 6, 3, 17)),
            (Rome(2027, 6, 3, 17), EntranceState.Free, null),
        ];
        foreach (var (at, state, next) in moments)
        {
            _platform.Clock.Now = at;
            var view = await _platform.Get<ChatEntrance>().Look(TestPlatform.Herself(DemoPeople.Worker), default);
            Assert.True(state == view.State, $"{at}: {view.State}");
            if (next is not null)
                Assert.Equal(next, view.Next);
            Assert.Equal(view.IsOpen, await _platform.Get<ChatDesk>().Open(TestPlatform.Herself(DemoPeople.Worker), Guid.NewGuid().ToString(), "x", Tongue.Italian, default) is Opening.Opened);
            await Empty();
        }

        // Where nobody knows that she belongs to Turin, its patron closes nothing.
        _platform.Clock.Now = Rome(2027, 6, 24, 16);
        Assert.True((await _platform.Get<ChatEntrance>().Look(TestPlatform.Herself(DemoPeople.Owner), default)).IsOpen);
    }

    [Fact]
    public async Task An_hour_of_waiting_goes_on_at_the_next_opening()
    {
        await Change(LocalDays.Setting, _ => new([new("TO", 6, 24, "San Giovanni", "Saint John", "Johannes der Täufer")]));
        await Change(ExtraordinaryClosings.Setting, _ => new([new(Guid.NewGuid(), null, Rome(2027, 6, 3, 16), Rome(2027, 6, 3, 17), "x", "x", "x", false)]));
        var schedule = (await _platform.Get<ChatHours>().For("TO", default)).Schedule;

        Assert.Equal(Rome(2026, 11, 23, 18), schedule.AfterOpenTime(Rome(2026, 11, 23, 17), TimeSpan.FromHours(1)));
        Assert.Equal(Rome(2026, 11, 24, 15, 30), schedule.AfterOpenTime(Rome(2026, 11, 23, 17, 30), TimeSpan.FromHours(1)));
        Assert.Equal(Rome(2027, 3, 30, 15, 30), schedule.AfterOpenTime(Rome(2027, 3, 26, 17, 30), TimeSpan.FromHours(1)));
        Assert.Equal(Rome(2027, 10, 5, 15, 30), schedule.AfterOpenTime(Rome(2027, 10, 1, 17, 30), TimeSpan.FromHours(1)));
        Assert.Equal(Rome(2027, 11, 2, 15, 30), schedule.AfterOpenTime(Rome(2027, 10, 29, 17, 30), TimeSpan.FromHours(1)));
        Assert.Equal(Rome(2027, 6, 25, 15, 30), schedule.AfterOpenTime(Rome(2027, 6, 23, 17, 30), TimeSpan.FromHours(1)));
        Assert.Equal(Rome(2027, 6, 3, 17, 30), schedule.AfterOpenTime(Rome(2027, 6, 3, 15, 30), TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task The_estimate_rests_on_the_time_in_which_the_chat_was_open()
    {
        await Change(WeeklyHours.Setting, h => h with { Week = [.. h.Week, new(0, new(1, 50), new(4, 30))] });
        await Change(ExtraordinaryClosings.Setting, _ => new([new(Guid.NewGuid(), null, Rome(2027, 6, 3, 16), Rome(2027, 6, 3, 17), "x", "x", "x", false)]));
        var galli = await _platform.Staff(DemoPeople.Advisor);
        (DateTimeOffset At, int Minutes)[] moments =
        [
            (Rome(2026, 11, 23, 15, 10), 10),
            (Rome(2026, 11, 23, 17), 30),
            (Rome(2027, 3, 30, 15, 10), 10),   // after Easter Monday
            (Rome(2027, 6, 3, 15, 50), 30),
            (Rome(2027, 6, 3, 17, 10), 10),    // after an hour of closing
            (Rome(2027, 6, 24, 15, 10), 10),   // the patron of Turin
            (Rome(2027, 10, 5, 15, 20), 20),   // after Saint Francis, a Monday
            (new(2028, 3, 26, 3, 10, 0, TimeSpan.FromHours(2)), 20),    // the hour from 2 to 3 does not exist
            (new(2028, 10, 29, 2, 10, 0, TimeSpan.FromHours(2)), 20),   // it comes twice: the first time,
            (new(2028, 10, 29, 2, 10, 0, TimeSpan.FromHours(1)), 30),   // and the second, an hour later
        ];
        foreach (var (at, minutes) in moments)
        {
            _platform.Clock.Now = at.AddMinutes(-1);
            await Change(AdvisorSkills.Setting(galli.Id), skills => skills with { Capacity = 10_000, HardLimit = 10_000 });
            await Enter(6, taken: 6, galli);

            _platform.Clock.Now = at;
            Assert.Equal((at, WaitForecast.Range(1, 6, TimeSpan.FromMinutes(minutes))), (at, (await _platform.Get<QueuePlaces>().OfNewcomer(Tongue.Italian, default)).Wait));
            await Empty();
        }
    }

    [Fact]
    public async Task What_will_be_late_is_foreseen_from_the_time_in_which_the_chat_was_open()
    {
        var galli = await _platform.Staff(DemoPeople.Advisor);
        await Change(AdvisorSkills.Setting(galli.Id), skills => skills with { Capacity = 10_000, HardLimit = 10_000 });
        _platform.Clock.Now = Rome(2026, 11, 23, 15, 4);
        await Enter(12, taken: 6, galli);

        // Six began in the five minutes since the opening; of the six who wait since a minute the last will wait more than five, and the first will not.
        _platform.Clock.Now = Rome(2026, 11, 23, 15, 5);
        var late = Enumerable.Range(1, 6).Count(place => WaitForecast.Quantile(place, 6, TimeSpan.FromMinutes(5), 0.5) > TimeSpan.FromMinutes(4));
        Assert.InRange(late, 1, 5);
        Assert.Equal(late, (await _platform.Get<LiveFigures>().Now(await _platform.Staff(DemoPeople.Supervisor), default)).WillBreach);
    }

    [Fact]
    public async Task Areas_have_a_day_from_which_they_count_and_the_extension_of_2021_is_their_first_content()
    {
        Assert.Equal(ChatAccess.PublishedAreas.Select(a => (a.From, a.Source.ToString())), (await Settings.Now(EnabledAreas.Setting, default)).Areas.Select(a => (a.From, a.Source)));
        var (company, _) = await _platform.For(DemoPeople.LegalRepresentative, "Officine");
        _platform.Clock.Now = Rome(2023, 2, 10, 16);
        Assert.Equal((EntranceState.NotEnabled, new DateOnly(2023, 2, 13)), await Look(company));
        _platform.Clock.Now = Rome(2023, 2, 13, 16);
        Assert.Equal((EntranceState.Free, null), await Look(company));

        _platform.Clock.Now = TestPlatform.Monday;
        await Change(EnabledAreas.Setting, _ => new([new(new(2026, 11, 24), [Audience.Company], ["TO"], "prova")]));
        Assert.IsType<Opening.NotEnabled>(await _platform.Get<ChatDesk>().Open(company, Conversation.General, "x", Tongue.Italian, default));
        _platform.Clock.Now = TestPlatform.Monday.AddDays(1);
        Assert.IsType<Opening.Opened>(await _platform.Get<ChatDesk>().Open(company, Conversation.General, "x", Tongue.Italian, default));
    }

    [Fact]
    public async Task However_many_come_at_once_the_queue_never_grows_beyond_its_limit()
    {
        await Change(QueueRules.Setting, r => r with { Longest = 5 });

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            _platform.Get<ChatDesk>().Open(TestPlatform.Herself(DemoPeople.Worker), Guid.NewGuid().ToString(), "x", Tongue.Italian, default)));

        Assert.Equal((5, 35), (outcomes.Count(o => o is Opening.Opened), outcomes.Count(o => o is Opening.QueueFull)));
    }

    [Fact]
    public async Task A_change_for_a_later_day_waits_for_it_and_each_change_is_on_record()
    {
        var monday = TestPlatform.Monday;
        await Change(WeeklyHours.Setting, h => h with { Week = [.. h.Week.Select(o => o with { Opens = new(14, 0) })] }, monday.AddDays(7));
        await Change(WeeklyHours.Setting, h => h with { Holidays = false });

        Assert.Equal(new TimeOnly(15, 0), (await Settings.Now(WeeklyHours.Setting, default)).Week[0].Opens);
        Assert.Equal(new TimeOnly(14, 0), (await Settings.At(WeeklyHours.Setting, monday.AddDays(7), default)).Week[0].Opens);
        Assert.Equal(2, (await Settings.Versions(WeeklyHours.Setting, default)).Count);
        var chain = Assert.Single(await _platform.Get<Cig.Platform.Audit.AuditReading>().Chains(default));
        Assert.Equal(("setting/chat-hours", 2), (chain.Chain, chain.Count));
        Assert.Null((await _platform.Get<Cig.Platform.Audit.AuditReading>().Read(chain.Chain, default)).Broken);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await Settings.Change(await _platform.Staff(DemoPeople.Supervisor), QueueRules.Setting, r => r, monday, default));
    }

    private async Task<(EntranceState, DateOnly?)> Look(Actor actor)
    {
        var view = await _platform.Get<ChatEntrance>().Look(actor, default);
        return (view.State, view.EnabledFrom);
    }

    private async Task Change<T>(Setting<T> setting, Func<T, T> change, DateTimeOffset? from = null)
        where T : class => await Settings.Change(await _platform.Staff(DemoPeople.Administrator), setting, change, from ?? DateTimeOffset.UnixEpoch, default);

    /// <summary>So many enter, and the first of them are taken at once.</summary>
    private async Task Enter(int count, int taken, StaffMember advisor)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.IsType<Opening.Opened>(await _platform.Get<ChatDesk>().Open(TestPlatform.Herself(DemoPeople.Worker), Guid.NewGuid().ToString(), "x", Tongue.Italian, default));
            if (i < taken)
                Assert.IsType<Acceptance.Accepted>(await _platform.Get<OfferDesk>().TakeNext(advisor, default));
        }
    }

    private async Task Empty()
    {
        await using var connection = await _platform.Database.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = "update conversations set state = 'CLOSED'";
        await command.ExecuteNonQueryAsync();
    }

    private static DateTimeOffset Rome(int year, int month, int day, int hour, int minute = 0, int second = 0) =>
        ChatSchedule.FromRome(new(year, month, day), new(hour, minute, second));
}

using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Mandates;
using Cig.Platform.Requests;
using Cig.Platform.Settings;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;

namespace Cig.Platform.Tests.Requests;

public sealed class RequestTestsOnSqlite : RequestTests
{
    protected override Task<Database> NewDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Engine", "PostgreSql")]
public sealed class RequestTestsOnPostgreSql(PostgreSqlServer server) : RequestTests
{
    protected override Task<Database> NewDatabase() => TestDatabase.PostgreSql(server);
}

public abstract class RequestTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    private RequestDesk Requests => _platform.Get<RequestDesk>();

    private CallbackDesk Calls => _platform.Get<CallbackDesk>();

    protected abstract Task<Database> NewDatabase();

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.On(await NewDatabase());

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Theory]
    [InlineData("2026-11-23T15:30:00+01:00", 2, "2026-11-25")]
    [InlineData("2026-11-26T23:59:00+01:00", 2, "2026-11-30")]
    [InlineData("2026-12-04T18:00:00+01:00", 2, "2026-12-09")]
    [InlineData("2027-03-25T18:00:00+01:00", 2, "2027-03-30")]
    [InlineData("2027-10-01T18:00:00+02:00", 1, "2027-10-05")]
    public void The_last_day_for_an_answer_counts_days_on_which_offices_work(string sent, int days, string due) =>
        Assert.Equal(DateOnly.Parse(due), RequestDesk.Due(DateTimeOffset.Parse(sent), days));

    [Fact]
    public async Task A_request_sent_twice_is_one_and_is_answered_once_where_its_person_reads_it()
    {
        var (me, id) = (TestPlatform.Herself(DemoPeople.Worker), Guid.CreateVersion7());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Send(me, id)));
        var advisor = await _platform.Staff(DemoPeople.Advisor);

        var request = Assert.Single((await Requests.ForStaff(advisor, default)).Open);
        Assert.Equal(new DateOnly(2026, 11, 25), request.DueOn);
        Assert.True(await Requests.Answer(advisor, id, "Il 18 novembre.", default));
        Assert.False(await Requests.Answer(await _platform.Staff(DemoPeople.Supervisor), id, "Anche da me.", default));

        Assert.Equal(("Il 18 novembre.", "Operatore 12"), ((await Requests.Mine(me, id, default))!.Answer, (await Requests.Mine(me, id, default))!.AnsweredName));
        Assert.Null(await Requests.Mine(TestPlatform.Herself(DemoPeople.Owner), id, default));
        Assert.Null(await Send(TestPlatform.Herself(DemoPeople.Owner), id));
        Assert.Null(await Requests.ForStaff(await _platform.Staff(DemoPeople.Officer), id, default));
        Assert.Empty((await Requests.ForStaff(advisor, default)).Open);
    }

    [Fact]
    public async Task At_six_oclock_who_still_waits_has_a_written_request_with_what_she_said_and_only_one()
    {
        var me = TestPlatform.Herself(DemoPeople.Worker);
        var desk = _platform.Get<ChatDesk>();
        var opened = Assert.IsType<Opening.Opened>(await desk.Open(me, Conversation.General, "Informazioni generali", Tongue.German, default));
        var who = (await desk.Enter(me, opened.Conversation, default))!.Value.Who;
        await desk.Say(who, "message-1", "Wann kommt die Zahlung?", default);
        await desk.Say(who, "message-2", "Danke", default);

        _platform.Clock.Now = Rome(17, 59, 59);
        Assert.Equal(0, await desk.TurnWaitingIntoRequests(default));
        _platform.Clock.Now = Rome(18);
        Assert.Equal(1, await desk.TurnWaitingIntoRequests(default));
        Assert.Equal(1, await Requests.TakeOver(default));
        Assert.Equal(0, await Requests.TakeOver(default));

        var request = Assert.Single(await Requests.Mine(me, default));
        Assert.Equal((opened.Conversation, "Wann kommt die Zahlung?\nDanke", Tongue.German, new DateOnly(2026, 11, 25)), (request.ConversationId, request.Body, request.Tongue, request.DueOn));
    }

    [Fact]
    public async Task Slots_are_those_of_the_next_opening_and_never_have_more_calls_than_places()
    {
        _platform.Clock.Now = Rome(18, 30);
        await Change(r => r with { SlotPlaces = 2, SlotMinutes = 60 });
        var me = TestPlatform.Herself(DemoPeople.Worker);
        var slots = await Calls.Slots(me, default);
        Assert.Equal([new(2026, 11, 24, 15, 0, 0), new(2026, 11, 24, 16, 0, 0), new DateTime(2026, 11, 24, 17, 0, 0)], slots.Select(s => ChatSchedule.InRome(s.From)));

        var people = DemoPeople.All.Take(5).Select(TestPlatform.Herself).ToList();
        var outcomes = await Task.WhenAll(people.Select(p => Calls.Book(p, slots[0].From, Conversation.General, "x", "3201234567", Tongue.Italian, default)));

        Assert.Equal((2, 3), (outcomes.Count(o => o == Booking.Booked), outcomes.Count(o => o == Booking.SlotTaken)));
        Assert.DoesNotContain(await Calls.Slots(me, default), s => s.From == slots[0].From);
        Assert.Equal(2, (await Calls.ForStaff(await _platform.Staff(DemoPeople.Advisor), default)).Count);

        var lucky = people[Array.IndexOf(outcomes, Booking.Booked)];
        Assert.Equal(Booking.AlreadyBooked, await Calls.Book(lucky, slots[1].From, Conversation.General, "x", "3201234567", Tongue.Italian, default));
        await Calls.Cancel(lucky, default);
        Assert.Equal(1, (await Calls.Slots(me, default)).Single(s => s.From == slots[0].From).Places);
        Assert.Equal(Booking.SlotTaken, await Calls.Book(lucky, slots[0].From.AddMinutes(7), Conversation.General, "x", "3201234567", Tongue.Italian, default));

        var call = Assert.Single(await Calls.ForStaff(await _platform.Staff(DemoPeople.Advisor), default));
        Assert.False(await Calls.Handle(await _platform.Staff(DemoPeople.Officer), call.Id, reached: true, default));
        Assert.True(await Calls.Handle(await _platform.Staff(DemoPeople.Advisor), call.Id, reached: true, default));
        Assert.False(await Calls.Handle(await _platform.Staff(DemoPeople.Advisor), call.Id, reached: false, default));
    }

    [Theory]
    [InlineData("320 123-4567", "3201234567")]
    [InlineData("+39 (0)11/123456", "+39011123456")]
    [InlineData("12345", null)]
    [InlineData("ufficio", null)]
    public void A_telephone_number_is_read_as_people_write_it(string typed, string? read) => Assert.Equal(read, CallbackDesk.Phone(typed));

    private Task<WrittenRequest?> Send(Actor who, Guid id) => Requests.Send(who, id, Conversation.General, "Informazioni generali", "Quando arriva il pagamento?", Tongue.Italian, default);

    private async Task Change(Func<QueueRules, QueueRules> change) =>
        await _platform.Get<SettingsRegister>().Change(await _platform.Staff(DemoPeople.Administrator), QueueRules.Setting, change, DateTimeOffset.UnixEpoch, default);

    private static DateTimeOffset Rome(int hour, int minute = 0, int second = 0) => ChatSchedule.FromRome(new(2026, 11, 23), new(hour, minute, second));
}

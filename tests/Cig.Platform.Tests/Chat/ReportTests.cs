using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Mandates;
using Cig.Platform.Retention;
using Cig.Platform.Settings;
using Cig.Platform.Sheets;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Tests.Chat;

public sealed class ReportTestsOnSqlite : ReportTests
{
    protected override Task<Database> NewDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Engine", "PostgreSql")]
public sealed class ReportTestsOnPostgreSql(PostgreSqlServer server) : ReportTests
{
    protected override Task<Database> NewDatabase() => TestDatabase.PostgreSql(server);
}

/// <summary>What the reports count, from conversations that were really held.</summary>
public abstract class ReportTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 11, 23);

    private TestPlatform _platform = null!;
    private StaffMember _galli = null!;
    private StaffMember _greco = null!;

    private ChatReports Reports => _platform.Get<ChatReports>();

    protected abstract Task<Database> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _platform = await TestPlatform.On(await NewDatabase());
        _galli = await _platform.Staff(DemoPeople.Advisor);
        _greco = await _platform.Staff(DemoPeople.Supervisor);
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_report_tells_each_clock_in_opening_hours_with_reason_and_rating()
    {
        // Opened at 17:50; the answer of the evening comes at 17:58, the next question at 17:59 is answered on the morrow at 15:02.
        At(23, 17, 50);
        var id = await Open(TestPlatform.Herself(DemoPeople.Worker));
        At(23, 17, 55);
        await _platform.Get<OfferDesk>().TakeNext(_galli, default);
        At(23, 17, 58);
        await Say(id, _galli, "Buonasera");
        At(23, 17, 59);
        await Ask(id, "Quando arriva il pagamento?");
        await Ask(id, "È urgente");
        At(24, 15, 2);
        await Say(id, _galli, "Il 30 novembre");
        await Say(id, _galli, "Altro?");

        // A hold of ten minutes that was told is not waiting for an answer; the four around it are.
        At(24, 15, 10);
        await Ask(id, "Sì, e il conguaglio?");
        At(24, 15, 12);
        Assert.True(await _platform.Get<ConsoleDesk>().Hold(_galli, id, "Guardo la pratica", TimeSpan.FromMinutes(20), default));
        At(24, 15, 22);
        Assert.True(await _platform.Get<ConsoleDesk>().Resume(_galli, id, default));
        At(24, 15, 24);
        await Say(id, _galli, "Entro il 31 maggio");
        Assert.True(await _platform.Get<ConsoleDesk>().Close(_galli, id, CloseReason.PaymentTiming, default));
        Assert.True(await _platform.Get<RatingDesk>().Rate(new(id, Participant.Person, ""), 4, "", default));

        var row = (await Reports.Of(_greco, Day, Day, ReportBy.Day, default))!.Rows.Single();
        Assert.Equal(("2026-11-23", 1, 1, 0, 0), (row.Name, row.Opened, row.Answered, row.Abandoned, row.BecameRequest));
        Assert.Equal(TimeSpan.FromMinutes(5), row.MedianWait);
        Assert.Equal((1, TimeSpan.FromMinutes(8), 0), (row.First.Count, row.First.Median!.Value, row.First.InTime));
        Assert.Equal((2, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(4), 1), (row.Next.Count, row.Next.Median!.Value, row.Next.Ninetieth!.Value, row.Next.InTime));
        Assert.Equal((1, 4m), (row.Ratings, row.MeanRating));
        Assert.Equal([(CloseReason.PaymentTiming, 1)], row.Reasons.Select(r => (r.Key, r.Value)));
        Assert.Empty((await Reports.Of(_greco, Day.AddDays(1), Day.AddDays(1), ReportBy.Day, default))!.Rows.Single().Reasons);
    }

    [Fact]
    public async Task A_wait_is_measured_by_the_hours_of_its_own_day_whatever_is_set_later()
    {
        At(23, 17, 50);
        await Open(TestPlatform.Herself(DemoPeople.Worker));
        At(24, 15, 10);
        await _platform.Get<OfferDesk>().TakeNext(_galli, default);
        var administrator = await _platform.Staff(DemoPeople.Administrator);
        await _platform.Get<SettingsRegister>().Change(administrator, WeeklyHours.Setting, hours => hours with { Trial = true }, _platform.Clock.Now, default);
        await _platform.Get<SettingsRegister>().Change(administrator, WeeklyHours.Setting, hours => hours with { Trial = false, Week = [.. hours.Week.Select(o => o with { Closes = new(19, 0) })] }, _platform.Clock.Now.AddHours(1), default);
        At(25, 15, 10);

        Assert.Equal(TimeSpan.FromMinutes(20), (await Reports.Of(_greco, Day, Day, ReportBy.Day, default))!.Rows.Single().MedianWait);
    }

    [Fact]
    public async Task A_page_that_the_advisor_points_to_is_an_answer()
    {
        At(23, 15, 30);
        var id = await Open(TestPlatform.Herself(DemoPeople.Worker));
        await _platform.Get<OfferDesk>().TakeNext(_galli, default);
        At(23, 15, 33);
        await using (var db = _platform.Database.Context())
            Assert.True(await _platform.Get<GuideDesk>().Point(_galli, await db.Set<Conversation>().FirstAsync(c => c.Id == id), GuidedPage.Requests, Guid.CreateVersion7().ToString(), default));

        var row = (await Reports.Of(_greco, Day, Day, ReportBy.Day, default))!.Rows.Single();
        Assert.Equal((1, TimeSpan.FromMinutes(3)), (row.First.Count, row.First.Median));
    }

    [Fact]
    public async Task A_conversation_that_was_reopened_counts_its_last_reason_and_not_the_time_that_it_was_closed()
    {
        At(23, 15, 30);
        var (me, id) = (TestPlatform.Herself(DemoPeople.Worker), await Open(TestPlatform.Herself(DemoPeople.Worker)));
        await _platform.Get<OfferDesk>().TakeNext(_galli, default);
        await Say(id, _galli, "Buongiorno");
        await Ask(id, "Quando arriva il pagamento?");
        Assert.True(await _platform.Get<ConsoleDesk>().Close(_galli, id, CloseReason.Other, default));

        At(24, 15, 0);
        await using (var db = _platform.Database.Context())
            Assert.Equal(new Opening.Opened(id), await _platform.Get<ReopeningDesk>().Reopen(me, await db.Set<Conversation>().FirstAsync(c => c.Id == id), default));
        At(24, 15, 4);
        Assert.Equal(new Acceptance.Accepted(id), await _platform.Get<OfferDesk>().TakeNext(_galli, default));
        At(24, 15, 5);
        await Say(id, _galli, "Il 30 novembre");
        Assert.True(await _platform.Get<ConsoleDesk>().Close(_galli, id, CloseReason.PaymentTiming, default));

        var row = (await Reports.Of(_greco, Day, Day, ReportBy.Day, default))!.Rows.Single();
        Assert.Equal((1, TimeSpan.FromMinutes(5)), (row.Next.Count, row.Next.Median!.Value));
        Assert.Equal([(CloseReason.PaymentTiming, 1)], row.Reasons.Select(r => (r.Key, r.Value)));
    }

    [Fact]
    public async Task Offices_and_schemes_have_a_line_each_and_the_file_says_the_same()
    {
        await Talk(TestPlatform.Herself(DemoPeople.Worker), CloseReason.Answered);
        await Talk(TestPlatform.Herself(DemoPeople.Owner), CloseReason.Other);
        var left = await Open(TestPlatform.Herself(DemoPeople.Consultant));
        await _platform.Get<ConversationLog>().Append(new(left, Participant.Person, "x"), ChatEventKind.Closed, null, "", default);

        var report = (await Reports.Of(_greco, Day, Day, ReportBy.Territory, default))!;
        Assert.Contains(report.Rows, r => r is { Name: "TO", Answered: 1, Abandoned: 0 } && r.Reasons.ContainsKey(CloseReason.Answered));
        Assert.Equal((3, 2, 1), (report.All.Opened, report.All.Answered, report.All.Abandoned));
        Assert.Equal(report.All.Opened, report.Rows.Sum(r => r.Opened));
        Assert.Equal(["General"], (await Reports.Of(_greco, Day, Day, ReportBy.Scheme, default))!.Rows.Select(r => r.Name));

        var lines = report.ToCsv().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var head = lines[0].Split(',');
        Assert.Equal("sede", head[0]);
        Assert.All(lines, l => Assert.Equal(head.Length, l.Split(',').Length));
        Assert.Equal("1", lines.Single(l => l.StartsWith("\"TO\"", StringComparison.Ordinal)).Split(',')[Array.IndexOf(head, "motivo_Answered")]);
    }

    [Fact]
    public async Task Figures_of_single_advisors_need_a_legal_basis()
    {
        await Talk(TestPlatform.Herself(DemoPeople.Worker), CloseReason.Answered);
        Assert.Null(await Reports.Of(_greco, Day, Day, ReportBy.Advisor, default));
        var (desk, administrator) = (_platform.Get<RoutingAdministration>(), await _platform.Staff(DemoPeople.Administrator));
        Assert.False(await desk.Set(administrator, new Listening(false, "", ByAdvisor: true), default));

        _platform.Clock.Now = _platform.Clock.Now.AddSeconds(5);
        Assert.True(await desk.Set(administrator, new Listening(false, "Accordo sindacale del 12 ottobre 2026", ByAdvisor: true), default));
        Assert.Equal([(_galli.DisplayName, 1)], (await Reports.Of(_greco, Day, Day, ReportBy.Advisor, default))!.Rows.Select(r => (r.Name, r.Answered)));
        Assert.False((await _platform.Get<SupervisorDesk>().ListeningNow(default)).On);
    }

    [Fact]
    public async Task Erasing_the_words_changes_no_count()
    {
        await Talk(TestPlatform.Herself(DemoPeople.Worker), CloseReason.HowToApply);
        var before = (await Reports.Of(_greco, Day, Day, ReportBy.Day, default))!.ToCsv();

        _platform.Clock.Now = TestPlatform.Monday.AddDays(731);
        Assert.Equal(1, (await _platform.Get<RetentionDesk>().Sweep(default))[Purpose.Messages]);
        Assert.Equal(before, (await Reports.Of(_greco, Day, Day, ReportBy.Day, default))!.ToCsv());
    }

    [Fact]
    public async Task A_supervisor_of_an_office_sees_and_touches_that_office_alone()
    {
        var (supervisors, live) = (_platform.Get<SupervisorDesk>(), _platform.Get<LiveFigures>());
        Assert.True(await _platform.Get<RoutingAdministration>().Set(await _platform.Staff(DemoPeople.Administrator), new Listening(true, "Accordo sindacale del 12 ottobre 2026"), default));
        var (turin, milan) = (_greco with { Office = "TO" }, _greco with { Office = "MI" });
        var mine = await Open(TestPlatform.Herself(DemoPeople.Worker));
        await _platform.Get<OfferDesk>().TakeNext(_galli, default);
        var waiting = await Open(TestPlatform.Herself(DemoPeople.Owner));

        Assert.Equal([mine], (await supervisors.Running(turin, default)).Select(r => r.Id));
        Assert.Empty(await supervisors.Running(milan, default));
        var (own, other, all) = (await live.Now(turin, default), await live.Now(milan, default), await live.Now(_greco, default));
        Assert.Equal((1, 0, 1), (own.Running, other.Running, all.Running));
        Assert.Equal((0, 0, 1), (own.Waiting, other.Waiting, all.Waiting));
        Assert.Equal(["TO"], own.Queues.Select(q => q.Territory));
        Assert.Empty(other.Queues);
        Assert.Equal((1, 0, 2), (await Opened(turin), await Opened(milan), await Opened(_greco)));

        Assert.False(await supervisors.Whisper(milan, mine, "Parola", default));
        Assert.False(await supervisors.TakeOver(milan, mine, default));
        Assert.False(await supervisors.Listen(milan, mine, true, default));
        Assert.True(await supervisors.Listen(turin, mine, true, default));
        Assert.NotNull(await supervisors.Heard(turin, mine, default));
        Assert.Null(await supervisors.Heard(milan, mine, default));
        Assert.True(await supervisors.Whisper(turin, mine, "Parola", default));
        Assert.False(await supervisors.TakeOver(turin, waiting, default));

        async Task<int> Opened(StaffMember supervisor) => (await Reports.Of(supervisor, Day, Day, ReportBy.Day, default))!.All.Opened;
    }

    [Fact]
    public async Task Free_advisors_and_alarms_are_those_of_the_office()
    {
        var administrator = await _platform.Staff(DemoPeople.Administrator);
        Assert.True(await _platform.Get<RoutingAdministration>().Set(administrator, _galli.Id, AdvisorSkills.Initial with { Territories = ["MI"] }, default));
        Assert.True(await _platform.Get<Presence>().Set(_galli, PresenceState.Available, default));
        var live = _platform.Get<LiveFigures>();

        Assert.Equal((0, 1, 1), ((await live.Now(_greco with { Office = "TO" }, default)).Present, (await live.Now(_greco with { Office = "MI" }, default)).Present, (await live.Now(_greco, default)).Present));
        Assert.Equal([QueueAlarm.NobodyThere], (await live.Now(_greco with { Office = "TO" }, default)).Alarms);
        Assert.Empty((await live.Now(_greco with { Office = "MI" }, default)).Alarms);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => live.Now(_galli with { Roles = [StaffRole.Advisor] }, default));
    }

    [Fact]
    public async Task Ends_that_say_nothing_are_told_from_the_third_on_and_what_is_proposed_waits_for_an_administrator()
    {
        var (gaps, administrator) = (_platform.Get<KnowledgeGaps>(), await _platform.Staff(DemoPeople.Administrator));
        for (var i = 0; i < 2; i++)
            await Talk(Somebody(i), CloseReason.NoReply);
        await Talk(Somebody(2), CloseReason.Answered);
        Assert.Empty(await gaps.Ends(_greco, default));
        await Talk(Somebody(3), CloseReason.NoReply);
        Assert.Equal([new OpenEnd("General", Audience.Worker, CloseReason.NoReply, 3)], await gaps.Ends(_greco, default));
        Assert.Empty(await gaps.Ends(_greco with { Office = "MI" }, default));
        Assert.Empty(await gaps.Ends(_galli with { Roles = [StaffRole.Advisor] }, default));

        Assert.False(await gaps.Propose(_galli with { Roles = [StaffRole.Advisor] }, ProposalKind.Sheet, "Che cosa?", default));
        Assert.False(await gaps.Propose(_greco, ProposalKind.Sheet, "  ", default));
        Assert.True(await gaps.Propose(_greco, ProposalKind.Reply, "Quando arriva il conguaglio?", default));
        var proposal = Assert.Single(await gaps.Proposals(administrator, default));
        Assert.Equal((ProposalKind.Reply, "Quando arriva il conguaglio?", _greco.DisplayName), (proposal.Kind, proposal.Question, proposal.ProposedBy));
        Assert.False(await gaps.End(_greco, proposal.Id, default));
        Assert.True(await gaps.End(administrator, proposal.Id, default));
        Assert.Empty(await gaps.Proposals(_greco, default));

        _platform.Clock.Now = TestPlatform.Monday.AddDays(91);
        Assert.Empty(await gaps.Ends(_greco, default));
    }

    [Fact]
    public async Task Only_supervisors_read_reports_and_a_year_is_the_longest()
    {
        Assert.Null(await Reports.Of(_galli with { Roles = [StaffRole.Advisor] }, Day, Day, ReportBy.Day, default));
        Assert.Null(await Reports.Of(_greco, Day, Day.AddDays(-1), ReportBy.Day, default));
        Assert.NotNull(await Reports.Of(_greco, Day.AddDays(-365), Day, ReportBy.Day, default));
        Assert.Null(await Reports.Of(_greco, Day.AddDays(-366), Day, ReportBy.Day, default));
    }

    [Fact]
    public async Task Open_data_tell_nothing_of_few_and_a_day_only_when_it_is_over()
    {
        var data = _platform.Get<OpenData>();
        for (var i = 0; i < 9; i++)
            await Talk(Somebody(i), i < 5 ? CloseReason.Answered : CloseReason.Other);
        var left = Guid.Empty;
        for (var i = 0; i < 2; i++)
            await _platform.Get<ConversationLog>().Append(new(left = await Open(Somebody(20 + i)), Participant.Person, "x"), ChatEventKind.Closed, null, "", default);
        Assert.Null(await data.Of(Day, Day, default));
        At(24, 23, 59);
        Assert.Null(await data.Of(Day, Day, default));
        Assert.Empty(await data.Years(default));

        // A rating that comes when the day is published does not change it.
        At(25, 0, 0);
        Assert.True(await _platform.Get<RatingDesk>().Rate(new(left, Participant.Person, ""), 1, "", default));
        var day = (await data.Of(Day, new(2026, 12, 31), default))!.Single();
        Assert.Equal([2026], await data.Years(default));
        Assert.Equal((11, (int?)null, (int?)null, 0, 0), (day.Opened, day.Answered, day.Abandoned, day.BecameRequest, day.Running));
        Assert.Equal((5, (int?)null), (day.Reasons[CloseReason.Answered], day.Reasons[CloseReason.Other]));
        Assert.Equal((9, 5m), (day.Ratings, day.MeanRating));
        Assert.Null(day.MedianWaitMinutes);
        Assert.Equal("giorno,conversazioni,prese_in_carico,abbandonate", string.Join(',', OpenData.Csv([day]).Split(',').Take(4)));
        Assert.StartsWith("2026-11-23,11,,,0,0,,,,9,5,5,0,", OpenData.Csv([day]).Split("\r\n")[1]);
    }

    private static Actor Somebody(int i)
    {
        var person = new Principal($"PRVPRV80A01H{i:000}X", "Prova", "Prova", SignInMeans.Spid, 2, TestPlatform.Monday);
        return new(person, Mandate.Self(person));
    }

    private void At(int day, int hour, int minute) => _platform.Clock.Now = ChatSchedule.FromRome(new(2026, 11, day), new(hour, minute));

    /// <summary>A conversation that is answered, closed and rated.</summary>
    private async Task Talk(Actor actor, CloseReason reason)
    {
        var id = await Open(actor);
        Assert.Equal(new Acceptance.Accepted(id), await _platform.Get<OfferDesk>().TakeNext(_galli, default));
        await Say(id, _galli, "Buongiorno");
        Assert.True(await _platform.Get<ConsoleDesk>().Close(_galli, id, reason, default));
        Assert.True(await _platform.Get<RatingDesk>().Rate(new(id, Participant.Person, ""), 5, "", default));
    }

    private async Task<Guid> Open(Actor actor) =>
        Assert.IsType<Opening.Opened>(await _platform.Get<ChatDesk>().Open(actor, Conversation.General, "Informazioni generali", Tongue.Italian, default)).Conversation;

    private Task Ask(Guid id, string words) => Write(new(id, Participant.Person, "x"), words);

    private Task Say(Guid id, StaffMember member, string words) => Write(new(id, Participant.Staff(member.Id), member.DisplayName), words);

    private async Task Write(Participant who, string words) =>
        Assert.IsType<Appended.Stored>(await _platform.Get<ConversationLog>().Append(who, ChatEventKind.Message, Guid.NewGuid().ToString(), words, default));
}

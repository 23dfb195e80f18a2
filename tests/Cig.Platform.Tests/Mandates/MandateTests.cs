using Cig.Platform.Applications;
using Cig.Platform.Audit;
using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Tests.Mandates;

public sealed class MandatesOnSqlite : MandateTests
{
    protected override Task<Database> NewDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Engine", "PostgreSql")]
public sealed class MandatesOnPostgreSql(PostgreSqlServer server) : MandateTests
{
    protected override Task<Database> NewDatabase() => TestDatabase.PostgreSql(server);
}

public abstract class MandateTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    private MandateRegister Register => _platform.Get<MandateRegister>();

    private DateOnly Today => DateOnly.FromDateTime(ChatSchedule.InRome(_platform.Clock.Now));

    protected abstract Task<Database> NewDatabase();

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.On(await NewDatabase());

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_delegate_sees_the_cases_of_the_person_and_not_her_own()
    {
        var delegated = await For(DemoPeople.PersonalDelegate);
        var desk = _platform.Get<WorkerDesk>();

        var hers = await desk.Cases(TestPlatform.Herself(DemoPeople.Worker), default);

        Assert.Equal(("Elena Bianchi", MandateKind.PersonalDelegate), (delegated.Mandate.SubjectName, delegated.Mandate.Kind));
        Assert.Equal(hers.Select(c => c.Id), (await desk.Cases(delegated, default)).Select(c => c.Id));
        Assert.NotEmpty(hers);
        Assert.Empty(await desk.Cases(TestPlatform.Herself(DemoPeople.PersonalDelegate), default));
        Assert.Null(await desk.Case(await For(DemoPeople.Guardian) with { Principal = TestPlatform.SignedIn(DemoPeople.Owner) }, hers[0].Id, default));
    }

    [Fact]
    public async Task A_mandate_that_is_made_up_or_taken_from_somebody_else_gives_nothing()
    {
        var owner = TestPlatform.SignedIn(DemoPeople.Owner);
        var stolen = (await For(DemoPeople.PersonalDelegate)).Mandate;
        var desk = _platform.Get<WorkerDesk>();

        Assert.Null(await Register.ActUnder(owner, stolen.Id, default));
        Assert.Empty(await desk.Cases(new(owner, stolen), default));
        Assert.Empty(await desk.Cases(new(owner, Mandate.Self(owner) with { PersonFiscalCode = DemoPeople.Worker.FiscalCode }), default));
        Assert.Empty(await _platform.Get<ChatDesk>().Mine(new(owner, stolen), default));
    }

    [Fact]
    public async Task It_holds_on_its_first_and_last_day_in_Rome_and_on_no_other()
    {
        var (mandate, principal) = ((await For(DemoPeople.PersonalDelegate)).Mandate, TestPlatform.SignedIn(DemoPeople.PersonalDelegate));
        await Change(mandate.Id, m => m.ToDay = Today);
        var midnight = ChatSchedule.FromRome(Today.AddDays(1), default);

        foreach (var (moment, holds) in new[] { (midnight.AddTicks(-10), true), (midnight, false) })
        {
            _platform.Clock.Now = moment;
            Assert.Equal(holds, await Register.ActUnder(principal, mandate.Id, default) is not null);
        }

        var first = ChatSchedule.FromRome(mandate.From, default);
        foreach (var (moment, holds) in new[] { (first.AddTicks(-10), false), (first, true) })
        {
            _platform.Clock.Now = moment;
            Assert.Equal(holds, await Register.ActUnder(principal, mandate.Id, default) is not null);
        }
    }

    [Fact]
    public async Task A_sub_delegation_covers_and_lasts_what_its_delegation_does()
    {
        var (delegated, _) = await _platform.For(DemoPeople.Consultant, "Officine");
        await Change(delegated.Mandate.Id, m => m.ToDay = Today.AddDays(3));
        var (actor, employer) = await _platform.For(DemoPeople.SubDelegate, "Officine");

        Assert.Equal((MandateKind.SubDelegate, Today.AddDays(3)), (actor.Mandate.Kind, actor.Mandate.To));
        Assert.True(await Register.StillHolds(actor, default));
        await Change(delegated.Mandate.Id, m => m.RevokedAt = _platform.Clock.Now);

        Assert.False(await Register.StillHolds(actor, default));
        Assert.Null(await Register.ActFor(actor.Principal, employer.Id, default));
        Assert.Empty(await _platform.Get<ApplicationDesk>().Applications(actor, default));
    }

    [Fact]
    public async Task A_conversation_belongs_to_its_mandate_and_ends_for_the_delegate_with_it()
    {
        var desk = _platform.Get<ChatDesk>();
        var delegated = await For(DemoPeople.PersonalDelegate);
        var id = ((Opening.Opened)await desk.Open(delegated, Conversation.General, "Informazioni generali", Tongue.Italian, default)).Conversation;

        Assert.NotNull(await desk.Enter(delegated.Principal, id, default));
        var advisor = await _platform.Staff(DemoPeople.Advisor);
        Assert.Equal(new Acceptance.Accepted(id), await _platform.Get<OfferDesk>().TakeNext(advisor, default));
        Assert.Equal("Elena Bianchi", (await desk.Enter(advisor, id, default))!.Value.Conversation.SubjectName);
        Assert.Null(await desk.Enter(TestPlatform.SignedIn(DemoPeople.Worker), id, default));
        Assert.Empty(await desk.Mine(TestPlatform.Herself(DemoPeople.PersonalDelegate), default));
        Assert.Single(await desk.Mine(delegated, default));

        await Change(delegated.Mandate.Id, m => m.ToDay = Today.AddDays(-1));

        Assert.Null(await desk.Enter(delegated.Principal, id, default));
        Assert.Empty(await desk.Mine(delegated, default));
        Assert.IsType<Opening.NotAllowed>(await desk.Open(delegated, Conversation.General, "Informazioni generali", Tongue.Italian, default));
    }

    [Fact]
    public async Task A_company_gives_and_revokes_and_everything_is_on_the_audit_chain()
    {
        var desk = _platform.Get<MandateDesk>();
        var (boss, employer) = await _platform.For(DemoPeople.LegalRepresentative, "Officine");
        var wanted = new NewMandate(MandateKind.Intermediary, "rccmnl83s18d969h", "Manuele", "Ricci", "Consulenti del lavoro di Torino n. 77", Today.AddDays(10), Scope.Everything);

        Assert.Empty(await desk.Give(boss, wanted, default));
        Assert.Empty(await desk.Give(boss, wanted, default));

        var given = Assert.Single(await desk.Holders(boss, default), h => h.Entry.FiscalCode == "RCCMNL83S18D969H");
        Assert.Equal((true, null, Today.AddDays(10), MandateDesk.Here), (given.CanRevoke, given.Ended, given.LastDay, given.Entry.Register));
        var ricci = new Principal("RCCMNL83S18D969H", "Manuele", "Ricci", SignInMeans.Cie, 2, _platform.Clock.Now);
        var acting = (await Register.ActFor(ricci, employer.Id, default))!.Value.Actor;
        _platform.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.True(await desk.Revoke(boss, given.Entry.Id, default));
        Assert.True(await desk.Revoke(boss, given.Entry.Id, default));

        Assert.False(await Register.StillHolds(acting, default));
        Assert.Equal(EndedBy.Revocation, (await desk.Holders(boss, default)).Single(h => h.Entry.Id == given.Entry.Id).Ended);
        Assert.Equal((EndedBy.Revocation, Today), ((await _platform.Get<MandateHistory>().EndedFor(ricci, employer.Id, default))!.Why, (await _platform.Get<MandateHistory>().Ended(ricci, given.Entry.Id, default))!.LastDay));
        await using var db = _platform.Database.Context();
        Assert.Equal(["give", "revoke"], await db.Set<AuditEntry>().Where(e => e.Chain == MandateDesk.ChainOf(given.Entry.Id)).OrderBy(e => e.N).Select(e => e.Act).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Null(await AuditLog.FirstBroken(_platform.Database, MandateDesk.ChainOf(given.Entry.Id), default));
        var deeds = await _platform.Get<MandateHistory>().Of(boss, default);
        Assert.Equal([("Delega revocata", "Marco Ferri"), ("Delega data", "Marco Ferri")], deeds.Take(2).Select(d => (d.What.Italian, d.Who)));
    }

    [Theory]
    [InlineData(MandateKind.EnabledEmployee, "RSSMRA80A01H501U", "cf")]
    [InlineData(MandateKind.EnabledEmployee, "RSSMRA80A01H501X", "cf")]
    [InlineData(MandateKind.EnabledEmployee, "FRRMRC70S05L219K", "cf")]
    [InlineData(MandateKind.Intermediary, "RCCMNL83S18D969H", "albo")]
    [InlineData(MandateKind.SubDelegate, "RCCMNL83S18D969H", "titolo")]
    [InlineData(MandateKind.Owner, "RCCMNL83S18D969H", "titolo")]
    public async Task What_cannot_be_given_says_which_field_is_wrong_and_nothing_is_written(MandateKind kind, string code, string field)
    {
        var (boss, _) = await _platform.For(DemoPeople.LegalRepresentative, "Officine");
        var before = (await _platform.Get<MandateDesk>().Holders(boss, default)).Count;

        var problems = await _platform.Get<MandateDesk>().Give(boss, new(kind, code, "Uno", "Altro", "", null, Scope.Everything), default);

        Assert.Equal(field, Assert.Single(problems).Field);
        Assert.Equal(before, (await _platform.Get<MandateDesk>().Holders(boss, default)).Count);
    }

    [Fact]
    public async Task A_sub_delegation_is_given_within_the_delegation_and_only_by_who_has_it()
    {
        var desk = _platform.Get<MandateDesk>();
        var (consultant, _) = await _platform.For(DemoPeople.Consultant, "Officine");
        var until = consultant.Mandate.To!.Value;
        NewMandate wanted(DateOnly to) => new(MandateKind.SubDelegate, "RCCMNL83S18D969H", "Manuele", "Ricci", "", to, Scope.Everything);

        Assert.Equal("al", Assert.Single(await desk.Give(consultant, wanted(until.AddDays(1)), default)).Field);
        Assert.Equal("al", Assert.Single(await desk.Give(consultant, wanted(Today.AddDays(-1)), default)).Field);
        Assert.Empty(await desk.Give(consultant, wanted(until), default));

        var (sub, _) = await _platform.For(DemoPeople.SubDelegate, "Officine");
        Assert.NotEmpty(await desk.Give(sub, wanted(Today), default));
        Assert.Equal(DemoPeople.SubDelegate.FiscalCode, Assert.Single(await desk.Holders(sub, default)).Entry.FiscalCode);
        var mine = (await desk.Holders(consultant, default)).Where(h => h.CanRevoke).ToList();
        Assert.Equal(2, mine.Count);
        Assert.False(await desk.Revoke(sub, mine[0].Entry.Id, default));
        Assert.True(await desk.Revoke(consultant, mine[0].Entry.Id, default));
    }

    [Fact]
    public async Task A_person_revokes_her_delegate_who_revokes_nobody_and_nobody_revokes_a_guardian()
    {
        var desk = _platform.Get<MandateDesk>();
        var (delegated, guardian) = (await For(DemoPeople.PersonalDelegate), await For(DemoPeople.Guardian));
        var ward = new Principal("RSSNTN90A15F839G", "Antonio", "Russo", SignInMeans.Spid, 2, _platform.Clock.Now);

        Assert.False(await desk.Revoke(delegated, delegated.Mandate.Id, default));
        Assert.False(await desk.Revoke(new(ward, Mandate.Self(ward)), guardian.Mandate.Id, default));
        Assert.False(await desk.Revoke(TestPlatform.Herself(DemoPeople.Owner), delegated.Mandate.Id, default));
        Assert.True(await desk.Revoke(TestPlatform.Herself(DemoPeople.Worker), delegated.Mandate.Id, default));

        Assert.False(await Register.StillHolds(delegated, default));
        Assert.True(await Register.StillHolds(guardian, default));
    }

    [Fact]
    public async Task A_mandate_for_one_position_or_scheme_or_to_consult_covers_no_more()
    {
        var (actor, draft) = await _platform.CompleteDraft();
        var desk = _platform.Get<ApplicationDesk>();
        var application = ((Submission.Accepted)await desk.Submit(actor, draft, default)).Application.Id;
        var own = (await desk.Start(actor, Scheme.Cigo, default))!.Value;
        var all = await desk.Applications(actor, default);

        foreach (var narrow in new[] { "matricola=1200345692", "trattamento=FIS" })
        {
            await Change(actor.Mandate.Id, m => _ = m, narrow);
            var limited = (await Register.ActUnder(actor.Principal, actor.Mandate.Id, default))!;
            Assert.Empty(await desk.Applications(limited, default));
            Assert.Null(await desk.Application(limited, application, default));
            Assert.IsType<Submission.NotFound>(await desk.Submit(limited, draft, default));
        }

        await Change(actor.Mandate.Id, m => _ = m, "atto=consultazione");
        var reader = (await Register.ActUnder(actor.Principal, actor.Mandate.Id, default))!;
        Assert.Equal(all.Count, (await desk.Applications(reader, default)).Count);
        Assert.NotNull(await desk.Review(reader, own, default));
        Assert.Null(await desk.Start(reader, Scheme.Cigo, default));
        Assert.Null(await desk.Save(reader, own, new Dictionary<string, string>(), default));
        Assert.False(await desk.Discard(reader, own, default));
        Assert.False(await desk.AnswerIntegration(reader, application, "Una risposta abbastanza lunga", default));
        Assert.IsType<Opening.NotAllowed>(await _platform.Get<ChatDesk>().Open(reader, Conversation.General, "Informazioni generali", Tongue.Italian, default));
    }

    [Fact]
    public async Task No_company_sees_where_a_worker_has_her_money_sent()
    {
        await using (var db = _platform.Database.Context())
            await db.Set<Cig.Platform.Registry.Employment>().ExecuteUpdateAsync(e => e.SetProperty(x => x.Iban, "IT60X0542811101000000123456"), TestContext.Current.CancellationToken);
        var (actor, draft) = await _platform.CompleteDraft();

        Assert.All((await _platform.Get<ApplicationDesk>().Review(actor, draft, default))!.Workers, w => Assert.Null(w.Employment!.Iban));
    }

    [Fact]
    public async Task An_advisor_has_the_case_only_while_in_conversation()
    {
        var (chat, cases, advisor) = (_platform.Get<ChatDesk>(), _platform.Get<AdvisorDesk>(), await _platform.Staff(DemoPeople.Advisor));
        var worker = TestPlatform.Herself(DemoPeople.Worker);
        var mine = (await _platform.Get<WorkerDesk>().Cases(worker, default))[0];
        var id = ((Opening.Opened)await chat.Open(worker, mine.Id.ToString(), "CIGO", Tongue.Italian, default)).Conversation;
        async Task<CasePanel?> look() => await chat.Enter(advisor, id, default) is { } entered ? await cases.CaseOf(advisor, entered.Conversation, default) : null;

        Assert.Null(await look());
        Assert.Equal(new Acceptance.Accepted(id), await _platform.Get<OfferDesk>().TakeNext(advisor, default));
        Assert.NotNull(await look());
        await chat.Close((await chat.Enter(advisor, id, default))!.Value.Who, default);
        Assert.Null(await look());
    }

    private async Task<Actor> For(DemoPerson person)
    {
        var principal = TestPlatform.SignedIn(person);
        return (await Register.ActUnder(principal, (await Register.PeopleOf(principal, default)).Single().Id, default))!;
    }

    private async Task Change(Guid id, Action<MandateEntry> change, string? scope = null)
    {
        await using var db = _platform.Database.Context();
        if (scope is not null)
            await db.Set<MandateEntry>().Where(m => m.Id == id).ExecuteUpdateAsync(m => m.SetProperty(x => x.Scope, scope));
        change(await db.Set<MandateEntry>().FirstAsync(m => m.Id == id));
        await db.SaveChangesAsync();
    }
}

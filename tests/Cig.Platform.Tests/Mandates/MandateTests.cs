using Cig.Platform.Applications;
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

    private async Task<Actor> For(DemoPerson person)
    {
        var principal = TestPlatform.SignedIn(person);
        return (await Register.ActUnder(principal, (await Register.PeopleOf(principal, default)).Single().Id, default))!;
    }

    private async Task Change(Guid id, Action<MandateEntry> change)
    {
        await using var db = _platform.Database.Context();
        change(await db.Set<MandateEntry>().FirstAsync(m => m.Id == id));
        await db.SaveChangesAsync();
    }
}

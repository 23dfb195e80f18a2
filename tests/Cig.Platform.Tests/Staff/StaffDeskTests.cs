using Cig.Platform.Audit;
using Cig.Platform.Demo;
using Cig.Platform.Mandates;
using Cig.Platform.Staff;
using Cig.Platform.Storage;

namespace Cig.Platform.Tests.Staff;

public sealed class StaffDeskOnSqlite : StaffDeskTests
{
    protected override Task<Database> NewDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Engine", "PostgreSql")]
public sealed class StaffDeskOnPostgreSql(PostgreSqlServer server) : StaffDeskTests
{
    protected override Task<Database> NewDatabase() => TestDatabase.PostgreSql(server);
}

public abstract class StaffDeskTests : IAsyncLifetime
{
    private static readonly DemoPerson Hired = new("RSSMRA80A01H501U", "Mario", "Rossi", 'M', new(1980, 1, 1), "H501", "");
    private TestPlatform _platform = null!;
    private StaffMember _administrator = null!;

    private StaffDesk Desk => _platform.Get<StaffDesk>();

    private DateOnly Today => DateOnly.FromDateTime(Cig.Rules.Access.ChatSchedule.InRome(_platform.Clock.Now));

    protected abstract Task<Database> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _platform = await TestPlatform.On(await NewDatabase());
        _administrator = await _platform.Staff(DemoPeople.Administrator);
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_person_is_staff_by_the_staffs_door_alone()
    {
        var register = _platform.Get<StaffRegister>();
        foreach (var means in Enum.GetValues<SignInMeans>())
            Assert.Equal(means == SignInMeans.Staff, await register.Find(TestPlatform.SignedIn(DemoPeople.Officer) with { Means = means, Level = 3 }, default) is not null);
    }

    [Fact]
    public async Task Staff_acts_for_nobody()
    {
        var consultant = TestPlatform.SignedIn(DemoPeople.Consultant);
        Assert.NotEmpty(await _platform.Get<MandateRegister>().ClientsOf(consultant, default));
        Assert.Empty(await _platform.Get<MandateRegister>().ClientsOf(consultant with { Means = SignInMeans.Staff }, default));
        Assert.False(await _platform.Get<MandateRegister>().StillHolds(new(consultant with { Means = SignInMeans.Staff }, Mandate.Self(consultant)), default));
    }

    [Fact]
    public async Task Who_is_added_can_do_her_work_at_once_and_no_more_when_it_ends()
    {
        Assert.Equal(StaffOutcome.Done, await Desk.Assign(_administrator, new("rssmra80a01h501u ", " Operatore 40 ", [StaffRole.Officer, StaffRole.Advisor], "mi", null), default));

        var member = await _platform.Staff(Hired);
        Assert.Equal(("Operatore 40", "MI"), (member.DisplayName, member.Office));
        Assert.Equal([StaffRole.Advisor, StaffRole.Officer], member.Roles);

        Assert.Equal(StaffOutcome.Done, await Desk.End(_administrator, member.Id, null, default));
        Assert.Null(await _platform.Staff(Hired));
        Assert.Equal(StaffOutcome.NotFound, await Desk.End(_administrator, member.Id, null, default));
        Assert.Null(await AuditLog.FirstBroken(_platform.Database, $"staff/{member.Id}", default));
    }

    [Fact]
    public async Task A_change_holds_from_its_first_moment_in_Rome_and_what_was_before_stays_on_record()
    {
        await Desk.Assign(_administrator, new(Hired.FiscalCode, "Operatore 40", [StaffRole.Advisor], null, null), default);
        var midnight = Cig.Rules.Access.ChatSchedule.FromRome(Today.AddDays(3), TimeOnly.MinValue);
        Assert.Equal(StaffOutcome.Done, await Desk.Assign(_administrator, new(Hired.FiscalCode, "Funzionario 8", [StaffRole.Officer], "TO", Today.AddDays(3)), default));
        Assert.Equal(StaffOutcome.AlreadyPlanned, await Desk.Assign(_administrator, new(Hired.FiscalCode, "Funzionario 9", [StaffRole.Officer], "TO", Today.AddDays(1)), default));

        _platform.Clock.Now = midnight.AddMicroseconds(-1);
        Assert.Equal([StaffRole.Advisor], (await _platform.Staff(Hired)).Roles);
        _platform.Clock.Now = midnight;
        var member = await _platform.Staff(Hired);
        Assert.Equal(("Funzionario 8", "TO"), (member.DisplayName, member.Office));

        var entry = (await Desk.Find(_administrator, member.Id, default))!;
        Assert.Equal(["Operatore 40", "Funzionario 8"], entry.Assignments.OrderBy(a => a.FromAt).Select(a => a.DisplayName));
        Assert.Equal(midnight, entry.Assignments.MinBy(a => a.FromAt)!.ToAt);
    }

    [Fact]
    public async Task The_last_day_is_whole_and_what_was_planned_after_it_never_begins()
    {
        await Desk.Assign(_administrator, new(Hired.FiscalCode, "Operatore 40", [StaffRole.Advisor], null, null), default);
        await Desk.Assign(_administrator, new(Hired.FiscalCode, "Operatore 40", [StaffRole.Supervisor], null, Today.AddDays(30)), default);
        var id = (await _platform.Staff(Hired)).Id;

        Assert.Equal(StaffOutcome.Done, await Desk.End(_administrator, id, Today.AddDays(2), default));

        var end = Cig.Rules.Access.ChatSchedule.FromRome(Today.AddDays(3), TimeOnly.MinValue);
        _platform.Clock.Now = end.AddMicroseconds(-1);
        Assert.Equal([StaffRole.Advisor], (await _platform.Staff(Hired)).Roles);
        _platform.Clock.Now = end;
        Assert.Null(await _platform.Staff(Hired));
        _platform.Clock.Now = end.AddDays(60);
        Assert.Null(await _platform.Staff(Hired));

        // Taken on again, after all.
        Assert.Equal(StaffOutcome.Done, await Desk.Assign(_administrator, new(Hired.FiscalCode, "Operatore 41", [StaffRole.Advisor], null, null), default));
        Assert.Equal("Operatore 41", (await _platform.Staff(Hired)).DisplayName);
    }

    [Theory]
    [InlineData("RSSMRA80A01H501X", "Operatore 40", true, "TO", 0, StaffOutcome.BadFiscalCode)]
    [InlineData("01234567897", "Operatore 40", true, "TO", 0, StaffOutcome.BadFiscalCode)]
    [InlineData("RSSMRA80A01H501U", " ", true, "TO", 0, StaffOutcome.NoName)]
    [InlineData("RSSMRA80A01H501U", "Operatore 40", false, "TO", 0, StaffOutcome.NoRole)]
    [InlineData("RSSMRA80A01H501U", "Operatore 40", true, "Torino", 0, StaffOutcome.BadOffice)]
    [InlineData("RSSMRA80A01H501U", "Operatore 40", true, "T1", 0, StaffOutcome.BadOffice)]
    [InlineData("RSSMRA80A01H501U", "Operatore 40", true, "TO", -1, StaffOutcome.InThePast)]
    [InlineData("RSSMRA80A01H501U", "Operatore 40", true, "TO", 0, StaffOutcome.Done)]
    [InlineData("MRTCHR83R67H501C", "Amministratore 1", true, "TO", 0, StaffOutcome.OwnEntry)]
    public async Task A_change_is_checked(string code, string name, bool role, string office, int day, StaffOutcome expected)
    {
        Assert.Equal(expected, await Desk.Assign(_administrator, new(code, name, role ? [StaffRole.Advisor] : [], office, Today.AddDays(day)), default));
    }

    [Fact]
    public async Task Only_an_administrator_sees_and_changes_the_register_and_nobody_ends_herself()
    {
        foreach (var person in DemoPeople.Staff.Where(p => p != DemoPeople.Administrator))
        {
            var other = await _platform.Staff(person);
            Assert.Empty(await Desk.All(other, default));
            Assert.Equal(StaffOutcome.NotFound, await Desk.Assign(other, new(Hired.FiscalCode, "Operatore 40", [StaffRole.Advisor], null, null), default));
            Assert.Equal(StaffOutcome.NotFound, await Desk.End(other, _administrator.Id, null, default));
        }

        Assert.Equal(StaffOutcome.OwnEntry, await Desk.End(_administrator, _administrator.Id, null, default));
        Assert.Null(await _platform.Staff(Hired));
    }

    [Fact]
    public async Task The_first_administrator_is_made_where_there_is_none_and_only_there()
    {
        Assert.False(await Desk.EnsureAdministrator(Hired.FiscalCode, default));
        await Desk.Assign(_administrator, new(Hired.FiscalCode, "Amministratore 2", [StaffRole.Administrator], null, null), default);
        Assert.Equal(StaffOutcome.Done, await Desk.End(await _platform.Staff(Hired), _administrator.Id, null, default));
        _platform.Clock.Now = _platform.Clock.Now.AddSeconds(1);

        await using (var db = _platform.Database.Context())
        {
            foreach (var entry in db.Set<StaffAssignment>().Where(a => a.Roles == "Administrator" && a.ToAt == null))
                entry.ToAt = _platform.Clock.Now;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.True(await Desk.EnsureAdministrator(Hired.FiscalCode, default));
        Assert.True((await _platform.Staff(Hired)).Is(StaffRole.Administrator));
        Assert.False(await Desk.EnsureAdministrator("niente", default));
    }
}

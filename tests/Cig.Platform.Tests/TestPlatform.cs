using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Platform.Staff;
using Cig.Platform.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cig.Platform.Tests;

/// <summary>The platform over one database, with the demo stories, at a moment that the test chooses.</summary>
public sealed class TestPlatform : IAsyncDisposable
{
    /// <summary>A Monday at 15:30 in Rome.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 15, 30, 0, TimeSpan.FromHours(1));

    private readonly ServiceProvider _services;

    private TestPlatform(Database database)
    {
        Database = database;
        _services = new ServiceCollection().AddLogging().AddSingleton(database).AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider())
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Cig:Outbox:PrivateNetworks", "127.0.0.0/8")]).Build()).AddCigPlatform().BuildServiceProvider();
    }

    public Database Database { get; }

    public TestClock Clock { get; } = new(Monday);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<TestPlatform> On(Database database)
    {
        var platform = new TestPlatform(database);
        await DemoStories.Load(database, platform.Clock);
        await ((IHostedService)platform.Get<ConversationLog>()).StartAsync(default);
        return platform;
    }

    public async ValueTask DisposeAsync()
    {
        await ((IHostedService)Get<ConversationLog>()).StopAsync(default);
        await _services.DisposeAsync();
    }

    public static Principal SignedIn(DemoPerson person) => new(person.FiscalCode, person.GivenName, person.FamilyName, SignInMeans.Spid, 2, Monday);

    public static Actor Herself(DemoPerson person) => new(SignedIn(person), Mandate.Self(SignedIn(person)));

    public async Task<(Actor Actor, Employer Employer)> For(DemoPerson person, string employer)
    {
        await using var db = Database.Context();
        var id = await db.Set<Employer>().Where(e => e.Name.StartsWith(employer)).Select(e => e.Id).FirstAsync();
        return (await Get<MandateRegister>().ActFor(SignedIn(person), id, default)) ?? throw new InvalidOperationException($"{person.FamilyName} may not act for {employer}.");
    }

    public async Task<StaffMember> Staff(DemoPerson person) => (await Get<StaffRegister>().Find(SignedIn(person) with { Means = SignInMeans.Staff }, default))!;

    /// <summary>A complete draft of Officine Omega that may be sent as it is.</summary>
    public async Task<(Actor Actor, Guid Draft)> CompleteDraft()
    {
        var (actor, employer) = await For(DemoPeople.Consultant, "Officine");
        var desk = Get<ApplicationDesk>();
        var draft = (await desk.Start(actor, Cig.Rules.Scheme.Cigo, default))!.Value;
        await desk.SaveBeneficiaries(actor, draft, "elenco.csv", "CodiceFiscale;Qualifica\nBNCLNE88C52L219D;operaio\nRSSNTN90A15F839G;operaio\n", default);
        await desk.Save(actor, draft, new Dictionary<string, string>
        {
            [DraftField.Unit] = employer.Units[0].Id.ToString(),
            [DraftField.Cause] = "LACK_OF_WORK",
            [DraftField.FirstDay] = "30/11/2026",
            [DraftField.LastDay] = "27/12/2026",
            [DraftField.Report] = "Calo degli ordini dal terzo trimestre; ripresa prevista a gennaio con due nuove commesse.",
            [DraftField.UnionNotice] = "16/11/2026",
            [DraftField.JointExamination] = "si",
            [DraftField.Hours] = "320",
            [DraftField.Payment] = nameof(Payment.SetOff),
        }, default);
        return (actor, draft);
    }
}

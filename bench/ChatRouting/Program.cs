using System.Diagnostics;
using System.Globalization;
using Cig.Platform;
using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Platform.Staff;
using Cig.Platform.Storage;
using Cig.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// Routing under load: people arrive in parallel, advisors accept what they are offered and close it, and after every acceptance the advisor's load is read back. Then, with an
// empty queue and a free advisor, the time from the wish to enter (its own storing included) to the offer at a console.
//
//     dotnet run --project bench/ChatRouting -c Release -- [--arrivals 100000] [--advisors 40] [--parallel 64] [--offers 200] [--postgres CONNECTION]
//
// Exit 0 only if no capacity was ever passed and everybody was answered.
string Option(string name, string otherwise) => Array.IndexOf(args, name) is var i and >= 0 && i + 1 < args.Length ? args[i + 1] : otherwise;
int Number(string name, int otherwise) => int.Parse(Option(name, $"{otherwise}"), CultureInfo.InvariantCulture);
var (arrivals, count, parallel, offersToTime) = (Number("--arrivals", 100_000), Number("--advisors", 40), Number("--parallel", 64), Number("--offers", 200));

var folder = Directory.CreateTempSubdirectory("cig-routing-").FullName;
var database = Option("--postgres", "") is { Length: > 0 } server ? Database.PostgreSql(server) : Database.SqliteFile(Path.Combine(folder, "cig.db"));
Schema.Apply(database);
await using var services = new ServiceCollection().AddLogging().AddSingleton(database).AddSingleton(TimeProvider.System).AddCigPlatform().BuildServiceProvider();
var (log, routing, offers, presence, queue, desk) = (Get<ConversationLog>(), Get<Routing>(), Get<OfferDesk>(), Get<Presence>(), Get<QueueLog>(), Get<ChatDesk>());
var now = TimeProvider.System.GetUtcNow();

var advisors = new List<StaffMember>();
await using (var db = database.Context())
{
    for (var i = 0; i < count; i++)
    {
        var principal = new Principal($"BNCPRV80A01H{i:000}X", "Prova", $"{i}", SignInMeans.Spid, 2, now);
        var entry = new StaffEntry { Id = Guid.CreateVersion7(now), FiscalCode = principal.FiscalCode };
        entry.Assignments.Add(new() { Id = Guid.CreateVersion7(now), StaffId = entry.Id, DisplayName = $"Operatore {i}", Roles = $"{nameof(StaffRole.Advisor)} {nameof(StaffRole.Administrator)}", FromAt = DateTimeOffset.UnixEpoch });
        db.Add(entry);
        advisors.Add(new(principal, entry.Id, $"Operatore {i}", [StaffRole.Advisor, StaffRole.Administrator], null));
    }

    await db.SaveChangesAsync();
}

var settings = Get<SettingsRegister>();
await settings.Change(advisors[0], RoutingRules.Setting, rules => rules with { WarmUpSeconds = 0, AcceptSeconds = 600, GraceSeconds = 3600 }, now, default);
var limits = new Dictionary<Guid, int>();
foreach (var (advisor, i) in advisors.Select((a, i) => (a, i)))
{
    limits[advisor.Id] = 1 + i % 4;
    await settings.Change(advisors[0], AdvisorSkills.Setting(advisor.Id), skills => skills with { Capacity = 100 * limits[advisor.Id], HardLimit = 100 * limits[advisor.Id] }, now, default);
}

await Get<ChatHours>().Set(advisors[0], new(Cig.Rules.Access.ChatSchedule.Published, Trial: true), now, default);
await ((IHostedService)log).StartAsync(default);
await ((IHostedService)routing).StartAsync(default);
foreach (var advisor in advisors)
    await presence.Set(advisor, PresenceState.Available, default);

var (answered, exceeded, worst) = (0, 0, 0.0);
using var done = new CancellationTokenSource();
var clock = Stopwatch.StartNew();
var working = advisors.Select(a => Task.Run(() => Work(a))).ToList();
await Parallel.ForEachAsync(Enumerable.Range(0, arrivals), new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (i, _) => await Arrive(i));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"arrivals: {arrivals} in {clock.Elapsed.TotalSeconds:0.0} s, {parallel} at once, {database.Engine}"));
while (answered < arrivals && clock.Elapsed < TimeSpan.FromHours(6))
    await Task.Delay(50);
var spent = clock.Elapsed;
await done.CancelAsync();
await Task.WhenAll(working);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"routing: answered {answered} of {arrivals} by {count} advisors, {answered / spent.TotalSeconds:0} a second, capacity exceeded {exceeded} times, fullest {worst:0.00} of its limit"));

// One advisor is free, nobody waits: how long from the entry to the offer at her console.
foreach (var advisor in advisors.Skip(1))
    await presence.Set(advisor, PresenceState.Offline, default);
List<double> times = [];
for (var i = 0; i < offersToTime; i++)
{
    var seen = await queue.LastNumber(default);
    using var live = log.Feed.Listen(LiveFeed.Queue);
    var entered = Stopwatch.GetTimestamp();
    var id = await Arrive(arrivals + i);
    while (!(await queue.Since(seen, default)).Any(e => e.Kind == QueueEventKind.Offered && e.Conversation == id))
        await live.Events.WaitToReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)).ContinueWith(_ => live.Events.TryRead(out var _), TaskScheduler.Default);
    times.Add(Stopwatch.GetElapsedTime(entered).TotalMilliseconds);
    await offers.Accept(advisors[0], (await offers.OpenFor(advisors[0].Id, default))!.Id, default);
    await Close(advisors[0], id);
}

times.Sort();
if (times.Count > 0)
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"offer at the console: median {times[times.Count / 2]:0.0} ms, p99 {times[(int)(times.Count * 0.99)]:0.0} ms, {times.Count} offers"));
await ((IHostedService)routing).StopAsync(default);
await ((IHostedService)log).StopAsync(default);
return exceeded == 0 && answered == arrivals ? 0 : 1;

T Get<T>()
    where T : notnull => services.GetRequiredService<T>();

async Task<Guid> Arrive(int i)
{
    var person = new Principal($"P{i:000000}", "Prova", "Prova", SignInMeans.Spid, 2, now);
    return await desk.Open(new(person, Mandate.Self(person)), Conversation.General, "Informazioni generali", Tongue.Italian, default) is Opening.Opened opened ? opened.Conversation : throw new InvalidOperationException("The chat did not open.");
}

async Task Work(StaffMember advisor)
{
    using var live = log.Feed.Listen(LiveFeed.Queue);
    while (!done.IsCancellationRequested)
    {
        if (await offers.OpenFor(advisor.Id, default) is not { } offer || await offers.Accept(advisor, offer.Id, default) is not Acceptance.Accepted)
        {
            // Somebody full has to let go of one; who has room waits for an offer.
            await CloseOne(advisor);
            await Task.Delay(20);
            continue;
        }

        var has = await Has(advisor);
        worst = Math.Max(worst, (double)has / limits[advisor.Id]);
        if (has > limits[advisor.Id])
            Interlocked.Increment(ref exceeded);
        Interlocked.Increment(ref answered);
        if (has == limits[advisor.Id])
            await CloseOne(advisor);
    }
}

async Task CloseOne(StaffMember advisor)
{
    await using var connection = await database.Open();
    await using var command = connection.CreateCommand();
    command.CommandText = "select id from conversations where state = 'ACTIVE' and advisor_id = @a limit 1";
    Add(command, advisor.Id);
    if (await command.ExecuteScalarAsync() is { } id and not DBNull)
        await Close(advisor, id is Guid guid ? guid : Guid.Parse((string)id));
}

Task Close(StaffMember advisor, Guid id) => log.Append(new(id, Participant.Staff(advisor.Id), advisor.DisplayName), ChatEventKind.Closed, null, nameof(CloseReason.Answered), default);

// What she has and what is reserved for her, in one read.
async Task<int> Has(StaffMember advisor)
{
    await using var connection = await database.Open();
    await using var command = connection.CreateCommand();
    command.CommandText = "select (select count(*) from conversations where state = 'ACTIVE' and advisor_id = @a) + (select count(*) from chat_offers where state = 'OPEN' and staff_id = @a)";
    Add(command, advisor.Id);
    return Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
}

static void Add(System.Data.Common.DbCommand command, Guid id)
{
    var parameter = command.CreateParameter();
    (parameter.ParameterName, parameter.Value) = ("a", id);
    command.Parameters.Add(parameter);
}

using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Mandates;
using Cig.Platform.Outbox;
using Cig.Platform.Storage;
using Cig.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Cig.Platform.Tests.Outbox;

public sealed class OutboxTestsOnSqlite : OutboxTests
{
    protected override Task<Database> NewDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Engine", "PostgreSql")]
public sealed class OutboxTestsOnPostgreSql(PostgreSqlServer server) : OutboxTests
{
    [Fact]
    public async Task A_transaction_that_commits_late_is_never_passed_by()
    {
        var (log, database) = (Platform.Get<OutboxLog>(), Platform.Database);
        var (early, late) = (await Open(0), await Open(1));
        await Settle();
        var before = await log.Settled(default);

        // The first takes its place in the order and stays open; the second takes a later one and commits.
        await using var slow = await database.Open();
        await using var transaction = await slow.BeginTransactionAsync();
        await Insert(slow, transaction, early);
        await using (var quick = await database.Open())
        await using (var other = await quick.BeginTransactionAsync())
        {
            await Insert(quick, other, late);
            await other.CommitAsync();
        }

        for (var i = 0; i < 3; i++)
            Assert.Equal(before, (await log.After(before, OutboxLog.Kinds, default)).To);
        await transaction.CommitAsync();

        List<Guid> told = [];
        for (var (place, deadline) = (before, Environment.TickCount64 + 60_000L); told.Count < 2 && Environment.TickCount64 < deadline;)
        {
            var stretch = await log.After(place, OutboxLog.Kinds, default);
            told.AddRange(stretch.Events.Select(e => e.Conversation));
            place = stretch.To;
        }

        Assert.Equal([early, late], told);
    }

    protected override Task<Database> NewDatabase() => TestDatabase.PostgreSql(server);

    private static async Task Insert(System.Data.Common.DbConnection connection, System.Data.Common.DbTransaction transaction, Guid conversation)
    {
        await using var command = connection.Command(
            transaction,
            "update conversations set last_number = 2 where id = @c; insert into chat_events (conversation_id, n, kind, sender, sender_name, body, at) values (@c, 2, 'Message', 'person', '', 'x', 0)", ("c", conversation));
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Subscribers over a real store and a real HTTP receiver, which fails, repeats and checks what it gets.</summary>
public abstract class OutboxTests : IAsyncLifetime
{
    private Receiver _receiver = null!;
    private StaffMember _administrator = null!;

    protected TestPlatform Platform { get; private set; } = null!;

    private SubscriberDesk Desk => Platform.Get<SubscriberDesk>();

    /// <summary>As the platform's own, but for a machine that is busy with other tests.</summary>
    private OutboxSender Sender { get; set; } = null!;

    protected abstract Task<Database> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        Platform = await TestPlatform.On(await NewDatabase());
        _administrator = await Platform.Staff(DemoPeople.Administrator);
        _receiver = await Receiver.Start();
        Sender = Node(Platform.Get<OutboxLog>());
    }

    public async ValueTask DisposeAsync()
    {
        Sender.Dispose();
        await _receiver.DisposeAsync();
        await Platform.DisposeAsync();
    }

    [Fact]
    public async Task A_subscriber_is_told_in_order_what_happened_and_neither_words_nor_persons()
    {
        await Open(0);
        var (id, key) = await Subscribe();
        var talk = await Open(1);
        for (var i = 0; i < 120; i++)
            await Write(talk, Participant.Person, ChatEventKind.Message, $"Parole {i}");
        await Write(talk, Participant.Person, ChatEventKind.Closed, "");
        await Round();

        var stretches = _receiver.Taken.ToList();
        var events = stretches.SelectMany(s => s.Stretch.Events).ToList();
        Assert.Equal(Enumerable.Range(1, 122).Select(n => (talk, (long)n, $"{talk}/{n}")), events.Select(e => (e.Conversation, e.N, e.Id)));
        Assert.Equal(("Opened", "Closed", "General"), (events[0].Kind, events[^1].Kind, events[0].Scheme));
        Assert.Equal(2, stretches.Count);
        Assert.Equal(stretches[0].Stretch.To, stretches[1].Stretch.After);
        Assert.All(stretches, s => Assert.True(Signature.Holds(s.Signature, s.Body, Platform.Clock.Now, key)));
        Assert.All(stretches, s => Assert.DoesNotContain(new[] { "Parole", "Prova", "PRV", "person", "staff" }, word => s.Body.Contains(word, StringComparison.OrdinalIgnoreCase)));

        await Round();
        Assert.Equal(2, _receiver.Taken.Count);
        Assert.Equal(events[^1].Number, (await Desk.Find(_administrator, id, default))!.ToldTo);
    }

    [Fact]
    public async Task What_a_receiver_did_not_take_is_told_again_after_a_growing_delay_and_nothing_is_skipped()
    {
        var (id, _) = await Subscribe();
        var talk = await Open(0);
        _receiver.Answer = HttpStatusCode.InternalServerError;
        await Round();
        var failed = (await Desk.Find(_administrator, id, default))!;
        Assert.Equal((1, "risposta 500"), (failed.Failures, failed.LastError));
        Assert.InRange(failed.NextAt - Platform.Clock.Now, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));

        // Not before its time; then again, and twice as late.
        await Round();
        Assert.Single(_receiver.Refused);
        Platform.Clock.Now = failed.NextAt;
        await Round();
        failed = (await Desk.Find(_administrator, id, default))!;
        Assert.InRange(failed.NextAt - Platform.Clock.Now, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6));
        Assert.Equal(2, _receiver.Refused.Count);

        await Write(talk, Participant.Person, ChatEventKind.Closed, "");
        (_receiver.Answer, Platform.Clock.Now) = (HttpStatusCode.NoContent, failed.NextAt);
        await Round();
        Assert.Equal(["Opened", "Closed"], _receiver.Taken.SelectMany(t => t.Stretch.Events).Select(e => e.Kind));
        Assert.Equal((0, (string?)null), ((await Desk.Find(_administrator, id, default))!.Failures, (await Desk.Find(_administrator, id, default))!.LastError));
    }

    [Fact]
    public async Task A_notice_whose_answer_was_lost_comes_again_with_the_same_identifiers()
    {
        await Subscribe();
        await Open(0);
        _receiver.CutAfterReading = true;
        await Round();
        _receiver.CutAfterReading = false;
        Platform.Clock.Now = Platform.Clock.Now.AddHours(2);
        await Round();

        Assert.Equal(_receiver.Refused.Single().Stretch.Events.Select(e => (e.Id, e.Number)), _receiver.Taken.Single().Stretch.Events.Select(e => (e.Id, e.Number)));
    }

    [Fact]
    public async Task Two_nodes_tell_each_thing_once()
    {
        await Subscribe();
        using var second = Node(new OutboxLog(Platform.Database));
        for (var i = 0; i < 20; i++)
        {
            await Open(i);
            await Settle();
            await Task.WhenAll(Sender.Round(default), second.Round(default));
        }

        await Round();
        var numbers = _receiver.Taken.SelectMany(t => t.Stretch.Events).Select(e => e.Number).ToList();
        Assert.Equal(20, numbers.Count);
        Assert.Equal(numbers.Distinct().Order(), numbers);
    }

    [Fact]
    public async Task While_a_key_is_changed_both_sign_and_both_may_ask()
    {
        var (id, old) = await Subscribe();
        var talk = await Open(0);
        var fresh = Assert.IsType<Subscribed.Done>(await Desk.ChangeKey(_administrator, id, default)).Key;
        Assert.IsType<Subscribed.Already>(await Desk.ChangeKey(_administrator, id, default));
        await Round();
        var sent = _receiver.Taken.Single();
        Assert.All(new[] { old, fresh }, k => Assert.True(Signature.Holds(sent.Signature, sent.Body, Platform.Clock.Now, k)));
        foreach (var key in new[] { old, fresh })
            Assert.Equal([talk], (await Ask(id, key, 0))!.Events.Select(e => e.Conversation));

        Assert.True(await Desk.DropFormerKey(_administrator, id, default));
        Assert.Null(await Ask(id, old, 0));
        Assert.NotNull(await Ask(id, fresh, 0));
        Assert.Empty((await Ask(id, fresh, sent.Stretch.To))!.Events);
        Assert.Null(await Desk.Ask(id, Signature.Of("GET /altro", Platform.Clock.Now, fresh), "GET /eventi", 0, default));
        Assert.Null(await Desk.Ask(id, Signature.Of("GET /eventi", Platform.Clock.Now.AddMinutes(-6), fresh), "GET /eventi", 0, default));
        Assert.Null(await Desk.Ask(id, null, "GET /eventi", 0, default));

        Assert.True(await Desk.Set(_administrator, id, SubscriberState.Removed, default));
        Assert.Null(await Ask(id, fresh, 0));
        Assert.Null(await Cig.Platform.Audit.AuditLog.FirstBroken(Platform.Database, SubscriberDesk.AuditChain(id), default));
    }

    [Fact]
    public async Task A_paused_subscriber_is_told_later_and_one_that_answers_gone_pauses_itself()
    {
        var (id, _) = await Subscribe();
        Assert.True(await Desk.Set(_administrator, id, SubscriberState.Paused, default));
        await Open(0);
        await Round();
        Assert.Empty(_receiver.Taken);

        _receiver.Answer = HttpStatusCode.Gone;
        Assert.True(await Desk.Set(_administrator, id, SubscriberState.Active, default));
        await Round();
        Assert.Equal(SubscriberState.Paused, (await Desk.Find(_administrator, id, default))!.State);

        _receiver.Answer = HttpStatusCode.OK;
        Platform.Clock.Now = Platform.Clock.Now.AddHours(1);
        Assert.True(await Desk.Set(_administrator, id, SubscriberState.Active, default));
        await Round();
        Assert.Single(_receiver.Taken);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_only_administrators_subscribe()
    {
        var (id, _) = await Subscribe();
        await Open(0);
        _receiver.Answer = HttpStatusCode.TemporaryRedirect;
        await Round();
        Assert.Equal("risposta 307", (await Desk.Find(_administrator, id, default))!.LastError);
        Assert.Single(_receiver.Refused);

        var greco = await Platform.Staff(DemoPeople.Supervisor);
        Assert.Empty(await Desk.All(greco, default));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Desk.Add(greco, "x", "https://example.org/", OutboxLog.Kinds, default));
        Assert.IsType<Subscribed.BadAddress>(await Desk.Add(_administrator, "x", "http://example.org/", OutboxLog.Kinds, default));
        Assert.IsType<Subscribed.NoKind>(await Desk.Add(_administrator, "x", "https://example.org/", [ChatEventKind.Whisper], default));
        Assert.IsType<Subscribed.Already>(await Desk.Add(_administrator, "x", _receiver.Address, OutboxLog.Kinds, default));
    }

    protected async Task<Guid> Open(int i)
    {
        var person = new Principal($"PRVPRV80A01H{i:000}X", "Prova", "Prova", SignInMeans.Spid, 2, TestPlatform.Monday);
        return Assert.IsType<Opening.Opened>(await Platform.Get<ChatDesk>().Open(new(person, Mandate.Self(person)), Conversation.General, "Informazioni generali", Tongue.Italian, default)).Conversation;
    }

    /// <summary>Waits until everything that was written counts as settled: transactions of other databases of the server may hold it back.</summary>
    protected async Task Settle()
    {
        await using var connection = await Platform.Database.Open();
        await using var command = connection.Command("select coalesce(max(position), 0) from chat_events");
        var last = Convert.ToInt64(await command.ExecuteScalarAsync());
        for (var deadline = Environment.TickCount64 + 120_000L; await Platform.Get<OutboxLog>().Settled(default) < last;)
        {
            Assert.True(Environment.TickCount64 < deadline, "A transaction of the server holds the log back.");
            await Task.Delay(20);
        }
    }

    private OutboxSender Node(OutboxLog log) => new(Platform.Database, log, Desk, Platform.Get<Reach>(), Platform.Clock, Platform.Get<ILogger<OutboxSender>>()) { Patience = TimeSpan.FromMinutes(2) };

    private async Task Round()
    {
        await Settle();
        await Sender.Round(default);
    }

    private async Task<(Guid Id, string Key)> Subscribe()
    {
        await Settle();
        var done = Assert.IsType<Subscribed.Done>(await Desk.Add(_administrator, "Cruscotto", _receiver.Address, OutboxLog.Kinds, default));
        return (done.Id, done.Key);
    }

    private Task<Stretch?> Ask(Guid id, string key, long after) => Desk.Ask(id, Signature.Of("GET /eventi", Platform.Clock.Now, key), "GET /eventi", after, default);

    private async Task Write(Guid id, string sender, ChatEventKind kind, string words) =>
        Assert.IsType<Appended.Stored>(await Platform.Get<ConversationLog>().Append(new(id, sender, "Prova"), kind, Guid.NewGuid().ToString(), words, default));

    /// <summary>A program that takes notices, on a real port.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private Receiver(WebApplication app) => _app = app;

        public ConcurrentQueue<(Stretch Stretch, string Body, string Signature)> Taken { get; } = [];

        public ConcurrentQueue<(Stretch Stretch, string Body, string Signature)> Refused { get; } = [];

        public HttpStatusCode Answer { get; set; } = HttpStatusCode.NoContent;

        public bool CutAfterReading { get; set; }

        public string Address => $"{_app.Urls.Single()}/avvisi";

        public static async Task<Receiver> Start()
        {
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            var receiver = new Receiver(builder.Build());
            receiver._app.Run(receiver.Take);
            await receiver._app.StartAsync();
            return receiver;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private async Task Take(HttpContext http)
        {
            using var reader = new StreamReader(http.Request.Body);
            var body = await reader.ReadToEndAsync();
            var taken = (JsonSerializer.Deserialize<Stretch>(body, JsonSerializerOptions.Web)!, body, http.Request.Headers[Signature.Header].ToString());
            (Answer is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices && !CutAfterReading ? Taken : Refused).Enqueue(taken);
            if (CutAfterReading)
                http.Abort();
            http.Response.StatusCode = (int)Answer;
            if (Answer == HttpStatusCode.TemporaryRedirect)
                http.Response.Headers.Location = Address;
        }
    }
}

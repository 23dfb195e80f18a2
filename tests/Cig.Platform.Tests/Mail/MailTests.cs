using Cig.Platform.Audit;
using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Mail;
using Cig.Platform.Mandates;
using Cig.Platform.Outbox;
using Cig.Platform.Requests;
using Cig.Platform.Retention;
using Cig.Platform.Storage;
using Cig.Rules;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using MimeKit;
using SmtpServer.Protocol;

namespace Cig.Platform.Tests.Mail;

public sealed class MailTestsOnSqlite : MailTests
{
    protected override Task<Database> NewDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Engine", "PostgreSql")]
public sealed class MailTestsOnPostgreSql(PostgreSqlServer server) : MailTests
{
    protected override Task<Database> NewDatabase() => TestDatabase.PostgreSql(server);
}

/// <summary>Notices by mail over a real store and a real mail server, which refuses, loses its answers and is away.</summary>
public abstract class MailTests : IAsyncLifetime
{
    private const string Address = "elena.bianchi@posta.example";
    private static readonly Principal Elena = TestPlatform.SignedIn(DemoPeople.Worker);

    private readonly MailServer _server = new();
    private TestPlatform _platform = null!;
    private StaffMember _advisor = null!;
    private MailSender _sender = null!;

    private MailDesk Desk => Node(_server.Settings).Desk;

    protected abstract Task<Database> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _platform = await TestPlatform.On(await NewDatabase());
        _advisor = await _platform.Staff(DemoPeople.Advisor);
        _sender = Node(_server.Settings).Sender;
    }

    public async ValueTask DisposeAsync()
    {
        _sender.Dispose();
        await _platform.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_address_counts_once_its_code_was_typed_and_the_log_of_it_holds_no_address()
    {
        Assert.Equal(CodeAsked.Sent, await Desk.Ask(Elena, Address, Tongue.German, default));
        Assert.Null((await Desk.Look(Elena, default)).Address);
        Assert.Equal(Address, (await Desk.Look(Elena, default)).Waiting?.Address);
        Assert.Contains("lautet", _server.Taken.Single().TextBody);
        Assert.DoesNotContain(_server.Code, await Content("mail_codes"));

        Assert.Equal(CodeTyped.Confirmed, await Desk.Confirm(Elena, $"{_server.Code[..3]} {_server.Code[3..]}", default));
        Assert.Equal(CodeTyped.Ended, await Desk.Confirm(Elena, _server.Code, default));
        var own = await Desk.Look(Elena, default);
        Assert.Equal((Address, Tongue.German, (MailCode?)null), (own.Address?.Address, own.Address!.Tongue, own.Waiting));

        // Another one takes its place once that is confirmed, and not before.
        Assert.Equal(CodeAsked.Sent, await Desk.Ask(Elena, "altra@posta.example", Tongue.Italian, default));
        Assert.Equal(Address, (await Desk.Look(Elena, default)).Address!.Address);
        Assert.Equal(CodeTyped.Confirmed, await Desk.Confirm(Elena, _server.Code, default));
        Assert.Equal("altra@posta.example", (await Desk.Look(Elena, default)).Address!.Address);
        await Desk.Speak(Elena, Tongue.English, default);
        await Desk.Remove(Elena, default);
        Assert.Null((await Desk.Look(Elena, default)).Address);

        var audit = await Content("audit_entries");
        Assert.All(new[] { "confirm", "change", "language", "remove" }, act => Assert.Contains($"|{act}|", audit));
        Assert.DoesNotContain("posta.example", audit);
        Assert.Null(await AuditLog.FirstBroken(_platform.Database, MailDesk.AuditChain(Elena.FiscalCode), default));
    }

    [Fact]
    public async Task A_code_is_valid_for_half_an_hour_and_five_tries_and_the_last_one_alone()
    {
        await Desk.Ask(Elena, Address, Tongue.Italian, default);
        var first = _server.Code;
        _platform.Clock.Now += MailDesk.Lifetime;
        Assert.Equal(CodeTyped.Ended, await Desk.Confirm(Elena, first, default));
        _platform.Clock.Now -= TimeSpan.FromSeconds(1);

        await Desk.Ask(Elena, Address, Tongue.Italian, default);
        var second = _server.Code;
        Assert.Equal(first == second ? CodeTyped.Confirmed : CodeTyped.Wrong, await Desk.Confirm(Elena, first, default));
        for (var i = 0; i < MailDesk.Tries - 2; i++)
            Assert.Equal(CodeTyped.Wrong, await Desk.Confirm(Elena, Wrong(second), default));
        Assert.Equal(CodeTyped.Confirmed, await Desk.Confirm(Elena, second, default));

        await Desk.Ask(Elena, Address, Tongue.Italian, default);
        var third = _server.Code;
        var tried = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Desk.Confirm(Elena, Wrong(third), default)));
        Assert.InRange(tried.Count(t => t == CodeTyped.Wrong), 0, MailDesk.Tries);
        Assert.Equal(CodeTyped.Ended, await Desk.Confirm(Elena, third, default));

        _platform.Clock.Now += MailDesk.Lifetime;
        await Desk.Ask(Elena, Address, Tongue.Italian, default);
        _platform.Clock.Now += MailDesk.Lifetime - TimeSpan.FromSeconds(1);
        Assert.Equal(CodeTyped.Confirmed, await Desk.Confirm(Elena, _server.Code, default));
    }

    [Fact]
    public async Task An_hour_has_five_codes_for_a_person_and_for_an_address_however_many_ask_at_once()
    {
        var asked = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Desk.Ask(Elena, $"indirizzo{i}@posta.example", Tongue.Italian, default)));
        Assert.Equal(MailDesk.CodesAnHour, asked.Count(a => a == CodeAsked.Sent));
        Assert.Equal(MailDesk.CodesAnHour, _server.Taken.Count);
        Assert.Equal(12 - MailDesk.CodesAnHour, asked.Count(a => a == CodeAsked.TooMany));

        // Others may ask; one address is not written to by all of them.
        for (var i = 0; i < MailDesk.CodesAnHour; i++)
            Assert.Equal(CodeAsked.Sent, await Desk.Ask(Person(i), i % 2 == 0 ? Address : Address.ToUpperInvariant(), Tongue.Italian, default));
        Assert.Equal(CodeAsked.TooMany, await Desk.Ask(Person(9), Address, Tongue.Italian, default));

        _platform.Clock.Now += TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1);
        Assert.Equal(CodeAsked.TooMany, await Desk.Ask(Elena, "altra@posta.example", Tongue.Italian, default));
        _platform.Clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(CodeAsked.Sent, await Desk.Ask(Elena, "altra@posta.example", Tongue.Italian, default));
    }

    [Fact]
    public async Task Who_wants_notices_is_told_that_something_is_there_and_nothing_of_what_it_is()
    {
        await Talk("Prima");
        await Round();
        Assert.Empty(_server.Taken);

        await Subscribe(Elena, Address, Tongue.Italian);
        var talk = await Talk("Il mio stipendio di ottobre");
        var request = Guid.CreateVersion7();
        Assert.NotNull(await _platform.Get<RequestDesk>().Send(TestPlatform.Herself(DemoPeople.Worker), request, Conversation.General, "Pagamento", "Quando arriva il pagamento?", Tongue.Italian, default));
        Assert.True(await _platform.Get<RequestDesk>().Answer(_advisor, request, "Entro venerdì", default));
        Assert.False(await _platform.Get<RequestDesk>().Answer(_advisor, request, "Due volte", default));
        await Round();

        var told = Notices();
        Assert.Equal(2, told.Count);
        Assert.Single(told, m => m.TextBody!.Contains("la sua trascrizione è pronta", StringComparison.Ordinal));
        Assert.Single(told, m => m.TextBody!.Contains("la risposta a una tua richiesta scritta", StringComparison.Ordinal));
        Assert.All(told, m =>
        {
            Assert.Equal((Address, "avvisi@ente.example"), (m.To.Mailboxes.Single().Address, m.From.Mailboxes.Single().Address));
            Assert.Contains("https://sportello.ente.example/", m.TextBody);
            Assert.Equal(1, m.TextBody!.Split("://").Length - 1);
            Assert.Contains("Per cambiare indirizzo o non riceverne più", m.TextBody);
            Assert.Equal("auto-generated", m.Headers[HeaderId.AutoSubmitted]);
            Assert.Empty(m.Attachments);
            var whole = $"{m} {m.Subject} {m.TextBody}";
            Assert.All(
                new[] { "stipendio", "ottobre", "pagamento", "venerdì", "Bianchi", "Elena ", "Galli", "Operatore", "Omega", "CIG", "Integrazion", "generali", $"{talk}", $"{talk:n}", $"{request}", $"{request:n}", Elena.FiscalCode },
                secret => Assert.DoesNotContain(secret, whole));
        });
        Assert.DoesNotContain(Elena.FiscalCode, await Content("mail_notices"));

        await Round();
        Assert.Equal(2, Notices().Count);
    }

    [Fact]
    public async Task Who_is_away_is_told_once_of_what_she_has_not_read_and_who_is_there_is_not()
    {
        await Subscribe(Elena, Address, Tongue.English);
        var (id, who) = await Begin();
        await Reply(id, "Buongiorno");
        await Round();
        _platform.Clock.Now += MailNotices.Away - TimeSpan.FromSeconds(1);
        await Round();
        Assert.Empty(Notices());

        await Reply(id, "È ancora lì?");
        _platform.Clock.Now += TimeSpan.FromSeconds(1);
        await Round();
        _platform.Clock.Now += MailNotices.Away;
        await Round();
        Assert.Contains("have not read yet", Assert.Single(Notices()).TextBody);

        // She comes back and reads; then she waits in the queue of another office, and is told there too of what she has not read.
        var log = _platform.Get<ConversationLog>();
        var read = await log.LastNumber(id, default);
        await log.Mark(who, read, read, default);
        await Reply(id, "La passo a chi se ne occupa");
        Assert.True(await _platform.Get<ConsoleDesk>().Transfer(_advisor, id, new(Territory: "MI"), "Milano", "Chiede del pagamento.", default));
        await Round();
        _platform.Clock.Now += MailNotices.Away;
        await Round();
        Assert.Equal(2, Notices().Count);
        Assert.Equal(new Acceptance.Accepted(id), await _platform.Get<OfferDesk>().TakeNext(_advisor, default));

        // What she reads in time is no news.
        await log.Mark(who, 99, 99, default);
        await Reply(id, "Ecco");
        await Round();
        _platform.Clock.Now += MailNotices.Away;
        await Round();
        Assert.Equal(2, Notices().Count);
    }

    [Fact]
    public async Task Who_ends_the_notices_or_is_erased_or_lost_her_mandate_gets_nothing()
    {
        await Subscribe(Elena, Address, Tongue.Italian);
        await Talk("Una domanda");
        _server.Recipient = new(SmtpReplyCode.Aborted, "later");
        await Round();
        _server.Recipient = null;
        await Desk.Remove(Elena, default);
        Assert.DoesNotContain(Elena.FiscalCode, await Content("mail_notices"));
        Assert.DoesNotContain(Address, await Content("mail_codes"));
        await Later();
        Assert.Empty(Notices());

        // What happened before she wants them again is not told then.
        await Subscribe(Elena, Address, Tongue.Italian);
        await Round();
        Assert.Empty(Notices());

        // Her mandate ended between the closing and the sending.
        var consultant = TestPlatform.SignedIn(DemoPeople.Consultant);
        await Subscribe(consultant, "rossi@posta.example", Tongue.Italian);
        var (actor, employer) = await _platform.For(DemoPeople.Consultant, "Officine");
        await Talk("Per l'azienda", actor);
        await Execute("update mandates set revoked_at = 1 where id = @m", ("m", actor.Mandate.Id));
        await Round();
        Assert.Empty(Notices());

        // A conversation that was erased tells nothing, and an address that is not used goes with its term.
        await Talk("Da cancellare");
        await Execute("update conversations set person = '' where person = @p", ("p", Elena.FiscalCode));
        await Round();
        Assert.Empty(Notices());
        _platform.Clock.Now = TestPlatform.Monday.AddDays(800);
        Assert.Equal(2, (await _platform.Get<RetentionDesk>().Sweep(default))[Purpose.Mail]);
        Assert.All(new[] { "mail_addresses", "mail_codes", "mail_notices" }, table => Assert.Equal("", Content(table).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task What_the_server_did_not_take_is_tried_again_and_what_a_crash_left_behind_is_the_same_message()
    {
        await Subscribe(Elena, Address, Tongue.Italian);
        await Talk("Una domanda");
        _server.Recipient = new(SmtpReplyCode.MailboxUnavailable, $"5.7.1 {Address} relay denied");
        await Round();
        var figures = await _platform.Get<MailNotices>().Figures(await _platform.Staff(DemoPeople.Administrator), default);
        Assert.Equal((1, 1, "risposta 550 del server di posta", 0, 0), (figures.Waiting, figures.Failing, figures.LastError, figures.GivenUp, figures.Refused));
        await Round();
        Assert.Empty(Notices());

        // The server keeps it and says that it did not.
        (_server.Recipient, _server.Afterwards) = (null, new(SmtpReplyCode.Aborted, "4.3.0 later"));
        await Later();
        Assert.Single(Notices());
        _server.Afterwards = null;

        // The node dies once the server has it: nobody sends it while the lease lasts.
        using (var crash = new CancellationTokenSource())
        {
            _server.Kept = crash.Cancel;
            _platform.Clock.Now += TimeSpan.FromHours(2);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _sender.Round(crash.Token));
            _server.Kept = null;
        }

        using var other = Node(_server.Settings).Sender;
        await other.Round(default);
        Assert.Equal(2, Notices().Count);
        _platform.Clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(1, await other.Round(default));
        Assert.Equal(0, await other.Round(default));
        Assert.Equal(3, Notices().Count);
        Assert.Single(Notices().Select(m => (m.MessageId, m.Date, m.Subject, m.TextBody)).Distinct());
    }

    [Fact]
    public async Task An_address_without_a_mailbox_is_not_written_to_until_it_is_confirmed_again()
    {
        await Subscribe(Elena, Address, Tongue.Italian);
        await Talk("Una domanda");
        _server.Recipient = new(SmtpReplyCode.MailboxUnavailable, "5.1.1 no such user");
        await Round();
        Assert.Equal(_platform.Clock.Now, (await Desk.Look(Elena, default)).Address!.RefusedAt);
        Assert.Equal(1, (await _platform.Get<MailNotices>().Figures(await _platform.Staff(DemoPeople.Administrator), default)).Refused);
        Assert.Equal(CodeAsked.NoMailbox, await Desk.Ask(Elena, Address, Tongue.Italian, default));
        Assert.Null((await Desk.Look(Elena, default)).Waiting);
        _server.Recipient = null;
        await Talk("Un'altra");
        await Later();
        Assert.Empty(Notices());

        await Subscribe(Elena, Address, Tongue.Italian);
        Assert.Null((await Desk.Look(Elena, default)).Address!.RefusedAt);
        await Talk("La terza");
        await Round();
        Assert.Single(Notices());
    }

    [Fact]
    public async Task A_notice_is_given_up_after_three_days()
    {
        await Subscribe(Elena, Address, Tongue.Italian);
        await Talk("Una domanda");
        _server.Recipient = new(SmtpReplyCode.Aborted, "4.2.2 full");
        await Round();
        _platform.Clock.Now += MailNotices.Lasts - TimeSpan.FromHours(2);
        await Round();
        Assert.Equal((1, 0), await Standing());
        _platform.Clock.Now += TimeSpan.FromHours(2);
        await Round();
        Assert.Equal((0, 1), await Standing());
        _server.Recipient = null;
        await Later();
        Assert.Empty(Notices());

        async Task<(int, int)> Standing()
        {
            var figures = await _platform.Get<MailNotices>().Figures(await _platform.Staff(DemoPeople.Administrator), default);
            return (figures.Waiting, figures.GivenUp);
        }
    }

    [Fact]
    public async Task Two_nodes_send_each_notice_once()
    {
        await Subscribe(Elena, Address, Tongue.Italian);
        using var second = Node(_server.Settings, new(_platform.Database)).Sender;
        for (var i = 0; i < 4; i++)
            await Talk($"Domanda {i}");
        await Settle();
        await Task.WhenAll(_sender.Round(default), second.Round(default));
        await Round();

        Assert.Equal(4, Notices().Count);
        Assert.Equal(4, Notices().Select(m => m.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Without_a_server_nothing_is_promised_and_staff_has_no_address()
    {
        var (desk, sender) = Node(null);
        using (sender)
        {
            Assert.Equal(CodeAsked.NotAllowed, await desk.Ask(Elena, Address, Tongue.Italian, default));
            await Subscribe(Elena, Address, Tongue.Italian);
            await Talk("Una domanda");
            await Settle();
            Assert.Equal(0, await sender.Round(default));
        }

        var galli = TestPlatform.SignedIn(DemoPeople.Advisor) with { Means = SignInMeans.Staff };
        Assert.Equal(CodeAsked.NotAllowed, await Desk.Ask(galli, Address, Tongue.Italian, default));
        Assert.Equal(CodeTyped.Ended, await Desk.Confirm(galli, "123456", default));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => _platform.Get<MailNotices>().Figures(_advisor, default));

        // A server that is away is no fault of who asks, and does not count.
        await using var gone = new MailServer();
        var away = gone.Settings;
        await gone.DisposeAsync();
        for (var i = 0; i <= MailDesk.CodesAnHour; i++)
            Assert.Equal(CodeAsked.NotSent, await Node(away).Desk.Ask(Person(1), "uno@posta.example", Tongue.Italian, default));
        Assert.Equal(CodeAsked.BadAddress, await Desk.Ask(Person(1), "uno@posta.example\r\nBcc: due@posta.example", Tongue.Italian, default));
    }

    private static Principal Person(int i) => new($"PRVPRV80A01H{i:000}X", "Prova", "Prova", SignInMeans.Spid, 2, TestPlatform.Monday);

    private static string Wrong(string code) => code == "000000" ? "000001" : "000000";

    private (MailDesk Desk, MailSender Sender) Node(MailSettings? settings, OutboxLog? log = null)
    {
        var (database, post) = (_platform.Database, new Post(settings));
        return (new(database, post, _platform.Get<IDataProtectionProvider>(), _platform.Clock),
            new(new(database, log ?? _platform.Get<OutboxLog>(), _platform.Get<MandateRegister>(), _platform.Clock), post, _platform.Clock, _platform.Get<ILogger<MailSender>>()));
    }

    private List<MimeMessage> Notices() => [.. _server.Taken.Where(m => !m.Subject!.Contains("cod", StringComparison.OrdinalIgnoreCase))];

    private async Task Subscribe(Principal person, string address, Tongue tongue)
    {
        Assert.Equal(CodeAsked.Sent, await Desk.Ask(person, address, tongue, default));
        Assert.Equal(CodeTyped.Confirmed, await Desk.Confirm(person, _server.Code, default));
        _platform.Clock.Now += TimeSpan.FromSeconds(1);
    }

    private async Task<(Guid Id, Participant Who)> Begin(Actor? actor = null)
    {
        actor ??= TestPlatform.Herself(DemoPeople.Worker);
        var desk = _platform.Get<ChatDesk>();
        var id = Assert.IsType<Opening.Opened>(await desk.Open(actor, Conversation.General, "Informazioni generali", Tongue.Italian, default)).Conversation;
        Assert.Equal(new Acceptance.Accepted(id), await _platform.Get<OfferDesk>().TakeNext(_advisor, default));
        return (id, (await desk.Enter(actor, id, default))!.Value.Who);
    }

    /// <summary>A conversation with an advisor that has ended.</summary>
    private async Task<Guid> Talk(string words, Actor? actor = null)
    {
        var (id, who) = await Begin(actor);
        Assert.IsType<Appended.Stored>(await _platform.Get<ChatDesk>().Say(who, $"{Guid.NewGuid()}", words, default));
        Assert.True(await _platform.Get<ConsoleDesk>().Close(_advisor, id, CloseReason.Answered, default));
        return id;
    }

    private async Task Reply(Guid id, string words) => Assert.IsType<Appended.Stored>(
        await _platform.Get<ConversationLog>().Append(new(id, Participant.Staff(_advisor.Id), _advisor.DisplayName), ChatEventKind.Message, $"{Guid.NewGuid()}", words, default));

    private async Task Round()
    {
        await Settle();
        await _sender.Round(default);
    }

    /// <summary>Once every delay is over.</summary>
    private async Task Later()
    {
        _platform.Clock.Now += TimeSpan.FromHours(2);
        await Round();
    }

    /// <summary>Waits until everything that was written counts as settled: transactions of other databases of the server may hold it back.</summary>
    private async Task Settle()
    {
        await using var connection = await _platform.Database.Open();
        await using var command = connection.Command("select coalesce(max(position), 0) from chat_events");
        var last = Convert.ToInt64(await command.ExecuteScalarAsync());
        for (var deadline = Environment.TickCount64 + 120_000L; await _platform.Get<OutboxLog>().Settled(default) < last;)
        {
            Assert.True(Environment.TickCount64 < deadline, "A transaction of the server holds the log back.");
            await Task.Delay(20);
        }
    }

    private async Task Execute(string sql, params (string Name, object? Value)[] values)
    {
        await using var connection = await _platform.Database.Open();
        await using var command = connection.Command(sql, values);
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }

    private async Task<string> Content(string table)
    {
        await using var connection = await _platform.Database.Open();
        await using var command = connection.Command($"select * from {table}");
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetValue(i)}")));
        return string.Join('\n', rows);
    }
}

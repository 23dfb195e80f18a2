using System.Text;
using Cig.Platform.Attachments;
using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Documents;
using Cig.Platform.Storage;
using Cig.Rules;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cig.Platform.Tests.Attachments;

public sealed class AttachmentTestsOnSqlite : AttachmentTests
{
    protected override Task<Database> NewDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Engine", "PostgreSql")]
public sealed class AttachmentTestsOnPostgreSql(PostgreSqlServer server) : AttachmentTests
{
    protected override Task<Database> NewDatabase() => TestDatabase.PostgreSql(server);
}

/// <summary>Files, transcript and rating: what belongs to a conversation beside its words.</summary>
public abstract class AttachmentTests : IAsyncLifetime
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, .. new byte[200_000]];
    private readonly ScannerServer _scanner = new();
    private TestPlatform _platform = null!;

    private ChatDesk Desk => _platform.Get<ChatDesk>();

    protected abstract Task<Database> NewDatabase();

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.On(await NewDatabase());

    public async ValueTask DisposeAsync()
    {
        await _platform.DisposeAsync();
        await _scanner.DisposeAsync();
    }

    [Fact]
    public async Task A_clean_file_is_told_in_the_log_and_given_to_both_sides_of_its_conversation_only()
    {
        var (who, files) = (await Enter(), Files(_scanner.Client));

        Assert.Equal(Attaching.Attached, await files.Add(who, "C:\\Documenti\\busta paga.PDF.exe", Pdf, default));

        Assert.Equal(Pdf, _scanner.Last);
        var told = (await _platform.Get<ConversationLog>().Since(who.Conversation, 1, default)).Single();
        var note = AttachmentNote.Read(told.Body);
        Assert.Equal((ChatEventKind.Attached, "busta paga.PDF.pdf", "PDF", Pdf.Length), (told.Kind, note.Name, note.Kind, note.Size));
        Assert.Equal(Pdf, (await files.Open(who, note.Id, default))!.Content);
        Assert.Null(await files.Open(await Enter(DemoPeople.Owner), note.Id, default));
    }

    [Fact]
    public async Task A_virus_is_refused_its_bytes_are_gone_and_the_log_says_nothing()
    {
        var (who, files) = (await Enter(), Files(_scanner.Client));

        Assert.Equal(Attaching.Infected, await files.Add(who, "eicar.txt", ScannerServer.Eicar, default));

        var kept = Assert.Single(await files.NotYet(who, default));
        Assert.Equal((AttachmentState.Refused, "Eicar-Test-Signature"), (kept.State, kept.Reason));
        Assert.Null(await files.Open(who, kept.Id, default));
        Assert.Empty(await _platform.Get<ConversationLog>().Since(who.Conversation, 1, default));
        await using var connection = await _platform.Database.Open(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from attachments where content is not null";
        Assert.Equal(0L, Convert.ToInt64(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("down")]
    [InlineData("cut")]
    [InlineData("refuses")]
    public async Task While_the_scanner_does_not_answer_a_file_stays_in_quarantine_and_comes_out_when_it_does(string fault)
    {
        var who = await Enter();
        (_scanner.Cuts, _scanner.Refuses) = (fault == "cut", fault == "refuses");
        var gone = fault == "down" ? new Clamd("127.0.0.1", 1) : _scanner.Client;

        Assert.Equal(Attaching.Quarantined, await Files(gone).Add(who, "foto.png", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, 1], default));
        Assert.Equal(0, await Files(gone).LookAgain(default));
        Assert.Empty(await _platform.Get<ConversationLog>().Since(who.Conversation, 1, default));

        (_scanner.Cuts, _scanner.Refuses) = (false, false);
        Assert.Equal(1, await Files(_scanner.Client).LookAgain(default));
        Assert.Equal(0, await Files(_scanner.Client).LookAgain(default));
        Assert.Single(await _platform.Get<ConversationLog>().Since(who.Conversation, 1, default));
    }

    [Fact]
    public async Task What_is_not_taken_has_a_reason_of_its_own()
    {
        var (who, files) = (await Enter(), Files(_scanner.Client));

        Assert.Equal(Attaching.NotOffered, await Files(null).Add(who, "a.pdf", Pdf, default));
        Assert.Equal(Attaching.Empty, await files.Add(who, "a.pdf", [], default));
        Assert.Equal(Attaching.Attached, await files.Add(who, "a.pdf", [.. Pdf, .. new byte[AttachmentDesk.Largest - Pdf.Length]], default));
        Assert.Equal(Attaching.TooLarge, await files.Add(who, "a.pdf", [.. Pdf, .. new byte[AttachmentDesk.Largest - Pdf.Length + 1]], default));
        foreach (var content in new[] { "<svg onload=alert(1)>"u8.ToArray(), " \n<!doctype html>"u8.ToArray(), "MZ\0\0"u8.ToArray(), "PK\x03\x04"u8.ToArray(), [0xc3, 0x28] })
            Assert.Equal(Attaching.WrongKind, await files.Add(who, "a.pdf", content, default));
        await Desk.Close(who, default);
        Assert.Equal(Attaching.NotPossible, await files.Add(who, "a.pdf", Pdf, default));
    }

    [Fact]
    public async Task A_transcript_can_be_checked_by_its_number_and_by_its_words()
    {
        var who = await Enter();
        await Desk.Say(who, "message-1", "Quando arriva?\nGrazie", default);
        var (transcripts, conversation) = (_platform.Get<Transcript>(), (await Desk.Enter(TestPlatform.Herself(DemoPeople.Worker), who.Conversation, default))!.Value.Conversation);

        var (pdf, text, number) = await transcripts.Issue(conversation, default);

        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(pdf, 0, 5));
        Assert.Contains("Quando arriva?", text);
        Assert.NotNull(await transcripts.Check(number.ToUpperInvariant(), default));
        Assert.NotNull(await transcripts.CheckText(text, default));
        Assert.NotNull(await transcripts.CheckText(text.Replace("\n", "\r\n", StringComparison.Ordinal), default));
        Assert.Null(await transcripts.CheckText(text.Replace("Quando", "Perché", StringComparison.Ordinal), default));
        Assert.Null(await transcripts.Check("0", default));
    }

    [Fact]
    public async Task A_rating_is_given_once_after_the_end_by_the_person_who_asked()
    {
        var (who, ratings) = (await Enter(), _platform.Get<RatingDesk>());
        Assert.False(await ratings.Rate(who, 5, "", default));
        await Desk.Close(who, default);

        Assert.False(await ratings.Rate(who, 6, "", default));
        Assert.False(await ratings.Rate(who with { Key = "staff/1" }, 1, "", default));
        Assert.True(await ratings.Rate(who, 4, "chiaro", default));
        Assert.False(await ratings.Rate(who, 1, "ripensato", default));
        Assert.Equal((4, "chiaro"), ((await ratings.Of(who.Conversation, default))!.Score, (await ratings.Of(who.Conversation, default))!.Comment));
    }

    private AttachmentDesk Files(Clamd? scanner) => new(_platform.Database, _platform.Get<ConversationLog>(), new(scanner), _platform.Clock, NullLogger<AttachmentDesk>.Instance);

    private async Task<Participant> Enter(DemoPerson? person = null)
    {
        var actor = TestPlatform.Herself(person ?? DemoPeople.Worker);
        var opened = Assert.IsType<Opening.Opened>(await Desk.Open(actor, Conversation.General, "Informazioni generali", Tongue.Italian, default));
        return (await Desk.Enter(actor, opened.Conversation, default))!.Value.Who;
    }
}

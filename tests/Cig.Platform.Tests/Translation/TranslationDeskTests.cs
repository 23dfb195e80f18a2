using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Documents;
using Cig.Platform.Storage;
using Cig.Platform.Translation;
using Cig.Rules;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cig.Platform.Tests.Translation;

public sealed class TranslationDeskTestsOnSqlite : TranslationDeskTests
{
    protected override Task<Database> NewDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Engine", "PostgreSql")]
public sealed class TranslationDeskTestsOnPostgreSql(PostgreSqlServer server) : TranslationDeskTests
{
    protected override Task<Database> NewDatabase() => TestDatabase.PostgreSql(server);
}

/// <summary>Which messages are translated for whom; and that nothing of it stays.</summary>
public abstract class TranslationDeskTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;
    private TestEngine _engine = null!;
    private Translator _translator = null!;

    protected abstract Task<Database> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _platform = await TestPlatform.On(await NewDatabase());
        _engine = await TestEngine.Start();
        _translator = new(new(new(_engine.Address + "/translate"), null, TimeSpan.FromMinutes(2), 2000), _platform.Clock, NullLogger<Translator>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        _translator.Dispose();
        await _engine.DisposeAsync();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task Each_side_reads_what_the_other_said_in_her_language_and_nothing_else_is_translated()
    {
        var (person, advisor, talk) = await Talk(Tongue.German);
        var log = _platform.Get<ConversationLog>();
        await Say(person, "Wann wird gezahlt?");
        await Say(advisor, "Paga l'azienda.");
        await _platform.Get<ConsoleDesk>().Note(advisor.Member!, talk.Id, "una-nota", "Fra colleghi", default);
        var events = await log.Since(talk.Id, 0, default);
        var (asked, answered) = (events.Single(e => e.Body == "Wann wird gezahlt?").N, events.Single(e => e.Body == "Paga l'azienda.").N);

        Assert.Equal("[de>it] Wann wird gezahlt?", Words(await Translate(advisor, talk, asked)));
        Assert.Equal("[it>de] Paga l'azienda.", Words(await Translate(person, talk, answered, Tongue.German)));
        Assert.Equal("[it>en] Paga l'azienda.", Words(await Translate(person, talk, answered, Tongue.English)));

        // Her own words, a number that is none, a note, what is no message.
        foreach (var e in events.Where(e => e.N != answered).Select(e => e.N).Append(99))
            Assert.IsType<Translated.NotFound>(await Translate(person, talk, e, Tongue.German));
        foreach (var e in events.Where(e => e.N != asked).Select(e => e.N))
            Assert.IsType<Translated.NotFound>(await Translate(advisor, talk, e));
        Assert.IsType<Translated.NotNeeded>(await Translate(person, talk, answered, Tongue.Italian));
        Assert.Equal(3, _engine.Asked.Count);

        Assert.Equal(events, await log.Since(talk.Id, 0, default));
        Assert.DoesNotContain("[de>it]", (await _platform.Get<Transcript>().Issue(talk, default)).Text);
    }

    [Fact]
    public async Task In_an_italian_conversation_the_advisor_has_nothing_to_translate()
    {
        var (person, advisor, talk) = await Talk(Tongue.Italian);
        await Say(person, "Quando si paga?");

        Assert.IsType<Translated.NotNeeded>(await Translate(advisor, talk, 3));
        Assert.Null(TranslationDesk.WayOf(advisor, talk, Tongue.English));
        Assert.Empty(_engine.Asked);
    }

    private Task<Translated> Translate(Participant reader, Conversation talk, long n, Tongue page = Tongue.Italian) => new TranslationDesk(_platform.Database, _translator).Translate(reader, talk, n, page, default);

    private static string Words(Translated outcome) => Assert.IsType<Translated.Done>(outcome).Text;

    private async Task Say(Participant who, string text) => Assert.IsType<Appended.Stored>(await _platform.Get<ChatDesk>().Say(who, Guid.NewGuid().ToString(), text, default));

    private async Task<(Participant Person, Participant Advisor, Conversation Talk)> Talk(Tongue tongue)
    {
        var desk = _platform.Get<ChatDesk>();
        var actor = TestPlatform.Herself(DemoPeople.Worker);
        var id = Assert.IsType<Opening.Opened>(await desk.Open(actor, Conversation.General, "Informazioni generali", tongue, default)).Conversation;
        var member = await _platform.Staff(DemoPeople.Advisor);
        Assert.Equal(id, Assert.IsType<Acceptance.Accepted>(await _platform.Get<OfferDesk>().TakeNext(member, default)).Conversation);
        var (advisor, talk) = (await desk.Enter(member, id, default))!.Value;
        return ((await desk.Enter(actor, id, default))!.Value.Who, advisor, talk);
    }
}

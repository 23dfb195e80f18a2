using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Documents;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Cig.Rules;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Tests.Chat;

public sealed class GuideTestsOnSqlite : GuideTests
{
    protected override Task<Database> NewDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Engine", "PostgreSql")]
public sealed class GuideTestsOnPostgreSql(PostgreSqlServer server) : GuideTests
{
    protected override Task<Database> NewDatabase() => TestDatabase.PostgreSql(server);
}

/// <summary>Pages to which an advisor points: a fixed list, about the conversation's own subject, in the log.</summary>
public abstract class GuideTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    private GuideDesk Guide => _platform.Get<GuideDesk>();

    protected abstract Task<Database> NewDatabase();

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.On(await NewDatabase());

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_conversation_has_the_pages_of_its_case_its_subject_and_its_mandate()
    {
        var worker = TestPlatform.Herself(DemoPeople.Worker);
        var (representative, _) = await _platform.For(DemoPeople.LegalRepresentative, "Officine");
        var (employee, _) = await _platform.For(DemoPeople.EnabledEmployee, "Officine");
        GuidedPage[] contacts = [GuidedPage.Attachments, GuidedPage.Requests];

        Assert.Equal([GuidedPage.Case, GuidedPage.Payment, .. contacts], await PagesOf(worker, await Case()));
        Assert.Equal(contacts, await PagesOf(worker, null));
        Assert.Equal([GuidedPage.Case, GuidedPage.Payment, GuidedPage.Terms, GuidedPage.Documents, GuidedPage.NewApplication, .. contacts], await PagesOf(representative, await Case()));
        Assert.Equal([GuidedPage.NewApplication, .. contacts], await PagesOf(representative, null));
        Assert.Equal(contacts, await PagesOf(employee, null));
    }

    [Fact]
    public async Task A_page_is_put_into_the_log_once_by_the_advisor_who_has_the_conversation_and_stands_in_the_transcript()
    {
        var (conversation, advisor) = await Talk(TestPlatform.Herself(DemoPeople.Worker), await Case());
        var other = await _platform.Staff(DemoPeople.Supervisor);

        Assert.True(await Guide.Point(advisor, conversation, GuidedPage.Payment, "stesso-modulo", default));
        Assert.True(await Guide.Point(advisor, conversation, GuidedPage.Payment, "stesso-modulo", default));
        Assert.False(await Guide.Point(advisor, conversation, GuidedPage.NewApplication, "un-altro-modulo", default));
        Assert.False(await Guide.Point(other, conversation, GuidedPage.Payment, "di-un-collega", default));

        var guided = Assert.Single(await _platform.Get<ConversationLog>().Since(conversation.Id, 2, default));
        Assert.Equal((ChatEventKind.Guided, "Payment", Participant.Staff(advisor.Id)), (guided.Kind, guided.Body, guided.Sender));
        Assert.Contains("Indica la pagina: Pagamento della pratica", (await _platform.Get<Transcript>().Issue(conversation, default)).Text);

        await _platform.Get<ConsoleDesk>().Close(advisor, conversation.Id, CloseReason.Answered, default);
        Assert.False(await Guide.Point(advisor, conversation, GuidedPage.Case, "dopo-la-fine", default));
        Assert.Empty(await Guide.Pages(advisor, await Now(conversation.Id), default));
    }

    [Fact]
    public async Task Where_the_mandate_has_ended_there_is_nothing_to_point_to()
    {
        var (representative, _) = await _platform.For(DemoPeople.LegalRepresentative, "Officine");
        var (conversation, advisor) = await Talk(representative, null);
        await using (var db = _platform.Database.Context())
            await db.Set<MandateEntry>().Where(m => m.Id == representative.Mandate.Id).ExecuteUpdateAsync(m => m.SetProperty(x => x.ToDay, new DateOnly(2026, 11, 22)), TestContext.Current.CancellationToken);

        Assert.Empty(await Guide.Pages(advisor, conversation, default));
        Assert.False(await Guide.Point(advisor, conversation, GuidedPage.Requests, "una-pagina", default));
    }

    [Theory]
    [InlineData("Case", true)]
    [InlineData("case", false)]
    [InlineData("0", false)]
    [InlineData("https://example.org", false)]
    [InlineData("", false)]
    public void Nothing_but_a_name_of_the_list_is_a_page(string body, bool known) => Assert.Equal(known, GuidedPages.Read(body) is not null);

    private async Task<Guid> Case()
    {
        await using var db = _platform.Database.Context();
        return await db.Set<Application>().Where(a => a.Beneficiaries.Any(b => b.FiscalCode == DemoPeople.Worker.FiscalCode)).OrderBy(a => a.Protocol).Select(a => a.Id).FirstAsync();
    }

    private async Task<(Conversation Conversation, StaffMember Advisor)> Talk(Actor actor, Guid? about)
    {
        var advisor = await _platform.Staff(DemoPeople.Advisor);
        Assert.IsType<Opening.Opened>(await _platform.Get<ChatDesk>().Open(actor, about?.ToString() ?? Conversation.General, "x", Tongue.Italian, default));
        var taken = Assert.IsType<Acceptance.Accepted>(await _platform.Get<OfferDesk>().TakeNext(advisor, default)).Conversation;
        return (await Now(taken), advisor);
    }

    private async Task<IReadOnlyList<GuidedPage>> PagesOf(Actor actor, Guid? about)
    {
        var (conversation, advisor) = await Talk(actor, about);
        var pages = await Guide.Pages(advisor, conversation, default);
        await _platform.Get<ConsoleDesk>().Close(advisor, conversation.Id, CloseReason.Answered, default);
        return pages;
    }

    private async Task<Conversation> Now(Guid id)
    {
        await using var db = _platform.Database.Context();
        return await db.Set<Conversation>().AsNoTracking().FirstAsync(c => c.Id == id);
    }
}

using Cig.Platform.Demo;
using Cig.Platform.Sheets;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;

namespace Cig.Platform.Tests.Sheets;

public sealed class SheetTestsOnSqlite : SheetTests
{
    protected override Task<Database> NewDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Engine", "PostgreSql")]
public sealed class SheetTestsOnPostgreSql(PostgreSqlServer server) : SheetTests
{
    protected override Task<Database> NewDatabase() => TestDatabase.PostgreSql(server);
}

public abstract class SheetTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    private SheetDesk Sheets => _platform.Get<SheetDesk>();

    protected abstract Task<Database> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _platform = await TestPlatform.On(await NewDatabase());
        await Sheets.LoadFirst(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Theory]
    [InlineData("quando arriva il pagamento diretto?", Tongue.Italian, "tempi-del-pagamento-diretto")]
    [InlineData("Posso LAVORARE in cassa integrazione", Tongue.Italian, "altro-lavoro")]
    [InlineData("trattenuta", Tongue.Italian, "riduzione-5-84")]
    [InlineData("maltempo in cantiere, che termine ho", Tongue.Italian, "eventi-non-evitabili")]
    [InlineData("apprendista", Tongue.Italian, "apprendisti")]
    [InlineData("domanda respinta, ricorsi", Tongue.Italian, "ricorso")]
    [InlineData("How much is the maximum", Tongue.English, "quanto-spetta")]
    [InlineData("appealing a refusal", Tongue.English, "ricorso")]
    [InlineData("Wie hoch ist der Höchstbetrag?", Tongue.German, "quanto-spetta")]
    [InlineData("Lehrling", Tongue.German, "apprendisti")]
    public async Task A_question_finds_its_sheet_whatever_the_endings(string question, Tongue tongue, string name) =>
        Assert.Equal(name, (await Sheets.Search(question, tongue, default)).Select(s => s.Name).FirstOrDefault());

    [Fact]
    public async Task Every_sheet_has_a_source_three_languages_and_days_of_validity()
    {
        var all = await Sheets.ForAdministrators(default);

        Assert.True(all.Count >= 15, $"{all.Count} sheets");
        Assert.All(all, s => Assert.DoesNotContain(new[] { s.Source, s.TitleIt, s.TitleEn, s.TitleDe, s.BodyIt, s.BodyEn, s.BodyDe }, string.IsNullOrWhiteSpace));
        Assert.All(all, s => Assert.Equal(3, new HashSet<string> { s.BodyIt, s.BodyEn, s.BodyDe }.Count));
        Assert.Equal(all.Count, (await Sheets.All(Tongue.Italian, default)).Count);

        // The figure of 2026 is no answer in 2027.
        _platform.Clock.Now = ChatSchedule.FromRome(new(2027, 1, 1), new(0, 0));
        Assert.Null(await Sheets.Find("quanto-spetta", default));
        Assert.DoesNotContain(await Sheets.Search("quanto spetta massimale", Tongue.Italian, default), s => s.Name == "quanto-spetta");
    }

    [Fact]
    public async Task A_new_version_is_found_by_its_new_words_and_a_retired_sheet_not_at_all()
    {
        var administrator = await _platform.Staff(DemoPeople.Administrator);
        var first = (await Sheets.Find("apprendisti", default))!;
        await Sheets.Save(administrator, Like(first, "Tirocinanti e zucchero filato", retired: false), default);

        Assert.Equal("apprendisti", (await Sheets.Search("zucchero", Tongue.Italian, default)).Single().Name);
        Assert.Equal([2, 1], (await Sheets.Versions("apprendisti", default)).Select(s => s.N));

        await Sheets.Save(administrator, Like(first, "Tirocinanti e zucchero filato", retired: true), default);
        Assert.Empty(await Sheets.Search("zucchero", Tongue.Italian, default));
        Assert.Null(await Sheets.Find("apprendisti", default));
        Assert.Null(await Cig.Platform.Audit.AuditLog.FirstBroken(_platform.Database, "sheet/apprendisti", default));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await Sheets.Save(await _platform.Staff(DemoPeople.Advisor), first, default));
    }

    [Fact]
    public async Task Words_that_find_nothing_are_counted_without_the_question_and_shown_from_the_third_on()
    {
        const string question = "Sono Mario RSSMRA80A01H501U: bonus monopattino 2026?";
        await Sheets.Search(question, Tongue.Italian, default);
        await Sheets.Search(question, Tongue.Italian, default);
        Assert.Empty(await Sheets.Gaps(default));
        await Sheets.Search("monopattino", Tongue.Italian, default);

        var gap = Assert.Single(await Sheets.Gaps(default));
        Assert.Equal(("2026-11", "monopattino", 3, 3), (gap.Month, gap.Word, gap.Asked, gap.Unanswered));
        await using var connection = await _platform.Database.Open(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from sheet_searches where word like '%rssmra%' or word like '% %'";
        Assert.Equal(0L, Convert.ToInt64(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)));
    }

    private static Sheet Like(Sheet s, string title, bool retired) => new()
    {
        Name = s.Name,
        N = 0,
        TitleIt = title,
        TitleEn = s.TitleEn,
        TitleDe = s.TitleDe,
        BodyIt = s.BodyIt,
        BodyEn = s.BodyEn,
        BodyDe = s.BodyDe,
        Source = s.Source,
        CheckedOn = s.CheckedOn,
        FromDay = s.FromDay,
        ToDay = s.ToDay,
        Retired = retired,
        SetBy = "",
        SetAt = s.SetAt,
    };
}

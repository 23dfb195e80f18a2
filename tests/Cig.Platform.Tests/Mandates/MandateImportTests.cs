using System.Runtime.CompilerServices;
using Cig.Platform.Demo;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Tests.Mandates;

public sealed class MandateImportOnSqlite : MandateImportTests
{
    protected override Task<Database> NewDatabase() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Engine", "PostgreSql")]
public sealed class MandateImportOnPostgreSql(PostgreSqlServer server) : MandateImportTests
{
    protected override Task<Database> NewDatabase() => TestDatabase.PostgreSql(server);
}

public abstract class MandateImportTests : IAsyncLifetime
{
    private const string Header = "identificativo;titolo;cf;cognome;nome;soggetto;soggetto_cognome;soggetto_nome;ambito;dal;al;revocata_il;delega_di\n";
    private TestPlatform _platform = null!;

    protected abstract Task<Database> NewDatabase();

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.On(await NewDatabase());

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task The_example_is_taken_once_and_the_second_time_changes_nothing()
    {
        var first = await Import(Example());
        var second = await Import(Example());

        Assert.Empty(first.Problems);
        Assert.Equal((5, 0, 0), (first.New, first.Changed, first.Same));
        Assert.Equal((0, 0, 5), (second.New, second.Changed, second.Same));
        var (sub, alba) = await _platform.For(DemoPeople.SubDelegate, "Tessitura");
        Assert.Equal((new DateOnly(2027, 9, 30), "matricola=3100456733 trattamento=CIGO", "Tessitura Alba S.p.A."), (sub.Mandate.To, sub.Mandate.Scope.ToString(), alba.Name));
    }

    [Fact]
    public async Task A_later_file_moves_ends_and_revocations_and_takes_no_revocation_back()
    {
        await Import(Example());
        var moved = await Import(Example().Replace("30/09/2027", "31/12/2026", StringComparison.Ordinal).Replace("01/01/2026;;;", "01/01/2026;;20/11/2026;", StringComparison.Ordinal));
        var back = await Import(Example().Replace("30/09/2027", "31/12/2026", StringComparison.Ordinal));

        Assert.Equal((0, 2, 3), (moved.New, moved.Changed, moved.Same));
        Assert.Equal((0, 0, 5), (back.New, back.Changed, back.Same));
        Assert.Equal(new DateOnly(2026, 12, 31), (await _platform.For(DemoPeople.Consultant, "Tessitura")).Actor.Mandate.To);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _platform.For(new("RCCMNL83S18D969H", "Manuele", "Ricci", 'M', new(1983, 11, 18), "D969", ""), "Tessitura"));
    }

    [Fact]
    public async Task Every_error_is_told_at_once_with_row_and_column_and_nothing_is_taken()
    {
        var before = await Count();

        var imported = await Import(Header + """
            A1;rappresentante legale;RCCMNL83S18D969H;Ricci;Manuele;03456780018;;;;01/01/2026;;;
            A1;capo;RCCMNL83S18D969X;;Manuele;0345678001;;;;01/13/2026;;;
            A2;intermediario;RSSPLA74B18L219G;Rossi;Paolo;00743110157;;;atto=tutto;01/10/2026;30/09/2026;24/11/2026;
            A3;subdelega;SRRRNI94M63L219U;Serra;Irene;04567890126;;;trattamento=CIGO;01/10/2026;;;
            A4;subdelega;SRRRNI94M63L219U;Serra;Irene;04567890126;;;;01/10/2026;;;A9
            A5;delega personale;BNCSFN91H02L219O;Bianchi;Stefano;BNCSFN91H02L219O;;;;;;;A1
            A6;titolare;RCCMNL83S18D969H;Ricci;Manuele;00743110157;;;;01/01/2026;;;
            """);

        Assert.Equal(
            [(3, 1), (3, 2), (3, 3), (3, 4), (3, 6), (3, 10), (4, 9), (4, 11), (4, 12), (5, 9), (5, 13), (6, 13), (7, 6), (7, 7), (7, 8), (7, 10), (7, 13), (8, 6)],
            imported.Problems.Select(p => (p.Row, p.Column)));
        Assert.Equal((0, before), (imported.New, await Count()));
    }

    [Theory]
    [InlineData("", "non contiene deleghe")]
    [InlineData("identificativo;titolo\nA;titolare\n", "Manca la colonna \"cf\"")]
    public async Task A_file_that_is_not_one_says_what_it_should_hold(string text, string words) => Assert.Contains(words, (await Import(text)).Problems[0].Message.Italian);

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task One_delegate_has_at_most_three_people_and_guardians_are_not_counted(int delegations, bool taken)
    {
        string[] people = ["BNCLNE88C52L219D", "RSSNTN90A15F839G", "GLLFNC82H42L219M", "CSTMTT95M23D969E"];
        var rows = people.Take(delegations).Select((p, i) => $"P{i};delega personale;RCCMNL83S18D969H;Ricci;Manuele;{p};Una;Persona;;01/01/2026;;;\n").Append("T;tutore;RCCMNL83S18D969H;Ricci;Manuele;HFRLKS87C03A952A;Hofer;Lukas;;01/01/2026;;;\n");

        var imported = await Import(Header + string.Concat(rows));

        Assert.Equal(taken ? delegations + 1 : 0, imported.New);
        Assert.Equal(taken ? 0 : delegations, imported.Problems.Count);
        if (!taken)
            Assert.Contains("msg. INPS 3305/2021", imported.Problems[0].Message.Italian);
    }

    [Fact]
    public async Task An_identifier_never_changes_hands_and_only_an_administrator_imports()
    {
        await Import(Example());
        var stolen = await Import(Header + "RI-1;rappresentante legale;RSSMRA80A01H501U;Rossi;Mario;03456780018;;;;01/01/2026;;;\n");
        var officer = await _platform.Get<MandateImport>().Import(await _platform.Staff(DemoPeople.Officer), "prova", Example(), default);

        Assert.Equal((2, 1), (Assert.Single(stolen.Problems).Row, stolen.Problems[0].Column));
        Assert.Contains("amministratore", Assert.Single(officer.Problems).Message.Italian);
    }

    private async Task<Imported> Import(string text) => await _platform.Get<MandateImport>().Import(await _platform.Staff(DemoPeople.Administrator), "Registro di prova", text, default);

    private async Task<int> Count()
    {
        await using var db = _platform.Database.Context();
        return await db.Set<MandateEntry>().CountAsync();
    }

    private static string Example([CallerFilePath] string file = "") => File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "../../../docs/examples/deleghe.csv"));
}

using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Platform.Staff;
using Cig.Platform.Tests;
using Microsoft.Playwright;

namespace Cig.Web.Tests.Stories;

[Trait("Category", "Browser")]
public sealed class StoriesOnSqlite(Browser browser) : StoryTests(browser)
{
    protected override Task<Site> NewSite() => Task.FromResult(Site.Apart());
}

[Trait("Category", "Browser")]
[Trait("Engine", "PostgreSql")]
public sealed class StoriesOnPostgreSql(Browser browser, PostgreSqlServer server) : StoryTests(browser)
{
    protected override async Task<Site> NewSite() => Site.Apart((await server.NewDatabase()).ConnectionString);
}

/// <summary>The two stories of the README, walked in a real browser by people who click what they read.</summary>
public abstract class StoryTests(Browser browser) : IAsyncLifetime
{
    private Site _site = null!;

    protected abstract Task<Site> NewSite();

    public async ValueTask InitializeAsync()
    {
        _site = await NewSite();
        await _site.LetOffersStand();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_worker_asks_and_an_advisor_answers()
    {
        var worker = await browser.Open(_site.Origin);
        await Browser.SignIn(worker, DemoPeople.Worker, "/myinps");
        await worker.GetByRole(AriaRole.Link, new() { Name = "Comunica con l'INPS" }).Last.ClickAsync();
        await worker.GetByRole(AriaRole.Link, new() { Name = "Info CIG" }).ClickAsync();
        await worker.GetByLabel("CIGO di Officine Omega").CheckAsync();
        await worker.GetByRole(AriaRole.Button, new() { Name = "Parla con un operatore" }).ClickAsync();
        await Assertions.Expect(worker.GetByText("Sei il numero 1 in coda")).ToBeVisibleAsync();
        await Assertions.Expect(worker.GetByText("Orario di prova")).ToHaveCountAsync(1);
        await Write(worker, "Scrivi il tuo messaggio", "Quando arriva il pagamento di ottobre?");
        await Assertions.Expect(worker.Locator(".cig-msg.io .cig-invio")).ToContainTextAsync("Inviato");

        var advisor = await browser.Open(_site.Origin);
        await Browser.SignIn(advisor, DemoPeople.Advisor, "/operatore");
        await advisor.GetByRole(AriaRole.Button, new() { Name = "Disponibile" }).ClickAsync();
        await advisor.GetByRole(AriaRole.Button, new() { Name = "Accetta" }).ClickAsync();
        await Assertions.Expect(advisor.GetByRole(AriaRole.Log)).ToContainTextAsync("Quando arriva il pagamento di ottobre?");
        await Assertions.Expect(advisor.GetByRole(AriaRole.Complementary)).ToContainTextAsync("Officine Omega");

        // That she is writing is a hint: who goes on typing gives it again.
        for (var i = 0; i < 600 && await worker.GetByText("L'operatore sta scrivendo.").CountAsync() == 0; i++)
            await advisor.GetByLabel("Scrivi la risposta").PressSequentiallyAsync(".", new() { Delay = 100 });
        await Assertions.Expect(worker.GetByText("L'operatore sta scrivendo.")).ToHaveCountAsync(1);
        await Write(advisor, "Scrivi la risposta", "Buon pomeriggio, la paga la sua azienda con lo stipendio.");

        await Assertions.Expect(worker.GetByRole(AriaRole.Log)).ToContainTextAsync("la paga la sua azienda con lo stipendio");
        await Assertions.Expect(worker.GetByText("L'operatore sta scrivendo.")).ToHaveCountAsync(0);
        await Assertions.Expect(worker.GetByRole(AriaRole.Log)).ToContainTextAsync("Operatore 12");
        await Assertions.Expect(worker.GetByText("Sei in conversazione con Operatore 12")).ToBeVisibleAsync();
        await Assertions.Expect(worker.GetByRole(AriaRole.Button, new() { Name = "Chiudi la chat" })).ToBeVisibleAsync();

        await Picture(worker, "info-cig.png");

        // A reload loses and repeats nothing.
        await worker.ReloadAsync();
        await Assertions.Expect(worker.Locator(".cig-msg p")).ToHaveCountAsync(2);
        await Write(worker, "Scrivi il tuo messaggio", "Grazie!");
        await Assertions.Expect(advisor.GetByRole(AriaRole.Log)).ToContainTextAsync("Grazie!");

        await advisor.GetByRole(AriaRole.Link, new() { Name = "Chiudi", Exact = true }).ClickAsync();
        await advisor.GetByLabel("Tempi di pagamento spiegati").CheckAsync();
        await advisor.GetByRole(AriaRole.Button, new() { Name = "Chiudi la conversazione" }).ClickAsync();
        await Assertions.Expect(worker.GetByText("La conversazione è chiusa. Puoi rileggerla")).ToBeVisibleAsync();
        await Assertions.Expect(worker.GetByLabel("Scrivi il tuo messaggio")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_same_conversation_without_any_script()
    {
        var worker = await browser.Open(_site.Origin, scripts: false);
        await Browser.SignIn(worker, DemoPeople.Worker, "/myinps/comunica/info-cig");
        await worker.GetByLabel("Un'altra domanda o informazioni generali").CheckAsync();
        await worker.GetByRole(AriaRole.Button, new() { Name = "Parla con un operatore" }).ClickAsync();
        await Write(worker, "Scrivi il tuo messaggio", "Mi serve un'informazione.");
        await Assertions.Expect(worker.GetByRole(AriaRole.Log)).ToContainTextAsync("Mi serve un'informazione.");

        var advisor = await browser.Open(_site.Origin, scripts: false);
        await Browser.SignIn(advisor, DemoPeople.Advisor, "/operatore");
        await advisor.GetByRole(AriaRole.Button, new() { Name = "Disponibile" }).ClickAsync();
        await advisor.GetByRole(AriaRole.Button, new() { Name = "Accetta" }).ClickAsync();
        await Write(advisor, "Scrivi la risposta", "Mi dica pure.");

        await Assertions.Expect(worker.GetByRole(AriaRole.Log)).Not.ToContainTextAsync("Mi dica pure.");
        await worker.GetByRole(AriaRole.Link, new() { Name = "Aggiorna la conversazione" }).ClickAsync();
        await Assertions.Expect(worker.GetByRole(AriaRole.Log)).ToContainTextAsync("Mi dica pure.");

        // Sending an empty message keeps the page and says why.
        await worker.GetByRole(AriaRole.Button, new() { Name = "Invia messaggio" }).ClickAsync();
        await Assertions.Expect(worker.GetByRole(AriaRole.Alert)).ToContainTextAsync("Scrivi un messaggio.");
        await worker.GetByRole(AriaRole.Button, new() { Name = "Chiudi la chat" }).ClickAsync();
        await Assertions.Expect(worker.GetByRole(AriaRole.Log)).ToContainTextAsync("Conversazione chiusa");

        // She has thought of something else.
        await worker.GetByRole(AriaRole.Button, new() { Name = "Riapri la conversazione" }).ClickAsync();
        await Assertions.Expect(worker.GetByText("Sei il numero 1 in coda")).ToBeVisibleAsync();
        await Assertions.Expect(worker.GetByRole(AriaRole.Log)).ToContainTextAsync("Conversazione riaperta");
        await Write(worker, "Scrivi il tuo messaggio", "Ancora una cosa.");
        for (var i = 0; i < 100 && await advisor.GetByRole(AriaRole.Button, new() { Name = "Accetta" }).CountAsync() == 0; i++)
            await advisor.GotoAsync("/operatore");
        await advisor.GetByRole(AriaRole.Button, new() { Name = "Accetta" }).ClickAsync();
        await Assertions.Expect(advisor.GetByRole(AriaRole.Log)).ToContainTextAsync("Mi dica pure.");
        await Assertions.Expect(advisor.GetByRole(AriaRole.Log)).ToContainTextAsync("Ancora una cosa.");
    }

    [Fact]
    public async Task A_consultant_applies_an_officer_decides_and_the_worker_sees_it()
    {
        var consultant = await browser.Open(_site.Origin);
        await Browser.SignIn(consultant, DemoPeople.Consultant, "/azienda");
        await consultant.GetByRole(AriaRole.Link, new() { Name = "Officine Omega S.r.l." }).ClickAsync();
        await consultant.GetByRole(AriaRole.Link, new() { Name = "Prepara una nuova domanda" }).ClickAsync();
        await Assertions.Expect(consultant.GetByText("Suggerito")).ToBeVisibleAsync();
        await consultant.GetByRole(AriaRole.Button, new() { Name = "Prepara la domanda di CIGO" }).ClickAsync();

        await consultant.GetByRole(AriaRole.Link, new() { Name = "Unità produttiva" }).ClickAsync();
        await Next(consultant);
        await Assertions.Expect(consultant.GetByRole(AriaRole.Alert)).ToContainTextAsync("Scegli l'unità produttiva.");
        Assert.StartsWith("Errore: ", await consultant.TitleAsync());
        await consultant.GetByLabel("Stabilimento di Torino").CheckAsync();
        await Next(consultant);

        await consultant.GetByRole(AriaRole.Link, new() { Name = "Causale e periodo" }).ClickAsync();
        var first = DateTime.UtcNow.AddDays(7);
        await consultant.GetByLabel("Causale").SelectOptionAsync("LACK_OF_WORK");
        await consultant.GetByLabel("Primo giorno di sospensione").FillAsync("31/2/26");
        await consultant.GetByLabel("Ultimo giorno").FillAsync(first.AddDays(27).ToString("d/M/yy", System.Globalization.CultureInfo.InvariantCulture));
        await Next(consultant);
        await Assertions.Expect(consultant.GetByRole(AriaRole.Alert)).ToContainTextAsync("31/2/26");
        await Assertions.Expect(consultant.GetByLabel("Primo giorno di sospensione")).ToHaveValueAsync("31/2/26");
        await consultant.GetByLabel("Primo giorno di sospensione").FillAsync(first.ToString("d/M/yyyy", System.Globalization.CultureInfo.InvariantCulture));
        await Next(consultant);
        await Assertions.Expect(consultant.GetByText("Entro il").First).ToBeVisibleAsync();
        await Assertions.Expect(consultant.GetByText("Con questa domanda useresti").First).ToBeVisibleAsync();

        await consultant.GetByRole(AriaRole.Link, new() { Name = "Lavoratori" }).ClickAsync();
        await Upload(consultant, "sbagliato.csv", "CodiceFiscale;Qualifica\nBNCLNE88C52L219X;operaio\nRSSNTN90A15F839G;\n");
        await Assertions.Expect(consultant.GetByRole(AriaRole.Alert)).ToContainTextAsync("Riga 2, colonna 1");
        await Assertions.Expect(consultant.GetByRole(AriaRole.Alert)).ToContainTextAsync("Riga 3, colonna 2");
        await Upload(consultant, "elenco.csv", await File.ReadAllTextAsync(Path.Combine(SourceFolder(), "docs/examples/beneficiari-officine-omega.csv"), TestContext.Current.CancellationToken));
        await Assertions.Expect(consultant.GetByRole(AriaRole.Cell, new() { Name = "Elena Bianchi" })).ToBeVisibleAsync();
        await consultant.GetByLabel("Lavoratore", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Elena Bianchi" });
        await consultant.GetByLabel("Mese", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await consultant.GetByLabel("Ore non lavorate nel mese").FillAsync("8");
        await consultant.GetByRole(AriaRole.Button, new() { Name = "Stima l'importo" }).ClickAsync();
        await Assertions.Expect(consultant.GetByText("denuncia mensile di prova")).ToBeVisibleAsync();
        await consultant.GetByRole(AriaRole.Link, new() { Name = "Continua" }).ClickAsync();

        await consultant.GetByRole(AriaRole.Link, new() { Name = "Relazione tecnica" }).ClickAsync();
        await consultant.GetByLabel("Relazione tecnica dettagliata").FillAsync("Calo degli ordini di lavorazioni meccaniche; due commesse confermate fanno prevedere la ripresa a gennaio.");
        await Next(consultant);
        await consultant.GetByRole(AriaRole.Link, new() { Name = "Consultazione sindacale" }).ClickAsync();
        await consultant.GetByLabel("Data dell'informativa").FillAsync("16/11/2026");
        await consultant.GetByLabel("Sì").CheckAsync();
        await Next(consultant);
        await consultant.GetByRole(AriaRole.Link, new() { Name = "Ore richieste e pagamento" }).ClickAsync();
        await consultant.GetByLabel("Ore richieste in tutto").FillAsync("1.040");
        await consultant.GetByLabel("Li paga l'azienda").CheckAsync();
        await Next(consultant);
        await Assertions.Expect(consultant.GetByText("6 attività completate su 6")).ToBeVisibleAsync();
        await consultant.GetByRole(AriaRole.Link, new() { Name = "Controlla e invia" }).ClickAsync();
        await consultant.GetByRole(AriaRole.Button, new() { Name = "Conferma e invia" }).DblClickAsync();
        await Assertions.Expect(consultant.GetByRole(AriaRole.Heading, new() { Name = "Domanda inviata" })).ToBeVisibleAsync();
        var protocol = (await consultant.Locator("strong.cig-codice").TextContentAsync())!;
        Assert.Matches(@"^CIG-\d{4}-\d{7}$", protocol);
        var download = await consultant.RunAndWaitForDownloadAsync(() => consultant.GetByRole(AriaRole.Link, new() { Name = "Scarica la ricevuta" }).ClickAsync());
        Assert.StartsWith("%PDF", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken));

        var officer = await browser.Open(_site.Origin);
        await Browser.SignIn(officer, DemoPeople.Officer, "/istruttoria");
        await officer.GetByRole(AriaRole.Link, new() { Name = protocol }).ClickAsync();
        await officer.GetByRole(AriaRole.Button, new() { Name = "Prendi in carico" }).ClickAsync();
        await officer.GetByRole(AriaRole.Button, new() { Name = "Registra la decisione" }).ClickAsync();
        await Assertions.Expect(officer.GetByRole(AriaRole.Alert)).ToContainTextAsync("Scegli l'esito.");
        await officer.GetByLabel("Accogli per intero").CheckAsync();
        await officer.GetByLabel("Motivi della decisione").FillAsync("Causale provata e ripresa prevedibile: si concede.");
        await officer.GetByRole(AriaRole.Button, new() { Name = "Registra la decisione" }).ClickAsync();
        await Assertions.Expect(officer.Locator("h1 + p .cig-stato")).ToHaveTextAsync("Accolta");

        await consultant.GetByRole(AriaRole.Link, new() { Name = "Vai alla domanda" }).ClickAsync();
        await Assertions.Expect(consultant.GetByText("Puoi recuperare con il conguaglio")).ToBeVisibleAsync();
        var worker = await browser.Open(_site.Origin);
        await Browser.SignIn(worker, DemoPeople.Worker, "/myinps");
        await worker.GetByRole(AriaRole.Link, new() { Name = "Officine Omega S.r.l. - CIGO" }).First.ClickAsync();
        await Assertions.Expect(worker.GetByText(protocol)).ToBeVisibleAsync();
        await Assertions.Expect(worker.Locator("h1 + p .cig-stato")).ToHaveTextAsync("Accolta");
        await Assertions.Expect(worker.GetByText("te la paga l'azienda in busta paga")).ToBeVisibleAsync();
    }

    private static async Task Write(IPage page, string label, string text)
    {
        await page.GetByLabel(label).FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Invia messaggio" }).ClickAsync();
    }

    /// <summary>The picture of the README, taken anew where <c>CIG_PICTURES</c> names a folder.</summary>
    private static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CIG_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name), FullPage = true });
    }

    private static Task Next(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Continua" }).ClickAsync();

    private static async Task Upload(IPage page, string name, string text)
    {
        await page.GetByLabel("Elenco dei beneficiari").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Carica l'elenco" }).ClickAsync();
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));
}

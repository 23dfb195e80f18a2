using System.Net;
using Cig.Platform.Demo;

namespace Cig.Web.Tests.SignIn;

/// <summary>The administrator's page of the staff register, by plain forms.</summary>
public sealed class StaffPageTests : IAsyncLifetime
{
    private const string Hired = "RSSMRA80A01H501U";
    private readonly Site _site = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Who_is_added_sees_the_cases_of_her_office_alone_until_she_is_taken_off()
    {
        using var administrator = await _site.SignIn(DemoPeople.Administrator);
        using var known = await _site.SignIn(DemoPeople.Officer);
        var card = Case().Match((await known.Get("/istruttoria")).Html).Groups["at"].Value;
        Assert.Equal(HttpStatusCode.OK, (await known.Get(card)).Status);

        // An officer of Milan: Turin's cases do not exist for her, in the list or by their address.
        var page = await administrator.Get("/amministrazione/utenti/scheda");
        var list = await administrator.Send(page, "name=\"codice\"", ("codice", Hired), ("nome", "Funzionario 30"), ("ruoli", "Officer"), ("sede", "mi"));
        Assert.Contains("Salvato", list.Html);
        Assert.Contains("Funzionario 30", list.Html);
        using var officer = _site.Visit();
        await Enter(officer);
        Assert.Contains("Nessuna domanda", (await officer.Get("/istruttoria")).Html);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get(card)).Status);

        // Moved to Turin: at her next action.
        var entry = Entry().Match(list.Html).Groups["at"].Value;
        await administrator.Send(await administrator.Get(entry), "name=\"nome\"", ("nome", "Funzionario 30"), ("ruoli", "Officer"), ("sede", "TO"));
        Assert.Equal(HttpStatusCode.OK, (await officer.Get(card)).Status);
        Assert.Contains("finita il", (await administrator.Get(entry)).Html);

        // Taken off: at her next action.
        await administrator.Send(await administrator.Get(entry), "name=\"fino\"", ("fino", ""));
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Get("/istruttoria")).Status);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_is_saved()
    {
        using var administrator = await _site.SignIn(DemoPeople.Administrator);
        var page = await administrator.Get("/amministrazione/utenti/scheda");
        foreach (var (field, value, words) in new[]
        {
            ("codice", "RSSMRA80A01H501X", "codice fiscale di 16 caratteri"), ("nome", "", "Scrivi il nome visibile"), ("ruoli", "Imperatore", "Scegli almeno un ruolo"),
            ("sede", "Milano", "sigla della provincia"), ("dal", "domani", "Scrivi il giorno"), ("dal", "01/01/2020", "Scrivi oggi o un giorno"), ("codice", DemoPeople.Administrator.FiscalCode, "Nessuno cambia la propria scheda"),
        })
        {
            Dictionary<string, string> typed = new() { ["codice"] = Hired, ["nome"] = "Operatore 40", ["ruoli"] = "Advisor", ["sede"] = "", ["dal"] = "", [field] = value };

            var answered = await administrator.Send(page, "name=\"codice\"", [.. typed.Select(t => (t.Key, t.Value))]);

            Assert.Contains(words, WebUtility.HtmlDecode(answered.Html));
            Assert.Contains("C'è un problema", WebUtility.HtmlDecode(answered.Html));
        }

        Assert.DoesNotContain(Hired, (await administrator.Get("/amministrazione/utenti")).Html);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.Get($"/amministrazione/utenti/scheda/{Guid.NewGuid()}")).Status);
    }

    [Fact]
    public async Task The_register_is_closed_to_everybody_else()
    {
        foreach (var person in DemoPeople.Staff.Where(p => p != DemoPeople.Administrator).Append(DemoPeople.Worker))
        {
            using var visitor = await _site.SignIn(person);
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Get("/amministrazione/utenti")).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Get("/amministrazione/utenti/scheda")).Status);
        }
    }

    /// <summary>By the staff's provider, as somebody whom its list does not offer.</summary>
    private static async Task Enter(Visitor visitor)
    {
        var entered = await visitor.SignInAsStaff(Hired);
        Assert.Equal("/ingresso", entered.Address.AbsolutePath);
    }

    private static System.Text.RegularExpressions.Regex Case() => new("href=\"(?<at>/istruttoria/pratiche/[^\"]+)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static System.Text.RegularExpressions.Regex Entry() => new("href=\"(?<at>/amministrazione/utenti/scheda/[0-9a-f-]{36})\">Funzionario 30", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}

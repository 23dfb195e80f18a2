using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Mail;
using Cig.Platform.Mandates;
using Cig.Platform.Outbox;
using Cig.Platform.Registry;
using Cig.Platform.Requests;
using Cig.Platform.Settings;
using Cig.Platform.Staff;
using Cig.Platform.Storage;
using Cig.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cig.Web.Tests.Pages;

/// <summary>A page of the site: its route, who looks at it (nobody: without a session), and the address to look at.</summary>
public sealed record CataloguePage(string Route, DemoPerson? Person, string Path, int Status = 200);

/// <summary>Every page that a person can see, with the parameters that its address takes; a route that is not here fails a test.</summary>
public static class PageCatalogue
{
    /// <summary>Routes that answer without a page of their own: they redirect, carry a file, or take only forms.</summary>
    public static readonly string[] WithoutPage = ["lingua", "azienda/{azienda:guid}/domande/{id:guid}/ricevuta.pdf", "demo-idp/sso/{via?}", "demo-idp/esci/{via?}", "demo-oidc/authorize", "demo-cns", "myinps/comunica/info-cig/conversazioni/{id:guid}/trascrizione.{forma}", "per-conto/{mandato:guid}/comunica/info-cig/conversazioni/{id:guid}/trascrizione.{forma}", "azienda/{azienda:guid}/contatti/info-cig/conversazioni/{id:guid}/trascrizione.{forma}"];

    /// <summary>Pages of the worker's area whose identifiers are of one person and mandate: their twin for a person who is represented is written out.</summary>
    private static readonly string[] OwnTwin = ["myinps/comunica/info-cig/conversazioni/{id:guid}", "myinps/comunica/richieste/{id:guid}", "myinps/comunica/info-cig/conversazioni/{id:guid}/allegati", "myinps/comunica/info-cig/conversazioni/{id:guid}/valutazione", "myinps/deleghe/{delega:guid}/revoca"];

    /// <summary>
    /// All pages. A page of the worker's area has a second address for a person who is represented (<c>/per-conto/…</c>), at which her delegate looks.
    /// </summary>
    public static async Task<IReadOnlyList<CataloguePage>> Of(IServiceProvider site)
    {
        var pages = await Written(site);
        var principal = new Principal(DemoPeople.PersonalDelegate.FiscalCode, "Stefano", "Bianchi", SignInMeans.Spid, 2, TimeProvider.System.GetUtcNow());
        var mandate = (await site.GetRequiredService<MandateRegister>().PeopleOf(principal, default))[0].Id;
        return
        [
            .. pages,
            .. pages.Where(p => p.Person == DemoPeople.Worker && p.Route.StartsWith("myinps", StringComparison.Ordinal) && !OwnTwin.Contains(p.Route))
                .Select(p => p with { Route = "per-conto/{mandato:guid}" + p.Route["myinps".Length..], Path = $"/per-conto/{mandate}{p.Path["/myinps".Length..]}", Person = DemoPeople.PersonalDelegate }),
        ];
    }

    private static async Task<IReadOnlyList<CataloguePage>> Written(IServiceProvider site)
    {
        var database = site.GetRequiredService<Database>();
        var people = site.GetRequiredService<MandateRegister>();
        Principal signedIn(DemoPerson p) => new(p.FiscalCode, p.GivenName, p.FamilyName, SignInMeans.Spid, 2, TimeProvider.System.GetUtcNow());
        await using var db = database.Context();
        var employer = await db.Set<Employer>().Where(e => e.Name.StartsWith("Officine")).Select(e => e.Id).FirstAsync();
        var granted = await db.Set<Application>().Where(a => a.EmployerId == employer).OrderBy(a => a.Protocol).FirstAsync();
        var actor = (await people.ActFor(signedIn(DemoPeople.Consultant), employer, default))!.Value.Actor;
        var draft = (await site.GetRequiredService<ApplicationDesk>().Start(actor, Scheme.Cigo, default))!.Value;
        await Fill(site, actor, draft, granted.UnitId);
        var sent = (await site.GetRequiredService<ApplicationDesk>().Start(actor, Scheme.Cigo, default))!.Value;
        await Fill(site, actor, sent, granted.UnitId);
        var application = ((Submission.Accepted)await site.GetRequiredService<ApplicationDesk>().Submit(actor, sent, default)).Application.Id;

        // Where there is mail, somebody who is about to confirm her address.
        await site.GetRequiredService<MailDesk>().Ask(signedIn(DemoPeople.Worker), "elena.bianchi@posta.example", Tongue.Italian, default);

        // An advisor who has a conversation about a case, and is not lost however long the tests look at her pages.
        var desk = site.GetRequiredService<ChatDesk>();
        var staff = site.GetRequiredService<StaffRegister>();
        var administrator = (await staff.Find(signedIn(DemoPeople.Administrator) with { Means = SignInMeans.Staff }, default))!;
        await site.GetRequiredService<SettingsRegister>().Change(administrator, RoutingRules.Setting, rules => rules with { GraceSeconds = 36_000 }, TimeProvider.System.GetUtcNow(), default);
        var talking = ((Opening.Opened)await desk.Open(actor, granted.Id.ToString(), "CIGO di Officine Omega", Tongue.Italian, default)).Conversation;
        var galli = (await staff.Find(signedIn(DemoPeople.Advisor) with { Means = SignInMeans.Staff }, default))!;
        await site.GetRequiredService<OfferDesk>().TakeNext(galli, default);
        await site.GetRequiredService<ConsoleDesk>().Note(galli, talking, "nota-di-prova", "Chiede dei termini del conguaglio.", default);
        await site.GetRequiredService<GuideDesk>().Point(galli, (await desk.Enter(galli, talking, default))!.Value.Conversation, GuidedPage.Terms, "pagina-di-prova", default);
        await site.GetRequiredService<CannedReplies>().Set(
            administrator, "tempi", new("Tempi del conguaglio", "Gentile {persona}, per {protocollo} il termine è {termine-dati}.", Tongue.Italian, "art. 7, c. 3, D.Lgs. 148/2015", new(2020, 1, 1), null, false), default);
        var worker = signedIn(DemoPeople.Worker);
        var waiting = ((Opening.Opened)await desk.Open(new(worker, Mandate.Self(worker)), granted.Id.ToString(), "CIGO di Officine Omega", Tongue.Italian, default)).Conversation;
        var over = ((Opening.Opened)await desk.Open(new(worker, Mandate.Self(worker)), Conversation.General, "Informazioni generali", Tongue.Italian, default)).Conversation;
        var (leaving, _) = (await desk.Enter(new Actor(worker, Mandate.Self(worker)), over, default))!.Value;
        await desk.Say(leaving, Guid.NewGuid().ToString(), "Ho trovato la risposta.", default);
        await desk.Close(leaving, default);
        await desk.KeepDraft(leaving, "Anzi, un'altra cosa", default);
        var company = ((Opening.Opened)await desk.Open(actor, Conversation.General, "Informazioni generali", Tongue.Italian, default)).Conversation;
        var who = (await desk.Enter(actor, company, default))!.Value.Who;
        await desk.Say(who, Guid.NewGuid().ToString(), "Buongiorno, una domanda sul conguaglio.", default);

        var officer = await db.Set<StaffEntry>().Where(s => s.FiscalCode == DemoPeople.Officer.FiscalCode).Select(s => s.Id).FirstAsync();
        var delegated = (await people.PeopleOf(signedIn(DemoPeople.PersonalDelegate), default))[0];
        var represented = ((Opening.Opened)await desk.Open(new(signedIn(DemoPeople.PersonalDelegate), delegated), granted.Id.ToString(), "CIGO di Officine Omega", Tongue.Italian, default)).Conversation;

        var revocable = (await db.Set<MandateEntry>().FirstAsync(m => m.EmployerId == employer && m.Kind == MandateKind.Intermediary)).Id;
        var guardian = (await people.PeopleOf(signedIn(DemoPeople.Guardian), default))[0];
        var (wards, ended) = (Ward(guardian, DemoPeople.Owner, null), Ward(guardian with { PersonFiscalCode = DemoPeople.Owner.FiscalCode }, DemoPeople.PersonalDelegate, new DateOnly(2026, 10, 31)));
        db.AddRange(wards, ended);
        await db.SaveChangesAsync();
        var requests = site.GetRequiredService<RequestDesk>();
        async Task<Guid> Ask(Actor who, string topic) => (await requests.Send(who, Guid.CreateVersion7(), topic, "CIGO di Officine Omega", "Quando arriva il pagamento?", Tongue.Italian, default))!.Id;
        var (asked, askedFor, askedByCompany) = (await Ask(new(worker, Mandate.Self(worker)), granted.Id.ToString()), await Ask(new(signedIn(DemoPeople.PersonalDelegate), delegated), granted.Id.ToString()), await Ask(actor, Conversation.General));

        var program = ((Subscribed.Done)await site.GetRequiredService<SubscriberDesk>().Add(administrator, "Cruscotto del centro servizi", "https://cruscotto.ente.gov.it/avvisi", OutboxLog.Kinds, default)).Id;
        await site.GetRequiredService<SubscriberDesk>().Set(administrator, program, SubscriberState.Paused, default);

        var home = $"/azienda/{employer}";
        const string azienda = "azienda/{azienda:guid}";
        const string own = "operatore/conversazioni/{id:guid}";
        const string bozza = azienda + "/domande/bozze/{id:guid}";
        var (c, w, a, o) = (DemoPeople.Consultant, DemoPeople.Worker, DemoPeople.Advisor, DemoPeople.Officer);
        return
        [
            new("", null, "/"),
            new("servizi/info-cig", null, "/servizi/info-cig"),
            new("servizi/info-cig/verifica", null, "/servizi/info-cig/verifica"),
            new("servizi/domanda", null, "/servizi/domanda"),
            new("servizi/cassa-integrazione", null, "/servizi/cassa-integrazione"),
            new("normativa", null, "/normativa"),
            new("dati", null, "/dati"),
            new("privacy", null, "/privacy"),
            new("cookie", null, "/cookie"),
            new("accessibilita", null, "/accessibilita"),
            new("note-legali", null, "/note-legali"),
            new("assistenza", null, "/assistenza"),
            new("assistenza/domande-frequenti", null, "/assistenza/domande-frequenti?cerca=pagamento+diretto"),
            new("assistenza/domande-frequenti/{nome}", null, "/assistenza/domande-frequenti/apprendisti"),
            new("accedi", null, "/accedi"),
            new("accedi/spid", null, "/accedi/spid"),
            new("accedi/spid-private", null, "/accedi/spid-private"),
            new("accedi/cie", null, "/accedi/cie"),
            new("accedi/resta", w, "/accedi/resta"),
            new("accedi/sessioni", w, "/accedi/sessioni"),
            new("avvisi", w, "/avvisi"),
            new("accedi/cns", null, "/accedi/cns"),
            new("accedi/cns/errore", null, "/accedi/cns/errore?causa=Expired", 401),
            new("accedi/personale", null, "/accedi/personale"),
            new("accedi/livello", null, "/accedi/livello?livello=3", 403),
            new("accedi/errore", null, "/accedi/errore?codice=25", 401),
            new("esci", null, "/esci"),
            new("errore/{codice:int}", null, "/pagina-che-non-esiste", 404),
            new("ingresso", c, "/ingresso"),
            new("myinps", w, "/myinps"),
            new("myinps/prestazioni/{id:guid}", w, $"/myinps/prestazioni/{granted.Id}"),
            new("myinps/accessi", w, "/myinps/accessi"),
            new("myinps/comunica", w, "/myinps/comunica"),
            new("myinps/comunica/info-cig", DemoPeople.LegalRepresentative, "/myinps/comunica/info-cig"),
            new("myinps/comunica/info-cig", w, "/myinps/comunica/info-cig?pratica=1"),
            new("myinps/comunica/info-cig/conversazioni/{id:guid}", w, $"/myinps/comunica/info-cig/conversazioni/{waiting}"),
            new("myinps/comunica/info-cig/conversazioni/{id:guid}", w, $"/myinps/comunica/info-cig/conversazioni/{over}"),
            new("per-conto/{mandato:guid}/comunica/info-cig/conversazioni/{id:guid}", DemoPeople.PersonalDelegate, $"/per-conto/{delegated.Id}/comunica/info-cig/conversazioni/{represented}"),
            new("myinps/deleghe", w, "/myinps/deleghe"),
            new("myinps/deleghe/{delega:guid}/revoca", w, $"/myinps/deleghe/{delegated.Id}/revoca"),
            new("per-conto/{mandato:guid}/deleghe/{delega:guid}/revoca", DemoPeople.Guardian, $"/per-conto/{guardian.Id}/deleghe/{wards.Id}/revoca"),
            new("delega-terminata/{mandato:guid}", DemoPeople.PersonalDelegate, $"/delega-terminata/{ended.Id}"),
            .. new[] { "allegati", "valutazione" }.SelectMany(p => new CataloguePage[]
            {
                new($"myinps/comunica/info-cig/conversazioni/{{id:guid}}/{p}", w, $"/myinps/comunica/info-cig/conversazioni/{waiting}/{p}"),
                new($"per-conto/{{mandato:guid}}/comunica/info-cig/conversazioni/{{id:guid}}/{p}", DemoPeople.PersonalDelegate, $"/per-conto/{delegated.Id}/comunica/info-cig/conversazioni/{represented}/{p}"),
                new($"{azienda}/contatti/info-cig/conversazioni/{{id:guid}}/{p}", c, $"{home}/contatti/info-cig/conversazioni/{company}/{p}"),
            }),
            new("myinps/comunica/richieste", w, "/myinps/comunica/richieste"),
            new("myinps/comunica/richieste/nuova", w, "/myinps/comunica/richieste/nuova"),
            new("myinps/comunica/richieste/{id:guid}", w, $"/myinps/comunica/richieste/{asked}"),
            new("per-conto/{mandato:guid}/comunica/richieste/{id:guid}", DemoPeople.PersonalDelegate, $"/per-conto/{delegated.Id}/comunica/richieste/{askedFor}"),
            new("myinps/comunica/richiamata", w, "/myinps/comunica/richiamata"),
            new(azienda + "/contatti/richieste", c, home + "/contatti/richieste"),
            new(azienda + "/contatti/richieste/nuova", c, home + "/contatti/richieste/nuova"),
            new(azienda + "/contatti/richieste/{id:guid}", c, $"{home}/contatti/richieste/{askedByCompany}"),
            new(azienda + "/contatti/richiamata", c, home + "/contatti/richiamata"),
            new("azienda", c, "/azienda"),
            new(azienda + "/deleghe", DemoPeople.LegalRepresentative, home + "/deleghe"),
            new(azienda + "/deleghe/nuova", DemoPeople.LegalRepresentative, home + "/deleghe/nuova?titolo=Intermediary"),
            new(azienda + "/deleghe/{delega:guid}/revoca", DemoPeople.LegalRepresentative, $"{home}/deleghe/{revocable}/revoca"),
            new(azienda, c, home),
            new(azienda + "/contatti", c, home + "/contatti"),
            new(azienda + "/contatti/info-cig", DemoPeople.LegalRepresentative, home + "/contatti/info-cig"),
            new(azienda + "/contatti/info-cig/conversazioni/{id:guid}", c, $"{home}/contatti/info-cig/conversazioni/{company}"),
            new(azienda + "/domande/nuova", c, home + "/domande/nuova"),
            new(bozza, c, $"{home}/domande/bozze/{draft}"),
            new(bozza + "/unita", c, $"{home}/domande/bozze/{draft}/unita"),
            new(bozza + "/lavoratori", c, $"{home}/domande/bozze/{draft}/lavoratori"),
            new(bozza + "/periodo", c, $"{home}/domande/bozze/{draft}/periodo"),
            new(bozza + "/relazione", c, $"{home}/domande/bozze/{draft}/relazione"),
            new(bozza + "/sindacato", c, $"{home}/domande/bozze/{draft}/sindacato"),
            new(bozza + "/ore", c, $"{home}/domande/bozze/{draft}/ore"),
            new(bozza + "/riepilogo", c, $"{home}/domande/bozze/{draft}/riepilogo"),
            new(azienda + "/domande/{id:guid}", c, $"{home}/domande/{granted.Id}"),
            new(azienda + "/domande/{id:guid}/conferma", c, $"{home}/domande/{application}/conferma"),
            new("operatore", a, "/operatore"),
            new("operatore/richieste", a, "/operatore/richieste"),
            new("operatore/richieste/{id:guid}", a, $"/operatore/richieste/{asked}"),
            new(own, a, $"/operatore/conversazioni/{talking}"),
            new(own + "/pratica", a, $"/operatore/conversazioni/{talking}/pratica"),
            new(own + "/altre-pratiche", a, $"/operatore/conversazioni/{talking}/altre-pratiche"),
            new(own + "/nota", a, $"/operatore/conversazioni/{talking}/nota"),
            new(own + "/indica", a, $"/operatore/conversazioni/{talking}/indica"),
            new(own + "/attesa", a, $"/operatore/conversazioni/{talking}/attesa"),
            new(own + "/trasferisci", a, $"/operatore/conversazioni/{talking}/trasferisci"),
            new(own + "/chiudi", a, $"/operatore/conversazioni/{talking}/chiudi"),
            new("operatore/risposte-pronte", a, $"/operatore/risposte-pronte?conversazione={talking}"),
            new("operatore/storico", a, "/operatore/storico"),
            new("operatore/tasti", a, "/operatore/tasti"),
            new("istruttoria", o, "/istruttoria"),
            new("istruttoria/pratiche/{id:guid}", o, $"/istruttoria/pratiche/{application}"),
            new("supervisione", DemoPeople.Supervisor, "/supervisione"),
            new("supervisione/conversazioni/{id:guid}", DemoPeople.Supervisor, $"/supervisione/conversazioni/{talking}"),
            new("supervisione/rapporti/{forma:regex(^csv$)?}", DemoPeople.Supervisor, "/supervisione/rapporti"),
            new("supervisione/lacune", DemoPeople.Supervisor, "/supervisione/lacune?come=scheda&domanda=conguaglio"),
            new("amministrazione/competenze", DemoPeople.Administrator, "/amministrazione/competenze"),
            new("amministrazione/competenze/{id:guid}", DemoPeople.Administrator, $"/amministrazione/competenze/{galli.Id}"),
            new("amministrazione/ascolto", DemoPeople.Administrator, "/amministrazione/ascolto"),
            new("amministrazione/risposte-pronte/{codice?}", DemoPeople.Administrator, "/amministrazione/risposte-pronte/tempi"),
            new("ministero", DemoPeople.Ministry, "/ministero"),
            new("amministrazione/sessioni", DemoPeople.Administrator, $"/amministrazione/sessioni?cf={w.FiscalCode}"),
            new("amministrazione/utenti", DemoPeople.Administrator, "/amministrazione/utenti"),
            new("amministrazione/utenti/scheda/{id:guid?}", DemoPeople.Administrator, "/amministrazione/utenti/scheda"),
            new("amministrazione/utenti/scheda/{id:guid?}", DemoPeople.Administrator, $"/amministrazione/utenti/scheda/{officer}"),
            new("amministrazione/deleghe", DemoPeople.Administrator, "/amministrazione/deleghe"),
            new("amministrazione", DemoPeople.Administrator, "/amministrazione"),
            new("amministrazione/orari", DemoPeople.Administrator, "/amministrazione/orari"),
            new("amministrazione/festivita", DemoPeople.Administrator, "/amministrazione/festivita"),
            new("amministrazione/chiusure", DemoPeople.Administrator, "/amministrazione/chiusure"),
            new("amministrazione/aree-di-avvio", DemoPeople.Administrator, "/amministrazione/aree-di-avvio"),
            new("amministrazione/schede", DemoPeople.Administrator, "/amministrazione/schede"),
            new("amministrazione/schede/modifica", DemoPeople.Administrator, "/amministrazione/schede/modifica?nome=apprendisti"),
            new("amministrazione/avvisi", DemoPeople.Administrator, "/amministrazione/avvisi"),
            new("amministrazione/programmi", DemoPeople.Administrator, "/amministrazione/programmi"),
            new("amministrazione/programmi/{id:guid}", DemoPeople.Administrator, $"/amministrazione/programmi/{program}"),
            new("amministrazione/coda", DemoPeople.Administrator, "/amministrazione/coda"),
            new("amministrazione/conservazione", DemoPeople.Administrator, "/amministrazione/conservazione"),
            new("amministrazione/registro", DemoPeople.Administrator, "/amministrazione/registro?argomento=setting%2Fchat-hours"),
        ];
    }

    /// <summary>One more delegate of a person.</summary>
    private static MandateEntry Ward(Mandate whose, DemoPerson holder, DateOnly? to) => new()
    {
        Id = Guid.CreateVersion7(),
        FiscalCode = holder.FiscalCode,
        GivenName = holder.GivenName,
        FamilyName = holder.FamilyName,
        Kind = MandateKind.PersonalDelegate,
        Subject = whose.PersonFiscalCode,
        SubjectGivenName = whose.SubjectName.Split(' ')[0],
        SubjectFamilyName = whose.SubjectName.Split(' ')[^1],
        FromDay = new(2026, 1, 1),
        ToDay = to,
        Register = "prova",
    };

    private static async Task Fill(IServiceProvider site, Actor actor, Guid draft, Guid unit)
    {
        var desk = site.GetRequiredService<ApplicationDesk>();
        var first = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(7);
        await desk.SaveBeneficiaries(actor, draft, "elenco.csv", "BNCLNE88C52L219D;operaio\nRCCTMS01B11L219H;operaio\n", default);
        await desk.Save(actor, draft, new Dictionary<string, string>
        {
            [DraftField.Unit] = unit.ToString(),
            [DraftField.Cause] = "LACK_OF_WORK",
            [DraftField.FirstDay] = Typed.Field(first),
            [DraftField.LastDay] = Typed.Field(first.AddDays(27)),
            [DraftField.Report] = "Calo degli ordini dal terzo trimestre; ripresa prevista a gennaio con due nuove commesse.",
            [DraftField.UnionNotice] = "16/11/2026",
            [DraftField.JointExamination] = "si",
            [DraftField.Hours] = "320",
            [DraftField.Payment] = nameof(Payment.SetOff),
        }, default);
    }
}

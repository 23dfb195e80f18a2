namespace Cig.Web.Tests.Access;

/// <summary>The people of the matrix. Each has a subject of her own; see <see cref="World"/>.</summary>
[Flags]
public enum Role
{
    None = 0,
    Anonymous = 1 << 0,

    /// <summary>The worker, signed in at level 1.</summary>
    LevelOne = 1 << 1,
    Worker = 1 << 2,
    Delegate = 1 << 3,
    Guardian = 1 << 4,
    LegalRepresentative = 1 << 5,
    Owner = 1 << 6,
    EnabledEmployee = 1 << 7,
    Intermediary = 1 << 8,
    SubDelegate = 1 << 9,
    Advisor = 1 << 10,
    Officer = 1 << 11,
    Supervisor = 1 << 12,
    Ministry = 1 << 13,
    Administrator = 1 << 14,
}

/// <summary>How an endpoint refuses whom it does not admit.</summary>
public enum Refusal
{
    /// <summary>It admits everybody, whoever they are.</summary>
    Never,

    /// <summary>Without a session to the door (a program is told 401); at level 1 to a stronger sign-in; otherwise, and for another's subject, as if it did not exist.</summary>
    NotFound,

    /// <summary>The same, but the area says that it is closed: its existence is no secret.</summary>
    Forbidden,
}

/// <summary>One endpoint: method and route as the routing table has them, whom it admits to her own subject, how it refuses, and what <c>{id}</c> is.</summary>
public sealed record Line(string Method, string Route, Role Admits, Refusal Refusal, Id Id = Id.None)
{
    /// <summary>Whether it stands in an area of citizens and companies, which the door of the staff does not open.</summary>
    public bool OfCitizens => new[] { "myinps", "per-conto/", "azienda", "avvisi" }.Any(area => Route.StartsWith(area, StringComparison.Ordinal));
}

/// <summary>What the identifier in a route names. The world makes one for each role and cell.</summary>
public enum Id
{
    None,
    Draft,
    Application,

    /// <summary>An application that names the person as a beneficiary.</summary>
    Case,
    Conversation,

    /// <summary>A member of staff, for the administrators: there is no other's.</summary>
    Member,

    /// <summary>A written request, which its sender sees.</summary>
    Request,

    /// <summary>A written request as the advisors see it: any of them may answer it, so there is no other's.</summary>
    Waiting,

    /// <summary>A mandate that may be revoked.</summary>
    Mandate,

    /// <summary>A mandate of the person's that has ended.</summary>
    Ended,

    /// <summary>A conversation that an advisor has: every supervisor's to look after, by what is not said in it. Another's is one that does not go on.</summary>
    Running,

    /// <summary>An advisor. Another's is no advisor.</summary>
    Advisor,

    /// <summary>A program that is told what happens. Another's is none.</summary>
    Subscriber,
}

/// <summary>
/// Who may do what: every endpoint and every hub method, once. An endpoint of the routing table that is not here fails the test, which says which line to add; so does a line
/// whose endpoint is gone. Another's subject is always refused: <see cref="AccessTests"/> tries it for every line and every role.
/// </summary>
public static class AccessMatrix
{
    private const Role Consults = Role.LegalRepresentative | Role.Owner | Role.EnabledEmployee | Role.Intermediary | Role.SubDelegate;
    private const Role Applies = Consults & ~Role.EnabledEmployee;
    private const Role Gives = Role.LegalRepresentative | Role.Owner | Role.Intermediary;
    private const Role Represents = Role.Delegate | Role.Guardian;
    private const Role Everybody = (Role)((1 << 15) - 1);
    private const Role SignedIn = Everybody & ~Role.Anonymous;
    private const Role LevelTwo = SignedIn & ~Role.LevelOne;
    private const Role Citizens = Role.Worker | Represents | Consults;
    private const Role Chats = Role.Worker | Represents | Consults | Role.Advisor | Role.Supervisor;

    private const string Company = "azienda/{azienda:guid}";
    private const string Draft = Company + "/domande/bozze/{id:guid}";
    private const string Behalf = "per-conto/{mandato:guid}";
    private const string Api = "api/v1/conversazioni/{id:guid}";

    public static readonly IReadOnlyList<Line> Lines =
    [
        // Nothing here belongs to anybody.
        .. Open("GET", "", "servizi/info-cig", "servizi/domanda", "servizi/cassa-integrazione", "normativa", "privacy", "cookie", "accessibilita", "note-legali", "assistenza", "stato"),
        .. Open("GET", "assistenza/domande-frequenti", "assistenza/domande-frequenti/{nome}", "servizi/info-cig/verifica", "api/v1/info-cig/stato"),
        .. Open("GET", "dati", "dati/info-cig-{anno:int:range(2000,9998)}.csv", "dati/info-cig-{anno:int:range(2000,9998)}.json"),

        // A program's own: it shows by its signature who it is.
        .. Open("GET", "api/v1/eventi/{iscritto:guid}"),
        .. Open("GET", "accedi/cns", "accedi/cns/entra", "accedi/cns/rientro", "accedi/cns/errore", "accedi/personale", "accedi/personale/entra"),
        .. Open("POST", "accedi/personale/uscita"),
        .. Open("GET", "demo-cns", "demo-cns/carte/{kind}/{code}.p12", "demo-cns/{name}.crl", "demo-cns/elenco.xml", "demo-oidc/authorize", "demo-oidc/esci"),
        .. Open("POST", "demo-oidc/authorize", "demo-oidc/esci"),
        .. Open("GET", "accedi", "accedi/spid", "accedi/spid-private", "accedi/cie", "accedi/livello", "accedi/errore", "esci", "errore/{codice:int}", "lingua"),
        .. Open("POST", "servizi/info-cig/verifica", "accedi/spid", "accedi/spid-private", "accedi/cie", "lingua", "esci", "errore/{codice:int}"),
        .. Open("GET", "demo-idp/sso/{via?}", "demo-idp/esci/{via?}", "spid/metadata", "spid/metadata/private", "cie/metadata", "spid/logout", "spid/logout/private", "cie/logout"),
        .. Open("POST", "demo-idp/sso/{via?}", "demo-idp/esci/{via?}", "spid/acs", "spid/acs/private", "cie/acs", "spid/logout", "spid/logout/private", "cie/logout"),

        new("GET", "ingresso", SignedIn, Refusal.NotFound),
        new("GET", "avvisi", Citizens, Refusal.NotFound),
        new("POST", "avvisi", Citizens, Refusal.NotFound),
        new("GET", "accedi/sessione", SignedIn, Refusal.NotFound),
        new("GET", "accedi/resta", SignedIn, Refusal.NotFound),
        new("GET", "accedi/sessioni", SignedIn, Refusal.NotFound),
        new("POST", "accedi/sessioni?handler=Chiudi", SignedIn, Refusal.NotFound),
        new("POST", "accedi/sessioni?handler=Tutti", SignedIn, Refusal.NotFound),
        new("GET", "delega-terminata/{mandato:guid}", Role.Intermediary, Refusal.NotFound, Id.Ended),

        // The worker's area: every citizen's own; a case and a conversation only whose it is.
        new("GET", "myinps", Citizens, Refusal.NotFound),
        new("GET", "myinps/prestazioni/{id:guid}", Role.Worker, Refusal.NotFound, Id.Case),
        new("GET", "myinps/comunica", Citizens, Refusal.NotFound),
        new("GET", "myinps/comunica/info-cig", Citizens, Refusal.NotFound),
        new("POST", "myinps/comunica/info-cig", Citizens, Refusal.NotFound),
        new("GET", "myinps/comunica/info-cig/conversazioni/{id:guid}", Role.Worker, Refusal.NotFound, Id.Conversation),
        new("POST", "myinps/comunica/info-cig/conversazioni/{id:guid}", Role.Worker, Refusal.NotFound, Id.Conversation),
        .. Contacts("myinps/comunica", Citizens, Role.Worker),
        new("GET", "myinps/accessi", Citizens, Refusal.NotFound),
        new("GET", "myinps/deleghe", Citizens, Refusal.NotFound),
        new("GET", "myinps/deleghe/{delega:guid}/revoca", Role.Worker, Refusal.NotFound, Id.Mandate),
        new("POST", "myinps/deleghe/{delega:guid}/revoca", Role.Worker, Refusal.NotFound, Id.Mandate),

        // The same for a person who is represented. A delegate sees that she is one; she revokes nobody.
        new("GET", Behalf, Represents, Refusal.NotFound),
        new("GET", Behalf + "/prestazioni/{id:guid}", Represents, Refusal.NotFound, Id.Case),
        new("GET", Behalf + "/comunica", Represents, Refusal.NotFound),
        new("GET", Behalf + "/comunica/info-cig", Represents, Refusal.NotFound),
        new("POST", Behalf + "/comunica/info-cig", Represents, Refusal.NotFound),
        new("GET", Behalf + "/comunica/info-cig/conversazioni/{id:guid}", Represents, Refusal.NotFound, Id.Conversation),
        new("POST", Behalf + "/comunica/info-cig/conversazioni/{id:guid}", Represents, Refusal.NotFound, Id.Conversation),
        .. Contacts(Behalf + "/comunica", Represents, Represents),
        new("GET", Behalf + "/accessi", Represents, Refusal.NotFound),
        new("GET", Behalf + "/deleghe", Represents, Refusal.NotFound),
        new("GET", Behalf + "/deleghe/{delega:guid}/revoca", Role.Guardian, Refusal.NotFound, Id.Mandate),
        new("POST", Behalf + "/deleghe/{delega:guid}/revoca", Role.Guardian, Refusal.NotFound, Id.Mandate),

        // The company's area.
        new("GET", "azienda", Citizens, Refusal.NotFound),
        new("GET", Company, Consults, Refusal.NotFound),
        new("GET", Company + "/contatti", Consults, Refusal.NotFound),
        new("GET", Company + "/contatti/info-cig", Consults, Refusal.NotFound),
        new("POST", Company + "/contatti/info-cig", Consults, Refusal.NotFound),
        new("GET", Company + "/contatti/info-cig/conversazioni/{id:guid}", Consults, Refusal.NotFound, Id.Conversation),
        new("POST", Company + "/contatti/info-cig/conversazioni/{id:guid}", Consults, Refusal.NotFound, Id.Conversation),
        .. Contacts(Company + "/contatti", Consults, Consults),
        new("GET", Company + "/deleghe", Consults, Refusal.NotFound),
        new("GET", Company + "/deleghe/nuova", Gives, Refusal.NotFound),
        new("POST", Company + "/deleghe/nuova", Gives, Refusal.NotFound),
        new("GET", Company + "/deleghe/{delega:guid}/revoca", Gives, Refusal.NotFound, Id.Mandate),
        new("POST", Company + "/deleghe/{delega:guid}/revoca", Gives, Refusal.NotFound, Id.Mandate),
        new("GET", Company + "/domande/nuova", Applies, Refusal.NotFound),
        new("POST", Company + "/domande/nuova", Applies, Refusal.NotFound),
        new("GET", Company + "/domande/{id:guid}", Consults, Refusal.NotFound, Id.Application),
        new("POST", Company + "/domande/{id:guid}", Consults, Refusal.NotFound, Id.Application),
        new("GET", Company + "/domande/{id:guid}/conferma", Consults, Refusal.NotFound, Id.Application),
        new("GET", Company + "/domande/{id:guid}/ricevuta.pdf", Consults, Refusal.NotFound, Id.Application),
        .. OfDraft("GET", Consults, "", "/unita", "/lavoratori", "/periodo", "/relazione", "/sindacato", "/ore", "/riepilogo"),
        .. OfDraft("POST", Applies, "", "/unita", "/periodo", "/relazione", "/sindacato", "/ore", "/riepilogo"),
        .. OfDraft("POST", Consults, "/lavoratori"),

        // The institution's people.
        new("GET", "operatore", Role.Advisor | Role.Supervisor, Refusal.Forbidden),
        new("POST", "operatore", Role.Advisor | Role.Supervisor, Refusal.Forbidden),
        new("GET", "operatore/conversazioni/{id:guid}", Role.Advisor | Role.Supervisor, Refusal.Forbidden, Id.Conversation),
        new("POST", "operatore/conversazioni/{id:guid}", Role.Advisor | Role.Supervisor, Refusal.Forbidden, Id.Conversation),
        new("GET", "operatore/conversazioni/{id:guid}/altre-pratiche", Role.Advisor | Role.Supervisor, Refusal.Forbidden, Id.Conversation),
        new("POST", "operatore/conversazioni/{id:guid}/altre-pratiche", Role.Advisor | Role.Supervisor, Refusal.Forbidden, Id.Conversation),
        new("GET", "operatore/conversazioni/{id:guid}/pratica", Role.Advisor | Role.Supervisor, Refusal.Forbidden, Id.Conversation),
        new("GET", "operatore/conversazioni/{id:guid}/chiudi", Role.Advisor | Role.Supervisor, Refusal.Forbidden, Id.Conversation),
        new("POST", "operatore/conversazioni/{id:guid}/chiudi", Role.Advisor | Role.Supervisor, Refusal.Forbidden, Id.Conversation),
        new("GET", "operatore/conversazioni/{id:guid}/indica", Role.Advisor | Role.Supervisor, Refusal.Forbidden, Id.Conversation),
        new("POST", "operatore/conversazioni/{id:guid}/indica", Role.Advisor | Role.Supervisor, Refusal.Forbidden, Id.Conversation),
        new("GET", "operatore/conversazioni/{id:guid}/attesa", Role.Advisor | Role.Supervisor, Refusal.Forbidden, Id.Conversation),
        new("POST", "operatore/conversazioni/{id:guid}/attesa", Role.Advisor | Role.Supervisor, Refusal.Forbidden, Id.Conversation),
        new("GET", "operatore/conversazioni/{id:guid}/trasferisci", Role.Advisor | Role.Supervisor, Refusal.Forbidden, Id.Conversation),
        new("POST", "operatore/conversazioni/{id:guid}/trasferisci", Role.Advisor | Role.Supervisor, Refusal.Forbidden, Id.Conversation),
        new("GET", "operatore/conversazioni/{id:guid}/nota", Role.Advisor | Role.Supervisor, Refusal.Forbidden, Id.Conversation),
        new("POST", "operatore/conversazioni/{id:guid}/nota", Role.Advisor | Role.Supervisor, Refusal.Forbidden, Id.Conversation),
        new("GET", "operatore/tasti", Role.Advisor | Role.Supervisor, Refusal.Forbidden),
        new("POST", "operatore/tasti", Role.Advisor | Role.Supervisor, Refusal.Forbidden),
        new("GET", "operatore/risposte-pronte", Role.Advisor | Role.Supervisor, Refusal.Forbidden),
        new("GET", "operatore/storico", Role.Advisor | Role.Supervisor, Refusal.Forbidden),
        new("GET", "operatore/richieste", Role.Advisor | Role.Supervisor, Refusal.Forbidden),
        new("POST", "operatore/richieste", Role.Advisor | Role.Supervisor, Refusal.Forbidden),
        new("GET", "operatore/richieste/{id:guid}", Role.Advisor | Role.Supervisor, Refusal.Forbidden, Id.Waiting),
        new("POST", "operatore/richieste/{id:guid}", Role.Advisor | Role.Supervisor, Refusal.Forbidden, Id.Waiting),
        new("GET", "istruttoria", Role.Officer, Refusal.Forbidden),
        new("GET", "istruttoria/pratiche/{id:guid}", Role.Officer, Refusal.Forbidden, Id.Application),
        new("POST", "istruttoria/pratiche/{id:guid}?handler=Carico", Role.Officer, Refusal.Forbidden, Id.Application),
        new("POST", "istruttoria/pratiche/{id:guid}?handler=Integrazione", Role.Officer, Refusal.Forbidden, Id.Application),
        new("POST", "istruttoria/pratiche/{id:guid}?handler=Decisione", Role.Officer, Refusal.Forbidden, Id.Application),
        new("GET", "supervisione", Role.Supervisor, Refusal.Forbidden),
        new("GET", "supervisione/conversazioni/{id:guid}", Role.Supervisor, Refusal.Forbidden, Id.Running),
        new("POST", "supervisione/conversazioni/{id:guid}", Role.Supervisor, Refusal.Forbidden, Id.Running),
        new("GET", "supervisione/rapporti/{forma:regex(^csv$)?}", Role.Supervisor, Refusal.Forbidden),
        new("GET", "supervisione/lacune", Role.Supervisor, Refusal.Forbidden),
        new("POST", "supervisione/lacune", Role.Supervisor, Refusal.Forbidden),
        new("GET", "amministrazione/ascolto", Role.Administrator, Refusal.Forbidden),
        new("POST", "amministrazione/ascolto", Role.Administrator, Refusal.Forbidden),
        new("GET", "amministrazione/competenze", Role.Administrator, Refusal.Forbidden),
        new("POST", "amministrazione/competenze", Role.Administrator, Refusal.Forbidden),
        new("GET", "amministrazione/competenze/{id:guid}", Role.Administrator, Refusal.Forbidden, Id.Advisor),
        new("POST", "amministrazione/competenze/{id:guid}", Role.Administrator, Refusal.Forbidden, Id.Advisor),
        new("GET", "amministrazione/risposte-pronte/{codice?}", Role.Administrator, Refusal.Forbidden),
        new("POST", "amministrazione/risposte-pronte/{codice?}", Role.Administrator, Refusal.Forbidden),
        new("GET", "amministrazione/programmi/{id:guid}", Role.Administrator, Refusal.Forbidden, Id.Subscriber),
        new("POST", "amministrazione/programmi/{id:guid}", Role.Administrator, Refusal.Forbidden, Id.Subscriber),
        new("GET", "ministero", Role.Ministry, Refusal.Forbidden),
        .. Administration("GET", "", "/orari", "/sessioni", "/deleghe", "/aree-di-avvio", "/avvisi", "/chiusure", "/coda", "/conservazione", "/festivita", "/registro", "/programmi", "/schede", "/schede/modifica", "/utenti"),
        .. Administration("POST", "/orari", "/sessioni", "/deleghe", "/aree-di-avvio", "/avvisi", "/chiusure", "/coda", "/conservazione", "/festivita", "/programmi", "/schede", "/schede/modifica"),

        new("GET", "amministrazione/utenti/scheda/{id:guid?}", Role.Administrator, Refusal.Forbidden, Id.Member),
        new("POST", "amministrazione/utenti/scheda/{id:guid?}", Role.Administrator, Refusal.Forbidden, Id.Member),
        new("POST", "amministrazione/utenti/scheda/{id:guid?}?handler=Fine", Role.Administrator, Refusal.Forbidden, Id.Member),

        // The chat by plain HTTP and by the hub. The road is open to who is signed in; each call asks for the conversation.
        new("GET", Api + "/eventi", Chats, Refusal.NotFound, Id.Conversation),
        new("POST", Api + "/messaggi", Chats, Refusal.NotFound, Id.Conversation),
        new("POST", Api + "/messaggi/{n:long}/traduzione", Chats, Refusal.NotFound, Id.Conversation),
        new("POST", Api + "/letture", Chats, Refusal.NotFound, Id.Conversation),
        new("POST", Api + "/scrive", Chats, Refusal.NotFound, Id.Conversation),
        new("POST", Api + "/bozza", Chats & ~(Role.Advisor | Role.Supervisor), Refusal.NotFound, Id.Conversation),
        new("GET", Api + "/allegati/{file:guid}", Chats, Refusal.NotFound, Id.Conversation),
        new("POST", "hubs/chat/negotiate", LevelTwo, Refusal.NotFound),
        new("GET", "hubs/chat", LevelTwo, Refusal.NotFound),
        new("HUB", "ChatHub.Listen", Chats, Refusal.NotFound, Id.Conversation),
        new("HUB", "ChatHub.Say", Chats, Refusal.NotFound, Id.Conversation),
        new("HUB", "ChatHub.Mark", Chats, Refusal.NotFound, Id.Conversation),
        new("HUB", "ChatHub.Writes", Chats, Refusal.NotFound, Id.Conversation),
        new("POST", "hubs/console/negotiate", LevelTwo, Refusal.NotFound),
        new("GET", "hubs/console", LevelTwo, Refusal.NotFound),
        new("HUB", "ConsoleHub.Queue", Role.Advisor | Role.Supervisor, Refusal.NotFound),
    ];

    private static IEnumerable<Line> Open(string method, params string[] routes) => routes.Select(r => new Line(method, r, Everybody, Refusal.Never));

    /// <summary>The ways to reach the institution, under the path of a subject: forms of whoever acts for it, and what she began there.</summary>
    private static IEnumerable<Line> Contacts(string path, Role enter, Role own) =>
    [
        .. new[] { ("GET", "/richieste"), ("GET", "/richieste/nuova"), ("POST", "/richieste/nuova"), ("GET", "/richiamata"), ("POST", "/richiamata") }.Select(l => new Line(l.Item1, path + l.Item2, enter, Refusal.NotFound)),
        new("GET", path + "/richieste/{id:guid}", own, Refusal.NotFound, Id.Request),
        .. new[] { ("GET", "allegati"), ("POST", "allegati"), ("GET", "valutazione"), ("POST", "valutazione"), ("GET", "trascrizione.{forma}") }
            .Select(l => new Line(l.Item1, $"{path}/info-cig/conversazioni/{{id:guid}}/{l.Item2}", own, Refusal.NotFound, Id.Conversation)),
    ];

    private static IEnumerable<Line> Administration(string method, params string[] pages) => pages.Select(p => new Line(method, "amministrazione" + p, Role.Administrator, Refusal.Forbidden));

    private static IEnumerable<Line> OfDraft(string method, Role admits, params string[] sections) => sections.Select(s => new Line(method, Draft + s, admits, Refusal.NotFound, Id.Draft));
}

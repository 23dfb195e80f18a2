namespace Cig.Platform.Demo;

/// <summary>A person of the demo stories, whom the demo identity provider can sign in. All are invented.</summary>
/// <param name="Story">One Italian line for the list of the demo provider.</param>
public sealed record DemoPerson(string FiscalCode, string GivenName, string FamilyName, char Sex, DateOnly BornOn, string BirthPlaceCode, string Story);

/// <summary>The people of the demo stories. Names and codes are invented; the codes are well-formed.</summary>
public static class DemoPeople
{
    public static readonly DemoPerson Worker = new("BNCLNE88C52L219D", "Elena", "Bianchi", 'F', new(1988, 3, 12), "L219", "Lavoratrice di Officine Omega, in cassa integrazione");
    public static readonly DemoPerson LegalRepresentative = new("FRRMRC70S05L219K", "Marco", "Ferri", 'M', new(1970, 11, 5), "L219", "Legale rappresentante di Officine Omega S.r.l.");
    public static readonly DemoPerson Owner = new("CNTGLI79L61A794R", "Giulia", "Conti", 'F', new(1979, 7, 21), "A794", "Titolare dell'impresa edile Edil Conti");
    public static readonly DemoPerson Consultant = new("RSSPLA74B18L219G", "Paolo", "Rossi", 'M', new(1974, 2, 18), "L219", "Consulente del lavoro con tre aziende clienti");
    public static readonly DemoPerson EnabledEmployee = new("GLLFNC82H42L219M", "Francesca", "Gallo", 'F', new(1982, 6, 2), "L219", "Impiegata di Officine Omega, abilitata a consultare e a usare la chat");
    public static readonly DemoPerson SubDelegate = new("SRRRNI94M63L219U", "Irene", "Serra", 'F', new(1994, 8, 23), "L219", "Collaboratrice del consulente, con subdelega per Officine Omega");
    public static readonly DemoPerson PersonalDelegate = new("BNCSFN91H02L219O", "Stefano", "Bianchi", 'M', new(1991, 6, 2), "L219", "Fratello di Elena Bianchi, delegato da lei");
    public static readonly DemoPerson Guardian = new("RSSRSO65D59F839A", "Rosa", "Russo", 'F', new(1965, 4, 19), "F839", "Tutrice di Antonio Russo, lavoratore di Officine Omega");
    public static readonly DemoPerson Advisor = new("GLLSRA85P49H501Y", "Sara", "Galli", 'F', new(1985, 9, 9), "H501", "Operatrice della chat Info CIG");
    public static readonly DemoPerson Officer = new("MRNLCU81E30L219G", "Luca", "Marino", 'M', new(1981, 5, 30), "L219", "Funzionario che istruisce le domande, sede di Torino");
    public static readonly DemoPerson Supervisor = new("GRCNNA72T41H501X", "Anna", "Greco", 'F', new(1972, 12, 1), "H501", "Supervisore della chat e delle pratiche");
    public static readonly DemoPerson Ministry = new("FNTDVD68D14F205P", "Davide", "Fontana", 'M', new(1968, 4, 14), "F205", "Funzionario del Ministero del lavoro");
    public static readonly DemoPerson Administrator = new("MRTCHR83R67H501C", "Chiara", "Moretti", 'F', new(1983, 10, 27), "H501", "Amministratrice della piattaforma");

    /// <summary>The institution's people: they enter by the door of the staff.</summary>
    public static readonly IReadOnlyList<DemoPerson> Staff = [Advisor, Officer, Supervisor, Ministry, Administrator];

    /// <summary>Everybody, in the order in which the demo provider and the README list them.</summary>
    public static readonly IReadOnlyList<DemoPerson> All =
        [Worker, LegalRepresentative, Owner, Consultant, EnabledEmployee, SubDelegate, PersonalDelegate, Guardian, .. Staff];
}

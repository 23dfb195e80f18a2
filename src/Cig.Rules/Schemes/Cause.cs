using static Cig.Rules.Law;

namespace Cig.Rules;

/// <summary>The sectors that the rules tell apart.</summary>
public enum Sector
{
    /// <summary>Industria (art. 10, letters a to l).</summary>
    Industry,

    /// <summary>Industrial and craft building (art. 10, letter m).</summary>
    Building,

    /// <summary>Quarrying and stone (art. 10, letters n and o).</summary>
    Stone,

    /// <summary>Commercio, logistica, viaggi e turismo, servizi.</summary>
    Commerce,

    /// <summary>Any other; the sector alone decides nothing.</summary>
    Other,
}

/// <summary>Causale: the legal reason of an application.</summary>
/// <param name="Key">Name as programs exchange it.</param>
/// <param name="Unavoidable">An objectively unavoidable event (EONE): month-end term, no additional contribution, own limits.</param>
/// <param name="InpsEventCode">INPS's event code where a source gives one; those of the ordinary causes were not found and stay empty.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Proof">What the technical report must show.</param>
/// <param name="Source">The provision or message that names the cause.</param>
public sealed record Cause(string Key, bool Unavoidable, string? InpsEventCode, Text Name, Text Proof, Provision Source)
{
    private static readonly Provision EventCodes = Message("1548/2017").Whole;

    /// <summary>The causes of the ordinary supplement (D.M. 95442/2016).</summary>
    public static IReadOnlyList<Cause> Cigo { get; } =
    [
        new("LACK_OF_WORK", false, null,
            Text.Of($"Mancanza di lavoro, di commesse o crisi di mercato", $"Lack of work or orders, market crisis", $"Arbeits- oder Auftragsmangel, Marktkrise"),
            Text.Of($"Andamento degli ordini e indicatori economici, per anno o per trimestre; prospettive di ripresa.", $"Course of orders and economic indicators, by year or quarter; prospects of resumption.", $"Auftragsentwicklung und Wirtschaftsdaten nach Jahr oder Quartal; Aussicht auf Wiederaufnahme."),
            Dm95442.Article("3")),
        new("END_OF_SITE", false, null,
            Text.Of($"Fine cantiere, fine lavoro, fine fase lavorativa, perizia di variante", $"End of site, of job or of a phase, change order", $"Ende der Baustelle, der Arbeit oder einer Phase, Projektänderung"),
            Text.Of($"Contratto, fasi concluse e attesa della fase o del cantiere seguente.", $"Contract, phases ended and wait for the next phase or site.", $"Vertrag, abgeschlossene Phasen und Warten auf die nächste Phase oder Baustelle."),
            Dm95442.Article("4")),
        new("LACK_OF_MATERIALS", false, null,
            Text.Of($"Mancanza di materie prime o componenti", $"Lack of raw materials or components", $"Mangel an Rohstoffen oder Bauteilen"),
            Text.Of($"Ordini fatti, solleciti e ragioni del fornitore.", $"Orders placed, reminders and the supplier's reasons.", $"Bestellungen, Mahnungen und Gründe des Lieferanten."),
            Dm95442.Article("5")),
        new("WEATHER_INDUSTRY", true, "1",
            Text.Of($"Eventi meteo in industria", $"Weather events in industry", $"Witterung in der Industrie"),
            Text.Of($"Attività e fase in corso, evento e sue ore, conseguenze sul lavoro.", $"Activity and phase under way, event and its hours, effects on the work.", $"Tätigkeit und Phase, Ereignis und Stunden, Folgen für die Arbeit."),
            EventCodes),
        new("WEATHER_BUILDING", true, "2",
            Text.Of($"Intemperie stagionali in edilizia e lapidei", $"Seasonal bad weather in building and stone", $"Jahreszeitlich bedingtes Schlechtwetter im Bau- und Steinsektor"),
            Text.Of($"Attività e fase in corso nel cantiere, evento e sue ore, conseguenze sul lavoro.", $"Activity and phase on the site, event and its hours, effects on the work.", $"Tätigkeit und Phase auf der Baustelle, Ereignis und Stunden, Folgen für die Arbeit."),
            EventCodes),
        new("STRIKE", false, null,
            Text.Of($"Sciopero di un reparto o di altra impresa", $"Strike of a department or of another firm", $"Streik einer Abteilung oder eines anderen Unternehmens"),
            Text.Of($"Chi sciopera, da quando, e perché il lavoro degli altri si ferma.", $"Who strikes, since when, and why the others' work stops.", $"Wer seit wann streikt und warum die Arbeit der anderen stillsteht."),
            Dm95442.Article("7")),
        new("FIRE_FLOOD_QUAKE_COLLAPSE", true, "3",
            Text.Of($"Incendio, alluvione, sisma, crollo", $"Fire, flood, earthquake, collapse", $"Brand, Überschwemmung, Erdbeben, Einsturz"),
            Text.Of($"Evento, danni e documenti delle autorità intervenute.", $"Event, damage and papers of the authorities that stepped in.", $"Ereignis, Schäden und Unterlagen der Behörden."),
            EventCodes),
        new("POWER_CUT", true, "6",
            Text.Of($"Mancanza improvvisa di energia elettrica", $"Unforeseen power cut", $"Unvorhergesehener Stromausfall"),
            Text.Of($"Interruzione non programmata, con la dichiarazione del gestore.", $"An interruption that was not scheduled, with the operator's statement.", $"Nicht geplante Unterbrechung mit Erklärung des Betreibers."),
            EventCodes),
        new("PREMISES_UNUSABLE", true, "4",
            Text.Of($"Impraticabilità dei locali, anche per ordine dell'autorità", $"Premises unusable, also by order of an authority", $"Unbenutzbare Räume, auch auf behördliche Anordnung"),
            Text.Of($"Stato dei locali e atto dell'autorità.", $"State of the premises and the authority's act.", $"Zustand der Räume und behördlicher Akt."),
            EventCodes),
        new("AUTHORITY_ORDER", false, null,
            Text.Of($"Sospensione per ordine di pubblica autorità", $"Suspension by order of a public authority", $"Arbeitsunterbrechung auf behördliche Anordnung"),
            Text.Of($"Estremi dell'ordine e ragioni non imputabili all'impresa. Se valga come evento non evitabile non è verificato: qui vale il termine di 15 giorni, il più prudente.", $"The order and reasons that the firm did not cause. Whether it counts as unavoidable is not verified: here the term of 15 days applies, the safer one.", $"Die Anordnung und nicht vom Unternehmen verschuldete Gründe. Ob sie als unvermeidbar gilt, ist nicht geprüft: hier gilt die sicherere Frist von 15 Tagen."),
            Dm95442.Article("8")),
        new("BREAKDOWN", true, "31",
            Text.Of($"Guasto imprevedibile dei macchinari", $"Unforeseeable breakdown of machinery", $"Unvorhersehbarer Maschinenschaden"),
            Text.Of($"Manutenzione regolare documentata, nessuna colpa di impresa o lavoratori, dichiarazione della ditta che ha riparato.", $"Regular maintenance documented, no fault of firm or workers, statement of the repairer.", $"Belegte regelmäßige Wartung, kein Verschulden von Unternehmen oder Beschäftigten, Erklärung der Reparaturfirma."),
            EventCodes),
        new("EXTRAORDINARY_MAINTENANCE", false, null,
            Text.Of($"Manutenzione straordinaria", $"Extraordinary maintenance", $"Außerordentliche Wartung"),
            Text.Of($"Perché non era programmabile e quanto dura.", $"Why it could not be planned and how long it lasts.", $"Warum sie nicht planbar war und wie lange sie dauert."),
            Dm95442.Article("9")),
    ];

    /// <summary>The events that INPS calls objectively unavoidable, as of April 2017; later additions were not checked.</summary>
    private static readonly InForce<string>[] EventNames =
    [
        EventCode("1", "bad weather, industry"),
        EventCode("2", "bad weather, building"),
        EventCode("3", "fire, collapse, flood"),
        EventCode("4", "premises unusable, also by order of public authority"),
        EventCode("6", "power cut (unforeseen, not scheduled)"),
        EventCode("31", "machine breakdown (not attributable, maintenance documented, repairer's statement)"),
        EventCode("55", "earthquake 2016"),
    ];

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("causes", "Schemes/Cause", Text.Of($"Causali e loro prova", $"Causes and their proof", $"Gründe und ihr Nachweis"),
    [
        .. Cigo.Select(c => c.Source),
        .. EventNames.SelectMany(e => e.Sources),
    ]);

    internal static IEnumerable<Figure> Published => EventNames.Select(e => Figure.Of(e, "INPS event code classified as EONE", TimeKey.EventDay, v => v));

    /// <summary>The cause with this key, or null.</summary>
    public static Cause? Find(string key) => Cigo.FirstOrDefault(c => c.Key == key);

    private static InForce<string> EventCode(string code, string name) => new($"cigo.eone.eventCode.{code}")
    {
        { "2017-04-07", null, name, EventCodes, Trust.NormTextRead },
    };
}

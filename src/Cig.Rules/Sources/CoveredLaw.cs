namespace Cig.Rules;

/// <summary>A provision of the covered law: what it says in one sentence of ours, and why no rule uses it where none does.</summary>
/// <param name="Provision">The provision.</param>
/// <param name="Says">What it says.</param>
/// <param name="NotUsed">Null where a rule uses it.</param>
public sealed record CoveredProvision(Provision Provision, Text Says, Text? NotUsed);

/// <summary>
/// The articles of the Decree on wage supplements and on the funds, in the order of the law. A test holds that each provision is either used by a rule or has a reason why not, never both,
/// so that a new rule that uses one forces its reason out.
/// </summary>
public static class CoveredLaw
{
    private static readonly Text Procedure = Text.Of($"regola un atto o una procedura, non un diritto che si possa calcolare", $"it governs an act or a procedure, not a right that can be calculated", $"sie regelt einen Akt oder ein Verfahren, keinen berechenbaren Anspruch");

    private static readonly Text Special = Text.Of($"è una misura speciale con limiti di spesa: si registra come deroga e non conta", $"it is a special measure with a spending limit: it is recorded as a derogation and not counted", $"es ist eine Sondermaßnahme mit Ausgabengrenze: als Abweichung vermerkt und nicht gezählt");

    private static readonly Text OfFunds = Text.Of($"riguarda la costituzione e i conti dei fondi", $"it concerns how funds are set up and their accounts", $"es betrifft Einrichtung und Rechnung der Fonds");

    private static readonly Text NotReadAgain = Text.Of($"il testo non è stato riletto: nessuna regola vi si appoggia", $"its wording was not read again: no rule rests on it", $"der Wortlaut wurde nicht erneut gelesen: keine Regel stützt sich darauf");

    /// <summary>The Decree, article by article.</summary>
    public static IReadOnlyList<CoveredProvision> Decree { get; } =
    [
        new(Law.Dlgs148.Article("1", "1"), Text.Of($"Operai, impiegati e quadri, dal 2022 anche a domicilio; mai i dirigenti.", $"Blue and white collars and quadri, from 2022 home workers too; never executives.", $"Arbeiter, Angestellte und Quadri, ab 2022 auch Heimarbeitende; nie Führungskräfte."), null),
        new(Law.Dlgs148.Article("1", "2"), Text.Of($"Giorni minimi di effettivo lavoro nell'unità alla data della domanda.", $"Least days of effective work in the unit on the day of filing.", $"Mindesttage tatsächlicher Arbeit in der Einheit am Tag des Antrags."), null),
        new(Law.Dlgs148.Article("1", "3"), Text.Of($"Nel cambio di appalto conta il servizio presso l'appaltatore uscente.", $"On a change of contractor the service with the outgoing one counts.", $"Beim Wechsel des Auftragnehmers zählt der Dienst beim bisherigen."), null),
        new(Law.Dlgs148.Article("2", "1"), Text.Of($"Quali apprendisti sono compresi.", $"Which apprentices are covered.", $"Welche Lehrlinge umfasst sind."), null),
        new(Law.Dlgs148.Article("2", "4"), Text.Of($"L'apprendistato si allunga delle ore integrate.", $"The apprenticeship is extended by the supplemented hours.", $"Die Lehrzeit verlängert sich um die ausgeglichenen Stunden."), null),
        new(Law.Dlgs148.Article("2-bis"), Text.Of($"Chi si conta nelle soglie di dipendenti, dal 2022.", $"Who is counted in the thresholds of employees, from 2022.", $"Wer bei den Schwellen der Beschäftigten zählt, ab 2022."), null),
        new(Law.Dlgs148.Article("3", "1"), Text.Of($"L'80% della retribuzione delle ore non lavorate.", $"80% of the pay of the hours not worked.", $"80 % des Lohns der ausgefallenen Stunden."), null),
        new(Law.Dlgs148.Article("3", "2"), Text.Of($"Come la paga periodica fissa diventa oraria.", $"How fixed periodic pay becomes hourly.", $"Wie fester Lohn zum Stundenlohn wird."), null),
        new(Law.Dlgs148.Article("3", "3"), Text.Of($"Come le indennità giornaliere diventano orarie.", $"How daily allowances become hourly.", $"Wie Tageszulagen zu Stundenwerten werden."), null),
        new(Law.Dlgs148.Article("3", "4"), Text.Of($"Cottimi e premi contano nella media.", $"Piece-work and bonuses count on average.", $"Akkord und Prämien zählen im Durchschnitt."), null),
        new(Law.Dlgs148.Article("3", "5"), Text.Of($"I due massimali mensili fino al 2021, in proporzione alle ore.", $"The two monthly ceilings until 2021, in proportion to the hours.", $"Die zwei monatlichen Höchstgrenzen bis 2021, im Verhältnis zu den Stunden."), null),
        new(Law.Dlgs148.Article("3", "5-bis"), Text.Of($"Un solo massimale per le sospensioni iniziate dal 2022.", $"One ceiling for suspensions begun from 2022.", $"Eine einzige Höchstgrenze für Suspendierungen ab 2022."), null),
        new(Law.Dlgs148.Article("3", "6"), Text.Of($"Gli importi crescono ogni gennaio con l'indice dei prezzi.", $"The amounts grow each January with the price index.", $"Die Beträge steigen jeden Januar mit dem Preisindex."), null),
        new(Law.Dlgs148.Article("3", "7"), Text.Of($"Malattia durante la sospensione: l'integrazione sostituisce l'indennità.", $"Sickness during the suspension: the supplement replaces sick pay.", $"Krankheit während der Suspendierung: der Ausgleich ersetzt das Krankengeld."), null),
        new(Law.Dlgs148.Article("3", "8"), Text.Of($"Niente integrazione per festività e assenze non pagate.", $"No supplement for unpaid holidays and absences.", $"Kein Ausgleich für unbezahlte Feiertage und Abwesenheiten."), null),
        new(Law.Dlgs148.Article("3", "9"), Text.Of($"Assegni familiari, fino a febbraio 2022.", $"Family allowances, until February 2022.", $"Familienzulagen, bis Februar 2022."), null),
        new(Law.Dlgs148.Article("3", "10"), Text.Of($"Massimale aumentato per le intemperie di edilizia e lapidei.", $"Raised ceiling for bad weather in building and stone.", $"Erhöhte Höchstgrenze bei Schlechtwetter in Bau und Stein."), Text.Of($"la regola cita la norma di origine, art. 2, c. 17, L. 549/1995", $"the rule cites the norm it comes from, art. 2, c. 17, L. 549/1995", $"die Regel zitiert die Ursprungsnorm, Art. 2, Abs. 17, L. 549/1995")),
        new(Law.Dlgs148.Article("4", "1"), Text.Of($"Al massimo 24 mesi di CIGO e CIGS nel quinquennio mobile.", $"At most 24 months of CIGO and CIGS in the rolling five years.", $"Höchstens 24 Monate CIGO und CIGS im gleitenden Fünfjahreszeitraum."), null),
        new(Law.Dlgs148.Article("4", "2"), Text.Of($"30 mesi per edilizia, scavo e lapidei.", $"30 months for building, quarrying and stone.", $"30 Monate für Bau, Steinbruch und Stein."), null),
        new(Law.Dlgs148.Article("5", "1"), Text.Of($"Contributo addizionale del 9, 12 o 15%.", $"Additional contribution of 9, 12 or 15%.", $"Zusatzbeitrag von 9, 12 oder 15 %."), null),
        new(Law.Dlgs148.Article("5", "1-ter"), Text.Of($"Dal 2025 il 6 o 9% dopo 24 mesi senza uso.", $"From 2025 6 or 9% after 24 months without use.", $"Ab 2025 6 oder 9 % nach 24 Monaten ohne Nutzung."), null),
        new(Law.Dlgs148.Article("6"), Text.Of($"Contribuzione figurativa per i periodi integrati.", $"Notional contributions for the supplemented periods.", $"Fiktive Beiträge für die ausgeglichenen Zeiten."), Text.Of($"riguarda la pensione, non l'integrazione", $"it concerns the pension, not the supplement", $"es betrifft die Rente, nicht den Ausgleich")),
        new(Law.Dlgs148.Article("7", "1"), Text.Of($"Paga il datore di lavoro a ogni periodo di paga.", $"The employer pays at each pay period.", $"Der Arbeitgeber zahlt in jedem Lohnzeitraum."), null),
        new(Law.Dlgs148.Article("7", "2"), Text.Of($"Il datore recupera con rimborso o conguaglio.", $"The employer recovers by refund or set-off.", $"Der Arbeitgeber holt es durch Erstattung oder Verrechnung zurück."), null),
        new(Law.Dlgs148.Article("7", "3"), Text.Of($"Conguaglio o rimborso entro sei mesi, o è perso.", $"Set-off or refund within six months, or it is lost.", $"Verrechnung oder Erstattung binnen sechs Monaten, sonst verwirkt."), null),
        new(Law.Dlgs148.Article("7", "4"), Text.Of($"Pagamento diretto della CIGO per difficoltà finanziarie provate.", $"Direct payment of CIGO for proven financial difficulty.", $"Direktzahlung der CIGO bei nachgewiesener Finanznot."), null),
        new(Law.Dlgs148.Article("7", "5"), Text.Of($"Pagamento diretto della CIGS disposto dal Ministero.", $"Direct payment of CIGS ordered by the Ministry.", $"Vom Ministerium angeordnete Direktzahlung der CIGS."), null),
        new(Law.Dlgs148.Article("7", "5-bis"), Text.Of($"Termine per i dati del pagamento diretto.", $"Term for the data of the direct payment.", $"Frist für die Daten der Direktzahlung."), null),
        new(Law.Dlgs148.Article("8", "2"), Text.Of($"Altro lavoro: niente integrazione per i giorni lavorati.", $"Other work: no supplement for the days worked.", $"Andere Arbeit: kein Ausgleich für die gearbeiteten Tage."), null),
        new(Law.Dlgs148.Article("8", "2-bis"), Text.Of($"Dal 18 dicembre 2025 si informa anche il datore di lavoro.", $"From 18 December 2025 the employer is told as well.", $"Ab 18. Dezember 2025 wird auch der Arbeitgeber informiert."), null),
        new(Law.Dlgs148.Article("8", "3"), Text.Of($"Senza comunicazione preventiva si decade.", $"Without prior notice the right is forfeited.", $"Ohne vorherige Mitteilung verfällt der Anspruch."), null),
        new(Law.Dlgs148.Article("9"), Text.Of($"Gestione INPS che paga la CIGO.", $"The INPS fund that pays CIGO.", $"INPS-Verwaltung, die die CIGO zahlt."), Procedure),
        new(Law.Dlgs148.Article("10"), Text.Of($"Imprese nel campo della CIGO.", $"Firms in the field of CIGO.", $"Unternehmen im Bereich der CIGO."), null),
        new(Law.Dlgs148.Article("11"), Text.Of($"Causali della CIGO: eventi transitori e situazioni di mercato.", $"Causes of CIGO: transitory events and market situations.", $"Gründe der CIGO: vorübergehende Ereignisse und Marktlagen."), null),
        new(Law.Dlgs148.Article("12", "1"), Text.Of($"13 settimane, prorogabili per trimestri fino a 52.", $"13 weeks, extendable by quarters up to 52.", $"13 Wochen, vierteljährlich verlängerbar bis 52."), null),
        new(Law.Dlgs148.Article("12", "2"), Text.Of($"Dopo 52 settimane consecutive, 52 di lavoro.", $"After 52 consecutive weeks, 52 of work.", $"Nach 52 Wochen in Folge 52 Wochen Arbeit."), null),
        new(Law.Dlgs148.Article("12", "3"), Text.Of($"Al massimo 52 settimane nel biennio mobile.", $"At most 52 weeks in the rolling two years.", $"Höchstens 52 Wochen im gleitenden Zweijahreszeitraum."), null),
        new(Law.Dlgs148.Article("12", "4"), Text.Of($"Gli eventi non evitabili sono fuori da questi limiti, salvo edilizia e lapidei.", $"Unavoidable events are outside these limits, except in building and stone.", $"Unvermeidbare Ereignisse fallen nicht unter diese Grenzen, außer in Bau und Stein."), null),
        new(Law.Dlgs148.Article("12", "5"), Text.Of($"Al massimo un terzo delle ore lavorabili del biennio.", $"At most a third of the workable hours of the two years.", $"Höchstens ein Drittel der Sollstunden des Zweijahreszeitraums."), null),
        new(Law.Dlgs148.Article("12", "6"), Text.Of($"La domanda indica l'organico medio per orario.", $"The application states the average head-count by contract hours.", $"Der Antrag nennt den durchschnittlichen Personalstand nach Arbeitszeit."), null),
        new(Law.Dlgs148.Article("13", "1"), Text.Of($"Contributo ordinario della CIGO.", $"Ordinary contribution of CIGO.", $"Ordentlicher Beitrag der CIGO."), null),
        new(Law.Dlgs148.Article("13", "2"), Text.Of($"La soglia di 50 si fissa ogni 1º gennaio sulla media dell'anno prima.", $"The limit of 50 is fixed each 1 January on the average of the year before.", $"Die Grenze von 50 wird jeden 1. Januar am Vorjahresmittel bestimmt."), null),
        new(Law.Dlgs148.Article("13", "3"), Text.Of($"Niente contributo addizionale per gli eventi non evitabili.", $"No additional contribution for unavoidable events.", $"Kein Zusatzbeitrag bei unvermeidbaren Ereignissen."), null),
        new(Law.Dlgs148.Article("14", "1"), Text.Of($"Comunicazione preventiva ai sindacati.", $"Prior notice to the unions.", $"Vorherige Mitteilung an die Gewerkschaften."), null),
        new(Law.Dlgs148.Article("14", "2"), Text.Of($"Esame congiunto su richiesta.", $"Joint examination on request.", $"Gemeinsame Prüfung auf Antrag."), Procedure),
        new(Law.Dlgs148.Article("14", "3"), Text.Of($"La procedura dura 25 giorni, 10 fino a 50 dipendenti.", $"The procedure lasts 25 days, 10 up to 50 employees.", $"Das Verfahren dauert 25 Tage, 10 bis 50 Beschäftigte."), null),
        new(Law.Dlgs148.Article("14", "4"), Text.Of($"Eventi non evitabili: comunicazione, ed esame oltre 16 ore a settimana.", $"Unavoidable events: a notice, and an examination over 16 hours a week.", $"Unvermeidbare Ereignisse: Mitteilung, und Prüfung über 16 Stunden pro Woche."), null),
        new(Law.Dlgs148.Article("14", "5"), Text.Of($"In edilizia e nei lapidei solo per le proroghe oltre 13 settimane.", $"In building and stone only for extensions beyond 13 weeks.", $"In Bau und Stein nur bei Verlängerungen über 13 Wochen."), null),
        new(Law.Dlgs148.Article("15", "1"), Text.Of($"Che cosa dice la domanda.", $"What the application states.", $"Was der Antrag angibt."), null),
        new(Law.Dlgs148.Article("15", "2"), Text.Of($"Entro 15 giorni, o la fine del mese dopo per gli eventi non evitabili.", $"Within 15 days, or the end of the next month for unavoidable events.", $"Binnen 15 Tagen, bei unvermeidbaren Ereignissen bis Ende des Folgemonats."), null),
        new(Law.Dlgs148.Article("15", "3"), Text.Of($"Tardi: niente per i periodi oltre una settimana prima.", $"Late: nothing for periods more than a week before.", $"Verspätet: nichts für mehr als eine Woche zurückliegende Zeiten."), null),
        new(Law.Dlgs148.Article("15", "4"), Text.Of($"Se i lavoratori perdono per il ritardo, paga l'azienda.", $"If the workers lose through the delay, the employer pays.", $"Verlieren die Beschäftigten durch Verspätung, zahlt der Arbeitgeber."), null),
        new(Law.Dlgs148.Article("16"), Text.Of($"La CIGO è concessa dalla sede INPS.", $"CIGO is granted by the INPS office.", $"Die CIGO gewährt das INPS-Amt."), Procedure),
        new(Law.Dlgs148.Article("17"), Text.Of($"Ricorso al comitato entro 30 giorni.", $"Appeal to the committee within 30 days.", $"Rechtsmittel an den Ausschuss binnen 30 Tagen."), null),
        new(Law.Dlgs148.Article("18", "2"), Text.Of($"Il massimale non vale per le intemperie in agricoltura.", $"The ceiling does not hold for bad weather in agriculture.", $"Die Höchstgrenze gilt nicht für Schlechtwetter in der Landwirtschaft."), null),
        new(Law.Dlgs148.Article("19"), Text.Of($"A che cosa serve la CIGS.", $"What CIGS is for.", $"Wozu die CIGS dient."), Procedure),
        new(Law.Dlgs148.Article("20"), Text.Of($"Imprese nel campo della CIGS.", $"Firms in the field of CIGS.", $"Unternehmen im Bereich der CIGS."), null),
        new(Law.Dlgs148.Article("20", "2"), Text.Of($"Commercio e viaggi oltre 50 dipendenti, fino al 2021.", $"Commerce and travel over 50 employees, until 2021.", $"Handel und Reisen über 50 Beschäftigte, bis 2021."), null),
        new(Law.Dlgs148.Article("20", "3-bis"), Text.Of($"Dal 2022 tutti oltre 15 dipendenti, se senza fondo.", $"From 2022 all over 15 employees, where without a fund.", $"Ab 2022 alle über 15 Beschäftigten ohne Fonds."), null),
        new(Law.Dlgs148.Article("20", "3-ter"), Text.Of($"Trasporto aereo, aeroporti e partiti senza soglia.", $"Air transport, airports and parties without threshold.", $"Luftverkehr, Flughäfen und Parteien ohne Schwelle."), Text.Of($"il codice della posizione non dice chi sono: lo ricordano i motivi", $"the code of the position does not tell who they are: the reasons recall it", $"der Code der Position sagt nicht, wer sie sind: die Gründe erinnern daran")),
        new(Law.Dlgs148.Article("21", "1"), Text.Of($"Riorganizzazione, crisi, contratto di solidarietà.", $"Reorganisation, crisis, solidarity agreement.", $"Reorganisation, Krise, Solidaritätsvertrag."), null),
        new(Law.Dlgs148.Article("21", "2"), Text.Of($"Il programma di riorganizzazione.", $"The programme of reorganisation.", $"Das Reorganisationsprogramm."), null),
        new(Law.Dlgs148.Article("21", "3"), Text.Of($"Il piano di risanamento della crisi.", $"The recovery plan of the crisis.", $"Der Sanierungsplan der Krise."), null),
        new(Law.Dlgs148.Article("21", "4"), Text.Of($"Cessazione di attività con prospettive di cessione.", $"Closure with prospects of sale.", $"Schließung mit Aussicht auf Verkauf."), Special),
        new(Law.Dlgs148.Article("21", "5"), Text.Of($"Limiti alla riduzione nei contratti di solidarietà.", $"Limits of the cut in solidarity agreements.", $"Grenzen der Kürzung in Solidaritätsverträgen."), null),
        new(Law.Dlgs148.Article("21", "6"), Text.Of($"Niente CIGS insieme alla CIGO per la stessa causa.", $"No CIGS together with CIGO for the same cause.", $"Keine CIGS neben CIGO aus demselben Grund."), null),
        new(Law.Dlgs148.Article("22", "1"), Text.Of($"Riorganizzazione: 24 mesi nel quinquennio.", $"Reorganisation: 24 months in five years.", $"Reorganisation: 24 Monate in fünf Jahren."), null),
        new(Law.Dlgs148.Article("22", "2"), Text.Of($"Crisi: 12 mesi, poi due terzi di attesa.", $"Crisis: 12 months, then a wait of two thirds.", $"Krise: 12 Monate, danach zwei Drittel Wartezeit."), null),
        new(Law.Dlgs148.Article("22", "3"), Text.Of($"Solidarietà: 24 mesi, fino a 36.", $"Solidarity: 24 months, up to 36.", $"Solidarität: 24 Monate, bis 36."), null),
        new(Law.Dlgs148.Article("22", "4"), Text.Of($"Sospensioni fino all'80% delle ore del programma.", $"Suspensions up to 80% of the hours of the programme.", $"Suspendierungen bis 80 % der Programmstunden."), null),
        new(Law.Dlgs148.Article("22", "5"), Text.Of($"La solidarietà conta metà fino a 24 mesi.", $"Solidarity counts half up to 24 months.", $"Solidarität zählt bis 24 Monate halb."), null),
        new(Law.Dlgs148.Article("22", "6"), Text.Of($"Non in edilizia e nei lapidei.", $"Not in building and stone.", $"Nicht in Bau und Stein."), null),
        new(Law.Dlgs148.Article("22-bis"), Text.Of($"Proroghe speciali di 12 o 6 mesi.", $"Special extensions of 12 or 6 months.", $"Sonderverlängerungen von 12 oder 6 Monaten."), null),
        new(Law.Dlgs148.Article("22-ter"), Text.Of($"Accordo di transizione occupazionale, fino a 12 mesi.", $"Employment transition agreement, up to 12 months.", $"Beschäftigungsübergang, bis zu 12 Monate."), null),
        new(Law.Dlgs148.Article("23", "1"), Text.Of($"Contributo ordinario della CIGS.", $"Ordinary contribution of CIGS.", $"Ordentlicher Beitrag der CIGS."), null),
        new(Law.Dlgs148.Article("23", "2"), Text.Of($"Contributo addizionale della CIGS.", $"Additional contribution of CIGS.", $"Zusatzbeitrag der CIGS."), Text.Of($"rinvia all'art. 5, che la regola cita", $"it refers to art. 5, which the rule cites", $"sie verweist auf Art. 5, den die Regel zitiert")),
        new(Law.Dlgs148.Article("24", "1"), Text.Of($"Comunicazione ai sindacati per riorganizzazione e crisi.", $"Notice to the unions for reorganisation and crisis.", $"Mitteilung an die Gewerkschaften bei Reorganisation und Krise."), null),
        new(Law.Dlgs148.Article("24", "2"), Text.Of($"Richiesta di esame entro tre giorni.", $"Request of the examination within three days.", $"Antrag auf Prüfung binnen drei Tagen."), null),
        new(Law.Dlgs148.Article("24", "3"), Text.Of($"Che cosa si esamina.", $"What is examined.", $"Was geprüft wird."), null),
        new(Law.Dlgs148.Article("24", "5"), Text.Of($"La procedura finisce in 25 giorni, 10 fino a 50 dipendenti.", $"The procedure ends in 25 days, 10 up to 50 employees.", $"Das Verfahren endet in 25 Tagen, 10 bis 50 Beschäftigte."), null),
        new(Law.Dlgs148.Article("24-bis"), Text.Of($"Accordo di ricollocazione.", $"Relocation agreement.", $"Wiedereingliederungsvereinbarung."), Procedure),
        new(Law.Dlgs148.Article("25", "1"), Text.Of($"Domanda entro sette giorni.", $"Application within seven days.", $"Antrag binnen sieben Tagen."), null),
        new(Law.Dlgs148.Article("25", "2"), Text.Of($"Quando può iniziare la sospensione.", $"When the suspension may begin.", $"Wann die Suspendierung beginnen kann."), null),
        new(Law.Dlgs148.Article("25", "3"), Text.Of($"Domanda tardiva: dal trentesimo giorno.", $"Late application: from the thirtieth day.", $"Verspäteter Antrag: ab dem dreißigsten Tag."), null),
        new(Law.Dlgs148.Article("25", "4"), Text.Of($"Il datore deve ai lavoratori quello che perdono.", $"The employer owes the workers what they lose.", $"Der Arbeitgeber schuldet den Beschäftigten den Verlust."), null),
        new(Law.Dlgs148.Article("25", "5"), Text.Of($"Un solo decreto entro 90 giorni.", $"One decree within 90 days.", $"Ein einziges Dekret binnen 90 Tagen."), null),
        new(Law.Dlgs148.Article("25", "6"), Text.Of($"Ispezione negli ultimi tre mesi.", $"Inspection in the last three months.", $"Kontrolle in den letzten drei Monaten."), Procedure),
        new(Law.Dlgs148.Article("25", "7"), Text.Of($"Il programma si può modificare.", $"The programme can be changed.", $"Das Programm kann geändert werden."), Procedure),
        new(Law.Dlgs148.Article("25-bis"), Text.Of($"Regole proprie dell'editoria.", $"Rules of its own for publishing.", $"Eigene Regeln für das Verlagswesen."), NotReadAgain),
        new(Law.Dlgs148.Article("25-ter", "3"), Text.Of($"L'assenza dalla formazione ha sanzioni.", $"Absence from training has sanctions.", $"Abwesenheit von der Schulung hat Sanktionen."), null),
        new(Law.Dlgs148.Article("26"), Text.Of($"Fondi di solidarietà presso l'INPS.", $"Solidarity funds at INPS.", $"Solidaritätsfonds beim INPS."), null),
        new(Law.Dlgs148.Article("27"), Text.Of($"Fondi alternativi fuori INPS.", $"Alternative funds outside INPS.", $"Alternative Fonds außerhalb des INPS."), OfFunds),
        new(Law.Dlgs148.Article("29"), Text.Of($"Campo del FIS.", $"Field of the FIS.", $"Bereich des FIS."), null),
        new(Law.Dlgs148.Article("29", "2"), Text.Of($"FIS oltre 5 dipendenti, fino al 2021.", $"FIS over 5 employees, until 2021.", $"FIS über 5 Beschäftigte, bis 2021."), null),
        new(Law.Dlgs148.Article("29", "2-bis"), Text.Of($"FIS da un dipendente, dal 2022.", $"FIS from one employee, from 2022.", $"FIS ab einer beschäftigten Person, ab 2022."), null),
        new(Law.Dlgs148.Article("29", "3"), Text.Of($"Assegno ordinario di 26 settimane, fino al 2021.", $"Ordinary allowance of 26 weeks, until 2021.", $"Ordentliche Zulage von 26 Wochen, bis 2021."), null),
        new(Law.Dlgs148.Article("29", "3-bis"), Text.Of($"13 o 26 settimane nel biennio, dal 2022.", $"13 or 26 weeks in two years, from 2022.", $"13 oder 26 Wochen in zwei Jahren, ab 2022."), null),
        new(Law.Dlgs148.Article("29", "8"), Text.Of($"Contributi del FIS.", $"Contributions of the FIS.", $"Beiträge des FIS."), null),
        new(Law.Dlgs148.Article("29", "8-bis"), Text.Of($"Riduzione del 40% dopo 24 mesi senza domande.", $"40% less after 24 months without applications.", $"40 % weniger nach 24 Monaten ohne Antrag."), null),
        new(Law.Dlgs148.Article("30", "1"), Text.Of($"Fondi dell'art. 26: almeno 13 settimane.", $"Funds of art. 26: at least 13 weeks.", $"Fonds nach Art. 26: mindestens 13 Wochen."), null),
        new(Law.Dlgs148.Article("30", "1-bis"), Text.Of($"Durata dei fondi pari ai trattamenti, entro l'art. 4.", $"Duration of funds equal to the treatments, within art. 4.", $"Dauer der Fonds wie die Leistungen, innerhalb von Art. 4."), null),
        new(Law.Dlgs148.Article("30", "2"), Text.Of($"Domanda tra 30 giorni prima e 15 dopo l'inizio.", $"Application between 30 days before and 15 after the start.", $"Antrag zwischen 30 Tagen vor und 15 nach dem Beginn."), null),
        new(Law.Dlgs148.Article("31"), Text.Of($"Assegno di solidarietà, fino al 2021.", $"Solidarity allowance, until 2021.", $"Solidaritätszulage, bis 2021."), null),
        new(Law.Dlgs148.Article("33", "2"), Text.Of($"Contributo addizionale dei fondi, almeno 1,5%.", $"Additional contribution of funds, at least 1.5%.", $"Zusatzbeitrag der Fonds, mindestens 1,5 %."), null),
        new(Law.Dlgs148.Article("35"), Text.Of($"Prestazioni nei limiti delle risorse del fondo.", $"Benefits within the resources of the fund.", $"Leistungen innerhalb der Mittel des Fonds."), OfFunds),
        new(Law.Dlgs148.Article("40"), Text.Of($"Fondi di Trento e Bolzano.", $"Funds of Trento and Bolzano.", $"Fonds von Trient und Bozen."), OfFunds),
        new(Law.Dlgs148.Article("44", "3"), Text.Of($"Il limite dell'80% vale dal 24 settembre 2017.", $"The limit of 80% holds from 24 September 2017.", $"Die 80-%-Grenze gilt ab 24. September 2017."), Text.Of($"la data sta nella figura dell'art. 22, c. 4", $"the date stands in the figure of art. 22, c. 4", $"das Datum steht beim Wert zu Art. 22, Abs. 4")),
        new(Law.Dlgs148.Article("44", "11-bis"), Text.Of($"Aree di crisi complessa.", $"Areas of complex crisis.", $"Komplexe Krisengebiete."), Special),
    ];

    /// <summary>Whether a citation of <paramref name="cited"/> uses <paramref name="provision"/>: the same place, or one of them is the whole article of the other.</summary>
    public static bool Uses(Provision cited, Provision provision) =>
        cited.Act == provision.Act && cited.Article == provision.Article && (cited.Paragraph == provision.Paragraph || cited.Paragraph is null || provision.Paragraph is null);

    /// <summary>The rules that use <paramref name="provision"/>.</summary>
    public static IEnumerable<Rule> RulesOf(Provision provision) => Rulebook.All.Where(r => r.Provisions.Any(p => Uses(p, provision)));
}

using Cig.Rules;
using static Cig.Rules.Law;

namespace Cig.Platform.Sheets;

/// <summary>The sheets that the service starts with. Administrators write the next versions; a sheet with a yearly figure ends with its year.</summary>
internal static class FirstSheets
{
    private static readonly DateOnly Checked = new(2026, 11, 22);
    private static readonly DateOnly Reform = new(2022, 1, 1);

    public static IReadOnlyList<Sheet> All(DateTimeOffset now)
    {
        return
        [
            Of("chi-ne-ha-diritto", Reform, null, [Dlgs148.Article("1"), Dlgs148.Article("2")],
                Text.Of($"Chi ha diritto alla cassa integrazione?", $"Who is entitled to the wage supplement?", $"Wer hat Anspruch auf die Lohnausgleichskasse?"),
                Text.Of(
                    $"Operai, impiegati e quadri con un contratto di lavoro subordinato, compresi gli apprendisti e i lavoratori a domicilio. Restano fuori i dirigenti e chi fa un tirocinio.\n\nServono almeno 30 giorni di lavoro effettivo nell'unità produttiva alla data della domanda. Per le sospensioni iniziate entro il 31 dicembre 2021 ne servivano 90. Per gli eventi oggettivamente non evitabili l'anzianità non è chiesta.",
                    $"Blue-collar and white-collar workers and quadri with a contract of employment, apprentices and home workers included. Executives and trainees are left out.\n\nAt least 30 days of effective work in the production unit are needed on the day of the application. For suspensions begun by 31 December 2021 it was 90. For unavoidable events no seniority is asked.",
                    $"Arbeiter, Angestellte und quadri mit einem Arbeitsvertrag, auch Lehrlinge und Heimarbeitende. Führungskräfte und Praktikanten sind ausgenommen.\n\nAm Tag des Antrags braucht es mindestens 30 Tage tatsächlicher Arbeit in der Produktionseinheit. Für Aussetzungen, die bis zum 31. Dezember 2021 begannen, waren es 90. Bei unvermeidbaren Ereignissen wird kein Dienstalter verlangt.")),
            Of("quanto-spetta", new(2026, 1, 1), new(2026, 12, 31), [Dlgs148.Article("3"), Circular("4/2026").Whole],
                Text.Of($"Quanto spetta di cassa integrazione?", $"How much is the wage supplement?", $"Wie hoch ist der Lohnausgleich?"),
                Text.Of(
                    $"L'80% della retribuzione globale per le ore non lavorate, entro un massimale mensile. Nel 2026 il massimale è {1_423.69m.Euro} lordi, {1_340.56m.Euro} dopo la riduzione del 5,84%.\n\nIl massimale vale per il mese intero: con meno ore di sospensione si riduce in proporzione. Comprende i ratei di tredicesima e quattordicesima.",
                    $"80% of total pay for the hours not worked, up to a monthly maximum. In 2026 the maximum is {1_423.69m.Euro} gross, {1_340.56m.Euro} after the reduction of 5.84%.\n\nThe maximum is for a whole month: with fewer hours of suspension it shrinks in proportion. It includes the accruals of the thirteenth and fourteenth month.",
                    $"80% der Gesamtentlohnung für die nicht gearbeiteten Stunden, bis zu einem monatlichen Höchstbetrag. 2026 beträgt er {1_423.69m.Euro} brutto, {1_340.56m.Euro} nach der Kürzung um 5,84%.\n\nDer Höchstbetrag gilt für den ganzen Monat: bei weniger Stunden sinkt er anteilig. Er umfasst die Anteile des dreizehnten und vierzehnten Monatsgehalts.")),
            Of("riduzione-5-84", Reform, null, [L41.Article("26")],
                Text.Of($"Che cosa è la trattenuta del 5,84%?", $"What is the deduction of 5.84%?", $"Was ist der Abzug von 5,84%?"),
                Text.Of(
                    $"La legge riduce l'integrazione del 5,84%, quanto il contributo degli apprendisti. Non è un contributo tuo e non si recupera. Sull'importo ridotto si paga poi l'imposta sul reddito.",
                    $"The law reduces the supplement by 5.84%, as much as the contribution of apprentices. It is not a contribution of yours and does not come back. Income tax is then due on the reduced amount.",
                    $"Das Gesetz kürzt den Lohnausgleich um 5,84%, so viel wie der Beitrag der Lehrlinge. Es ist kein Beitrag von dir und wird nicht erstattet. Auf den gekürzten Betrag fällt dann Einkommensteuer an.")),
            Of("chi-paga", Reform, null, [Dlgs148.Article("7")],
                Text.Of($"Chi paga l'integrazione, l'azienda o l'INPS?", $"Who pays the supplement, the employer or INPS?", $"Wer zahlt den Lohnausgleich, Arbeitgeber oder INPS?"),
                Text.Of(
                    $"Di regola paga l'azienda, in busta paga, alla fine di ogni periodo, e poi recupera con il conguaglio dei contributi.\n\nL'INPS paga direttamente quando l'azienda lo chiede per serie e documentate difficoltà finanziarie, o quando il decreto di CIGS lo dispone.",
                    $"As a rule the employer pays, with the wages, at the end of each pay period, and then deducts it from its contributions.\n\nINPS pays directly where the employer asks for it because of serious and documented financial difficulty, or where the decree of the CIGS says so.",
                    $"In der Regel zahlt der Arbeitgeber mit dem Lohn am Ende jedes Lohnzeitraums und verrechnet den Betrag dann mit den Beiträgen.\n\nDas INPS zahlt direkt, wenn der Arbeitgeber dies wegen ernster und belegter finanzieller Schwierigkeiten beantragt oder das CIGS-Dekret es vorsieht.")),
            Of("tempi-del-pagamento-diretto", Reform, null, [Dlgs148.Article("7", "5-bis")],
                Text.Of($"Quando arriva il pagamento diretto?", $"When does the direct payment arrive?", $"Wann kommt die Direktzahlung?"),
                Text.Of(
                    $"L'INPS paga dopo aver ricevuto i dati dall'azienda. L'azienda li manda entro la fine del secondo mese dopo il mese del periodo, oppure, se è più tardi, entro 60 giorni dalla comunicazione dell'autorizzazione.\n\nPassato quel termine la prestazione resta a carico dell'azienda.",
                    $"INPS pays after it has received the data from the employer. The employer sends them by the end of the second month after the month of the period or, if later, within 60 days from the notice of the authorisation.\n\nAfter that the benefit stays with the employer.",
                    $"Das INPS zahlt, nachdem es die Daten vom Arbeitgeber erhalten hat. Dieser schickt sie bis Ende des zweiten Monats nach dem Monat des Zeitraums oder, falls später, binnen 60 Tagen ab Mitteilung der Genehmigung.\n\nDanach geht die Leistung zu Lasten des Arbeitgebers.")),
            Of("altro-lavoro", new(2025, 12, 18), null, [Dlgs148.Article("8"), L203.Article("6"), L182.Article("22")],
                Text.Of($"Posso lavorare mentre sono in cassa integrazione?", $"May I work while on the wage supplement?", $"Darf ich während des Lohnausgleichs arbeiten?"),
                Text.Of(
                    $"Sì, ma per i giorni lavorati l'integrazione non spetta, sia con un lavoro subordinato sia autonomo.\n\nPrima di iniziare avvisa la sede dell'INPS: senza avviso si perde il diritto. La comunicazione obbligatoria del nuovo datore di lavoro vale come avviso all'INPS. Dal 18 dicembre 2025 avvisa subito anche il datore di lavoro che ha chiesto la cassa integrazione.",
                    $"Yes, but for the days worked the supplement is not due, be it employed or self-employed work.\n\nTell the INPS office before you begin: without notice the right is lost. The mandatory notice of the new employer counts as notice to INPS. From 18 December 2025 also tell at once the employer that asked for the supplement.",
                    $"Ja, aber für die gearbeiteten Tage steht kein Lohnausgleich zu, ob unselbständig oder selbständig.\n\nMelde es dem INPS vor Beginn: ohne Meldung geht der Anspruch verloren. Die Pflichtmeldung des neuen Arbeitgebers gilt als Meldung an das INPS. Seit 18. Dezember 2025 ist auch der Arbeitgeber, der den Lohnausgleich beantragt hat, sofort zu verständigen.")),
            Of("apprendisti", Reform, null, [Dlgs148.Article("2")],
                Text.Of($"Gli apprendisti hanno la cassa integrazione?", $"Do apprentices get the wage supplement?", $"Bekommen Lehrlinge den Lohnausgleich?"),
                Text.Of(
                    $"Sì: per le sospensioni iniziate dal 1º gennaio 2022 tutti i tipi di apprendistato. Prima spettava solo all'apprendistato professionalizzante.\n\nAlla ripresa l'apprendistato si allunga delle ore di integrazione ricevute.",
                    $"Yes: for suspensions begun from 1 January 2022 every type of apprenticeship. Before, only the professional type.\n\nOn return the apprenticeship is extended by the hours of supplement received.",
                    $"Ja: für Aussetzungen ab 1. Jänner 2022 jede Art von Lehre. Vorher nur die berufsspezialisierende.\n\nBei der Wiederaufnahme verlängert sich die Lehre um die Stunden des Lohnausgleichs.")),
            Of("durata-cigo", Reform, null, [Dlgs148.Article("12")],
                Text.Of($"Quanto può durare la CIGO?", $"How long may CIGO last?", $"Wie lange darf die CIGO dauern?"),
                Text.Of(
                    $"Fino a 13 settimane continuative, prorogabili di trimestre in trimestre fino a 52. Per periodi non consecutivi, al massimo 52 settimane in un biennio mobile, contate per ogni unità produttiva.\n\nDopo 52 settimane consecutive ne servono altre 52 di attività normale prima di una nuova domanda.",
                    $"Up to 13 weeks in a row, extendable by quarters up to 52. For periods that are not consecutive at most 52 weeks in rolling two years, counted for each production unit.\n\nAfter 52 consecutive weeks another 52 of normal activity are needed before a new application.",
                    $"Bis zu 13 Wochen am Stück, vierteljährlich verlängerbar bis 52. Für nicht aufeinanderfolgende Zeiträume höchstens 52 Wochen in gleitenden zwei Jahren, gezählt je Produktionseinheit.\n\nNach 52 Wochen am Stück braucht es weitere 52 Wochen normaler Tätigkeit vor einem neuen Antrag.")),
            Of("durata-fis", Reform, null, [Dlgs148.Article("29", "3-bis")],
                Text.Of($"Quanto può durare l'assegno del FIS?", $"How long may the FIS allowance last?", $"Wie lange darf die Zulage des FIS dauern?"),
                Text.Of(
                    $"13 settimane in un biennio mobile per i datori di lavoro che occupano in media fino a 5 dipendenti nel semestre precedente, 26 settimane per chi ne occupa di più.",
                    $"13 weeks in rolling two years for employers with up to 5 employees on average in the semester before, 26 weeks for those with more.",
                    $"13 Wochen in gleitenden zwei Jahren für Arbeitgeber mit durchschnittlich bis zu 5 Beschäftigten im Halbjahr davor, 26 Wochen für jene mit mehr.")),
            Of("durata-massima", Reform, null, [Dlgs148.Article("4"), Dlgs148.Article("22", "5")],
                Text.Of($"Quanti mesi in tutto tra CIGO e CIGS?", $"How many months of CIGO and CIGS together?", $"Wie viele Monate CIGO und CIGS zusammen?"),
                Text.Of(
                    $"24 mesi in un quinquennio mobile per ogni unità produttiva; 30 per edilizia, escavazione e lapidei. I primi 24 mesi di contratto di solidarietà contano la metà.",
                    $"24 months in rolling five years for each production unit; 30 for building, quarrying and stone. The first 24 months of a solidarity agreement count half.",
                    $"24 Monate in gleitenden fünf Jahren je Produktionseinheit; 30 im Bau-, Abbau- und Steinsektor. Die ersten 24 Monate eines Solidaritätsvertrags zählen zur Hälfte.")),
            Of("termine-domanda-cigo", Reform, null, [Dlgs148.Article("15", "2"), Dlgs148.Article("15", "3")],
                Text.Of($"Entro quando si presenta la domanda di CIGO?", $"By when is a CIGO application filed?", $"Bis wann ist der CIGO-Antrag einzureichen?"),
                Text.Of(
                    $"Entro 15 giorni dall'inizio della sospensione o della riduzione; se l'ultimo giorno è festivo, il primo giorno non festivo.\n\nUna domanda in ritardo non è persa del tutto: non si paga però per i periodi anteriori a una settimana dalla data di presentazione.",
                    $"Within 15 days from the start of the suspension or reduction; if the last day is a holiday, on the next day that is none.\n\nA late application is not lost altogether: nothing is paid, however, for periods earlier than one week before its filing.",
                    $"Binnen 15 Tagen ab Beginn der Aussetzung oder Kürzung; ist der letzte Tag ein Feiertag, am nächsten Tag, der keiner ist.\n\nEin verspäteter Antrag ist nicht ganz verloren: für Zeiträume, die mehr als eine Woche vor der Einreichung liegen, wird aber nichts gezahlt.")),
            Of("eventi-non-evitabili", new(2016, 10, 8), null, [Dlgs148.Article("15", "2"), Dlgs185.Article("2")],
                Text.Of($"Maltempo e altri eventi non evitabili: qual è il termine?", $"Bad weather and other unavoidable events: what is the term?", $"Schlechtwetter und andere unvermeidbare Ereignisse: welche Frist?"),
                Text.Of(
                    $"La domanda si presenta entro la fine del mese dopo quello in cui è avvenuto l'evento. Una sola domanda per più eventi segue il termine del primo.",
                    $"The application is filed by the end of the month after the one in which the event happened. One application for several events follows the term of the first.",
                    $"Der Antrag ist bis Ende des Monats nach jenem des Ereignisses einzureichen. Ein einziger Antrag für mehrere Ereignisse folgt der Frist des ersten.")),
            Of("cigs-quando", Reform, null, [Dlgs148.Article("20"), Dlgs148.Article("21", "1")],
                Text.Of($"Quali aziende possono chiedere la CIGS, e per quali causali?", $"Which employers may ask for CIGS, and for which causes?", $"Welche Arbeitgeber können die CIGS beantragen, und aus welchen Gründen?"),
                Text.Of(
                    $"Le aziende con in media più di 15 dipendenti nel semestre precedente che non hanno un proprio fondo di solidarietà. Le causali sono tre: riorganizzazione, crisi aziendale, contratto di solidarietà.",
                    $"Employers with on average more than 15 employees in the semester before that have no solidarity fund of their own. The causes are three: reorganisation, company crisis, solidarity agreement.",
                    $"Arbeitgeber mit durchschnittlich mehr als 15 Beschäftigten im Halbjahr davor, die keinen eigenen Solidaritätsfonds haben. Die Gründe sind drei: Umstrukturierung, Unternehmenskrise, Solidaritätsvertrag.")),
            Of("cigs-domanda", Reform, null, [Dlgs148.Article("25", "1"), Dlgs148.Article("25", "5")],
                Text.Of($"A chi si presenta la domanda di CIGS?", $"To whom is a CIGS application filed?", $"Wo wird der CIGS-Antrag eingereicht?"),
                Text.Of(
                    $"Al Ministero del lavoro e, insieme, agli ispettorati territoriali, entro 7 giorni dalla fine della consultazione sindacale o dalla firma dell'accordo. L'INPS viene dopo il decreto del Ministero.",
                    $"To the Ministry of Labour and, together, to the territorial inspectorates, within 7 days from the end of the union consultation or the signing of the agreement. INPS comes after the decree of the Ministry.",
                    $"Beim Arbeitsministerium und zugleich bei den Arbeitsinspektoraten, binnen 7 Tagen ab Ende der Gewerkschaftskonsultation oder Unterzeichnung des Abkommens. Das INPS kommt nach dem Dekret des Ministeriums.")),
            Of("contributo-addizionale", new(2025, 1, 1), null, [Dlgs148.Article("5", "1"), Dlgs148.Article("5", "1-ter")],
                Text.Of($"Quanto paga l'azienda di contributo addizionale?", $"How much additional contribution does the employer pay?", $"Wie hoch ist der Zusatzbeitrag des Arbeitgebers?"),
                Text.Of(
                    $"Il 9% della retribuzione persa fino a 52 settimane in un quinquennio mobile, il 12% oltre 52 e fino a 104, il 15% oltre. Chi non ha usato integrazioni per almeno 24 mesi paga il 6% e poi il 9%; oltre 104 settimane vale il 15%.\n\nNon è dovuto per gli eventi oggettivamente non evitabili.",
                    $"9% of the pay lost up to 52 weeks in rolling five years, 12% beyond 52 and up to 104, 15% beyond. Who has used no supplement for at least 24 months pays 6% and then 9%; beyond 104 weeks 15% applies.\n\nIt is not due for unavoidable events.",
                    $"9% der entgangenen Entlohnung bis 52 Wochen in gleitenden fünf Jahren, 12% über 52 bis 104, 15% darüber. Wer mindestens 24 Monate keinen Lohnausgleich genutzt hat, zahlt 6% und dann 9%; über 104 Wochen gelten 15%.\n\nBei unvermeidbaren Ereignissen ist er nicht geschuldet.")),
            Of("consultazione-sindacale", new(2022, 1, 27), null, [Dlgs148.Article("14")],
                Text.Of($"Come funziona la consultazione sindacale per la CIGO?", $"How does the union consultation for CIGO work?", $"Wie läuft die Gewerkschaftskonsultation für die CIGO?"),
                Text.Of(
                    $"L'azienda avvisa prima le rappresentanze sindacali di cause, durata e numero dei lavoratori. Se una parte lo chiede si fa l'esame congiunto, anche a distanza. Tutto finisce entro 25 giorni dall'avviso, 10 nelle aziende fino a 50 dipendenti.",
                    $"The employer first tells the union representatives the causes, the duration and the number of workers. If a party asks there is a joint examination, also online. All is done within 25 days from the notice, 10 in firms with up to 50 employees.",
                    $"Der Arbeitgeber teilt den Gewerkschaftsvertretungen vorab Gründe, Dauer und Zahl der Beschäftigten mit. Auf Wunsch einer Seite folgt eine gemeinsame Prüfung, auch online. Alles endet binnen 25 Tagen ab Mitteilung, binnen 10 in Betrieben bis 50 Beschäftigte.")),
            Of("conguaglio-sei-mesi", Reform, null, [Dlgs148.Article("7", "3")],
                Text.Of($"Entro quando l'azienda recupera con il conguaglio?", $"By when does the employer set off what it advanced?", $"Bis wann verrechnet der Arbeitgeber den Vorschuss?"),
                Text.Of(
                    $"Entro sei mesi dalla fine del periodo di paga in corso alla scadenza del termine della concessione, o dalla data del provvedimento di concessione se è più tardi. Passato il termine il recupero è perso.",
                    $"Within six months from the end of the pay period running when the term of the grant expires, or from the date of the grant if later. After that the recovery is lost.",
                    $"Binnen sechs Monaten ab Ende des Lohnzeitraums, der bei Ablauf der Gewährung läuft, oder ab dem Datum der Gewährung, falls später. Danach ist die Verrechnung verloren.")),
            Of("ricorso", Reform, null, [Dlgs148.Article("17")],
                Text.Of($"La domanda è stata respinta: come si fa ricorso?", $"The application was refused: how does one appeal?", $"Der Antrag wurde abgelehnt: wie legt man Rekurs ein?"),
                Text.Of(
                    $"Contro il rifiuto della CIGO si ricorre entro 30 giorni dalla comunicazione al comitato amministratore dell'INPS; poi si può andare dal giudice.",
                    $"Against the refusal of CIGO one appeals within 30 days from the notice to the administrative committee of INPS; afterwards one may go to court.",
                    $"Gegen die Ablehnung der CIGO ist binnen 30 Tagen ab Mitteilung Rekurs beim Verwaltungskomitee des INPS möglich; danach steht das Gericht offen.")),
            Of("formazione", new(2022, 10, 29), null, [Dlgs148.Article("25-ter"), DmTraining.Whole],
                Text.Of($"Che cosa succede se salto la formazione durante la CIGS?", $"What happens if I miss training during CIGS?", $"Was geschieht, wenn ich die Weiterbildung während der CIGS versäume?"),
                Text.Of(
                    $"Chi è in CIGS partecipa alla formazione quando la legge o l'accordo la prevedono. Le assenze ingiustificate costano: tra il 25% e il 50% delle ore un terzo delle mensilità, tra il 50% e l'80% metà, oltre l'80% si decade dalla prestazione.",
                    $"Who is on CIGS attends training where the law or the agreement provides it. Unjustified absences cost: between 25% and 50% of the hours a third of the monthly amounts, between 50% and 80% a half, beyond 80% the benefit is forfeited.",
                    $"Wer in CIGS ist, nimmt an der Weiterbildung teil, wo Gesetz oder Abkommen sie vorsehen. Unentschuldigtes Fehlen kostet: zwischen 25% und 50% der Stunden ein Drittel der Monatsbeträge, zwischen 50% und 80% die Hälfte, über 80% verfällt die Leistung.")),
            Of("info-cig", new(2023, 5, 22), null, [Message("1605/2023").Whole],
                Text.Of($"Quando e come parlo con un operatore in chat?", $"When and how do I talk to an advisor in the chat?", $"Wann und wie spreche ich im Chat mit einer Fachperson?"),
                Text.Of(
                    $"Info CIG è attiva dal lunedì al venerdì, dalle 15:00 alle 18:00. I lavoratori entrano da MyINPS, Comunica con l'INPS; aziende e consulenti dal Cassetto Previdenziale, Contatti.\n\nFuori orario puoi scrivere una richiesta o prenotare una richiamata.",
                    $"Info CIG is available from Monday to Friday, from 15:00 to 18:00. Workers enter from MyINPS, Contact INPS; employers and consultants from the Cassetto Previdenziale, Contacts.\n\nOut of hours you can write a request or book a call back.",
                    $"Info CIG ist von Montag bis Freitag, von 15:00 bis 18:00 Uhr, verfügbar. Beschäftigte gehen über MyINPS, Kontakt zum INPS; Arbeitgeber und Beratende über den Cassetto Previdenziale, Kontakte.\n\nAußerhalb der Zeiten kannst du eine Anfrage schreiben oder einen Rückruf buchen.")),
        ];

        Sheet Of(string name, DateOnly from, DateOnly? to, IReadOnlyList<Provision> sources, Text title, Text body) => new()
        {
            Name = name,
            N = 1,
            TitleIt = title.Italian,
            TitleEn = title.English,
            TitleDe = title.German,
            BodyIt = body.Italian,
            BodyEn = body.English,
            BodyDe = body.German,
            Source = string.Join("; ", sources),
            CheckedOn = Checked,
            FromDay = from,
            ToDay = to,
            Retired = false,
            SetBy = "first",
            SetAt = now,
        };
    }
}

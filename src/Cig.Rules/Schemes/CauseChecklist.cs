using static Cig.Rules.Law;

namespace Cig.Rules;

/// <summary>Something that an application must show, state or enclose.</summary>
/// <param name="Text">What, for who prepares it.</param>
/// <param name="Source">The provision that asks for it.</param>
public sealed record Requirement(Text Text, Provision Source);

/// <summary>A cause with everything that it asks for.</summary>
/// <param name="Key">Name as programs exchange it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Unavoidable">An objectively unavoidable event (EONE).</param>
/// <param name="InpsEventCode">INPS's event code where a source gives one.</param>
/// <param name="Proof">What belongs to this cause alone.</param>
/// <param name="Common">What every application of the scheme asks for.</param>
/// <param name="Source">The provision of the cause.</param>
public sealed record CauseRequirements(string Key, Text Name, bool Unavoidable, string? InpsEventCode, IReadOnlyList<Requirement> Proof, IReadOnlyList<Requirement> Common, Provision Source);

/// <summary>
/// Causali e prove: what each cause of CIGO, FIS and CIGS must show (D.M. 95442/2016 for the ordinary ones, artt. 21 and 24 of the Decree for the extraordinary ones), and what every application
/// of the scheme carries besides.
/// </summary>
public static class CauseChecklist
{
    private static readonly Provision ReportArticle = Dm95442.Article("2");
    private static readonly Provision Extraordinary = Dlgs148.Article("21", "1");
    private static readonly Provision Content = Dlgs148.Article("15", "1");
    private static readonly Provision Consultation = Dlgs148.Article("24", "3");
    private static readonly Provision ApplicationOf = Dlgs148.Article("25", "1");

    /// <summary>The extraordinary causes (art. 21, c. 1).</summary>
    private static readonly CauseRequirements[] ExtraordinaryCauses =
    [
        new("REORGANISATION", Text.Of($"Riorganizzazione aziendale", $"Company reorganisation", $"Betriebliche Reorganisation"), false, null,
        [
            new(Text.Of($"Programma che affronta le inefficienze della gestione o della produzione, con investimenti e formazione; dal 2022 anche per processi di transizione.", $"A programme that meets inefficiencies of management or production, with investments and training; from 2022 also for processes of transition.", $"Ein Programm gegen Ineffizienzen in Leitung oder Produktion, mit Investitionen und Schulung; ab 2022 auch für Übergangsprozesse."), Dlgs148.Article("21", "2")),
            new(Text.Of($"Recupero occupazionale dei lavoratori sospesi e loro riqualificazione.", $"Recovery of the suspended workers and their retraining.", $"Rückkehr der suspendierten Beschäftigten und ihre Umschulung."), Dlgs148.Article("21", "2")),
            new(Text.Of($"Criteri del programma secondo il decreto ministeriale, che qui non è stato riletto.", $"Criteria of the programme according to the ministerial decree, which was not read again here.", $"Kriterien des Programms nach dem Ministerialdekret, das hier nicht erneut gelesen wurde."), Dm94033.Whole),
            .. SuspendedHours(),
        ], [], Extraordinary),
        new("CRISIS", Text.Of($"Crisi aziendale", $"Company crisis", $"Betriebliche Krise"), false, null,
        [
            new(Text.Of($"Piano di risanamento con gli interventi che correggono gli squilibri di produzione, finanza o gestione, anche dovuti a condizioni esterne.", $"A recovery plan with the measures that correct imbalances of production, finance or management, also where they come from outside.", $"Ein Sanierungsplan mit den Maßnahmen gegen Ungleichgewichte in Produktion, Finanzen oder Leitung, auch bei äußeren Ursachen."), Dlgs148.Article("21", "3")),
            new(Text.Of($"Obiettivo di continuare l'attività e salvare i posti: dal 2016 non vale per la cessazione dell'azienda o di un ramo.", $"The aim to go on and to save the jobs: from 2016 it does not hold for the closure of the firm or of a branch.", $"Ziel der Fortführung und des Erhalts der Arbeitsplätze: seit 2016 gilt es nicht für die Schließung des Betriebs oder eines Zweigs."), Extraordinary),
            new(Text.Of($"Evento improvviso e imprevisto, se la crisi ne deriva, secondo il decreto ministeriale, che qui non è stato riletto.", $"The sudden and unforeseen event, where the crisis comes from one, according to the ministerial decree, which was not read again here.", $"Das plötzliche und unvorhergesehene Ereignis, wenn die Krise daraus entsteht, nach dem Ministerialdekret, das hier nicht erneut gelesen wurde."), Dm94033.Whole),
            new(Text.Of($"Due terzi del periodo prima trascorsi, se l'unità ha già avuto una CIGS per crisi.", $"Two thirds of the period before elapsed, where the unit already had a CIGS for crisis.", $"Zwei Drittel des vorigen Zeitraums verstrichen, wenn die Einheit bereits eine CIGS wegen Krise hatte."), Dlgs148.Article("22", "2")),
            .. SuspendedHours(),
        ], [], Extraordinary),
        new("SOLIDARITY", Text.Of($"Contratto di solidarietà", $"Solidarity agreement", $"Solidaritätsvertrag"), false, null,
        [
            new(Text.Of($"Contratto collettivo aziendale che riduce l'orario per evitare esuberi.", $"A company collective agreement that cuts hours to avoid dismissals.", $"Ein betrieblicher Kollektivvertrag, der die Arbeitszeit kürzt, um Entlassungen zu vermeiden."), Dlgs81.Article("51")),
            new(Text.Of($"Riduzione media e di ciascun lavoratore entro i limiti, dichiarate nell'accordo.", $"The average cut and that of each worker within the limits, stated in the agreement.", $"Durchschnittliche und individuelle Kürzung innerhalb der Grenzen, in der Vereinbarung angegeben."), Dlgs148.Article("21", "5")),
            new(Text.Of($"Modo in cui l'orario può crescere per maggiore lavoro temporaneo, se l'accordo lo prevede.", $"How the hours may be raised for temporary extra work, where the agreement provides it.", $"Wie die Arbeitszeit bei vorübergehendem Mehrbedarf steigen kann, wenn die Vereinbarung es vorsieht."), Dlgs148.Article("21", "5")),
        ], [], Extraordinary),
    ];

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("cause-checklist", "Schemes/CauseChecklist", Text.Of($"Che cosa prova ogni causale", $"What each cause must prove", $"Was jeder Grund nachweist"),
    [
        .. Of(Scheme.Cigo).Value.Concat(Of(Scheme.Cigs).Value).Concat(Of(Scheme.Fis).Value).SelectMany(c => c.Proof.Concat(c.Common).Select(r => r.Source).Append(c.Source)),
    ]);

    /// <summary>The causes of a scheme, each with what it must prove.</summary>
    /// <param name="scheme">CIGO, CIGS, FIS or a fund, which has the causes of the FIS.</param>
    /// <param name="averageEmployees">Average of the semester before filing; from 2022 it decides whether the FIS covers extraordinary causes. Null where it is not known, and then they are listed.</param>
    /// <exception cref="ImpossibleFactException">The causes of the CISOA are not in the sources.</exception>
    public static Ruling<IReadOnlyList<CauseRequirements>> Of(Scheme scheme, decimal? averageEmployees = null)
    {
        switch (scheme)
        {
            case Scheme.Cigo:
                return new([.. Ordinary(WithOrdinary(Content))], [new(Dlgs148.Article("11"), Text.Of(
                    $"La CIGO copre eventi transitori non imputabili e situazioni temporanee di mercato, con ripresa prevedibile.",
                    $"The ordinary supplement covers transitory events that nobody caused and temporary market situations, with resumption foreseeable.",
                    $"Die ordentliche Kasse deckt vorübergehende, nicht zurechenbare Ereignisse und vorübergehende Marktlagen mit absehbarer Wiederaufnahme."))]);
            case Scheme.Cigs:
                return new([.. ExtraordinaryCauses.Select(c => c with { Common = CommonCigs(c) })], [new(Extraordinary, Text.Of(
                    $"La CIGS copre riorganizzazione, crisi e contratto di solidarietà; va chiesta al Ministero.",
                    $"The extraordinary supplement covers reorganisation, crisis and solidarity agreements; it is asked of the Ministry.",
                    $"Die außerordentliche Kasse deckt Reorganisation, Krise und Solidaritätsverträge; sie wird beim Ministerium beantragt."))]);
            case Scheme.Fis or Scheme.Fund:
                return OfFunds(averageEmployees);
            default:
                throw new ImpossibleFactException(
                    "scheme",
                    Text.Of($"Le causali della CISOA non sono nelle fonti usate qui.", $"The causes of the CISOA are not in the sources used here.", $"Die Gründe der CISOA stehen nicht in den hier verwendeten Quellen."),
                    Text.Of($"Scegli CIGO, CIGS, FIS o FUND.", $"Choose CIGO, CIGS, FIS or FUND.", $"CIGO, CIGS, FIS oder FUND wählen."));
        }
    }

    /// <summary>Ordinary causes for all; extraordinary ones only up to the size at which the extraordinary supplement begins.</summary>
    private static Ruling<IReadOnlyList<CauseRequirements>> OfFunds(decimal? average)
    {
        var common = WithOrdinary(Dlgs148.Article("30", "2"));
        var size = SchemeFit.ExtraordinarySize[^1].Value;
        var both = average is not { } known || known <= size;
        return new([.. Ordinary(common), .. both ? ExtraordinaryCauses.Select(c => c with { Common = common }) : []], [new Reason(Dlgs148.Article("29"), both
            ? Text.Of(
                $"FIS e fondi coprono le causali ordinarie e, fino a {size} dipendenti in media, anche quelle straordinarie.",
                $"FIS and funds cover the ordinary causes and, up to {size} employees on average, the extraordinary ones as well.",
                $"FIS und Fonds decken die ordentlichen Gründe und, bis zu {size} Beschäftigten im Mittel, auch die außerordentlichen.")
            : Text.Of(
                $"Oltre {size} dipendenti in media FIS e fondi coprono solo le causali ordinarie: le straordinarie sono della CIGS.",
                $"Over {size} employees on average FIS and funds cover the ordinary causes only: the extraordinary ones belong to CIGS.",
                $"Über {size} Beschäftigten im Mittel decken FIS und Fonds nur die ordentlichen Gründe: die außerordentlichen gehören zur CIGS."))
            .Or("averageEmployees", average is { } given ? given : Text.Of($"non indicata", $"not given", $"nicht angegeben"), both
                ? Text.Of($"oltre la soglia resterebbero solo le ordinarie", $"over the threshold only the ordinary ones would stay", $"über der Schwelle blieben nur die ordentlichen")
                : Text.Of($"entro la soglia varrebbero anche le straordinarie", $"within the threshold the extraordinary ones would hold too", $"innerhalb der Schwelle würden auch die außerordentlichen gelten"))])
        {
            Warnings =
            [
                Text.Of($"Un fondo può avere causali proprie nel suo decreto.", $"A fund may have causes of its own in its decree.", $"Ein Fonds kann in seinem Dekret eigene Gründe haben."),
            ],
        };
    }

    private static IEnumerable<CauseRequirements> Ordinary(IReadOnlyList<Requirement> common) => Cause.Cigo.Select(c => new CauseRequirements(
        c.Key, c.Name, c.Unavoidable, c.InpsEventCode, [new(c.Proof, c.Source), .. c.Unavoidable ? [] : Transience()], common, c.Source));

    private static IEnumerable<Requirement> Transience() =>
    [
        new(Text.Of($"Il fatto è transitorio e la ripresa prevedibile; se il lavoro è già ripreso prima della decisione, la transitorietà è provata.", $"The fact is transitory and resumption foreseeable; where work has already resumed before the decision, that is proved.", $"Die Lage ist vorübergehend und die Wiederaufnahme absehbar; ist die Arbeit vor der Entscheidung wieder aufgenommen, ist dies bewiesen."), Message("1856/2017").Whole),
    ];

    private static IReadOnlyList<Requirement> WithOrdinary(Provision application) =>
    [
        new(Text.Of($"Domanda online con causale, durata prevista, nomi dei lavoratori e ore chieste.", $"Application online with cause, length expected, names of the workers and hours requested.", $"Online-Antrag mit Grund, voraussichtlicher Dauer, Namen der Beschäftigten und beantragten Stunden."), application),
        new(Text.Of($"Organico medio del semestre prima della domanda, per orario contrattuale.", $"Average head-count of the semester before filing, by contract hours.", $"Durchschnittlicher Personalstand des Halbjahrs vor dem Antrag, nach Vertragszeit."), Dlgs148.Article("12", "6")),
        new(Text.Of($"Relazione tecnica dettagliata.", $"Detailed technical report.", $"Ausführlicher technischer Bericht."), ReportArticle),
        new(Text.Of($"La relazione è una dichiarazione sostitutiva: chi la firma risponde della verità.", $"The report is a sworn declaration: who signs it answers for its truth.", $"Der Bericht ist eine eidesstattliche Erklärung: wer unterschreibt, haftet für die Wahrheit."), Dpr445.Article("47")),
        new(Text.Of($"Comunicazione ai sindacati ed eventuale esame congiunto.", $"Notice to the unions and joint examination where held.", $"Mitteilung an die Gewerkschaften und gegebenenfalls gemeinsame Prüfung."), Dlgs148.Article("14", "1")),
        new(Text.Of($"Prova delle difficoltà finanziarie, se si chiede il pagamento diretto.", $"Proof of the financial difficulty, where direct payment is asked for.", $"Nachweis der finanziellen Schwierigkeiten, wenn Direktzahlung beantragt wird."), Dlgs148.Article("7", "4")),
    ];

    private static IReadOnlyList<Requirement> CommonCigs(CauseRequirements cause) =>
    [
        new(Text.Of($"Domanda al Ministero, nello stesso momento agli ispettorati, con l'elenco dei lavoratori.", $"Application to the Ministry, at the same time to the inspectorates, with the list of the workers.", $"Antrag beim Ministerium und zugleich bei den Inspektoraten, mit der Liste der Beschäftigten."), Dlgs148.Article("25", "5")),
        .. cause.Key == "SOLIDARITY" ? Array.Empty<Requirement>() :
        [
            new(Text.Of($"Organico medio del semestre prima, per orario contrattuale.", $"Average head-count of the semester before, by contract hours.", $"Durchschnittlicher Personalstand des vorigen Halbjahrs, nach Vertragszeit."), ApplicationOf),
            new(Text.Of($"Verbale dell'esame congiunto: programma, ragioni contro altre forme di riduzione, criteri di scelta e rotazione dei lavoratori.", $"Minutes of the joint examination: programme, reasons against other forms of cut, criteria of choice and rotation of the workers.", $"Protokoll der gemeinsamen Prüfung: Programm, Gründe gegen andere Formen der Kürzung, Auswahlkriterien und Rotation der Beschäftigten."), Consultation),
        ],
        new(Text.Of($"Nessuna CIGO per la stessa unità, lo stesso periodo e la stessa causa.", $"No ordinary supplement for the same unit, the same period and the same cause.", $"Keine ordentliche Kasse für dieselbe Einheit, denselben Zeitraum und denselben Grund."), Dlgs148.Article("21", "6")),
    ];

    private static IEnumerable<Requirement> SuspendedHours() =>
    [
        new(Text.Of($"Sospensioni entro l'80% delle ore lavorabili dell'unità nel programma.", $"Suspensions within 80% of the workable hours of the unit over the programme.", $"Suspendierungen innerhalb von 80 % der Sollstunden der Einheit im Programm."), Dlgs148.Article("22", "4")),
    ];
}

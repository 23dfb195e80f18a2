using Cig.Rules.Calendar;
using static Cig.Rules.Law;

namespace Cig.Rules.OtherWork;

/// <summary>Whether the other work is done for an employer.</summary>
public enum WorkKind
{
    /// <summary>Lavoro dipendente.</summary>
    Employed,

    /// <summary>Lavoro autonomo.</summary>
    SelfEmployed,
}

/// <summary>Whether the other work falls in the hours of the supplemented job.</summary>
public enum Overlap
{
    /// <summary>In the hours of the suspended job: the two pays do not add up.</summary>
    SameHours,

    /// <summary>The two jobs fit together in time, within the weekly maximum.</summary>
    OtherHours,
}

/// <summary>The version of art. 8 that the day of the other work chooses.</summary>
public enum WorkRegime
{
    /// <summary>No benefit for the days worked.</summary>
    V1DaysWorkedNotPaid,

    /// <summary>Employment of six months or less suspends, other work costs the days.</summary>
    V2SixMonthSplit,

    /// <summary>Any work costs the days, whatever its length.</summary>
    V3DaysWorkedNotPaidAnyDuration,

    /// <summary>The same, and the employer of the supplement is told as well.</summary>
    V4V3PlusNoticeToEmployer,
}

/// <summary>What the other work does to the supplement.</summary>
public enum WorkEffect
{
    /// <summary>Niente integrazione for the days worked.</summary>
    NotDueForDays,

    /// <summary>Sospesa for the whole length of a fixed-term job of up to six months (2022 to 11 January 2025).</summary>
    Suspended,

    /// <summary>Decadenza: no prior notice reached INPS (art. 8, c. 3).</summary>
    Forfeited,

    /// <summary>Cumulabile per intero: the two jobs fit together in time.</summary>
    Cumulable,

    /// <summary>The other pay is lower: what is missing to the supplement stays due.</summary>
    Difference,

    /// <summary>A new full-time permanent job ends the first one.</summary>
    Ended,
}

/// <summary>The facts of some other work during a supplement.</summary>
/// <param name="From">First day of the other work.</param>
/// <param name="To">Last day of it.</param>
/// <param name="Kind">Employed or self-employed.</param>
/// <param name="ContractMonths">Length of a fixed-term contract in months; null where it is open-ended.</param>
/// <param name="FullTimePermanent">Whether it is a full-time permanent job, which ends the first one.</param>
/// <param name="Overlap">Whether it falls in the hours of the suspended job.</param>
/// <param name="NotifiedInpsOn">Day of the worker's own notice to INPS.</param>
/// <param name="UnilavOn">Day of the new employer's compulsory notice of hiring, which counts as the worker's.</param>
/// <param name="ToldEmployerOn">Day on which the employer that asked for the supplement was told.</param>
/// <param name="OtherPay">Pay of the other work, whole period.</param>
/// <param name="Supplement">Supplement of the days worked, whole period.</param>
public sealed record OtherWorkFacts(
    DateOnly From, DateOnly To, WorkKind Kind, decimal? ContractMonths, bool FullTimePermanent, Overlap Overlap,
    DateOnly? NotifiedInpsOn, DateOnly? UnilavOn, DateOnly? ToldEmployerOn, Euro? OtherPay, Euro? Supplement)
{
    /// <summary>Working days a week of the other work, 5 from Monday or 6.</summary>
    public int DaysPerWeek { get; init; } = 5;

    /// <summary>The notice that reached INPS first; self-employed work has no notice of hiring.</summary>
    internal DateOnly? FirstNotice => NotifiedInpsOn is null || UnilavOn < NotifiedInpsOn ? UnilavOn : NotifiedInpsOn;
}

/// <summary>The part of the other work that falls under one version of the law.</summary>
/// <param name="From">First day of the other work.</param>
/// <param name="To">Last day of it.</param>
/// <param name="Regime">The version of the law.</param>
/// <param name="Effect">What it does to the supplement.</param>
/// <param name="Days">Working days in it.</param>
/// <param name="Payable">Supplement still due for it; null where the amounts are not known.</param>
public sealed record WorkPart(DateOnly From, DateOnly To, WorkRegime Regime, WorkEffect Effect, int Days, Euro? Payable);

/// <summary>What the other work does, part by part, and whom the worker must tell.</summary>
public sealed record OtherWorkAnswer(IReadOnlyList<WorkPart> Parts, IReadOnlyList<Reason> Duties);

/// <summary>Altro lavoro durante l'integrazione (art. 8, in four versions chosen by the day of the other work).</summary>
public static class OtherWorkRule
{
    internal static readonly InForce<WorkRegime> Version = new("otherWork.ruleVersion")
    {
        { "2015-09-24", "2021-12-31", WorkRegime.V1DaysWorkedNotPaid, Dlgs148.Article("8", "2"), Trust.Secondary },
        { "2022-01-01", "2025-01-11", WorkRegime.V2SixMonthSplit, L234.Article("1", "197"), Trust.Secondary },
        { "2025-01-12", "2025-12-17", WorkRegime.V3DaysWorkedNotPaidAnyDuration, L203.Article("6"), Trust.NormTextRead },
        { "2025-12-18", null, WorkRegime.V4V3PlusNoticeToEmployer, L182.Article("22"), Trust.NormTextRead },
    };

    internal static readonly InForce<int> SixMonths = new("otherWork.sixMonthThreshold")
    {
        { "2022-01-01", "2025-01-11", 6, Dl4.Article("23", "1"), Trust.NormTextRead },
    };

    private static readonly Provision Classes = Circular("130/2010").Whole;
    private static readonly Provision PriorNotice = Dlgs148.Article("8", "3");
    private static readonly Provision HiringNotice = Dlgs181.Article("4-bis");
    private static readonly Provision NoticeToEmployer = Dlgs148.Article("8", "2-bis");

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("other-work", "OtherWork/OtherWork", Text.Of(
        $"Altro lavoro durante l'integrazione", $"Other work during the supplement", $"Andere Arbeit während des Lohnausgleichs"),
        [.. Version.Sources, .. SixMonths.Sources, Classes, PriorNotice, HiringNotice, NoticeToEmployer, Circular("3/2025").Whole, Circular("1/2026").Whole]);

    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(Version, "enum", TimeKey.EventDay, v => v switch
        {
            WorkRegime.V1DaysWorkedNotPaid => "V1_DAYS_WORKED_NOT_PAID",
            WorkRegime.V2SixMonthSplit => "V2_SIX_MONTH_SPLIT",
            WorkRegime.V3DaysWorkedNotPaidAnyDuration => "V3_DAYS_WORKED_NOT_PAID_ANY_DURATION",
            _ => "V4_V3_PLUS_NOTICE_TO_EMPLOYER",
        }),
        Figure.Of(SixMonths, "months: fixed-term up to and including 6 months suspends the benefit", TimeKey.EventDay, m => m.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    ];

    /// <summary>What the other work does to the supplement, one part for each version of the law that it touches, and whom the worker must tell.</summary>
    /// <exception cref="ImpossibleFactException">Facts contradict one another.</exception>
    /// <exception cref="NotInForceException">The work began before the Decree.</exception>
    public static Ruling<OtherWorkAnswer> For(OtherWorkFacts facts)
    {
        Check(facts);
        var spans = Spans(facts).ToList();
        var all = spans.Sum(s => s.Days);
        List<WorkPart> parts = [];
        List<Reason> reasons = [];
        var before = 0;
        foreach (var (from, to, version, days) in spans)
        {
            var (effect, why) = EffectOf(facts, from, version);
            var supplement = Slice(facts.Supplement, before, days, all);
            var other = Slice(facts.OtherPay, before, days, all);
            if (effect == WorkEffect.NotDueForDays && supplement is { } due && other is { } earned && earned < due)
            {
                effect = WorkEffect.Difference;
                why = new Reason(Circular("3/2025").Whole, Text.Of(
                    $"Dal {from} al {to} il guadagno di {earned} è inferiore all'integrazione di {due}: resta la differenza di {due - earned}.",
                    $"From {from} to {to} the earnings of {earned} are lower than the supplement of {due}: the difference of {due - earned} stays due.",
                    $"Vom {from} bis {to} ist der Verdienst von {earned} niedriger als der Ausgleich von {due}: die Differenz von {due - earned} bleibt zustehend."))
                    .Or("otherPay", earned, Text.Of($"con un guadagno uguale o maggiore non spetterebbe nulla", $"with equal or higher earnings nothing would be due", $"bei gleichem oder höherem Verdienst stünde nichts zu"));
            }

            reasons.Add(why);
            parts.Add(new(from, to, version.Value, effect, days, effect switch
            {
                WorkEffect.Cumulable => supplement,
                WorkEffect.Difference => supplement!.Value - other!.Value,
                _ => 0.Euro,
            }));
            before += days;
        }

        return new(new(parts, [.. Duties(facts)]), reasons) { Warnings = [.. Doubts(facts)] };
    }

    private static IEnumerable<(DateOnly From, DateOnly To, Version<WorkRegime> Version, int Days)> Spans(OtherWorkFacts facts)
    {
        for (var from = facts.From; from <= facts.To;)
        {
            var version = Version.On(from);
            var to = DateOnly.Earlier(version.To ?? facts.To, facts.To);
            yield return (from, to, version, Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Count(i => WorkingWeek.Includes(from.AddDays(i), facts.DaysPerWeek)));
            from = to.AddDays(1);
        }
    }

    /// <summary>The share of an amount of the whole period that belongs to some of its days; the shares of all parts add up to the amount.</summary>
    private static Euro? Slice(Euro? whole, int before, int days, int all)
    {
        if (whole is not { } amount)
            return null;

        long Until(int day) => all == 0 ? 0 : (2 * amount.Cents * day + all) / (2 * all);
        return new(Until(before + days) - Until(before));
    }

    private static (WorkEffect Effect, Reason Why) EffectOf(OtherWorkFacts facts, DateOnly from, Version<WorkRegime> version)
    {
        if (facts.FullTimePermanent)
        {
            return (WorkEffect.Ended, new Reason(Classes, Text.Of(
                $"Un nuovo lavoro a tempo pieno e indeterminato fa cessare il primo rapporto, e con esso l'integrazione.",
                $"A new full-time permanent job ends the first one, and with it the supplement.",
                $"Eine neue unbefristete Vollzeitstelle beendet das erste Arbeitsverhältnis und damit den Lohnausgleich."))
                .Or("fullTimePermanent", true, Text.Of($"conterebbero orario, durata e guadagno", $"hours, length and earnings would count", $"Arbeitszeit, Dauer und Verdienst würden zählen")));
        }

        if (facts.FirstNotice is not { } notice || notice > facts.From)
        {
            return (WorkEffect.Forfeited, new Reason(PriorNotice, facts.FirstNotice is not { } late
                ? Text.Of(
                    $"Nessuna comunicazione preventiva è arrivata all'INPS: il diritto all'integrazione è perso.",
                    $"No prior notice reached INPS: the right to the supplement is forfeited.",
                    $"Keine vorherige Mitteilung erreichte das INPS: der Anspruch auf den Ausgleich ist verwirkt.")
                : Text.Of(
                    $"La comunicazione del {late} non precede l'inizio del lavoro, {facts.From}: il diritto all'integrazione è perso.",
                    $"The notice of {late} does not come before the start of the work, {facts.From}: the right to the supplement is forfeited.",
                    $"Die Mitteilung vom {late} liegt nicht vor dem Arbeitsbeginn, {facts.From}: der Anspruch auf den Ausgleich ist verwirkt."))
                .Or("notifiedInpsOn", facts.FirstNotice is { } given ? given : false, Text.Of($"con una comunicazione preventiva il diritto resterebbe", $"with a prior notice the right would stay", $"mit vorheriger Mitteilung bliebe der Anspruch bestehen")));
        }

        if (facts.Overlap == Overlap.OtherHours)
        {
            return (WorkEffect.Cumulable, new Reason(Classes, Text.Of(
                $"I due lavori sono compatibili nell'orario: l'integrazione si cumula per intero.",
                $"The two jobs fit together in time: the supplement is due in full.",
                $"Die beiden Tätigkeiten sind zeitlich vereinbar: der Ausgleich steht voll zu."))
                .Or("overlap", Text.Of($"altre ore", $"other hours", $"andere Stunden"), Text.Of($"nelle stesse ore non spetterebbe per i giorni lavorati", $"in the same hours it would not be due for the days worked", $"in denselben Stunden stünde er für die gearbeiteten Tage nicht zu")));
        }

        if (version.Value == WorkRegime.V2SixMonthSplit && facts.ContractMonths is { } months && months <= SixMonths.On(from).Value)
        {
            return (WorkEffect.Suspended, new Reason(SixMonths.On(from).Source, Text.Of(
                $"Un lavoro a termine di {months} mesi, non oltre {SixMonths.On(from).Value}, sospende l'integrazione per tutta la sua durata.",
                $"A fixed-term job of {months} months, not over {SixMonths.On(from).Value}, suspends the supplement for its whole length.",
                $"Eine befristete Arbeit von {months} Monaten, nicht über {SixMonths.On(from).Value}, setzt den Ausgleich für ihre ganze Dauer aus."))
                .Or("contractMonths", months, Text.Of($"oltre {SixMonths.On(from).Value} mesi non spetterebbe per i giorni lavorati", $"over {SixMonths.On(from).Value} months it would not be due for the days worked", $"über {SixMonths.On(from).Value} Monate stünde er für die gearbeiteten Tage nicht zu")));
        }

        return (WorkEffect.NotDueForDays, new(version.Source, Text.Of(
            $"Dal {from} l'integrazione non spetta per i giorni di altro lavoro.",
            $"From {from} the supplement is not due for the days of other work.",
            $"Ab {from} steht der Ausgleich für die Tage anderer Arbeit nicht zu.")));
    }

    private static IEnumerable<Reason> Duties(OtherWorkFacts facts)
    {
        yield return new(PriorNotice, Text.Of(
            $"Prima di iniziare, comunica il lavoro alla sede INPS.", $"Before you begin, tell the INPS office about the work.", $"Vor Beginn ist die Arbeit dem INPS-Amt mitzuteilen."));
        if (facts.Kind == WorkKind.Employed)
        {
            yield return new(HiringNotice, Text.Of(
                $"La comunicazione di assunzione del nuovo datore di lavoro (UniLav) vale come tua comunicazione all'INPS.",
                $"The new employer's notice of hiring (UniLav) counts as your notice to INPS.",
                $"Die Einstellungsmeldung des neuen Arbeitgebers (UniLav) gilt als deine Mitteilung an das INPS."));
        }

        if (facts.To >= Version[^1].From)
        {
            yield return new(NoticeToEmployer, Text.Of(
                $"Informa subito anche il datore di lavoro che ha chiesto l'integrazione: UniLav non sostituisce questo avviso.",
                $"Tell at once also the employer that asked for the supplement: UniLav does not replace this notice.",
                $"Informiere sofort auch den Arbeitgeber, der den Ausgleich beantragt hat: UniLav ersetzt dies nicht."));
        }
    }

    private static IEnumerable<Text> Doubts(OtherWorkFacts facts)
    {
        if (facts.FirstNotice == facts.From)
        {
            yield return Text.Of(
                $"La comunicazione è dello stesso giorno dell'inizio: vale solo se fatta prima di cominciare.",
                $"The notice is of the day of the start: it holds only where it was given before beginning.",
                $"Die Mitteilung ist vom Tag des Beginns: sie gilt nur, wenn sie vorher erfolgte.");
        }

        if (facts.To >= Version[^1].From && (facts.ToldEmployerOn is not { } told || told > facts.From))
        {
            yield return Text.Of(
                $"Il datore di lavoro non risulta informato subito. La norma non scrive una sanzione; un'altra circolare INPS era annunciata e non è stata trovata.",
                $"The employer was not told at once. The norm writes no sanction; a further INPS circular was announced and not found.",
                $"Der Arbeitgeber wurde nicht sofort informiert. Die Norm nennt keine Sanktion; ein weiteres INPS-Rundschreiben war angekündigt und wurde nicht gefunden.");
        }

        if (facts.FullTimePermanent)
        {
            yield return Text.Of(
                $"Se la prova non è superata, il lavoratore può rientrare (msg. INPS 16606/2012).",
                $"Where the trial period fails, the worker may come back (INPS message 16606/2012).",
                $"Wird die Probezeit nicht bestanden, ist die Rückkehr möglich (INPS-Mitteilung 16606/2012).");
        }
    }

    private static void Check(OtherWorkFacts facts) => ImpossibleFactException.ThrowAny([.. WorkingWeek.Impossible(facts.DaysPerWeek), .. Impossible(facts)]);

    private static IEnumerable<ImpossibleFactException> Impossible(OtherWorkFacts facts)
    {
        if (facts.To < facts.From || facts.To.DayNumber - facts.From.DayNumber > 3660)
        {
            yield return new(
                "to",
                Text.Of($"Il periodo va dal {facts.From} al {facts.To}.", $"The period runs from {facts.From} to {facts.To}.", $"Der Zeitraum geht von {facts.From} bis {facts.To}."),
                Text.Of($"La fine deve essere uguale o successiva all'inizio, entro dieci anni.", $"The end must be on or after the start, within ten years.", $"Das Ende muss am oder nach dem Beginn liegen, innerhalb von zehn Jahren."));
        }

        if (facts.FullTimePermanent && (facts.ContractMonths is not null || facts.Kind == WorkKind.SelfEmployed))
        {
            yield return new(
                "fullTimePermanent",
                Text.Of($"Un lavoro a tempo pieno e indeterminato è dipendente e senza durata.", $"A full-time permanent job is employment without a length.", $"Eine unbefristete Vollzeitstelle ist eine Anstellung ohne Dauer."),
                Text.Of($"Togli contractMonths e usa EMPLOYED, oppure indica false.", $"Remove contractMonths and use EMPLOYED, or give false.", $"contractMonths entfernen und EMPLOYED verwenden, oder false angeben."));
        }

        if (facts.Kind == WorkKind.SelfEmployed && (facts.ContractMonths is not null || facts.UnilavOn is not null))
        {
            yield return new(
                facts.UnilavOn is null ? "contractMonths" : "unilavOn",
                Text.Of($"Il lavoro autonomo non ha contratto a termine né comunicazione di assunzione.", $"Self-employed work has no fixed-term contract and no notice of hiring.", $"Selbständige Arbeit hat keinen befristeten Vertrag und keine Einstellungsmeldung."),
                Text.Of($"Togli il dato.", $"Remove the fact.", $"Die Angabe entfernen."));
        }
    }
}

using System.Globalization;
using Cig.Rules.Deadlines;
using static Cig.Rules.Law;

namespace Cig.Rules.Procedures;

/// <summary>What a filing means for the start of the extraordinary supplement.</summary>
public enum CigsStartOutcome
{
    /// <summary>Filed within the term, and the suspension begins when it may.</summary>
    InTime,

    /// <summary>Filed after the term: the treatment begins on the thirtieth day after filing.</summary>
    Late,

    /// <summary>The suspension begins more than thirty days after filing.</summary>
    StartTooLate,
}

/// <summary>When the extraordinary supplement begins.</summary>
/// <param name="ApplicationTerm">The term of the application.</param>
/// <param name="Outcome">What the filing means.</param>
/// <param name="TreatmentFrom">First day of the treatment; null where the start breaks the rule.</param>
/// <param name="DecreeExpectedBy">Day by which the decree should come.</param>
public sealed record CigsStartAnswer(Term ApplicationTerm, CigsStartOutcome Outcome, DateOnly? TreatmentFrom, DateOnly DecreeExpectedBy);

/// <summary>How the start of the suspension and the filing go together (art. 25, c. 2, in its two versions).</summary>
public enum StartRule
{
    /// <summary>Original text: not before the thirtieth day after filing.</summary>
    NotBeforeDay30AfterFiling,

    /// <summary>Since the corrective decree of 2016: within thirty days of filing.</summary>
    Within30DaysOfFiling,
}

/// <summary>Domanda di CIGS (art. 25): it goes to the Ministry within seven days of the agreement, and decides from when the treatment runs.</summary>
public static class CigsStart
{
    internal static readonly InForce<int> ApplicationDays = new("cigs.applicationDeadlineDays")
    {
        { "2015-09-24", null, 7, Dlgs148.Article("25", "1"), Trust.NormTextRead },
    };

    /// <summary>Chosen by the day of filing.</summary>
    internal static readonly InForce<StartRule> Start = new("cigs.startRule")
    {
        { "2015-11-01", "2016-10-07", StartRule.NotBeforeDay30AfterFiling, Dlgs148.Article("25", "2"), Trust.NormTextRead },
        { "2016-10-08", null, StartRule.Within30DaysOfFiling, Dlgs148.Article("25", "2"), Trust.Recalled },
    };

    internal static readonly InForce<int> LateStartDay = new("cigs.lateApplication.startsOnDay")
    {
        { "2015-09-24", null, 30, Dlgs148.Article("25", "3"), Trust.NormTextRead },
    };

    internal static readonly InForce<int> DecreeDays = new("cigs.decreeDays")
    {
        { "2015-09-24", null, 90, Dlgs148.Article("25", "5"), Trust.Recalled },
    };

    /// <summary>The thirty days of art. 25, c. 2, in both versions.</summary>
    private const int StartDays = 30;

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("cigs-start", "Procedures/CigsStart", Text.Of(
        $"Domanda e decorrenza della CIGS", $"Application and start of the extraordinary supplement", $"Antrag und Beginn der außerordentlichen Kasse"),
        [.. ApplicationDays.Sources, .. Start.Sources, .. LateStartDay.Sources, .. DecreeDays.Sources, Dlgs148.Article("25", "4"), MinistryCircular("24/2015").Whole, Dlgs185.Article("2", "1")]);

    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(ApplicationDays, "days from end of consultation or signature of the agreement", TimeKey.EventDay, Plain),
        Figure.Of(Start, "enum", TimeKey.FilingDay, r => r == StartRule.Within30DaysOfFiling ? "WITHIN_30_DAYS_OF_FILING" : "NOT_BEFORE_DAY_30_AFTER_FILING"),
        Figure.Of(LateStartDay, "th day after submission", TimeKey.FilingDay, Plain),
        Figure.Of(DecreeDays, "days from submission", TimeKey.FilingDay, Plain),
    ];

    /// <summary>The term of the application.</summary>
    /// <param name="agreementDate">Day on which the consultation ended or the agreement was signed; it is not counted.</param>
    /// <param name="filedOn">Day of filing; null where nothing was filed yet.</param>
    public static Ruling<Term> ApplicationTerm(DateOnly agreementDate, DateOnly? filedOn)
    {
        if (filedOn < agreementDate)
        {
            throw new ImpossibleFactException(
                "filedOn",
                Text.Of($"La domanda risulta presentata il {filedOn!.Value}, prima dell'accordo.", $"The application was filed on {filedOn!.Value}, before the agreement.", $"Der Antrag wurde am {filedOn!.Value} vor der Vereinbarung eingereicht."),
                Text.Of($"Controlla le due date.", $"Check the two dates.", $"Beide Daten prüfen."));
        }

        var days = ApplicationDays.On(agreementDate);
        var nominal = agreementDate.AddDays(days.Value);
        return Term.Judge(nominal, filedOn, FilingOutcome.Late, days.Source, Text.Of(
            $"Il trattamento decorre dal {StartDays}º giorno dopo la domanda.",
            $"The treatment begins on day {StartDays} after filing.",
            $"Die Leistung beginnt am {StartDays}. Tag nach dem Antrag."),
            Term.Counted(days.Source, agreementDate, days.Value, nominal));
    }

    /// <summary>Whether a CIGS application is in time, from when the treatment runs and by when the decree is expected.</summary>
    /// <exception cref="ImpossibleFactException">The application was filed before the agreement.</exception>
    /// <exception cref="NotInForceException">The application was filed before 1 November 2015, when art. 25 began to apply.</exception>
    public static Ruling<CigsStartAnswer> For(DateOnly agreementDate, DateOnly filedOn, DateOnly suspensionStart)
    {
        var term = ApplicationTerm(agreementDate, filedOn);
        var rule = Start.On(filedOn);
        var decree = DecreeDays.On(filedOn);
        var expected = filedOn.AddDays(decree.Value);
        var (outcome, from, why) = Decide(term.Value, rule, filedOn, suspensionStart);
        return new(new(term.Value, outcome, from, expected),
        [
            .. term.Reasons,
            why,
            .. Owed(from, suspensionStart),
            new(decree.Source, Text.Of(
                $"Il decreto è atteso entro {decree.Value} giorni dalla domanda: {expected}.",
                $"The decree is expected within {decree.Value} days of the application: {expected}.",
                $"Das Dekret wird binnen {decree.Value} Tagen ab dem Antrag erwartet: {expected}.")),
        ]);
    }

    private static (CigsStartOutcome, DateOnly?, Reason) Decide(Term term, Version<StartRule> rule, DateOnly filedOn, DateOnly start)
    {
        var thirtieth = filedOn.AddDays(StartDays);
        if (rule.Value == StartRule.Within30DaysOfFiling && start > thirtieth)
        {
            return (CigsStartOutcome.StartTooLate, null, new Reason(rule.Source, Text.Of(
                $"La sospensione inizia il {start}, oltre {StartDays} giorni dalla domanda: doveva iniziare entro il {thirtieth}.",
                $"The suspension begins on {start}, more than {StartDays} days after filing: it had to begin by {thirtieth}.",
                $"Die Suspendierung beginnt am {start}, mehr als {StartDays} Tage nach dem Antrag: sie musste bis {thirtieth} beginnen."))
                .Or("suspensionStart", start, Text.Of($"entro il {thirtieth} la decorrenza sarebbe ammessa", $"by {thirtieth} the start would be allowed", $"bis {thirtieth} wäre der Beginn zulässig")));
        }

        if (term.Outcome == FilingOutcome.Late)
        {
            var late = LateStartDay.On(filedOn);
            var first = filedOn.AddDays(late.Value);
            var from = DateOnly.Later(start, first);
            return (CigsStartOutcome.Late, from, new Reason(late.Source, Text.Of(
                $"La domanda è tardiva: il trattamento decorre dal {late.Value}º giorno dopo il {filedOn}, cioè dal {from}.",
                $"The application is late: the treatment begins on day {late.Value} after {filedOn}, that is on {from}.",
                $"Der Antrag ist verspätet: die Leistung beginnt am {late.Value}. Tag nach dem {filedOn}, also am {from}."))
                .Or("filedOn", filedOn, Text.Of($"in tempo decorrerebbe dal {start}", $"in time it would begin on {start}", $"fristgerecht würde sie am {start} beginnen")));
        }

        if (rule.Value == StartRule.NotBeforeDay30AfterFiling)
        {
            var from = DateOnly.Later(start, thirtieth);
            return (CigsStartOutcome.InTime, from, new Reason(rule.Source, Text.Of(
                $"Per le domande presentate fino al {rule.To!.Value} il trattamento non decorre prima del {StartDays}º giorno dopo la domanda: dal {from}.",
                $"For applications filed until {rule.To!.Value} the treatment does not begin before day {StartDays} after filing: from {from}.",
                $"Für bis {rule.To!.Value} eingereichte Anträge beginnt die Leistung nicht vor dem {StartDays}. Tag nach dem Antrag: ab {from}."))
                .Or("filedOn", filedOn, Text.Of($"per le domande successive decorrerebbe dal {start}", $"for later applications it would begin on {start}", $"für spätere Anträge würde sie am {start} beginnen")));
        }

        return (CigsStartOutcome.InTime, start, new(rule.Source, Text.Of(
            $"La sospensione inizia entro {StartDays} giorni dalla domanda: il trattamento decorre dal {start}.",
            $"The suspension begins within {StartDays} days of filing: the treatment begins on {start}.",
            $"Die Suspendierung beginnt binnen {StartDays} Tagen ab dem Antrag: die Leistung beginnt am {start}.")));
    }

    private static IEnumerable<Reason> Owed(DateOnly? from, DateOnly start)
    {
        if (from is { } first && first > start)
        {
            yield return new(Dlgs148.Article("25", "4"), Text.Of(
                $"I giorni dal {start} al {first.AddDays(-1)} restano scoperti; se il ritardo è dell'azienda, deve ai lavoratori quello che perdono.",
                $"The days from {start} to {first.AddDays(-1)} stay uncovered; where the delay is the employer's, it owes the workers what they lose.",
                $"Die Tage vom {start} bis {first.AddDays(-1)} bleiben ungedeckt; liegt die Verspätung beim Arbeitgeber, schuldet er den Beschäftigten, was sie verlieren."));
        }
    }

    private static string Plain(int value) => value.ToString(CultureInfo.InvariantCulture);
}

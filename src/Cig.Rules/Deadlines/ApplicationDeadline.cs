using System.Globalization;
using Cig.Rules.Calendar;
using static Cig.Rules.Law;

namespace Cig.Rules.Deadlines;

/// <summary>What filing on a given day means.</summary>
public enum FilingOutcome
{
    /// <summary>Nei termini: nothing is lost.</summary>
    InTime,

    /// <summary>Accepted, but the days before the week that precedes the filing are lost.</summary>
    Late,

    /// <summary>Rejected as out of time.</summary>
    Rejected,

    /// <summary>The right itself is lost.</summary>
    Forfeited,
}

/// <summary>The facts of a filing term.</summary>
/// <param name="Scheme">The scheme; CIGS has a term of its own.</param>
/// <param name="UnavoidableEvent">An objectively unavoidable event, with the month-end term.</param>
/// <param name="Starts">First day of the suspension, or the days of several events in one application; at least one.</param>
/// <param name="StartIsAssumed">The real first day is missing and the Monday of the first week requested stands for it.</param>
/// <param name="FiledOn">Day of filing; null where nothing was filed yet.</param>
public sealed record ApplicationDeadlineFacts(Scheme Scheme, bool UnavoidableEvent, IReadOnlyList<DateOnly> Starts, bool StartIsAssumed, DateOnly? FiledOn)
{
    /// <summary>"One week before the filing" runs back to the Monday of that week instead of seven days (open, the seven days are certain).</summary>
    public bool LateWeekFromMonday { get; init; }

    /// <summary>The month-end term of unavoidable events extends to FIS and funds (open, fifteen days are safe).</summary>
    public bool FundMonthEnd { get; init; }
}

/// <summary>The first day paid after a late filing, in the two readings of "one week before the filing" (art. 15, c. 3).</summary>
/// <param name="Strict">Seven days back from the filing: what is certain.</param>
/// <param name="ByWeek">The Monday of the week that lies one week before the filing.</param>
public sealed record PaidFrom(DateOnly Strict, DateOnly ByWeek);

/// <summary>A stretch of days, both included.</summary>
public sealed record DaySpan(DateOnly From, DateOnly To);

/// <summary>The term, and what a filing day means for it.</summary>
/// <param name="Nominal">The last day as counted.</param>
/// <param name="Rolled">The same moved to the next day that is no holiday; a filing is late only after it.</param>
/// <param name="Earliest">The first day on which one may file, where the law sets one.</param>
/// <param name="Outcome">What the filing means; null without a filing.</param>
/// <param name="PaidFrom">First day paid, in both readings; null without a filing or where nothing is paid.</param>
/// <param name="Lost">Days lost; null where none are.</param>
/// <param name="MayRefileFor">Events whose own term has not lapsed, after a rejection.</param>
public sealed record ApplicationTerm(
    DateOnly Nominal, DateOnly Rolled, DateOnly? Earliest, FilingOutcome? Outcome, PaidFrom? PaidFrom, DaySpan? Lost, IReadOnlyList<DateOnly> MayRefileFor);

/// <summary>Termine di presentazione della domanda (art. 15 for CIGO, art. 30 for FIS and funds).</summary>
public static class ApplicationDeadline
{
    internal static readonly InForce<int> Days = new("cigo.applicationDeadlineDays")
    {
        { "2015-09-24", null, 15, Dlgs148.Article("15", "2"), Trust.NormTextRead },
    };

    /// <summary>For unavoidable events the term is the end of the month after that of the event.</summary>
    internal static readonly InForce<bool> MonthEnd = new("cigo.applicationDeadline.eone")
    {
        { "2016-10-08", null, true, Dlgs185.Article("2", "1"), Trust.Secondary },
    };

    /// <summary>After a late filing nothing is paid for more than a week before it.</summary>
    internal static readonly InForce<int> WeekBack = new("cigo.lateApplication.maxRetroactivity")
    {
        { "2015-09-24", null, 7, Dlgs148.Article("15", "3"), Trust.NormTextRead },
    };

    internal static readonly InForce<int> FundEarliest = new("fis.application.earliestDays")
    {
        { "2016-01-01", null, 30, Dlgs148.Article("30", "2"), Trust.Recalled },
    };

    internal static readonly InForce<int> FundLatest = new("fis.application.latestDays")
    {
        { "2016-01-01", null, 15, Dlgs148.Article("30", "2"), Trust.Recalled },
    };

    internal static readonly InForce<int> AgriculturalDays = new("cisoa.applicationDeadlineDays")
    {
        { "1972-08-23", null, 15, L457.Article("15"), Trust.NormTextRead },
    };

    private static readonly Provision RollForward = Message("4275/2017").Whole;

    private static readonly Provision FirstPhase = Message("4824/2016").Whole;

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("application-deadline", "Deadlines/ApplicationDeadline", Text.Of($"Termine della domanda", $"Filing term of the application", $"Frist des Antrags"),
    [
        .. Days.Sources,
        .. MonthEnd.Sources,
        .. WeekBack.Sources,
        .. FundEarliest.Sources,
        .. FundLatest.Sources,
        .. AgriculturalDays.Sources,
        RollForward,
        FirstPhase,
        Dlgs148.Article("15", "4"),
        CivilCode.Article("2963"),
    ]);

    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(Days, "calendar days from start of suspension, first day excluded", TimeKey.SuspensionStart, Plain),
        Figure.Of(MonthEnd, "enum", TimeKey.EventDay, _ => "END_OF_MONTH_FOLLOWING_EVENT"),
        Figure.Of(WeekBack, "days before the filing date (text: one week)", TimeKey.FilingDay, Plain),
        Figure.Of(FundEarliest, "days before start", TimeKey.SuspensionStart, Plain),
        Figure.Of(FundLatest, "days after start", TimeKey.SuspensionStart, Plain),
        Figure.Of(AgriculturalDays, "calendar days from suspension; late: one week back", TimeKey.SuspensionStart, Plain),
    ];

    /// <summary>The term of an application to INPS, and what filing on a day loses.</summary>
    /// <exception cref="ImpossibleFactException">No start is given, or the scheme has no such application.</exception>
    /// <exception cref="NotInForceException">The start lies before the rule was in force.</exception>
    public static Ruling<ApplicationTerm> For(ApplicationDeadlineFacts facts)
    {
        if (facts.Starts.Count == 0)
        {
            throw new ImpossibleFactException(
                "start",
                Text.Of($"Manca il giorno da cui contare.", $"The day to count from is missing.", $"Der Tag, ab dem gezählt wird, fehlt."),
                Text.Of($"Indica l'inizio, la prima settimana o gli eventi.", $"Give the start, the first week or the events.", $"Den Beginn, die erste Woche oder die Ereignisse angeben."));
        }

        if (facts.Scheme is Scheme.Cigs)
        {
            throw new ImpossibleFactException(
                "scheme",
                Text.Of($"La domanda di CIGS va al Ministero e ha un altro termine.", $"The CIGS application goes to the Ministry and has another term.", $"Der CIGS-Antrag geht an das Ministerium und hat eine andere Frist."),
                Text.Of($"Scegli CIGO, FIS, FUND o CISOA.", $"Choose CIGO, FIS, FUND or CISOA.", $"CIGO, FIS, FUND oder CISOA wählen."));
        }

        DateOnly[] starts = [.. facts.Starts.Select(s => facts.StartIsAssumed ? ItalianCalendar.MondayOf(s) : s).Order()];
        var monthEndApplies = facts.Scheme == Scheme.Cigo || facts.FundMonthEnd && facts.Scheme is (Scheme.Fis or Scheme.Fund);
        if (monthEndApplies && facts.UnavoidableEvent && MonthEnd.Find(starts[0]) is { } monthEnd)
            return Unavoidable(facts, starts, monthEnd.Source);

        var ordinary = Ordinary(facts, starts[0]);
        return TermChanges(facts, starts[0]) ? ordinary with { Warnings = [.. ordinary.Warnings, EventsOrApplications()] } : ordinary;
    }

    /// <summary>An event whose month-end term would have ended after the day on which that term came into force.</summary>
    private static bool TermChanges(ApplicationDeadlineFacts facts, DateOnly start) =>
        facts is { Scheme: Scheme.Cigo, UnavoidableEvent: true } && EndOfNextMonth(start) >= MonthEnd[0].From;

    private static Text EventsOrApplications() => Text.Of(
        $"Le fonti non concordano se il termine a fine mese valga per gli eventi o per le domande dal {MonthEnd[0].From}: qui vale il termine di 15 giorni, il più prudente.",
        $"The sources disagree whether the month-end term holds for events or for applications from {MonthEnd[0].From}: here the term of 15 days applies, the safer one.",
        $"Die Quellen sind uneins, ob die Frist zum Monatsende für Ereignisse oder für Anträge ab {MonthEnd[0].From} gilt: hier gilt die sicherere Frist von 15 Tagen.");

    /// <summary>Fifteen days from the start; a late filing loses only what lies more than a week before it.</summary>
    private static Ruling<ApplicationTerm> Ordinary(ApplicationDeadlineFacts facts, DateOnly start)
    {
        var fund = facts.Scheme is Scheme.Fis or Scheme.Fund;
        var days = (fund ? FundLatest : facts.Scheme == Scheme.Cisoa ? AgriculturalDays : Days).On(start);
        var nominal = start.AddDays(days.Value);
        List<Reason> reasons = [.. Assumed(facts, start), new(days.Source, Text.Of(
            $"La domanda va presentata entro {days.Value} giorni dall'inizio, {start}, che non si conta: entro il {nominal}.",
            $"The application is due within {days.Value} days from the start, {start}, which is not counted: by {nominal}.",
            $"Der Antrag ist binnen {days.Value} Tagen ab Beginn, {start}, der nicht mitzählt, einzureichen: bis {nominal}."))];
        var rolled = Rolled(nominal, reasons);
        DateOnly? earliest = fund ? start.AddDays(-FundEarliest.On(start).Value) : null;
        if (earliest is { } opening)
        {
            reasons.Add(new(FundEarliest.On(start).Source, Text.Of(
                $"Non prima di {FundEarliest.On(start).Value} giorni dall'inizio: dal {opening}.",
                $"Not earlier than {FundEarliest.On(start).Value} days before the start: from {opening}.",
                $"Nicht früher als {FundEarliest.On(start).Value} Tage vor Beginn: ab {opening}.")));
        }

        var policies = fund && facts.UnavoidableEvent ? [FundTerm(facts)] : Array.Empty<Policy>();
        if (facts.FiledOn is not { } filed)
            return new(new(nominal, rolled, earliest, null, null, null, []), reasons) { Policies = policies };
        if (filed <= rolled)
        {
            return new(new(nominal, rolled, earliest, FilingOutcome.InTime, new(start, start), null, []), [.. reasons, InTime(filed, days.Source)])
            {
                Policies = policies,
                Warnings = filed < earliest
                    ? [Text.Of(
                        $"Presentata il {filed}, prima del primo giorno ammesso: la sede potrebbe chiedere di ripresentarla.",
                        $"Filed on {filed}, before the first day allowed: the office may ask to file again.",
                        $"Am {filed} eingereicht, vor dem ersten zulässigen Tag: das Amt kann einen neuen Antrag verlangen.")]
                    : [],
            };
        }

        var back = WeekBack.On(filed);
        // The term is longer than the week, so a late filing always loses something.
        var strict = filed.AddDays(-back.Value);
        var paid = new PaidFrom(strict, ItalianCalendar.MondayOf(strict));
        var first = facts.LateWeekFromMonday ? paid.ByWeek : paid.Strict;
        var lost = new DaySpan(start, first.AddDays(-1));
        reasons.Add(new(facts.Scheme == Scheme.Cisoa ? days.Source : back.Source, Text.Of(
            $"Presentata il {filed}, dopo il termine: per i periodi che precedono di più di una settimana non spetta nulla. Si perde dal {lost.From} al {lost.To}.",
            $"Filed on {filed}, after the term: nothing is due for periods more than a week earlier. Lost from {lost.From} to {lost.To}.",
            $"Am {filed} nach der Frist eingereicht: für mehr als eine Woche zurückliegende Zeiten steht nichts zu. Verloren von {lost.From} bis {lost.To}.")));
        if (facts.Scheme == Scheme.Cigo)
        {
            reasons.Add(new(Dlgs148.Article("15", "4"), Text.Of(
                $"Se i lavoratori perdono l'integrazione per il ritardo, l'azienda deve loro una somma uguale.",
                $"If the workers lose the supplement through the delay, the employer owes them the same amount.",
                $"Verlieren die Beschäftigten durch die Verspätung den Ausgleich, schuldet ihnen der Arbeitgeber denselben Betrag.")));
        }

        return new(new(nominal, rolled, earliest, FilingOutcome.Late, paid, lost, []), reasons)
        {
            Policies = [.. policies, facts.LateWeekFromMonday ? new("lateWeek", "monday", ["sevenDays"]) : new("lateWeek", "sevenDays", ["monday"])],
        };
    }

    /// <summary>The end of the month after the event; several events in one application are dated by the first (msg 4067 and 4275/2017).</summary>
    private static Ruling<ApplicationTerm> Unavoidable(ApplicationDeadlineFacts facts, DateOnly[] events, Provision source)
    {
        var first = events[0];
        var nominal = EndOfNextMonth(first);
        List<Reason> reasons = [.. Assumed(facts, first), new(source, Text.Of(
            $"Per un evento oggettivamente non evitabile del {first} il termine è la fine del mese dopo: {nominal}.",
            $"For an objectively unavoidable event of {first} the term is the end of the month after: {nominal}.",
            $"Für ein objektiv unvermeidbares Ereignis vom {first} endet die Frist mit dem Folgemonat: {nominal}."))];
        if (EndOfNextMonth(events[^1]) != nominal)
        {
            reasons.Add(new(RollForward, Text.Of(
                $"Una sola domanda per eventi di mesi diversi ha il termine del primo; domande separate hanno ciascuna il proprio.",
                $"One application for events of different months has the term of the first; separate ones have their own each.",
                $"Ein einziger Antrag für Ereignisse verschiedener Monate hat die Frist des ersten; getrennte Anträge haben je ihre eigene.")));
        }

        if (first.Year == MonthEnd[0].From.Year && SkipsAWeek(events))
        {
            reasons.Add(new(FirstPhase, Text.Of(
                $"Nella prima fase, nel {first.Year}, una sola domanda era ammessa solo se ogni settimana compresa aveva almeno un giorno di evento: qui servivano domande separate.",
                $"In the first phase, in {first.Year}, one application was admitted only where each week in it had at least a day of event: here separate ones were needed.",
                $"In der ersten Phase, {first.Year}, war ein einziger Antrag nur zulässig, wenn jede Woche mindestens einen Ereignistag hatte: hier waren getrennte Anträge nötig.")));
        }

        var rolled = Rolled(nominal, reasons);
        Policy[] policies = facts.Scheme == Scheme.Cigo ? [] : [FundTerm(facts)];
        if (facts.FiledOn is not { } filed)
            return new(new(nominal, rolled, null, null, null, null, []), reasons) { Policies = policies };
        if (filed <= rolled)
            return new(new(nominal, rolled, null, FilingOutcome.InTime, new(first, first), null, []), [.. reasons, InTime(filed, source)]) { Policies = policies };

        DateOnly[] open = [.. events.Where(e => filed <= ItalianCalendar.RollForward(EndOfNextMonth(e)))];
        var lastLapsed = events.Last(e => !open.Contains(e));
        var lost = new DaySpan(first, EndOfMonth(lastLapsed));
        reasons.Add(new(RollForward, open.Length == 0
            ? Text.Of(
                $"Presentata il {filed}, dopo il termine: viene respinta.",
                $"Filed on {filed}, after the term: it is rejected.",
                $"Am {filed} nach der Frist eingereicht: der Antrag wird abgelehnt.")
            : Text.Of(
                $"Presentata il {filed}, dopo il termine del primo evento: viene respinta per intero; per gli eventi dal {open[0]} si può ripresentare.",
                $"Filed on {filed}, after the term of the first event: it is rejected as a whole; for events from {open[0]} one may file again.",
                $"Am {filed} nach der Frist des ersten Ereignisses eingereicht: zur Gänze abgelehnt; für Ereignisse ab {open[0]} ist ein neuer Antrag möglich.")));
        return new(new(nominal, rolled, null, FilingOutcome.Rejected, null, lost, open), reasons) { Policies = policies };
    }

    private static bool SkipsAWeek(DateOnly[] events) =>
        events.Zip(events.Skip(1)).Any(pair => ItalianCalendar.MondayOf(pair.Second).DayNumber - ItalianCalendar.MondayOf(pair.First).DayNumber > 7);

    private static Policy FundTerm(ApplicationDeadlineFacts facts) =>
        facts.FundMonthEnd ? new("fundUnavoidableTerm", "monthEnd", ["fifteenDays"]) : new("fundUnavoidableTerm", "fifteenDays", ["monthEnd"]);

    private static DateOnly Rolled(DateOnly nominal, List<Reason> reasons)
    {
        var rolled = ItalianCalendar.RollForward(nominal);
        if (rolled != nominal)
        {
            reasons.Add(new(RollForward, Text.Of(
                $"Il {nominal} è festivo: il termine passa al {rolled}. È più prudente non aspettare oltre il {nominal}.",
                $"{nominal} is a holiday: the term moves to {rolled}. It is safer not to wait beyond {nominal}.",
                $"Der {nominal} ist ein Feiertag: die Frist verschiebt sich auf {rolled}. Sicherer ist es, nicht über den {nominal} hinaus zu warten.")));
        }

        return rolled;
    }

    private static IEnumerable<Reason> Assumed(ApplicationDeadlineFacts facts, DateOnly start)
    {
        if (!facts.StartIsAssumed)
            yield break;

        yield return new(RollForward, Text.Of(
            $"Senza la data di inizio effettivo si conta dal lunedì della prima settimana: {start}.",
            $"Without the actual start one counts from the Monday of the first week: {start}.",
            $"Ohne tatsächlichen Beginn wird ab dem Montag der ersten Woche gezählt: {start}."));
    }

    private static Reason InTime(DateOnly filed, Provision source) => new(source, Text.Of(
        $"Presentata il {filed}: è in tempo.", $"Filed on {filed}: in time.", $"Am {filed} eingereicht: rechtzeitig."));

    private static DateOnly EndOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    private static DateOnly EndOfNextMonth(DateOnly day) => EndOfMonth(new DateOnly(day.Year, day.Month, 1).AddMonths(1));

    private static string Plain(int value) => value.ToString(CultureInfo.InvariantCulture);
}

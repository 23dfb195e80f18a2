using System.Globalization;
using Cig.Rules.Calendar;
using Cig.Rules.Deadlines;
using static Cig.Rules.Law;

namespace Cig.Rules.Durations;

/// <summary>
/// Durata della CIGO (art. 12) under the overall cap (art. 4): every requested week is tested against the 104 weeks and the five years that end with it, so that old
/// weeks fall out while new ones come in. Granted weeks count at once; refused ones count nowhere.
/// </summary>
public static class CigoDuration
{
    internal static readonly InForce<Weeks> RollingCap = new("cigo.rollingCap")
    {
        { "2015-09-24", null, 52.Weeks, Dlgs148.Article("12", "3"), Trust.NormTextRead },
    };

    /// <summary>The week tested and the 103 before it.</summary>
    internal static readonly InForce<int> Window = new("cigo.rollingWindow")
    {
        { "2015-09-24", null, 104, Circular("197/2015").Whole, Trust.Secondary },
    };

    internal static readonly InForce<int> RestartWait = new("cigo.restartWait")
    {
        { "2015-09-24", null, 52, Dlgs148.Article("12", "2"), Trust.NormTextRead },
    };

    internal static readonly InForce<int> BaseDuration = new("cigo.baseDuration")
    {
        { "2015-09-24", null, 13, Dlgs148.Article("12", "1"), Trust.NormTextRead },
    };

    internal static readonly InForce<int> OverallCap = new("duration.overall.fiveYearCap")
    {
        { "2015-09-24", null, 24, Dlgs148.Article("4", "1"), Trust.Secondary },
    };

    internal static readonly InForce<int> OverallCapBuilding = new("duration.overall.fiveYearCap.construction")
    {
        { "2015-09-24", null, 30, Dlgs148.Article("4", "2"), Trust.Secondary },
    };

    /// <summary>Days on which unavoidable events of building and stone do not count either.</summary>
    internal static readonly InForce<bool> HeatDecrees = new("cigo.eone.construction.exemptFromDurationLimits")
    {
        { "2023-07-01", "2023-12-31", true, new Act("DL 98/2023").Article("1"), Trust.Secondary },
        { "2024-07-01", "2024-12-31", true, new Act("DL 63/2024").Article("2-bis"), Trust.Secondary },
        { "2025-07-01", "2025-12-31", true, new Act("DL 92/2025").Article("10-bis"), Trust.Secondary },
        { "2026-07-01", "2026-12-31", true, new Act("DL 107/2026").Article("6"), Trust.SecondaryUnconfirmed },
    };

    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(RollingCap, "weeks in rolling two years", TimeKey.MonthOfHours, w => w.Plain),
        Figure.Of(Window, "weeks (requested week plus the 103 before it)", TimeKey.MonthOfHours, Plain),
        Figure.Of(RestartWait, "weeks of normal work after 52 consecutive weeks", TimeKey.SuspensionStart, Plain),
        Figure.Of(BaseDuration, "weeks continuous", TimeKey.SuspensionStart, Plain),
        Figure.Of(OverallCap, "months in rolling five years per production unit", TimeKey.MonthOfHours, Plain),
        Figure.Of(OverallCapBuilding, "months in rolling five years per production unit", TimeKey.MonthOfHours, Plain),
        Figure.Of(HeatDecrees, "boolean", TimeKey.SuspensionStart, v => v ? "true" : "false"),
        Figure.Of(UsedWeeks.DayThreshold, "worker on supplement for at least one hour makes a day used", TimeKey.MonthOfHours, Plain),
    ];

    /// <summary>The weeks used in the 104 that end with the week of <paramref name="day"/>, as a page shows them: "34 settimane su 52".</summary>
    public static Ruling<Weeks> UsedAt(DateOnly day, DurationFacts facts)
    {
        var history = new UnitHistory(facts);
        var window = WindowOf(ItalianCalendar.MondayOf(day));
        var used = Weeks.OfDays(history.TwoYearDays(window.From, window.To), facts.DaysPerWeek);
        return new(used, [new(RollingCap.On(day).Source, UsedText(used, window, RollingCap.On(day).Value))]);
    }

    /// <exception cref="ImpossibleFactException">The request ends before it begins, or a period does.</exception>
    public static Ruling<DurationAnswer> For(DurationFacts facts)
    {
        Check(facts);
        var request = facts.Request;
        var history = new UnitHistory(facts);
        var freesUp = FreesUp(history, facts).ToList();
        List<RequestedWeek> weeks = [];
        for (var monday = ItalianCalendar.MondayOf(request.From); monday <= request.To; monday = monday.AddDays(7))
            weeks.Add(Decide(monday, facts, history));

        var last = weeks.LastOrDefault(w => w.Granted > default(Weeks))?.To ?? request.To;
        var cap = OverallCapOf(facts, last);
        var answer = new DurationAnswer(
            weeks,
            Sum(weeks, w => w.Granted),
            Sum(weeks, w => w.Refused),
            new(UnitHistory.FiveYearsFrom(last), last, history.FiveYearMonths(last), cap.Cap),
            freesUp,
            EarliestNewRequest(history, facts));
        return new(answer, [.. Reasons(facts, answer, cap.Source)])
        {
            Policies = [.. Policies(facts)],
            Warnings = [.. Warnings(facts, weeks)],
        };
    }

    internal static long DayInMonths(int daysPerWeek) => 180 / daysPerWeek;

    private static RequestedWeek Decide(DateOnly monday, DurationFacts facts, UnitHistory history)
    {
        var (from, to) = (Later(monday, facts.Request.From), Earlier(monday.AddDays(6), facts.Request.To));
        DateOnly[] asked = [.. history.WorkingDays(from, to)];
        var window = WindowOf(monday);
        var used = history.TwoYearDays(window.From, window.To);
        var (granted, why) = Room(monday, asked, used, facts, history);
        history.Use(asked.Take(granted), facts.Request.UnavoidableEvent);
        return new(
            from, to, window,
            Weeks.OfDays(used, facts.DaysPerWeek), Weeks.OfDays(granted, facts.DaysPerWeek), Weeks.OfDays(asked.Length - granted, facts.DaysPerWeek), why);
    }

    /// <summary>How many of the days asked for find room, and what leaves the rest out.</summary>
    private static (int Granted, Reason? Why) Room(DateOnly monday, DateOnly[] asked, int used, DurationFacts facts, UnitHistory history)
    {
        if (asked.Length == 0)
            return (0, null);

        // Days that the law exempts take no room in the two years (art. 12, c. 4).
        var weighing = asked.Count(d => history.CountsInTwoYears(d, facts.Request.UnavoidableEvent));
        if (weighing > 0 && WaitsForWork(monday, facts, history) is { } wait)
            return (0, wait);

        var cap = RollingCap.On(monday);
        var free = cap.Value.Whole * facts.DaysPerWeek - used;
        var twoYears = weighing == 0 ? asked.Length : Math.Clamp(free, 0, asked.Length);

        var sunday = monday.AddDays(6);
        var overall = OverallCapOf(facts, sunday);
        var left = overall.Cap.Parts - history.FiveYearMonths(sunday).Parts;
        var fiveYears = (int)Math.Clamp(left / DayInMonths(facts.DaysPerWeek), 0, asked.Length);

        var room = Math.Min(twoYears, fiveYears);
        if (room == asked.Length)
            return (room, null);
        if (facts.PartialWeek == PartialWeek.Refuse)
            room = 0;
        return (room, twoYears <= fiveYears
            ? new(cap.Source, Text.Of(
                $"Nella settimana dal {monday} il biennio mobile contiene già {Weeks.OfDays(used, facts.DaysPerWeek)} su {cap.Value.Whole}.",
                $"In the week from {monday} the rolling two years already hold {Weeks.OfDays(used, facts.DaysPerWeek)} out of {cap.Value.Whole}.",
                $"In der Woche ab {monday} enthält der gleitende Zweijahreszeitraum bereits {Weeks.OfDays(used, facts.DaysPerWeek)} von {cap.Value.Whole}."))
            : new(overall.Source, Text.Of(
                $"Nella settimana dal {monday} il quinquennio mobile raggiunge il limite di {overall.Cap}.",
                $"In the week from {monday} the rolling five years reach the limit of {overall.Cap}.",
                $"In der Woche ab {monday} erreicht der gleitende Fünfjahreszeitraum die Grenze von {overall.Cap}.")));
    }

    /// <summary>After 52 consecutive weeks a new application waits for 52 weeks of normal work (art. 12, c. 2). A week without use interrupts.</summary>
    private static Reason? WaitsForWork(DateOnly monday, DurationFacts facts, UnitHistory history)
    {
        var wait = RestartWait.On(monday);
        for (var back = 1; back <= wait.Value; back++)
        {
            var end = monday.AddDays(-7 * back);
            if (history.TwoYearDays(end, end.AddDays(6)) == 0)
                continue;

            var run = history.ConsecutiveWeeksUntil(end);
            if (run >= 52)
            {
                return new(wait.Source, Text.Of(
                    $"L'unità ha usato {run} settimane di seguito fino al {end.AddDays(6)}: una nuova domanda aspetta {wait.Value} settimane di normale attività.",
                    $"The unit used {run} weeks in a row until {end.AddDays(6)}: a new application waits for {wait.Value} weeks of normal work.",
                    $"Die Einheit nutzte {run} Wochen in Folge bis {end.AddDays(6)}: ein neuer Antrag wartet {wait.Value} Wochen normaler Tätigkeit ab."));
            }

            back += Math.Max(run - 1, 0);
        }

        return null;
    }

    /// <summary>Used weeks that leave the window on each Monday from the request on.</summary>
    private static IEnumerable<FreedWeeks> FreesUp(UnitHistory history, DurationFacts facts)
    {
        var first = ItalianCalendar.MondayOf(facts.Request.From);
        for (var i = 0; i < Window[0].Value; i++)
        {
            var monday = first.AddDays(7 * i);
            var leaving = monday.AddDays(-7 * Window[0].Value);
            var days = history.TwoYearDays(leaving, leaving.AddDays(6));
            if (days > 0)
                yield return new(monday, Weeks.OfDays(days, facts.DaysPerWeek));
        }
    }

    private static DateOnly EarliestNewRequest(UnitHistory history, DurationFacts facts)
    {
        var monday = ItalianCalendar.MondayOf(facts.Request.To).AddDays(7);
        while (true)
        {
            DateOnly[] oneDay = [monday];
            var window = WindowOf(monday);
            if (Room(monday, oneDay, history.TwoYearDays(window.From, window.To), facts, history).Granted == 1)
                return monday;
            monday = monday.AddDays(7);
        }
    }

    private static DaySpan WindowOf(DateOnly monday)
    {
        var from = monday.AddDays(-7 * (Window[0].Value - 1));
        return new(Later(from, UnitHistory.Start), monday.AddDays(6));
    }

    private static (Months Cap, Provision Source) OverallCapOf(DurationFacts facts, DateOnly day)
    {
        var cap = (facts.BuildingOrStone ? OverallCapBuilding : OverallCap).On(day);
        return (new(cap.Value * (long)Months.PerMonth), cap.Source);
    }

    private static IEnumerable<Reason> Reasons(DurationFacts facts, DurationAnswer answer, Provision overall)
    {
        var first = answer.Periods[0];
        yield return new(RollingCap.On(first.To).Source, UsedText(first.UsedBefore, first.Window, RollingCap.On(first.To).Value));
        if (facts.Request.UnavoidableEvent)
        {
            yield return new(Dlgs148.Article("12", "4"), facts.BuildingOrStone
                ? Text.Of(
                    $"In edilizia e nel settore lapideo anche gli eventi non evitabili contano nel biennio, salvo i periodi dei decreti caldo.",
                    $"In building and stone unavoidable events count in the two years as well, except in the periods of the heat decrees.",
                    $"Im Bau- und Steinsektor zählen auch unvermeidbare Ereignisse im Zweijahreszeitraum, außer in den Zeiten der Hitzedekrete.")
                : Text.Of(
                    $"Per gli eventi non evitabili il limite del biennio non si applica.",
                    $"For unavoidable events the limit of the two years does not apply.",
                    $"Für unvermeidbare Ereignisse gilt die Grenze des Zweijahreszeitraums nicht."));
        }

        if (answer.Periods.FirstOrDefault(p => p.Why is not null)?.Why is { } why)
            yield return why;
        yield return new(Dlgs148.Article("12", "3"), Text.Of(
            $"Si possono concedere {answer.Granted}; restano fuori {answer.Refused}.",
            $"{answer.Granted} can be granted; {answer.Refused} are left out.",
            $"{answer.Granted} können gewährt werden; {answer.Refused} bleiben außerhalb."));
        yield return new(overall, Text.Of(
            $"Nel quinquennio mobile che finisce il {answer.FiveYears.To} si contano {answer.FiveYears.Months} su {answer.FiveYears.Cap}.",
            $"In the rolling five years that end on {answer.FiveYears.To} there are {answer.FiveYears.Months} out of {answer.FiveYears.Cap}.",
            $"Im gleitenden Fünfjahreszeitraum bis {answer.FiveYears.To} zählen {answer.FiveYears.Months} von {answer.FiveYears.Cap}."));
    }

    private static Text UsedText(Weeks used, DaySpan window, Weeks cap) => Text.Of(
        $"Nel biennio mobile dal {window.From} al {window.To} risultano usate {used} su {cap.Whole}.",
        $"In the rolling two years from {window.From} to {window.To}, {used} out of {cap.Whole} are used.",
        $"Im gleitenden Zweijahreszeitraum von {window.From} bis {window.To} sind {used} von {cap.Whole} genutzt.");

    private static IEnumerable<Policy> Policies(DurationFacts facts)
    {
        yield return facts.PartialWeek == PartialWeek.Grant ? new("partialWeek", "grant", ["refuse"]) : new("partialWeek", "refuse", ["grant"]);
        if (facts.Authorisations.Any(a => a.UnavoidableEvent) || facts.Request.UnavoidableEvent)
            yield return facts.UnavoidableInFiveYears ? new("unavoidableInFiveYears", "counted", ["notCounted"]) : new("unavoidableInFiveYears", "notCounted", ["counted"]);
    }

    private static IEnumerable<Text> Warnings(DurationFacts facts, List<RequestedWeek> decided)
    {
        if (decided.Any(w => w.Why?.Source == RestartWait[0].Source))
        {
            yield return Text.Of(
                $"Le settimane si considerano di seguito finché una settimana senza uso non le interrompe: lettura non verificata.",
                $"Weeks are taken as consecutive until a week without use interrupts them: a reading that is not verified.",
                $"Wochen gelten als aufeinanderfolgend, bis eine Woche ohne Nutzung sie unterbricht: nicht geprüfte Auslegung.");
        }

        var weeks = (facts.Request.To.DayNumber - facts.Request.From.DayNumber) / 7 + 1;
        var single = BaseDuration.On(facts.Request.From).Value;
        if (weeks > single)
        {
            yield return Text.Of(
                $"Una domanda copre fino a {single} settimane continuative; oltre servono proroghe trimestrali (art. 12, c. 1).",
                $"One application covers up to {single} continuous weeks; beyond, quarterly extensions are needed (art. 12, c. 1).",
                $"Ein Antrag deckt bis zu {single} durchgehende Wochen; darüber hinaus sind vierteljährliche Verlängerungen nötig (Art. 12, Abs. 1).");
        }

        if (facts.BuildingOrStone && facts.Authorisations.Any(a => a.UnavoidableEvent && HeatDecrees.Find(a.From)?.Trust == Trust.SecondaryUnconfirmed))
        {
            yield return Text.Of(
                $"Il decreto caldo del 2026 risulta da una sola fonte; la legge di conversione non è stata letta.",
                $"The heat decree of 2026 comes from one source; the conversion law was not read.",
                $"Das Hitzedekret 2026 beruht auf einer einzigen Quelle; das Umwandlungsgesetz wurde nicht gelesen.");
        }
    }

    private static void Check(DurationFacts facts)
    {
        WorkingWeek.Check(facts.DaysPerWeek);
        CheckSpan("request", facts.Request.From, facts.Request.To);
        for (var i = 0; i < facts.Authorisations.Count; i++)
            CheckSpan($"authorisations/{i.ToString(CultureInfo.InvariantCulture)}", facts.Authorisations[i].From, facts.Authorisations[i].To);
    }

    private static void CheckSpan(string fact, DateOnly from, DateOnly to)
    {
        if (to >= from && to.DayNumber - from.DayNumber < 3660)
            return;

        throw new ImpossibleFactException(
            $"{fact}/to",
            Text.Of($"Il periodo va dal {from} al {to}.", $"The period runs from {from} to {to}.", $"Der Zeitraum geht von {from} bis {to}."),
            Text.Of($"La fine deve essere uguale o successiva all'inizio, entro dieci anni.", $"The end must be on or after the start, within ten years.", $"Das Ende muss am oder nach dem Beginn liegen, innerhalb von zehn Jahren."));
    }

    private static Weeks Sum(IEnumerable<RequestedWeek> weeks, Func<RequestedWeek, Weeks> of) =>
        weeks.Aggregate(default(Weeks), (sum, week) => sum + of(week));

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static string Plain(int value) => value.ToString(CultureInfo.InvariantCulture);
}

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

    internal static readonly InForce<int> ExtensionStep = new("cigo.extensionStep")
    {
        { "2015-09-24", null, 3, Dlgs148.Article("12", "1"), Trust.NormTextRead },
    };

    internal static readonly InForce<int> MaxContinuous = new("cigo.maxContinuous")
    {
        { "2015-09-24", null, 52, Dlgs148.Article("12", "1"), Trust.NormTextRead },
    };

    /// <summary>Periods before this day never count.</summary>
    internal static readonly InForce<DateOnly> WindowStart = new("duration.window.start")
    {
        { "2015-09-24", null, new(2015, 9, 24), MinistryCircular("17/2017").Whole, Trust.Secondary },
    };

    /// <summary>Twelve months, as the 52 weeks of art. 12, c. 1 are called a year.</summary>
    internal static readonly InForce<int> WeeksPerYear = new("duration.weeksPerYear")
    {
        { "2015-09-24", null, 52, Dlgs148.Article("12", "1"), Trust.Derived },
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
        { "2023-07-01", "2023-12-31", true, Dl98.Article("1"), Trust.Secondary },
        { "2024-07-01", "2024-12-31", true, Dl63.Article("2-bis"), Trust.Secondary },
        { "2025-07-01", "2025-12-31", true, Dl92.Article("10-bis"), Trust.Secondary },
        { "2026-07-01", "2026-12-31", true, Dl107.Article("6"), Trust.SecondaryUnconfirmed },
    };

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("cigo-duration", "Durations/CigoDuration", Text.Of($"Durata della CIGO", $"Duration of the ordinary supplement", $"Dauer des ordentlichen Lohnausgleichs"),
    [
        .. BaseDuration.Sources,
        .. RestartWait.Sources,
        .. RollingCap.Sources,
        .. Window.Sources,
        .. WindowStart.Sources,
        DurationReport.NewCounter,
        .. OverallCap.Sources,
        .. OverallCapBuilding.Sources,
        .. HeatDecrees.Sources,
        Dlgs148.Article("12", "4"),
    ]);

    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(RollingCap, "weeks in rolling two years", TimeKey.MonthOfHours, w => w.Plain),
        Figure.Of(Window, "weeks (requested week plus the 103 before it)", TimeKey.MonthOfHours, Plain),
        Figure.Of(RestartWait, "weeks of normal work after 52 consecutive weeks", TimeKey.SuspensionStart, Plain),
        Figure.Of(BaseDuration, "weeks continuous", TimeKey.SuspensionStart, Plain),
        Figure.Of(ExtensionStep, "months (max 13 weeks) per extension", TimeKey.SuspensionStart, Plain),
        Figure.Of(MaxContinuous, "weeks", TimeKey.SuspensionStart, Plain),
        Figure.Of(WindowStart, "date", TimeKey.MonthOfHours, d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        Figure.Of(WeeksPerYear, "weeks = 12 months", TimeKey.MonthOfHours, Plain),
        Figure.Of(OverallCap, "months in rolling five years per production unit", TimeKey.MonthOfHours, Plain),
        Figure.Of(OverallCapBuilding, "months in rolling five years per production unit", TimeKey.MonthOfHours, Plain),
        Figure.Of(HeatDecrees, "boolean", TimeKey.SuspensionStart, v => v ? "true" : "false"),
        .. UsedWeeks.Published,
    ];

    /// <summary>The weeks used in the 104 that end with the week of <paramref name="day"/>, as a page shows them: "34 settimane su 52".</summary>
    public static Ruling<Weeks> UsedAt(DateOnly day, DurationFacts facts)
    {
        var history = new UnitHistory(facts);
        var window = WindowOf(ItalianCalendar.MondayOf(day));
        var used = Weeks.OfDays(history.TwoYearDays(window.From, window.To), facts.DaysPerWeek);
        return new(used, [new(RollingCap.On(day).Source, DurationReport.UsedText(used, window, RollingCap.On(day).Value))]);
    }

    /// <summary>Which weeks of a CIGO request find room.</summary>
    /// <exception cref="ImpossibleFactException">The request ends before it begins, or a period does.</exception>
    public static Ruling<DurationAnswer> For(DurationFacts facts)
    {
        facts.Check();
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
        return new(answer, [.. DurationReport.Reasons(facts, answer, cap.Source), .. DurationReport.Takeover(facts)])
        {
            Policies = [.. DurationReport.Policies(facts, answer)],
            Warnings = [.. DurationReport.Warnings(facts, answer)],
        };
    }

    /// <summary>What a day used weighs, in 1/780 of a month.</summary>
    internal static long DayInMonths(int daysPerWeek) => 12 * Months.PerMonth / WeeksPerYear[0].Value / daysPerWeek;

    private static RequestedWeek Decide(DateOnly monday, DurationFacts facts, UnitHistory history)
    {
        var (from, to) = (DateOnly.Later(monday, facts.Request.From), DateOnly.Earlier(monday.AddDays(6), facts.Request.To));
        DateOnly[] asked = [.. UnitHistory.WorkingDays(from, to, facts.DaysPerWeek)];
        var window = WindowOf(monday);
        var used = history.TwoYearDays(window.From, window.To);
        var (granted, why) = Room(monday, asked, used, facts, history);
        history.Use(granted, facts.Request.UnavoidableEvent);
        return new(
            from, to, window,
            Weeks.OfDays(used, facts.DaysPerWeek),
            Weeks.OfDays(granted.Count, facts.DaysPerWeek),
            Weeks.OfDays(asked.Length - granted.Count, facts.DaysPerWeek),
            why);
    }

    /// <summary>Which of the days asked for find room, and what leaves the others out.</summary>
    private static (IReadOnlyList<DateOnly> Granted, Reason? Why) Room(DateOnly monday, DateOnly[] asked, int used, DurationFacts facts, UnitHistory history)
    {
        if (asked.Length == 0)
            return ([], null);

        var unavoidable = facts.Request.UnavoidableEvent;
        bool WeighsInTwoYears(DateOnly day) => history.CountsInTwoYears(day, unavoidable);
        bool WeighsInFiveYears(DateOnly day) => history.CountsInFiveYears(unavoidable);

        var cap = RollingCap.On(asked[0]);
        var wait = WaitsForWork(monday, asked[0], facts, history);
        var free = wait is null ? cap.Value.Whole * facts.DaysPerWeek - used : 0;

        var sunday = monday.AddDays(6);
        var overall = OverallCapOf(facts, sunday);
        var left = (overall.Cap.Parts - history.FiveYearMonths(sunday).Parts) / DayInMonths(facts.DaysPerWeek);

        var inTwoYears = Fitting(asked, WeighsInTwoYears, free);
        var granted = Fitting(inTwoYears, WeighsInFiveYears, left);
        if (granted.Count == asked.Length)
            return (granted, null);

        var why = inTwoYears.Count > Fitting(asked, WeighsInFiveYears, left).Count ? FiveYearsFull(monday, overall)
            : wait ?? TwoYearsFull(monday, Weeks.OfDays(used, facts.DaysPerWeek), cap);
        return (facts.PartialWeek == PartialWeek.Refuse ? [] : granted, why);
    }

    /// <summary>The first days for which there is room; a day that does not weigh needs none (art. 12, c. 4).</summary>
    private static List<DateOnly> Fitting(IEnumerable<DateOnly> days, Func<DateOnly, bool> weighs, long room)
    {
        List<DateOnly> fitting = [];
        foreach (var day in days)
        {
            if (!weighs(day))
            {
                fitting.Add(day);
            }
            else if (room > 0)
            {
                fitting.Add(day);
                room--;
            }
        }

        return fitting;
    }

    private static Reason TwoYearsFull(DateOnly monday, Weeks used, Version<Weeks> cap) => new(cap.Source, Text.Of(
        $"Nella settimana dal {monday} il biennio mobile contiene già {used} su {cap.Value.Whole}.",
        $"In the week from {monday} the rolling two years already hold {used} out of {cap.Value.Whole}.",
        $"In der Woche ab {monday} enthält der gleitende Zweijahreszeitraum bereits {used} von {cap.Value.Whole}."));

    private static Reason FiveYearsFull(DateOnly monday, (Months Cap, Provision Source) overall) => new(overall.Source, Text.Of(
        $"Nella settimana dal {monday} il quinquennio mobile raggiunge il limite di {overall.Cap}.",
        $"In the week from {monday} the rolling five years reach the limit of {overall.Cap}.",
        $"In der Woche ab {monday} erreicht der gleitende Fünfjahreszeitraum die Grenze von {overall.Cap}."));

    /// <summary>After 52 consecutive weeks a new application waits for 52 weeks of normal work (art. 12, c. 2). A week without use interrupts.</summary>
    private static Reason? WaitsForWork(DateOnly monday, DateOnly day, DurationFacts facts, UnitHistory history)
    {
        var wait = RestartWait.On(day);
        for (var back = 1; back <= wait.Value; back++)
        {
            var end = monday.AddDays(-7 * back);
            var run = history.ConsecutiveWeeksUntil(end, WeekThatCounts(facts));
            if (run >= MaxContinuous.On(day).Value)
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

    /// <summary>Days that a week must have used to stand in a row of consecutive ones.</summary>
    private static int WeekThatCounts(DurationFacts facts) => facts.ConsecutiveWeeks == ConsecutiveWeeks.AnyUse ? 1 : facts.DaysPerWeek;

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
            if (Room(monday, oneDay, history.TwoYearDays(window.From, window.To), facts, history).Granted.Count == 1)
                return monday;
            monday = monday.AddDays(7);
        }
    }

    internal static DaySpan WindowOf(DateOnly monday)
    {
        var from = monday.AddDays(-7 * (Window[0].Value - 1));
        return new(DateOnly.Later(from, UnitHistory.Start), monday.AddDays(6));
    }

    internal static (Months Cap, Provision Source) OverallCapOf(DurationFacts facts, DateOnly day)
    {
        var cap = (facts.BuildingOrStone ? OverallCapBuilding : OverallCap).On(day);
        return (new(cap.Value * (long)Months.PerMonth), cap.Source);
    }

    private static Weeks Sum(IEnumerable<RequestedWeek> weeks, Func<RequestedWeek, Weeks> of) =>
        weeks.Aggregate(default(Weeks), (sum, week) => sum + of(week));

    private static string Plain(int value) => value.ToString(CultureInfo.InvariantCulture);
}

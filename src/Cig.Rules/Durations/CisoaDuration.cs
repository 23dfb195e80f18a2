using System.Globalization;
using Cig.Rules.Calendar;
using static Cig.Rules.Law;

namespace Cig.Rules.Durations;

/// <summary>Durata della CISOA (art. 8, L. 457/1972): so many days in a calendar year; days under a heat decree do not count.</summary>
public static class CisoaDuration
{
    internal static readonly InForce<int> DaysPerYear = new("cisoa.maxDaysPerYear")
    {
        { "1972-01-01", null, 90, L457.Article("8"), Trust.Secondary },
    };

    internal static readonly InForce<int> MinimumDays = new("cisoa.minDaysPerYear")
    {
        { "1972-01-01", null, 181, L457.Article("8"), Trust.Recalled },
    };

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("cisoa-duration", "Durations/CisoaDuration", Text.Of(
        $"Durata della CISOA", $"Duration of the agricultural supplement", $"Dauer der landwirtschaftlichen Kasse"), [.. DaysPerYear.Sources, .. CigoDuration.HeatDecrees.Sources, DurationReport.NewCounter]);

    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(DaysPerYear, "days per calendar year", TimeKey.MonthOfHours, d => d.ToString(CultureInfo.InvariantCulture)),
        Figure.Of(MinimumDays, "days of employment with the same firm per year", TimeKey.MonthOfHours, d => d.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>Which days of a CISOA request find room in their calendar year.</summary>
    /// <exception cref="ImpossibleFactException">A fact cannot be.</exception>
    public static Ruling<DurationAnswer> For(DurationFacts facts)
    {
        facts.Check();
        var used = facts.Authorisations.Where(a => a.Counted && a.Scheme == Scheme.Cisoa)
            .SelectMany(a => UnitHistory.DaysUsed(a, facts.DaysPerWeek).Where(d => Counts(d, a.UnavoidableEvent))).ToHashSet();
        List<RequestedWeek> weeks = [];
        for (var monday = ItalianCalendar.MondayOf(facts.Request.From); monday <= facts.Request.To; monday = monday.AddDays(7))
            weeks.Add(Decide(monday, facts, used));

        var last = weeks.LastOrDefault(w => w.Granted > default(Weeks))?.To ?? facts.Request.To;
        var overall = CigoDuration.OverallCapOf(facts, last);
        var answer = new DurationAnswer(
            weeks,
            weeks.Aggregate(default(Weeks), (sum, w) => sum + w.Granted),
            weeks.Aggregate(default(Weeks), (sum, w) => sum + w.Refused),
            new(UnitHistory.FiveYearsFrom(last), last, new UnitHistory(facts).FiveYearMonths(last), overall.Cap),
            [],
            EarliestNewRequest(facts, used));
        var cap = DaysPerYear.On(facts.Request.From);
        return new(answer,
        [
            new(cap.Source, Text.Of(
                $"La CISOA spetta per {cap.Value} giorni in un anno civile; i giorni dei decreti caldo non contano.",
                $"The agricultural supplement is due for {cap.Value} days in a calendar year; days under a heat decree do not count.",
                $"Die landwirtschaftliche Kasse steht für {cap.Value} Tage im Kalenderjahr zu; Tage unter einem Hitzedekret zählen nicht.")),
            .. weeks.FirstOrDefault(w => w.Why is not null)?.Why is { } why ? [why] : Array.Empty<Reason>(),
            new(cap.Source, Text.Of(
                $"Si possono concedere {answer.Granted}; restano fuori {answer.Refused}.",
                $"{answer.Granted} can be granted; {answer.Refused} are left out.",
                $"{answer.Granted} können gewährt werden; {answer.Refused} bleiben außerhalb.")),
            .. DurationReport.Takeover(facts),
        ])
        {
            Policies = [DurationReport.PartialWeekOf(facts)],
        };
    }

    private static RequestedWeek Decide(DateOnly monday, DurationFacts facts, HashSet<DateOnly> used)
    {
        var (from, to) = (DateOnly.Later(monday, facts.Request.From), DateOnly.Earlier(monday.AddDays(6), facts.Request.To));
        var window = new Deadlines.DaySpan(new(to.Year, 1, 1), new(to.Year, 12, 31));
        var before = InYear(used, to.Year);
        DateOnly[] asked = [.. UnitHistory.WorkingDays(from, to, facts.DaysPerWeek)];
        List<DateOnly> granted = [];
        foreach (var day in asked)
        {
            if (!Counts(day, facts.Request.UnavoidableEvent))
            {
                granted.Add(day);
            }
            else if (InYear(used, day.Year) + granted.Count(g => g.Year == day.Year && Counts(g, facts.Request.UnavoidableEvent)) < DaysPerYear.On(day).Value)
            {
                granted.Add(day);
            }
        }

        if (granted.Count < asked.Length && facts.PartialWeek == PartialWeek.Refuse)
            granted.Clear();
        used.UnionWith(granted.Where(d => Counts(d, facts.Request.UnavoidableEvent)));
        var cap = DaysPerYear.On(to);
        return new(
            from, to, window,
            Weeks.OfDays(before, facts.DaysPerWeek),
            Weeks.OfDays(granted.Count, facts.DaysPerWeek),
            Weeks.OfDays(asked.Length - granted.Count, facts.DaysPerWeek),
            granted.Count == asked.Length ? null : new(cap.Source, Text.Of(
                $"Nella settimana dal {monday} l'anno {to.Year.ToString(CultureInfo.InvariantCulture)} raggiunge il limite di {cap.Value} giorni.",
                $"In the week from {monday} the year {to.Year.ToString(CultureInfo.InvariantCulture)} reaches the limit of {cap.Value} days.",
                $"In der Woche ab {monday} erreicht das Jahr {to.Year.ToString(CultureInfo.InvariantCulture)} die Grenze von {cap.Value} Tagen.")));
    }

    private static DateOnly EarliestNewRequest(DurationFacts facts, HashSet<DateOnly> used)
    {
        var monday = ItalianCalendar.MondayOf(facts.Request.To).AddDays(7);
        while (InYear(used, monday.Year) >= DaysPerYear.On(monday).Value)
            monday = monday.AddDays(7);
        return monday;
    }

    private static int InYear(HashSet<DateOnly> used, int year) => used.Count(d => d.Year == year);

    private static bool Counts(DateOnly day, bool unavoidable) => !unavoidable || CigoDuration.HeatDecrees.Find(day) is null;
}

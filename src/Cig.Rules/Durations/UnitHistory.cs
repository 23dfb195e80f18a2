using Cig.Rules.Calendar;

namespace Cig.Rules.Durations;

/// <summary>
/// The days of supplement of one production unit, ready to be counted: those that weigh in the rolling two years, those that weigh in the five years, and the
/// extraordinary periods. A day used under two authorisations is one day; days before the Decree never count.
/// </summary>
internal sealed class UnitHistory
{
    /// <summary>Nothing before the Decree counts.</summary>
    public static readonly DateOnly Start = CigoDuration.WindowStart[0].Value;

    private readonly DurationFacts _facts;
    private readonly HashSet<DateOnly> _twoYears = [];
    private readonly HashSet<DateOnly> _fiveYears = [];
    private readonly List<PastAuthorisation> _extraordinary = [];

    public UnitHistory(DurationFacts facts)
    {
        _facts = facts;
        foreach (var past in facts.Authorisations.Where(a => !a.Derogation))
        {
            if (past.Scheme == Scheme.Cigs)
                _extraordinary.Add(past);
            else if (past.Scheme == Scheme.Cigo)
                Use(DaysUsed(past), past.UnavoidableEvent);
        }
    }

    /// <summary>Whether a day of the ordinary supplement weighs in the rolling two years (art. 12, c. 4, and the heat decrees).</summary>
    public bool CountsInTwoYears(DateOnly day, bool unavoidable) =>
        !unavoidable || _facts.BuildingOrStone && CigoDuration.HeatDecrees.Find(day) is null;

    /// <summary>Whether a day of the ordinary supplement weighs in the five years (art. 4; for unavoidable events a reading).</summary>
    public bool CountsInFiveYears(bool unavoidable) => !unavoidable || _facts.UnavoidableInFiveYears;

    public void Use(IEnumerable<DateOnly> days, bool unavoidable)
    {
        foreach (var day in days.Where(d => d >= Start))
        {
            if (CountsInFiveYears(unavoidable))
                _fiveYears.Add(day);
            if (CountsInTwoYears(day, unavoidable))
                _twoYears.Add(day);
        }
    }

    /// <summary>Days that weigh between two days, both included.</summary>
    public int TwoYearDays(DateOnly from, DateOnly to)
    {
        var days = 0;
        for (var day = from; day <= to; day = day.AddDays(1))
            days += _twoYears.Contains(day) ? 1 : 0;
        return days;
    }

    /// <summary>Months of the five years that end on <paramref name="last"/> (art. 4, art. 22 c. 5 and 6).</summary>
    public Months FiveYearMonths(DateOnly last)
    {
        var from = FiveYearsFrom(last);
        long parts = 0;
        for (var day = from; day <= last; day = day.AddDays(1))
            parts += _fiveYears.Contains(day) ? CigoDuration.DayInMonths(_facts.DaysPerWeek) : 0;

        long solidarity = 0;
        foreach (var past in _extraordinary.Where(p => p.To >= from && p.From <= last))
        {
            var length = Length(past.From > from ? past.From : from, past.To < last ? past.To : last);
            if (past.CigsCause == CigsCause.Solidarity)
                solidarity += length;
            else
                parts += length;
        }

        const long full = 24 * Months.PerMonth;
        return new(parts + (_facts.BuildingOrStone ? solidarity : Math.Min(solidarity, full) / 2 + Math.Max(solidarity - full, 0)));
    }

    public static DateOnly FiveYearsFrom(DateOnly last)
    {
        var from = last.AddYears(-5).AddDays(1);
        return from > Start ? from : Start;
    }

    /// <summary>Weeks in a row that end with the week of <paramref name="monday"/>, each with at least <paramref name="days"/> days that weigh.</summary>
    public int ConsecutiveWeeksUntil(DateOnly monday, int days)
    {
        var weeks = 0;
        while (TwoYearDays(monday.AddDays(-7 * weeks), monday.AddDays(6 - 7 * weeks)) >= days)
            weeks++;
        return weeks;
    }

    private IEnumerable<DateOnly> DaysUsed(PastAuthorisation past) =>
        past.UsedDays?.Where(d => WorkingWeek.Includes(d, _facts.DaysPerWeek)) ?? WorkingDays(past.From, past.To);

    public IEnumerable<DateOnly> WorkingDays(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (WorkingWeek.Includes(day, _facts.DaysPerWeek))
                yield return day;
        }
    }

    /// <summary>Calendar length from date to date: whole months, then days as thirtieths.</summary>
    private static long Length(DateOnly from, DateOnly to)
    {
        var after = to.AddDays(1);
        var months = 0;
        while (from.AddMonths(months + 1) <= after)
            months++;
        return Months.PerMonth * months + Months.PerMonth / 30 * (after.DayNumber - from.AddMonths(months).DayNumber);
    }
}

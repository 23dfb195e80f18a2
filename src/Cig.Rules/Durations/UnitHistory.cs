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
    private readonly List<(DateOnly From, DateOnly To, CigsCause Cause)> _extraordinary = [];
    private readonly List<Deadlines.DaySpan> _granted = [];

    /// <summary>Extraordinary periods granted by the answer under way, in order.</summary>
    public IReadOnlyList<Deadlines.DaySpan> Granted => _granted;

    public UnitHistory(DurationFacts facts)
    {
        _facts = facts;
        foreach (var past in facts.Authorisations.Where(a => a.Counted))
        {
            if (past.Scheme == Scheme.Cigs)
                _extraordinary.Add((past.From, past.To, past.CigsCause!.Value));
            else if (past.Scheme == Scheme.Cigo)
                Use(DaysUsed(past, facts.DaysPerWeek), past.UnavoidableEvent);
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

    /// <summary>Records an extraordinary period that the answer under way grants; one that goes on without a gap is the same authorisation.</summary>
    public void Grant(DateOnly from, DateOnly to, CigsCause cause)
    {
        _granted.Add(new(from, to));
        if (_granted.Count > 1 && _granted[^2].To.AddDays(1) == from)
            _extraordinary[^1] = (_extraordinary[^1].From, to, cause);
        else
            _extraordinary.Add((from, to, cause));
    }

    /// <summary>Months of the five years that end on <paramref name="last"/> (art. 4, art. 22 c. 5 and 6), with a further period if one is given.</summary>
    public Months FiveYearMonths(DateOnly last, (DateOnly From, DateOnly To, CigsCause Cause)? further = null)
    {
        var from = FiveYearsFrom(last);
        var parts = _fiveYears.Count(d => d >= from && d <= last) * CigoDuration.DayInMonths(_facts.DaysPerWeek) + Extraordinary(from, last, c => c != CigsCause.Solidarity, further);
        var solidarity = Extraordinary(from, last, c => c == CigsCause.Solidarity, further);
        const long full = 24 * Months.PerMonth;
        return new(parts + (_facts.BuildingOrStone ? solidarity : Math.Min(solidarity, full) / 2 + Math.Max(solidarity - full, 0)));
    }

    /// <summary>Months of one extraordinary cause in the five years that end on <paramref name="last"/>, each counted whole.</summary>
    public Months CauseMonths(CigsCause cause, DateOnly last) => new(Extraordinary(FiveYearsFrom(last), last, c => c == cause, null));

    /// <summary>A period that continues another of the same cause is measured with it, so that months are not broken where an answer is under way.</summary>
    private long Extraordinary(DateOnly from, DateOnly last, Func<CigsCause, bool> counts, (DateOnly From, DateOnly To, CigsCause Cause)? further)
    {
        long parts = 0;
        var joined = false;
        foreach (var past in _extraordinary.Where(p => counts(p.Cause)))
        {
            var to = past.To;
            if (further is { } next && _granted.Count > 0 && _granted[^1].To == past.To && next.From == past.To.AddDays(1) && next.Cause == past.Cause)
                (to, joined) = (next.To, true);
            if (to >= from && past.From <= last)
                parts += Length(DateOnly.Later(past.From, from), DateOnly.Earlier(to, last), _facts.BrokenMonth);
        }

        return further is { } alone && !joined && counts(alone.Cause) ? parts + Length(DateOnly.Later(alone.From, from), DateOnly.Earlier(alone.To, last), _facts.BrokenMonth) : parts;
    }

    public static DateOnly FiveYearsFrom(DateOnly last) => DateOnly.Later(last.AddYears(-5).AddDays(1), Start);

    /// <summary>Weeks in a row that end with the week of <paramref name="monday"/>, each with at least <paramref name="days"/> days that weigh.</summary>
    public int ConsecutiveWeeksUntil(DateOnly monday, int days)
    {
        var weeks = 0;
        while (TwoYearDays(monday.AddDays(-7 * weeks), monday.AddDays(6 - 7 * weeks)) >= days)
            weeks++;
        return weeks;
    }

    /// <summary>The days used under an authorisation: those declared, or else all working days of it.</summary>
    public static IEnumerable<DateOnly> DaysUsed(PastAuthorisation past, int daysPerWeek) =>
        past.UsedDays?.Where(d => WorkingWeek.Includes(d, daysPerWeek)) ?? WorkingDays(past.From, past.To, daysPerWeek);

    public static IEnumerable<DateOnly> WorkingDays(DateOnly from, DateOnly to, int daysPerWeek)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (WorkingWeek.Includes(day, daysPerWeek))
                yield return day;
        }
    }

    /// <summary>Calendar length from date to date: whole months, then the days left as the reading says.</summary>
    public static long Length(DateOnly from, DateOnly to, BrokenMonth broken)
    {
        var after = to.AddDays(1);
        var months = 0;
        while (from.AddMonths(months + 1) <= after)
            months++;
        var days = after.DayNumber - from.AddMonths(months).DayNumber;
        return Months.PerMonth * months + (broken == BrokenMonth.Thirtieths ? Months.PerMonth / 30 * days : days > 0 ? Months.PerMonth : 0);
    }
}

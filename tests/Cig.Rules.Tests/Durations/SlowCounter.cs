using Cig.Rules.Durations;

namespace Cig.Rules.Tests.Durations;

/// <summary>What the slow counter says of a unit: weeks in thirtieths, months in 1/780, the first refused week and its failed tests (1 two years, 2 five years).</summary>
public sealed record SlowAnswer(int Granted, int Refused, int FirstRefused, int FailedTests, int UsedAtLast, int MonthsAtLast, bool LastIsWhole);

/// <summary>
/// The counters once more, as plainly as they can be said and with nothing of the product's code: days in sets, every window gathered anew for every week, a week granted
/// whole or refused whole.
/// </summary>
public static class SlowCounter
{
    private static readonly DateOnly Decree = new(2015, 9, 24);

    public static SlowAnswer Count(InventedUnit unit)
    {
        var d = unit.DaysPerWeek;
        var ordinary = new HashSet<DateOnly>(unit.Periods.Where(p => p is { Scheme: Scheme.Cigo, Unavoidable: false }).SelectMany(p => p.UsedDays(d)));
        var unavoidable = new HashSet<DateOnly>(unit.Periods.Where(p => p is { Scheme: Scheme.Cigo, Unavoidable: true }).SelectMany(p => p.UsedDays(d)));
        var extraordinary = unit.Periods.Where(p => p.Scheme == Scheme.Cigs).ToList();
        var granted = new HashSet<DateOnly>();
        var (refused, firstRefused, failed, used, months, lastIsWhole) = (0, 0, 0, 0, 0, true);

        for (var w = 1; w <= unit.Weeks; w++)
        {
            var monday = unit.First.AddDays(7 * (w - 1));
            var sunday = monday.AddDays(6);
            var asked = w == unit.Weeks ? unit.Tail : d;

            var twoYears = new HashSet<DateOnly>(ordinary.Union(granted));
            if (unit.Building)
                twoYears.UnionWith(unavoidable.Where(day => !(day.Year is >= 2023 and <= 2026 && day.Month >= 7)));
            var two = twoYears.Count(day => day >= Decree && day >= monday.AddDays(-7 * 103) && day <= sunday);

            var from = sunday.AddYears(-5).AddDays(1);
            from = from < Decree ? Decree : from;
            var five = ordinary.Union(unavoidable).Union(granted).Count(day => day >= from && day <= sunday) * 180 / d;
            int Extraordinary(Func<InventedPeriod, bool> which) => extraordinary.Where(which).Sum(p => MonthsBetween(Max(p.From, from), Min(p.To, sunday)));
            five += Extraordinary(p => p.Cause != CigsCause.Solidarity);
            var solidarity = Extraordinary(p => p.Cause == CigsCause.Solidarity);
            five += unit.Building ? solidarity : Math.Min(solidarity, 24 * 780) / 2 + Math.Max(solidarity - 24 * 780, 0);

            var fails = (two + asked > 52 * d ? 1 : 0) + (five + 180 * asked / d > (unit.Building ? 30 : 24) * 780 ? 2 : 0);
            if (fails == 0)
            {
                granted.UnionWith(Enumerable.Range(0, asked).Select(monday.AddDays));
                (used, months, lastIsWhole) = ((two + asked) * 30 / d, five + 180 * asked / d, asked == d);
                continue;
            }

            refused += asked;
            if (firstRefused == 0)
                (firstRefused, failed) = (w, fails);
        }

        return new(granted.Count * 30 / d, refused * 30 / d, firstRefused, failed, used, months, lastIsWhole);
    }

    public static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
            yield return day;
    }

    public static bool IsWorking(DateOnly day, int daysPerWeek) => day.DayOfWeek != DayOfWeek.Sunday && (daysPerWeek == 6 || day.DayOfWeek != DayOfWeek.Saturday);

    private static int MonthsBetween(DateOnly from, DateOnly to)
    {
        if (to < from)
            return 0;

        var months = Enumerable.Range(0, 200).Last(m => from.AddMonths(m) <= to.AddDays(1));
        return 780 * months + 26 * Days(from.AddMonths(months), to).Count();
    }

    private static DateOnly Max(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;
}

using Cig.Rules.Durations;

namespace Cig.Rules.Tests.Durations;

/// <summary>A production unit with its history and one request, as the slow counter reads it.</summary>
/// <param name="Tail">Working days asked for in the last requested week.</param>
public sealed record InventedUnit(bool Building, int DaysPerWeek, DateOnly First, int Weeks, int Tail, IReadOnlyList<InventedPeriod> Periods)
{
    public DateOnly Last => Tail == DaysPerWeek ? First.AddDays(7 * Weeks - 1) : First.AddDays(7 * (Weeks - 1) + Tail - 1);

    public DurationFacts Facts => new(
        Building ? Sector.Building : Sector.Industry, DaysPerWeek, [.. Periods.Select(p => p.Authorisation(DaysPerWeek))], new(false, First, Last))
    {
        PartialWeek = PartialWeek.Refuse,
        ConsecutiveWeeks = ConsecutiveWeeks.FullWeeks,
    };
}

/// <summary>An authorised period.</summary>
/// <param name="Declared">Days declared as used, spread evenly over the working days; null where nothing was declared.</param>
public sealed record InventedPeriod(Scheme Scheme, CigsCause? Cause, bool Unavoidable, DateOnly From, DateOnly To, int? Declared)
{
    public IReadOnlyList<DateOnly> UsedDays(int daysPerWeek)
    {
        var working = SlowCounter.Days(From, To).Where(d => SlowCounter.IsWorking(d, daysPerWeek)).ToList();
        return Declared is not { } declared ? working : [.. working.Where((_, j) => (j + 1) * declared / working.Count > j * declared / working.Count)];
    }

    public PastAuthorisation Authorisation(int daysPerWeek) =>
        new(Scheme, Cause, Unavoidable, From, To, Declared is null ? null : UsedDays(daysPerWeek), false);
}

/// <summary>
/// Units drawn from a fixed sequence of numbers, the same on every machine, with histories that reach the limits: overlaps, declarations of no use, periods that
/// begin within a week, years without a break, extraordinary months of each cause.
/// </summary>
public static class InventedUnits
{
    private static readonly DateOnly DayZero = new(2015, 1, 5);

    public static InventedUnit Number(int unit)
    {
        ulong Draw(int field) => Mix(0x1482015UL + unchecked((256UL * (ulong)unit + (ulong)field + 1) * 0x9E3779B97F4A7C15UL));
        var building = Range(Draw(0), 4) == 0;
        var daysPerWeek = Range(Draw(1), 3) == 0 ? 6 : 5;
        var first = 60 + Range(Draw(2), 600);
        var z = Draw(3);
        var weeks = (z % 16) switch { < 4 => 13, 4 => 52, 5 => 1, _ => 1 + Range(z, 39) };
        z = Draw(4);
        var tail = z % 4 == 0 ? 1 + Range(z, daysPerWeek) : daysPerWeek;
        var pace = new[] { 4, 10, 26, 60 }[Range(Draw(5), 4)];
        z = Draw(6);
        var cursor = z % 4 == 0 ? 20 + Range(z, 40) : Math.Max(20, first - 20 - Range(z, 260));

        List<InventedPeriod> periods = [];
        var (startBefore, schemeBefore) = (0, -1);
        for (var p = 0; p < 16; p++)
        {
            ulong Of(int field) => Draw(16 + 8 * p + field);
            z = Of(0);
            var start = cursor + (z % 4 == 0 ? 0 : Range(z, pace + 1));
            var scheme = Range(Of(1), 16) switch { < 9 => 0, < 12 => 4, 12 => 1, 13 => 2, _ => 3 };
            var ordinary = scheme is 0 or 4;
            var length = Length(Of(2), ordinary);
            if (scheme == 4 && schemeBefore == 0 && Of(6) % 2 == 0)
                start = startBefore;

            z = Of(3);
            var from = 7 * start + (ordinary ? z % 8 == 0 ? Range(z, daysPerWeek) : 0 : z % 2 == 0 ? 0 : Range(z, 7));
            z = Of(4);
            var monday = 7 * (start + length - 1);
            var to = ordinary
                ? Math.Max(from, z % 8 == 0 ? monday + Range(z, daysPerWeek) : monday + 6)
                : DayZero.AddDays(from).AddMonths(length).DayNumber - DayZero.DayNumber - 1 + (z % 4 == 0 ? Range(z, 31) : 0);
            if (to >= 7 * first)
                break;

            var (fromDay, toDay) = (DayZero.AddDays(from), DayZero.AddDays(to));
            periods.Add(new(
                ordinary ? Scheme.Cigo : Scheme.Cigs,
                scheme switch { 1 => CigsCause.Crisis, 2 => CigsCause.Reorganisation, 3 => CigsCause.Solidarity, _ => null },
                scheme == 4,
                fromDay,
                toDay,
                ordinary ? Declared(Of(5), SlowCounter.Days(fromDay, toDay).Count(d => SlowCounter.IsWorking(d, daysPerWeek))) : null));
            cursor = Math.Max(cursor, to / 7 + 1);
            (startBefore, schemeBefore) = (start, scheme);
        }

        return new(building, daysPerWeek, DayZero.AddDays(7 * first), weeks, tail, periods);
    }

    private static int Length(ulong z, bool weeks) => weeks
        ? z % 64 == 4 ? 52 : (z % 8) switch { 0 or 1 => 13, 2 => 1, 3 => 26, _ => 1 + Range(z, 12) }
        : z % 4 == 0 ? 12 : z % 8 == 1 ? 24 : z % 16 == 2 ? 6 : 1 + Range(z, 18);

    private static int? Declared(ulong z, int days) => z % 2 == 0 ? null : z % 16 == 1 ? 0 : days - Range(z, days / 2 + 1);

    private static int Range(ulong z, int n) => (int)(((z >> 32) * (ulong)n) >> 32);

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z ^= z >> 30;
            z *= 0xBF58476D1CE4E5B9UL;
            z ^= z >> 27;
            z *= 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}

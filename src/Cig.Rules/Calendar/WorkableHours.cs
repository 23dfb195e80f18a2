using static Cig.Rules.Law;

namespace Cig.Rules.Calendar;

/// <summary>The hours and the working days of a month on one timetable.</summary>
public sealed record MonthHours(Hours Hours, int Days);

/// <summary>
/// Ore lavorabili: every working day of the month at the daily hours of the timetable. Midweek public holidays are counted, so each month has its own
/// divisor (160, 168, 176, 184 for 40 hours on five days) instead of a fixed 173.
/// </summary>
public static class WorkableHours
{
    private static readonly Provision Source = Message("17610/2012").Whole;

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("workable-hours", "Calendar/WorkableHours", Text.Of($"Ore lavorabili del mese", $"Workable hours of the month", $"Sollarbeitsstunden des Monats"), [Source]);

    /// <summary>The divisors of 40 hours on five days, as payroll tables print them; computed by the rule itself for the years that it covers.</summary>
    internal static IEnumerable<Figure> Published
    {
        get
        {
            var months = Enumerable.Range(0, 24).Select(i => new DateOnly(2025, 1, 1).AddMonths(i));
            yield return new("calendar.workableHours.40h5d", "hours/month", TimeKey.MonthOfHours, false,
                [.. months.Select(m => new Version<string>(m, m.AddMonths(1).AddDays(-1), In(m, 40.Hours, 5).Value.Hours.Amount.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture), Source, Trust.Derived))]);
        }
    }

    /// <summary>The hours and working days of a month on one timetable, half up to the hundredth of an hour.</summary>
    /// <param name="month">Any day of the month.</param>
    /// <param name="weekly">Contract hours of a week.</param>
    /// <param name="daysPerWeek">5 (Monday to Friday) or 6 (Monday to Saturday).</param>
    /// <exception cref="ImpossibleFactException">The days of the week are neither 5 nor 6, or the weekly hours cannot be.</exception>
    public static Ruling<MonthHours> In(DateOnly month, Hours weekly, int daysPerWeek)
    {
        WorkingWeek.Check(daysPerWeek);
        if (weekly <= 0.Hours || weekly > 48.Hours)
        {
            throw new ImpossibleFactException(
                "weeklyHours",
                Text.Of($"L'orario settimanale non può essere di {weekly}.", $"The weekly timetable cannot be {weekly}.", $"Die Wochenarbeitszeit kann nicht {weekly} betragen."),
                Text.Of($"Indica le ore del contratto, per esempio 40.", $"Give the contract hours, for instance 40.", $"Die Vertragsstunden angeben, zum Beispiel 40."));
        }

        var first = new DateOnly(month.Year, month.Month, 1);
        var days = Enumerable.Range(0, DateTime.DaysInMonth(month.Year, month.Month)).Count(i => WorkingWeek.Includes(first.AddDays(i), daysPerWeek));
        var hours = new Hours((2 * weekly.Hundredths * days + daysPerWeek) / (2 * daysPerWeek));
        return new(new(hours, days),
        [
            new(Source, Text.Of(
                $"Il mese ha {days} giorni lavorativi su {daysPerWeek} alla settimana, festività infrasettimanali comprese: con {weekly} settimanali le ore lavorabili sono {hours.Amount}.",
                $"The month has {days} working days at {daysPerWeek} a week, midweek public holidays included: with {weekly} a week the workable hours are {hours.Amount}.",
                $"Der Monat hat {days} Arbeitstage bei {daysPerWeek} pro Woche, Feiertage unter der Woche eingeschlossen: bei {weekly} pro Woche beträgt die Sollarbeitszeit {hours.Amount} Stunden.")),
        ]);
    }
}

/// <summary>The working week of a firm: five or six days from Monday on.</summary>
public static class WorkingWeek
{
    /// <summary>Whether the firm works on <paramref name="day"/>: Monday to Friday of five days, Monday to Saturday of six.</summary>
    public static bool Includes(DateOnly day, int daysPerWeek) => ((int)day.DayOfWeek + 6) % 7 < daysPerWeek;

    /// <summary>Refuses a working week that is neither of five nor of six days.</summary>
    /// <exception cref="ImpossibleFactException">The number is neither 5 nor 6.</exception>
    public static void Check(int daysPerWeek) => ImpossibleFactException.ThrowAny(Impossible(daysPerWeek));

    internal static IEnumerable<ImpossibleFactException> Impossible(int daysPerWeek)
    {
        if (daysPerWeek is not (5 or 6))
        {
            yield return new(
                "daysPerWeek",
                Text.Of($"La settimana lavorativa non può essere di {daysPerWeek} giorni.", $"The working week cannot have {daysPerWeek} days.", $"Die Arbeitswoche kann nicht {daysPerWeek} Tage haben."),
                Text.Of($"Indica 5 (settimana corta) o 6.", $"Give 5 (short week) or 6.", $"5 (kurze Woche) oder 6 angeben."));
        }
    }
}

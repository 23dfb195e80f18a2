using static Cig.Rules.Law;

namespace Cig.Rules.Calendar;

/// <summary>
/// Calendario: Sundays and national holidays, which move a term, and Saturdays, which do not. Patron saints are local and move nothing.
/// </summary>
public static class ItalianCalendar
{
    /// <summary>Holidays on a fixed day of the year, with the first year in which each counts here.</summary>
    private static readonly (int Month, int Day, int Since, Text Name)[] Fixed =
    [
        (1, 1, 1949, Text.Of($"Capodanno", $"New Year's Day", $"Neujahr")),
        (1, 6, 1986, Text.Of($"Epifania", $"Epiphany", $"Dreikönigstag")),
        (4, 25, 1949, Text.Of($"Festa della Liberazione", $"Liberation Day", $"Tag der Befreiung")),
        (5, 1, 1949, Text.Of($"Festa del lavoro", $"Labour Day", $"Tag der Arbeit")),
        (6, 2, 2001, Text.Of($"Festa della Repubblica", $"Republic Day", $"Tag der Republik")),
        (8, 15, 1949, Text.Of($"Assunzione", $"Assumption Day", $"Mariä Himmelfahrt")),
        (10, 4, 2026, Text.Of($"San Francesco", $"Saint Francis", $"Franz von Assisi")),
        (11, 1, 1949, Text.Of($"Ognissanti", $"All Saints' Day", $"Allerheiligen")),
        (12, 8, 1949, Text.Of($"Immacolata Concezione", $"Immaculate Conception", $"Mariä Empfängnis")),
        (12, 25, 1949, Text.Of($"Natale", $"Christmas Day", $"Weihnachten")),
        (12, 26, 1949, Text.Of($"Santo Stefano", $"Saint Stephen's Day", $"Stefanstag")),
    ];

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("calendar", "Calendar/ItalianCalendar", Text.Of($"Festività e termini", $"Holidays and terms", $"Feiertage und Fristen"),
        [L260.Article("2"), L54.Whole, L151.Whole, RollForwardSource]);

    /// <summary>The national holiday on <paramref name="day"/> with its name; null on any other day, Sundays included.</summary>
    public static Text? NationalHoliday(DateOnly day)
    {
        foreach (var (month, number, since, name) in Fixed)
        {
            if (day.Month == month && day.Day == number && day.Year >= since)
                return name;
        }

        return day == EasterSunday(day.Year).AddDays(1) ? Text.Of($"Lunedì dell'Angelo", $"Easter Monday", $"Ostermontag") : null;
    }

    /// <summary>A Sunday or a national holiday.</summary>
    public static bool IsHoliday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday || NationalHoliday(day) is not null;

    /// <summary>The law that makes a national holiday of <paramref name="day"/>: 4 October was made one again from 2026.</summary>
    public static Provision SourceOf(DateOnly day) =>
        day is { Month: 10, Day: 4 } ? L151.Whole : day is { Month: 1, Day: 6 } ? L54.Whole : L260.Article("2");

    /// <summary>The day itself, or the next one that is neither a Sunday nor a national holiday (art. 2963 c.c.).</summary>
    public static DateOnly RollForward(DateOnly day)
    {
        while (IsHoliday(day))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>The provision by which a term that ends on a holiday is moved to the next day that is none.</summary>
    public static Provision RollForwardSource => CivilCode.Article("2963");

    /// <summary>The Monday of the week of <paramref name="day"/>; weeks run from Monday to Sunday.</summary>
    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>The Sunday after the first full moon of spring, by the Gregorian reckoning.</summary>
    public static DateOnly EasterSunday(int year)
    {
        var (century, golden) = (year / 100, year % 19);
        var correction = (8 * century + 13) / 25;
        var epact = (19 * golden + century - century / 4 - correction + 15) % 30;
        // Two late full moons are brought forward by a day: none falls after 18 April, nor on the same day twice in 19 years.
        if (epact == 29 || epact == 28 && golden > 10)
            epact--;
        var weekday = (year + year / 4 + epact + 2 - century + century / 4) % 7;
        var offset = epact - weekday;
        var month = 3 + (offset + 40) / 44;
        return new(year, month, offset + 28 - 31 * (month / 4));
    }
}

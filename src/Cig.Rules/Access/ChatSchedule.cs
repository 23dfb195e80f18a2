using Cig.Rules.Calendar;
using static Cig.Rules.Law;

namespace Cig.Rules.Access;

/// <summary>A weekday's opening, local time of Europe/Rome: from the first moment included to the last excluded.</summary>
public sealed record OpeningHours(DayOfWeek Day, TimeOnly Opens, TimeOnly Closes);

/// <summary>A day on which the chat does not open though the week would have it open.</summary>
public sealed record Closing(DateOnly Day, Text Why);

/// <summary>A day of every year on which an office is closed, for instance the patron saint of its town.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">Day of the month.</param>
/// <param name="Why">Its name.</param>
public sealed record LocalHoliday(int Month, int Day, Text Why);

/// <summary>An extraordinary closing from one moment included to another excluded.</summary>
/// <param name="From">First moment that is closed.</param>
/// <param name="To">First moment that is open again.</param>
/// <param name="Why">What people are told.</param>
/// <param name="Fault">It is a technical fault, and people are told so.</param>
public sealed record Interruption(DateTimeOffset From, DateTimeOffset To, Text Why, bool Fault);

/// <summary>The opening of the chat: weekly hours and closings. The administrator edits it; <see cref="Published"/> is its first content.</summary>
/// <param name="Week">Opening hours of each day of the week, in the civil time of Rome.</param>
/// <param name="Holidays">Whether national holidays close the chat.</param>
/// <param name="Closings">Days on which the chat stays closed besides Sundays and national holidays.</param>
public sealed record ChatSchedule(IReadOnlyList<OpeningHours> Week, bool Holidays, IReadOnlyList<Closing> Closings)
{
    private static readonly TimeZoneInfo Rome = TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome");

    /// <summary>Days of every year on which the chat stays closed; by what is published there are none.</summary>
    public IReadOnlyList<LocalHoliday> LocalHolidays { get; init; } = [];

    /// <summary>Extraordinary closings and technical faults.</summary>
    public IReadOnlyList<Interruption> Interruptions { get; init; } = [];

    /// <summary>Monday to Friday from 15:00 to 18:00 (INPS message 1605/2023), closed on national holidays.</summary>
    public static ChatSchedule Published { get; } = new(
        [.. new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }.Select(d => new OpeningHours(d, new(15, 0), new(18, 0)))],
        Holidays: true,
        []);

    /// <summary>The message that fixes the hours of Info CIG.</summary>
    public static Provision Source { get; } = Message("1605/2023").Whole;

    /// <summary>The civil time of an instant.</summary>
    public static DateTime InRome(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Rome).DateTime;

    /// <summary>The civil day of an instant.</summary>
    public static DateOnly DayInRome(DateTimeOffset at) => DateOnly.FromDateTime(InRome(at));

    /// <summary>The instant of a civil time; of an hour that comes twice, the first.</summary>
    public static DateTimeOffset FromRome(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        var offset = Rome.IsAmbiguousTime(local) ? Rome.GetAmbiguousTimeOffsets(local).Max() : Rome.GetUtcOffset(local);
        return new(local, offset);
    }

    /// <summary>Whether a conversation may be opened at an instant, in the civil time of Rome.</summary>
    public bool IsOpen(DateTimeOffset at) => ClosesAfter(at) is not null;

    /// <summary>When the opening that holds <paramref name="at"/> ends; null where it is closed.</summary>
    public DateTimeOffset? ClosesAfter(DateTimeOffset at)
    {
        foreach (var (opens, closes) in OpeningsOn(DayInRome(at)))
        {
            if (opens <= at && at < closes)
                return closes;
        }

        return null;
    }

    /// <summary>The next opening that begins after <paramref name="at"/>; null where none does within a year.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset at)
    {
        foreach (var (opens, _) in Openings(DayInRome(at), 367))
        {
            if (opens > at)
                return opens;
        }

        return null;
    }

    /// <summary>The openings of the days from <paramref name="first"/> on, in order.</summary>
    public IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> Openings(DateOnly first, int days) =>
        Enumerable.Range(0, days).SelectMany(i => OpeningsOn(first.AddDays(i)));

    /// <summary>The moment at which the chat will have been open for <paramref name="open"/> from <paramref name="at"/> on: a wait that closing time cuts goes on at the next opening.</summary>
    /// <returns>Null where there is not so much opening within a year.</returns>
    public DateTimeOffset? AfterOpenTime(DateTimeOffset at, TimeSpan open)
    {
        var left = open;
        foreach (var (opens, closes) in Openings(DayInRome(at), 367).Where(o => o.Closes > at))
        {
            var from = opens > at ? opens : at;
            if (closes - from >= left)
                return from + left;
            left -= closes - from;
        }

        return null;
    }

    /// <summary>Why the chat does not open on a day on which the week would have it open.</summary>
    public Text? ClosedBecause(DateOnly day) =>
        Closings.FirstOrDefault(c => c.Day == day)?.Why
        ?? (Holidays ? ItalianCalendar.NationalHoliday(day) : null)
        ?? LocalHolidays.FirstOrDefault(h => h.Month == day.Month && h.Day == day.Day)?.Why;

    /// <summary>The extraordinary closing that holds <paramref name="at"/>.</summary>
    public Interruption? InterruptedAt(DateTimeOffset at) => Interruptions.FirstOrDefault(i => i.From <= at && at < i.To);

    private IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> OpeningsOn(DateOnly day)
    {
        if (ClosedBecause(day) is not null)
            return [];

        var open = Week.Where(h => h.Day == day.DayOfWeek).Select(h => (Opens: FromRome(day, h.Opens), Closes: FromRome(day, h.Closes)));
        foreach (var cut in Interruptions)
            open = open.SelectMany(o => new[] { (o.Opens, Closes: Earlier(o.Closes, cut.From)), (Opens: Later(o.Opens, cut.To), o.Closes) }.Where(part => part.Opens < part.Closes));
        return open.Distinct().OrderBy(o => o.Opens);
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}

using Cig.Rules.Calendar;
using static Cig.Rules.Law;

namespace Cig.Rules.Access;

/// <summary>A weekday's opening, local time of Europe/Rome: from the first moment included to the last excluded.</summary>
public sealed record OpeningHours(DayOfWeek Day, TimeOnly Opens, TimeOnly Closes);

/// <summary>A day on which the chat does not open though the week would have it open.</summary>
public sealed record Closing(DateOnly Day, Text Why);

/// <summary>The opening of the chat: weekly hours and closings. The administrator edits it; <see cref="Published"/> is its first content.</summary>
/// <param name="Week">Opening hours of each day of the week, in the civil time of Rome.</param>
/// <param name="Holidays">Whether national holidays close the chat; local patron days never do.</param>
/// <param name="Closings">Days on which the chat stays closed besides Sundays and national holidays.</param>
public sealed record ChatSchedule(IReadOnlyList<OpeningHours> Week, bool Holidays, IReadOnlyList<Closing> Closings)
{
    private static readonly TimeZoneInfo Rome = TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome");

    /// <summary>Monday to Friday from 15:00 to 18:00 (INPS message 1605/2023), closed on national holidays.</summary>
    public static ChatSchedule Published { get; } = new(
        [.. new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }.Select(d => new OpeningHours(d, new(15, 0), new(18, 0)))],
        Holidays: true,
        []);

    /// <summary>The message that fixes the hours of Info CIG.</summary>
    public static Provision Source { get; } = Message("1605/2023").Whole;

    /// <summary>The civil time of an instant.</summary>
    public static DateTime InRome(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Rome).DateTime;

    /// <summary>The instant of a civil time; of an hour that comes twice, the first.</summary>
    public static DateTimeOffset FromRome(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        var offset = Rome.IsAmbiguousTime(local) ? Rome.GetAmbiguousTimeOffsets(local).Max() : Rome.GetUtcOffset(local);
        return new(local, offset);
    }

    /// <summary>Whether a conversation may be opened at an instant, in the civil time of Rome.</summary>
    public bool IsOpen(DateTimeOffset at)
    {
        var local = InRome(at);
        var time = TimeOnly.FromDateTime(local);
        return OpeningsOn(DateOnly.FromDateTime(local)).Any(h => h.Opens <= time && time < h.Closes);
    }

    /// <summary>When the opening that holds <paramref name="at"/> ends; null where it is closed.</summary>
    public DateTimeOffset? ClosesAfter(DateTimeOffset at)
    {
        var local = InRome(at);
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        return OpeningsOn(day).FirstOrDefault(h => h.Opens <= time && time < h.Closes) is { } hours ? FromRome(day, hours.Closes) : null;
    }

    /// <summary>The next opening that begins after <paramref name="at"/>; null where none does within a year.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset at)
    {
        var today = DateOnly.FromDateTime(InRome(at));
        for (var i = 0; i <= 366; i++)
        {
            foreach (var hours in OpeningsOn(today.AddDays(i)).OrderBy(h => h.Opens))
            {
                var opening = FromRome(today.AddDays(i), hours.Opens);
                if (opening > at)
                    return opening;
            }
        }

        return null;
    }

    /// <summary>Why the chat does not open on a day on which the week would have it open.</summary>
    public Text? ClosedBecause(DateOnly day) =>
        Closings.FirstOrDefault(c => c.Day == day)?.Why ?? (Holidays ? ItalianCalendar.NationalHoliday(day) : null);

    private IEnumerable<OpeningHours> OpeningsOn(DateOnly day) =>
        ClosedBecause(day) is null ? Week.Where(h => h.Day == day.DayOfWeek) : [];
}

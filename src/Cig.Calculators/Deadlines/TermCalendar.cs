using System.Globalization;
using System.Text;
using Cig.Rules;

namespace Cig.Calculators.Deadlines;

/// <summary>A term of a case as a calendar shows it.</summary>
/// <param name="Id">Stays the same when the term is told again, so that a calendar moves it instead of showing it twice.</param>
public sealed record CalendarTerm(string Id, DateOnly Day, Text Title, Text Description);

/// <summary>The terms of a case as an iCalendar feed (RFC 5545): one all-day event for each, with a reminder three days before.</summary>
public static class TermCalendar
{
    private const int LineOctets = 75;

    /// <param name="madeAt">When the feed is made; the caller's clock.</param>
    public static string Write(IEnumerable<CalendarTerm> terms, Tongue tongue, DateTimeOffset madeAt)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Piattaforma CIG//Termini//IT");
        Line(text, "CALSCALE:GREGORIAN");
        foreach (var term in terms)
        {
            Line(text, "BEGIN:VEVENT");
            Line(text, $"UID:{Escaped(term.Id)}");
            Line(text, $"DTSTAMP:{madeAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
            Line(text, $"DTSTART;VALUE=DATE:{Date(term.Day)}");
            Line(text, $"DTEND;VALUE=DATE:{Date(term.Day.AddDays(1))}");
            Line(text, $"SUMMARY:{Escaped(term.Title.In(tongue))}");
            Line(text, $"DESCRIPTION:{Escaped(term.Description.In(tongue))}");
            Line(text, "TRANSP:TRANSPARENT");
            Line(text, "BEGIN:VALARM");
            Line(text, "ACTION:DISPLAY");
            Line(text, $"DESCRIPTION:{Escaped(term.Title.In(tongue))}");
            Line(text, "TRIGGER:-P3D");
            Line(text, "END:VALARM");
            Line(text, "END:VEVENT");
        }

        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static string Date(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\").Replace(";", "\\;").Replace(",", "\\,").Replace("\r\n", "\n").Replace("\n", "\\n");

    /// <summary>Lines end with CR LF; longer ones are folded at 75 octets, never inside a character.</summary>
    private static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}

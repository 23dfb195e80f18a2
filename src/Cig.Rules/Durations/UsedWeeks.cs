using Cig.Rules.Calendar;
using static Cig.Rules.Law;

namespace Cig.Rules.Durations;

/// <summary>Weeks used, and how they break into whole weeks and days.</summary>
public sealed record WeekCount(Weeks Weeks, int WholeWeeks, int RemainingDays);

/// <summary>
/// Settimane fruite: the days used over the days of the working week of the firm. A day is used when one worker was on supplement for one hour. Nothing is rounded: the
/// days that are missing to a week may be asked for later.
/// </summary>
public static class UsedWeeks
{
    private static readonly Provision Source = Circular("58/2009").Whole;

    /// <summary>What makes a day used in a production unit.</summary>
    internal static readonly InForce<string> DayThreshold = new("counting.dayUsedThreshold")
    {
        { "2009-04-20", null, "1 worker, 1 hour", Message("4653/2022").Whole, Trust.Secondary },
    };

    internal static readonly InForce<int> ShortWeek = new("counting.weekDays.fiveDayWeek")
    {
        { "2009-04-20", null, 5, Circular("58/2009").Whole, Trust.Secondary },
    };

    internal static readonly InForce<int> LongWeek = new("counting.weekDays.sixDayWeek")
    {
        { "2009-04-20", null, 6, Circular("58/2009").Whole, Trust.Secondary },
    };

    internal static readonly InForce<string> Rounding = new("counting.rounding")
    {
        { "2009-04-20", null, "NONE", Practice("INPS Lazio, giugno 2020").Whole, Trust.Secondary },
    };

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("used-weeks", "Durations/UsedWeeks", Text.Of($"Settimane usate", $"Weeks used", $"Genutzte Wochen"),
    [
        .. DayThreshold.Sources,
        .. ShortWeek.Sources,
        .. LongWeek.Sources,
        .. Rounding.Sources,
    ]);

    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(DayThreshold, "at least, per production unit and day", TimeKey.MonthOfHours, v => v),
        Figure.Of(ShortWeek, "days used = 1 week", TimeKey.MonthOfHours, Plain),
        Figure.Of(LongWeek, "days used = 1 week", TimeKey.MonthOfHours, Plain),
        Figure.Of(Rounding, "fractions of week are kept (0.6 = 3 days of 5)", TimeKey.MonthOfHours, v => v),
    ];

    /// <summary>The weeks that so many days used are, without rounding.</summary>
    /// <exception cref="ImpossibleFactException">The days are negative, or the week has neither 5 nor 6 days.</exception>
    public static Ruling<WeekCount> Of(int daysUsed, int daysPerWeek)
    {
        WorkingWeek.Check(daysPerWeek);
        if (daysUsed is < 0 or > 10_000)
        {
            throw new ImpossibleFactException(
                "daysUsed",
                Text.Of($"I giorni usati non possono essere {daysUsed}.", $"The days used cannot be {daysUsed}.", $"Die genutzten Tage können nicht {daysUsed} sein."),
                Text.Of($"Indica un numero da 0 a 10.000.", $"Give a number from 0 to 10,000.", $"Eine Zahl von 0 bis 10.000 angeben."));
        }

        var weeks = Weeks.OfDays(daysUsed, daysPerWeek);
        return new(new(weeks, weeks.Whole, daysUsed % daysPerWeek),
        [
            new(Source, Text.Of(
                $"{daysUsed} giorni usati, divisi per {daysPerWeek} giorni di lavoro alla settimana, sono {weeks}, senza arrotondare.",
                $"{daysUsed} days used, divided by {daysPerWeek} working days a week, are {weeks}, without rounding.",
                $"{daysUsed} genutzte Tage, geteilt durch {daysPerWeek} Arbeitstage pro Woche, sind {weeks}, ohne Rundung.")),
        ]);
    }

    private static string Plain(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

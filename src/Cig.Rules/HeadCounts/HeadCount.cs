using System.Globalization;
using static Cig.Rules.Law;

namespace Cig.Rules.HeadCounts;

/// <summary>Workers of one month who count alike.</summary>
/// <param name="People">How many.</param>
/// <param name="Hours">Their contract hours (for intermittent workers the hours really worked in the semester), as a share of <paramref name="FullTimeHours"/>.</param>
/// <param name="FullTimeHours">Hours of a full-time worker in the same span.</param>
public sealed record MonthGroup(int People, Hours Hours, Hours FullTimeHours);

/// <summary>
/// Media dei dipendenti (art. 2-bis): from 2022 every size test counts all subordinate workers, executives, home workers and apprentices included, part-timers in proportion to their hours;
/// agency workers do not count for the user. The average is that of the six months before the filing month, or of the months of activity of a new firm.
/// </summary>
public static class HeadCount
{
    /// <summary>Ten-thousandths of a person: fine enough for every test, and exact sums are rounded to them only once.</summary>
    public const int PerPerson = 10_000;

    internal static readonly InForce<int> Semester = new("headcount.referenceMonths")
    {
        { "2022-01-01", null, 6, Dlgs148.Article("2-bis"), Trust.Secondary },
    };

    /// <summary>Several INPS positions of one tax code are one employer for the size test of the extraordinary supplement.</summary>
    private static readonly Provision OneEmployer = Circular("76/2022").Whole;

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("head-count", "HeadCounts/HeadCount", Text.Of($"Media dei dipendenti", $"Average of employees", $"Durchschnitt der Beschäftigten"), [.. Semester.Sources, OneEmployer]);

    internal static IEnumerable<Figure> Published => [Figure.Of(Semester, "months before the filing month", TimeKey.FilingDay, m => m.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The average in ten-thousandths of a person, halves upwards.</summary>
    /// <param name="filedOn">Day of filing.</param>
    /// <param name="months">One list of groups for each month, the oldest first; six, or fewer for a new firm. All INPS positions of the tax code together where the threshold of the CIGS is asked.</param>
    /// <exception cref="ImpossibleFactException">There are no months or too many, or somebody works more than full time.</exception>
    /// <exception cref="NotInForceException">The filing comes before 2022, when each threshold had its own way of counting.</exception>
    public static Ruling<int> Average(DateOnly filedOn, IReadOnlyList<IReadOnlyList<MonthGroup>> months)
    {
        var semester = Semester.On(filedOn);
        ImpossibleFactException.ThrowAny(Impossible(months, semester.Value));

        // Exact fractions over a common denominator; the only rounding is the last.
        Int128 below = 1;
        foreach (var group in months.SelectMany(m => m).DistinctBy(g => g.FullTimeHours))
            below *= group.FullTimeHours.Hundredths / Common(below, group.FullTimeHours.Hundredths);
        Int128 above = 0;
        foreach (var group in months.SelectMany(m => m))
            above += group.People * (Int128)group.Hours.Hundredths * (below / group.FullTimeHours.Hundredths);

        var divisor = below * months.Count;
        var average = (int)((2 * above * PerPerson + divisor) / (2 * divisor));
        return new(average,
        [
            new(semester.Source, Text.Of(
                $"La media di {months.Count} mesi, con i part-time in proporzione alle ore, è di {Shown(average)} dipendenti.",
                $"The average of {months.Count} months, part-timers in proportion to their hours, is {Shown(average)} employees.",
                $"Der Durchschnitt von {months.Count} Monaten, Teilzeit im Verhältnis der Stunden, beträgt {Shown(average)} Beschäftigte.")),
            new(OneEmployer, Text.Of(
                $"Per la soglia della CIGS si sommano i dipendenti di tutte le posizioni INPS dello stesso codice fiscale.",
                $"For the threshold of the CIGS the employees of all INPS positions of one tax code are added together.",
                $"Für die Schwelle der CIGS werden die Beschäftigten aller INPS-Positionen einer Steuernummer zusammengezählt.")),
        ])
        {
            Warnings = months.Count == semester.Value ? [] :
            [
                Text.Of(
                    $"I mesi sono meno di {semester.Value}: vale solo per un'impresa nuova o dopo un trasferimento d'azienda.",
                    $"There are fewer than {semester.Value} months: this holds only for a new firm or after a transfer of undertaking.",
                    $"Es sind weniger als {semester.Value} Monate: das gilt nur für einen neuen Betrieb oder nach einem Betriebsübergang."),
            ],
        };
    }

    private static decimal Shown(int average) => average / (decimal)PerPerson;

    private static IEnumerable<ImpossibleFactException> Impossible(IReadOnlyList<IReadOnlyList<MonthGroup>> months, int semester)
    {
        if (months.Count == 0 || months.Count > semester)
        {
            yield return new(
                "months",
                Text.Of($"I mesi sono {months.Count}.", $"There are {months.Count} months.", $"Es sind {months.Count} Monate."),
                Text.Of($"Indica i {semester} mesi prima della domanda, o quelli di attività di un'impresa nuova.", $"Give the {semester} months before the filing, or those of activity of a new firm.", $"Die {semester} Monate vor dem Antrag angeben, oder die Tätigkeitsmonate eines neuen Betriebs."));
        }

        for (var i = 0; i < months.Count; i++)
        {
            if (months[i].Any(g => g.People < 0 || g.FullTimeHours <= 0.Hours || g.Hours < 0.Hours || g.Hours > g.FullTimeHours))
            {
                yield return new(
                    $"months/{i.ToString(CultureInfo.InvariantCulture)}",
                    Text.Of($"Un gruppo ha numeri o ore impossibili.", $"A group has impossible numbers or hours.", $"Eine Gruppe hat unmögliche Zahlen oder Stunden."),
                    Text.Of($"Le ore vanno da zero a quelle del tempo pieno, le persone da zero in su.", $"Hours go from zero to those of full time, people from zero up.", $"Stunden gehen von null bis Vollzeit, Personen ab null."));
            }
        }
    }

    private static Int128 Common(Int128 one, Int128 other)
    {
        while (other != 0)
            (one, other) = (other, one % other);
        return one;
    }
}

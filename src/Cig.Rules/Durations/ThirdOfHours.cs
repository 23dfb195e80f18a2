using System.Globalization;
using static Cig.Rules.Law;

namespace Cig.Rules.Durations;

/// <summary>Workers of the unit with the same contract hours.</summary>
/// <param name="WeeklyHours">Contract hours of a week.</param>
/// <param name="AverageHeadcount">Average of the semester before the filing, in ten-thousandths of a person.</param>
public sealed record HoursClass(Hours WeeklyHours, long AverageHeadcount);

/// <summary>Whether the request keeps the limit.</summary>
/// <param name="Workable">Workable hours of two years, in millionths of an hour.</param>
/// <param name="Passes">Whether the hours are not more than a third.</param>
public sealed record ThirdOfHoursAnswer(Int128 Workable, bool Passes)
{
    private const int Millionths = 1_000_000;

    /// <summary>Workable hours as a decimal number: <c>416000</c>.</summary>
    public string WorkablePlain => Decimal(Workable);

    /// <summary>A third of them to four places, halves upwards: <c>138666.6667</c>.</summary>
    public string CapPlain => Decimal((2 * Workable + 300) / 600 * 100);

    /// <summary>A third of them, exact, in lowest terms: <c>416000/3</c>.</summary>
    public string CapFraction
    {
        get
        {
            var (above, below) = (Workable, (Int128)3 * Millionths);
            var (common, rest) = (above, below);
            while (rest != 0)
                (common, rest) = (rest, common % rest);
            return below / common == 1
                ? (above / common).ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"{above / common}/{below / common}");
        }
    }

    private static string Decimal(Int128 millionths) => ((decimal)millionths / Millionths).ToString("0.######", CultureInfo.InvariantCulture);
}

/// <summary>
/// Un terzo delle ore (art. 12, c. 5): the hours of ordinary supplement authorised in the rolling two years may not exceed a third of the workable hours of all workers of the
/// unit on average employed in the semester before the application. Nothing is rounded before the comparison.
/// </summary>
public static class ThirdOfHours
{
    internal static readonly InForce<string> Fraction = new("cigo.hoursCapFraction")
    {
        { "2015-09-24", null, "1/3", Dlgs148.Article("12", "5"), Trust.NormTextRead },
    };

    internal static readonly InForce<int> ReferenceSemester = new("cigo.headcountReferenceSemester")
    {
        { "2015-09-24", null, 6, Dlgs148.Article("12", "5"), Trust.NormTextRead },
    };

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("third-of-hours", "Durations/ThirdOfHours", Text.Of(
        $"Limite di un terzo delle ore", $"Limit of a third of the hours", $"Grenze von einem Drittel der Stunden"), [.. Fraction.Sources, Dlgs148.Article("12", "6")]);

    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(Fraction, "of ordinary workable hours in rolling two years", TimeKey.FilingDay, v => v),
        Figure.Of(ReferenceSemester, "months before the application", TimeKey.FilingDay, m => m.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>Whether the request keeps the limit.</summary>
    /// <param name="classes">The workers of the unit by contract hours.</param>
    /// <param name="authorised">Hours already authorised in the rolling two years.</param>
    /// <param name="requested">Hours of the request.</param>
    /// <param name="unavoidable">Hours among both that come from unavoidable events.</param>
    /// <param name="unavoidableCounted">A reading: they enter the count; the sources dispute it.</param>
    /// <exception cref="ImpossibleFactException">There are no workers, or more hours come from unavoidable events than there are.</exception>
    public static Ruling<ThirdOfHoursAnswer> Of(IReadOnlyList<HoursClass> classes, Hours authorised, Hours requested, Hours unavoidable = default, bool unavoidableCounted = true)
    {
        var told = authorised + requested;
        if (unavoidable < 0.Hours || unavoidable > told)
        {
            throw new ImpossibleFactException(
                "hoursUnavoidable",
                Text.Of($"Le ore di eventi non evitabili, {unavoidable.Amount}, superano quelle autorizzate e chieste.", $"The hours of unavoidable events, {unavoidable.Amount}, are more than those authorised and requested.", $"Die Stunden unvermeidbarer Ereignisse, {unavoidable.Amount}, übersteigen die bewilligten und beantragten."),
                Text.Of($"Indica al massimo {told.Amount}.", $"Give at most {told.Amount}.", $"Höchstens {told.Amount} angeben."));
        }

        // Hundredths of an hour times ten-thousandths of a person are millionths of an hour.
        var workable = classes.Aggregate((Int128)0, (sum, c) => sum + (Int128)c.WeeklyHours.Hundredths * c.AverageHeadcount * CigoDuration.Window[0].Value);
        if (workable <= 0)
        {
            throw new ImpossibleFactException(
                "classes",
                Text.Of($"Non c'è nessun orario lavorabile.", $"There are no workable hours.", $"Es gibt keine Sollstunden."),
                Text.Of($"Indica orario settimanale e organico medio maggiori di zero.", $"Give weekly hours and an average head-count over zero.", $"Wochenstunden und durchschnittlichen Personalstand über null angeben."));
        }

        var sum = unavoidableCounted ? told : new Hours(told.Hundredths - unavoidable.Hundredths);
        var used = (Int128)sum.Hundredths * 10_000;
        var answer = new ThirdOfHoursAnswer(workable, 3 * used <= workable);
        var (workableHours, cap) = (Shown(workable), Shown((2 * workable + 300) / 600 * 100));
        return new(answer,
        [
            new(Dlgs148.Article("12", "6"), Text.Of(
                $"Le ore lavorabili di due anni, per l'organico medio del semestre diviso per orario, sono {workableHours}.",
                $"The workable hours of two years, for the average head-count of the semester by contract hours, are {workableHours}.",
                $"Die Sollstunden von zwei Jahren, für den nach Arbeitszeit geteilten durchschnittlichen Personalstand des Halbjahrs, sind {workableHours}.")),
            new Reason(Fraction[0].Source, answer.Passes
                ? Text.Of(
                    $"Le ore già autorizzate e chieste, {sum.Amount}, non superano un terzo: {cap}.",
                    $"The hours already authorised and requested, {sum.Amount}, are not over a third: {cap}.",
                    $"Die bereits bewilligten und beantragten Stunden, {sum.Amount}, übersteigen nicht ein Drittel: {cap}.")
                : Text.Of(
                    $"Le ore già autorizzate e chieste, {sum.Amount}, superano un terzo: {cap}.",
                    $"The hours already authorised and requested, {sum.Amount}, are over a third: {cap}.",
                    $"Die bereits bewilligten und beantragten Stunden, {sum.Amount}, übersteigen ein Drittel: {cap}."))
                .Or("hoursRequested", requested, answer.Passes
                    ? Text.Of($"di più si può chiedere fino al limite", $"more may be asked for up to the limit", $"bis zur Grenze kann mehr beantragt werden")
                    : Text.Of($"con meno ore il limite sarebbe rispettato", $"with fewer hours the limit would be kept", $"mit weniger Stunden wäre die Grenze eingehalten")),
        ])
        {
            Policies = unavoidable > 0.Hours
                ? [unavoidableCounted ? new("unavoidableInThird", "counted", ["notCounted"]) : new("unavoidableInThird", "notCounted", ["counted"])]
                : [],
            Warnings = unavoidable > 0.Hours ? [] :
            [
                Text.Of(
                    $"Se le ore degli eventi non evitabili entrino nel conto è controverso: qui contano le ore indicate.",
                    $"Whether the hours of unavoidable events enter the count is disputed: here the hours given count.",
                    $"Ob die Stunden unvermeidbarer Ereignisse mitzählen, ist umstritten: hier zählen die angegebenen Stunden."),
            ],
        };
    }

    private static decimal Shown(Int128 millionths) => (decimal)millionths / 1_000_000;
}

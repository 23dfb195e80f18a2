using static Cig.Rules.Law;

namespace Cig.Rules.Amounts;

/// <summary>The hours of one cause among several of the same worker and month.</summary>
/// <param name="Scheme">The scheme that pays them.</param>
/// <param name="SuspensionStart">First day of that suspension or reduction.</param>
/// <param name="SupplementedHours">Hours not worked because of it.</param>
/// <param name="SeasonalBadWeather">Seasonal bad weather, with its own ceiling.</param>
public sealed record CauseHours(Scheme Scheme, DateOnly SuspensionStart, Hours SupplementedHours, bool SeasonalBadWeather);

/// <summary>A month with several causes.</summary>
/// <param name="Causes">The amounts of each cause, in the order in which they were given.</param>
/// <param name="LostPay">Pay lost to all of them, in cents.</param>
/// <param name="Gross">Benefit of all of them before the reduction of 5.84 %.</param>
/// <param name="Net">The same after it, before income tax.</param>
public sealed record MonthOfCausesAnswer(IReadOnlyList<BenefitAmounts> Causes, Euro LostPay, Euro Gross, Euro Net);

/// <summary>
/// Più causali nello stesso mese: each cause has its own ceiling in proportion to its own hours. Causes under the same ceiling share it, so that a whole month of two causes never gives a cent more
/// than the published ceiling.
/// </summary>
public static class MonthOfCauses
{
    private static readonly Provision Source = Message("17610/2012").Whole;

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("month-of-causes", "Amounts/MonthOfCauses", Text.Of($"Più causali nello stesso mese", $"Several causes in one month", $"Mehrere Gründe in einem Monat"), [Source]);

    /// <summary>The amounts of each cause and of all of them.</summary>
    /// <param name="month">The facts that the causes share: month, pay, timetable, workable hours. Its scheme, start, hours and weather are those of each cause instead.</param>
    /// <param name="causes">The causes.</param>
    /// <exception cref="ImpossibleFactException">A fact cannot be, or all hours together are more than the worker's timetable.</exception>
    /// <exception cref="NotInForceException">No ceiling is published for the month, or the Decree was not in force.</exception>
    public static Ruling<MonthOfCausesAnswer> For(BenefitFacts month, IReadOnlyList<CauseHours> causes)
    {
        ImpossibleFactException.ThrowAny(Impossible(month, causes));
        BenefitFacts[] cases = [.. causes.Select(c => month with
        {
            Scheme = c.Scheme,
            SuspensionStart = c.SuspensionStart,
            SeasonalBadWeather = c.SeasonalBadWeather,
            SupplementedHours = c.SupplementedHours,
        })];
        var amounts = new BenefitAmounts[causes.Count];
        List<Reason> reasons = [];
        List<Text> warnings = [];
        IReadOnlyList<Policy> policies = [];
        foreach (var group in Enumerable.Range(0, causes.Count).GroupBy(i => Benefit.Limiting(cases[i])))
        {
            int[] members = [.. group];
            var hours = members.Aggregate(0.Hours, (sum, i) => sum + causes[i].SupplementedHours);
            var ruling = Benefit.For(cases[members[0]] with { SupplementedHours = hours });
            var shares = BenefitShares.Of(ruling.Value, [.. members.Select(i => causes[i].SupplementedHours)]);
            for (var i = 0; i < members.Length; i++)
                amounts[members[i]] = shares[i];

            reasons.Add(Begins(members, hours));
            reasons.AddRange(ruling.Reasons);
            warnings.AddRange(ruling.Warnings);
            policies = ruling.Policies;
        }

        Euro Sum(Func<BenefitAmounts, Euro> of) => new(amounts.Sum(a => of(a).Cents));
        var answer = new MonthOfCausesAnswer(amounts, Sum(a => a.LostPay), Sum(a => a.Gross), Sum(a => a.Net));
        reasons.Add(new(Source, Text.Of(
            $"Per tutte le causali del mese spettano {answer.Gross} lordi e {answer.Net} netti.",
            $"For all causes of the month {answer.Gross} gross and {answer.Net} net is due.",
            $"Für alle Gründe des Monats stehen {answer.Gross} brutto und {answer.Net} netto zu.")));
        return new(answer, reasons) { Policies = policies, Warnings = [.. warnings.Distinct()] };
    }

    private static Reason Begins(int[] members, Hours hours) => new(Source, members.Length == 1
        ? Text.Of(
            $"La causale {members[0] + 1} ha il proprio massimale, in proporzione alle sue {hours.Amount} ore.",
            $"Cause {members[0] + 1} has its own ceiling, in proportion to its {hours.Amount} hours.",
            $"Grund {members[0] + 1} hat seine eigene Höchstgrenze, im Verhältnis zu seinen {hours.Amount} Stunden.")
        : Text.Of(
            $"Le causali {Numbers(members)} hanno lo stesso massimale e se lo dividono in proporzione alle ore, {hours.Amount} in tutto.",
            $"Causes {Numbers(members)} have the same ceiling and share it in proportion to their hours, {hours.Amount} in all.",
            $"Die Gründe {Numbers(members)} haben dieselbe Höchstgrenze und teilen sie im Verhältnis der Stunden, insgesamt {hours.Amount}."));

    private static string Numbers(int[] members) => string.Join(" + ", members.Select(m => (m + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static IEnumerable<ImpossibleFactException> Impossible(BenefitFacts month, IReadOnlyList<CauseHours> causes)
    {
        if (causes.Count == 0)
        {
            yield return new(
                "causes",
                Text.Of($"Non c'è nessuna causale.", $"There is no cause.", $"Es gibt keinen Grund."),
                Text.Of($"Indica almeno una causale con le sue ore.", $"Give at least one cause with its hours.", $"Mindestens einen Grund mit seinen Stunden angeben."));
        }

        for (var i = 0; i < causes.Count; i++)
        {
            foreach (var wrong in Benefit.Times(month.Month, causes[i].SuspensionStart))
                yield return new($"causes/{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}/{wrong.Fact}", wrong.Problem, wrong.Mend);
        }

        // What the causes share is checked with the first of them and all hours.
        var all = month with
        {
            SuspensionStart = month.Month,
            SupplementedHours = causes.Aggregate(0.Hours, (sum, c) => sum + c.SupplementedHours),
        };
        foreach (var wrong in Benefit.Impossible(all))
            yield return wrong.Fact == "supplementedHours" ? new("causes", wrong.Problem, wrong.Mend) : wrong;
    }
}

using System.Globalization;
using static Cig.Rules.Law;

namespace Cig.Rules.Solidarity;

/// <summary>So many weeks of an agreement with so many hours cut in each.</summary>
public sealed record WeeklyCut(int Weeks, Hours HoursCut);

/// <summary>One worker of a solidarity agreement.</summary>
/// <param name="ContractHours">Contract hours of a week.</param>
/// <param name="Cuts">The weeks of the agreement, each once.</param>
public sealed record SolidarityWorker(Hours ContractHours, IReadOnlyList<WeeklyCut> Cuts);

/// <summary>Whether an agreement keeps the limits.</summary>
/// <param name="Average">Hours cut over contract hours, all workers and weeks together; rounded for showing, compared exactly.</param>
/// <param name="Greatest">The same for the worker who is cut most.</param>
/// <param name="Passes">Whether the average and each worker keep their limits.</param>
public sealed record SolidarityVerdict(Rate Average, Rate Greatest, bool Passes);

/// <summary>
/// Contratto di solidarietà (art. 21, c. 5): the average cut of the workers involved, and the cut of each over the whole agreement, have a limit. Single workers may be over the
/// average; hours raised for a time lower the cut.
/// </summary>
public static class SolidarityCut
{
    internal static readonly InForce<Rate> AverageLimit = new("cigs.solidarity.maxAverageReduction")
    {
        { "2015-09-24", "2021-12-31", 60.Percent, Dlgs148.Article("21", "5"), Trust.Secondary },
        { "2022-01-01", null, 80.Percent, Dlgs148.Article("21", "5"), Trust.Secondary },
    };

    internal static readonly InForce<Rate> IndividualLimit = new("cigs.solidarity.maxIndividualReduction")
    {
        { "2015-09-24", "2021-12-31", 70.Percent, Dlgs148.Article("21", "5"), Trust.Secondary },
        { "2022-01-01", null, 90.Percent, Dlgs148.Article("21", "5"), Trust.Secondary },
    };

    private static readonly Provision AcrossWorkers = Practice("lett. Min. Lavoro 3558/2010").Whole;

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("solidarity-cut", "Solidarity/SolidarityCut", Text.Of(
        $"Riduzione nei contratti di solidarietà", $"Cut of hours in solidarity agreements", $"Kürzung in Solidaritätsverträgen"), [.. AverageLimit.Sources, AcrossWorkers]);

    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(AverageLimit, "percent of daily, weekly or monthly hours, average of the workers involved", TimeKey.EventDay, r => r.Plain),
        Figure.Of(IndividualLimit, "percent over the whole period of the agreement, per worker", TimeKey.EventDay, r => r.Plain),
    ];

    /// <summary>Whether the cuts of an agreement keep the limits of its day.</summary>
    /// <exception cref="ImpossibleFactException">There are no workers or weeks, or more hours are cut than the contract has.</exception>
    /// <exception cref="NotInForceException">The agreement comes before the Decree.</exception>
    public static Ruling<SolidarityVerdict> For(DateOnly agreementDate, IReadOnlyList<SolidarityWorker> workers)
    {
        Check(workers);
        var (average, individual) = (AverageLimit.On(agreementDate), IndividualLimit.On(agreementDate));
        var shares = workers.Select(w => new Share(w.Cuts.Sum(c => (long)c.Weeks * c.HoursCut.Hundredths), (long)w.ContractHours.Hundredths * w.Cuts.Sum(c => c.Weeks))).ToArray();
        var all = new Share(shares.Sum(s => s.Cut), shares.Sum(s => s.Contract));
        var most = shares.MaxBy(s => s.Rounded.BasisPoints)!;
        var over = shares.Count(s => !s.Within(individual.Value));
        var averagePasses = all.Within(average.Value);
        return new(new(all.Rounded, most.Rounded, averagePasses && over == 0),
        [
            new Reason(average.Source, averagePasses
                ? Text.Of(
                    $"La riduzione media è del {all.Rounded}, non oltre il limite del {average.Value}.",
                    $"The average cut is {all.Rounded}, not over the limit of {average.Value}.",
                    $"Die durchschnittliche Kürzung beträgt {all.Rounded}, nicht über der Grenze von {average.Value}.")
                : Text.Of(
                    $"La riduzione media è del {all.Rounded}, oltre il limite del {average.Value}.",
                    $"The average cut is {all.Rounded}, over the limit of {average.Value}.",
                    $"Die durchschnittliche Kürzung beträgt {all.Rounded}, über der Grenze von {average.Value}."))
                .Or("agreementDate", agreementDate, Other(AverageLimit, average)),
            new(AcrossWorkers, Text.Of(
                $"La media è su tutti i lavoratori coinvolti: un singolo può superarla.",
                $"The average is across all workers involved: a single one may exceed it.",
                $"Der Durchschnitt gilt über alle beteiligten Beschäftigten: Einzelne dürfen darüber liegen.")),
            new Reason(individual.Source, over == 0
                ? Text.Of(
                    $"Nessun lavoratore supera il {individual.Value} sull'intero accordo; il più ridotto è al {most.Rounded}.",
                    $"No worker is over {individual.Value} of the whole agreement; the one cut most is at {most.Rounded}.",
                    $"Niemand liegt über {individual.Value} der gesamten Vereinbarung; die stärkste Kürzung beträgt {most.Rounded}.")
                : Text.Of(
                    $"Lavoratori oltre il {individual.Value} sull'intero accordo: {over}; il più ridotto è al {most.Rounded}.",
                    $"Workers over {individual.Value} of the whole agreement: {over}; the one cut most is at {most.Rounded}.",
                    $"Beschäftigte über {individual.Value} der gesamten Vereinbarung: {over}; die stärkste Kürzung beträgt {most.Rounded}."))
                .Or("agreementDate", agreementDate, Other(IndividualLimit, individual)),
        ]);
    }

    private static Text Other(InForce<Rate> table, Version<Rate> chosen)
    {
        var other = table.First(v => v != chosen);
        return other.From < chosen.From
            ? Text.Of($"per gli accordi fino al {other.To!.Value} il limite era del {other.Value}", $"for agreements until {other.To!.Value} the limit was {other.Value}", $"für Vereinbarungen bis {other.To!.Value} galt die Grenze von {other.Value}")
            : Text.Of($"per gli accordi dal {other.From} il limite è del {other.Value}", $"for agreements from {other.From} the limit is {other.Value}", $"für Vereinbarungen ab {other.From} gilt die Grenze von {other.Value}");
    }

    private static void Check(IReadOnlyList<SolidarityWorker> workers) => ImpossibleFactException.ThrowAny(Impossible(workers));

    private static IEnumerable<ImpossibleFactException> Impossible(IReadOnlyList<SolidarityWorker> workers)
    {
        if (workers.Count == 0)
        {
            yield return new(
                "workers",
                Text.Of($"Non c'è nessun lavoratore.", $"There is no worker.", $"Es gibt keine Beschäftigten."),
                Text.Of($"Indica i lavoratori coinvolti.", $"Give the workers involved.", $"Die beteiligten Beschäftigten angeben."));
        }

        for (var i = 0; i < workers.Count; i++)
        {
            var place = i.ToString(CultureInfo.InvariantCulture);
            if (workers[i].ContractHours <= 0.Hours)
            {
                yield return new(
                    $"workers/{place}/contractHours",
                    Text.Of($"L'orario contrattuale deve essere maggiore di zero.", $"The contract hours must be more than zero.", $"Die Vertragsstunden müssen größer als null sein."),
                    Text.Of($"Indica le ore settimanali del contratto.", $"Give the weekly contract hours.", $"Die wöchentlichen Vertragsstunden angeben."));
            }

            if (workers[i].Cuts.Sum(c => c.Weeks) == 0)
            {
                yield return new(
                    $"workers/{place}/cuts",
                    Text.Of($"Non c'è nessuna settimana.", $"There is no week.", $"Es gibt keine Woche."),
                    Text.Of($"Indica tutte le settimane dell'accordo, anche quelle senza riduzione.", $"Give all weeks of the agreement, also those without a cut.", $"Alle Wochen der Vereinbarung angeben, auch jene ohne Kürzung."));
            }

            if (workers[i].Cuts.Any(c => c.HoursCut > workers[i].ContractHours))
            {
                yield return new(
                    $"workers/{place}/cuts",
                    Text.Of($"Le ore tolte superano l'orario contrattuale di {workers[i].ContractHours}.", $"The hours cut are more than the contract hours, {workers[i].ContractHours}.", $"Die gekürzten Stunden übersteigen die Vertragsstunden von {workers[i].ContractHours}."),
                    Text.Of($"Indica ore settimanali non superiori all'orario.", $"Give weekly hours not above the contract.", $"Wochenstunden bis zur Vertragszeit angeben."));
            }
        }
    }

    /// <summary>Hours cut over contract hours, exact.</summary>
    private sealed record Share(long Cut, long Contract)
    {
        public Rate Rounded => new((int)((2 * Cut * 10_000 + Contract) / (2 * Contract)));

        public bool Within(Rate limit) => Cut * 10_000 <= Contract * limit.BasisPoints;
    }
}

using static Cig.Rules.Law;

namespace Cig.Rules.Eligibility;

/// <summary>Kinds of workers as the rules tell them apart.</summary>
public enum WorkerKind
{
    /// <summary>Operaio.</summary>
    BlueCollar,

    /// <summary>Impiegato.</summary>
    WhiteCollar,

    /// <summary>Quadro: covered (art. 1, c. 1).</summary>
    Quadro,

    /// <summary>Dirigente: never covered (art. 1, c. 1).</summary>
    Executive,

    /// <summary>Apprendista con contratto professionalizzante.</summary>
    ApprenticeProfessional,

    /// <summary>Apprendista di altro tipo: covered for suspensions begun from 2022 (art. 2).</summary>
    ApprenticeOther,

    /// <summary>Lavoratore a domicilio: covered for suspensions begun from 2022.</summary>
    HomeWorker,

    /// <summary>Tirocinante o stagista: no employee, never covered.</summary>
    Trainee,
}

/// <summary>
/// How far "no seniority for unavoidable events in the industrial sector" (art. 1, c. 2) reaches. Only industry is certain; the default is what INPS is said to do since 2022.
/// </summary>
public enum UnavoidableSeniority
{
    /// <summary>The ordinary supplement in industry, building and stone.</summary>
    IndustryAndBuilding,

    /// <summary>The letter: the ordinary supplement in industry.</summary>
    IndustryOnly,

    /// <summary>Every employer of the ordinary supplement and, for suspensions from 2022, FIS and funds.</summary>
    EveryScheme,
}

/// <summary>The facts about one worker of an application.</summary>
/// <param name="Kind">Kind of the worker.</param>
/// <param name="Sector">Sector of the employer.</param>
/// <param name="SeniorityDays">Days really worked in the production unit of the application, at the day of filing.</param>
/// <param name="SuspensionStart">First day of the suspension; it decides the days needed.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="UnavoidableEvent">An objectively unavoidable event.</param>
public sealed record WorkerFacts(WorkerKind Kind, Sector Sector, int SeniorityDays, DateOnly SuspensionStart, Scheme Scheme, bool UnavoidableEvent)
{
    /// <summary>A reading: how far the exemption from seniority for unavoidable events reaches.</summary>
    public UnavoidableSeniority UnavoidableSeniority { get; init; } = UnavoidableSeniority.EveryScheme;
}

/// <summary>Beneficiari (artt. 1 e 2): who may receive the supplement.</summary>
public static class WorkerEligibility
{
    /// <summary>Days of effective work in the unit at the day of filing.</summary>
    internal static readonly InForce<int> MinimumSeniority = new("eligibility.minSeniorityDays")
    {
        { "2015-09-24", "2021-12-31", 90, Dlgs148.Article("1", "2"), Trust.NormTextRead },
        { "2022-01-01", null, 30, Dlgs148.Article("1", "2"), Trust.Secondary },
    };

    internal static readonly InForce<bool> HomeWorkers = new("eligibility.homeWorkersIncluded")
    {
        { "2015-09-24", "2021-12-31", false, Dlgs148.Article("1", "1"), Trust.NormTextRead },
        { "2022-01-01", null, true, Dlgs148.Article("1", "1"), Trust.Secondary },
    };

    internal static readonly InForce<bool> EveryApprentice = new("eligibility.apprenticeTypes")
    {
        { "2015-09-24", "2021-12-31", false, Dlgs148.Article("2", "1"), Trust.NormTextRead },
        { "2022-01-01", null, true, Dlgs148.Article("2", "1"), Trust.Secondary },
    };

    internal static readonly InForce<bool> ExecutivesExcluded = new("eligibility.executivesExcluded")
    {
        { "2015-09-24", null, true, Dlgs148.Article("1", "1"), Trust.NormTextRead },
    };

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("worker-eligibility", "Eligibility/WorkerEligibility", Text.Of($"Lavoratori beneficiari", $"Workers who may receive it", $"Anspruchsberechtigte"),
    [
        .. MinimumSeniority.Sources,
        .. HomeWorkers.Sources,
        .. EveryApprentice.Sources,
        .. ExecutivesExcluded.Sources,
        Dlgs148.Article("2", "4"),
        L457.Article("8"),
    ]);

    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(ExecutivesExcluded, "boolean", TimeKey.SuspensionStart, v => v ? "true" : "false"),
        Figure.Of(MinimumSeniority, "days of effective work in the production unit", TimeKey.SuspensionStart, Plain),
        Figure.Of(HomeWorkers, "boolean", TimeKey.SuspensionStart, v => v ? "true" : "false"),
        Figure.Of(EveryApprentice, "enum", TimeKey.SuspensionStart, v => v ? "ALL" : "PROFESSIONAL"),
    ];

    /// <summary>Whether the worker may receive the supplement.</summary>
    /// <exception cref="ImpossibleFactException">The days worked are negative.</exception>
    public static Ruling<bool> Of(WorkerFacts facts)
    {
        if (facts.SeniorityDays < 0)
        {
            throw new ImpossibleFactException(
                "seniorityDays",
                Text.Of($"I giorni lavorati non possono essere {facts.SeniorityDays}.", $"The days worked cannot be {facts.SeniorityDays}.", $"Die gearbeiteten Tage können nicht {facts.SeniorityDays} sein."),
                Text.Of($"Indica zero o di più.", $"Give zero or more.", $"Null oder mehr angeben."));
        }

        if (Excluded(facts) is { } excluded)
            return new(false, [excluded]);

        var kind = new Reason(Dlgs148.Article("1", "1"), Text.Of(
            $"È un lavoratore dipendente tra quelli che la norma comprende.",
            $"The worker is an employee of a kind that the norm covers.",
            $"Die Person gehört zu den Beschäftigten, welche die Norm umfasst."));
        var minimum = MinimumSeniority.On(facts.SuspensionStart);
        if (NeedsNoSeniority(facts))
        {
            return new(true,
            [
                kind,
                .. Apprentice(facts),
                new(Dlgs148.Article("1", "2"), Text.Of(
                    $"Per gli eventi oggettivamente non evitabili l'anzianità di {minimum.Value} giorni non è richiesta.",
                    $"For objectively unavoidable events the seniority of {minimum.Value} days is not needed.",
                    $"Bei objektiv unvermeidbaren Ereignissen ist das Dienstalter von {minimum.Value} Tagen nicht erforderlich.")),
            ])
            {
                Policies = [.. Readings(facts, minimum.Value)],
                Warnings = [.. Doubts(facts)],
            };
        }

        var enough = facts.SeniorityDays >= minimum.Value;
        return new(enough,
        [
            kind,
            .. Apprentice(facts),
            new Reason(minimum.Source, enough
                ? Text.Of(
                    $"Ha {facts.SeniorityDays} giorni di effettivo lavoro nell'unità produttiva: ne bastano {minimum.Value}.",
                    $"There are {facts.SeniorityDays} days of effective work in the production unit: {minimum.Value} are enough.",
                    $"Es liegen {facts.SeniorityDays} Tage tatsächlicher Arbeit in der Produktionseinheit vor: {minimum.Value} genügen.")
                : Text.Of(
                    $"Ha {facts.SeniorityDays} giorni di effettivo lavoro nell'unità produttiva: ne servono {minimum.Value} alla data della domanda.",
                    $"There are {facts.SeniorityDays} days of effective work in the production unit: {minimum.Value} are needed on the day of filing.",
                    $"Es liegen {facts.SeniorityDays} Tage tatsächlicher Arbeit in der Produktionseinheit vor: am Tag des Antrags sind {minimum.Value} nötig."))
                .Or("seniorityDays", facts.SeniorityDays, enough
                    ? Text.Of($"con meno di {minimum.Value} giorni non potrebbe riceverla", $"with fewer than {minimum.Value} days the worker could not receive it", $"mit weniger als {minimum.Value} Tagen wäre der Ausgleich ausgeschlossen")
                    : Text.Of($"con {minimum.Value} giorni potrebbe riceverla", $"with {minimum.Value} days the worker could receive it", $"mit {minimum.Value} Tagen wäre der Ausgleich möglich")),
        ])
        {
            Policies = [.. Readings(facts, minimum.Value)],
            Warnings = [.. Doubts(facts)],
        };
    }

    private static IEnumerable<Text> Doubts(WorkerFacts facts)
    {
        if (facts is { Kind: WorkerKind.ApprenticeProfessional, Scheme: Scheme.Cigs } && !EveryApprentice.On(facts.SuspensionStart).Value)
        {
            yield return Text.Of(
                $"Fino al 2021, nelle imprese con la sola CIGS, l'apprendista la riceve solo per crisi.",
                $"Until 2021, in firms with CIGS only, the apprentice receives it for crisis only.",
                $"Bis 2021 erhält sie der Lehrling in Unternehmen mit CIGS allein nur bei Krise.");
        }

        if (facts.Scheme == Scheme.Cisoa)
        {
            var days = Durations.CisoaDuration.MinimumDays.On(facts.SuspensionStart).Value;
            yield return Text.Of(
                $"La CISOA chiede anche un contratto a tempo indeterminato con almeno {days} giorni di lavoro l'anno nella stessa azienda (art. 8, L. 457/1972).",
                $"The CISOA also asks for a permanent contract with at least {days} days of work a year in the same firm (art. 8, L. 457/1972).",
                $"Die CISOA verlangt auch einen unbefristeten Vertrag mit mindestens {days} Arbeitstagen im Jahr im selben Betrieb (Art. 8, L. 457/1972).");
        }
    }

    /// <summary>On return the apprenticeship goes on for the hours that were supplemented.</summary>
    private static IEnumerable<Reason> Apprentice(WorkerFacts facts)
    {
        if (facts.Kind is WorkerKind.ApprenticeProfessional or WorkerKind.ApprenticeOther)
        {
            yield return new(Dlgs148.Article("2", "4"), Text.Of(
                $"Alla ripresa l'apprendistato si prolunga delle ore di integrazione ricevute.",
                $"On return the apprenticeship is extended by the hours of supplement received.",
                $"Bei der Rückkehr verlängert sich die Lehre um die Stunden des erhaltenen Ausgleichs."));
        }
    }

    /// <summary>Only ordinary treatments are exempt, never the extraordinary supplement.</summary>
    private static bool NeedsNoSeniority(WorkerFacts facts) => facts.UnavoidableEvent && facts.UnavoidableSeniority switch
    {
        UnavoidableSeniority.IndustryOnly => facts is { Scheme: Scheme.Cigo, Sector: Sector.Industry },
        UnavoidableSeniority.IndustryAndBuilding => facts is { Scheme: Scheme.Cigo, Sector: Sector.Industry or Sector.Building or Sector.Stone },
        _ => facts.Scheme == Scheme.Cigo || facts.Scheme is Scheme.Fis or Scheme.Fund && facts.SuspensionStart.Year >= 2022,
    };

    /// <summary>The reading used, where another one would answer otherwise.</summary>
    private static IEnumerable<Policy> Readings(WorkerFacts facts, int minimum)
    {
        bool Exempt(UnavoidableSeniority reading) => NeedsNoSeniority(facts with { UnavoidableSeniority = reading });
        if (facts.SeniorityDays >= minimum || Exempt(UnavoidableSeniority.IndustryOnly) || !Exempt(UnavoidableSeniority.EveryScheme))
            yield break;

        string[] names = ["industryAndBuilding", "industryOnly", "everyScheme"];
        var chosen = names[(int)facts.UnavoidableSeniority];
        yield return new("unavoidableSeniority", chosen, [.. names.Where(n => n != chosen)]);
    }

    private static Reason? Excluded(WorkerFacts facts) => facts.Kind switch
    {
        WorkerKind.Executive => new(Dlgs148.Article("1", "1"), Text.Of(
            $"I dirigenti sono esclusi.", $"Executives are excluded.", $"Führungskräfte sind ausgeschlossen.")),
        WorkerKind.Trainee => new(Dlgs148.Article("1", "1"), Text.Of(
            $"Tirocinanti e stagisti non sono dipendenti.", $"Trainees are not employees.", $"Praktikantinnen und Praktikanten sind keine Beschäftigten.")),
        WorkerKind.HomeWorker when !HomeWorkers.On(facts.SuspensionStart).Value => new(Dlgs148.Article("1", "1"), Text.Of(
            $"I lavoratori a domicilio sono compresi solo per le sospensioni iniziate dal 1º gennaio 2022.",
            $"Home workers are covered only for suspensions begun from 1 January 2022.",
            $"Heimarbeitende sind nur für Suspendierungen ab 1. Januar 2022 umfasst.")),
        WorkerKind.ApprenticeOther when !EveryApprentice.On(facts.SuspensionStart).Value => new(Dlgs148.Article("2", "1"), Text.Of(
            $"Fino al 31 dicembre 2021 sono compresi solo gli apprendisti con contratto professionalizzante.",
            $"Until 31 December 2021 only apprentices with a professionalising contract are covered.",
            $"Bis 31. Dezember 2021 sind nur Lehrlinge mit berufsspezialisierendem Vertrag umfasst.")),
        _ => null,
    };

    private static string Plain(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

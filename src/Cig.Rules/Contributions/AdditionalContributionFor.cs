using Cig.Rules.Readings;

namespace Cig.Rules.Contributions;

/// <summary>The bracket of the rate.</summary>
public enum Bracket
{
    /// <summary>Up to 52 weeks.</summary>
    First,

    /// <summary>Over 52 and up to 104.</summary>
    Second,

    /// <summary>Over 104.</summary>
    Third,

    /// <summary>A rate without brackets.</summary>
    Flat,

    /// <summary>Nothing is due.</summary>
    None,
}

/// <summary>The facts of the additional contribution of one month.</summary>
/// <param name="Scheme">The scheme used.</param>
/// <param name="Month">Any day of the month of the hours.</param>
/// <param name="SuspensionStart">First day of the suspension; it decides whether reduced rates exist.</param>
/// <param name="LostPay">Pay that the workers would have earned in the hours not worked, in cents: the base.</param>
/// <param name="WeeksUsed">Weeks used in the rolling five years at the end of the month before.</param>
/// <param name="IdleMonths">Whole months between the end of the last use and the start of the suspension; null where there never was one.</param>
/// <param name="ReducedSince">Day from which the employer already has the reduced rates; they go on until the limits are reached.</param>
/// <param name="UnavoidableEvent">An objectively unavoidable event.</param>
public sealed record ContributionFacts(
    Scheme Scheme, DateOnly Month, DateOnly SuspensionStart, Euro LostPay, Weeks WeeksUsed, int? IdleMonths, DateOnly? ReducedSince, bool UnavoidableEvent)
{
    /// <summary>The exemption that the employer claims; null where it claims none. It helps only where its norm says.</summary>
    public Exemption? Exemption { get; init; }

    /// <summary>First day of the exemption of a complex-crisis area; null for the start of the suspension.</summary>
    public DateOnly? ExemptSince { get; init; }

    /// <summary>Day on which a collective dismissal was opened.</summary>
    public DateOnly? CollectiveDismissalOn { get; init; }

    /// <summary>A reading: who never used a supplement has the reduced rates too.</summary>
    public bool FirstUseReduced { get; init; } = true;

    /// <summary>A reading: a limit that is just reached belongs to the higher bracket already.</summary>
    public bool HigherWhenReached { get; init; }

    /// <summary>A reading: the idle months are those of the employer instead of the production unit. The fact is the same, its meaning is not.</summary>
    public bool IdleEmployer { get; init; }

    /// <summary>The same months for the employer with all its units, where they are known; the reading of <see cref="IdleEmployer"/> uses them.</summary>
    public int? IdleMonthsEmployer { get; init; }

    /// <summary>The months without use under the reading chosen.</summary>
    internal int? Idle => IdleEmployer ? IdleMonthsEmployer ?? IdleMonths : IdleMonths;

    internal DateOnly FirstOfMonth => new(Month.Year, Month.Month, 1);

    internal DateOnly LastOfMonth => FirstOfMonth.AddMonths(1).AddDays(-1);
}

/// <summary>The contribution of one month.</summary>
/// <param name="Rate">The rate.</param>
/// <param name="Contribution">What is due, half up to the cent.</param>
/// <param name="Bracket">The bracket of the rate.</param>
/// <param name="Reduced">Whether the rate is a reduced one; the 15 % beyond 104 weeks never is.</param>
public sealed record ContributionAnswer(Rate Rate, Euro Contribution, Bracket Bracket, bool Reduced);

public static partial class AdditionalContribution
{
    /// <summary>The contribution of one month, with the reasons that lead to it.</summary>
    /// <exception cref="ImpossibleFactException">A fact cannot be.</exception>
    /// <exception cref="NotInForceException">The month lies before the Decree, or before the scheme.</exception>
    public static Ruling<ContributionAnswer> For(ContributionFacts facts)
    {
        Check(facts);
        var standard = Standard.On(facts.LastOfMonth);
        if (Exemptions.For(facts) is { } exempt)
            return new(new(0.Percent, 0.Euro, Bracket.None, false), [exempt]);

        return facts.Scheme is Scheme.Fis or Scheme.Fund ? Flat(facts) : InBrackets(facts, standard);
    }

    private static Ruling<ContributionAnswer> Flat(ContributionFacts facts)
    {
        var rate = (facts.Scheme == Scheme.Fis ? Fis : FundMinimum).On(facts.LastOfMonth);
        var ruling = Calculate(facts, new(facts, null, rate), Bracket.Flat);
        return facts.Scheme == Scheme.Fis ? ruling : ruling with
        {
            Warnings =
            [
                Text.Of(
                    $"L'aliquota di un fondo è nel suo decreto: questa è la minima che la legge ammette.",
                    $"The rate of a fund stands in its decree: this is the least that the law allows.",
                    $"Der Satz eines Fonds steht in dessen Dekret: dies ist der gesetzliche Mindestsatz."),
            ],
        };
    }

    private static Ruling<ContributionAnswer> InBrackets(ContributionFacts facts, Version<Rates> standard)
    {
        var (reduced, why) = Entitled(facts);
        var rates = reduced ? Reduced.On(facts.SuspensionStart) : standard;
        var ruling = Calculate(facts, new(facts, rates, null), BracketOf(facts));
        return ruling with
        {
            Value = ruling.Value with { Reduced = reduced && ruling.Value.Bracket != Bracket.Third },
            Reasons = [.. why, .. ruling.Reasons, .. OtherReading(facts, ruling.Value)],
            Policies = [.. ReadingsThatMattered(facts)],
        };
    }

    /// <summary>Where the level of the idle months or the first use is open and the other reading has another rate, both are told.</summary>
    private static IEnumerable<Reason> OtherReading(ContributionFacts facts, ContributionAnswer answer)
    {
        if (IdleMonths.Find(facts.SuspensionStart) is not { } idle || facts.ReducedSince is not null)
            yield break;

        var other = facts.Idle is null ? facts with { FirstUseReduced = !facts.FirstUseReduced } : facts with { IdleEmployer = !facts.IdleEmployer };
        var (reduced, _) = Entitled(other);
        var rates = reduced ? Reduced.On(facts.SuspensionStart) : Standard.On(facts.LastOfMonth);
        var elsewhere = Calculate(other, new(other, rates, null), BracketOf(other)).Value;
        if (elsewhere.Rate == answer.Rate)
            yield break;

        yield return new(idle.Source, Text.Of(
            $"Con l'altra lettura l'aliquota sarebbe del {elsewhere.Rate} e il contributo {elsewhere.Contribution}.",
            $"Under the other reading the rate would be {elsewhere.Rate} and the contribution {elsewhere.Contribution}.",
            $"Nach der anderen Auslegung wäre der Satz {elsewhere.Rate} und der Beitrag {elsewhere.Contribution}."));
    }

    private static Ruling<ContributionAnswer> Calculate(ContributionFacts facts, ExplainedContribution c, Bracket bracket)
    {
        var due = AdditionalContribution<Explained, ExplainedCondition, ExplainedContribution>.Due(c);
        var trace = new Trace(due);
        return new(
            new(trace.Rate(RateStep), new(due.Value), bracket, Reduced: false),
            [.. Exemptions.Missed(facts) is { } missed ? [missed] : Array.Empty<Reason>(), .. trace.Reasons()]);
    }

    private static Bracket BracketOf(ContributionFacts facts)
    {
        bool Within(Weeks limit) => facts.HigherWhenReached ? facts.WeeksUsed < limit : facts.WeeksUsed <= limit;
        return Within(52.Weeks) ? Bracket.First : Within(104.Weeks) ? Bracket.Second : Bracket.Third;
    }

    /// <summary>Who waited 24 months after the last use begins anew; who already has the reduced rates keeps them.</summary>
    private static (bool Reduced, IReadOnlyList<Reason> Why) Entitled(ContributionFacts facts)
    {
        if (IdleMonths.Find(facts.SuspensionStart) is not { } idle)
        {
            return (false,
            [
                new Reason(Standard[0].Source, Text.Of(
                    $"La sospensione è iniziata il {facts.SuspensionStart}: le aliquote ridotte valgono per quelle iniziate dal {IdleMonths[0].From}.",
                    $"The suspension began on {facts.SuspensionStart}: the reduced rates hold for those begun from {IdleMonths[0].From}.",
                    $"Die Suspendierung begann am {facts.SuspensionStart}: die ermäßigten Sätze gelten für jene ab {IdleMonths[0].From}."))
                    .Or("suspensionStart", facts.SuspensionStart, Text.Of($"conterebbero i mesi senza uso", $"the months without use would count", $"die Monate ohne Nutzung würden zählen")),
            ]);
        }

        if (facts.ReducedSince is { } since && since <= facts.LastOfMonth && !(facts.Idle >= idle.Value))
        {
            return (true, [new(idle.Source, Text.Of(
                $"Le aliquote ridotte valgono già dal {since} e proseguono fino ai limiti di 52 e 104 settimane.",
                $"The reduced rates already hold since {since} and go on until the limits of 52 and 104 weeks.",
                $"Die ermäßigten Sätze gelten bereits seit {since} und laufen bis zu den Grenzen von 52 und 104 Wochen weiter."))]);
        }

        if (facts.Idle is not { } months)
        {
            return (facts.FirstUseReduced, [new(idle.Source, facts.FirstUseReduced
                ? Text.Of(
                    $"Chi non ha mai usato integrazioni ha le aliquote ridotte (lettura scelta; la lettera parla di mesi dopo l'ultimo periodo).",
                    $"Who never used a supplement has the reduced rates (the reading chosen; the letter speaks of months after the last period).",
                    $"Wer nie einen Ausgleich nutzte, hat die ermäßigten Sätze (gewählte Auslegung; der Wortlaut spricht von Monaten nach dem letzten Zeitraum).")
                : Text.Of(
                    $"Chi non ha mai usato integrazioni non ha un ultimo periodo da cui contare: valgono le aliquote ordinarie (lettura scelta).",
                    $"Who never used a supplement has no last period to count from: the ordinary rates hold (the reading chosen).",
                    $"Wer nie einen Ausgleich nutzte, hat keinen letzten Zeitraum: es gelten die ordentlichen Sätze (gewählte Auslegung)."))]);
        }

        var level = facts.IdleEmployer
            ? Text.Of($"dell'azienda", $"of the employer", $"des Arbeitgebers")
            : Text.Of($"dell'unità produttiva", $"of the production unit", $"der Produktionseinheit");
        var enough = months >= idle.Value;
        return (enough,
        [
            (enough
                ? new Reason(idle.Source, Text.Of(
                    $"Dalla fine dell'ultimo uso {level} sono passati {months} mesi, almeno {idle.Value}: valgono le aliquote ridotte.",
                    $"Since the end of the last use {level} {months} months have passed, at least {idle.Value}: the reduced rates hold.",
                    $"Seit dem Ende der letzten Nutzung {level} sind {months} Monate vergangen, mindestens {idle.Value}: es gelten die ermäßigten Sätze."))
                : new Reason(idle.Source, Text.Of(
                    $"Dalla fine dell'ultimo uso {level} sono passati {months} mesi, meno di {idle.Value}: valgono le aliquote ordinarie.",
                    $"Since the end of the last use {level} {months} months have passed, fewer than {idle.Value}: the ordinary rates hold.",
                    $"Seit dem Ende der letzten Nutzung {level} sind {months} Monate vergangen, weniger als {idle.Value}: es gelten die ordentlichen Sätze.")))
                .Or("idleMonths", months, enough
                    ? Text.Of($"con meno di {idle.Value} mesi varrebbero le ordinarie", $"with fewer than {idle.Value} months the ordinary ones would hold", $"mit weniger als {idle.Value} Monaten würden die ordentlichen gelten")
                    : Text.Of($"con {idle.Value} mesi varrebbero le ridotte", $"with {idle.Value} months the reduced ones would hold", $"mit {idle.Value} Monaten würden die ermäßigten gelten")),
        ]);
    }

    private static IEnumerable<Policy> ReadingsThatMattered(ContributionFacts facts)
    {
        if (facts.WeeksUsed == 52.Weeks || facts.WeeksUsed == 104.Weeks)
            yield return facts.HigherWhenReached ? new("bracketChange", "reached", ["exceeded"]) : new("bracketChange", "exceeded", ["reached"]);
        if (IdleMonths.Find(facts.SuspensionStart) is null || facts.ReducedSince is not null)
            yield break;
        if (facts.Idle is null)
            yield return facts.FirstUseReduced ? new("firstUse", "reduced", ["ordinary"]) : new("firstUse", "ordinary", ["reduced"]);
        else
            yield return facts.IdleEmployer ? new("idleLevel", "employer", ["unit"]) : new("idleLevel", "unit", ["employer"]);
    }

    private static void Check(ContributionFacts facts) => ImpossibleFactException.ThrowAny([.. Amounts.Benefit.Times(facts.Month, facts.SuspensionStart), .. Impossible(facts)]);

    private static IEnumerable<ImpossibleFactException> Impossible(ContributionFacts facts)
    {
        if (facts.LostPay < 0.Euro)
        {
            yield return new(
                "lostPay",
                Text.Of($"La retribuzione persa non può essere negativa.", $"The lost pay cannot be negative.", $"Der Lohnausfall kann nicht negativ sein."),
                Text.Of($"Indica la retribuzione delle ore non lavorate.", $"Give the pay of the hours not worked.", $"Den Lohn der ausgefallenen Stunden angeben."));
        }

        if (facts.WeeksUsed < 0.Weeks || facts.WeeksUsed > 262.Weeks)
        {
            yield return new(
                "weeksUsed",
                Text.Of($"In cinque anni non si possono usare {facts.WeeksUsed}.", $"In five years {facts.WeeksUsed} cannot be used.", $"In fünf Jahren können nicht {facts.WeeksUsed} genutzt werden."),
                Text.Of($"Indica un valore da 0 a 262.", $"Give a value from 0 to 262.", $"Einen Wert von 0 bis 262 angeben."));
        }

        if (facts.IdleMonthsEmployer is { } employer && (facts.IdleMonths is null || employer > facts.IdleMonths || employer < 0))
        {
            yield return new(
                "idleMonthsEmployer",
                Text.Of($"I mesi senza uso dell'azienda non possono essere {employer}: nessuna unità li supera.", $"The months without use of the employer cannot be {employer}: no unit has fewer.", $"Die Monate ohne Nutzung des Arbeitgebers können nicht {employer} sein: keine Einheit hat weniger."),
                Text.Of($"Indica al massimo quelli dell'unità, o niente.", $"Give at most those of the unit, or nothing.", $"Höchstens jene der Einheit oder nichts angeben."));
        }

        if (facts.IdleMonths < 0)
        {
            yield return new(
                "idleMonths",
                Text.Of($"I mesi senza uso non possono essere negativi.", $"The months without use cannot be negative.", $"Die Monate ohne Nutzung können nicht negativ sein."),
                Text.Of($"Indica i mesi interi dalla fine dell'ultimo uso.", $"Give the whole months since the end of the last use.", $"Die vollen Monate seit Ende der letzten Nutzung angeben."));
        }

        if (facts.ReducedSince < IdleMonths[0].From)
        {
            yield return new(
                "reducedSince",
                Text.Of($"Le aliquote ridotte esistono dal {IdleMonths[0].From}.", $"The reduced rates exist since {IdleMonths[0].From}.", $"Die ermäßigten Sätze gibt es seit {IdleMonths[0].From}."),
                Text.Of($"Indica un giorno da allora in poi, o niente.", $"Give a day from then on, or nothing.", $"Einen Tag ab dann oder nichts angeben."));
        }
    }

    /// <summary>The case of an explanation: either rates in brackets or one flat rate.</summary>
    private readonly struct ExplainedContribution(ContributionFacts facts, Version<Rates>? rates, Version<Rate>? flat) : IContributionCase<Explained, ExplainedCondition>
    {
        public Explained LostPay => Explained.Given(AdditionalContribution.LostPay, facts.LostPay.Cents);

        public Explained WeeksUsed => Explained.Given(AdditionalContribution.WeeksUsed, facts.WeeksUsed.Thirtieths);

        public Explained PartsOfAWeek => Explained.Of(30);

        public ExplainedCondition HigherWhenReached => ExplainedCondition.Of(facts.HigherWhenReached);

        public ExplainedCondition UnavoidableEvent => ExplainedCondition.Of(false);

        public ExplainedCondition Flat => ExplainedCondition.Of(flat is not null);

        public Explained FlatRate => flat is null ? Explained.Of(0) : Explained.Given(AdditionalContribution.FlatRate, flat.Value.BasisPoints, flat.Source);

        public Explained FirstRate => Of(AdditionalContribution.FirstRate, r => r.First);

        public Explained SecondRate => Of(AdditionalContribution.SecondRate, r => r.Second);

        public Explained ThirdRate => Of(AdditionalContribution.ThirdRate, r => r.Third);

        private Explained Of(Fact fact, Func<Rates, Rate> rate) => rates is null ? Explained.Of(0) : Explained.Given(fact, rate(rates.Value).BasisPoints, rates.Source);
    }
}

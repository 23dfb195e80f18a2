using System.Globalization;
using static Cig.Rules.Law;

namespace Cig.Rules.Deadlines;

/// <summary>What is appealed against.</summary>
public enum DecisionKind
{
    /// <summary>A refusal of the supplement by INPS.</summary>
    Supplement,

    /// <summary>An act about contributions.</summary>
    Contribution,

    /// <summary>The Ministry's decree on the extraordinary supplement.</summary>
    CigsDecree,

    /// <summary>No answer at all.</summary>
    Silence,
}

/// <summary>The terms of an appeal.</summary>
/// <param name="Term">The term; null against silence, which has none.</param>
/// <param name="Earliest">Against silence: the first day on which one may appeal.</param>
/// <param name="ExtraordinaryAppeal">Against a decree: the term of the extraordinary appeal to the President of the Republic.</param>
public sealed record AppealTerm(Term? Term, DateOnly? Earliest, Term? ExtraordinaryAppeal);

/// <summary>Ricorsi (art. 17 and the INPS regulation of 2023): who disagrees with a decision has a term to say so.</summary>
public static class Appeal
{
    internal static readonly InForce<int> SupplementDays = new("cigo.appealDays")
    {
        { "2015-09-24", null, 30, Dlgs148.Article("17"), Trust.Recalled },
    };

    /// <summary>Ninety days from receipt is the general term of appeals inside INPS.</summary>
    internal static readonly InForce<int> GeneralDays = new("appeal.generalDays")
    {
        { "2015-09-24", null, 90, Circular("48/2023").Whole, Trust.Secondary },
    };

    /// <summary>An application that nobody answers may be appealed from this day after it was filed.</summary>
    internal static readonly InForce<int> SilenceDays = new("appeal.silenceDay")
    {
        { "2015-09-24", null, 121, Circular("48/2023").Whole, Trust.Secondary },
    };

    internal static readonly InForce<int> CourtDays = new("cigs.appeal.courtDays")
    {
        { "2015-09-24", null, 60, Dlgs104.Article("29"), Trust.Recalled },
    };

    internal static readonly InForce<int> ExtraordinaryDays = new("cigs.appeal.extraordinaryDays")
    {
        { "2015-09-24", null, 120, Dpr1199.Article("9"), Trust.Recalled },
    };

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("appeal", "Deadlines/Appeal", Text.Of($"Ricorsi", $"Appeals", $"Rechtsmittel"),
        [.. SupplementDays.Sources, .. GeneralDays.Sources, .. SilenceDays.Sources, .. CourtDays.Sources, .. ExtraordinaryDays.Sources]);

    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(SupplementDays, "days from notification", TimeKey.EventDay, Plain),
        Figure.Of(GeneralDays, "days from receipt", TimeKey.EventDay, Plain),
        Figure.Of(SilenceDays, "th day after filing", TimeKey.FilingDay, Plain),
        Figure.Of(CourtDays, "days from notification", TimeKey.EventDay, Plain),
        Figure.Of(ExtraordinaryDays, "days from notification", TimeKey.EventDay, Plain),
    ];

    /// <summary>The term against a decision that arrived on <paramref name="receivedOn"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Silence is not received; ask <see cref="AgainstSilence"/>.</exception>
    public static Ruling<AppealTerm> Against(DecisionKind decision, DateOnly receivedOn, DateOnly? appealedOn)
    {
        var days = decision switch
        {
            DecisionKind.Supplement => SupplementDays,
            DecisionKind.Contribution => GeneralDays,
            DecisionKind.CigsDecree => CourtDays,
            _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, "Silence is not received."),
        };
        var term = TermOf(days, receivedOn, appealedOn);
        if (decision != DecisionKind.CigsDecree)
            return new(new(term.Value, null, null), [Before(decision, days.On(receivedOn).Source), .. term.Reasons]);

        var extraordinary = TermOf(ExtraordinaryDays, receivedOn, null);
        return new(new(term.Value, null, extraordinary.Value), [Before(decision, days.On(receivedOn).Source), .. term.Reasons, Extraordinary(extraordinary.Value)])
        {
            Warnings = CrossesAugust(receivedOn, term.Value.Nominal)
                ? [Text.Of(
                    $"I termini davanti al giudice sono sospesi dal 1º al 31 agosto: qui si conta senza sospensione, che è più prudente.",
                    $"Terms before a court stand still from 1 to 31 August: here they are counted without that, which is safer.",
                    $"Gerichtliche Fristen ruhen vom 1. bis 31. August: hier wird ohne dies gezählt, was sicherer ist.")]
                : [],
        };
    }

    /// <summary>From when one may appeal because nobody answered an application filed on <paramref name="filedOn"/>.</summary>
    public static Ruling<AppealTerm> AgainstSilence(DateOnly filedOn)
    {
        var day = SilenceDays.On(filedOn);
        var earliest = filedOn.AddDays(day.Value);
        return new(new(null, earliest, null),
        [
            new(day.Source, Text.Of(
                $"Se la domanda del {filedOn} resta senza risposta, si può ricorrere dal {day.Value}º giorno: {earliest}.",
                $"If the application of {filedOn} stays unanswered, one may appeal from day {day.Value}: {earliest}.",
                $"Bleibt der Antrag vom {filedOn} ohne Antwort, ist ein Rechtsmittel ab dem {day.Value}. Tag möglich: {earliest}.")),
        ]);
    }

    private static Ruling<Term> TermOf(InForce<int> table, DateOnly receivedOn, DateOnly? appealedOn)
    {
        var days = table.On(receivedOn);
        var nominal = receivedOn.AddDays(days.Value);
        return Term.Judge(nominal, appealedOn, FilingOutcome.Rejected, days.Source, Text.Of(
            $"Il ricorso non è ammesso.", $"The appeal is not admitted.", $"Das Rechtsmittel ist unzulässig."),
            Term.Counted(days.Source, receivedOn, days.Value, nominal));
    }

    private static Reason Before(DecisionKind decision, Provision source) => new(source, decision switch
    {
        DecisionKind.Supplement => Text.Of(
            $"Contro il rifiuto dell'integrazione si ricorre al comitato INPS competente, solo online; poi al giudice.",
            $"Against a refusal of the supplement one appeals to the competent INPS committee, online only; then to the court.",
            $"Gegen die Ablehnung des Lohnausgleichs richtet sich das Rechtsmittel, nur online, an den zuständigen INPS-Ausschuss; danach an das Gericht."),
        DecisionKind.Contribution => Text.Of(
            $"Contro un atto sui contributi si ricorre nel termine generale dei ricorsi INPS.",
            $"Against an act about contributions one appeals within the general term of INPS appeals.",
            $"Gegen einen Beitragsbescheid gilt die allgemeine Frist der INPS-Rechtsmittel."),
        _ => Text.Of(
            $"Contro il decreto ministeriale sulla CIGS si ricorre al tribunale amministrativo regionale.",
            $"Against the Ministry's decree on the extraordinary supplement one goes to the regional administrative court.",
            $"Gegen das Ministerialdekret zur außerordentlichen Kasse ist das regionale Verwaltungsgericht zuständig."),
    });

    private static Reason Extraordinary(Term term) => new(ExtraordinaryDays[0].Source, Text.Of(
        $"In alternativa c'è il ricorso straordinario, entro il {term.Rolled}.",
        $"The alternative is the extraordinary appeal, by {term.Rolled}.",
        $"Alternativ gibt es die außerordentliche Beschwerde bis {term.Rolled}."));

    private static bool CrossesAugust(DateOnly from, DateOnly to) =>
        Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Any(i => from.AddDays(i).Month == 8);

    private static string Plain(int value) => value.ToString(CultureInfo.InvariantCulture);
}

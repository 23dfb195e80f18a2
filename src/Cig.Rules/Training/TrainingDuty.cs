using static Cig.Rules.Law;

namespace Cig.Rules.Training;

/// <summary>What the absences from a course cost.</summary>
public enum TrainingEffect
{
    /// <summary>No sanction: less than 25 %, or before the decree.</summary>
    None,

    /// <summary>Un terzo of the monthly benefits, at least one.</summary>
    OneThird,

    /// <summary>La metà of the monthly benefits, at least one.</summary>
    Half,

    /// <summary>Decadenza: the whole right.</summary>
    Forfeited,
}

/// <summary>To which class an absence of exactly 50 % or 80 % belongs; the decrees do not say.</summary>
public enum ExactShare
{
    /// <summary>To the milder class, because only what is over the limit is worse.</summary>
    Lower,

    /// <summary>To the stricter class.</summary>
    Higher,
}

/// <summary>The sanction.</summary>
/// <param name="Effect">The class of the sanction.</param>
/// <param name="Numerator">Of the share of the monthly benefits lost.</param>
/// <param name="Denominator">The same.</param>
public sealed record TrainingSanction(TrainingEffect Effect, int Numerator, int Denominator)
{
    /// <summary>The share lost, as text: <c>0</c>, <c>1/3</c>, <c>1/2</c>, <c>1</c>.</summary>
    public string Share => Denominator == 1
        ? Numerator.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}

/// <summary>
/// Obbligo di formazione (art. 25-ter): who receives an extraordinary supplement attends the training that law or agreement provides; unjustified absence costs a share of the
/// benefits, at least of one month. The inspectorate finds it, INPS applies it, course by course.
/// </summary>
public static class TrainingDuty
{
    internal static readonly InForce<TrainingSanction> FromAQuarter = new("cigs.training.sanction.absence25to50")
    {
        { "2022-10-29", null, new(TrainingEffect.OneThird, 1, 3), DmTraining.Whole, Trust.Secondary },
    };

    internal static readonly InForce<TrainingSanction> FromAHalf = new("cigs.training.sanction.absence50to80")
    {
        { "2022-10-29", null, new(TrainingEffect.Half, 1, 2), DmTraining.Whole, Trust.Secondary },
    };

    internal static readonly InForce<TrainingSanction> OverFourFifths = new("cigs.training.sanction.absence80to100")
    {
        { "2022-10-29", null, new(TrainingEffect.Forfeited, 1, 1), DmTraining.Whole, Trust.Secondary },
    };

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("training-duty", "Training/TrainingDuty", Text.Of(
        $"Obbligo di formazione", $"Duty of training", $"Schulungspflicht"), [.. FromAQuarter.Sources, Dlgs148.Article("25-ter", "3")]);

    internal static IEnumerable<Figure> Published =>
        new[] { FromAQuarter, FromAHalf, OverFourFifths }.Select(t => Figure.Of(t, "fraction of the monthly benefits lost (minimum one month)", TimeKey.EventDay, s => s.Share));

    /// <summary>What unjustified absence from one course costs.</summary>
    /// <param name="absence">Share of the hours of one course missed without justification.</param>
    /// <param name="month">Any day of the month of the course. A month that was begun when the decree came counts from its last day.</param>
    /// <param name="exact">A reading: to which class an absence of exactly 50 % or 80 % belongs.</param>
    /// <exception cref="ImpossibleFactException">The share is not between 0 and 100 %.</exception>
    public static Ruling<TrainingSanction> For(Rate absence, DateOnly month, ExactShare exact = ExactShare.Lower)
    {
        if (absence < 0.Percent || absence > 100.Percent)
        {
            throw new ImpossibleFactException(
                "absencePercent",
                Text.Of($"L'assenza non può essere del {absence}.", $"The absence cannot be {absence}.", $"Die Abwesenheit kann nicht {absence} betragen."),
                Text.Of($"Indica un valore da 0 a 100.", $"Give a value from 0 to 100.", $"Einen Wert von 0 bis 100 angeben."));
        }

        var last = new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month));
        if (FromAQuarter.Find(last) is null)
        {
            return new(new(TrainingEffect.None, 0, 1),
            [
                new Reason(DmTraining.Whole, Text.Of(
                    $"Le sanzioni valgono dal {FromAQuarter[0].From}: prima l'assenza non ne aveva.",
                    $"The sanctions hold from {FromAQuarter[0].From}: before, absence had none.",
                    $"Die Sanktionen gelten ab {FromAQuarter[0].From}: davor hatte Abwesenheit keine."))
                    .Or("month", last, Text.Of($"dopo conterebbe la quota di assenza", $"afterwards the share of absence would count", $"danach würde der Anteil der Abwesenheit zählen")),
            ]);
        }

        bool Over(Rate limit) => exact == ExactShare.Higher ? absence >= limit : absence > limit;
        var table = Over(80.Percent) ? OverFourFifths : Over(50.Percent) ? FromAHalf : absence >= 25.Percent ? FromAQuarter : null;
        return new(table?.On(last).Value ?? new(TrainingEffect.None, 0, 1), [new Reason(DmTraining.Whole, Sentence(absence, table)).Or("absencePercent", absence, NextClass(table))])
        {
            Policies = absence == 50.Percent || absence == 80.Percent ? [exact == ExactShare.Lower ? new("exactShare", "lower", ["higher"]) : new("exactShare", "higher", ["lower"])] : [],
        };
    }

    private static Text Sentence(Rate absence, InForce<TrainingSanction>? table) =>
        table == OverFourFifths ? Text.Of(
            $"Un'assenza non giustificata del {absence} fa perdere il diritto all'integrazione.",
            $"An unjustified absence of {absence} forfeits the right to the supplement.",
            $"Eine unentschuldigte Abwesenheit von {absence} führt zum Verlust des Anspruchs.")
        : table == FromAHalf ? Text.Of(
            $"Un'assenza non giustificata del {absence} fa perdere metà delle mensilità, almeno una.",
            $"An unjustified absence of {absence} costs half of the monthly benefits, at least one.",
            $"Eine unentschuldigte Abwesenheit von {absence} kostet die Hälfte der Monatsleistungen, mindestens eine.")
        : table == FromAQuarter ? Text.Of(
            $"Un'assenza non giustificata del {absence} fa perdere un terzo delle mensilità, almeno una.",
            $"An unjustified absence of {absence} costs a third of the monthly benefits, at least one.",
            $"Eine unentschuldigte Abwesenheit von {absence} kostet ein Drittel der Monatsleistungen, mindestens eine.")
        : Text.Of(
            $"Un'assenza del {absence} è sotto il 25%: non ha sanzione.",
            $"An absence of {absence} is under 25%: it has no sanction.",
            $"Eine Abwesenheit von {absence} liegt unter 25 %: sie hat keine Sanktion.");

    private static Text NextClass(InForce<TrainingSanction>? table) =>
        table == OverFourFifths ? Text.Of($"fino all'80% si perderebbe la metà", $"up to 80% half would be lost", $"bis 80 % ginge die Hälfte verloren")
        : table == FromAHalf ? Text.Of($"fino al 50% si perderebbe un terzo", $"up to 50% a third would be lost", $"bis 50 % ginge ein Drittel verloren")
        : table == FromAQuarter ? Text.Of($"sotto il 25% non si perderebbe nulla", $"under 25% nothing would be lost", $"unter 25 % ginge nichts verloren")
        : Text.Of($"dal 25% si perderebbe un terzo", $"from 25% a third would be lost", $"ab 25 % ginge ein Drittel verloren");
}

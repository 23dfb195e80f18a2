using static Cig.Rules.Law;

namespace Cig.Rules.Families;

/// <summary>The family benefit of a worker on supplement.</summary>
public enum FamilyBenefitKind
{
    /// <summary>Assegno per il nucleo familiare (ANF), paid together with the supplement on the terms of those who work.</summary>
    FamilyAllowance,

    /// <summary>Assegno unico e universale (AUU), paid by INPS directly and never with the supplement.</summary>
    SingleChildAllowance,
}

/// <summary>Which family benefit goes with a month of supplement.</summary>
/// <param name="Kind">The benefit.</param>
/// <param name="WithSupplement">Whether it is added to the supplement; if not, the worker asks INPS for it apart.</param>
public sealed record FamilyBenefitAnswer(FamilyBenefitKind Kind, bool WithSupplement);

/// <summary>
/// Prestazioni familiari durante l'integrazione (art. 3, c. 9): until February 2022 the family allowance is due as to who works; from 1 March 2022 households with dependent children receive the
/// single allowance from INPS, and the family allowance stays only for those without.
/// </summary>
public static class FamilyBenefit
{
    /// <summary>From this day who has dependent children is paid apart.</summary>
    internal static readonly InForce<bool> ApartForChildren = new("benefit.family.singleAllowanceApart")
    {
        { "2015-09-24", "2022-02-28", false, Dlgs148.Article("3", "9"), Trust.Secondary },
        { "2022-03-01", null, true, Dlgs230.Whole, Trust.Recalled },
    };

    private static readonly Provision Instructions = Circular("34/2022").Whole;

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("family-benefit", "Families/FamilyBenefit", Text.Of(
        $"Prestazioni familiari durante l'integrazione", $"Family benefits during the supplement", $"Familienleistungen während des Lohnausgleichs"), [.. ApartForChildren.Sources, Instructions]);

    internal static IEnumerable<Figure> Published => [Figure.Of(ApartForChildren, "boolean", TimeKey.MonthOfHours, v => v ? "true" : "false")];

    /// <summary>The family benefit of a month of supplement. Its amount depends on the income of the household and is not worked out here.</summary>
    /// <param name="month">Any day of the month.</param>
    /// <param name="dependentChildren">Whether the household has dependent children.</param>
    /// <exception cref="NotInForceException">The month lies before the Decree.</exception>
    public static Ruling<FamilyBenefitAnswer> For(DateOnly month, bool dependentChildren)
    {
        var apart = ApartForChildren.On(new(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month)));
        if (!apart.Value)
        {
            return new(new(FamilyBenefitKind.FamilyAllowance, true), [new Reason(apart.Source, Text.Of(
                $"Fino al {apart.To!.Value} l'assegno per il nucleo familiare spetta con l'integrazione come a chi lavora.",
                $"Until {apart.To!.Value} the family allowance is due with the supplement as to who works.",
                $"Bis {apart.To!.Value} steht die Familienzulage mit dem Ausgleich zu wie Arbeitenden."))
                .Or("month", month, Text.Of($"dopo conterebbero i figli a carico", $"afterwards dependent children would count", $"danach würden unterhaltsberechtigte Kinder zählen"))]);
        }

        var reason = dependentChildren
            ? new Reason(apart.Source, Text.Of(
                $"Dal {apart.From} chi ha figli a carico riceve l'assegno unico direttamente dall'INPS: non si aggiunge all'integrazione.",
                $"From {apart.From} who has dependent children receives the single allowance from INPS directly: it is not added to the supplement.",
                $"Ab {apart.From} erhält, wer unterhaltsberechtigte Kinder hat, das einheitliche Kindergeld direkt vom INPS: es kommt nicht zum Ausgleich hinzu."))
            : new Reason(Instructions, Text.Of(
                $"Dal {apart.From} l'assegno per il nucleo familiare resta solo per i nuclei senza figli a carico, e si paga con l'integrazione.",
                $"From {apart.From} the family allowance stays only for households without dependent children, and is paid with the supplement.",
                $"Ab {apart.From} bleibt die Familienzulage nur für Haushalte ohne unterhaltsberechtigte Kinder und wird mit dem Ausgleich gezahlt."));
        return new(new(dependentChildren ? FamilyBenefitKind.SingleChildAllowance : FamilyBenefitKind.FamilyAllowance, !dependentChildren),
            [reason.Or("dependentChildren", dependentChildren, dependentChildren
                ? Text.Of($"senza figli a carico resterebbe l'assegno per il nucleo familiare", $"without dependent children the family allowance would stay", $"ohne unterhaltsberechtigte Kinder bliebe die Familienzulage")
                : Text.Of($"con figli a carico sarebbe l'assegno unico", $"with dependent children it would be the single allowance", $"mit unterhaltsberechtigten Kindern wäre es das einheitliche Kindergeld"))])
        {
            Warnings =
            [
                Text.Of($"La norma non è stata riletta: da verificare prima di usarla.", $"The norm was not read again: check it before use.", $"Die Norm wurde nicht erneut gelesen: vor Gebrauch prüfen."),
            ],
        };
    }
}

using Cig.Rules.Readings;
using static Cig.Rules.Law;

namespace Cig.Rules.Amounts;

/// <summary>The dated shares of the benefit, and the sentences that tell its steps.</summary>
public static partial class Benefit
{
    internal static readonly InForce<Rate> ReplacementRate = new("benefit.replacementRate")
    {
        { "2015-09-24", null, 80.Percent, Dlgs148.Article("3", "1"), Trust.NormTextRead },
    };

    internal static readonly InForce<Rate> ReductionRate = new("benefit.reductionRate")
    {
        { "2015-09-24", null, 5.84m.Percent, L41.Article("26"), Trust.Secondary },
    };

    internal static readonly Fact MonthlyPay = new("monthlyPay", Unit.Euro);
    internal static readonly Fact PartTime = new("partTimePercent", Unit.Percent);
    internal static readonly Fact WorkableHours = new("workableHours", Unit.Hours);
    internal static readonly Fact SupplementedHours = new("supplementedHours", Unit.Hours);
    internal static readonly Fact Threshold = new("thresholdMonthlyPay", Unit.Euro);
    internal static readonly Fact Ceiling = new("maximum", Unit.Euro);
    internal static readonly Fact Replacement = new("replacementRate", Unit.Percent);
    internal static readonly Fact ReductionShare = new("reductionRate", Unit.Percent);

    internal static readonly Step LostPay = new("lostPay", Unit.Euro, Dlgs148.Article("3", "1"), t => LostPayText(t, PartTimeOf(t)));

    private static Text LostPayText(Trace t, Text partTime) => Text.Of(
        $"Per {t.Hours(SupplementedHours)} non lavorate su {t.Hours(WorkableHours)} lavorabili{partTime}, da una retribuzione mensile di {t.Euro(MonthlyPay)}, la retribuzione persa è {t.Euro(LostPay)}.",
        $"For {t.Hours(SupplementedHours)} not worked out of {t.Hours(WorkableHours)} workable{partTime}, from a monthly pay of {t.Euro(MonthlyPay)}, the lost pay is {t.Euro(LostPay)}.",
        $"Für {t.Hours(SupplementedHours)} ohne Arbeit von {t.Hours(WorkableHours)} Sollarbeitszeit{partTime} beträgt der Lohnausfall bei einem Monatslohn von {t.Euro(MonthlyPay)} {t.Euro(LostPay)}.");

    internal static readonly Step EightyPercent = new("eightyPercent", Unit.Euro, Dlgs148.Article("3", "1"), t => Text.Of(
        $"L'integrazione è l'{t.Rate(Replacement)} della retribuzione persa: {t.Euro(EightyPercent!)}.",
        $"The supplement is {t.Rate(Replacement)} of the lost pay: {t.Euro(EightyPercent!)}.",
        $"Der Lohnausgleich beträgt {t.Rate(Replacement)} des Lohnausfalls: {t.Euro(EightyPercent!)}."));

    internal static readonly Step Maximum = new("maximum", Unit.Euro, null, t => MaximumText(t, BandOf(t)));

    private static Text MaximumText(Trace t, Text band) => Text.Of(
        $"Il massimale mensile è {t.Euro(Maximum)} lordi{band}.",
        $"The monthly ceiling is {t.Euro(Maximum)} gross{band}.",
        $"Die monatliche Höchstgrenze beträgt {t.Euro(Maximum)} brutto{band}.");

    internal static readonly Step MaximumForHours = new("maximumForHours", Unit.Euro, Dlgs148.Article("3", "5"), t => Text.Of(
        $"In proporzione a {t.Hours(SupplementedHours)} su {t.Hours(WorkableHours)}, il massimale è {t.Euro(MaximumForHours!)}.",
        $"In proportion to {t.Hours(SupplementedHours)} out of {t.Hours(WorkableHours)}, the ceiling is {t.Euro(MaximumForHours!)}.",
        $"Im Verhältnis von {t.Hours(SupplementedHours)} zu {t.Hours(WorkableHours)} beträgt die Höchstgrenze {t.Euro(MaximumForHours!)}."));

    internal static readonly Step Gross = new("gross", Unit.Euro, Dlgs148.Article("3", "5"), t => t.Euro(EightyPercent) >= t.Euro(MaximumForHours)
        ? Text.Of(
            $"L'{t.Rate(Replacement)} della retribuzione persa raggiunge il massimale: spettano {t.Euro(Gross!)} lordi.",
            $"{t.Rate(Replacement)} of the lost pay reaches the ceiling: {t.Euro(Gross!)} gross is due.",
            $"{t.Rate(Replacement)} des Lohnausfalls erreichen die Höchstgrenze: es stehen {t.Euro(Gross!)} brutto zu.")
        : Text.Of(
            $"L'{t.Rate(Replacement)} della retribuzione persa è sotto il massimale: spettano {t.Euro(Gross!)} lordi.",
            $"{t.Rate(Replacement)} of the lost pay is under the ceiling: {t.Euro(Gross!)} gross is due.",
            $"{t.Rate(Replacement)} des Lohnausfalls liegen unter der Höchstgrenze: es stehen {t.Euro(Gross!)} brutto zu."));

    internal static readonly Step GrossWithoutCeiling = new("gross", Unit.Euro, Dlgs148.Article("18", "2"), t => Text.Of(
        $"Per le intemperie in agricoltura il massimale non si applica: spettano {t.Euro(GrossWithoutCeiling!)} lordi.",
        $"For bad weather in agriculture the ceiling does not apply: {t.Euro(GrossWithoutCeiling!)} gross is due.",
        $"Bei Schlechtwetter in der Landwirtschaft gilt die Höchstgrenze nicht: es stehen {t.Euro(GrossWithoutCeiling!)} brutto zu."));

    internal static readonly Step NetMaximum = new("netMaximum", Unit.Euro, null, t => Text.Of(
        $"Il massimale mensile già ridotto, come pubblicato, è {t.Euro(NetMaximum!)} netti.",
        $"The monthly ceiling after the reduction, as published, is {t.Euro(NetMaximum!)} net.",
        $"Die veröffentlichte monatliche Höchstgrenze nach der Kürzung beträgt {t.Euro(NetMaximum!)} netto."));

    internal static readonly Step NetAtCeiling = new("netAtCeiling", Unit.Euro, Dlgs148.Article("3", "5"), t => Text.Of(
        $"In proporzione alle ore, il massimale netto è {t.Euro(NetAtCeiling!)}.",
        $"In proportion to the hours, the net ceiling is {t.Euro(NetAtCeiling!)}.",
        $"Im Verhältnis zu den Stunden beträgt die Netto-Höchstgrenze {t.Euro(NetAtCeiling!)}."));

    internal static readonly Step Reduction = new("reduction", Unit.Euro, L41.Article("26"), t => Text.Of(
        $"La riduzione del {t.Rate(ReductionShare)} è {t.Euro(Reduction!)}.",
        $"The reduction of {t.Rate(ReductionShare)} is {t.Euro(Reduction!)}.",
        $"Die Kürzung von {t.Rate(ReductionShare)} beträgt {t.Euro(Reduction!)}."));

    internal static readonly Step NetUnderCeiling = new("netUnderCeiling", Unit.Euro, L41.Article("26"), t => Text.Of(
        $"Tolta la riduzione restano {t.Euro(NetUnderCeiling!)}.",
        $"After the reduction {t.Euro(NetUnderCeiling!)} remains.",
        $"Nach der Kürzung bleiben {t.Euro(NetUnderCeiling!)}."));

    internal static readonly Step Net = new("net", Unit.Euro, L41.Article("26"), t => Text.Of(
        $"L'integrazione netta del mese, prima dell'imposta sul reddito, è {t.Euro(Net!)}.",
        $"The net supplement of the month, before income tax, is {t.Euro(Net!)}.",
        $"Der Nettobetrag des Monats vor der Einkommensteuer ist {t.Euro(Net!)}."));

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("benefit", "Amounts/BenefitSteps", Text.Of($"Misura dell'integrazione", $"Amount of the supplement", $"Höhe des Lohnausgleichs"),
    [
        .. ReplacementRate.Sources,
        .. ReductionRate.Sources,
        Dlgs148.Article("3", "5"),
        L549.Article("2", "17"),
        Dlgs148.Article("18", "2"),
        Message("17610/2012").Whole,
    ]);

    /// <summary>The dated shares under their published names.</summary>
    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(ReplacementRate, "percent of total pay for hours not worked", TimeKey.SuspensionStart, r => r.Plain),
        Figure.Of(ReductionRate, "percent of the benefit", TimeKey.MonthOfHours, r => r.Plain),
    ];

    private static readonly Text Nothing = new("", "", "");

    private static Text PartTimeOf(Trace t) => t.Rate(PartTime) == 100.Percent
        ? Nothing
        : Text.Of(
            $" a tempo pieno (orario part-time al {t.Rate(PartTime)})",
            $" on a full-time timetable (part-time at {t.Rate(PartTime)})",
            $" in Vollzeit (Teilzeit zu {t.Rate(PartTime)})");

    private static Text BandOf(Trace t)
    {
        if (!t.Has(Threshold))
            return Nothing;

        var over = t.Number(MonthlyPay) * 10_000 > t.Number(Threshold) * t.Number(PartTime);
        return over
            ? Text.Of(
                $": la retribuzione a tempo pieno supera la soglia di {t.Euro(Threshold)}, quindi vale il tetto alto",
                $": the full-time pay is over the threshold of {t.Euro(Threshold)}, so the high ceiling applies",
                $": der Vollzeitlohn liegt über der Schwelle von {t.Euro(Threshold)}, daher gilt die hohe Höchstgrenze")
            : Text.Of(
                $": la retribuzione a tempo pieno non supera la soglia di {t.Euro(Threshold)}, quindi vale il tetto basso",
                $": the full-time pay is not over the threshold of {t.Euro(Threshold)}, so the low ceiling applies",
                $": der Vollzeitlohn liegt nicht über der Schwelle von {t.Euro(Threshold)}, daher gilt die niedrige Höchstgrenze");
    }
}

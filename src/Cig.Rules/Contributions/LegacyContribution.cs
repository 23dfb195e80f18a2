using static Cig.Rules.Law;

namespace Cig.Rules.Contributions;

/// <summary>The additional contribution before the Decree, on the benefit paid; listed so that old cases can be checked, applied by no rule here.</summary>
internal static class LegacyContribution
{
    private static readonly Provision Before = Practice("disciplina anteriore al D.Lgs. 148/2015").Whole;

    private static readonly InForce<Rate> OrdinarySmall = Until("additional.legacy.cigo.industryUpTo50", 4.Percent);
    private static readonly InForce<Rate> OrdinaryLarge = Until("additional.legacy.cigo.industryOver50", 8.Percent);
    private static readonly InForce<Rate> OrdinaryBuilding = Until("additional.legacy.cigo.construction", 5.Percent);
    private static readonly InForce<Rate> ExtraordinarySmall = Until("additional.legacy.cigs.upTo50", 3.Percent);
    private static readonly InForce<Rate> ExtraordinaryLarge = Until("additional.legacy.cigs.over50", 4.5m.Percent);

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("legacy-contribution", "Contributions/LegacyContribution", Text.Of(
        $"Contributo addizionale prima del Decreto", $"Additional contribution before the Decree", $"Zusatzbeitrag vor dem Dekret"), [Before]);

    public static IEnumerable<Figure> Published =>
        new[] { OrdinarySmall, OrdinaryLarge, OrdinaryBuilding, ExtraordinarySmall, ExtraordinaryLarge }
            .Select(t => Figure.Of(t, "percent of the benefit paid", TimeKey.FilingDay, r => r.Plain));

    /// <summary>The first day of these rates lies before all that is told here and is not stated by the sources.</summary>
    private static InForce<Rate> Until(string name, Rate rate) => new(name) { { "1988-01-01", "2015-09-23", rate, Before, Trust.Secondary } };
}

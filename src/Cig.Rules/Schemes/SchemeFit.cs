using static Cig.Rules.Law;

namespace Cig.Rules;

/// <summary>How well a scheme fits an employer. None of them stops an application: the office decides.</summary>
public enum Fit
{
    Suggested,
    Compatible,
    NotCompatible,
}

/// <summary>A scheme, how it fits, and why.</summary>
public sealed record SchemeOption(Scheme Scheme, Fit Fit, Reason Reason);

/// <summary>
/// Quale trattamento: read from the contribution class that INPS gave to the position. The first figure of the class is the sector: 1 industry, 4 crafts, 7 commerce.
/// </summary>
public static class SchemeFit
{
    /// <summary>Industrial and craft building: the classes that the sources name.</summary>
    private static readonly string[] BuildingClasses = ["113", "413"];

    /// <param name="contributionClassCode">Five digits.</param>
    /// <param name="hasOwnFund">Whether the position belongs to a solidarity fund of its sector.</param>
    /// <param name="date">The day of the application.</param>
    public static Ruling<IReadOnlyList<SchemeOption>> For(string contributionClassCode, bool hasOwnFund, DateOnly date)
    {
        var sector = contributionClassCode.Length > 0 ? contributionClassCode[0] : '?';
        var building = BuildingClasses.Any(b => contributionClassCode.StartsWith(b, StringComparison.Ordinal));
        SchemeOption Option(Scheme scheme, Fit fit, Provision source, Text text) => new(scheme, fit, new(source, text));

        List<SchemeOption> options = sector switch
        {
            _ when building =>
            [
                Option(Scheme.Cigo, Fit.Suggested, Dlgs148.Article("10"), Text.Of(
                    $"La posizione ha un codice dell'edilizia ({contributionClassCode}): è nel campo della CIGO.",
                    $"The position has a building code ({contributionClassCode}): it is in the field of the ordinary supplement.",
                    $"Die Position hat einen Code des Baugewerbes ({contributionClassCode}): sie fällt unter die ordentliche Lohnausgleichskasse.")),
                Option(Scheme.Fis, Fit.NotCompatible, Dlgs148.Article("29"), OutsideFis()),
            ],
            '1' =>
            [
                Option(Scheme.Cigo, Fit.Suggested, Dlgs148.Article("10"), Text.Of(
                    $"La posizione ha un codice dell'industria ({contributionClassCode}): è nel campo della CIGO.",
                    $"The position has an industry code ({contributionClassCode}): it is in the field of the ordinary supplement.",
                    $"Die Position hat einen Code der Industrie ({contributionClassCode}): sie fällt unter die ordentliche Lohnausgleichskasse.")),
                Option(Scheme.Fis, Fit.NotCompatible, Dlgs148.Article("29"), OutsideFis()),
            ],
            '7' =>
            [
                Option(Scheme.Cigo, Fit.NotCompatible, Dlgs148.Article("10"), Text.Of(
                    $"La posizione ha un codice del commercio e dei servizi ({contributionClassCode}): l'art. 10 non li nomina.",
                    $"The position has a code of commerce and services ({contributionClassCode}): art. 10 does not name them.",
                    $"Die Position hat einen Code von Handel und Dienstleistung ({contributionClassCode}): Art. 10 nennt sie nicht.")),
                Option(Scheme.Fis, hasOwnFund ? Fit.NotCompatible : Fit.Suggested, Dlgs148.Article("29"), Text.Of(
                    $"Chi è fuori dalla CIGO e non ha un fondo del proprio settore è nel FIS, dal 2022 anche con un solo dipendente.",
                    $"Who is outside the ordinary supplement and has no fund of the sector is in the FIS, from 2022 also with one employee.",
                    $"Wer nicht unter die ordentliche Kasse fällt und keinen eigenen Fonds hat, gehört zum FIS, ab 2022 auch mit einer einzigen beschäftigten Person.")),
            ],
            _ =>
            [
                Option(Scheme.Cigo, Fit.Compatible, Dlgs148.Article("10"), Unknown(contributionClassCode)),
                Option(Scheme.Fis, Fit.Compatible, Dlgs148.Article("29"), Unknown(contributionClassCode)),
            ],
        };
        if (hasOwnFund)
        {
            options.Add(Option(Scheme.Fund, Fit.Suggested, Dlgs148.Article("26"), Text.Of(
                $"La posizione appartiene a un fondo di solidarietà del settore.",
                $"The position belongs to a solidarity fund of its sector.",
                $"Die Position gehört zu einem Solidaritätsfonds ihres Sektors.")));
        }

        return new(options, [.. options.Select(o => o.Reason)]);
    }

    /// <summary>The sector that the class names.</summary>
    public static Sector SectorOf(string contributionClassCode) =>
        BuildingClasses.Any(b => contributionClassCode.StartsWith(b, StringComparison.Ordinal)) ? Sector.Building
        : contributionClassCode.StartsWith('1') ? Sector.Industry
        : contributionClassCode.StartsWith('7') ? Sector.Commerce
        : Sector.Other;

    private static Text OutsideFis() => Text.Of(
        $"Chi è nel campo della CIGO è fuori dal FIS.",
        $"Who is in the field of the ordinary supplement is outside the FIS.",
        $"Wer unter die ordentliche Kasse fällt, gehört nicht zum FIS.");

    private static Text Unknown(string code) => Text.Of(
        $"Il codice {code} non basta a dirlo: si può chiedere, decide la sede.",
        $"The code {code} is not enough to tell: one may apply, the office decides.",
        $"Der Code {code} genügt nicht: ein Antrag ist möglich, das Amt entscheidet.");
}

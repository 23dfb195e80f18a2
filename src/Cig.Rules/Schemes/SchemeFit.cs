using static Cig.Rules.Law;

namespace Cig.Rules;

/// <summary>
/// Quale trattamento: read from the contribution class that INPS gave to the position, whose first figure is the sector (1 industry, 4 crafts, 7 commerce), from the
/// average of employees and from the kind of cause. Every scheme is answered; where the sources do not tell, it is compatible and the office decides.
/// </summary>
public static class SchemeFit
{
    /// <summary>More employees than this, on average, open the extraordinary supplement.</summary>
    internal static readonly InForce<int> ExtraordinarySize = new("cigs.sizeThreshold")
    {
        { "2015-09-24", null, 15, Dlgs148.Article("20"), Trust.Secondary },
    };

    internal static readonly InForce<int> ExtraordinarySizeCommerce = new("cigs.sizeThreshold.commerce")
    {
        { "2015-09-24", "2021-12-31", 50, Dlgs148.Article("20", "2"), Trust.Recalled },
    };

    /// <summary>Until 2021 more than so many employees on average; from 2022 whoever has one.</summary>
    internal static readonly InForce<int> FisSize = new("fis.scope.minEmployees")
    {
        { "2016-01-01", "2021-12-31", 5, Dlgs148.Article("29", "2"), Trust.Recalled },
        { "2022-01-01", null, 1, Dlgs148.Article("29", "2-bis"), Trust.Secondary },
    };

    /// <summary>Day by which the funds that existed had to cover employers with one employee (art. 26; the day was moved twice).</summary>
    internal static readonly InForce<DateOnly> FundsAdaptBy = new("fund.adaptBy")
    {
        { "2022-01-01", null, new(2023, 6, 30), Dl198.Whole, Trust.Recalled },
    };

    /// <summary>From this day one rule for all sectors (art. 20, c. 3-bis; art. 29, c. 2-bis).</summary>
    private static readonly DateOnly Reform = new(2022, 1, 1);

    /// <summary>Industrial and craft building: the classes that the sources name.</summary>
    private static readonly string[] BuildingClasses = ["113", "413"];

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("scheme", "Schemes/SchemeFit", Text.Of($"Quale trattamento", $"Which scheme", $"Welche Leistung"),
    [
        .. ExtraordinarySize.Sources,
        .. ExtraordinarySizeCommerce.Sources,
        .. FisSize.Sources,
        .. FundsAdaptBy.Sources,
        Dlgs148.Article("10"),
        Dlgs148.Article("11"),
        Dlgs148.Article("20", "3-bis"),
        Dlgs148.Article("21", "1"),
        Dlgs148.Article("26"),
        Dlgs148.Article("29"),
        L457.Article("8"),
    ]);

    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(ExtraordinarySize, "employees: average must be strictly greater", TimeKey.FilingDay, Plain),
        Figure.Of(ExtraordinarySizeCommerce, "employees: average must be strictly greater", TimeKey.FilingDay, Plain),
        Figure.Of(FundsAdaptBy, "date", TimeKey.FilingDay, d => d.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        Figure.Of(FisSize, "employees: average strictly greater until 2021, at least from 2022", TimeKey.FilingDay, Plain),
    ];

    /// <summary>The schemes for an ordinary cause where the average of employees is not known.</summary>
    public static Ruling<IReadOnlyList<SchemeOption>> For(string contributionClassCode, bool hasOwnFund, DateOnly date) =>
        For(new(contributionClassCode, [], null, hasOwnFund, CauseKind.Ordinary, date));

    /// <summary>How each of the five schemes fits.</summary>
    public static Ruling<IReadOnlyList<SchemeOption>> For(SchemeFacts facts)
    {
        SchemeOption[] options = [Cigo(facts), Cigs(facts), Fis(facts), Fund(facts), Cisoa(facts)];
        return new(options, [.. options.Select(o => o.Reason)])
        {
            Warnings = [.. Doubts(facts)],
        };
    }

    private static IEnumerable<Text> Doubts(SchemeFacts facts)
    {
        if (facts.AuthorisationCodes.Count > 0)
        {
            yield return Text.Of(
                $"La posizione ha i codici autorizzazione {string.Join(", ", facts.AuthorisationCodes)}: il loro significato non è verificato e qui non decidono.",
                $"The position has the authorisation codes {string.Join(", ", facts.AuthorisationCodes)}: their meaning is not verified and they decide nothing here.",
                $"Die Position hat die Bewilligungscodes {string.Join(", ", facts.AuthorisationCodes)}: ihre Bedeutung ist nicht geprüft, sie entscheiden hier nichts.");
        }

        if (facts.HasOwnFund && FundsAdaptBy.Find(facts.Date) is { } adapt && facts.Date > adapt.Value)
        {
            yield return Text.Of(
                $"I fondi dovevano comprendere anche chi ha un solo dipendente entro il {adapt.Value}: se quello del settore non l'ha fatto, la posizione è nel FIS.",
                $"Funds had to cover also who has one employee by {adapt.Value}: where that of the sector did not, the position is in the FIS.",
                $"Die Fonds mussten bis {adapt.Value} auch Betriebe mit einer einzigen beschäftigten Person umfassen: hat es jener des Sektors nicht getan, gehört die Position zum FIS.");
        }
    }

    /// <summary>The sector that the class names.</summary>
    public static Sector SectorOf(string contributionClassCode) =>
        BuildingClasses.Any(b => contributionClassCode.StartsWith(b, StringComparison.Ordinal)) ? Sector.Building
        : contributionClassCode.StartsWith('1') ? Sector.Industry
        : contributionClassCode.StartsWith('7') ? Sector.Commerce
        : Sector.Other;

    private static SchemeOption Cigo(SchemeFacts facts)
    {
        var code = facts.ContributionClassCode;
        return (facts.CauseKind, SectorOf(code)) switch
        {
            (CauseKind.Extraordinary, _) => Option(Scheme.Cigo, Fit.NotCompatible, Dlgs148.Article("11"), Text.Of(
                $"Riorganizzazione, crisi e solidarietà non sono causali della CIGO.",
                $"Reorganisation, crisis and solidarity are no causes of the ordinary supplement.",
                $"Reorganisation, Krise und Solidarität sind keine Gründe der ordentlichen Lohnausgleichskasse.")),
            (_, Sector.Building) => Option(Scheme.Cigo, Fit.Suggested, Dlgs148.Article("10"), Text.Of(
                $"La posizione ha un codice dell'edilizia ({code}): è nel campo della CIGO.",
                $"The position has a building code ({code}): it is in the field of the ordinary supplement.",
                $"Die Position hat einen Code des Baugewerbes ({code}): sie fällt unter die ordentliche Lohnausgleichskasse.")),
            (_, Sector.Industry) => Option(Scheme.Cigo, Fit.Suggested, Dlgs148.Article("10"), Text.Of(
                $"La posizione ha un codice dell'industria ({code}): è nel campo della CIGO.",
                $"The position has an industry code ({code}): it is in the field of the ordinary supplement.",
                $"Die Position hat einen Code der Industrie ({code}): sie fällt unter die ordentliche Lohnausgleichskasse.")),
            (_, Sector.Commerce) => Option(Scheme.Cigo, Fit.NotCompatible, Dlgs148.Article("10"), Text.Of(
                $"La posizione ha un codice del commercio e dei servizi ({code}): l'art. 10 non li nomina.",
                $"The position has a code of commerce and services ({code}): art. 10 does not name them.",
                $"Die Position hat einen Code von Handel und Dienstleistung ({code}): Art. 10 nennt sie nicht.")),
            _ => Option(Scheme.Cigo, Fit.Compatible, Dlgs148.Article("10"), CodeIsNotEnough(code)),
        };
    }

    private static SchemeOption Cigs(SchemeFacts facts)
    {
        if (facts.CauseKind == CauseKind.Ordinary)
        {
            return Option(Scheme.Cigs, Fit.NotCompatible, Dlgs148.Article("21", "1"), Text.Of(
                $"La CIGS richiede riorganizzazione, crisi o un contratto di solidarietà.",
                $"The extraordinary supplement needs a reorganisation, a crisis or a solidarity agreement.",
                $"Die außerordentliche Lohnausgleichskasse setzt Reorganisation, Krise oder einen Solidaritätsvertrag voraus."));
        }

        var reformed = facts.Date >= Reform;
        if (reformed && facts.HasOwnFund)
        {
            return Option(Scheme.Cigs, Fit.NotCompatible, Dlgs148.Article("20", "3-bis"), Text.Of(
                $"Dal 2022 la CIGS riguarda chi non è coperto da un fondo di solidarietà.",
                $"From 2022 the extraordinary supplement is for who is not covered by a solidarity fund.",
                $"Ab 2022 gilt die außerordentliche Kasse für Betriebe ohne Solidaritätsfonds."));
        }

        var sector = SectorOf(facts.ContributionClassCode);
        var size = (sector == Sector.Commerce ? ExtraordinarySizeCommerce.Find(facts.Date) : null) ?? ExtraordinarySize.On(facts.Date);
        var source = reformed ? Dlgs148.Article("20", "3-bis") : size.Source;
        if (facts.AverageEmployees is not { } average)
            return Option(Scheme.Cigs, Fit.Compatible, source, AverageIsMissing());
        if (average <= size.Value)
        {
            return Option(Scheme.Cigs, Fit.NotCompatible, source, Text.Of(
                $"Servono in media più di {size.Value} dipendenti e qui sono {average}; trasporto aereo, aeroporti e partiti non hanno soglia.",
                $"More than {size.Value} employees on average are needed, here are {average}; air transport, airports and parties have no threshold.",
                $"Nötig sind im Mittel mehr als {size.Value} Beschäftigte, hier sind es {average}; Luftverkehr, Flughäfen und Parteien haben keine Schwelle."));
        }

        return reformed || sector != Sector.Other
            ? Option(Scheme.Cigs, Fit.Suggested, source, Text.Of(
                $"Ha in media {average} dipendenti, più di {size.Value}.",
                $"There are {average} employees on average, more than {size.Value}.",
                $"Im Mittel sind es {average} Beschäftigte, mehr als {size.Value}."))
            : Option(Scheme.Cigs, Fit.Compatible, source, CodeIsNotEnough(facts.ContributionClassCode));
    }

    private static SchemeOption Fis(SchemeFacts facts)
    {
        var sector = SectorOf(facts.ContributionClassCode);
        if (sector is Sector.Building or Sector.Industry)
        {
            return Option(Scheme.Fis, Fit.NotCompatible, Dlgs148.Article("29"), Text.Of(
                $"Chi è nel campo della CIGO è fuori dal FIS.",
                $"Who is in the field of the ordinary supplement is outside the FIS.",
                $"Wer unter die ordentliche Kasse fällt, gehört nicht zum FIS."));
        }

        if (facts.HasOwnFund)
        {
            return Option(Scheme.Fis, Fit.NotCompatible, Dlgs148.Article("29"), Text.Of(
                $"Chi ha un fondo del proprio settore è fuori dal FIS.",
                $"Who has a fund of the sector is outside the FIS.",
                $"Wer einen eigenen Fonds des Sektors hat, gehört nicht zum FIS."));
        }

        if (sector == Sector.Other)
            return Option(Scheme.Fis, Fit.Compatible, Dlgs148.Article("29"), CodeIsNotEnough(facts.ContributionClassCode));
        return facts.Date >= Reform ? FisFromReform(facts) : FisBeforeReform(facts);
    }

    /// <summary>Extraordinary causes belong to the FIS up to the size at which the extraordinary supplement begins.</summary>
    private static SchemeOption FisFromReform(SchemeFacts facts)
    {
        var source = FisSize.On(facts.Date).Source;
        if (facts.CauseKind == CauseKind.Ordinary)
        {
            return Option(Scheme.Fis, Fit.Suggested, source, Text.Of(
                $"Chi è fuori dalla CIGO e non ha un fondo del proprio settore è nel FIS, dal 2022 anche con un solo dipendente.",
                $"Who is outside the ordinary supplement and has no fund of the sector is in the FIS, from 2022 also with one employee.",
                $"Wer nicht unter die ordentliche Kasse fällt und keinen eigenen Fonds hat, gehört zum FIS, ab 2022 auch mit einer einzigen beschäftigten Person."));
        }

        var size = ExtraordinarySize.On(facts.Date).Value;
        if (facts.AverageEmployees is not { } average)
            return Option(Scheme.Fis, Fit.Compatible, source, AverageIsMissing());
        return average <= size
            ? Option(Scheme.Fis, Fit.Suggested, source, Text.Of(
                $"Fino a {size} dipendenti in media il FIS copre anche le causali straordinarie.",
                $"Up to {size} employees on average the FIS covers extraordinary causes as well.",
                $"Bis zu {size} Beschäftigten im Mittel deckt der FIS auch außerordentliche Gründe."))
            : Option(Scheme.Fis, Fit.NotCompatible, source, Text.Of(
                $"Con più di {size} dipendenti in media le causali straordinarie sono della CIGS.",
                $"With more than {size} employees on average extraordinary causes belong to the extraordinary supplement.",
                $"Bei mehr als {size} Beschäftigten im Mittel gehören außerordentliche Gründe zur außerordentlichen Kasse."));
    }

    private static SchemeOption FisBeforeReform(SchemeFacts facts)
    {
        if (FisSize.Find(facts.Date) is not { } size)
        {
            return Option(Scheme.Fis, Fit.NotCompatible, Dlgs148.Article("29"), Text.Of(
                $"Il FIS esiste dal {FisSize[0].From}.", $"The FIS exists since {FisSize[0].From}.", $"Den FIS gibt es seit {FisSize[0].From}."));
        }

        if (facts.AverageEmployees is not { } average)
            return Option(Scheme.Fis, Fit.Compatible, size.Source, AverageIsMissing());
        if (average <= size.Value)
        {
            return Option(Scheme.Fis, Fit.NotCompatible, size.Source, Text.Of(
                $"Fino al 2021 servono in media più di {size.Value} dipendenti e qui sono {average}.",
                $"Until 2021 more than {size.Value} employees on average are needed, here are {average}.",
                $"Bis 2021 sind im Mittel mehr als {size.Value} Beschäftigte nötig, hier sind es {average}."));
        }

        return facts.CauseKind == CauseKind.Ordinary
            ? Option(Scheme.Fis, Fit.Suggested, size.Source, Text.Of(
                $"Ha in media {average} dipendenti, più di {size.Value}, ed è fuori dalla CIGO e dai fondi.",
                $"There are {average} employees on average, more than {size.Value}, outside the ordinary supplement and the funds.",
                $"Im Mittel sind es {average} Beschäftigte, mehr als {size.Value}, außerhalb der ordentlichen Kasse und der Fonds."))
            : Option(Scheme.Fis, Fit.Compatible, size.Source, Text.Of(
                $"Fino al 2021 il FIS copriva solo alcune causali straordinarie: decide la sede.",
                $"Until 2021 the FIS covered only some extraordinary causes: the office decides.",
                $"Bis 2021 deckte der FIS nur einige außerordentliche Gründe: das Amt entscheidet."));
    }

    private static SchemeOption Fund(SchemeFacts facts) => facts.HasOwnFund
        ? Option(Scheme.Fund, Fit.Suggested, Dlgs148.Article("26"), Text.Of(
            $"La posizione appartiene a un fondo di solidarietà del settore.",
            $"The position belongs to a solidarity fund of its sector.",
            $"Die Position gehört zu einem Solidaritätsfonds ihres Sektors."))
        : Option(Scheme.Fund, Fit.NotCompatible, Dlgs148.Article("26"), Text.Of(
            $"La posizione non risulta in un fondo di solidarietà.",
            $"The position is in no known solidarity fund.",
            $"Die Position gehört zu keinem bekannten Solidaritätsfonds."));

    private static SchemeOption Cisoa(SchemeFacts facts) => SectorOf(facts.ContributionClassCode) == Sector.Other
        ? Option(Scheme.Cisoa, Fit.Compatible, L457.Article("8"), CodeIsNotEnough(facts.ContributionClassCode))
        : Option(Scheme.Cisoa, Fit.NotCompatible, L457.Article("8"), Text.Of(
            $"La CISOA è per gli operai agricoli a tempo indeterminato.",
            $"The agricultural supplement is for permanent agricultural workers.",
            $"Die Kasse der Landwirtschaft gilt für unbefristet beschäftigte landwirtschaftliche Arbeitskräfte."));

    private static SchemeOption Option(Scheme scheme, Fit fit, Provision source, Text text) => new(scheme, fit, new(source, text));

    private static Text CodeIsNotEnough(string code) => Text.Of(
        $"Il codice {code} non basta a dirlo: si può chiedere, decide la sede.",
        $"The code {code} is not enough to tell: one may apply, the office decides.",
        $"Der Code {code} genügt nicht: ein Antrag ist möglich, das Amt entscheidet.");

    private static Text AverageIsMissing() => Text.Of(
        $"Senza la media dei dipendenti dei sei mesi precedenti non si può dire: si può chiedere, decide la sede.",
        $"Without the average of employees of the six months before one cannot tell: one may apply, the office decides.",
        $"Ohne den Durchschnitt der Beschäftigten der sechs Monate davor lässt es sich nicht sagen: ein Antrag ist möglich, das Amt entscheidet.");

    private static string Plain(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

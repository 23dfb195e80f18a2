using static Cig.Rules.Law;

namespace Cig.Rules.Contributions;

/// <summary>Why an employer may be free of the additional contribution.</summary>
public enum Exemption
{
    /// <summary>A firm in an insolvency procedure.</summary>
    Insolvency,

    /// <summary>Extraordinary supplement in an area of complex industrial crisis.</summary>
    ComplexCrisisArea,

    /// <summary>An unavoidable event of building firms under a heat decree.</summary>
    HeatDecree,

    /// <summary>A firm of the sectors of DL 4/2022, Annex I (tourism, catering, leisure), that suspended or reduced work from January to March 2022.</summary>
    EarlySectors2022,
}

/// <summary>Esoneri dal contributo addizionale: unavoidable events, insolvency, complex-crisis areas for twelve months, heat decrees, some sectors in early 2022.</summary>
internal static class Exemptions
{
    public static readonly InForce<bool> UnavoidableEvents = new("additional.exempt.eone")
    {
        { "2015-09-24", null, true, Dlgs148.Article("13", "3"), Trust.Secondary },
    };

    public static readonly InForce<bool> ComplexCrisisArea = new("additional.exempt.complexCrisisArea")
    {
        { "2025-01-01", "2025-12-31", true, Dl92.Article("6"), Trust.Secondary },
        { "2026-01-01", "2026-12-31", true, L199.Article("1", "166"), Trust.Secondary },
    };

    /// <summary>Suspensions of these days in the sectors that the decree lists by ATECO code; FIS included.</summary>
    public static readonly InForce<bool> Sectors2022 = new("additional.exempt.sectors2022")
    {
        { "2022-01-01", "2022-03-31", true, Dl4.Article("7", "1"), Trust.NormTextRead },
    };

    /// <summary>The exemption of complex-crisis areas lasts so many months.</summary>
    private const int CrisisAreaMonths = 12;

    private static readonly Provision InsolvencySource = Circular("9/2017").Whole;

    public static IEnumerable<Provision> Sources => [.. UnavoidableEvents.Sources, .. ComplexCrisisArea.Sources, .. Sectors2022.Sources, InsolvencySource, .. Durations.CigoDuration.HeatDecrees.Sources, L457.Article("8")];

    public static IEnumerable<Figure> Published =>
    [
        Figure.Of(UnavoidableEvents, "boolean", TimeKey.EventDay, v => v ? "true" : "false"),
        Figure.Of(ComplexCrisisArea, "boolean", TimeKey.SuspensionStart, v => v ? "true" : "false"),
        Figure.Of(Sectors2022, "boolean", TimeKey.EventDay, v => v ? "true" : "false"),
    ];

    /// <summary>Why nothing is due; null where something is.</summary>
    public static Reason? For(ContributionFacts facts)
    {
        if (facts.Scheme == Scheme.Cisoa)
        {
            return new(L457.Article("8"), Text.Of(
                $"Per la CISOA il contributo addizionale non è dovuto.", $"For the CISOA no additional contribution is due.", $"Für die CISOA ist kein Zusatzbeitrag fällig."));
        }

        if (facts is { Scheme: Scheme.Cigo, UnavoidableEvent: true })
        {
            return new Reason(UnavoidableEvents[0].Source, Text.Of(
                $"Per gli eventi oggettivamente non evitabili il contributo addizionale non è dovuto.",
                $"For objectively unavoidable events no additional contribution is due.",
                $"Bei objektiv unvermeidbaren Ereignissen ist kein Zusatzbeitrag fällig."))
                .Or("unavoidableEvent", true, Text.Of($"per una causale ordinaria sarebbe dovuto", $"for an ordinary cause it would be due", $"bei einem ordentlichen Grund wäre er fällig"));
        }

        return facts.Exemption switch
        {
            Exemption.Insolvency => new(InsolvencySource, Text.Of(
                $"Le imprese in procedura concorsuale sono esonerate.", $"Firms in an insolvency procedure are exempt.", $"Unternehmen im Insolvenzverfahren sind befreit.")),
            Exemption.HeatDecree when facts.Scheme == Scheme.Cigo && Durations.CigoDuration.HeatDecrees.Find(facts.FirstOfMonth) is { } heat => new(heat.Source, Text.Of(
                $"L'esonero del decreto caldo vale per le sospensioni dal {heat.From} al {heat.To!.Value}.",
                $"The exemption of the heat decree holds for suspensions from {heat.From} to {heat.To!.Value}.",
                $"Die Befreiung des Hitzedekrets gilt für Suspendierungen vom {heat.From} bis {heat.To!.Value}.")),
            Exemption.EarlySectors2022 when Sectors2022.Find(facts.FirstOfMonth) is { } sectors => new Reason(sectors.Source, Text.Of(
                $"Nei settori elencati dal decreto chi sospende o riduce il lavoro dal {sectors.From} al {sectors.To!.Value} è esonerato.",
                $"In the sectors that the decree lists, who suspends or reduces work from {sectors.From} to {sectors.To!.Value} is exempt.",
                $"In den Sektoren, die das Dekret nennt, ist befreit, wer die Arbeit vom {sectors.From} bis {sectors.To!.Value} unterbricht oder kürzt."))
                .Or("month", facts.FirstOfMonth, Text.Of($"negli altri mesi sarebbe dovuto", $"in the other months it would be due", $"in den anderen Monaten wäre er fällig")),
            Exemption.ComplexCrisisArea when facts.Scheme == Scheme.Cigs && ComplexCrisisArea.Find(facts.ExemptSince ?? facts.SuspensionStart) is { } area => InCrisisArea(facts, area),
            _ => null,
        };
    }

    /// <summary>Why an exemption that was asked for does not help; null where none was or where it does.</summary>
    public static Reason? Missed(ContributionFacts facts) => facts.Exemption switch
    {
        null => null,
        Exemption.HeatDecree => new(Durations.CigoDuration.HeatDecrees[^1].Source, Text.Of(
            $"Le ore di un mese che comincia il {facts.FirstOfMonth} non rientrano in un decreto caldo della CIGO.",
            $"Hours of a month that begins on {facts.FirstOfMonth} are under no heat decree of the ordinary supplement.",
            $"Stunden eines Monats, der am {facts.FirstOfMonth} beginnt, fallen unter kein Hitzedekret der ordentlichen Kasse.")),
        Exemption.EarlySectors2022 => new(Sectors2022[0].Source, Text.Of(
            $"L'esonero dei settori del 2022 vale solo per le ore dal {Sectors2022[0].From} al {Sectors2022[0].To!.Value}.",
            $"The exemption of the sectors of 2022 holds only for hours from {Sectors2022[0].From} to {Sectors2022[0].To!.Value}.",
            $"Die Befreiung der Sektoren von 2022 gilt nur für Stunden vom {Sectors2022[0].From} bis {Sectors2022[0].To!.Value}.")),
        _ => new(ComplexCrisisArea[^1].Source, Text.Of(
            $"L'esonero delle aree di crisi complessa qui non opera: riguarda la CIGS iniziata nel 2025 o nel 2026, dura {CrisisAreaMonths} mesi e cessa con un licenziamento collettivo.",
            $"The exemption of complex-crisis areas does not work here: it concerns a CIGS begun in 2025 or 2026, lasts {CrisisAreaMonths} months and ends with a collective dismissal.",
            $"Die Befreiung komplexer Krisengebiete greift hier nicht: sie betrifft eine 2025 oder 2026 begonnene CIGS, dauert {CrisisAreaMonths} Monate und endet mit einer Massenentlassung.")),
    };

    /// <summary>Twelve months from the first exempt day; the month in which a collective dismissal is opened is no longer exempt.</summary>
    private static Reason? InCrisisArea(ContributionFacts facts, Version<bool> area)
    {
        var since = facts.ExemptSince ?? facts.SuspensionStart;
        var until = since.AddMonths(CrisisAreaMonths).AddDays(-1);
        if (facts.FirstOfMonth > until || facts.LastOfMonth < since || facts.CollectiveDismissalOn <= facts.LastOfMonth)
            return null;

        return new Reason(area.Source, Text.Of(
            $"In un'area di crisi industriale complessa l'esonero dura {CrisisAreaMonths} mesi: dal {since} al {until}.",
            $"In an area of complex industrial crisis the exemption lasts {CrisisAreaMonths} months: from {since} to {until}.",
            $"In einem komplexen industriellen Krisengebiet dauert die Befreiung {CrisisAreaMonths} Monate: vom {since} bis {until}."))
            .Or("month", facts.FirstOfMonth, Text.Of($"dopo il {until} sarebbe dovuto", $"after {until} it would be due", $"nach dem {until} wäre er fällig"));
    }
}

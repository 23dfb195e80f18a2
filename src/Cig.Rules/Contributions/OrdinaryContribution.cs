using static Cig.Rules.Law;

namespace Cig.Rules.Contributions;

/// <summary>The solidarity funds that the sources name; the list is theirs to be checked, the names here are ours.</summary>
public enum SolidarityFund
{
    /// <summary>Attività professionali.</summary>
    Professionals,

    /// <summary>Credito ordinario.</summary>
    Credit,

    /// <summary>Credito cooperativo.</summary>
    CooperativeCredit,

    /// <summary>Assicurazioni.</summary>
    Insurance,

    /// <summary>Gruppo Poste Italiane.</summary>
    Poste,

    /// <summary>Gruppo Ferrovie dello Stato.</summary>
    Railways,

    /// <summary>Trasporto pubblico locale.</summary>
    LocalTransport,

    /// <summary>Solimare, maritime.</summary>
    Solimare,

    /// <summary>Ormeggiatori e barcaioli dei porti.</summary>
    HarbourPilots,

    /// <summary>Trasporto aereo e sistema aeroportuale.</summary>
    AirTransport,

    /// <summary>Riscossione dei tributi.</summary>
    TaxCollection,

    /// <summary>Servizi ambientali.</summary>
    EnvironmentalServices,

    /// <summary>Telecomunicazioni.</summary>
    Telecommunications,

    /// <summary>Chimica e farmaceutica.</summary>
    Chemical,

    /// <summary>Fondo territoriale del Trentino (art. 40).</summary>
    Trentino,

    /// <summary>Fondo territoriale di Bolzano (art. 40).</summary>
    Bolzano,
}

/// <summary>The facts of the monthly premium for one worker.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Month">Any day of the pay month.</param>
/// <param name="Sector">Sector of the employer.</param>
/// <param name="AverageEmployees">For the ordinary supplement the average of the year before, for the other schemes that of the semester before.</param>
/// <param name="WorkerKind">Kind of the worker; for CIGO in building and stone it decides the rate.</param>
/// <param name="Fund">The fund, where the scheme is one.</param>
/// <param name="IdleMonths">Whole months without an application since the end of the last use; null where that does not apply.</param>
/// <param name="NewlyCovered2022">The employer came under the extraordinary supplement with the reform of 2022.</param>
public sealed record OrdinaryContributionFacts(
    Scheme Scheme, DateOnly Month, Sector Sector, decimal AverageEmployees, Eligibility.WorkerKind WorkerKind, SolidarityFund? Fund, int? IdleMonths, bool NewlyCovered2022)
{
    /// <summary>A reading: who never used the allowance counts as idle for 24 months.</summary>
    public bool FirstUseReduced { get; init; }
}

/// <summary>The premium in per cent of the taxable pay, and who bears it.</summary>
public sealed record OrdinaryContributionAnswer(Rate Rate, PartsPerMillion Employer, PartsPerMillion Worker);

/// <summary>Contributo ordinario (artt. 13, 23, 29, 33): the monthly premium, due even without use.</summary>
public static class OrdinaryContribution
{
    internal static readonly InForce<Rate> IndustrySmall = Cigo("cigo.ordinaryContribution.industry.upTo50", 1.70m);
    internal static readonly InForce<Rate> IndustryLarge = Cigo("cigo.ordinaryContribution.industry.over50", 2.00m);
    internal static readonly InForce<Rate> BuildingBlueCollar = Cigo("cigo.ordinaryContribution.construction.blueCollar", 4.70m);
    internal static readonly InForce<Rate> StoneBlueCollar = Cigo("cigo.ordinaryContribution.stone.blueCollar", 3.30m);
    internal static readonly InForce<Rate> WhiteCollarSmall = Cigo("cigo.ordinaryContribution.construction.whiteCollar.upTo50", 1.70m);
    internal static readonly InForce<Rate> WhiteCollarLarge = Cigo("cigo.ordinaryContribution.construction.whiteCollar.over50", 2.00m);

    /// <summary>0.60 of the employer and 0.30 of the worker.</summary>
    internal static readonly InForce<Rate> Extraordinary = new("cigs.ordinaryContribution.total")
    {
        { "2015-09-24", null, 0.90m.Percent, Dlgs148.Article("23", "1"), Trust.NormTextRead },
    };

    /// <summary>0.18 of the employer and 0.09 of the worker.</summary>
    internal static readonly InForce<Rate> ExtraordinaryNew = new("cigs.ordinaryContribution.newEmployers2022")
    {
        { "2022-01-01", "2022-12-31", 0.27m.Percent, L234.Article("1", "220"), Trust.Secondary },
    };

    internal static readonly InForce<Rate> FisUpTo5 = new("fis.ordinaryContribution.upTo5")
    {
        { "2022-01-01", "2022-12-31", 0.15m.Percent, Circular("76/2022").Whole, Trust.Secondary },
        { "2023-01-01", null, 0.50m.Percent, Dlgs148.Article("29", "8"), Trust.Secondary },
    };

    internal static readonly InForce<Rate> FisUpTo5Idle = new("fis.ordinaryContribution.upTo5.idle24")
    {
        { "2025-01-01", null, 0.30m.Percent, Dlgs148.Article("29", "8-bis"), Trust.Secondary },
    };

    internal static readonly InForce<Rate> FisOver5To15 = new("fis.ordinaryContribution.over5to15")
    {
        { "2016-01-01", "2021-12-31", 0.45m.Percent, Dlgs148.Article("29", "8"), Trust.Secondary },
        { "2022-01-01", "2022-12-31", 0.55m.Percent, Circular("76/2022").Whole, Trust.Secondary },
    };

    internal static readonly InForce<Rate> FisOver15 = new("fis.ordinaryContribution.over15")
    {
        { "2016-01-01", "2021-12-31", 0.65m.Percent, Dlgs148.Article("29", "8"), Trust.Secondary },
        { "2022-01-01", "2022-12-31", 0.69m.Percent, Circular("76/2022").Whole, Trust.Secondary },
    };

    /// <summary>Commerce and travel firms with more than 50 employees.</summary>
    internal static readonly InForce<Rate> FisCommerce = new("fis.ordinaryContribution.commerceOver50")
    {
        { "2022-01-01", "2022-12-31", 0.24m.Percent, Circular("76/2022").Whole, Trust.Secondary },
    };

    internal static readonly InForce<Rate> FisOver5 = new("fis.ordinaryContribution.over5")
    {
        { "2023-01-01", null, 0.80m.Percent, Dlgs148.Article("29", "8"), Trust.Secondary },
    };

    internal static readonly InForce<Rate> ProfessionalsUpTo5 = Professionals("fund.professionals.ordinaryContribution.upTo5", 0.50m);
    internal static readonly InForce<Rate> ProfessionalsOver5To15 = Professionals("fund.professionals.ordinaryContribution.over5to15", 0.80m);
    internal static readonly InForce<Rate> ProfessionalsOver15 = Professionals("fund.professionals.ordinaryContribution.over15", 1.00m);

    internal static readonly InForce<Rate> ProfessionalsIdle = new("fund.professionals.ordinaryContribution.upTo5.idle24")
    {
        { "2025-01-01", null, 0.30m.Percent, Circular("5/2025").Whole, Trust.Secondary },
    };

    /// <summary>So many months without an application reduce the premium of the smallest employers.</summary>
    private const int IdleMonths = 24;

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("ordinary-contribution", "Contributions/OrdinaryContribution", Text.Of(
        $"Contributo ordinario", $"Ordinary contribution", $"Ordentlicher Beitrag"),
        [
            .. IndustrySmall.Sources, .. Extraordinary.Sources, .. ExtraordinaryNew.Sources, .. FisUpTo5.Sources, .. FisUpTo5Idle.Sources, .. FisOver5To15.Sources,
            .. ProfessionalsUpTo5.Sources, .. ProfessionalsIdle.Sources, Dlgs148.Article("1", "1"), Dlgs148.Article("13", "2"), Dlgs148.Article("29", "2"),
        ]);

    internal static IEnumerable<Figure> Published =>
    [
        .. new[] { IndustrySmall, IndustryLarge, BuildingBlueCollar, StoneBlueCollar, WhiteCollarSmall, WhiteCollarLarge }.Select(t => Of(t, "percent of social-security taxable pay")),
        Of(Extraordinary, "percent of taxable pay"),
        Of(ExtraordinaryNew, "percent of taxable pay"),
        .. new[] { FisUpTo5, FisUpTo5Idle, FisOver5, FisCommerce }.Select(t => Of(t, "percent of taxable pay, 2/3 employer 1/3 worker")),
        .. new[] { FisOver5To15, FisOver15 }.Select(t => Of(t, "percent of taxable pay")),
        .. new[] { ProfessionalsUpTo5, ProfessionalsOver5To15, ProfessionalsOver15, ProfessionalsIdle }.Select(t => Of(t, "percent")),
    ];

    /// <summary>The premium of one month for one worker.</summary>
    /// <exception cref="ImpossibleFactException">The sector is not of the scheme, the fund is missing or its rate is not in the sources, or a number cannot be.</exception>
    /// <exception cref="NotInForceException">The month lies before the scheme.</exception>
    public static Ruling<OrdinaryContributionAnswer> For(OrdinaryContributionFacts facts)
    {
        if (facts.AverageEmployees <= 0)
            throw Impossible("averageEmployees", Text.Of($"La media dei dipendenti deve essere maggiore di zero.", $"The average of employees must be more than zero.", $"Der Durchschnitt der Beschäftigten muss größer als null sein."), Text.Of($"Indica la media, per esempio 12.5.", $"Give the average, for instance 12.5.", $"Den Durchschnitt angeben, zum Beispiel 12.5."));

        var day = new DateOnly(facts.Month.Year, facts.Month.Month, DateTime.DaysInMonth(facts.Month.Year, facts.Month.Month));
        if (Outside(facts, day) is { } outside)
            return new(new(0.Percent, default, default), [outside]);

        return facts.Scheme switch
        {
            Scheme.Cigo => Ordinary(facts, day),
            Scheme.Cigs => ExtraordinaryFor(facts, day),
            Scheme.Fis => Fis(facts, day),
            Scheme.Fund => Fund(facts, day),
            _ => throw Impossible("scheme", Text.Of($"L'aliquota della CISOA non è nelle fonti usate qui.", $"The rate of the CISOA is not in the sources used here.", $"Der Satz der CISOA ist nicht in den hier verwendeten Quellen."), Text.Of($"Scegli CIGO, CIGS, FIS o FUND.", $"Choose CIGO, CIGS, FIS or FUND.", $"CIGO, CIGS, FIS oder FUND wählen.")),
        };
    }

    /// <summary>Who can never receive the supplement pays nothing for it.</summary>
    private static Reason? Outside(OrdinaryContributionFacts facts, DateOnly day) => facts.WorkerKind switch
    {
        Eligibility.WorkerKind.Executive or Eligibility.WorkerKind.Trainee => new Reason(Dlgs148.Article("1", "1"), Text.Of(
            $"Dirigenti e tirocinanti non sono destinatari: il contributo non è dovuto.",
            $"Executives and trainees are not covered: no contribution is due.",
            $"Führungskräfte und Praktikanten sind nicht umfasst: es ist kein Beitrag fällig.")),
        Eligibility.WorkerKind.HomeWorker when !Eligibility.WorkerEligibility.HomeWorkers.On(day).Value => new Reason(Dlgs148.Article("1", "1"), Text.Of(
            $"Fino al 2021 i lavoratori a domicilio non sono destinatari: il contributo non è dovuto.",
            $"Until 2021 home workers are not covered: no contribution is due.",
            $"Bis 2021 sind Heimarbeitende nicht umfasst: es ist kein Beitrag fällig.")),
        _ => null,
    };

    /// <summary>Fixed each 1 January on the average of the year before (art. 13, c. 2); all of it is the employer's.</summary>
    private static Ruling<OrdinaryContributionAnswer> Ordinary(OrdinaryContributionFacts facts, DateOnly day)
    {
        var whiteCollar = facts.WorkerKind is Eligibility.WorkerKind.WhiteCollar or Eligibility.WorkerKind.Quadro;
        var small = facts.AverageEmployees <= 50;
        var table = facts.Sector switch
        {
            Sector.Industry or Sector.Other => small ? IndustrySmall : IndustryLarge,
            Sector.Building when !whiteCollar => BuildingBlueCollar,
            Sector.Stone when !whiteCollar => StoneBlueCollar,
            Sector.Building or Sector.Stone => small ? WhiteCollarSmall : WhiteCollarLarge,
            _ => throw Impossible("sector", Text.Of($"Il commercio non è nel campo della CIGO.", $"Commerce is not in the field of the ordinary supplement.", $"Der Handel fällt nicht unter die ordentliche Kasse."), Text.Of($"Scegli un altro settore o trattamento.", $"Choose another sector or scheme.", $"Einen anderen Sektor oder eine andere Leistung wählen.")),
        };
        var rate = table.On(day);
        var sized = facts.Sector is Sector.Industry or Sector.Other || whiteCollar;
        var why = new Reason(rate.Source, Text.Of(
            $"L'aliquota è del {rate.Value}, tutta a carico dell'azienda.",
            $"The rate is {rate.Value}, all of it the employer's.",
            $"Der Satz beträgt {rate.Value}, ganz zu Lasten des Arbeitgebers."));
        return new(new(rate.Value, PartsPerMillion.Of(rate.Value), default),
            [sized ? why.Or("averageEmployees", facts.AverageEmployees, OtherSize(50, facts.AverageEmployees)) : why])
        {
            Warnings = facts.Sector == Sector.Other
                ? [Text.Of(
                    $"Per i settori non industriali dell'art. 10 si usa l'aliquota dell'industria: non verificato.",
                    $"For the sectors of art. 10 that are not industry the rate of industry is used: not verified.",
                    $"Für die nicht industriellen Sektoren des Art. 10 gilt der Satz der Industrie: nicht geprüft.")]
                : sized || facts.WorkerKind == Eligibility.WorkerKind.BlueCollar ? [] :
            [
                Text.Of(
                    $"Per apprendisti e lavoratori a domicilio di edilizia e lapidei si usa l'aliquota degli operai: non verificato.",
                    $"For apprentices and home workers of building and stone the blue-collar rate is used: not verified.",
                    $"Für Lehrlinge und Heimarbeitende in Bau und Stein gilt der Satz der Arbeiter: nicht geprüft."),
            ],
        };
    }

    private static Ruling<OrdinaryContributionAnswer> ExtraordinaryFor(OrdinaryContributionFacts facts, DateOnly day)
    {
        var size = (facts.Sector == Sector.Commerce ? SchemeFit.ExtraordinarySizeCommerce.Find(day) : null) ?? SchemeFit.ExtraordinarySize.On(day);
        var rate = (facts.NewlyCovered2022 ? ExtraordinaryNew.Find(day) : null) ?? Extraordinary.On(day);
        return Shared(rate, facts.NewlyCovered2022
            ? new Reason(rate.Source, Text.Of(
                $"Per chi è entrato nella CIGS con la riforma l'aliquota è ridotta solo nel 2022.",
                $"For who came under the extraordinary supplement with the reform the rate is reduced in 2022 only.",
                $"Wer mit der Reform unter die außerordentliche Kasse fiel, hat nur 2022 einen ermäßigten Satz."))
            : null) with
        {
            Warnings = facts.AverageEmployees > size.Value ? [] :
            [
                Text.Of(
                    $"Con una media di {facts.AverageEmployees} dipendenti, non oltre {size.Value}, la CIGS riguarda solo trasporto aereo, aeroporti e partiti: per gli altri il contributo non è dovuto.",
                    $"With an average of {facts.AverageEmployees} employees, not over {size.Value}, the extraordinary supplement concerns only air transport, airports and parties: for others no contribution is due.",
                    $"Bei durchschnittlich {facts.AverageEmployees} Beschäftigten, nicht über {size.Value}, betrifft die außerordentliche Kasse nur Luftverkehr, Flughäfen und Parteien: für andere ist kein Beitrag fällig."),
            ],
        };
    }

    private static Ruling<OrdinaryContributionAnswer> Fis(OrdinaryContributionFacts facts, DateOnly day)
    {
        var size = facts.AverageEmployees;
        if (day.Year < 2022)
        {
            if (size <= 5)
            {
                _ = FisOver5To15.On(day);
                return new(new(0.Percent, default, default), [new Reason(Dlgs148.Article("29", "2"), Text.Of(
                    $"Fino al 2021 il FIS comincia oltre 5 dipendenti in media: il contributo non è dovuto.",
                    $"Until 2021 the FIS begins with more than 5 employees on average: no contribution is due.",
                    $"Bis 2021 beginnt der FIS bei mehr als 5 Beschäftigten im Mittel: es ist kein Beitrag fällig."))
                    .Or("averageEmployees", size, Text.Of($"oltre 5 sarebbe dovuto", $"over 5 it would be due", $"über 5 wäre er fällig"))]);
            }

            return Shared((size <= 15 ? FisOver5To15 : FisOver15).On(day), null);
        }

        if (day.Year == 2022)
        {
            var commerce = facts.Sector == Sector.Commerce && size > 50;
            return Shared((size <= 5 ? FisUpTo5 : size <= 15 ? FisOver5To15 : commerce ? FisCommerce : FisOver15).On(day), null);
        }

        return size > 5 ? Shared(FisOver5.On(day), null) : Idle(facts, day, FisUpTo5, FisUpTo5Idle);
    }

    /// <summary>Up to 5 employees and 24 months without an application: 40 % less from 2025.</summary>
    private static Ruling<OrdinaryContributionAnswer> Idle(OrdinaryContributionFacts facts, DateOnly day, InForce<Rate> whole, InForce<Rate> reduced)
    {
        if (reduced.Find(day) is not { } less)
            return Shared(whole.On(day), null);

        var idle = facts.IdleMonths is { } months ? months >= IdleMonths : facts.FirstUseReduced;
        var ruling = Shared(idle ? less : whole.On(day), new Reason(less.Source, facts.IdleMonths is not { } since
            ? Text.Of(
                $"Non è indicato da quanti mesi manca una domanda dopo l'ultimo uso: la riduzione dopo {IdleMonths} mesi {(idle ? "si applica lo stesso" : "non si applica")} (lettura scelta).",
                $"It is not given for how many months no application followed the last use: the reduction after {IdleMonths} months {(idle ? "applies all the same" : "does not apply")} (the reading chosen).",
                $"Es ist nicht angegeben, seit wie vielen Monaten nach der letzten Nutzung kein Antrag erfolgte: die Ermäßigung nach {IdleMonths} Monaten gilt {(idle ? "trotzdem" : "nicht")} (gewählte Auslegung).")
            : Text.Of(
                $"Dall'ultimo uso sono passati {since} mesi senza domande: la riduzione ne chiede {IdleMonths}.",
                $"Since the last use {since} months have passed without an application: the reduction asks for {IdleMonths}.",
                $"Seit der letzten Nutzung sind {since} Monate ohne Antrag vergangen: die Ermäßigung verlangt {IdleMonths}."))
            .Or("idleMonths", facts.IdleMonths is { } given ? given : Text.Of($"non indicato", $"not given", $"nicht angegeben"), idle
                ? Text.Of($"senza, l'aliquota sarebbe del {whole.On(day).Value}", $"without it the rate would be {whole.On(day).Value}", $"ohne sie wäre der Satz {whole.On(day).Value}")
                : Text.Of($"con {IdleMonths} mesi l'aliquota sarebbe del {less.Value}", $"with {IdleMonths} months the rate would be {less.Value}", $"mit {IdleMonths} Monaten wäre der Satz {less.Value}")));
        return facts.IdleMonths is not null ? ruling : ruling with
        {
            Policies = [facts.FirstUseReduced ? new("firstUse", "reduced", ["ordinary"]) : new("firstUse", "ordinary", ["reduced"])],
        };
    }

    /// <summary>Bands of funds are told with one decimal: "from 5.1 to 15".</summary>
    private static Ruling<OrdinaryContributionAnswer> Fund(OrdinaryContributionFacts facts, DateOnly day)
    {
        if (facts.Fund is not { } fund)
            throw Impossible("fund", Text.Of($"Manca il fondo.", $"The fund is missing.", $"Der Fonds fehlt."), Text.Of($"Indica il fondo, per esempio PROFESSIONALS.", $"Give the fund, for instance PROFESSIONALS.", $"Den Fonds angeben, zum Beispiel PROFESSIONALS."));
        if (fund != SolidarityFund.Professionals)
            throw Impossible("fund", Text.Of($"L'aliquota di questo fondo è nel suo decreto e non è tra le fonti usate qui.", $"The rate of this fund stands in its decree and is not among the sources used here.", $"Der Satz dieses Fonds steht in dessen Dekret und ist nicht unter den hier verwendeten Quellen."), Text.Of($"Leggila nel decreto del fondo.", $"Read it in the fund's decree.", $"Im Dekret des Fonds nachlesen."));

        var size = Math.Round(facts.AverageEmployees, 1, MidpointRounding.AwayFromZero);
        return size <= 5 ? Idle(facts, day, ProfessionalsUpTo5, ProfessionalsIdle) : Shared((size <= 15 ? ProfessionalsOver5To15 : ProfessionalsOver15).On(day), null);
    }

    /// <summary>Two thirds of the employer, one third of the worker.</summary>
    private static Ruling<OrdinaryContributionAnswer> Shared(Version<Rate> rate, Reason? why)
    {
        var (employer, worker) = PartsPerMillion.TwoThirds(rate.Value);
        var told = new Reason(rate.Source, Text.Of(
            $"L'aliquota è del {rate.Value}: {employer} dell'azienda e {worker} del lavoratore.",
            $"The rate is {rate.Value}: {employer} of the employer and {worker} of the worker.",
            $"Der Satz beträgt {rate.Value}: {employer} vom Arbeitgeber und {worker} von der beschäftigten Person."));
        return new(new(rate.Value, employer, worker), why is null ? [told] : [why, told]);
    }

    private static Text OtherSize(int limit, decimal average) => average <= limit
        ? Text.Of($"oltre {limit} dipendenti sarebbe più alta", $"over {limit} employees it would be higher", $"über {limit} Beschäftigten wäre er höher")
        : Text.Of($"fino a {limit} dipendenti sarebbe più bassa", $"up to {limit} employees it would be lower", $"bis {limit} Beschäftigte wäre er niedriger");

    private static ImpossibleFactException Impossible(string fact, Text problem, Text mend) => new(fact, problem, mend);

    private static InForce<Rate> Cigo(string name, decimal percent) => new(name) { { "2015-09-24", null, percent.Percent, Dlgs148.Article("13", "1"), Trust.NormTextRead } };

    private static InForce<Rate> Professionals(string name, decimal percent) => new(name) { { "2024-06-01", null, percent.Percent, DiProfessionals.Whole, Trust.Secondary } };

    private static Figure Of(InForce<Rate> table, string unit) => Figure.Of(table, unit, TimeKey.MonthOfHours, r => r.Percent.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
}

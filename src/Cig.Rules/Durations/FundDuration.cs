using System.Globalization;
using Cig.Rules.Calendar;
using static Cig.Rules.Law;

namespace Cig.Rules.Durations;

/// <summary>
/// Durata dell'assegno di integrazione salariale (art. 29, c. 3-bis for the FIS, art. 30 for the funds): so many weeks in the rolling two years, tested week by week like the ordinary
/// supplement. Only weeks of the same scheme count, unavoidable events included.
/// </summary>
public static class FundDuration
{
    /// <summary>The ordinary allowance until 2021, for employers with more than 15 employees.</summary>
    internal static readonly InForce<int> FisBefore2022 = new("fis.maxWeeks")
    {
        { "2016-01-01", "2021-12-31", 26, Dlgs148.Article("29", "3"), Trust.Secondary },
    };

    /// <summary>The solidarity allowance until 2021, for employers with more than 5 and up to 15 employees, in months.</summary>
    internal static readonly InForce<int> SolidarityBefore2022 = new("fis.legacySolidarity.maxMonths")
    {
        { "2016-01-01", "2021-12-31", 12, Dlgs148.Article("31"), Trust.Recalled },
    };

    internal static readonly InForce<int> FisUpTo5 = new("fis.maxWeeks.upTo5")
    {
        { "2022-01-01", null, 13, Dlgs148.Article("29", "3-bis"), Trust.Secondary },
    };

    internal static readonly InForce<int> FisOver5 = new("fis.maxWeeks.over5")
    {
        { "2022-01-01", null, 26, Dlgs148.Article("29", "3-bis"), Trust.Secondary },
    };

    /// <summary>What a fund of art. 26 must give at least; its decree may give more.</summary>
    internal static readonly InForce<int> FundMinimum = new("fund.minWeeks")
    {
        { "2015-09-24", null, 13, Dlgs148.Article("30", "1"), Trust.NormTextRead },
    };

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("fund-duration", "Durations/FundDuration", Text.Of(
        $"Durata dell'assegno di FIS e fondi", $"Duration of the allowance of FIS and funds", $"Dauer der Zulage von FIS und Fonds"),
        [.. FisBefore2022.Sources, .. SolidarityBefore2022.Sources, .. FisUpTo5.Sources, .. FundMinimum.Sources, Dlgs148.Article("30", "1-bis"), DurationReport.NewCounter]);

    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(FisBefore2022, "weeks in rolling two years", TimeKey.MonthOfHours, Plain),
        Figure.Of(SolidarityBefore2022, "months in rolling two years, employers over 5 and up to 15", TimeKey.MonthOfHours, Plain),
        Figure.Of(FisUpTo5, "weeks in rolling two years", TimeKey.MonthOfHours, Plain),
        Figure.Of(FisOver5, "weeks in rolling two years", TimeKey.MonthOfHours, Plain),
        Figure.Of(FundMinimum, "weeks in rolling two years, minimum for art. 26 funds", TimeKey.MonthOfHours, Plain),
    ];

    /// <summary>Which weeks of a request to FIS or a fund find room.</summary>
    /// <exception cref="ImpossibleFactException">A fact cannot be, or the average of employees of a FIS request is missing.</exception>
    /// <exception cref="NotInForceException">The request lies before the scheme.</exception>
    public static Ruling<DurationAnswer> For(DurationFacts facts)
    {
        facts.Check();
        var days = new SchemeDays(facts);
        List<FreedWeeks> freesUp = [.. days.FreesUp()];
        List<RequestedWeek> weeks = [];
        for (var monday = ItalianCalendar.MondayOf(facts.Request.From); monday <= facts.Request.To; monday = monday.AddDays(7))
            weeks.Add(Decide(monday, facts, days));

        var last = weeks.LastOrDefault(w => w.Granted > default(Weeks))?.To ?? facts.Request.To;
        var overall = CigoDuration.OverallCapOf(facts, last);
        var answer = new DurationAnswer(
            weeks,
            weeks.Aggregate(default(Weeks), (sum, w) => sum + w.Granted),
            weeks.Aggregate(default(Weeks), (sum, w) => sum + w.Refused),
            new(UnitHistory.FiveYearsFrom(last), last, new UnitHistory(facts).FiveYearMonths(last), overall.Cap),
            freesUp,
            EarliestNewRequest(facts, days));
        return new(answer, [.. Reasons(facts, answer), .. DurationReport.Takeover(facts)]) { Policies = [DurationReport.PartialWeekOf(facts)], Warnings = [.. Warnings(facts)] };
    }

    private static RequestedWeek Decide(DateOnly monday, DurationFacts facts, SchemeDays days)
    {
        var (from, to) = (DateOnly.Later(monday, facts.Request.From), DateOnly.Earlier(monday.AddDays(6), facts.Request.To));
        DateOnly[] asked = [.. UnitHistory.WorkingDays(from, to, facts.DaysPerWeek)];
        var window = CigoDuration.WindowOf(monday);
        var cap = CapOf(facts, facts.Request.From);
        var used = days.Between(window.From, window.To);
        var free = Math.Clamp(cap.Value * facts.DaysPerWeek - used, 0, asked.Length);
        if (free < asked.Length && facts.PartialWeek == PartialWeek.Refuse)
            free = 0;
        days.Use(asked[..free]);
        return new(
            from, to, window,
            Weeks.OfDays(used, facts.DaysPerWeek),
            Weeks.OfDays(free, facts.DaysPerWeek),
            Weeks.OfDays(asked.Length - free, facts.DaysPerWeek),
            free == asked.Length ? null : Full(monday, Weeks.OfDays(used, facts.DaysPerWeek), cap));
    }

    /// <summary>The weeks that the scheme gives in two years to a request that begins on <paramref name="start"/>: what began in 2021 keeps its rules when it goes on into 2022.</summary>
    internal static (int Value, Provision Source) CapOf(DurationFacts facts, DateOnly start)
    {
        if (facts.Request.Scheme == Scheme.Fund)
            return (FundMinimum.On(start).Value, FundMinimum.On(start).Source);

        var average = facts.AverageEmployees!.Value;
        if (FisUpTo5.Find(start) is { } small)
            return average <= 5 ? (small.Value, small.Source) : (FisOver5.On(start).Value, FisOver5.On(start).Source);

        var before = FisBefore2022.On(start);
        return average > 15 ? (before.Value, before.Source)
            : average > 5 ? (SolidarityBefore2022.On(start).Value * CigoDuration.WeeksPerYear[0].Value / 12, SolidarityBefore2022.On(start).Source)
            : (0, before.Source);
    }

    private static DateOnly EarliestNewRequest(DurationFacts facts, SchemeDays days)
    {
        var monday = ItalianCalendar.MondayOf(facts.Request.To).AddDays(7);
        while (true)
        {
            var window = CigoDuration.WindowOf(monday);
            if (days.Between(window.From, window.To) < CapOf(facts, monday).Value * facts.DaysPerWeek)
                return monday;
            monday = monday.AddDays(7);
        }
    }

    private static Reason Full(DateOnly monday, Weeks used, (int Value, Provision Source) cap) => new Reason(cap.Source, Text.Of(
        $"Nella settimana dal {monday} il biennio mobile contiene già {used} su {cap.Value}.",
        $"In the week from {monday} the rolling two years already hold {used} out of {cap.Value}.",
        $"In der Woche ab {monday} enthält der gleitende Zweijahreszeitraum bereits {used} von {cap.Value}."))
        .Or("authorisations", used, Text.Of($"con meno settimane usate si potrebbe concedere", $"with fewer weeks used it could be granted", $"mit weniger genutzten Wochen könnte gewährt werden"));

    private static IEnumerable<Reason> Reasons(DurationFacts facts, DurationAnswer answer)
    {
        var first = answer.Periods[0];
        var cap = CapOf(facts, facts.Request.From);
        var limit = new Reason(cap.Source, Text.Of(
            $"L'assegno spetta per {cap.Value} settimane nel biennio mobile.",
            $"The allowance is due for {cap.Value} weeks in the rolling two years.",
            $"Die Zulage steht für {cap.Value} Wochen im gleitenden Zweijahreszeitraum zu."));
        yield return facts.AverageEmployees is { } average
            ? limit.Or("averageEmployees", average, Text.Of(
                $"fino a 5 dipendenti le settimane sono {FisUpTo5[0].Value}, oltre 5 sono {FisOver5[0].Value} (dal 2022)",
                $"up to 5 employees there are {FisUpTo5[0].Value} weeks, over 5 there are {FisOver5[0].Value} (from 2022)",
                $"bis 5 Beschäftigte sind es {FisUpTo5[0].Value} Wochen, über 5 sind es {FisOver5[0].Value} (ab 2022)"))
            : limit;
        yield return new(cap.Source, Text.Of(
            $"Nel biennio mobile dal {first.Window.From} al {first.Window.To} risultano usate {first.UsedBefore} su {cap.Value}.",
            $"In the rolling two years from {first.Window.From} to {first.Window.To}, {first.UsedBefore} out of {cap.Value} are used.",
            $"Im gleitenden Zweijahreszeitraum von {first.Window.From} bis {first.Window.To} sind {first.UsedBefore} von {cap.Value} genutzt."));
        if (answer.Periods.FirstOrDefault(p => p.Why is not null)?.Why is { } why)
            yield return why;
        yield return new(cap.Source, Text.Of(
            $"Si possono concedere {answer.Granted}; restano fuori {answer.Refused}.",
            $"{answer.Granted} can be granted; {answer.Refused} are left out.",
            $"{answer.Granted} können gewährt werden; {answer.Refused} bleiben außerhalb."));
    }

    private static IEnumerable<Text> Warnings(DurationFacts facts)
    {
        if (facts.Request.Scheme == Scheme.Fund)
        {
            yield return Text.Of(
                $"Il decreto del fondo può dare di più: qui vale il minimo di legge per i fondi dell'art. 26.",
                $"The fund's decree may give more: here the legal minimum for funds of art. 26 holds.",
                $"Das Dekret des Fonds kann mehr vorsehen: hier gilt das gesetzliche Minimum für Fonds nach Art. 26.");
            yield return Text.Of(
                $"Un fondo paga nei limiti delle sue risorse (art. 35).",
                $"A fund pays within its resources (art. 35).",
                $"Ein Fonds zahlt im Rahmen seiner Mittel (Art. 35).");
        }
        else if (facts.Request.From < FisUpTo5[0].From && facts.AverageEmployees > 15)
        {
            yield return Text.Of(
                $"Fino al 2021 il FIS pagava entro dieci volte i contributi dovuti dall'azienda: qui non si verifica.",
                $"Until 2021 the FIS paid within ten times the contributions due by the employer: this is not checked here.",
                $"Bis 2021 zahlte der FIS höchstens das Zehnfache der geschuldeten Beiträge des Arbeitgebers: dies wird hier nicht geprüft.");
        }
        else if (facts.Request.From < FisUpTo5[0].From && facts.AverageEmployees is > 5 and <= 15)
        {
            yield return Text.Of(
                $"Fino al 2021, da 5,1 a 15 dipendenti, il FIS dava solo l'assegno di solidarietà, per dodici mesi: non verificato.",
                $"Until 2021, from 5.1 to 15 employees, the FIS gave the solidarity allowance only, for twelve months: not verified.",
                $"Bis 2021 gab der FIS von 5,1 bis 15 Beschäftigten nur die Solidaritätszulage, für zwölf Monate: nicht geprüft.");
        }
    }

    private static string Plain(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The days used under the requested scheme.</summary>
    private sealed class SchemeDays
    {
        private readonly DurationFacts _facts;
        private readonly HashSet<DateOnly> _days = [];

        public SchemeDays(DurationFacts facts)
        {
            _facts = facts;
            foreach (var past in facts.Authorisations.Where(a => a.Counted && a.Scheme == facts.Request.Scheme))
                Use(UnitHistory.DaysUsed(past, facts.DaysPerWeek));
        }

        public void Use(IEnumerable<DateOnly> days) => _days.UnionWith(days.Where(d => d >= UnitHistory.Start));

        public int Between(DateOnly from, DateOnly to)
        {
            var count = 0;
            for (var day = from; day <= to; day = day.AddDays(1))
                count += _days.Contains(day) ? 1 : 0;
            return count;
        }

        /// <summary>Used weeks that leave the window on each Monday from the request on.</summary>
        public IEnumerable<FreedWeeks> FreesUp()
        {
            var first = ItalianCalendar.MondayOf(_facts.Request.From);
            for (var i = 0; i < CigoDuration.Window[0].Value; i++)
            {
                var monday = first.AddDays(7 * i);
                var leaving = monday.AddDays(-7 * CigoDuration.Window[0].Value);
                var days = Between(leaving, leaving.AddDays(6));
                if (days > 0)
                    yield return new(monday, Weeks.OfDays(days, _facts.DaysPerWeek));
            }
        }
    }
}

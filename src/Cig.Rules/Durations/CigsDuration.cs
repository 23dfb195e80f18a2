using System.Globalization;
using static Cig.Rules.Law;

namespace Cig.Rules.Durations;

/// <summary>One requested month of the extraordinary supplement, from date to date; the last may be broken.</summary>
/// <param name="From">First day of the month requested.</param>
/// <param name="To">Last day of it.</param>
/// <param name="Window">The five years that end with it.</param>
/// <param name="UsedBefore">Months counted in them (art. 4) before this one is granted.</param>
/// <param name="Granted">Months granted.</param>
/// <param name="Refused">Months refused.</param>
/// <param name="Why">Why it is refused; null where it is not.</param>
public sealed record RequestedMonth(DateOnly From, DateOnly To, Deadlines.DaySpan Window, Months UsedBefore, Months Granted, Months Refused, Reason? Why);

/// <summary>The answer of the counters of the extraordinary supplement.</summary>
/// <param name="Periods">The months requested, in order.</param>
/// <param name="Granted">Months granted.</param>
/// <param name="Refused">Months refused.</param>
/// <param name="FiveYears">The overall cap at the end of the last granted month.</param>
/// <param name="EarliestNewRequest">The first day after the request on which a month would be granted; null where none is within ten years.</param>
public sealed record CigsDurationAnswer(
    IReadOnlyList<RequestedMonth> Periods, Months Granted, Months Refused, FiveYears FiveYears, DateOnly? EarliestNewRequest);

/// <summary>
/// Durata della CIGS (art. 22) under the overall cap (art. 4): every requested month is tested against the five years that end on its last day. Granted months count at once.
/// Periods count as authorised, from date to date; special extensions in derogation are kept on record and never counted.
/// </summary>
public static class CigsDuration
{
    internal static readonly InForce<int> Reorganisation = new("cigs.maxMonths.reorganisation")
    {
        { "2015-09-24", null, 24, Dlgs148.Article("22", "1"), Trust.NormTextRead },
    };

    /// <summary>For each authorisation.</summary>
    internal static readonly InForce<int> Crisis = new("cigs.maxMonths.crisis")
    {
        { "2015-09-24", null, 12, Dlgs148.Article("22", "2"), Trust.NormTextRead },
    };

    /// <summary>A new crisis authorisation waits for so much of the length of the one before.</summary>
    internal static readonly InForce<string> CrisisWait = new("cigs.crisis.waitFraction")
    {
        { "2015-09-24", null, "2/3", Dlgs148.Article("22", "2"), Trust.NormTextRead },
    };

    internal static readonly InForce<int> SolidarityBase = new("cigs.maxMonths.solidarity")
    {
        { "2015-09-24", null, 24, Dlgs148.Article("22", "3"), Trust.NormTextRead },
    };

    /// <summary>Thanks to the half count, which building and stone do not have.</summary>
    internal static readonly InForce<int> SolidarityExtended = new("cigs.maxMonths.solidarity.extended")
    {
        { "2015-09-24", null, 36, Dlgs148.Article("22", "5"), Trust.NormTextRead },
    };

    internal static readonly InForce<int> OverallWithSolidarity = new("duration.overall.maxWithSolidarityOnly")
    {
        { "2015-09-24", null, 36, Dlgs148.Article("22", "5"), Trust.NormTextRead },
    };

    /// <summary>Solidarity months up to 24 in the five years weigh half.</summary>
    internal static readonly InForce<string> HalfCount = new("cigs.solidarity.countingFactorFirst24")
    {
        { "2015-09-24", null, "1/2", Dlgs148.Article("22", "5"), Trust.NormTextRead },
    };

    /// <summary>Reorganisation and crisis: suspensions up to so much of the workable hours of the unit over the programme.</summary>
    internal static readonly InForce<Rate> SuspendedHours = new("cigs.suspendedHoursCap")
    {
        { "2017-09-24", null, 80.Percent, Dlgs148.Article("22", "4"), Trust.NormTextRead },
    };

    internal static readonly InForce<int> ExtraReorganisation = Extension("cigs.art22bis.reorganisation", "2018-01-01", 12, "22-bis");
    internal static readonly InForce<int> ExtraCrisis = Extension("cigs.art22bis.crisis", "2018-01-01", 6, "22-bis");
    internal static readonly InForce<int> ExtraSolidarity = Extension("cigs.art22bis.solidarity", "2019-01-01", 12, "22-bis");
    internal static readonly InForce<int> Transition = Extension("cigs.transitionAgreement.maxMonths", "2022-01-01", 12, "22-ter");

    private static readonly Provision NoHalfInBuilding = Dlgs148.Article("22", "6");

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("cigs-duration", "Durations/CigsDuration", Text.Of(
        $"Durata della CIGS", $"Duration of the extraordinary supplement", $"Dauer der außerordentlichen Kasse"),
        [
            .. Reorganisation.Sources, .. Crisis.Sources, .. SolidarityBase.Sources, .. SolidarityExtended.Sources, .. SuspendedHours.Sources,
            .. ExtraReorganisation.Sources, .. Transition.Sources, NoHalfInBuilding, DurationReport.NewCounter,
        ]);

    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(Reorganisation, "months in rolling five years", TimeKey.SuspensionStart, Plain),
        Figure.Of(Crisis, "months per authorisation", TimeKey.SuspensionStart, Plain),
        Figure.Of(CrisisWait, "of the previous authorised period", TimeKey.SuspensionStart, v => v),
        Figure.Of(SolidarityBase, "months in rolling five years", TimeKey.SuspensionStart, Plain),
        Figure.Of(SolidarityExtended, "months in rolling five years", TimeKey.SuspensionStart, Plain),
        Figure.Of(OverallWithSolidarity, "months in rolling five years", TimeKey.MonthOfHours, Plain),
        Figure.Of(HalfCount, "weight for the part not exceeding 24 months", TimeKey.MonthOfHours, v => v),
        Figure.Of(SuspendedHours, "percent of workable hours of the production unit over the programme", TimeKey.SuspensionStart, r => r.Plain),
        Figure.Of(ExtraReorganisation, "months extra", TimeKey.SuspensionStart, Plain),
        Figure.Of(ExtraCrisis, "months extra", TimeKey.SuspensionStart, Plain),
        Figure.Of(ExtraSolidarity, "months extra", TimeKey.SuspensionStart, Plain),
        Figure.Of(Transition, "months, not renewable", TimeKey.SuspensionStart, Plain),
    ];

    /// <summary>Which months of a CIGS request find room.</summary>
    /// <exception cref="ImpossibleFactException">A fact cannot be, or the cause of the request is missing.</exception>
    public static Ruling<CigsDurationAnswer> For(DurationFacts facts)
    {
        facts.Check();
        var cause = facts.Request.CigsCause!.Value;
        var history = new UnitHistory(facts);
        List<RequestedMonth> months = [];
        long granted = 0;
        foreach (var (from, to, length) in MonthsOf(facts))
        {
            var month = Decide(from, to, length, granted, cause, facts, history);
            if (month.Granted.Parts > 0)
            {
                history.Grant(from, to, cause);
                granted += month.Granted.Parts;
            }

            months.Add(month);
        }

        var last = months.LastOrDefault(m => m.Granted.Parts > 0)?.To ?? facts.Request.To;
        var overall = CigoDuration.OverallCapOf(facts, last);
        var answer = new CigsDurationAnswer(
            months,
            new(granted),
            new(months.Sum(m => m.Refused.Parts)),
            new(UnitHistory.FiveYearsFrom(last), last, history.FiveYearMonths(last), overall.Cap),
            EarliestNewRequest(facts, cause, history));
        return new(answer, [.. Reasons(facts, cause, answer, overall.Source), .. DurationReport.Takeover(facts)])
        {
            Policies = [.. Readings(facts)],
            Warnings = Broken(facts.Request.From, facts.Request.To)
                ? [Text.Of(
                    $"Come contano i mesi incompleti non è verificato: qui {(facts.BrokenMonth == BrokenMonth.Thirtieths ? "in trentesimi" : "per intero")}.",
                    $"How broken months count is not verified: here {(facts.BrokenMonth == BrokenMonth.Thirtieths ? "in thirtieths" : "whole")}.",
                    $"Wie angebrochene Monate zählen, ist nicht geprüft: hier {(facts.BrokenMonth == BrokenMonth.Thirtieths ? "in Dreißigsteln" : "ganz")}.")]
                : [],
        };
    }

    private static IEnumerable<Policy> Readings(DurationFacts facts)
    {
        if (facts.Authorisations.Any(a => a.UnavoidableEvent))
            yield return facts.UnavoidableInFiveYears ? new("unavoidableInFiveYears", "counted", ["notCounted"]) : new("unavoidableInFiveYears", "notCounted", ["counted"]);
        if (facts.Authorisations.Where(a => a is { Scheme: Scheme.Cigs, Counted: true }).Select(a => (a.From, a.To)).Append((facts.Request.From, facts.Request.To)).Any(p => Broken(p.From, p.To)))
            yield return facts.BrokenMonth == BrokenMonth.Thirtieths ? new("brokenMonth", "thirtieths", ["whole"]) : new("brokenMonth", "whole", ["thirtieths"]);
    }

    private static bool Broken(DateOnly from, DateOnly to) => UnitHistory.Length(from, to, BrokenMonth.Thirtieths) % Months.PerMonth != 0;

    /// <summary>Whether the suspensions of a programme of reorganisation or crisis keep the limit of 80 % of the workable hours (art. 22, c. 4).</summary>
    /// <exception cref="NotInForceException">The suspension began before 24 September 2017, when the limit began to apply.</exception>
    public static Ruling<bool> WithinSuspendedHours(DateOnly suspensionStart, Hours suspended, Hours workable)
    {
        var cap = SuspendedHours.On(suspensionStart);
        var passes = (long)suspended.Hundredths * 10_000 <= (long)workable.Hundredths * cap.Value.BasisPoints;
        return new(passes, [new Reason(cap.Source, passes
            ? Text.Of(
                $"{suspended} sospese su {workable} lavorabili nel programma non superano l'{cap.Value}.",
                $"{suspended} suspended out of {workable} workable over the programme are not over {cap.Value}.",
                $"{suspended} Suspendierung von {workable} Sollarbeitszeit im Programm übersteigen {cap.Value} nicht.")
            : Text.Of(
                $"{suspended} sospese su {workable} lavorabili nel programma superano l'{cap.Value}.",
                $"{suspended} suspended out of {workable} workable over the programme are over {cap.Value}.",
                $"{suspended} Suspendierung von {workable} Sollarbeitszeit im Programm übersteigen {cap.Value}."))
            .Or("hours", suspended, passes
                ? Text.Of($"oltre il limite la sospensione non sarebbe ammessa", $"over the limit the suspension would not be allowed", $"über der Grenze wäre die Suspendierung unzulässig")
                : Text.Of($"entro il limite sarebbe ammessa", $"within the limit it would be allowed", $"innerhalb der Grenze wäre sie zulässig"))]);
    }

    /// <summary>
    /// Months from date to date; the end of a shorter month stands for a day that it does not have. Each is measured from the start of the request, so that a whole month is one month also
    /// where the request begins on the last day of one.
    /// </summary>
    private static IEnumerable<(DateOnly From, DateOnly To, long Length)> MonthsOf(DurationFacts facts)
    {
        var request = facts.Request;
        for (var i = 0; request.From.AddMonths(i) <= request.To; i++)
        {
            var end = request.From.AddMonths(i + 1).AddDays(-1);
            var to = DateOnly.Earlier(end, request.To);
            yield return (request.From.AddMonths(i), to, UnitHistory.Length(request.From, to, facts.BrokenMonth) - (long)i * Months.PerMonth);
        }
    }

    private static RequestedMonth Decide(DateOnly from, DateOnly to, long length, long granted, CigsCause cause, DurationFacts facts, UnitHistory history)
    {
        var before = history.FiveYearMonths(to);
        var why = cause switch
        {
            CigsCause.Reorganisation => OverCause(from, to, length, cause, Reorganisation, history),
            CigsCause.Solidarity => OverCause(from, to, length, cause, facts.BuildingOrStone ? SolidarityBase : SolidarityExtended, history),
            _ => CrisisTooSoon(from, facts) ?? CrisisTooLong(from, granted + length),
        } ?? OverOverall(from, to, cause, facts, history);
        return new(
            from, to, new(UnitHistory.FiveYearsFrom(to), to), before,
            new(why is null ? length : 0), new(why is null ? 0 : length), why);
    }

    private static Reason? OverCause(DateOnly from, DateOnly to, long length, CigsCause cause, InForce<int> table, UnitHistory history)
    {
        var cap = table.On(from);
        var used = history.CauseMonths(cause, to);
        return used.Parts + length <= (long)cap.Value * Months.PerMonth ? null : new Reason(cap.Source, Text.Of(
            $"Dal {from} questa causale supererebbe {cap.Value} mesi nel quinquennio mobile, che ne contiene già {used.Amount}.",
            $"From {from} this cause would exceed {cap.Value} months in the rolling five years, which already hold {used.Amount}.",
            $"Ab {from} würde dieser Grund {cap.Value} Monate im gleitenden Fünfjahreszeitraum überschreiten, der bereits {used.Amount} enthält."))
            .Or("authorisations", used, Text.Of($"con meno mesi della stessa causale si potrebbe concedere", $"with fewer months of the same cause it could be granted", $"mit weniger Monaten desselben Grundes könnte gewährt werden"));
    }

    private static Reason? CrisisTooLong(DateOnly from, long total)
    {
        var cap = Crisis.On(from);
        return total <= (long)cap.Value * Months.PerMonth ? null : new Reason(cap.Source, Text.Of(
            $"Un'autorizzazione per crisi dura al massimo {cap.Value} mesi: dal {from} li supererebbe.",
            $"An authorisation for crisis lasts {cap.Value} months at most: from {from} it would exceed them.",
            $"Eine Bewilligung wegen Krise dauert höchstens {cap.Value} Monate: ab {from} würde sie sie überschreiten."))
            .Or("request", from, Text.Of($"entro {cap.Value} mesi si potrebbe concedere", $"within {cap.Value} months it could be granted", $"innerhalb von {cap.Value} Monaten könnte gewährt werden"));
    }

    /// <summary>After a crisis authorisation of twelve months the next waits for eight.</summary>
    private static Reason? CrisisTooSoon(DateOnly from, DurationFacts facts)
    {
        var previous = facts.Authorisations
            .Where(a => a is { Scheme: Scheme.Cigs, CigsCause: CigsCause.Crisis, Counted: true } && a.To >= UnitHistory.Start && a.From < from)
            .MaxBy(a => a.To);
        if (previous is null)
            return null;

        var length = UnitHistory.Length(DateOnly.Later(previous.From, UnitHistory.Start), previous.To, facts.BrokenMonth);
        var earliest = AfterGap(previous.To.AddDays(1), length);
        return from >= earliest ? null : new Reason(CrisisWait[0].Source, Text.Of(
            $"La crisi autorizzata fino al {previous.To} è durata {new Months(length).Amount} mesi: una nuova aspetta due terzi di quel tempo, fino al {earliest}.",
            $"The crisis authorised until {previous.To} lasted {new Months(length).Amount} months: a new one waits for two thirds of that time, until {earliest}.",
            $"Die bis {previous.To} bewilligte Krise dauerte {new Months(length).Amount} Monate: eine neue wartet zwei Drittel dieser Zeit, bis {earliest}."))
            .Or("request/from", from, Text.Of($"dal {earliest} si potrebbe concedere", $"from {earliest} it could be granted", $"ab {earliest} könnte gewährt werden"));
    }

    /// <summary>Two thirds of a length after a day: whole months, then days as thirtieths, a broken day counting whole.</summary>
    private static DateOnly AfterGap(DateOnly day, long length)
    {
        var (wait, months) = (2 * length, 0);
        const long month = 3L * Months.PerMonth;
        months = (int)(wait / month);
        var rest = wait % month;
        const long thirtieth = month / 30;
        return day.AddMonths(months).AddDays((int)((rest + thirtieth - 1) / thirtieth));
    }

    private static Reason? OverOverall(DateOnly from, DateOnly to, CigsCause cause, DurationFacts facts, UnitHistory history)
    {
        var overall = CigoDuration.OverallCapOf(facts, to);
        var withIt = history.FiveYearMonths(to, (from, to, cause));
        return withIt.Parts <= overall.Cap.Parts ? null : new Reason(overall.Source, Text.Of(
            $"Con il periodo dal {from} il quinquennio mobile conterebbe {withIt}, oltre il limite di {overall.Cap}.",
            $"With the period from {from} the rolling five years would hold {withIt}, over the limit of {overall.Cap}.",
            $"Mit dem Zeitraum ab {from} enthielte der gleitende Fünfjahreszeitraum {withIt}, über der Grenze von {overall.Cap}."))
            .Or("authorisations", withIt, Text.Of($"entro il limite si potrebbe concedere", $"within the limit it could be granted", $"innerhalb der Grenze könnte gewährt werden"));
    }

    private static DateOnly? EarliestNewRequest(DurationFacts facts, CigsCause cause, UnitHistory history)
    {
        // What was just granted is an authorisation of its own for the next request.
        var later = history.Granted.Count == 0 ? facts : facts with
        {
            Authorisations = [.. facts.Authorisations, new(Scheme.Cigs, cause, false, history.Granted[0].From, history.Granted[^1].To, null, false)],
        };
        for (var day = facts.Request.To.AddDays(1); day < facts.Request.To.AddYears(10); day = day.AddDays(1))
        {
            if (Decide(day, day.AddMonths(1).AddDays(-1), Months.PerMonth, 0, cause, later, history).Why is null)
                return day;
        }

        return null;
    }

    private static IEnumerable<Reason> Reasons(DurationFacts facts, CigsCause cause, CigsDurationAnswer answer, Provision overall)
    {
        if (cause == CigsCause.Solidarity || facts.Authorisations.Any(a => a is { CigsCause: CigsCause.Solidarity, Counted: true }))
        {
            yield return facts.BuildingOrStone
                ? new Reason(NoHalfInBuilding, Text.Of(
                    $"In edilizia e nei lapidei la solidarietà conta per intero.", $"In building and stone solidarity counts in full.", $"Im Bau- und Steinsektor zählt die Solidarität voll."))
                    .Or("sector", facts.Sector, Text.Of($"negli altri settori conterebbe metà fino a 24 mesi", $"in other sectors it would count half up to 24 months", $"in anderen Sektoren würde sie bis 24 Monate halb zählen"))
                : new Reason(HalfCount[0].Source, Text.Of(
                    $"La solidarietà conta per metà fino a 24 mesi nel quinquennio, poi per intero.",
                    $"Solidarity counts half up to 24 months in the five years, then in full.",
                    $"Die Solidarität zählt bis 24 Monate im Fünfjahreszeitraum halb, danach voll."))
                    .Or("sector", facts.Sector, Text.Of($"in edilizia e nei lapidei conterebbe per intero", $"in building and stone it would count in full", $"im Bau- und Steinsektor würde sie voll zählen"));
        }

        if (answer.Periods.FirstOrDefault(p => p.Why is not null)?.Why is { } why)
            yield return why;
        yield return new(Dlgs148.Article("22", cause switch { CigsCause.Reorganisation => "1", CigsCause.Crisis => "2", _ => "3" }), Text.Of(
            $"Si possono concedere {answer.Granted}; restano fuori {answer.Refused}.",
            $"{answer.Granted} can be granted; {answer.Refused} are left out.",
            $"{answer.Granted} können gewährt werden; {answer.Refused} bleiben außerhalb."));
        yield return new(overall, Text.Of(
            $"Nel quinquennio mobile che finisce il {answer.FiveYears.To} si contano {answer.FiveYears.Months} su {answer.FiveYears.Cap}.",
            $"In the rolling five years that end on {answer.FiveYears.To} there are {answer.FiveYears.Months} out of {answer.FiveYears.Cap}.",
            $"Im gleitenden Fünfjahreszeitraum bis {answer.FiveYears.To} zählen {answer.FiveYears.Months} von {answer.FiveYears.Cap}."));
    }

    private static InForce<int> Extension(string name, string from, int months, string article) =>
        new(name) { { from, null, months, Dlgs148.Article(article), Trust.Recalled } };

    private static string Plain(int value) => value.ToString(CultureInfo.InvariantCulture);
}

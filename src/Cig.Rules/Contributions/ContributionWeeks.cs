using Cig.Rules.Deadlines;
using Cig.Rules.Durations;
using static Cig.Rules.Law;

namespace Cig.Rules.Contributions;

/// <summary>How the weeks of the additional contribution are counted where the sources leave it open.</summary>
/// <param name="SolidarityHalf">Weeks of solidarity agreements weigh half, as in the overall cap; otherwise in full.</param>
/// <param name="UnavoidableCounted">Weeks of unavoidable events count as well.</param>
/// <param name="UnavoidableBreaksIdleness">Use for unavoidable events ends the months without use; otherwise it does not.</param>
public sealed record ContributionCount(bool SolidarityHalf = false, bool UnavoidableCounted = false, bool UnavoidableBreaksIdleness = false);

/// <summary>The weeks that choose the bracket of a month, and how long the unit was idle.</summary>
/// <param name="Weeks">Weeks used in the window.</param>
/// <param name="Window">The five years that end with the month before; null where that month ended before anything counted.</param>
/// <param name="LastUse">Last day used before the suspension that goes on in the month; null where the unit never used a supplement.</param>
/// <param name="IdleMonths">Whole months between the end of the last use and the start of the suspension; null where there was none.</param>
public sealed record ContributionWeeksAnswer(Weeks Weeks, DaySpan? Window, DateOnly? LastUse, int? IdleMonths);

/// <summary>
/// Settimane del contributo addizionale (art. 5, c. 1): the weeks of CIGO and CIGS that one production unit used in the five years ending with the month before, from 24 September 2015 on; days used
/// over the days of the working week.
/// </summary>
public static class ContributionWeeks
{
    private static readonly Provision Source = Dlgs148.Article("5", "1");
    private static readonly Provision Idle = Dlgs148.Article("5", "1-ter");
    private static readonly Provision Days = Circular("58/2009").Whole;
    private static readonly Provision NothingBefore = CigoDuration.WindowStart[0].Source;

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("contribution-weeks", "Contributions/ContributionWeeks", Text.Of(
        $"Settimane che decidono lo scaglione", $"Weeks that decide the bracket", $"Wochen, die über die Stufe entscheiden"), [Source, Idle, Days, NothingBefore]);

    /// <summary>The weeks used at the end of the month before, which <see cref="AdditionalContribution"/> asks for.</summary>
    /// <param name="month">Any day of the month of the hours.</param>
    /// <param name="suspensionStart">First day of the suspension to which those hours belong.</param>
    /// <param name="daysPerWeek">5 or 6, by the timetable of the firm.</param>
    /// <param name="authorisations">Authorisations of the same production unit, that under way included.</param>
    /// <param name="count">The readings.</param>
    /// <exception cref="ImpossibleFactException">A fact cannot be.</exception>
    public static Ruling<ContributionWeeksAnswer> Before(DateOnly month, DateOnly suspensionStart, int daysPerWeek, IReadOnlyList<PastAuthorisation> authorisations, ContributionCount count)
    {
        ImpossibleFactException.ThrowAny([
            .. Amounts.Benefit.Times(month, suspensionStart),
            .. Calendar.WorkingWeek.Impossible(daysPerWeek),
            .. authorisations.SelectMany((a, i) => DurationFacts.Impossible($"authorisations/{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}", a)),
        ]);
        var last = new DateOnly(month.Year, month.Month, 1).AddDays(-1);
        var window = last < UnitHistory.Start ? null : new DaySpan(UnitHistory.FiveYearsFrom(last), last);
        PastAuthorisation[] counted = [.. authorisations.Where(a => Counts(a, count))];

        // A day used under two authorisations is one day, at the greater weight.
        Dictionary<DateOnly, int> halves = [];
        foreach (var past in counted)
        {
            var weight = count.SolidarityHalf && past.CigsCause == CigsCause.Solidarity ? 1 : 2;
            foreach (var day in UnitHistory.DaysUsed(past, daysPerWeek).Where(d => d >= window?.From && d <= window.To))
                halves[day] = Math.Max(weight, halves.GetValueOrDefault(day));
        }

        var weeks = new Weeks((halves.Values.Sum() * (30 / daysPerWeek) + 1) / 2);
        var lastUse = authorisations.Where(a => Used(a) && (!a.UnavoidableEvent || count.UnavoidableBreaksIdleness)).SelectMany(a => UnitHistory.DaysUsed(a, daysPerWeek))
            .Where(d => d < suspensionStart && d >= UnitHistory.Start).Select(d => (DateOnly?)d).Max();
        var answer = new ContributionWeeksAnswer(weeks, window, lastUse, lastUse is { } end ? WholeMonths(end.AddDays(1), suspensionStart) : null);
        return new(answer, [.. Why(answer, suspensionStart)]) { Policies = [.. Readings(authorisations, count)] };
    }

    private static bool Used(PastAuthorisation past) => past is { Counted: true, Scheme: Scheme.Cigo or Scheme.Cigs };

    private static bool Counts(PastAuthorisation past, ContributionCount count) => Used(past) && (!past.UnavoidableEvent || count.UnavoidableCounted);

    private static int WholeMonths(DateOnly from, DateOnly to)
    {
        var months = 0;
        while (from.AddMonths(months + 1) <= to)
            months++;
        return months;
    }

    private static IEnumerable<Reason> Why(ContributionWeeksAnswer answer, DateOnly suspensionStart)
    {
        yield return new(Days, Text.Of(
            $"I giorni usati nell'unità produttiva, divisi per quelli della settimana di lavoro, danno le settimane, senza arrotondare.",
            $"The days used in the production unit, divided by those of the working week, give the weeks, without rounding.",
            $"Die in der Produktionseinheit genutzten Tage, geteilt durch jene der Arbeitswoche, ergeben die Wochen, ohne Rundung."));
        yield return answer.Window is { } window
            ? new(Source, Text.Of(
                $"Nel quinquennio mobile dal {window.From} al {window.To} CIGO e CIGS insieme fanno {answer.Weeks}.",
                $"In the rolling five years from {window.From} to {window.To}, CIGO and CIGS together make {answer.Weeks}.",
                $"Im gleitenden Fünfjahreszeitraum von {window.From} bis {window.To} ergeben CIGO und CIGS zusammen {answer.Weeks}."))
            : new(NothingBefore, Text.Of(
                $"Prima del {UnitHistory.Start} nessun periodo conta: alla fine del mese prima non c'era ancora nessuna settimana.",
                $"Before {UnitHistory.Start} no period counts: at the end of the month before there was no week yet.",
                $"Vor dem {UnitHistory.Start} zählt kein Zeitraum: am Ende des Vormonats gab es noch keine Woche."));
        yield return new(Idle, answer.LastUse is { } last
            ? Text.Of(
                $"Dall'ultimo giorno usato, il {last}, all'inizio della sospensione, il {suspensionStart}, i mesi interi sono {answer.IdleMonths!.Value}.",
                $"From the last day used, {last}, to the start of the suspension, {suspensionStart}, there are {answer.IdleMonths!.Value} whole months.",
                $"Vom letzten genutzten Tag, {last}, bis zum Beginn der Suspendierung, {suspensionStart}, sind es {answer.IdleMonths!.Value} volle Monate.")
            : Text.Of(
                $"Prima del {suspensionStart} l'unità non ha mai usato integrazioni.",
                $"Before {suspensionStart} the unit never used a supplement.",
                $"Vor dem {suspensionStart} hat die Einheit nie einen Ausgleich genutzt."));
    }

    private static IEnumerable<Policy> Readings(IReadOnlyList<PastAuthorisation> authorisations, ContributionCount count)
    {
        if (authorisations.Any(a => a is { CigsCause: CigsCause.Solidarity, Counted: true }))
            yield return count.SolidarityHalf ? new("solidarityWeight", "half", ["full"]) : new("solidarityWeight", "full", ["half"]);
        if (!authorisations.Any(a => a is { UnavoidableEvent: true, Counted: true }))
            yield break;
        yield return count.UnavoidableCounted ? new("unavoidableInCounter", "counted", ["notCounted"]) : new("unavoidableInCounter", "notCounted", ["counted"]);
        yield return count.UnavoidableBreaksIdleness ? new("unavoidableBreaksIdleness", "yes", ["no"]) : new("unavoidableBreaksIdleness", "no", ["yes"]);
    }
}

using System.Globalization;
using static Cig.Rules.Law;

namespace Cig.Rules.Eligibility;

/// <summary>What a stretch of the working relationship was.</summary>
public enum WorkPeriodKind
{
    /// <summary>Lavoro: days of presence, whatever their hours; part-time days count in full.</summary>
    Work,

    /// <summary>Ferie, festività e permessi retribuiti.</summary>
    PaidLeave,

    /// <summary>Infortunio sul lavoro.</summary>
    WorkAccident,

    /// <summary>Maternità obbligatoria.</summary>
    Maternity,

    /// <summary>Malattia: does not count; the sources leave it open.</summary>
    Sickness,

    /// <summary>Assenza non retribuita, or suspended from work: does not count.</summary>
    Absent,
}

/// <summary>For whom the worker worked in the unit.</summary>
public enum ServiceWith
{
    /// <summary>The employer of the application.</summary>
    Employer,

    /// <summary>Appaltatore uscente: the firm that had the contract before, where the worker was passed on at the change of contractor (art. 1, c. 3).</summary>
    OutgoingContractor,

    /// <summary>Cedente: the firm that transferred the undertaking (art. 2112 c.c.).</summary>
    Transferor,
}

/// <summary>A stretch of the working relationship in the production unit.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="With">For whom.</param>
/// <param name="Days">Days of presence where they are not all working days of the stretch (vertical part-time, work on call); null otherwise.</param>
public sealed record WorkPeriod(WorkPeriodKind Kind, DateOnly From, DateOnly To, ServiceWith With = ServiceWith.Employer, int? Days = null);

/// <summary>Days of effective work.</summary>
/// <param name="Days">Days that count on the day of filing.</param>
/// <param name="ByPeriod">Days of each stretch, in the order in which they were given; a day in two stretches counts in the first.</param>
public sealed record EffectiveWorkAnswer(int Days, IReadOnlyList<int> ByPeriod);

/// <summary>
/// Anzianità di effettivo lavoro (art. 1, c. 2 and 3), counted from the stretches of the working relationship: presence, paid leave, work accident and compulsory maternity count; Saturdays count also
/// where the firm works five days, Sundays do not.
/// </summary>
public static class EffectiveWork
{
    private static readonly Provision Counting = MinistryCircular("24/2015").Whole;
    private static readonly Provision InpsCounting = Circular("197/2015").Whole;
    private static readonly Provision Contractor = Dlgs148.Article("1", "3");
    private static readonly Provision Transfer = CivilCode.Article("2112");

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("effective-work", "Eligibility/EffectiveWork", Text.Of(
        $"Anzianità di effettivo lavoro", $"Seniority of effective work", $"Tatsächliches Dienstalter"), [Counting, InpsCounting, Contractor, Transfer]);

    /// <summary>The days of effective work in the unit on the day of filing.</summary>
    /// <param name="filedOn">Day of filing; later days do not count.</param>
    /// <param name="periods">The stretches in the production unit of the application.</param>
    /// <param name="sicknessCounts">A reading: days of sickness count as well.</param>
    /// <exception cref="ImpossibleFactException">A stretch ends before it begins, or has more days of presence than working days.</exception>
    public static Ruling<EffectiveWorkAnswer> At(DateOnly filedOn, IReadOnlyList<WorkPeriod> periods, bool sicknessCounts = false)
    {
        ImpossibleFactException.ThrowAny(Impossible(periods));
        HashSet<DateOnly> counted = [];
        List<int> each = [];
        foreach (var period in periods)
        {
            DateOnly[] days = [.. Counts(period.Kind, sicknessCounts) ? WorkingDays(period.From, DateOnly.Earlier(period.To, filedOn)).Where(d => !counted.Contains(d)) : []];
            var present = Math.Min(period.Days ?? days.Length, days.Length);
            counted.UnionWith(days);
            each.Add(present);
        }

        var all = each.Sum();
        return new(new(all, each), [.. Why(periods, each, sicknessCounts), new(Counting, Text.Of(
            $"Al {filedOn} i giorni di effettivo lavoro nell'unità produttiva sono {all}.",
            $"On {filedOn} there are {all} days of effective work in the production unit.",
            $"Am {filedOn} liegen {all} Tage tatsächlicher Arbeit in der Produktionseinheit vor."))])
        {
            Policies = periods.Any(p => p.Kind == WorkPeriodKind.Sickness)
                ? [sicknessCounts ? new("sicknessInSeniority", "counted", ["notCounted"]) : new("sicknessInSeniority", "notCounted", ["counted"])]
                : [],
            Warnings =
            [
                Text.Of(
                    $"Come si contano i giorni viene da circolari che non sono state rilette.",
                    $"How the days are counted comes from circulars that were not read again.",
                    $"Wie die Tage zählen, stammt aus Rundschreiben, die nicht erneut gelesen wurden."),
            ],
        };
    }

    private static bool Counts(WorkPeriodKind kind, bool sickness) =>
        kind is WorkPeriodKind.Work or WorkPeriodKind.PaidLeave or WorkPeriodKind.WorkAccident or WorkPeriodKind.Maternity || kind == WorkPeriodKind.Sickness && sickness;

    /// <summary>Monday to Saturday: with a week of five days the free Saturday counts too.</summary>
    private static IEnumerable<DateOnly> WorkingDays(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (day.DayOfWeek != DayOfWeek.Sunday)
                yield return day;
        }
    }

    private static IEnumerable<Reason> Why(IReadOnlyList<WorkPeriod> periods, List<int> each, bool sickness)
    {
        yield return new(InpsCounting, Text.Of(
            $"Contano i giorni di presenza, qualunque ne sia l'orario, e ferie, festività, infortunio sul lavoro e maternità obbligatoria; conta anche il sabato della settimana corta.",
            $"Days of presence count, whatever their hours, and leave, holidays, work accident and compulsory maternity; the Saturday of the short week counts as well.",
            $"Anwesenheitstage zählen unabhängig von den Stunden, ebenso Urlaub, Feiertage, Arbeitsunfall und Mutterschutz; auch der Samstag der kurzen Woche zählt."));
        if (periods.Any(p => p.Kind == WorkPeriodKind.Sickness))
        {
            yield return sickness
                ? new(InpsCounting, Text.Of($"La malattia qui conta (lettura scelta).", $"Sickness counts here (the reading chosen).", $"Krankheit zählt hier (gewählte Auslegung)."))
                : new(InpsCounting, Text.Of($"La malattia non conta (lettura scelta).", $"Sickness does not count (the reading chosen).", $"Krankheit zählt nicht (gewählte Auslegung)."));
        }

        for (var i = 0; i < periods.Count; i++)
        {
            var (period, days) = (periods[i], each[i]);
            if (period.With == ServiceWith.OutgoingContractor)
            {
                yield return new(Contractor, Text.Of(
                    $"Nel cambio di appalto contano anche i {days} giorni dal {period.From} presso l'appaltatore uscente.",
                    $"On a change of contractor the {days} days from {period.From} with the outgoing one count as well.",
                    $"Beim Wechsel des Auftragnehmers zählen auch die {days} Tage ab {period.From} beim bisherigen."));
            }
            else if (period.With == ServiceWith.Transferor)
            {
                yield return new(Transfer, Text.Of(
                    $"Nel trasferimento d'azienda contano anche i {days} giorni dal {period.From} presso il cedente.",
                    $"On a transfer of undertaking the {days} days from {period.From} with the transferor count as well.",
                    $"Beim Betriebsübergang zählen auch die {days} Tage ab {period.From} beim Veräußerer."));
            }
        }
    }

    private static IEnumerable<ImpossibleFactException> Impossible(IReadOnlyList<WorkPeriod> periods)
    {
        for (var i = 0; i < periods.Count; i++)
        {
            var (period, place) = (periods[i], $"periods/{i.ToString(CultureInfo.InvariantCulture)}");
            if (period.To < period.From || period.To.DayNumber - period.From.DayNumber > 36_600)
            {
                yield return new(
                    $"{place}/to",
                    Text.Of($"Il periodo va dal {period.From} al {period.To}.", $"The period runs from {period.From} to {period.To}.", $"Der Zeitraum geht von {period.From} bis {period.To}."),
                    Text.Of($"La fine deve essere uguale o successiva all'inizio.", $"The end must be on or after the start.", $"Das Ende muss am oder nach dem Beginn liegen."));
            }
            else if (period.Days is { } days && (days < 0 || days > WorkingDays(period.From, period.To).Count()))
            {
                yield return new(
                    $"{place}/days",
                    Text.Of($"In quel periodo i giorni di presenza non possono essere {days}.", $"In that period the days of presence cannot be {days}.", $"In jenem Zeitraum können die Anwesenheitstage nicht {days} sein."),
                    Text.Of($"Indica al massimo i giorni dal lunedì al sabato.", $"Give at most the days from Monday to Saturday.", $"Höchstens die Tage von Montag bis Samstag angeben."));
            }
        }
    }
}

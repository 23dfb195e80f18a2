using Cig.Rules.Calendar;

namespace Cig.Rules.Deadlines;

/// <summary>A term, and what acting on a given day means for it.</summary>
/// <param name="Nominal">The last day as counted.</param>
/// <param name="Rolled">The same moved to the next day that is no holiday; acting is late only after it.</param>
/// <param name="Outcome">What the day of acting means; null where nobody has acted yet.</param>
public sealed record Term(DateOnly Nominal, DateOnly Rolled, FilingOutcome? Outcome)
{
    /// <summary>Judges a day of acting against a term.</summary>
    /// <param name="nominal">The last day as counted.</param>
    /// <param name="acted">Day of acting; null where nobody has acted yet.</param>
    /// <param name="late">What acting after the term means.</param>
    /// <param name="source">The provision of the term.</param>
    /// <param name="consequence">The same in words.</param>
    /// <param name="counted">How the term was counted, in order.</param>
    internal static Ruling<Term> Judge(DateOnly nominal, DateOnly? acted, FilingOutcome late, Provision source, Text consequence, params IEnumerable<Reason> counted)
    {
        var rolled = ItalianCalendar.RollForward(nominal);
        List<Reason> reasons = [.. counted];
        if (rolled != nominal)
            reasons.Add(Moved(nominal, rolled));
        if (acted is not { } day)
            return new(new(nominal, rolled, null), reasons);

        var inTime = day <= rolled;
        reasons.Add(inTime
            ? new Reason(source, Text.Of($"Il {day} è nei termini.", $"{day} is in time.", $"Der {day} ist fristgerecht.")).Or("filedOn", day, consequence)
            : new Reason(source, Text.Of($"Il {day} è dopo il termine. {consequence}", $"{day} is after the term. {consequence}", $"Der {day} liegt nach der Frist. {consequence}"))
                .Or("filedOn", day, Text.Of($"entro il {rolled} sarebbe nei termini", $"by {rolled} it would be in time", $"bis {rolled} wäre es fristgerecht")));
        return new(new(nominal, rolled, inTime ? FilingOutcome.InTime : late), reasons);
    }

    /// <summary>A term of days: the first is not counted.</summary>
    internal static Reason Counted(Provision source, DateOnly from, int days, DateOnly nominal) => new(source, Text.Of(
        $"Il termine è di {days} giorni dal {from}, che non si conta: scade il {nominal}.",
        $"The term is {days} days from {from}, which is not counted: it ends on {nominal}.",
        $"Die Frist beträgt {days} Tage ab {from}, der nicht mitzählt: sie endet am {nominal}."));

    private static Reason Moved(DateOnly nominal, DateOnly rolled) => new(ItalianCalendar.RollForwardSource, Text.Of(
        $"Il {nominal} è festivo: il termine passa al {rolled}. È più prudente non aspettare oltre il {nominal}.",
        $"{nominal} is a holiday: the term moves to {rolled}. It is safer not to wait beyond {nominal}.",
        $"Der {nominal} ist ein Feiertag: die Frist verschiebt sich auf {rolled}. Sicherer ist es, nicht über den {nominal} hinaus zu warten."));
}

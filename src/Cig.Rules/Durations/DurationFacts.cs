using System.Globalization;
using Cig.Rules.Calendar;

namespace Cig.Rules.Durations;

/// <summary>What a past authorisation weighs in the overall cap.</summary>
public enum CigsCause
{
    /// <summary>Riorganizzazione aziendale (art. 21, c. 1, letter a): up to 24 months in the rolling five years.</summary>
    Reorganisation,

    /// <summary>Crisi aziendale (art. 21, c. 1, letter b): twelve months, then a wait of two thirds.</summary>
    Crisis,

    /// <summary>Counts half for its first 24 months (art. 22, c. 5), except in building and stone (c. 6).</summary>
    Solidarity,
}

/// <summary>A past authorisation of the same production unit.</summary>
/// <param name="Scheme">The scheme that was authorised.</param>
/// <param name="CigsCause">Cause of an extraordinary authorisation; null for the others.</param>
/// <param name="UnavoidableEvent">An objectively unavoidable event.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="UsedDays">The days declared as really used; null where nothing was declared, and then used is what was authorised.</param>
/// <param name="Derogation">Granted in derogation of the limits: kept on record, never counted.</param>
public sealed record PastAuthorisation(
    Scheme Scheme, CigsCause? CigsCause, bool UnavoidableEvent, DateOnly From, DateOnly To, IReadOnlyList<DateOnly>? UsedDays, bool Derogation)
{
    /// <summary>Authorised to the contractor who left a service that another took over with its workers: kept on record, never counted.</summary>
    public bool OutgoingContractor { get; init; }

    /// <summary>Whether it is counted at all.</summary>
    internal bool Counted => !Derogation && !OutgoingContractor;
}

/// <summary>What is asked for now: a supplement from one day to another; the ordinary one where nothing else is said.</summary>
public sealed record DurationRequest(bool UnavoidableEvent, DateOnly From, DateOnly To)
{
    /// <summary>The scheme asked for; CIGO where nothing else is said.</summary>
    public Scheme Scheme { get; init; } = Scheme.Cigo;

    /// <summary>Cause of an extraordinary request; null for the others.</summary>
    public CigsCause? CigsCause { get; init; }
}

/// <summary>What happens to a requested week that finds only a part of a week free.</summary>
public enum PartialWeek
{
    /// <summary>The rest is granted as a reduced week.</summary>
    Grant,

    /// <summary>The week is refused whole.</summary>
    Refuse,
}

/// <summary>Which weeks stand in a row of consecutive ones (art. 12, c. 2); the sources leave it open.</summary>
public enum ConsecutiveWeeks
{
    /// <summary>Any week with at least one day used; only a week without use interrupts.</summary>
    AnyUse,

    /// <summary>Only weeks used on every working day.</summary>
    FullWeeks,
}

/// <summary>How a broken month of the extraordinary supplement counts; the sources do not tell.</summary>
public enum BrokenMonth
{
    /// <summary>Its days as thirtieths.</summary>
    Thirtieths,

    /// <summary>A month that was begun counts whole.</summary>
    Whole,
}

/// <summary>The facts of the duration counters of one production unit.</summary>
/// <param name="Sector">Sector of the firm.</param>
/// <param name="DaysPerWeek">5 or 6, by the timetable of the firm.</param>
/// <param name="Authorisations">Past authorisations of the same unit, in any order.</param>
/// <param name="Request">What is asked for now.</param>
public sealed record DurationFacts(Sector Sector, int DaysPerWeek, IReadOnlyList<PastAuthorisation> Authorisations, DurationRequest Request)
{
    /// <summary>Average of the semester before the filing; needed for the FIS.</summary>
    public decimal? AverageEmployees { get; init; }

    /// <summary>A reading: what happens to a week that finds only a part of a week free.</summary>
    public PartialWeek PartialWeek { get; init; } = PartialWeek.Grant;

    /// <summary>A reading: which weeks stand in a row of consecutive ones.</summary>
    public ConsecutiveWeeks ConsecutiveWeeks { get; init; } = ConsecutiveWeeks.AnyUse;

    /// <summary>A reading: how a broken month counts.</summary>
    public BrokenMonth BrokenMonth { get; init; } = BrokenMonth.Thirtieths;

    /// <summary>Whether days of unavoidable events weigh in the five years, as the letter of art. 4 says; practice is not verified.</summary>
    public bool UnavoidableInFiveYears { get; init; } = true;

    /// <summary>Building, quarrying and stone (art. 10, letters m, n, o): unavoidable events count, and the overall cap is 30 months.</summary>
    internal bool BuildingOrStone => Sector is Sector.Building or Sector.Stone;

    /// <summary>Refuses facts that cannot be.</summary>
    /// <exception cref="ImpossibleFactException">A period ends before it begins, use lies outside its authorisation, or an extraordinary one has no cause.</exception>
    internal void Check() => ImpossibleFactException.ThrowAny(Impossible());

    /// <summary>Everything among the facts that cannot be.</summary>
    public IEnumerable<ImpossibleFactException> Impossible()
    {
        foreach (var wrong in (IEnumerable<ImpossibleFactException>)[.. WorkingWeek.Impossible(DaysPerWeek), .. Span("request", Request.From, Request.To)])
            yield return wrong;
        if (Request is { Scheme: Scheme.Cigs, CigsCause: null })
        {
            yield return new(
                "request/cause",
                Text.Of($"La CIGS chiesta non ha una causale sua.", $"The CIGS requested has no cause of its own.", $"Die beantragte CIGS hat keinen eigenen Grund."),
                Text.Of($"Usa REORGANISATION, CRISIS o SOLIDARITY.", $"Use REORGANISATION, CRISIS or SOLIDARITY.", $"REORGANISATION, CRISIS oder SOLIDARITY verwenden."));
        }

        if (Request.Scheme == Scheme.Fis && AverageEmployees is null)
        {
            yield return new(
                "averageEmployees",
                Text.Of($"Per il FIS la durata dipende dalla media dei dipendenti, che manca.", $"For the FIS the length depends on the average of employees, which is missing.", $"Beim FIS hängt die Dauer vom Durchschnitt der Beschäftigten ab, der fehlt."),
                Text.Of($"Aggiungi la media del semestre prima della domanda.", $"Add the average of the semester before the application.", $"Den Durchschnitt des Halbjahrs vor dem Antrag ergänzen."));
        }

        for (var i = 0; i < Authorisations.Count; i++)
        {
            foreach (var wrong in Impossible($"authorisations/{i.ToString(CultureInfo.InvariantCulture)}", Authorisations[i]))
                yield return wrong;
        }
    }

    /// <summary>What cannot be about one past authorisation.</summary>
    /// <param name="fact">Where it stands, for instance <c>authorisations/0</c>.</param>
    /// <param name="past">The authorisation.</param>
    public static IEnumerable<ImpossibleFactException> Impossible(string fact, PastAuthorisation past)
    {
        foreach (var wrong in Span(fact, past.From, past.To))
            yield return wrong;
        if (past is { Scheme: Scheme.Cigs, CigsCause: null })
        {
            yield return new(
                $"{fact}/cause",
                Text.Of($"Una CIGS non ha una causale sua.", $"A CIGS has no cause of its own.", $"Eine CIGS hat keinen eigenen Grund."),
                Text.Of($"Usa REORGANISATION, CRISIS o SOLIDARITY: la solidarietà conta la metà.", $"Use REORGANISATION, CRISIS or SOLIDARITY: solidarity counts half.", $"REORGANISATION, CRISIS oder SOLIDARITY verwenden: Solidarität zählt halb."));
        }

        foreach (var day in past.UsedDays ?? [])
        {
            if (day >= past.From && day <= past.To)
                continue;

            yield return new(
                $"{fact}/usedDays",
                Text.Of($"Il {day} è fuori dal periodo autorizzato, dal {past.From} al {past.To}.", $"{day} is outside the authorised period, from {past.From} to {past.To}.", $"Der {day} liegt außerhalb des bewilligten Zeitraums von {past.From} bis {past.To}."),
                Text.Of($"Indica solo giorni del periodo.", $"Give only days of the period.", $"Nur Tage des Zeitraums angeben."));
        }
    }

    private static IEnumerable<ImpossibleFactException> Span(string fact, DateOnly from, DateOnly to)
    {
        if (to >= from && to.DayNumber - from.DayNumber < 3660)
            yield break;

        yield return new(
            $"{fact}/to",
            Text.Of($"Il periodo va dal {from} al {to}.", $"The period runs from {from} to {to}.", $"Der Zeitraum geht von {from} bis {to}."),
            Text.Of($"La fine deve essere uguale o successiva all'inizio, entro dieci anni.", $"The end must be on or after the start, within ten years.", $"Das Ende muss am oder nach dem Beginn liegen, innerhalb von zehn Jahren."));
    }
}

/// <summary>One requested week.</summary>
/// <param name="From">First day requested in it.</param>
/// <param name="To">Last day.</param>
/// <param name="Window">The 104 calendar weeks that end with it.</param>
/// <param name="UsedBefore">Weeks counted in the window before this one is granted.</param>
/// <param name="Granted">Weeks granted; a reduced one as a part.</param>
/// <param name="Refused">Weeks refused.</param>
/// <param name="Why">Why something of it is refused; null where nothing is.</param>
public sealed record RequestedWeek(DateOnly From, DateOnly To, Deadlines.DaySpan Window, Weeks UsedBefore, Weeks Granted, Weeks Refused, Reason? Why);

/// <summary>The overall cap at the end of the last granted period.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Months">Months counted in the five years, that period included, in 1/780 of a month.</param>
/// <param name="Cap">The limit of art. 4.</param>
public sealed record FiveYears(DateOnly From, DateOnly To, Months Months, Months Cap);

/// <summary>Used weeks that leave the window on a Monday to come.</summary>
public sealed record FreedWeeks(DateOnly From, Weeks Weeks);

/// <summary>The answer of the counters.</summary>
/// <param name="Periods">The weeks requested, in order.</param>
/// <param name="Granted">Weeks granted; a reduced one as a part.</param>
/// <param name="Refused">Weeks refused.</param>
/// <param name="FiveYears">The overall cap at the end of the last granted week.</param>
/// <param name="FreesUp">Used weeks that leave the window on Mondays to come.</param>
/// <param name="EarliestNewRequest">The first Monday after the request on which at least one day would be granted again.</param>
public sealed record DurationAnswer(
    IReadOnlyList<RequestedWeek> Periods, Weeks Granted, Weeks Refused, FiveYears FiveYears, IReadOnlyList<FreedWeeks> FreesUp, DateOnly EarliestNewRequest);

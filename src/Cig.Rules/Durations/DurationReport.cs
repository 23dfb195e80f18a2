using Cig.Rules.Calendar;
using Cig.Rules.Deadlines;
using static Cig.Rules.Law;

namespace Cig.Rules.Durations;

/// <summary>What an answer of the counters says in words: its reasons, the readings it rests on, and what makes it doubtful.</summary>
internal static class DurationReport
{
    public static readonly Provision NewCounter = Practice("interpello 1/2019").Whole;

    public static IEnumerable<Reason> Reasons(DurationFacts facts, DurationAnswer answer, Provision overall)
    {
        var first = answer.Periods[0];
        yield return new(CigoDuration.RollingCap.On(first.To).Source, UsedText(first.UsedBefore, first.Window, CigoDuration.RollingCap.On(first.To).Value));
        if (facts.Request.UnavoidableEvent)
        {
            yield return new(Dlgs148.Article("12", "4"), facts.BuildingOrStone
                ? Text.Of(
                    $"In edilizia e nel settore lapideo anche gli eventi non evitabili contano nel biennio, salvo i periodi dei decreti caldo.",
                    $"In building and stone unavoidable events count in the two years as well, except in the periods of the heat decrees.",
                    $"Im Bau- und Steinsektor zählen auch unvermeidbare Ereignisse im Zweijahreszeitraum, außer in den Zeiten der Hitzedekrete.")
                : Text.Of(
                    $"Per gli eventi non evitabili il limite del biennio non si applica.",
                    $"For unavoidable events the limit of the two years does not apply.",
                    $"Für unvermeidbare Ereignisse gilt die Grenze des Zweijahreszeitraums nicht."));
        }

        if (answer.Periods.FirstOrDefault(p => p.Why is not null)?.Why is { } why)
            yield return why;
        yield return new(Dlgs148.Article("12", "3"), Text.Of(
            $"Si possono concedere {answer.Granted}; restano fuori {answer.Refused}.",
            $"{answer.Granted} can be granted; {answer.Refused} are left out.",
            $"{answer.Granted} können gewährt werden; {answer.Refused} bleiben außerhalb."));
        yield return new(overall, Text.Of(
            $"Nel quinquennio mobile che finisce il {answer.FiveYears.To} si contano {answer.FiveYears.Months} su {answer.FiveYears.Cap}.",
            $"In the rolling five years that end on {answer.FiveYears.To} there are {answer.FiveYears.Months} out of {answer.FiveYears.Cap}.",
            $"Im gleitenden Fünfjahreszeitraum bis {answer.FiveYears.To} zählen {answer.FiveYears.Months} von {answer.FiveYears.Cap}."));
    }

    public static Text UsedText(Weeks used, DaySpan window, Weeks cap) => Text.Of(
        $"Nel biennio mobile dal {window.From} al {window.To} risultano usate {used} su {cap.Whole}.",
        $"In the rolling two years from {window.From} to {window.To}, {used} out of {cap.Whole} are used.",
        $"Im gleitenden Zweijahreszeitraum von {window.From} bis {window.To} sind {used} von {cap.Whole} genutzt.");

    /// <summary>Who takes over a service begins to count anew, though the workers are the same.</summary>
    public static IEnumerable<Reason> Takeover(DurationFacts facts)
    {
        if (facts.Authorisations.Any(a => a.OutgoingContractor))
        {
            yield return new(NewCounter, Text.Of(
                $"Nel cambio di appalto il conteggio ricomincia: le autorizzazioni dell'appaltatore uscente non contano, anche se i lavoratori sono gli stessi.",
                $"On a change of contractor the count begins anew: the authorisations of the outgoing one do not count, though the workers are the same.",
                $"Beim Wechsel des Auftragnehmers beginnt die Zählung neu: die Genehmigungen des bisherigen zählen nicht, auch wenn die Beschäftigten dieselben sind."));
        }
    }

    public static Policy PartialWeekOf(DurationFacts facts) =>
        facts.PartialWeek == PartialWeek.Grant ? new("partialWeek", "grant", ["refuse"]) : new("partialWeek", "refuse", ["grant"]);

    public static IEnumerable<Policy> Policies(DurationFacts facts, DurationAnswer answer)
    {
        yield return PartialWeekOf(facts);
        if (facts.Authorisations.Any(a => a.UnavoidableEvent) || facts.Request.UnavoidableEvent)
            yield return facts.UnavoidableInFiveYears ? new("unavoidableInFiveYears", "counted", ["notCounted"]) : new("unavoidableInFiveYears", "notCounted", ["counted"]);
        if (Waits(answer) || facts.ConsecutiveWeeks == ConsecutiveWeeks.FullWeeks)
            yield return facts.ConsecutiveWeeks == ConsecutiveWeeks.AnyUse ? new("consecutiveWeeks", "anyUse", ["fullWeeks"]) : new("consecutiveWeeks", "fullWeeks", ["anyUse"]);
    }

    public static IEnumerable<Text> Warnings(DurationFacts facts, DurationAnswer answer)
    {
        if (Waits(answer))
        {
            yield return Text.Of(
                $"Le settimane si considerano di seguito finché una settimana senza uso non le interrompe: lettura non verificata.",
                $"Weeks are taken as consecutive until a week without use interrupts them: a reading that is not verified.",
                $"Wochen gelten als aufeinanderfolgend, bis eine Woche ohne Nutzung sie unterbricht: nicht geprüfte Auslegung.");
        }

        var weeks = (facts.Request.To.DayNumber - facts.Request.From.DayNumber) / 7 + 1;
        var single = CigoDuration.BaseDuration.On(facts.Request.From).Value;
        if (weeks > single)
        {
            yield return Text.Of(
                $"Una domanda copre fino a {single} settimane continuative; oltre servono proroghe trimestrali (art. 12, c. 1).",
                $"One application covers up to {single} continuous weeks; beyond, quarterly extensions are needed (art. 12, c. 1).",
                $"Ein Antrag deckt bis zu {single} durchgehende Wochen; darüber hinaus sind vierteljährliche Verlängerungen nötig (Art. 12, Abs. 1).");
        }

        var longest = CigoDuration.MaxContinuous.On(facts.Request.From).Value;
        if (weeks > longest)
        {
            yield return Text.Of(
                $"Anche con le proroghe non si superano {longest} settimane continuative (art. 12, c. 1).",
                $"Even with extensions there are at most {longest} continuous weeks (art. 12, c. 1).",
                $"Auch mit Verlängerungen sind höchstens {longest} durchgehende Wochen möglich (Art. 12, Abs. 1).");
        }

        if (facts.Authorisations.Where(a => a.Counted && a.UsedDays is not null).SelectMany(a => a.UsedDays!).Any(d => !WorkingWeek.Includes(d, facts.DaysPerWeek)))
        {
            yield return Text.Of(
                $"Alcuni giorni dichiarati non sono lavorativi con {facts.DaysPerWeek} giorni alla settimana: non si contano.",
                $"Some declared days are not working days with {facts.DaysPerWeek} days a week: they are not counted.",
                $"Einige gemeldete Tage sind bei {facts.DaysPerWeek} Tagen pro Woche keine Arbeitstage: sie zählen nicht.");
        }

        if (facts.BuildingOrStone && UnavoidableSpans(facts).Any(s => CigoDuration.HeatDecrees.Any(h => h.Trust == Trust.SecondaryUnconfirmed && h.From <= s.To && s.From <= h.To)))
        {
            yield return Text.Of(
                $"Il decreto caldo del 2026 risulta da una sola fonte; la legge di conversione non è stata letta.",
                $"The heat decree of 2026 comes from one source; the conversion law was not read.",
                $"Das Hitzedekret 2026 beruht auf einer einzigen Quelle; das Umwandlungsgesetz wurde nicht gelesen.");
        }
    }

    private static IEnumerable<DaySpan> UnavoidableSpans(DurationFacts facts) =>
    [
        .. facts.Authorisations.Where(a => a.UnavoidableEvent).Select(a => new DaySpan(a.From, a.To)),
        .. facts.Request.UnavoidableEvent ? [new DaySpan(facts.Request.From, facts.Request.To)] : Array.Empty<DaySpan>(),
    ];

    private static bool Waits(DurationAnswer answer) => answer.Periods.Any(p => p.Why?.Source == CigoDuration.RestartWait[0].Source);
}

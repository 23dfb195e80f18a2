using System.Text.Json.Nodes;
using Cig.Calculators.Durations;
using Cig.Rules;
using Cig.Rules.Calendar;
using Cig.Rules.Deadlines;
using Cig.Rules.Procedures;

namespace Cig.Calculators.Deadlines;

/// <summary>Every term of a case, and what acting on a given day means for it.</summary>
public sealed class DeadlineCalculator : Calculator
{
    private static readonly ObjectKind Span = new(
        new("from", TimeKind.Day, Text.Of($"primo giorno", $"first day", $"erster Tag")),
        new("to", TimeKind.Day, Text.Of($"ultimo giorno", $"last day", $"letzter Tag")));

    private static readonly string[] StartFacts = ["start", "firstWeek", "events"];

    public override string Name => "deadline";

    public override string Verdict => "outcome";

    public override Text Summary => Text.Of($"Termini di una pratica", $"Terms of a case", $"Fristen eines Falles");

    public override ObjectKind Input { get; } = new(
        new("kind", ChoiceKind.Of<DeadlineKind>(), Text.Of($"termine richiesto", $"term asked for", $"gefragte Frist")),
        new("scheme", ChoiceKind.Of<Scheme>(), Text.Of($"trattamento", $"scheme", $"Leistung"), Optional: true),
        new("unavoidableEvent", new FlagKind(), Text.Of($"evento oggettivamente non evitabile", $"objectively unavoidable event", $"objektiv unvermeidbares Ereignis"), Optional: true),
        new("start", TimeKind.Day, Text.Of($"inizio effettivo della sospensione", $"actual start of the suspension", $"tatsächlicher Beginn der Suspendierung"), Optional: true),
        new("firstWeek", TimeKind.Day, Text.Of($"lunedì della prima settimana, se l'inizio effettivo manca", $"Monday of the first week, where the actual start is missing", $"Montag der ersten Woche, wenn der tatsächliche Beginn fehlt"), Optional: true),
        new("events", new ListKind(TimeKind.Day, 1), Text.Of($"giorni degli eventi in una sola domanda", $"days of the events in one application", $"Tage der Ereignisse in einem Antrag"), Optional: true),
        new("agreementDate", TimeKind.Day, Text.Of($"fine della consultazione o firma dell'accordo", $"end of the consultation or signature of the agreement", $"Ende der Anhörung oder Unterzeichnung der Vereinbarung"), Optional: true),
        new("periodMonth", TimeKind.Month, Text.Of($"mese del periodo di integrazione", $"month of the period of supplement", $"Monat des Zeitraums"), Optional: true),
        new("grantEnds", TimeKind.Day, Text.Of($"ultimo giorno della concessione", $"last day of the grant", $"letzter Tag der Gewährung"), Optional: true),
        new("payPeriodEnds", TimeKind.Day, Text.Of($"fine del periodo di paga in corso quel giorno", $"end of the pay period running on that day", $"Ende des an diesem Tag laufenden Lohnzeitraums"), Optional: true),
        new("grantedOn", TimeKind.Day, Text.Of($"giorno della concessione (CIGS: del decreto)", $"day of the grant (CIGS: of the decree)", $"Tag der Gewährung (CIGS: des Dekrets)"), Optional: true),
        new("notifiedOn", TimeKind.Day, Text.Of($"giorno della notifica dell'autorizzazione", $"day of the notice of the authorisation", $"Tag der Mitteilung der Genehmigung"), Optional: true),
        new("receivedOn", TimeKind.Day, Text.Of($"giorno in cui l'atto è arrivato", $"day on which the act arrived", $"Tag des Eingangs"), Optional: true),
        new("decisionKind", ChoiceKind.Of<DecisionKind>(), Text.Of($"contro che cosa si ricorre", $"what is appealed against", $"wogegen sich das Rechtsmittel richtet"), Optional: true),
        new("filedOn", TimeKind.Day, Text.Of($"giorno in cui si è agito; contro il silenzio, della domanda", $"day of acting; against silence, of the application", $"Tag des Handelns; bei Schweigen des Antrags"), Optional: true))
    {
        By = "kind",
        Variants =
        [
            new("APPLICATION", ["scheme", "unavoidableEvent"], ["start", "firstWeek", "events", "filedOn"]),
            new("CIGS_APPLICATION", ["agreementDate"], ["filedOn"]),
            new("DIRECT_PAYMENT_DATA", ["periodMonth"], ["grantedOn", "notifiedOn", "filedOn"]),
            new("SET_OFF", ["grantEnds", "payPeriodEnds", "grantedOn"], ["filedOn"]),
            new("INTEGRATION_REPLY", ["receivedOn"], ["filedOn"]),
            new("APPEAL", ["decisionKind"], ["receivedOn", "filedOn"]),
        ],
    };

    public override ObjectKind Output { get; } = new(
        new("nominal", TimeKind.Day, Text.Of($"ultimo giorno contato", $"last day as counted", $"letzter gezählter Tag"), Optional: true),
        new("rolled", TimeKind.Day, Text.Of($"ultimo giorno, spostato se festivo", $"last day, moved where it is a holiday", $"letzter Tag, bei Feiertag verschoben"), Optional: true),
        new("extraordinaryAppeal", TimeKind.Day, Text.Of($"ultimo giorno del ricorso straordinario", $"last day of the extraordinary appeal", $"letzter Tag der außerordentlichen Beschwerde"), Optional: true),
        new("earliest", TimeKind.Day, Text.Of($"primo giorno ammesso", $"first day allowed", $"erster zulässiger Tag"), Optional: true),
        new("outcome", ChoiceKind.Of<FilingOutcome>(), Text.Of($"esito della presentazione", $"outcome of the filing", $"Ergebnis der Einreichung"), Optional: true),
        new("paidFrom", new ObjectKind(
            new Named("strict", TimeKind.Day, Text.Of($"certo", $"certain", $"sicher")),
            new Named("byWeek", TimeKind.Day, Text.Of($"contando per settimane", $"counting by weeks", $"wochenweise gezählt"))), Text.Of($"primo giorno pagato", $"first day paid", $"erster bezahlter Tag"), Optional: true),
        new("lost", Span, Text.Of($"giorni persi", $"days lost", $"verlorene Tage"), Optional: true),
        new("mayRefileFor", new ListKind(TimeKind.Day), Text.Of($"eventi per cui si può ripresentare", $"events for which one may file again", $"Ereignisse, für die ein neuer Antrag möglich ist"), Optional: true));

    public override string Example =>
        """{"kind":"APPLICATION","scheme":"CIGO","unavoidableEvent":false,"start":"2026-11-02","firstWeek":null,"events":null,"filedOn":"2026-11-25"}""";

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Policies { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["lateWeek"] = ["sevenDays", "monday"],
        ["fundUnavoidableTerm"] = ["fifteenDays", "monthEnd"],
    };

    protected override string DateFact => "kind";

    protected override Answer Answer(Facts facts, Readings readings) => facts.Choice<DeadlineKind>("kind") switch
    {
        DeadlineKind.Application => Application(facts, readings),
        DeadlineKind.CigsApplication => Plain(CigsStart.ApplicationTerm(facts.Day("agreementDate"), facts.DayOrNull("filedOn"))),
        DeadlineKind.DirectPaymentData => Plain(DirectPaymentData.For(facts.Month("periodMonth"), facts.DayOrNull("grantedOn"), facts.DayOrNull("notifiedOn"), facts.DayOrNull("filedOn"))),
        DeadlineKind.SetOff => Plain(SetOff.For(facts.Day("grantEnds"), facts.Day("payPeriodEnds"), facts.Day("grantedOn"), facts.DayOrNull("filedOn"))),
        DeadlineKind.IntegrationReply => Plain(IntegrationReply.For(facts.Day("receivedOn"), facts.DayOrNull("filedOn"))),
        _ => Against(facts),
    };

    private static Answer Plain(Ruling<Term> ruling) => Calculators.Answer.Of(ruling, _ => Term(ruling.Value));

    private static JsonObject Term(Term term)
    {
        var result = new JsonObject { ["nominal"] = Iso.Day(term.Nominal), ["rolled"] = Iso.Day(term.Rolled) };
        if (term.Outcome is { } outcome)
            result["outcome"] = ChoiceKind.Name(outcome);
        return result;
    }

    private static Answer Against(Facts facts)
    {
        var decision = facts.Choice<DecisionKind>("decisionKind");
        if (decision == DecisionKind.Silence)
        {
            var silence = Appeal.AgainstSilence(facts.Has("filedOn") ? facts.Day("filedOn") : throw Needed("filedOn"));
            return Calculators.Answer.Of(silence, _ => new() { ["earliest"] = Iso.Day(silence.Value.Earliest) });
        }

        var ruling = Appeal.Against(decision, facts.Has("receivedOn") ? facts.Day("receivedOn") : throw Needed("receivedOn"), facts.DayOrNull("filedOn"));
        return Calculators.Answer.Of(ruling, _ =>
        {
            var result = Term(ruling.Value.Term!);
            if (ruling.Value.ExtraordinaryAppeal is { } extraordinary)
                result["extraordinaryAppeal"] = Iso.Day(extraordinary.Nominal);
            return result;
        });
    }

    private static ImpossibleFactException Needed(string fact) => new(
        fact,
        Text.Of($"Per questo ricorso manca il giorno da cui contare.", $"For this appeal the day to count from is missing.", $"Für dieses Rechtsmittel fehlt der Tag, ab dem gezählt wird."),
        Text.Of($"Aggiungi \"{fact}\".", $"Add \"{fact}\".", $"\"{fact}\" ergänzen."));

    private static Answer Application(Facts facts, Readings readings)
    {
        var (starts, assumed) = Starts(facts);
        var ruling = ApplicationDeadline.For(new(
            facts.Choice<Scheme>("scheme"), facts.Flag("unavoidableEvent"), starts, assumed, facts.DayOrNull("filedOn"))
        {
            LateWeekFromMonday = readings["lateWeek"] == "monday",
            FundMonthEnd = readings["fundUnavoidableTerm"] == "monthEnd",
        });
        var term = ruling.Value;
        var result = new JsonObject { ["nominal"] = Iso.Day(term.Nominal), ["rolled"] = Iso.Day(term.Rolled), ["earliest"] = Iso.Day(term.Earliest) };
        if (term.Outcome is { } outcome)
        {
            result["outcome"] = ChoiceKind.Name(outcome);
            result["paidFrom"] = term.PaidFrom is { } paid ? new JsonObject { ["strict"] = Iso.Day(paid.Strict), ["byWeek"] = Iso.Day(paid.ByWeek) } : null;
            result["lost"] = Iso.Span(term.Lost);
            result["mayRefileFor"] = new JsonArray([.. term.MayRefileFor.Select(d => (JsonNode)Iso.Day(d))]);
        }

        return Calculators.Answer.Of(ruling, _ => result);
    }

    private static (IReadOnlyList<DateOnly> Starts, bool Assumed) Starts(Facts facts)
    {
        string[] given = [.. StartFacts.Where(facts.Has)];
        if (given.Length != 1)
        {
            throw new ImpossibleFactException(
                "start",
                Text.Of($"Il giorno da cui contare va detto una volta sola.", $"The day to count from must be told once.", $"Der Tag, ab dem gezählt wird, ist genau einmal anzugeben."),
                Text.Of($"Indica uno solo tra start, firstWeek ed events.", $"Give exactly one of start, firstWeek and events.", $"Genau eines von start, firstWeek und events angeben."));
        }

        if (given[0] == "events")
            return (facts.Days("events")!, false);

        var day = facts.Day(given[0]);
        if (given[0] == "firstWeek" && day != ItalianCalendar.MondayOf(day))
        {
            throw new ImpossibleFactException(
                "firstWeek",
                Text.Of($"{day} non è un lunedì.", $"{day} is not a Monday.", $"{day} ist kein Montag."),
                Text.Of($"Indica il lunedì: {ItalianCalendar.MondayOf(day)}.", $"Give the Monday: {ItalianCalendar.MondayOf(day)}.", $"Den Montag angeben: {ItalianCalendar.MondayOf(day)}."));
        }

        return ([day], given[0] == "firstWeek");
    }
}

/// <summary>The terms that may be asked for.</summary>
internal enum DeadlineKind
{
    Application,
    CigsApplication,
    DirectPaymentData,
    SetOff,
    IntegrationReply,
    Appeal,
}

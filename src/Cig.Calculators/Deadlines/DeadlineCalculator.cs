using System.Text.Json.Nodes;
using Cig.Calculators.Durations;
using Cig.Rules;
using Cig.Rules.Calendar;
using Cig.Rules.Deadlines;

namespace Cig.Calculators.Deadlines;

/// <summary>The term of an application, and what filing on a given day means.</summary>
public sealed class DeadlineCalculator : Calculator
{
    private static readonly ObjectKind Span = new(
        new("from", TimeKind.Day, Text.Of($"primo giorno", $"first day", $"erster Tag")),
        new("to", TimeKind.Day, Text.Of($"ultimo giorno", $"last day", $"letzter Tag")));

    private static readonly string[] StartFacts = ["start", "firstWeek", "events"];

    public override string Name => "deadline";

    public override Text Summary => Text.Of($"Termine di presentazione della domanda", $"Filing term of an application", $"Einreichfrist des Antrags");

    public override ObjectKind Input { get; } = new(
        new("kind", new ChoiceKind("APPLICATION"), Text.Of($"termine richiesto", $"term asked for", $"gefragte Frist")),
        new("scheme", ChoiceKind.Of<Scheme>(), Text.Of($"trattamento", $"scheme", $"Leistung")),
        new("unavoidableEvent", new FlagKind(), Text.Of($"evento oggettivamente non evitabile", $"objectively unavoidable event", $"objektiv unvermeidbares Ereignis")),
        new("start", TimeKind.Day, Text.Of($"inizio effettivo della sospensione", $"actual start of the suspension", $"tatsächlicher Beginn der Suspendierung"), Optional: true),
        new("firstWeek", TimeKind.Day, Text.Of($"lunedì della prima settimana, se l'inizio effettivo manca", $"Monday of the first week, where the actual start is missing", $"Montag der ersten Woche, wenn der tatsächliche Beginn fehlt"), Optional: true),
        new("events", new ListKind(TimeKind.Day, 1), Text.Of($"giorni degli eventi in una sola domanda", $"days of the events in one application", $"Tage der Ereignisse in einem Antrag"), Optional: true),
        new("filedOn", TimeKind.Day, Text.Of($"giorno di presentazione", $"day of filing", $"Tag der Einreichung"), Optional: true));

    public override ObjectKind Output { get; } = new(
        new("nominal", TimeKind.Day, Text.Of($"ultimo giorno contato", $"last day as counted", $"letzter gezählter Tag")),
        new("rolled", TimeKind.Day, Text.Of($"ultimo giorno, spostato se festivo", $"last day, moved where it is a holiday", $"letzter Tag, bei Feiertag verschoben")),
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

    protected override string DateFact => "start";

    protected override Answer Answer(Facts facts, Readings readings)
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

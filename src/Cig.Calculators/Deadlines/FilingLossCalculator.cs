using System.Text.Json.Nodes;
using Cig.Calculators.Durations;
using Cig.Rules;
using Cig.Rules.Deadlines;

namespace Cig.Calculators.Deadlines;

/// <summary>What filing today, tomorrow or next week loses, and whether several events are better told in one application or apart.</summary>
public sealed class FilingLossCalculator : Calculator
{
    private static readonly ObjectKind Day = new(
        new Named("filedOn", TimeKind.Day, Text.Of($"se si presenta il", $"if filed on", $"bei Einreichung am")),
        new Named("outcome", ChoiceKind.Of<FilingOutcome>(), Text.Of($"esito", $"outcome", $"Ergebnis")),
        new Named("lostFrom", TimeKind.Day, Text.Of($"si perde dal", $"lost from", $"verloren ab"), Optional: true),
        new Named("lostTo", TimeKind.Day, Text.Of($"al", $"to", $"bis"), Optional: true),
        new Named("separatelyInTime", new ListKind(TimeKind.Day), Text.Of($"eventi in tempo con domande separate", $"events in time with separate applications", $"mit getrennten Anträgen fristgerechte Ereignisse")));

    public override string Name => "filing-loss";

    public override Text Summary => Text.Of($"Che cosa si perde presentando oggi, domani o tra una settimana", $"What filing today, tomorrow or next week loses", $"Was eine Einreichung heute, morgen oder nächste Woche kostet");

    public override ObjectKind Input { get; } = new(
        new("scheme", new ChoiceKind("CIGO", "FIS", "FUND", "CISOA"), Text.Of($"trattamento", $"scheme", $"Leistung")),
        new("unavoidableEvent", new FlagKind(), Text.Of($"evento oggettivamente non evitabile", $"objectively unavoidable event", $"objektiv unvermeidbares Ereignis")),
        new("events", new ListKind(TimeKind.Day, 1), Text.Of($"inizio della sospensione, o giorni degli eventi", $"start of the suspension, or days of the events", $"Beginn der Suspendierung oder Tage der Ereignisse")),
        new("today", TimeKind.Day, Text.Of($"oggi", $"today", $"heute")));

    public override ObjectKind Output { get; } = new(
        new("lastDay", TimeKind.Day, Text.Of($"ultimo giorno utile", $"last day in time", $"letzter fristgerechter Tag")),
        new("days", new ListKind(Day), Text.Of($"oggi, domani, tra una settimana", $"today, tomorrow, in a week", $"heute, morgen, in einer Woche")));

    public override string Example => """{"scheme":"CIGO","unavoidableEvent":true,"events":["2017-10-31","2017-11-02"],"today":"2017-11-30"}""";

    protected override string DateFact => "events";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var (scheme, unavoidable, events, today) = (facts.Choice<Scheme>("scheme"), facts.Flag("unavoidableEvent"), facts.Days("events")!, facts.Day("today"));
        Ruling<ApplicationTerm> If(DateOnly? filed, params IReadOnlyList<DateOnly> starts) => ApplicationDeadline.For(new(scheme, unavoidable, starts, false, filed));
        DateOnly[] days = [today, today.AddDays(1), today.AddDays(7)];
        var last = If(null, events);
        var each = days.Select(d => (Day: d, Ruling: If(d, events), Apart: events.Where(e => If(d, e).Value.Outcome == FilingOutcome.InTime).Order().ToArray())).ToArray();
        return new(
            _ => new()
            {
                ["lastDay"] = Iso.Day(last.Value.Rolled),
                ["days"] = new JsonArray([.. each.Select(e => (JsonNode)new JsonObject
                {
                    ["filedOn"] = Iso.Day(e.Day),
                    ["outcome"] = ChoiceKind.Name(e.Ruling.Value.Outcome!.Value),
                    ["lostFrom"] = Iso.Day(e.Ruling.Value.Lost?.From),
                    ["lostTo"] = Iso.Day(e.Ruling.Value.Lost?.To),
                    ["separatelyInTime"] = new JsonArray([.. e.Apart.Select(d => (JsonNode)Iso.Day(d))]),
                })]),
            },
            [.. last.Reasons, .. each.SelectMany(e => e.Ruling.Reasons.Skip(last.Reasons.Count)).DistinctBy(r => r.Text)],
            [.. each.SelectMany(e => e.Ruling.Policies).DistinctBy(p => p.Name)],
            [.. last.Warnings]);
    }
}

using System.Text.Json.Nodes;
using Cig.Rules;
using Cig.Rules.Deadlines;
using Cig.Rules.Durations;

namespace Cig.Calculators.Durations;

/// <summary>The counters of one production unit, and what they leave of a request for the ordinary supplement.</summary>
public sealed class DurationCalculator : Calculator
{
    private static readonly Kind AnyCause = new ChoiceKind([.. Cause.Cigo.Select(c => c.Key), .. Enum.GetValues<CigsCause>().Select(c => ChoiceKind.Name(c)), "OTHER"]);

    private static readonly ObjectKind Span = new(
        new("from", TimeKind.Day, Text.Of($"primo giorno", $"first day", $"erster Tag")),
        new("to", TimeKind.Day, Text.Of($"ultimo giorno", $"last day", $"letzter Tag")));

    public override string Name => "duration";

    public override Text Summary => Text.Of(
        $"Settimane di CIGO che si possono concedere", $"Weeks of ordinary supplement that can be granted", $"Wochen ordentlichen Lohnausgleichs, die gewährt werden können");

    public override ObjectKind Input { get; } = new(
        new("sector", ChoiceKind.Of<Sector>(), Text.Of($"settore", $"sector", $"Sektor")),
        new("daysPerWeek", new IntegerKind(5, 6), Text.Of($"giorni lavorativi alla settimana", $"working days a week", $"Arbeitstage pro Woche")),
        new("averageEmployees", DecimalKind.Weeks with { Example = "12.5", Least = 0 }, Text.Of($"media dei dipendenti (FIS)", $"average employees (FIS)", $"durchschnittliche Beschäftigte (FIS)"), Optional: true),
        new("authorisations", new ListKind(new ObjectKind(
            new("scheme", ChoiceKind.Of<Scheme>(), Text.Of($"trattamento", $"scheme", $"Leistung")),
            new("cause", AnyCause, Text.Of($"causale", $"cause", $"Grund")),
            new("unavoidableEvent", new FlagKind(), Text.Of($"evento oggettivamente non evitabile", $"objectively unavoidable event", $"objektiv unvermeidbares Ereignis")),
            Span.Members[0],
            Span.Members[1],
            new("usedDays", new ListKind(TimeKind.Day), Text.Of($"giorni realmente usati; senza, usato è ciò che fu autorizzato", $"days really used; without, used is what was authorised", $"wirklich genutzte Tage; ohne sie gilt das Genehmigte als genutzt"), Optional: true),
            new("derogation", new FlagKind(), Text.Of($"in deroga ai limiti", $"in derogation of the limits", $"in Abweichung von den Grenzen")))), Text.Of($"autorizzazioni passate della stessa unità", $"past authorisations of the same unit", $"frühere Genehmigungen derselben Einheit")),
        new("request", new ObjectKind(
            new("scheme", new ChoiceKind("CIGO"), Text.Of($"trattamento", $"scheme", $"Leistung")),
            new("cause", AnyCause, Text.Of($"causale", $"cause", $"Grund")),
            new("unavoidableEvent", new FlagKind(), Text.Of($"evento oggettivamente non evitabile", $"objectively unavoidable event", $"objektiv unvermeidbares Ereignis")),
            Span.Members[0],
            new("weeks", new IntegerKind(1, 104), Text.Of($"settimane, al posto di to", $"weeks, instead of to", $"Wochen, anstelle von to"), Optional: true),
            new("to", TimeKind.Day, Text.Of($"ultimo giorno, al posto di weeks", $"last day, instead of weeks", $"letzter Tag, anstelle von weeks"), Optional: true)), Text.Of($"domanda", $"request", $"Antrag")));

    public override ObjectKind Output { get; } = new(
        new("periods", new ListKind(new ObjectKind(
            Span.Members[0],
            Span.Members[1],
            new("window", Span, Text.Of($"le 104 settimane osservate", $"the 104 weeks observed", $"die 104 betrachteten Wochen")),
            new("usedBefore", DecimalKind.Weeks, Text.Of($"settimane già usate nella finestra", $"weeks already used in the window", $"im Fenster bereits genutzte Wochen")),
            new("granted", DecimalKind.Weeks, Text.Of($"concesse", $"granted", $"gewährt")),
            new("refused", DecimalKind.Weeks, Text.Of($"rifiutate", $"refused", $"abgelehnt")),
            new("reason", new TextKind(), Text.Of($"perché", $"why", $"warum"), Optional: true))), Text.Of($"una voce per settimana chiesta", $"an item for each requested week", $"ein Eintrag je beantragter Woche")),
        new("grantedWeeks", DecimalKind.Weeks, Text.Of($"settimane concesse", $"weeks granted", $"gewährte Wochen")),
        new("refusedWeeks", DecimalKind.Weeks, Text.Of($"settimane rifiutate", $"weeks refused", $"abgelehnte Wochen")),
        new("fiveYears", new ObjectKind(
            Span.Members[0],
            Span.Members[1],
            new("months", DecimalKind.Weeks, Text.Of($"mesi contati", $"months counted", $"gezählte Monate")),
            new("cap", DecimalKind.Weeks, Text.Of($"limite in mesi", $"limit in months", $"Grenze in Monaten"))), Text.Of($"quinquennio mobile", $"rolling five years", $"gleitender Fünfjahreszeitraum")),
        new("freesUp", new ListKind(new ObjectKind(
            Span.Members[0],
            new("weeks", DecimalKind.Weeks, Text.Of($"settimane che escono", $"weeks that leave", $"Wochen, die herausfallen")))), Text.Of($"lunedì in cui settimane usate escono dalla finestra", $"Mondays on which used weeks leave the window", $"Montage, an denen genutzte Wochen das Fenster verlassen")),
        new("earliestNewRequest", TimeKind.Day, Text.Of($"primo lunedì per una nuova domanda", $"first Monday for a new request", $"erster Montag für einen neuen Antrag")));

    public override string Example =>
        """{"sector":"INDUSTRY","daysPerWeek":5,"authorisations":[{"scheme":"CIGO","cause":"LACK_OF_WORK","unavoidableEvent":false,"from":"2025-11-03","to":"2026-08-02","usedDays":null,"derogation":false}],"request":{"scheme":"CIGO","cause":"LACK_OF_WORK","unavoidableEvent":false,"from":"2026-11-02","weeks":16}}""";

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Policies { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["partialWeek"] = ["grant", "refuse"],
        ["unavoidableInFiveYears"] = ["counted", "notCounted"],
        ["consecutiveWeeks"] = ["anyUse", "fullWeeks"],
    };

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var request = facts.Nested("request");
        var ruling = CigoDuration.For(new(
            facts.Choice<Sector>("sector"),
            facts.Integer("daysPerWeek"),
            [.. facts.List("authorisations").Select(Past)],
            new(request.Flag("unavoidableEvent"), request.Day("from"), LastDay(request)))
        {
            PartialWeek = readings["partialWeek"] == "refuse" ? PartialWeek.Refuse : PartialWeek.Grant,
            UnavoidableInFiveYears = readings["unavoidableInFiveYears"] != "notCounted",
            ConsecutiveWeeks = readings["consecutiveWeeks"] == "fullWeeks" ? ConsecutiveWeeks.FullWeeks : ConsecutiveWeeks.AnyUse,
        });
        var answer = ruling.Value;
        return Calculators.Answer.Of(ruling, tongue => new()
        {
            ["periods"] = new JsonArray([.. answer.Periods.Select(p => (JsonNode)new JsonObject
            {
                ["from"] = Iso.Day(p.From),
                ["to"] = Iso.Day(p.To),
                ["window"] = Iso.Span(p.Window),
                ["usedBefore"] = p.UsedBefore.Plain,
                ["granted"] = p.Granted.Plain,
                ["refused"] = p.Refused.Plain,
                ["reason"] = p.Why?.Text.In(tongue),
            })]),
            ["grantedWeeks"] = answer.Granted.Plain,
            ["refusedWeeks"] = answer.Refused.Plain,
            ["fiveYears"] = new JsonObject
            {
                ["from"] = Iso.Day(answer.FiveYears.From),
                ["to"] = Iso.Day(answer.FiveYears.To),
                ["months"] = answer.FiveYears.Months.Plain,
                ["cap"] = answer.FiveYears.Cap.Plain,
            },
            ["freesUp"] = new JsonArray([.. answer.FreesUp.Select(f => (JsonNode)new JsonObject { ["from"] = Iso.Day(f.From), ["weeks"] = f.Weeks.Plain })]),
            ["earliestNewRequest"] = Iso.Day(answer.EarliestNewRequest),
        });
    }

    protected override string DateFact => "request/from";

    private static PastAuthorisation Past(Facts facts)
    {
        var scheme = facts.Choice<Scheme>("scheme");
        CigsCause? cause = scheme != Scheme.Cigs ? null : Enum.GetValues<CigsCause>().Select(c => (CigsCause?)c).FirstOrDefault(c => ChoiceKind.Name(c!.Value) == facts.Text("cause"))
            ?? throw new ImpossibleFactException(
                "authorisations",
                Text.Of($"Una CIGS ha per causale {facts.Text("cause")}.", $"A CIGS has the cause {facts.Text("cause")}.", $"Eine CIGS hat den Grund {facts.Text("cause")}."),
                Text.Of($"Usa REORGANISATION, CRISIS o SOLIDARITY.", $"Use REORGANISATION, CRISIS or SOLIDARITY.", $"REORGANISATION, CRISIS oder SOLIDARITY verwenden."));
        return new(scheme, cause, facts.Flag("unavoidableEvent"), facts.Day("from"), facts.Day("to"), facts.Days("usedDays"), facts.Flag("derogation"));
    }

    private static DateOnly LastDay(Facts request) => (request.Has("weeks"), request.Has("to")) switch
    {
        (true, false) => request.Day("from").AddDays(7 * request.Integer("weeks") - 1),
        (false, true) => request.Day("to"),
        _ => throw new ImpossibleFactException(
            "request/weeks",
            Text.Of($"La durata chiesta va detta una volta sola.", $"The length asked for must be told once.", $"Die beantragte Dauer ist genau einmal anzugeben."),
            Text.Of($"Indica weeks oppure to.", $"Give either weeks or to.", $"Entweder weeks oder to angeben.")),
    };
}

/// <summary>Dates as the contract writes them.</summary>
internal static class Iso
{
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static JsonNode? Day(DateOnly? day) => day is { } some ? JsonValue.Create(Day(some)) : null;

    public static JsonObject? Span(DaySpan? span) => span is null ? null : new() { ["from"] = Day(span.From), ["to"] = Day(span.To) };

    public static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
}

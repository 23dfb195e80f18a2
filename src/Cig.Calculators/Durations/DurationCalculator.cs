using System.Text.Json.Nodes;
using Cig.Rules;
using Cig.Rules.Deadlines;
using Cig.Rules.Durations;

namespace Cig.Calculators.Durations;

/// <summary>The counters of one production unit, and what they leave of a request.</summary>
public sealed class DurationCalculator : Calculator
{
    private static readonly Kind AnyCause = new ChoiceKind([.. Cause.Cigo.Select(c => c.Key), .. Enum.GetValues<CigsCause>().Select(c => ChoiceKind.Name(c)), "OTHER"]);

    private static readonly ObjectKind Span = new(
        new("from", TimeKind.Day, Text.Of($"primo giorno", $"first day", $"erster Tag")),
        new("to", TimeKind.Day, Text.Of($"ultimo giorno", $"last day", $"letzter Tag")));

    internal static readonly ObjectKind Authorisation = new(
        new("scheme", ChoiceKind.Of<Scheme>(), Text.Of($"trattamento", $"scheme", $"Leistung")),
        new("cause", AnyCause, Text.Of($"causale", $"cause", $"Grund")),
        new("unavoidableEvent", new FlagKind(), Text.Of($"evento oggettivamente non evitabile", $"objectively unavoidable event", $"objektiv unvermeidbares Ereignis")),
        Span.Members[0],
        Span.Members[1],
        new("usedDays", new ListKind(TimeKind.Day), Text.Of($"giorni realmente usati; senza, usato è ciò che fu autorizzato", $"days really used; without, used is what was authorised", $"wirklich genutzte Tage; ohne sie gilt das Genehmigte als genutzt"), Optional: true),
        new("derogation", new FlagKind(), Text.Of($"in deroga ai limiti", $"in derogation of the limits", $"in Abweichung von den Grenzen")),
        new("outgoingContractor", new FlagKind(), Text.Of($"dell'appaltatore uscente: non si conta", $"of the outgoing contractor: not counted", $"des bisherigen Auftragnehmers: zählt nicht"), Optional: true));

    public override string Name => "duration";

    public override Text Summary => Text.Of(
        $"Settimane o mesi che si possono concedere", $"Weeks or months that can be granted", $"Wochen oder Monate, die gewährt werden können");

    public override ObjectKind Input { get; } = new(
        new("sector", ChoiceKind.Of<Sector>(), Text.Of($"settore", $"sector", $"Sektor")),
        new("daysPerWeek", new IntegerKind(5, 6), Text.Of($"giorni lavorativi alla settimana", $"working days a week", $"Arbeitstage pro Woche")),
        new("averageEmployees", DecimalKind.Weeks with { Example = "12.5", Least = 0 }, Text.Of($"media dei dipendenti (FIS)", $"average employees (FIS)", $"durchschnittliche Beschäftigte (FIS)"), Optional: true),
        new("authorisations", new ListKind(Authorisation), Text.Of($"autorizzazioni passate della stessa unità", $"past authorisations of the same unit", $"frühere Genehmigungen derselben Einheit")),
        new("pending", new ListKind(Authorisation), Text.Of($"domande della stessa unità non ancora decise: che cosa cambia se vengono concesse", $"applications of the same unit not decided yet: what changes if they are granted", $"noch nicht entschiedene Anträge derselben Einheit: was sich bei Gewährung ändert"), Optional: true),
        new("request", new ObjectKind(
            new("scheme", ChoiceKind.Of<Scheme>(), Text.Of($"trattamento", $"scheme", $"Leistung")),
            new("cause", AnyCause, Text.Of($"causale", $"cause", $"Grund")),
            new("unavoidableEvent", new FlagKind(), Text.Of($"evento oggettivamente non evitabile", $"objectively unavoidable event", $"objektiv unvermeidbares Ereignis")),
            Span.Members[0],
            new("weeks", new DecimalKind("16", 1, 104, 0) { WholeToo = true }, Text.Of($"settimane, al posto di to", $"weeks, instead of to", $"Wochen, anstelle von to"), Optional: true),
            new("to", TimeKind.Day, Text.Of($"ultimo giorno, al posto di weeks", $"last day, instead of weeks", $"letzter Tag, anstelle von weeks"), Optional: true)), Text.Of($"domanda", $"request", $"Antrag")));

    public override ObjectKind Output { get; } = new(
        new("periods", new ListKind(new ObjectKind(
            Span.Members[0],
            Span.Members[1],
            new("window", Span, Text.Of($"finestra osservata", $"window observed", $"betrachtetes Fenster")),
            new("usedBefore", DecimalKind.Weeks, Text.Of($"settimane (CIGS: mesi) già contate nella finestra", $"weeks (CIGS: months) already counted in the window", $"im Fenster bereits gezählte Wochen (CIGS: Monate)")),
            new("granted", DecimalKind.Weeks, Text.Of($"concesse", $"granted", $"gewährt")),
            new("refused", DecimalKind.Weeks, Text.Of($"rifiutate", $"refused", $"abgelehnt")),
            new("reason", new TextKind(), Text.Of($"perché", $"why", $"warum"), Optional: true))), Text.Of($"una voce per settimana chiesta, per mese nella CIGS", $"an item for each requested week, for each month in CIGS", $"ein Eintrag je beantragter Woche, in der CIGS je Monat")),
        new("grantedWeeks", DecimalKind.Weeks, Text.Of($"settimane concesse", $"weeks granted", $"gewährte Wochen"), Optional: true),
        new("refusedWeeks", DecimalKind.Weeks, Text.Of($"settimane rifiutate", $"weeks refused", $"abgelehnte Wochen"), Optional: true),
        new("grantedMonths", DecimalKind.Weeks, Text.Of($"mesi concessi (CIGS)", $"months granted (CIGS)", $"gewährte Monate (CIGS)"), Optional: true),
        new("refusedMonths", DecimalKind.Weeks, Text.Of($"mesi rifiutati (CIGS)", $"months refused (CIGS)", $"abgelehnte Monate (CIGS)"), Optional: true),
        new("fiveYears", new ObjectKind(
            Span.Members[0],
            Span.Members[1],
            new("months", DecimalKind.Weeks, Text.Of($"mesi contati", $"months counted", $"gezählte Monate")),
            new("cap", DecimalKind.Weeks, Text.Of($"limite in mesi", $"limit in months", $"Grenze in Monaten"))), Text.Of($"quinquennio mobile", $"rolling five years", $"gleitender Fünfjahreszeitraum")),
        new("freesUp", new ListKind(new ObjectKind(
            Span.Members[0],
            new("weeks", DecimalKind.Weeks, Text.Of($"settimane che escono", $"weeks that leave", $"Wochen, die herausfallen")))), Text.Of($"lunedì in cui settimane usate escono dalla finestra", $"Mondays on which used weeks leave the window", $"Montage, an denen genutzte Wochen das Fenster verlassen")),
        new("earliestNewRequest", TimeKind.Day, Text.Of($"primo lunedì (CIGS: giorno) per una nuova domanda", $"first Monday (CIGS: day) for a new request", $"erster Montag (CIGS: Tag) für einen neuen Antrag"), Optional: true),
        new("ifPendingGranted", new ObjectKind(
            new Named("granted", DecimalKind.Weeks, Text.Of($"concesse", $"granted", $"gewährt")),
            new Named("refused", DecimalKind.Weeks, Text.Of($"rifiutate", $"refused", $"abgelehnt"))), Text.Of($"la stessa risposta se le domande in corso vengono concesse", $"the same answer if the pending applications are granted", $"dieselbe Antwort bei Gewährung der offenen Anträge"), Optional: true));

    public override string Example =>
        """{"sector":"INDUSTRY","daysPerWeek":5,"authorisations":[{"scheme":"CIGO","cause":"LACK_OF_WORK","unavoidableEvent":false,"from":"2025-11-03","to":"2026-08-02","usedDays":null,"derogation":false}],"request":{"scheme":"CIGO","cause":"LACK_OF_WORK","unavoidableEvent":false,"from":"2026-11-02","weeks":16}}""";

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Policies { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["partialWeek"] = ["grant", "refuse"],
        ["unavoidableInFiveYears"] = ["counted", "notCounted"],
        ["consecutiveWeeks"] = ["anyUse", "fullWeeks"],
        ["brokenMonth"] = ["thirtieths", "whole"],
    };

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var request = facts.Nested("request");
        var scheme = request.Choice<Scheme>("scheme");
        var asked = new DurationFacts(
            facts.Choice<Sector>("sector"),
            facts.Integer("daysPerWeek"),
            [.. facts.List("authorisations").Select(Past)],
            new(request.Flag("unavoidableEvent"), request.Day("from"), LastDay(request) ?? request.Day("from")) { Scheme = scheme, CigsCause = CauseOf(request, scheme) })
        {
            AverageEmployees = facts.Has("averageEmployees") ? facts.Decimal("averageEmployees") : null,
            PartialWeek = readings["partialWeek"] == "refuse" ? PartialWeek.Refuse : PartialWeek.Grant,
            UnavoidableInFiveYears = readings["unavoidableInFiveYears"] != "notCounted",
            BrokenMonth = readings["brokenMonth"] == "whole" ? BrokenMonth.Whole : BrokenMonth.Thirtieths,
            ConsecutiveWeeks = readings["consecutiveWeeks"] == "fullWeeks" ? ConsecutiveWeeks.FullWeeks : ConsecutiveWeeks.AnyUse,
        };
        PastAuthorisation[] pending = [.. facts.List("pending").Select(Past)];
        ImpossibleFactException.ThrowAny(
        [
            .. LastDay(request) is null ? [NotOnce()] : Array.Empty<ImpossibleFactException>(),
            .. asked.Impossible(),
            .. pending.SelectMany((p, i) => DurationFacts.Impossible($"pending/{Number(i)}", p)),
        ]);
        var whatIf = pending.Length == 0 ? null : asked with { Authorisations = [.. asked.Authorisations, .. pending] };
        return scheme == Scheme.Cigs ? InMonths(asked, whatIf) : InWeeks(asked, whatIf);
    }

    private static Ruling<DurationAnswer> Weekly(DurationFacts facts) => facts.Request.Scheme switch
    {
        Scheme.Cigo => CigoDuration.For(facts),
        Scheme.Cisoa => CisoaDuration.For(facts),
        _ => FundDuration.For(facts),
    };

    private static Answer InWeeks(DurationFacts facts, DurationFacts? whatIf)
    {
        var ruling = Weekly(facts);
        var (answer, other) = (ruling.Value, whatIf is null ? null : Weekly(whatIf).Value);
        return Calculators.Answer.Of(ruling, tongue => new()
        {
            ["periods"] = new JsonArray([.. answer.Periods.Select(p => (JsonNode)Period(p.From, p.To, p.Window, p.UsedBefore.Plain, p.Granted.Plain, p.Refused.Plain, p.Why, tongue))]),
            ["grantedWeeks"] = answer.Granted.Plain,
            ["refusedWeeks"] = answer.Refused.Plain,
            ["fiveYears"] = FiveYears(answer.FiveYears),
            ["freesUp"] = new JsonArray([.. answer.FreesUp.Select(f => (JsonNode)new JsonObject { ["from"] = Iso.Day(f.From), ["weeks"] = f.Weeks.Plain })]),
            ["earliestNewRequest"] = Iso.Day(answer.EarliestNewRequest),
            ["ifPendingGranted"] = other is null ? null : new JsonObject { ["granted"] = other.Granted.Plain, ["refused"] = other.Refused.Plain },
        });
    }

    private static Answer InMonths(DurationFacts facts, DurationFacts? whatIf)
    {
        var ruling = CigsDuration.For(facts);
        var (answer, other) = (ruling.Value, whatIf is null ? null : CigsDuration.For(whatIf).Value);
        return Calculators.Answer.Of(ruling, tongue => new()
        {
            ["periods"] = new JsonArray([.. answer.Periods.Select(p => (JsonNode)Period(p.From, p.To, p.Window, p.UsedBefore.Plain, p.Granted.Plain, p.Refused.Plain, p.Why, tongue))]),
            ["grantedMonths"] = answer.Granted.Plain,
            ["refusedMonths"] = answer.Refused.Plain,
            ["fiveYears"] = FiveYears(answer.FiveYears),
            ["freesUp"] = new JsonArray(),
            ["earliestNewRequest"] = Iso.Day(answer.EarliestNewRequest),
            ["ifPendingGranted"] = other is null ? null : new JsonObject { ["granted"] = other.Granted.Plain, ["refused"] = other.Refused.Plain },
        });
    }

    private static JsonObject Period(DateOnly from, DateOnly to, DaySpan window, string used, string granted, string refused, Reason? why, Tongue tongue) => new()
    {
        ["from"] = Iso.Day(from),
        ["to"] = Iso.Day(to),
        ["window"] = Iso.Span(window),
        ["usedBefore"] = used,
        ["granted"] = granted,
        ["refused"] = refused,
        ["reason"] = why?.Text.In(tongue),
    };

    private static JsonObject FiveYears(FiveYears years) => new()
    {
        ["from"] = Iso.Day(years.From),
        ["to"] = Iso.Day(years.To),
        ["months"] = years.Months.Plain,
        ["cap"] = years.Cap.Plain,
    };

    protected override string DateFact => "request/from";

    internal static PastAuthorisation Past(Facts facts)
    {
        var scheme = facts.Choice<Scheme>("scheme");
        return new(scheme, CauseOf(facts, scheme), facts.Flag("unavoidableEvent"), facts.Day("from"), facts.Day("to"), facts.Days("usedDays"), facts.Flag("derogation")) { OutgoingContractor = facts.FlagOrNo("outgoingContractor") };
    }

    /// <summary>The cause of an extraordinary period, which decides how it counts; null where it is none of the extraordinary ones.</summary>
    private static CigsCause? CauseOf(Facts facts, Scheme scheme) => scheme != Scheme.Cigs ? null
        : Enum.GetValues<CigsCause>().Select(c => (CigsCause?)c).FirstOrDefault(c => ChoiceKind.Name(c!.Value) == facts.Text("cause"));

    private static string Number(int index) => index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The last day of the request; null where its length is told not once.</summary>
    private static DateOnly? LastDay(Facts request) => (request.Has("weeks"), request.Has("to")) switch
    {
        (true, false) => request.Day("from").AddDays(7 * request.Integer("weeks") - 1),
        (false, true) => request.Day("to"),
        _ => null,
    };

    private static ImpossibleFactException NotOnce() => new(
        "request/weeks",
        Text.Of($"La durata chiesta va detta una volta sola.", $"The length asked for must be told once.", $"Die beantragte Dauer ist genau einmal anzugeben."),
        Text.Of($"Indica weeks oppure to.", $"Give either weeks or to.", $"Entweder weeks oder to angeben."));
}

/// <summary>Dates as the contract writes them.</summary>
internal static class Iso
{
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static JsonNode? Day(DateOnly? day) => day is { } some ? JsonValue.Create(Day(some)) : null;

    public static JsonObject? Span(DaySpan? span) => span is null ? null : new() { ["from"] = Day(span.From), ["to"] = Day(span.To) };

    public static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
}

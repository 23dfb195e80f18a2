using System.Text.Json;
using System.Text.Json.Nodes;
using Cig.Rules;

namespace Cig.Calculators;

/// <summary>The result of a calculation before it is written in a language.</summary>
/// <param name="Result">The result's keys; sentences among them are written in the language asked for.</param>
public sealed record Answer(Func<Tongue, JsonObject> Result, IReadOnlyList<Reason> Reasons, IReadOnlyList<Policy> Policies, IReadOnlyList<Text> Warnings)
{
    public static Answer Of<T>(Ruling<T> ruling, Func<Tongue, JsonObject> result) => new(result, ruling.Reasons, ruling.Policies, ruling.Warnings);
}

/// <summary>A question that a person or a program may ask: facts in, answer with reasons out, the same on every road.</summary>
public abstract class Calculator
{
    /// <summary>Name on the command line and in the address: <c>used-weeks</c>.</summary>
    public abstract string Name { get; }

    public abstract Text Summary { get; }

    public abstract ObjectKind Input { get; }

    /// <summary>The keys of the result, without reasons, policies and warnings.</summary>
    public abstract ObjectKind Output { get; }

    /// <summary>A valid input.</summary>
    public abstract string Example { get; }

    /// <summary>The key of the result that is a yes or no, or an outcome, about which one may ask what would have to change; empty where there is none.</summary>
    public virtual string Verdict => "";

    /// <summary>The readings that can be chosen: name and values, the default first.</summary>
    public virtual IReadOnlyDictionary<string, IReadOnlyList<string>> Policies { get; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>All calculators, in the order in which they are listed.</summary>
    public static IReadOnlyList<Calculator> All { get; } =
    [
        new Amounts.BenefitCalculator(),
        new Amounts.MonthOfCausesCalculator(),
        new Amounts.WeeklyBenefitCalculator(),
        new Amounts.PayForHoursCalculator(),
        new Amounts.MaximumCalculator(),
        new Amounts.WorkableHoursCalculator(),
        new Contributions.ContributionCalculator(),
        new Contributions.ContributionForecastCalculator(),
        new Contributions.ContributionWeeksCalculator(),
        new Contributions.OrdinaryContributionCalculator(),
        new Durations.DurationCalculator(),
        new Durations.UsedWeeksCalculator(),
        new Durations.ThirdOfHoursCalculator(),
        new Durations.SuspendedHoursCalculator(),
        new Eligibility.WorkerEligibilityCalculator(),
        new Eligibility.SeniorityCalculator(),
        new Eligibility.HeadCountCalculator(),
        new Schemes.SchemeCalculator(),
        new Schemes.CausesCalculator(),
        new OtherWork.OtherWorkCalculator(),
        new Absences.AbsenceCalculator(),
        new Families.FamilyBenefitCalculator(),
        new Payments.PaymentCalculator(),
        new Deadlines.DeadlineCalculator(),
        new Deadlines.FilingLossCalculator(),
        new Procedures.UnionProcedureCalculator(),
        new Procedures.CigsStartCalculator(),
        new Solidarity.SolidarityCutCalculator(),
        new Training.TrainingDutyCalculator(),
        new Identifiers.IdentifierCalculator(),
        new Access.ChatAccessCalculator(),
        new Figures.FiguresCalculator(),
    ];

    public static Calculator? Find(string name) => All.FirstOrDefault(c => c.Name == name);

    /// <summary>Answers facts that have been checked.</summary>
    /// <exception cref="ImpossibleFactException">A fact cannot be.</exception>
    /// <exception cref="NotInForceException">Nothing is in force for the facts.</exception>
    protected abstract Answer Answer(Facts facts, Readings readings);

    /// <summary>The single facts that would turn the verdict of an answer, the nearest first; none where there is no verdict or no answer.</summary>
    public IReadOnlyList<Turn> WhatWouldTurn(string json, Readings readings)
    {
        using var document = Json.Parse(json, out _);
        return document is null || Ask(document.RootElement, readings).Answer is null ? [] : Counterfactual.Of(this, document.RootElement, readings);
    }

    /// <summary>Checks everything and answers, or says all that is wrong.</summary>
    public Reply Ask(string json, Readings readings)
    {
        using var document = Json.Parse(json, out var broken);
        return document is null ? new(null, [broken!]) : Ask(document.RootElement, readings);
    }

    public Reply Ask(JsonElement input, Readings readings)
    {
        List<Problem> problems = [.. Unknown(readings)];
        Input.Check(input, "", problems);
        if (problems.Count > 0)
            return new(null, problems);

        try
        {
            return new(Answer(new(input), readings), []);
        }
        catch (ImpossibleFactException e)
        {
            return new(null, [.. new[] { e }.Concat(e.Others).Select(wrong => new Problem($"/{wrong.Fact}", wrong.Problem, wrong.Mend))]);
        }
        catch (NotInForceException e)
        {
            return new(null, [NotInForce(e)]);
        }
    }

    /// <summary>JSON Schema of the input and of the answer.</summary>
    public JsonObject Schema() => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = Name,
        ["description"] = Summary.English,
        ["$defs"] = new JsonObject { ["input"] = Input.Schema(), ["output"] = Reply.Of(Output).Schema() },
        ["policies"] = new JsonObject([.. Policies.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)new JsonArray([.. p.Value.Select(v => (JsonNode)v)])))]),
    };

    private IEnumerable<Problem> Unknown(Readings readings)
    {
        foreach (var (name, value) in readings.Chosen)
        {
            if (Policies.TryGetValue(name, out var values) && values.Contains(value))
                continue;

            var known = Policies.Count == 0 ? "-" : string.Join("; ", Policies.Select(p => $"{p.Key}={string.Join('|', p.Value)}"));
            yield return new(
                "",
                Text.Of($"Questo calcolo non conosce la lettura {name}={value}.", $"This calculation does not know the reading {name}={value}.", $"Diese Berechnung kennt die Auslegung {name}={value} nicht."),
                Text.Of($"Letture possibili: {known}.", $"Possible readings: {known}.", $"Mögliche Auslegungen: {known}."));
        }
    }

    /// <summary>The fact by which the rule in question is chosen, so that the error can name its place.</summary>
    protected virtual string DateFact => Input.Members.FirstOrDefault(m => m.Kind is TimeKind)?.Key ?? "";

    private Problem NotInForce(NotInForceException e) => new(
        $"/{DateFact}",
        Text.Of($"Per il {e.Day} non è in vigore nulla ({e.Figure}).", $"Nothing is in force on {e.Day} ({e.Figure}).", $"Am {e.Day} ist nichts in Kraft ({e.Figure})."),
        Text.Of($"Indica una data dal 24 settembre 2015 in poi.", $"Give a date from 24 September 2015 on.", $"Ein Datum ab dem 24. September 2015 angeben."));
}

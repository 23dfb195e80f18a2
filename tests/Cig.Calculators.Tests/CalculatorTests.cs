using System.Text.Json;
using System.Text.Json.Nodes;
using Cig.Rules;
using CsCheck;

namespace Cig.Calculators.Tests;

public sealed class CalculatorTests
{
    public static TheoryData<string> Names => [.. Calculator.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_example_is_answered_in_three_languages_with_the_same_values(string name)
    {
        var calculator = Calculator.Find(name)!;

        var answers = Enum.GetValues<Tongue>().Select(t => calculator.Ask(calculator.Example, Readings.Default).ToJson(t)).ToArray();

        Assert.All(answers, a => Assert.False(a.ContainsKey("errors"), a.ToJsonString()));
        Assert.All(answers, a => Assert.Equal(Values(calculator, answers[0]), Values(calculator, a)));
        Assert.All(answers, a => Assert.Equal(Sources(answers[0]), Sources(a)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_answer_keeps_to_the_shape_that_the_schema_states(string name)
    {
        var calculator = Calculator.Find(name)!;
        var answer = calculator.Ask(calculator.Example, Readings.Default).ToJson(Tongue.Italian);
        using var document = JsonDocument.Parse(answer.ToJsonString());
        List<Problem> problems = [];

        Reply.Of(calculator.Output).Check(document.RootElement, "", problems);

        Assert.Empty(problems);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_contract_is_kept(string name) => Snapshots.Matches(name + ".schema", Json.Write(Calculator.Find(name)!.Schema(), indented: true) + "\n");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_fact_left_out_is_an_error_that_names_it_unless_it_is_optional(string name)
    {
        var calculator = Calculator.Find(name)!;
        foreach (var member in calculator.Input.Members)
        {
            var facts = (JsonObject)JsonNode.Parse(calculator.Example)!;
            facts.Remove(member.Key);
            var problems = calculator.Ask(facts.ToJsonString(), Readings.Default).Problems;

            Assert.Equal(!member.Optional, problems.Any(p => p.Path == $"/{member.Key}" && p.Message.Italian.StartsWith("Manca", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_text_that_arrives_breaks_a_calculator(string name)
    {
        var calculator = Calculator.Find(name)!;
        Gen.Select(Gen.Int[0, calculator.Example.Length - 1], Gen.Char["{}[]\",:0123456789-null\u0000è"]).Sample((place, character) =>
        {
            var text = calculator.Example[..place] + character + calculator.Example[(place + 1)..];
            var reply = calculator.Ask(text, Readings.Default);
            return reply.Answer is not null || reply.Problems.Count > 0;
        }, iter: 400);
    }

    [Theory]
    [InlineData("""{"scheme":"CIGO","month":"2026-04","suspensionStart":"2026-04-01","monthlyPay":"1625.00","partTimePercent":"100","workableHours":"176.00","supplementedHours":"64.00","seasonalBadWeather":false}""", "590.91", "472.73", "445.12", "SINGLE")]
    [InlineData("""{"scheme":"CIGO","month":"2026-04","suspensionStart":"2026-04-01","monthlyPay":"2500.00","partTimePercent":"100","workableHours":"176.00","supplementedHours":"176.00","seasonalBadWeather":false}""", "2500.00", "1423.69", "1340.56", "SINGLE")]
    [InlineData("""{"scheme":"CIGO","month":"2021-03","suspensionStart":"2021-03-01","monthlyPay":"1900.00","partTimePercent":"100","workableHours":"184.00","supplementedHours":"92.00","seasonalBadWeather":false}""", "950.00", "499.09", "469.95", "LOW")]
    [InlineData("""{"scheme":"CIGO","month":"2026-04","suspensionStart":"2026-04-01","monthlyPay":"3000.00","partTimePercent":"100","workableHours":"176.00","supplementedHours":"64.00","seasonalBadWeather":true}""", "1090.91", "621.25", "584.97", "SINGLE")]
    [InlineData("""{"scheme":"CIGO","month":"2026-04","suspensionStart":"2026-04-01","monthlyPay":"900.00","partTimePercent":"50","workableHours":"176.00","supplementedHours":"44.00","seasonalBadWeather":false}""", "450.00", "355.92", "335.14", "SINGLE")]
    public void The_benefit_is_that_of_the_rule(string facts, string lostPay, string gross, string net, string band)
    {
        var answer = Ask("benefit", facts);

        Assert.Equal((lostPay, gross, net, band), (Text(answer, "lostPay"), Text(answer, "gross"), Text(answer, "net"), Text(answer, "band")));
    }

    [Theory]
    [InlineData("benefit")]
    [InlineData("benefit-month")]
    [InlineData("benefit-weeks")]
    public void The_amounts_of_a_month_ask_which_fund_pays(string name)
    {
        bool Unreduced(string fund) => Ask(name, $"{{\"fund\":\"{fund}\",{Calculator.Find(name)!.Example.Replace("CIGO", "FUND")[1..]}")
            ["reasons"]!.AsArray().Any(r => r!["text"]!.GetValue<string>().StartsWith("Il fondo del credito non applica la riduzione", StringComparison.Ordinal));

        Assert.Equal((true, false), (Unreduced("CREDIT"), Unreduced("INSURANCE")));
    }

    [Fact]
    public void A_month_beyond_the_published_years_is_answered_with_the_last_figure_and_a_warning()
    {
        var last = Cig.Rules.Amounts.MonthlyMaximum.LastPublishedMonth;
        JsonObject In(DateOnly month) => Ask("benefit", Calculator.Find("benefit")!.Example.Replace("2026-04-01", month.ToString("yyyy-MM-dd")).Replace("2026-04", month.ToString("yyyy-MM")));

        Assert.Equal(Text(In(last), "maximumForHours"), Text(In(last.AddMonths(1)), "maximumForHours"));
        Assert.Contains(last.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), In(last.AddMonths(1))["warnings"]!.AsArray().Single()!.GetValue<string>());
        Assert.Empty(In(last)["warnings"]!.AsArray());
    }

    [Fact]
    public void Before_the_Decree_there_is_no_answer() =>
        Assert.Contains("24 settembre 2015", Ask("maximum", """{"month":"2015-08","suspensionStart":"2015-08-01","seasonalBadWeather":false}""")["errors"]![0]!["mend"]!.GetValue<string>());

    [Theory]
    [InlineData("[1]", "")]
    [InlineData("{\"month\":", "")]
    [InlineData("{\"month\":\"2026-04\",\"month\":\"2026-05\"}", "")]
    public void What_is_no_single_object_is_refused(string text, string path) => Assert.Equal(path, Calculator.Find("benefit")!.Ask(text, Readings.Default).Problems[0].Path);

    [Theory]
    [InlineData("monthlyPay", "1625")]
    [InlineData("monthlyPay", "\"1.625,00\"")]
    [InlineData("monthlyPay", "\"1625.001\"")]
    [InlineData("monthlyPay", "\"-1\"")]
    [InlineData("monthlyPay", "\"1e3\"")]
    [InlineData("monthlyPay", "\"1625.000\"")]
    [InlineData("monthlyPay", "\"1625.\"")]
    [InlineData("monthlyPay", "\".5\"")]
    [InlineData("monthlyPay", "\"+1\"")]
    [InlineData("monthlyPay", "\"\"")]
    [InlineData("workableHours", "\"0\"")]
    [InlineData("partTimePercentMonth", "\"0\"")]
    [InlineData("partTimePercent", "\"0\"")]
    [InlineData("partTimePercent", "\"100.01\"")]
    [InlineData("supplementedHours", "\"176.01\"")]
    [InlineData("scheme", "\"CIG\"")]
    [InlineData("scheme", "\"cigo\"")]
    [InlineData("month", "\"2026-4\"")]
    [InlineData("suspensionStart", "\"2026-02-30\"")]
    [InlineData("suspensionStart", "\"2026-05-01\"")]
    [InlineData("seasonalBadWeather", "\"false\"")]
    [InlineData("seasonalBadWeather", "0")]
    public void A_wrong_fact_is_named_with_its_mend(string key, string value)
    {
        var facts = (JsonObject)JsonNode.Parse(Calculator.Find("benefit")!.Example)!;
        facts[key] = JsonNode.Parse(value);

        var problem = Assert.Single(Calculator.Find("benefit")!.Ask(facts.ToJsonString(), Readings.Default).Problems);
        Assert.Equal($"/{key}", problem.Path);
        Assert.NotEmpty(problem.Mend.German);
    }

    [Fact]
    public void All_errors_come_at_once_and_an_unknown_key_suggests_the_nearest()
    {
        var problems = Calculator.Find("benefit")!.Ask("""{"scheme":"X","monthlyPai":"1"}""", Readings.Default).Problems;

        Assert.Equal(9, problems.Count);
        Assert.Contains("monthlyPay", problems.Single(p => p.Path == "/monthlyPai").Mend.Italian);
    }

    [Fact]
    public void Facts_that_contradict_one_another_come_at_once_as_well()
    {
        var facts = Calculator.Find("benefit")!.Example.Replace("2026-04-01", "2026-05-01").Replace("64.00", "176.01");
        var period = """{"sector":"INDUSTRY","daysPerWeek":5,"authorisations":[{"scheme":"CIGS","cause":"STRIKE","unavoidableEvent":false,"from":"2025-02-01","to":"2025-01-01","derogation":false}],"pending":[{"scheme":"CIGS","cause":"STRIKE","unavoidableEvent":false,"from":"2025-02-01","to":"2025-03-01","derogation":false}],"request":{"scheme":"FIS","cause":"STRIKE","unavoidableEvent":false,"from":"2026-02-02"}}""";

        Assert.Equal(["/suspensionStart", "/supplementedHours"], Calculator.Find("benefit")!.Ask(facts, Readings.Default).Problems.Select(p => p.Path));
        Assert.Equal(["/request/weeks", "/averageEmployees", "/authorisations/0/to", "/authorisations/0/cause", "/pending/0/cause"], Calculator.Find("duration")!.Ask(period, Readings.Default).Problems.Select(p => p.Path));
    }

    [Theory]
    [InlineData("6", true)]
    [InlineData("\"6\"", true)]
    [InlineData("\"5.5\"", true)]
    [InlineData("5.5", false)]
    [InlineData("-1", false)]
    [InlineData("1201", false)]
    public void A_length_may_be_a_whole_number_or_a_decimal_in_quotes(string months, bool answered)
    {
        var facts = (JsonObject)JsonNode.Parse(Calculator.Find("other-work")!.Example)!;
        facts["contractMonths"] = JsonNode.Parse(months);

        Assert.Equal(answered, Calculator.Find("other-work")!.Ask(facts.ToJsonString(), Readings.Default).Answer is not null);
        Assert.Equal("13", Text(Ask("duration", Calculator.Find("duration")!.Example.Replace("\"weeks\":16", "\"weeks\":\"16\"")), "grantedWeeks"));
    }

    [Fact]
    public void A_reading_is_chosen_by_name_and_an_unknown_one_is_refused()
    {
        var benefit = Calculator.Find("benefit")!;
        var facts = benefit.Example.Replace("1625.00", "3000.00");

        Assert.Equal("517.76", Text(benefit.Ask(facts, new(new Dictionary<string, string> { ["hourlyRounding"] = "2" })).ToJson(Tongue.Italian), "gross"));
        Assert.Contains("hourlyRounding=none|2|5", benefit.Ask(facts, new(new Dictionary<string, string> { ["hourlyRounding"] = "3" })).Problems[0].Mend.Italian);
        Assert.NotEmpty(benefit.Ask(facts, new(new Dictionary<string, string> { ["rounding"] = "none" })).Problems);
    }

    [Fact]
    public void A_late_filing_loses_the_days_that_the_reading_says()
    {
        var deadline = Calculator.Find("deadline")!;
        var answer = deadline.Ask(deadline.Example, Readings.Default).ToJson(Tongue.Italian);
        var monday = deadline.Ask(deadline.Example, new(new Dictionary<string, string> { ["lateWeek"] = "monday" })).ToJson(Tongue.Italian);

        Assert.Equal(("LATE", "2026-11-18", "2026-11-17"), (Text(answer, "outcome"), answer["paidFrom"]!["strict"]!.GetValue<string>(), answer["lost"]!["to"]!.GetValue<string>()));
        Assert.Equal("2026-11-15", monday["lost"]!["to"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"kind":"APPLICATION","scheme":"CIGO","unavoidableEvent":false}""", "/start")]
    [InlineData("""{"kind":"APPLICATION","scheme":"CIGO","unavoidableEvent":false,"start":"2026-11-02","firstWeek":"2026-11-02"}""", "/start")]
    [InlineData("""{"kind":"APPLICATION","scheme":"CIGO","unavoidableEvent":false,"firstWeek":"2026-11-03"}""", "/firstWeek")]
    [InlineData("""{"kind":"APPLICATION","scheme":"CIGS","unavoidableEvent":false,"start":"2026-11-03"}""", "/scheme")]
    [InlineData("""{"kind":"SET_OFF","scheme":"CIGO","unavoidableEvent":false,"start":"2026-11-03"}""", "/scheme")]
    [InlineData("""{"kind":"APPLICATION","scheme":"CIGO","unavoidableEvent":true,"events":[]}""", "/events")]
    public void A_deadline_needs_one_day_to_count_from(string facts, string path) =>
        Assert.Equal(path, Calculator.Find("deadline")!.Ask(facts, Readings.Default).Problems[0].Path);

    [Fact]
    public void The_duration_counts_the_weeks_of_the_example()
    {
        var answer = Ask("duration", Calculator.Find("duration")!.Example);

        Assert.Equal(("13", "3"), (Text(answer, "grantedWeeks"), Text(answer, "refusedWeeks")));
        Assert.Equal("39", answer["periods"]![0]!["usedBefore"]!.GetValue<string>());
        Assert.Contains("biennio", answer["periods"]![13]!["reason"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("2026-11-23", "benefit.max.single.gross", 1)]
    [InlineData("2021-11-23", "benefit.max.single.gross", 0)]
    [InlineData("2021-11-23", "benefit.max.low", 2)]
    public void Figures_are_those_in_force_on_the_day(string day, string name, int count) =>
        Assert.Equal(count, Ask("figures", $$"""{"date":"{{day}}","name":"{{name}}"}""")["figures"]!.AsArray().Count);

    private static JsonObject Ask(string name, string facts) => Calculator.Find(name)!.Ask(facts, Readings.Default).ToJson(Tongue.Italian);

    private static string Text(JsonObject answer, string key) => answer[key]!.GetValue<string>();

    private static string Sources(JsonObject answer) => string.Join('|', answer["reasons"]!.AsArray().Select(r => r!["source"]!.GetValue<string>()));

    /// <summary>What an answer says besides its sentences, which each language writes in its own words.</summary>
    private static string Values(Calculator calculator, JsonObject answer) => Bare(calculator.Output, answer);

    private static string Bare(Kind kind, JsonNode? value) => (kind, value) switch
    {
        (ObjectKind members, JsonObject one) => "{" + string.Join('|', members.Members.Select(m => $"{m.Key}={Bare(m.Kind, one[m.Key])}")) + "}",
        (ListKind list, JsonArray many) => "[" + string.Join('|', many.Select(v => Bare(list.Of, v))) + "]",
        (TextKind, not null) => "text",
        _ => value?.ToJsonString() ?? "null",
    };
}

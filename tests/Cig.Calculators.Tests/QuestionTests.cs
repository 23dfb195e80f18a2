using System.Text.Json;
using System.Text.Json.Nodes;
using Cig.Calculators.Deadlines;
using Cig.Rules;

namespace Cig.Calculators.Tests;

/// <summary>The contract of the calculators, question by question, through JSON as a program sees it.</summary>
public sealed class QuestionTests
{
    [Theory]
    [InlineData("""{"kind":"CIGS_APPLICATION","agreementDate":"2026-03-02","filedOn":"2026-03-10"}""", """{"nominal":"2026-03-09","rolled":"2026-03-09","outcome":"LATE"}""")]
    [InlineData("""{"kind":"DIRECT_PAYMENT_DATA","periodMonth":"2026-03","notifiedOn":"2026-04-20"}""", """{"nominal":"2026-06-19","rolled":"2026-06-19"}""")]
    [InlineData("""{"kind":"SET_OFF","grantEnds":"2026-01-31","payPeriodEnds":"2026-01-31","grantedOn":"2026-02-15","filedOn":"2026-08-18"}""", """{"nominal":"2026-08-15","rolled":"2026-08-17","outcome":"FORFEITED"}""")]
    [InlineData("""{"kind":"INTEGRATION_REPLY","receivedOn":"2026-04-10"}""", """{"nominal":"2026-04-25","rolled":"2026-04-27"}""")]
    [InlineData("""{"kind":"APPEAL","decisionKind":"SILENCE","filedOn":"2026-01-01"}""", """{"earliest":"2026-05-02"}""")]
    [InlineData("""{"kind":"APPEAL","decisionKind":"CIGS_DECREE","receivedOn":"2026-03-02"}""", """{"nominal":"2026-05-01","rolled":"2026-05-02","extraordinaryAppeal":"2026-06-30"}""")]
    public void Every_kind_of_term_is_answered(string question, string answer) => Same("deadline", question, answer);

    [Theory]
    [InlineData("""{"kind":"SET_OFF"}""", "/grantEnds", "/payPeriodEnds", "/grantedOn")]
    [InlineData("""{"kind":"CIGS_APPLICATION","agreementDate":"2026-03-02","scheme":"CIGO"}""", "/scheme")]
    [InlineData("""{"kind":"APPEAL","decisionKind":"SUPPLEMENT"}""", "/receivedOn")]
    [InlineData("""{"kind":"APPEAL","decisionKind":"SILENCE"}""", "/filedOn")]
    [InlineData("""{"kind":"APPLICATION","start":"2026-03-02"}""", "/scheme", "/unavoidableEvent")]
    public void A_term_says_which_facts_it_needs(string question, params string[] paths) =>
        Assert.Equal(paths, Calculator.Find("deadline")!.Ask(question, Readings.Default).Problems.Select(p => p.Path));

    [Fact]
    public void The_duration_of_the_extraordinary_supplement_is_told_in_months()
    {
        var answer = Ask("duration", """{"sector":"INDUSTRY","daysPerWeek":5,"authorisations":[{"scheme":"CIGS","cause":"CRISIS","unavoidableEvent":false,"from":"2024-01-01","to":"2024-12-31","derogation":false}],"request":{"scheme":"CIGS","cause":"CRISIS","unavoidableEvent":false,"from":"2025-08-01","to":"2025-10-31"}}""");

        Assert.Equal(("2", "1"), (answer["grantedMonths"]!.GetValue<string>(), answer["refusedMonths"]!.GetValue<string>()));
        Assert.Null(answer["grantedWeeks"]);
        Assert.Equal(["0", "1", "1"], answer["periods"]!.AsArray().Select(p => p!["granted"]!.GetValue<string>()));
        Assert.Equal("14", answer["fiveYears"]!["months"]!.GetValue<string>());
    }

    [Fact]
    public void Pending_applications_are_counted_as_a_what_if()
    {
        var question = (JsonObject)JsonNode.Parse(Calculator.Find("duration")!.Example)!;
        question["pending"] = new JsonArray(JsonNode.Parse("""{"scheme":"CIGO","cause":"LACK_OF_WORK","unavoidableEvent":false,"from":"2026-08-03","to":"2026-09-27","derogation":false}"""));
        var answer = Ask("duration", question.ToJsonString());

        Assert.Equal("13", answer["grantedWeeks"]!.GetValue<string>());
        Assert.Equal(("5", "11"), (answer["ifPendingGranted"]!["granted"]!.GetValue<string>(), answer["ifPendingGranted"]!["refused"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("FIS", null, "/averageEmployees")]
    [InlineData("CIGS", null, "/request/cause")]
    public void A_fact_that_the_scheme_needs_is_asked_for(string scheme, string? average, string path)
    {
        var question = (JsonObject)JsonNode.Parse(Calculator.Find("duration")!.Example)!;
        question["request"]!["scheme"] = scheme;
        question["averageEmployees"] = average;

        Assert.Equal(path, Assert.Single(Calculator.Find("duration")!.Ask(question.ToJsonString(), Readings.Default).Problems).Path);
    }

    [Theory]
    [InlineData("contribution", """{"rate":"12","contribution":"1500.00","bracket":"SECOND","reduced":false}""")]
    [InlineData("ordinary-contribution", """{"rate":"0.3","employerRate":"0.2","workerRate":"0.1"}""")]
    [InlineData("union-procedure", """{"required":true,"examRequestBy":null,"endsBy":"2026-03-27"}""")]
    [InlineData("cigs-start", """{"outcome":"IN_TIME","treatmentFrom":"2026-03-16","decreeExpectedBy":"2026-06-04"}""")]
    [InlineData("third-of-hours", """{"workable":"416000","cap":"138666.6667","capFraction":"416000/3","passes":true}""")]
    [InlineData("solidarity-cut", """{"averagePercent":"60","maxPercent":"70","passes":true}""")]
    [InlineData("training-duty", """{"effect":"ONE_THIRD","benefitsLost":"1/3"}""")]
    [InlineData("worker-eligibility", """{"eligible":false}""")]
    [InlineData("scheme", """{"schemes":[{"scheme":"CIGO","fit":"NOT_COMPATIBLE"},{"scheme":"CIGS","fit":"SUGGESTED"},{"scheme":"FIS","fit":"NOT_COMPATIBLE"},{"scheme":"FUND","fit":"NOT_COMPATIBLE"},{"scheme":"CISOA","fit":"NOT_COMPATIBLE"}]}""")]
    [InlineData("head-count", """{"averageEmployees":"15.25"}""")]
    public void The_examples_have_known_answers(string name, string answer) => Same(name, Calculator.Find(name)!.Example, answer);

    [Theory]
    [InlineData("52", "FIRST")]
    [InlineData("52.0001", "SECOND")]
    [InlineData("52.01", "SECOND")]
    [InlineData("52.1667", "SECOND")]
    [InlineData("51.9667", "FIRST")]
    [InlineData("104", "SECOND")]
    [InlineData("104.0333", "THIRD")]
    public void Weeks_just_over_a_limit_are_over_it(string weeks, string bracket)
    {
        var question = (JsonObject)JsonNode.Parse(Calculator.Find("contribution")!.Example)!;
        question["weeksUsed"] = weeks;

        Assert.Equal(bracket, Ask("contribution", question.ToJsonString())["bracket"]!.GetValue<string>());
    }

    [Fact]
    public void A_forecast_tells_month_by_month()
    {
        var answer = Ask("contribution-forecast", Calculator.Find("contribution-forecast")!.Example);

        Assert.Equal(["900.00", "1200.00"], answer["months"]!.AsArray().Select(m => m!["contribution"]!.GetValue<string>()));
        Assert.Equal("2100.00", answer["total"]!.GetValue<string>());
    }

    [Fact]
    public void Filing_tomorrow_may_lose_what_today_would_save()
    {
        var days = Ask("filing-loss", Calculator.Find("filing-loss")!.Example)["days"]!.AsArray();

        Assert.Equal(["IN_TIME", "REJECTED", "REJECTED"], days.Select(d => d!["outcome"]!.GetValue<string>()));
        Assert.Equal(["2017-10-31", "2017-11-02"], days[0]!["separatelyInTime"]!.AsArray().Select(d => d!.GetValue<string>()));
        Assert.Equal(["2017-11-02"], days[1]!["separatelyInTime"]!.AsArray().Select(d => d!.GetValue<string>()));
    }

    [Fact]
    public void Parts_of_other_work_carry_version_effect_and_amount()
    {
        var parts = Ask("other-work", Calculator.Find("other-work")!.Example)["parts"]!.AsArray();

        Assert.Equal(["2025-01", "2025-12"], parts.Select(p => p!["regime"]!.GetValue<string>()));
        Assert.Equal(["60.00", "40.00"], parts.Select(p => p!["payable"]!.GetValue<string>()));
    }

    /// <summary>What the engine says must change is changed, and the verdict turns; one step less and it does not.</summary>
    [Theory]
    [InlineData("worker-eligibility")]
    [InlineData("deadline")]
    [InlineData("cigs-start")]
    [InlineData("training-duty")]
    [InlineData("third-of-hours")]
    [InlineData("union-procedure")]
    [InlineData("contribution")]
    [InlineData("benefit")]
    public void What_would_have_to_change_really_turns_the_answer(string name)
    {
        var calculator = Calculator.Find(name)!;
        var before = Ask(name, calculator.Example)[calculator.Verdict]!.ToString();
        var turns = calculator.WhatWouldTurn(calculator.Example, Readings.Default);

        if (name != "union-procedure")
            Assert.NotEmpty(turns);
        foreach (var turn in turns)
        {
            Assert.NotEqual(before, With(calculator, turn.Path, turn.To));
            if (DateOnly.TryParseExact(turn.To, "yyyy-MM-dd", out var day))
            {
                var nearer = day.AddDays(DateOnly.ParseExact(turn.From, "yyyy-MM-dd") < day ? -1 : 1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
                Assert.Equal(before, With(calculator, turn.Path, nearer) ?? before);
            }
        }

        Assert.Equal(turns.Select(t => t.Distance).Order(), turns.Select(t => t.Distance));
    }

    [Fact]
    public void Where_there_is_no_verdict_or_no_answer_nothing_turns()
    {
        Assert.Empty(Calculator.Find("used-weeks")!.WhatWouldTurn(Calculator.Find("used-weeks")!.Example, Readings.Default));
        Assert.Empty(Calculator.Find("worker-eligibility")!.WhatWouldTurn("{}", Readings.Default));
        Assert.Empty(Calculator.Find("worker-eligibility")!.WhatWouldTurn("{", Readings.Default));
    }

    [Fact]
    public void A_calendar_folds_its_lines_and_escapes_its_texts()
    {
        var feed = TermCalendar.Write(
            [new("1@x", new(2026, 12, 31), Text.Of($"Così, alla fine; è lungo", $"a", $"b"), Text.Of($"{new string('è', 60)}\n\\fine", $"a", $"b"))], Tongue.Italian, new(2026, 11, 24, 15, 0, 0, TimeSpan.FromHours(1)));

        Assert.Contains("SUMMARY:Così\\, alla fine\\; è lungo\r\n", feed);
        Assert.Contains("DTSTAMP:20261124T140000Z\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n", feed);
        Assert.All(feed.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Contains($"{new string('è', 60)}\\n\\\\fine", feed.Replace("\r\n ", ""));
        Assert.DoesNotContain("\n", feed.Replace("\r\n", ""));
        Assert.EndsWith("END:VCALENDAR\r\n", feed);
    }

    private static string? With(Calculator calculator, string path, string value)
    {
        var question = (JsonObject)JsonNode.Parse(calculator.Example)!;
        var member = calculator.Input.Members.Single(m => $"/{m.Key}" == path);
        question[member.Key] = member.Kind.Typed(value);
        return calculator.Ask(question.ToJsonString(), Readings.Default).Answer?.Result(Tongue.Italian)[calculator.Verdict]?.ToString();
    }

    private static JsonObject Ask(string name, string question)
    {
        var answer = Calculator.Find(name)!.Ask(question, Readings.Default).ToJson(Tongue.Italian);
        Assert.False(answer.ContainsKey("errors"), answer.ToJsonString());
        return answer;
    }

    private static void Same(string name, string question, string answer)
    {
        var given = Ask(name, question);
        foreach (var key in new[] { "reasons", "policies", "warnings" })
            given.Remove(key);
        foreach (var empty in given.Where(p => p.Value is null && JsonNode.Parse(answer)![p.Key] is null && !answer.Contains($"\"{p.Key}\"")).Select(p => p.Key).ToArray())
            given.Remove(empty);
        Assert.Equal(JsonNode.Parse(answer)!.ToJsonString(), given.ToJsonString());
    }
}

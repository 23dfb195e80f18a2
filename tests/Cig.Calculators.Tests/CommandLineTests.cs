using System.Diagnostics;

namespace Cig.Calculators.Tests;

/// <summary>The program itself, as a person or a script runs it.</summary>
public sealed class CommandLineTests
{
    private const string Example = """{"daysUsed":63,"daysPerWeek":5}""";

    [Fact]
    public async Task It_answers_in_words_from_options_and_in_JSON_from_standard_input()
    {
        var (words, _, answered) = await Cig("", "used-weeks", "--daysUsed", "63", "--daysPerWeek", "5");
        var (json, _, _) = await Cig(Example, "used-weeks", "--json", "--lang", "de");

        Assert.Equal(0, answered);
        Assert.Contains("12.6", words);
        Assert.Contains("circ. INPS 58/2009", words);
        Assert.Contains("\"weeks\": \"12.6\"", json);
        Assert.Contains("ohne Rundung", json);
    }

    [Fact]
    public async Task Bad_input_ends_with_2_and_says_where()
    {
        var (_, errors, code) = await Cig("", "used-weeks", "--daysUsed", "many", "--daysPerWeek", "7");

        Assert.Equal(2, code);
        Assert.Contains("/daysUsed", errors);
        Assert.Contains("/daysPerWeek", errors);
    }

    [Fact]
    public async Task What_is_no_option_no_language_or_no_command_ends_with_2_too()
    {
        var (json, _, code) = await Cig("", "used-weeks", "--daysUsed", "63", "--daysPerWeek", "5", "--dayUsed", "1", "--json");

        Assert.Equal(2, code);
        Assert.Contains("/dayUsed", json);
        Assert.Contains("daysUsed", json);
        Assert.Equal(2, (await Cig("", "used-weeks", "--daysUsed")).Code);
        Assert.Equal(2, (await Cig(Example, "used-weeks", "--lang", "fr")).Code);
        Assert.Equal(2, (await Cig("", "nonsense")).Code);
        Assert.Equal(0, (await Cig("")).Code);
    }

    [Fact]
    public async Task Lines_are_answered_in_order_and_a_bad_one_does_not_stop_the_rest()
    {
        var (output, _, code) = await Cig(Example + "\n{\"daysUsed\":1}\nnonsense\n" + Example.Replace("63", "5"), "used-weeks", "--lines");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(2, code);
        Assert.Equal(4, lines.Length);
        Assert.Contains("12.6", lines[0]);
        Assert.Contains("errors", lines[1]);
        Assert.Contains("errors", lines[2]);
        Assert.Contains("\"1\"", lines[3]);
        Assert.Equal(0, (await Cig(Example, "used-weeks", "--lines")).Code);
    }

    [Fact]
    public async Task A_reading_an_explanation_the_schema_and_a_missing_file()
    {
        Assert.Equal(2, (await Cig(Example, "used-weeks", "--policy", "x=y")).Code);
        Assert.Contains("└─", (await Cig(Example, "explain", "used-weeks")).Output);
        Assert.Contains("json-schema.org", (await Cig("", "used-weeks", "--schema")).Output);
        Assert.Equal(2, (await Cig("", "used-weeks", "--in", "no-such-file.json")).Code);
        Assert.Contains("benefit", (await Cig("", "--help")).Output);
    }

    private static async Task<(string Output, string Errors, int Code)> Cig(string input, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "..", "..", "Cig.Cli", "debug", "cig.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (output, await errors, process.ExitCode);
    }
}

using System.Diagnostics;

namespace Cig.Web.Tests.Chat;

/// <summary>A short run of bench/ChatSoak, which starts servers of its own and breaks everything that can break.</summary>
[Trait("Category", "Slow")]
public sealed class SoakTests
{
    [Theory]
    [InlineData("sqlite", 1)]
    [InlineData("postgres", 3)]
    public async Task Nothing_is_lost_repeated_disordered_or_shown_too_early(string store, int nodes)
    {
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "ChatSoak", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Cig.Bench.ChatSoak.dll"));
        var start = new ProcessStartInfo("dotnet", [program, "--messages", "1500", "--store", store, "--nodes", $"{nodes}", "--conversations", "6", "--minutes", "8", "--faults"]) { RedirectStandardOutput = true, UseShellExecute = false };

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output);
        Assert.EndsWith("lost 0 repeated 0 disordered 0 early 0", output.TrimEnd());
    }
}

using System.Diagnostics;

namespace Cig.Web.Tests.Pages;

/// <summary>Every page under a page auditor that stands outside this repository: <c>./test pages DIR</c> names its folder.</summary>
public sealed class AuditTests
{
    [Fact(Explicit = true)]
    public async Task Every_page_keeps_the_limits_of_the_auditor()
    {
        var auditor = Environment.GetEnvironmentVariable("CIG_AUDITOR") ?? throw new InvalidOperationException("Run it by ./test pages DIR.");
        var output = Directory.CreateDirectory(Environment.GetEnvironmentVariable("CIG_AUDIT_OUT") ?? "audit-out").FullName;
        await using var site = new Site();
        List<string> broken = [];
        foreach (var group in (await PageCatalogue.Of(site)).Where(p => p.Status == 200).GroupBy(p => p.Person))
        {
            using var visitor = group.Key is { } person ? await site.SignIn(person) : site.Visit();
            var cookies = string.Join("; ", visitor.Cookies.GetCookies(new(site.Origin)).Select(c => $"{c.Name}={c.Value}"));
            var paths = Path.GetTempFileName();
            await File.WriteAllLinesAsync(paths, group.Select(p => p.Path), TestContext.Current.CancellationToken);
            List<string> arguments = [Path.Combine(auditor, "web-audit.mjs"), "--base", site.Origin, "--paths-file", paths, "--out", Path.Combine(output, group.Key?.FamilyName ?? "tutti"), "--strict", "--quiet"];
            if (cookies.Length > 0)
                arguments.AddRange(["--cookie", cookies]);
            if (Environment.GetEnvironmentVariable("CIG_AUDIT_LIGHTHOUSE") != "yes")
                arguments.Add("--no-lighthouse");
            else
                arguments.AddRange(["--runs", "3"]);

            using var process = Process.Start(new ProcessStartInfo("node", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
            var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            TestContext.Current.SendDiagnosticMessage(text);
            Console.WriteLine(text);
            if (process.ExitCode != 0)
                broken.AddRange(text.Split('\n').Where(l => l.StartsWith("LIMIT", StringComparison.Ordinal)).DefaultIfEmpty($"{group.Key?.FamilyName}: the auditor ended with {process.ExitCode}"));
        }

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }
}

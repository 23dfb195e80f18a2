using System.Diagnostics;
using Cig.Platform;
using Cig.Platform.Chat;
using Cig.Platform.Storage;
using Cig.Web.Tests.Chat;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cig.Web.Tests.Pages;

/// <summary>Every page under a page auditor that stands outside this repository: <c>./test pages DIR</c> names its folder.</summary>
public sealed class AuditTests
{
    [Fact(Explicit = true)]
    public async Task Every_page_keeps_the_limits_of_the_auditor()
    {
        var auditor = Environment.GetEnvironmentVariable("CIG_AUDITOR") ?? throw new InvalidOperationException("Run it by ./test pages DIR.");
        var output = Directory.CreateDirectory(Environment.GetEnvironmentVariable("CIG_AUDIT_OUT") ?? "audit-out").FullName;
        var site = Environment.GetEnvironmentVariable("CIG_SITE") ?? throw new InvalidOperationException("Run it by ./test pages DIR.");
        var (port, data) = (Site.FreePort(), Directory.CreateTempSubdirectory("cig-audit-").FullName);
        var origin = $"http://127.0.0.1:{port}";
        using var server = new ServerProcess(port, origin, data, null, Path.Combine(site, "Cig.Web.dll"));
        await server.Start(TestContext.Current.CancellationToken);

        // The platform over the same data, to make something of everything that a page can show.
        await using var platform = new ServiceCollection().AddLogging().AddSingleton(Database.SqliteFile(Path.Combine(data, "cig.db"))).AddSingleton(TimeProvider.System).AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>().AddCigPlatform().BuildServiceProvider();
        await ((IHostedService)platform.GetRequiredService<ConversationLog>()).StartAsync(default);
        List<string> broken = [];
        foreach (var group in (await PageCatalogue.Of(platform)).Where(p => p.Status == 200).GroupBy(p => p.Person))
        {
            using var visitor = group.Key is { } person ? await Visitor.SignedIn(origin, person) : new Visitor(origin);
            var cookies = string.Join("; ", visitor.Cookies.GetCookies(new(origin)).Select(c => $"{c.Name}={c.Value}"));
            var paths = Path.GetTempFileName();
            await File.WriteAllLinesAsync(paths, group.Select(p => p.Path), TestContext.Current.CancellationToken);
            List<string> arguments = [Path.Combine(auditor, "web-audit.mjs"), "--base", origin, "--paths-file", paths, "--out", Path.Combine(output, group.Key is { } named ? $"{named.GivenName} {named.FamilyName}" : "tutti"), "--strict", "--quiet"];
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

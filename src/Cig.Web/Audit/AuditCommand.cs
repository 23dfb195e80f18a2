using Cig.Platform.Audit;
using Cig.Platform.Storage;

namespace Cig.Web.Audit;

/// <summary>The command <c>audit verify</c>: whether the audit log is whole, in words.</summary>
public static class AuditCommand
{
    private const string Usage = """
        usage: audit verify                  reads every chain and every seal and says what does not fit; code 0 when the log is whole, 1 when not
               audit verify --seal HASH      also that the log still holds the seal that was kept elsewhere
        """;

    public static bool Asked(string[] args) => args is ["audit", ..];

    /// <returns>0 where the log is whole, 1 where it is broken, 2 where the command is not understood.</returns>
    public static async Task<int> Run(IServiceProvider services, string[] args, TextWriter output, CancellationToken stop = default)
    {
        var (understood, known) = args switch
        {
            ["audit", "verify", "--seal", var hash] => (true, hash),
            ["audit", "verify"] => (true, null),
            _ => (false, (string?)null),
        };
        if (!understood)
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }

        var report = await AuditVerification.Run(services.GetRequiredService<Database>(), known, stop);
        foreach (var fault in report.Faults)
            await output.WriteLineAsync($"  BROKEN {fault}");
        await output.WriteLineAsync($"Chains: {report.Chains}. Entries: {report.Entries}. Seals: {report.Seals.Count}.");
        await output.WriteLineAsync(report.Seals is [.., var last]
            ? $"The last seal is of {last.Day}: {last.Hash}\nKeep it apart from this database: only that shows if the end of the log is removed with its seals (audit verify --seal HASH)."
            : "Nothing is sealed yet: the first seal is made when the site runs.");
        await output.WriteLineAsync(report.Faults.Count == 0 ? "The log is whole." : $"The log is broken: {report.Faults.Count} {(report.Faults.Count == 1 ? "thing does" : "things do")} not fit.");
        return report.Faults.Count == 0 ? 0 : 1;
    }
}

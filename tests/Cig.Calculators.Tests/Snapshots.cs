using System.Runtime.CompilerServices;

namespace Cig.Calculators.Tests;

/// <summary>Holds the contract of each calculator as a file, so that a change of it is a diff that somebody reads.</summary>
internal static class Snapshots
{
    public static void Matches(string name, string text, [CallerFilePath] string file = "")
    {
        var kept = Path.Combine(Path.GetDirectoryName(file)!, "Contract", name + ".json");
        if (Environment.GetEnvironmentVariable("SNAPSHOT") == "write")
            File.WriteAllText(kept, text);

        Assert.True(File.Exists(kept), $"No snapshot {Path.GetFileName(kept)} yet: run with SNAPSHOT=write and read it before you commit.");
        Assert.Equal(File.ReadAllText(kept), text, ignoreLineEndingDifferences: true);
    }
}

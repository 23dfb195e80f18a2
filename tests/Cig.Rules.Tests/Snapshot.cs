using System.Runtime.CompilerServices;

namespace Cig.Rules.Tests;

/// <summary>Holds an explanation as a text file beside its test, so that a change of words is a diff that somebody reads.</summary>
internal static class Snapshot
{
    public static void Matches(string text, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        var kept = Path.ChangeExtension(file, $".{test}.txt");
        if (Environment.GetEnvironmentVariable("SNAPSHOT") == "write")
            File.WriteAllText(kept, text);

        Assert.True(File.Exists(kept), $"No snapshot {Path.GetFileName(kept)} yet: run with SNAPSHOT=write and read it before you commit.");
        Assert.Equal(File.ReadAllText(kept), text, ignoreLineEndingDifferences: true);
    }
}

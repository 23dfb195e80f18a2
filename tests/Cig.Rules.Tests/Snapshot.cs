using System.Runtime.CompilerServices;

namespace Cig.Rules.Tests;

/// <summary>Holds an explanation as a text file beside its test, so that a change of words is a diff that somebody reads.</summary>
internal static class Snapshot
{
    /// <summary>The reasons in the three languages, each with its provision and the branch that was not taken.</summary>
    public static string Of(IEnumerable<Reason> reasons) => string.Concat(reasons.Select(r =>
        $"{r.Text.Italian}\n{r.Text.English}\n{r.Text.German}\n    [{r.Source}]\n"
        + (r.Fork is { } fork ? $"    {string.Join(", ", fork.DecidedBy.Select(d => $"{d.Name} = {d.Value.Italian}"))}: {fork.Otherwise.Italian} / {fork.Otherwise.English} / {fork.Otherwise.German}\n" : "")));

    public static void Matches(string text, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        var kept = Path.ChangeExtension(file, $".{test}.txt");
        if (Environment.GetEnvironmentVariable("SNAPSHOT") == "write")
            File.WriteAllText(kept, text);

        Assert.True(File.Exists(kept), $"No snapshot {Path.GetFileName(kept)} yet: run with SNAPSHOT=write and read it before you commit.");
        Assert.Equal(File.ReadAllText(kept), text, ignoreLineEndingDifferences: true);
    }
}

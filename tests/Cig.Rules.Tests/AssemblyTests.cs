namespace Cig.Rules.Tests;

public sealed class AssemblyTests
{
    [Fact]
    public void The_rules_know_nothing_of_the_machine()
    {
        string[] allowed = ["System.Runtime", "System.Collections", "System.Linq", "System.Memory", "System.Runtime.InteropServices"];

        Assert.All(typeof(Law).Assembly.GetReferencedAssemblies(), a => Assert.Contains(a.Name!, allowed));
    }
}

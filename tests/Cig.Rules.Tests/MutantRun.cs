using System.Runtime.CompilerServices;

[assembly: AssemblyFixture(typeof(Cig.Rules.Tests.MutantRun))]

namespace Cig.Rules.Tests;

/// <summary>
/// Compiled only where mutants are tested. One process serves all mutants and builds each table once: a table built under one mutant would stay wrong for all the mutants after it.
/// So the tables are built before the first test, with no mutant switched on.
/// </summary>
public sealed class MutantRun
{
    public MutantRun()
    {
        var types = typeof(Law).Assembly.GetTypes();
        // The first look for tests is at the library as it is.
        if (Array.Find(types, t => t.Name == "MutantControl") is not { } control)
            return;

        var capturing = control.GetField("CaptureCoverage")!;
        var before = capturing.GetValue(null);

        // While it captures what tests reach, the mutation tool switches nothing on.
        capturing.SetValue(null, true);
        foreach (var type in types.Where(t => !t.ContainsGenericParameters))
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        capturing.SetValue(null, before);
    }
}

namespace Cig.Rules;

/// <summary>
/// An institution of law as the code states it: one file, one name, and every provision that the file applies. Each file of rules has one, so that the law can
/// be read from the provisions to the rules and back; a test compares the list with the citations in the file.
/// </summary>
/// <param name="Name">Name of the rule, for instance <c>additional-contribution</c>.</param>
/// <param name="Place">Where it stands: folder and file without ending, for instance <c>Contributions/AdditionalContribution</c>.</param>
/// <param name="Title">The institution in the words of who meets it.</param>
/// <param name="Provisions">Every provision that the file applies, each once.</param>
public sealed record Rule(string Name, string Place, Text Title, IReadOnlyList<Provision> Provisions)
{
    internal static Rule Of(string name, string place, Text title, params IEnumerable<Provision> provisions) => new(name, place, title, [.. provisions.Distinct()]);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

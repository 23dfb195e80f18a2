using Cig.Rules;

namespace Cig.Platform.Mandates;

/// <summary>What can be done for an employer.</summary>
public enum Operation
{
    /// <summary>See counters, drafts and applications.</summary>
    Consult,

    /// <summary>Prepare and send applications, answer the office.</summary>
    Apply,

    /// <summary>Talk to an advisor.</summary>
    Talk,
}

/// <summary>
/// What of an employer's affairs a mandate covers: some of its INPS positions, schemes and operations. An empty list means all of them. Written in a register as words with
/// spaces between them: <c>matricola=8100234549 trattamento=CIGO atto=consultazione</c>.
/// </summary>
public sealed record Scope(IReadOnlyList<string> Positions, IReadOnlyList<Scheme> Schemes, IReadOnlyList<Operation> Operations)
{
    public static readonly Scope Everything = new([], [], []);

    private static readonly (Operation Operation, string Word)[] Words = [(Operation.Consult, "consultazione"), (Operation.Apply, "domande"), (Operation.Talk, "chat")];

    public bool IsEverything => Positions.Count + Schemes.Count + Operations.Count == 0;

    /// <summary>Whether an operation is covered. Who may do anything for an employer may also see what it is about.</summary>
    public bool Allows(Operation operation) => Operations.Count == 0 || Operations.Contains(operation) || operation == Operation.Consult;

    public bool Covers(string position) => Positions.Count == 0 || Positions.Contains(position);

    public bool Covers(Scheme scheme) => Schemes.Count == 0 || Schemes.Contains(scheme);

    public override string ToString() => string.Join(' ',
        [.. Positions.Select(p => $"matricola={p}"), .. Schemes.Select(s => $"trattamento={s.ToString().ToUpperInvariant()}"), .. Operations.Select(o => $"atto={Words.First(w => w.Operation == o).Word}")]);

    /// <summary>Reads what <see cref="ToString"/> writes; <paramref name="wrong"/> is the first word that is not understood.</summary>
    public static Scope? Read(string text, out string? wrong)
    {
        List<string> positions = [];
        List<Scheme> schemes = [];
        List<Operation> operations = [];
        wrong = null;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (word[..at], word[(at + 1)..]) : ("", word);
            if (name == "matricola" && value.Length == 10 && value.All(char.IsAsciiDigit))
                positions.Add(value);
            else if (name == "trattamento" && !value.All(char.IsDigit) && Enum.TryParse<Scheme>(value, ignoreCase: true, out var scheme))
                schemes.Add(scheme);
            else if (name == "atto" && Array.FindIndex(Words, w => w.Word == value) is >= 0 and var found)
                operations.Add(Words[found].Operation);
            else
                wrong ??= word;
        }

        return wrong is null ? new(positions, schemes, operations) : null;
    }
}

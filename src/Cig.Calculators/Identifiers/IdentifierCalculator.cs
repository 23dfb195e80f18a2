using System.Text.Json.Nodes;
using Cig.Rules;
using Cig.Rules.Identifiers;

namespace Cig.Calculators.Identifiers;

/// <summary>Whether a code is well-formed, and what it tells.</summary>
public sealed class IdentifierCalculator : Calculator
{
    private static readonly Provision Form = Law.Dm1976.Whole;
    private static readonly string[] Parts = ["sex", "birthDate", "birthPlace", "sector", "class", "category", "abroad", "country", "bank", "branch", "account"];

    public override string Name => "identifier";

    public override Text Summary => Text.Of($"Controllo di un codice", $"Check of a code", $"Prüfung eines Codes");

    public override ObjectKind Input { get; } = new(
        new("kind", new ChoiceKind("CODICE_FISCALE", "PARTITA_IVA", "ENTITY_TAX_CODE", "MATRICOLA", "IBAN", "CSC", "CA", "CCNL", "BELFIORE"), Text.Of($"tipo di codice", $"kind of code", $"Art des Codes")),
        new("value", new TextKind(), Text.Of($"codice, come è stato scritto", $"code, as it was typed", $"Code, wie er geschrieben wurde")),
        new("date", TimeKind.Day, Text.Of($"giorno a cui riferire l'età (codice fiscale)", $"day to which the age refers (codice fiscale)", $"Tag, auf den sich das Alter bezieht (Steuernummer)"), Optional: true));

    public override ObjectKind Output { get; } = new(
    [
        new("valid", new FlagKind(), Text.Of($"è ben formato", $"is well-formed", $"ist wohlgeformt")),
        new("normalised", new TextKind(), Text.Of($"codice ripulito", $"tidied code", $"bereinigter Code"), Optional: true),
        new("why", new TextKind(), Text.Of($"perché non è valido", $"why it is not valid", $"warum er nicht gültig ist"), Optional: true),
        .. Parts.Select(p => new Named(p, new TextKind(), Text.Of($"letto dal codice", $"read from the code", $"aus dem Code gelesen"), Optional: true)),
    ]);

    public override string Example => """{"kind":"CODICE_FISCALE","value":"RSSMRA80A01H501U","date":null}""";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var value = facts.Text("value");
        var kind = facts.Text("kind");

        // The century of a birth is told by the age on a day; without one, on the day the figures were last checked.
        var found = kind switch
        {
            "CODICE_FISCALE" => CodiceFiscale.Check(value, facts.DayOrNull("date") ?? Rules.Figures.LastChecked),
            "PARTITA_IVA" => PartitaIva.Check(value),
            "ENTITY_TAX_CODE" => PartitaIva.CheckEntity(value),
            "MATRICOLA" => InpsPosition.Check(value),
            "IBAN" => Iban.Check(value),
            "CSC" => CodeForms.ContributionClass(value),
            "CA" => CodeForms.Authorisation(value),
            "CCNL" => CodeForms.CollectiveAgreement(value),
            _ => CodeForms.Belfiore(value),
        };
        List<Text> warnings = found.Warning is { } warning ? [warning] : [];
        if (found.Valid)
        {
            warnings.Add(Text.Of(
                $"Il codice è ben formato; solo un registro può dire se esiste.",
                $"The code is well-formed; only a register can tell whether it exists.",
                $"Der Code ist wohlgeformt; nur ein Register kann sagen, ob es ihn gibt."));
        }

        return new(tongue => Result(found, tongue), found.Why is { } why ? [new(Form, why)] : [], [], warnings);
    }

    private static JsonObject Result(Identification found, Tongue tongue)
    {
        var result = new JsonObject { ["valid"] = found.Valid, ["normalised"] = found.Normalised, ["why"] = found.Why?.In(tongue) };
        foreach (var (part, text) in found.Read)
            result[part] = text;
        return result;
    }
}

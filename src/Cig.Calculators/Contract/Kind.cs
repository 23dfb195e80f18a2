using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cig.Rules;

namespace Cig.Calculators;

/// <summary>What a value may be in the contract: how it is checked, described by a schema, and typed on a command line.</summary>
public abstract record Kind
{
    /// <summary>Adds a problem for everything that is wrong with <paramref name="value"/>.</summary>
    public abstract void Check(JsonElement value, string path, ICollection<Problem> problems);

    /// <summary>JSON Schema of the value.</summary>
    public abstract JsonObject Schema();

    /// <summary>A value typed on a command line, as JSON.</summary>
    public virtual JsonNode? Typed(string text) => JsonValue.Create(text);

    protected static bool Expect(JsonElement value, JsonValueKind kind, string path, ICollection<Problem> problems, Text mend)
    {
        if (value.ValueKind == kind)
            return true;

        problems.Add(new(path, Text.Of($"Il valore non è del tipo giusto.", $"The value is of the wrong type.", $"Der Wert hat den falschen Typ."), mend));
        return false;
    }

    protected static bool ParseDecimal(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
}

/// <summary>A decimal number as text, with at most so many places: money, hours, percentages, weeks.</summary>
/// <param name="Example">For instance <c>1625.00</c>.</param>
public sealed record DecimalKind(string Example, decimal Least, decimal Greatest, int Places) : Kind
{
    public static readonly DecimalKind Money = new("1625.00", 0, 10_000_000, 2);
    public static readonly DecimalKind Hours = new("64.00", 0, 10_000, 2);
    public static readonly DecimalKind Percent = new("100", 0, 1000, 2);

    /// <summary>A timetable as a share of full time.</summary>
    public static readonly DecimalKind PartTime = new("100", 0.01m, 100, 2);

    /// <summary>Hours of a month or of a contract: more than none.</summary>
    public static readonly DecimalKind SomeHours = new("40.00", 0.01m, 744, 2);
    public static readonly DecimalKind Weeks = new("12.6", -1_000_000, 1_000_000, 4);

    /// <summary>Whether a whole number may also stand without quotes: lengths that are mostly whole, but can be broken.</summary>
    public bool WholeToo { get; init; }

    private Text Mend => WholeToo && Places == 0 ? Text.Of(
        $"Scrivi un numero intero, come {Example}.", $"Write a whole number, like {Example}.", $"Eine ganze Zahl schreiben, wie {Example}.") : Text.Of(
        $"Scrivi un numero decimale tra virgolette, con il punto e al massimo {Places} decimali, come {Quoted(Example)}.",
        $"Write a decimal number in quotes, with a point and at most {Places} decimals, like {Quoted(Example)}.",
        $"Eine Dezimalzahl in Anführungszeichen mit Punkt und höchstens {Places} Dezimalstellen schreiben, wie {Quoted(Example)}.");

    public override void Check(JsonElement value, string path, ICollection<Problem> problems)
    {
        if (WholeToo && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var whole))
        {
            if (whole < Least || whole > Greatest)
                problems.Add(Problem.OutOfRange(path, value.GetRawText(), Least.ToString(CultureInfo.InvariantCulture), Greatest.ToString(CultureInfo.InvariantCulture)));
            return;
        }

        if (!Expect(value, JsonValueKind.String, path, problems, Mend))
            return;
        if (!IsPlain(value.GetString()!) || !ParseDecimal(value.GetString()!, out var number))
            problems.Add(new(path, Text.Of($"{value.GetString()} non è un numero che si possa leggere qui.", $"{value.GetString()} is not a number that can be read here.", $"{value.GetString()} ist hier keine lesbare Zahl."), Mend));
        else if (number < Least || number > Greatest)
            problems.Add(Problem.OutOfRange(path, value.GetString()!, Least.ToString(CultureInfo.InvariantCulture), Greatest.ToString(CultureInfo.InvariantCulture)));
    }

    public override JsonObject Schema() => WholeToo ? new() { ["anyOf"] = new JsonArray(AsText(), new JsonObject { ["type"] = "integer", ["minimum"] = (int)Least, ["maximum"] = (int)Greatest }) } : AsText();

    private JsonObject AsText() => new()
    {
        ["type"] = "string",
        ["pattern"] = Places == 0 ? @"^-?\d+$" : $@"^-?\d+(\.\d{{1,{Places}}})?$",
        ["examples"] = new JsonArray(Example),
    };

    /// <summary>The grammar that the schema states: an optional minus, digits, and where there is a point at least one digit behind it and no more than the places.</summary>
    private bool IsPlain(string text)
    {
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var broken = point < 0 ? default : digits[(point + 1)..];
        return whole.Length > 0 && !whole.ContainsAnyExceptInRange('0', '9')
            && (point < 0 || broken.Length > 0 && broken.Length <= Places && !broken.ContainsAnyExceptInRange('0', '9'));
    }

    private static string Quoted(string text) => $"\"{text}\"";
}

/// <summary>A day, a month, or an instant.</summary>
public sealed record TimeKind(string Format, string Example, string SchemaFormat) : Kind
{
    public static readonly TimeKind Day = new("yyyy-MM-dd", "2026-11-23", "date");
    public static readonly TimeKind Month = new("yyyy-MM", "2026-04", "");
    public static readonly TimeKind Instant = new("", "2026-11-23T15:00:00+01:00", "date-time");

    public override void Check(JsonElement value, string path, ICollection<Problem> problems)
    {
        var mend = Text.Of($"Scrivi come \"{Example}\".", $"Write like \"{Example}\".", $"Schreiben wie \"{Example}\".");
        if (!Expect(value, JsonValueKind.String, path, problems, mend))
            return;

        var text = value.GetString()!;
        var good = Format.Length == 0
            ? text.Length > 19 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && (text[^1] is 'Z' || text[^6] is '+' or '-')
            : DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1950 and <= 2200;
        if (!good)
            problems.Add(new(path, Text.Of($"{text} non è una data che esista in questa forma.", $"{text} is no date that exists in this form.", $"{text} ist kein Datum in dieser Form."), mend));
    }

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (SchemaFormat.Length > 0)
            schema["format"] = SchemaFormat;
        else
            schema["pattern"] = @"^\d{4}-(0[1-9]|1[0-2])$";
        schema["examples"] = new JsonArray(Example);
        return schema;
    }
}

/// <summary>A whole number.</summary>
public sealed record IntegerKind(int Least, int Greatest) : Kind
{
    public override void Check(JsonElement value, string path, ICollection<Problem> problems)
    {
        var mend = Text.Of($"Scrivi un numero intero senza virgolette.", $"Write a whole number without quotes.", $"Eine ganze Zahl ohne Anführungszeichen schreiben.");
        if (!Expect(value, JsonValueKind.Number, path, problems, mend))
            return;
        if (!value.TryGetInt32(out var number))
            problems.Add(new(path, Text.Of($"{value.GetRawText()} non è un numero intero.", $"{value.GetRawText()} is not a whole number.", $"{value.GetRawText()} ist keine ganze Zahl."), mend));
        else if (number < Least || number > Greatest)
            problems.Add(Problem.OutOfRange(path, value.GetRawText(), Least.ToString(CultureInfo.InvariantCulture), Greatest.ToString(CultureInfo.InvariantCulture)));
    }

    public override JsonObject Schema() => new() { ["type"] = "integer", ["minimum"] = Least, ["maximum"] = Greatest };

    public override JsonNode? Typed(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);
}

/// <summary>Yes or no.</summary>
public sealed record FlagKind : Kind
{
    public override void Check(JsonElement value, string path, ICollection<Problem> problems)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            problems.Add(new(path, Text.Of($"Qui va un sì o un no.", $"Here goes a yes or a no.", $"Hier gehört ein Ja oder Nein hin."), Text.Of($"Scrivi true oppure false, senza virgolette.", $"Write true or false, without quotes.", $"true oder false ohne Anführungszeichen schreiben.")));
    }

    public override JsonObject Schema() => new() { ["type"] = "boolean" };

    public override JsonNode? Typed(string text) => text switch { "true" => JsonValue.Create(true), "false" => JsonValue.Create(false), _ => JsonValue.Create(text) };
}

/// <summary>One of a few names.</summary>
public sealed record ChoiceKind(params IReadOnlyList<string> Names) : Kind
{
    /// <summary>The names of an enumeration as the contract writes them: <c>BlueCollar</c> is <c>BLUE_COLLAR</c>.</summary>
    public static ChoiceKind Of<T>()
        where T : struct, Enum => new([.. Enum.GetValues<T>().Select(v => Name(v))]);

    public static string Name<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()));

    public override void Check(JsonElement value, string path, ICollection<Problem> problems)
    {
        var names = string.Join(", ", Names);
        var mend = Text.Of($"Scegli tra: {names}.", $"Choose among: {names}.", $"Wählen aus: {names}.");
        if (Expect(value, JsonValueKind.String, path, problems, mend) && !Names.Contains(value.GetString()!))
            problems.Add(new(path, Text.Of($"{value.GetString()} non è tra i valori ammessi.", $"{value.GetString()} is not among the values allowed.", $"{value.GetString()} gehört nicht zu den zulässigen Werten."), mend));
    }

    public override JsonObject Schema() => new() { ["type"] = "string", ["enum"] = new JsonArray([.. Names.Select(n => (JsonNode)n)]) };
}

/// <summary>Text of any form.</summary>
public sealed record TextKind : Kind
{
    public override void Check(JsonElement value, string path, ICollection<Problem> problems) =>
        Expect(value, JsonValueKind.String, path, problems, Text.Of($"Scrivi un testo tra virgolette.", $"Write a text in quotes.", $"Einen Text in Anführungszeichen schreiben."));

    public override JsonObject Schema() => new() { ["type"] = "string" };
}

/// <summary>A list of values of one kind.</summary>
public sealed record ListKind(Kind Of, int AtLeast = 0) : Kind
{
    public override void Check(JsonElement value, string path, ICollection<Problem> problems)
    {
        if (!Expect(value, JsonValueKind.Array, path, problems, Text.Of($"Scrivi un elenco tra parentesi quadre.", $"Write a list in square brackets.", $"Eine Liste in eckigen Klammern schreiben.")))
            return;
        if (value.GetArrayLength() < AtLeast)
            problems.Add(new(path, Text.Of($"L'elenco è vuoto.", $"The list is empty.", $"Die Liste ist leer."), Text.Of($"Servono almeno {AtLeast} voci.", $"It takes at least {AtLeast} items.", $"Es braucht mindestens {AtLeast} Einträge.")));

        var i = 0;
        foreach (var item in value.EnumerateArray())
            Of.Check(item, $"{path}/{(i++).ToString(CultureInfo.InvariantCulture)}", problems);
    }

    public override JsonObject Schema() => AtLeast == 0
        ? new() { ["type"] = "array", ["items"] = Of.Schema() }
        : new() { ["type"] = "array", ["items"] = Of.Schema(), ["minItems"] = AtLeast };

    public override JsonNode? Typed(string text) =>
        text.StartsWith('[') ? Json.Node(text) : new JsonArray([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Of.Typed)]);
}

/// <summary>An object of named values.</summary>
public sealed record ObjectKind(params IReadOnlyList<Named> Members) : Kind
{
    /// <summary>The member whose value says which others belong to the question; empty where all always do.</summary>
    public string By { get; init; } = "";

    /// <summary>What each value of <see cref="By"/> asks for.</summary>
    public IReadOnlyList<Variant> Variants { get; init; } = [];

    public override void Check(JsonElement value, string path, ICollection<Problem> problems)
    {
        if (!Expect(value, JsonValueKind.Object, path, problems, Text.Of($"Scrivi un oggetto JSON tra parentesi graffe.", $"Write a JSON object in braces.", $"Ein JSON-Objekt in geschweiften Klammern schreiben.")))
            return;

        foreach (var member in Members)
        {
            var given = value.TryGetProperty(member.Key, out var found);
            if (given && found.ValueKind != JsonValueKind.Null)
                member.Kind.Check(found, $"{path}/{member.Key}", problems);
            else if (!member.Optional)
                problems.Add(new($"{path}/{member.Key}", Text.Of($"Manca: {member.Meaning}.", $"Missing: {member.Meaning}.", $"Fehlt: {member.Meaning}."), Text.Of($"Aggiungi \"{member.Key}\".", $"Add \"{member.Key}\".", $"\"{member.Key}\" ergänzen.")));
        }

        foreach (var property in value.EnumerateObject())
        {
            if (Members.All(m => m.Key != property.Name))
                problems.Add(Problem.UnknownKey($"{path}/{property.Name}", property.Name, Members));
        }

        if (value.TryGetProperty(By, out var by) && by.ValueKind == JsonValueKind.String && Variants.FirstOrDefault(v => v.Name == by.GetString()) is { } variant)
            CheckVariant(value, variant, path, problems);
    }

    private void CheckVariant(JsonElement value, Variant variant, string path, ICollection<Problem> problems)
    {
        foreach (var member in Members.Where(m => m.Key != By && m.Optional))
        {
            var given = value.TryGetProperty(member.Key, out var found) && found.ValueKind != JsonValueKind.Null;
            if (!given && variant.Required.Contains(member.Key))
            {
                problems.Add(new(
                    $"{path}/{member.Key}",
                    Text.Of($"Con {variant.Name} serve anche: {member.Meaning}.", $"With {variant.Name} this is needed too: {member.Meaning}.", $"Mit {variant.Name} ist auch nötig: {member.Meaning}."),
                    Text.Of($"Aggiungi \"{member.Key}\".", $"Add \"{member.Key}\".", $"\"{member.Key}\" ergänzen.")));
            }
            else if (given && !variant.Required.Contains(member.Key) && !variant.Allowed.Contains(member.Key))
            {
                problems.Add(new(
                    $"{path}/{member.Key}",
                    Text.Of($"Con {variant.Name} questo dato non ha senso.", $"With {variant.Name} this fact has no meaning.", $"Mit {variant.Name} ist diese Angabe sinnlos."),
                    Text.Of($"Togli \"{member.Key}\".", $"Remove \"{member.Key}\".", $"\"{member.Key}\" entfernen.")));
            }
        }
    }

    public override JsonObject Schema()
    {
        var properties = new JsonObject();
        foreach (var member in Members)
        {
            var schema = member.Kind.Schema();
            if (member.Optional)
                schema = new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
            schema["description"] = member.Meaning.English;
            properties[member.Key] = schema;
        }

        var whole = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. Members.Where(m => !m.Optional).Select(m => (JsonNode)m.Key)]),
            ["additionalProperties"] = false,
        };
        if (Variants.Count > 0)
            whole["allOf"] = new JsonArray([.. Variants.Select(v => (JsonNode)v.Schema(By, Members))]);
        return whole;
    }

    public override JsonNode? Typed(string text) => Json.Node(text);
}

/// <summary>What one kind of question asks for, besides what all of them do.</summary>
/// <param name="Required">Keys that must be there and not null.</param>
/// <param name="Allowed">Keys that may be there.</param>
public sealed record Variant(string Name, IReadOnlyList<string> Required, IReadOnlyList<string> Allowed)
{
    internal JsonObject Schema(string by, IEnumerable<Named> members) => new()
    {
        ["if"] = new JsonObject { ["properties"] = new JsonObject { [by] = new JsonObject { ["const"] = Name } } },
        ["then"] = new JsonObject
        {
            ["required"] = new JsonArray([.. Required.Select(r => (JsonNode)r)]),
            ["properties"] = new JsonObject([.. members.Where(m => m.Optional && !Allowed.Contains(m.Key)).Select(m => KeyValuePair.Create(
                m.Key, (JsonNode?)(Required.Contains(m.Key) ? m.Kind.Schema() : new JsonObject { ["type"] = "null" })))]),
        },
    };
}

/// <summary>A named value of the contract.</summary>
/// <param name="Optional">May be left out or null; that says "does not apply" or "none" and never stands for a guess.</param>
public sealed record Named(string Key, Kind Kind, Text Meaning, bool Optional = false);

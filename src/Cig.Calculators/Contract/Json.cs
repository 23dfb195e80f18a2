using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cig.Rules;

namespace Cig.Calculators;

/// <summary>JSON as the contract reads and writes it.</summary>
public static class Json
{
    /// <summary>A key that stands twice in an object is an error, never a silent choice.</summary>
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>Parses a text, or says where it stops being JSON.</summary>
    public static JsonDocument? Parse(string text, out Problem? problem)
    {
        try
        {
            problem = null;
            return JsonDocument.Parse(text, Strict);
        }
        catch (JsonException e)
        {
            var (line, place) = ((e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1);
            problem = new(
                "",
                Text.Of(
                    $"Il testo non è JSON valido alla riga {line}, posizione {place}.",
                    $"The text is not valid JSON at line {line}, position {place}.",
                    $"Der Text ist kein gültiges JSON in Zeile {line}, Stelle {place}."),
                Text.Of(
                    $"Controlla virgolette, virgole e parentesi lì, e che nessuna chiave sia ripetuta.",
                    $"Check quotes, commas and brackets there, and that no key stands twice.",
                    $"Dort Anführungszeichen, Kommas und Klammern prüfen, und dass kein Schlüssel doppelt steht."));
            return null;
        }
    }

    /// <summary>A value typed on a command line; text that is no JSON stays text.</summary>
    internal static JsonNode? Node(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Strict);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    public static string Write(JsonNode node, bool indented = false)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, indented ? Indented : Compact))
            node.WriteTo(writer);
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Cig.Web.SignIn.Saml;

/// <summary>Reads XML that came from outside: no document type, no processing instruction, no external thing, bounded in size and depth.</summary>
internal static partial class SafeXml
{
    public const int LargestMessage = 200_000;
    private const int Deepest = 40;

    /// <summary>The document, or null where it is not acceptable XML.</summary>
    public static XmlDocument? Parse(byte[] message, int largest = LargestMessage)
    {
        if (message.Length > largest)
            return null;

        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = largest,
            IgnoreProcessingInstructions = false,
        };
        try
        {
            // A first look, so that nothing deep is ever built: what walks a tree may do so by calling itself.
            using (var looking = XmlReader.Create(new MemoryStream(message, writable: false), settings))
            {
                while (looking.Read())
                {
                    if (looking.Depth > Deepest || looking.NodeType == XmlNodeType.ProcessingInstruction)
                        return null;
                }
            }

            using var reader = XmlReader.Create(new MemoryStream(message, writable: false), settings);
            var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
            document.Load(reader);
            return document;
        }
        catch (Exception e) when (e is XmlException or DecoderFallbackException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The message of a form field, or null where it is no Base64.</summary>
    public static byte[]? FromBase64(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 2 * LargestMessage)
            return null;

        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var length) ? buffer[..length] : null;
    }

    /// <summary>Child elements of that name.</summary>
    public static IReadOnlyList<XmlElement> Children(this XmlElement element, string name, string space) =>
        [.. element.ChildNodes.OfType<XmlElement>().Where(e => e.LocalName == name && e.NamespaceURI == space)];

    /// <summary>The one child element of that name, or null where there is none or more than one.</summary>
    public static XmlElement? Only(this XmlElement? element, string name, string space) =>
        element?.Children(name, space) is [var only] ? only : null;

    /// <summary>The value of an element: all of its text, whatever comments cut it; null where it is blank or holds other elements.</summary>
    public static string? Value(this XmlElement? element) =>
        element is null || element.ChildNodes.OfType<XmlElement>().Any() || string.IsNullOrWhiteSpace(element.InnerText) ? null : element.InnerText;

    /// <summary>An attribute's value, or null where the attribute is not there.</summary>
    public static string? Attribute(this XmlElement element, string name) => element.HasAttribute(name) ? element.GetAttribute(name) : null;

    /// <summary>An instant in UTC, as SAML writes it, with or without fractions; null where it is anything else.</summary>
    public static DateTimeOffset? Instant(this XmlElement? element, string attribute) =>
        element?.GetAttribute(attribute) is { } text && UtcInstant().IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?Z?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UtcInstant();
}

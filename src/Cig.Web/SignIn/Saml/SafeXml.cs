using System.Text;
using System.Xml;

namespace Cig.Web.SignIn.Saml;

/// <summary>Reads a message that came from outside, once, from its bytes: no document type, no external thing, bounded in size and depth.</summary>
internal static class SafeXml
{
    private const int LargestMessage = 200_000;
    private const int Deepest = 40;

    /// <summary>The document, or null where it is not acceptable XML.</summary>
    public static XmlDocument? Parse(byte[] message)
    {
        if (message.Length > LargestMessage)
            return null;

        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = LargestMessage,
            IgnoreProcessingInstructions = false,
        };
        try
        {
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

    /// <summary>An instant in the form that SAML uses; null where it is not in UTC.</summary>
    public static DateTimeOffset? Instant(this XmlElement? element, string attribute) =>
        element?.GetAttribute(attribute) is { Length: > 0 } text && text.EndsWith('Z')
        && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : null;
}

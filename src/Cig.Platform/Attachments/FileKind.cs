using System.Text;

namespace Cig.Platform.Attachments;

/// <summary>A kind of file that may be attached, known by its bytes and not by its name.</summary>
/// <param name="Name">As people call it.</param>
/// <param name="MediaType">Under which it is served, always as a download.</param>
public sealed record FileKind(string Name, string MediaType)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static readonly FileKind Pdf = new("PDF", "application/pdf");
    public static readonly FileKind Png = new("PNG", "image/png");
    public static readonly FileKind Jpeg = new("JPEG", "image/jpeg");
    public static readonly FileKind Text = new("TXT", "text/plain; charset=utf-8");

    /// <summary>The kind that the bytes begin like; null for any other, and for text that a browser could take for a page or a drawing.</summary>
    public static FileKind? Of(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("%PDF-"u8))
            return Pdf;
        if (content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]))
            return Png;
        if (content.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]))
            return Jpeg;
        return IsPlainText(content) ? Text : null;
    }

    private static bool IsPlainText(ReadOnlySpan<byte> content)
    {
        try
        {
            var text = Strict.GetString(content);
            return text.Length > 0 && !text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')) && !text.AsSpan().TrimStart("\uFEFF \r\n\t").StartsWith("<");
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}

using Cig.Rules;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Cig.Platform.Documents;

/// <summary>A plain A4 document: headings, paragraphs and rows of name and value, wrapped and paged, with tags, title and language for those who have it read aloud.</summary>
internal sealed class Document : IDisposable
{
    private const double Margin = 56;
    private const double LineHeight = 16;
    private const double NameWidth = 150;
    private static readonly Lock Fonts = new();

    private readonly PdfDocument _pdf = new();
    private readonly XFont _plain;
    private readonly XFont _bold;
    private readonly XFont _large;
    private readonly StructureBuilder _structure;
    private XGraphics _page;
    private double _y;

    public Document(string title, Tongue tongue)
    {
        lock (Fonts)
            GlobalFontSettings.FontResolver ??= new OwnFonts();

        _plain = new("Titillium Web", 11);
        _bold = new("Titillium Web", 11, XFontStyleEx.Bold);
        _large = new("Titillium Web", 16, XFontStyleEx.Bold);
        _pdf.Info.Title = title;
        _pdf.Info.Author = "Piattaforma CIG";
        var accessible = UAManager.ForDocument(_pdf);
        accessible.SetDocumentLanguage(tongue switch { Tongue.Italian => "it-IT", Tongue.English => "en-GB", _ => "de-DE" });
        _structure = accessible.StructureBuilder;
        _structure.BeginElement(PdfGroupingElementTag.Document);
        _page = NewPage();
    }

    public void Heading(string text)
    {
        _y += LineHeight;
        _structure.BeginElement(_y < 2 * Margin ? PdfBlockLevelElementTag.Heading1 : PdfBlockLevelElementTag.Heading2);
        Lines(text, _large, Margin, Width - 2 * Margin, 22);
        _structure.End();
        _y += 6;
    }

    public void Paragraph(string text)
    {
        _structure.BeginElement(PdfBlockLevelElementTag.Paragraph);
        Lines(text, _plain, Margin, Width - 2 * Margin, LineHeight);
        _structure.End();
        _y += 8;
    }

    public void Row(string name, string value)
    {
        _structure.BeginElement(PdfBlockLevelElementTag.Paragraph);
        Room(LineHeight);
        var top = _y;
        Lines(name, _bold, Margin, NameWidth - 10, LineHeight);
        var afterName = _y;
        _y = top;
        Lines(value, _plain, Margin + NameWidth, Width - 2 * Margin - NameWidth, LineHeight);
        _structure.End();
        _y = Math.Max(_y, afterName) + 4;
    }

    public byte[] ToBytes()
    {
        _structure.End();
        _page.Dispose();
        using var stream = new MemoryStream();
        _pdf.Save(stream, closeStream: false);
        return stream.ToArray();
    }

    public void Dispose()
    {
        _page.Dispose();
        _pdf.Dispose();
    }

    private double Width => _pdf.Pages[^1].Width.Point;

    private void Lines(string text, XFont font, double x, double width, double height)
    {
        foreach (var line in Wrap(text, font, width))
        {
            Room(height);
            _y += height;
            _page.DrawString(line, font, XBrushes.Black, new XPoint(x, _y));
        }
    }

    /// <summary>Breaks at spaces; a word that is longer than the line is broken where it must.</summary>
    private List<string> Wrap(string text, XFont font, double width)
    {
        List<string> lines = [];
        var line = "";
        foreach (var word in text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Break(w, font, width)))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && _page.MeasureString(longer, font).Width > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = longer;
            }
        }

        lines.Add(line);
        return lines;
    }

    private IEnumerable<string> Break(string word, XFont font, double width)
    {
        while (_page.MeasureString(word, font).Width > width)
        {
            var fits = Enumerable.Range(1, word.Length).TakeWhile(n => _page.MeasureString(word[..n], font).Width <= width).DefaultIfEmpty(1).Last();
            yield return word[..fits];
            word = word[fits..];
        }

        yield return word;
    }

    private void Room(double height)
    {
        if (_y + height <= _pdf.Pages[^1].Height.Point - Margin)
            return;

        // The open tag goes on over the page: the old one is let go of only when the new one is there.
        var full = _page;
        _page = NewPage();
        full.Dispose();
    }

    private XGraphics NewPage()
    {
        _pdf.AddPage();
        _y = Margin;
        return XGraphics.FromPdfPage(_pdf.Pages[^1]);
    }

    /// <summary>Titillium Web, embedded in the program (SIL Open Font License, see Fonts/OFL.txt): the same document on every machine.</summary>
    private sealed class OwnFonts : IFontResolver
    {
        public FontResolverInfo ResolveTypeface(string familyName, bool bold, bool italic) => new(bold ? "TitilliumWeb-SemiBold" : "TitilliumWeb-Regular");

        public byte[] GetFont(string faceName)
        {
            using var stream = typeof(Document).Assembly.GetManifestResourceStream($"{faceName}.ttf")!;
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
    }
}

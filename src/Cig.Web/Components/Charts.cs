using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Cig.Web.Components.CampoTagHelper;

namespace Cig.Web.Components;

/// <summary>A column of a chart: its name, its value, and the value in words.</summary>
public sealed record Column(string Label, decimal Value, string Words);

/// <summary>
/// Columns with a target as a line, drawn on the server: the message is the heading and the picture's name, and the same numbers stand in a table under it. A chart with a
/// picture alone says nothing to who does not see it.
/// </summary>
[HtmlTargetElement("cig-colonne", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ColonneTagHelper(Cig.Web.Language.Say say) : TagHelper
{
    private const int Width = 600;
    private const int Height = 220;
    private const int Floor = 180;

    public IReadOnlyList<Column> Dati { get; set; } = [];

    /// <summary>The value that is aimed at, in the unit of the columns.</summary>
    public decimal? Obiettivo { get; set; }

    public required string Messaggio { get; set; }

    /// <summary>Period and source, under picture and table.</summary>
    public required string Didascalia { get; set; }

    /// <summary>Headings of the table: what the columns are, and what their values are.</summary>
    public required string Voce { get; set; }

    public required string Valore { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "figure";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.AppendHtml(Tag("h2", Messaggio, ("class", "h5")));
        var top = Math.Max(Dati.Select(d => d.Value).DefaultIfEmpty().Max(), Obiettivo ?? 0);
        if (Dati.Count > 0 && top > 0)
            output.Content.AppendHtml(Draw(top));
        if (Dati.Count > 0)
            output.Content.AppendHtml(Table());
        output.Content.AppendHtml(Tag("figcaption", Didascalia));
    }

    private TagBuilder Draw(decimal top)
    {
        var svg = Tag("svg", null, ("class", "cig-grafico"), ("viewBox", $"0 0 {Width} {Height}"), ("role", "img"), ("aria-label", Messaggio));
        var step = (decimal)(Width - 20) / Dati.Count;
        decimal tall(decimal value) => value / top * (Floor - 30);

        // So many labels as fit beside one another at the width of a phone.
        var every = Math.Max(1, (int)Math.Ceiling(Dati.Count / 8m));
        foreach (var (column, i) in Dati.Select((d, i) => (d, i)))
        {
            svg.InnerHtml.AppendHtml(Tag("rect", "", ("x", Plain(10 + i * step + step * 0.1m)), ("y", Plain(Floor - tall(column.Value))), ("width", Plain(step * 0.8m)), ("height", Plain(tall(column.Value))), ("class", "usato")));
            if (i % every == 0)
                svg.InnerHtml.AppendHtml(Tag("text", column.Label, ("x", Plain(10 + (i + 0.5m) * step)), ("y", "204"), ("text-anchor", "middle")));
        }

        svg.InnerHtml.AppendHtml(Tag("line", "", ("x1", "10"), ("x2", Plain(Width - 10)), ("y1", Plain(Floor)), ("y2", Plain(Floor)), ("class", "tacca")));
        if (Obiettivo is { } target)
        {
            svg.InnerHtml.AppendHtml(Tag("line", "", ("x1", "10"), ("x2", Plain(Width - 10)), ("y1", Plain(Floor - tall(target))), ("y2", Plain(Floor - tall(target))), ("class", "obiettivo")));
            svg.InnerHtml.AppendHtml(Tag("text", say["obiettivo"], ("x", Plain(Width - 12)), ("y", Plain(Floor - tall(target) - 6)), ("text-anchor", "end")));
        }

        return svg;
    }

    private TagBuilder Table()
    {
        var details = Tag("details", null);
        details.InnerHtml.AppendHtml(Tag("summary", say["Mostra i dati in tabella"]));
        var table = Tag("table", null, ("class", "cig-numeri"));
        table.InnerHtml.AppendHtml(Tag("caption", Messaggio));
        var head = Tag("tr", null);
        head.InnerHtml.AppendHtml(Tag("th", Voce, ("scope", "col"))).AppendHtml(Tag("th", Valore, ("scope", "col"), ("class", "numero")));
        var rows = Tag("tbody", null);
        foreach (var column in Dati)
        {
            var row = Tag("tr", null);
            row.InnerHtml.AppendHtml(Tag("th", column.Label, ("scope", "row"))).AppendHtml(Tag("td", column.Words, ("class", "numero")));
            rows.InnerHtml.AppendHtml(row);
        }

        var top = Tag("thead", null);
        top.InnerHtml.AppendHtml(head);
        table.InnerHtml.AppendHtml(top).AppendHtml(rows);
        details.InnerHtml.AppendHtml(table);
        return details;
    }

    private static string Plain(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}

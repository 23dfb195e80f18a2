using System.Globalization;
using Cig.Platform.Applications;
using Cig.Rules;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Cig.Web.Components.CampoTagHelper;

namespace Cig.Web.Components;

/// <summary>The state of a case: words first, colour only beside them.</summary>
[HtmlTargetElement("cig-stato", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StatoTagHelper(Say say) : TagHelper
{
    public ApplicationState? Stato { get; set; }

    /// <summary>Words of a state that is not an application's.</summary>
    public string? Testo { get; set; }

    /// <summary>buono, attesa, attento, cattivo.</summary>
    public string Tono { get; set; } = "attesa";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var tone = Stato switch
        {
            ApplicationState.Granted => "buono",
            ApplicationState.PartiallyGranted or ApplicationState.IntegrationRequested => "attento",
            ApplicationState.Refused => "cattivo",
            null => Tono,
            _ => "attesa",
        };
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"cig-stato cig-stato-{tone}");
        output.Content.Append(Stato is { } state ? say[ApplicationLife.Name(state)] : Testo ?? "");
    }
}

/// <summary>The reasons of a ruling, as they are, each with its provision.</summary>
[HtmlTargetElement("cig-motivi", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MotiviTagHelper(Say say) : TagHelper
{
    public IReadOnlyList<Reason> Motivi { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ul";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "cig-motivi");
        foreach (var reason in Motivi)
        {
            var item = Tag("li", say[reason.Text]);
            item.InnerHtml.AppendHtml(Tag("cite", reason.Source.ToString()));
            output.Content.AppendHtml(item);
        }
    }
}

/// <summary>A straight bar with its limit, drawn on the server; its message stands in words too.</summary>
[HtmlTargetElement("cig-barra", TagStructure = TagStructure.WithoutEndTag)]
public sealed class BarraTagHelper : TagHelper
{
    public decimal Usato { get; set; }

    public decimal Limite { get; set; }

    public required string Messaggio { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "figure";
        output.TagMode = TagMode.StartTagAndEndTag;
        var svg = Tag("svg", null, ("class", "cig-grafico"), ("viewBox", "0 0 600 84"), ("role", "img"), ("aria-label", Messaggio));
        svg.InnerHtml.AppendHtml(Rect("fondo", 580));
        svg.InnerHtml.AppendHtml(Rect("usato", 580 * Math.Clamp(Usato / Limite, 0, 1)));
        foreach (var (share, anchor) in new[] { (0m, "start"), (0.25m, "middle"), (0.5m, "middle"), (0.75m, "middle"), (1m, "end") })
        {
            var x = Plain(10 + 580 * share);
            svg.InnerHtml.AppendHtml(Tag("line", "", ("x1", x), ("x2", x), ("y1", "12"), ("y2", "56"), ("class", "tacca")));
            svg.InnerHtml.AppendHtml(Tag("text", Plain(Limite * share), ("x", x), ("y", "76"), ("text-anchor", anchor)));
        }

        output.Content.AppendHtml(svg);
    }

    private static TagBuilder Rect(string look, decimal width) =>
        Tag("rect", "", ("x", "10"), ("y", "18"), ("width", Plain(width)), ("height", "32"), ("class", look));

    private static string Plain(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}

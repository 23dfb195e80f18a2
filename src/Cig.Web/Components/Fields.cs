using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Cig.Web.Components;

/// <summary>A choice of a field: its value, its label, and a line that explains it.</summary>
public sealed record Choice(string Value, string Label, string? Hint = null);

/// <summary>
/// A field of a form with its label, its help, the error above it and the value that was typed, right or wrong:
/// <c>&lt;cig-campo nome="dal" etichetta="Primo giorno" valore="@..." /&gt;</c>.
/// </summary>
[HtmlTargetElement("cig-campo", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CampoTagHelper(Say say) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext View { get; set; }

    public required string Nome { get; set; }

    public required string Etichetta { get; set; }

    public string? Aiuto { get; set; }

    /// <summary>testo, lungo, giorno, numero, posta (the reader's own mail address), codice (digits that were sent to her), scelta (radio), elenco (select), file.</summary>
    public string Tipo { get; set; } = "testo";

    public string? Valore { get; set; }

    public IReadOnlyList<Choice> Scelte { get; set; } = [];

    public bool Facoltativo { get; set; }

    /// <summary>Rows of a long text.</summary>
    public int Righe { get; set; } = 5;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = View.ModelState.TryGetValue(Nome, out var entry) ? entry.Errors.Select(e => e.ErrorMessage).ToList() : [];
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", errors.Count > 0 ? "cig-campo cig-sbagliato" : "cig-campo");

        var label = Etichetta + (Facoltativo ? $" {say["(facoltativo)"]}" : "");
        var described = string.Join(' ', new[] { Aiuto is null ? null : $"{Nome}-aiuto", errors.Count > 0 ? $"{Nome}-errore" : null }.OfType<string>());
        if (Tipo == "scelta")
        {
            output.TagName = "fieldset";
            if (described.Length > 0)
                output.Attributes.SetAttribute("aria-describedby", described);
            Add(output, Tag("legend", label, ("class", "cig-label")));
            Notes(output, errors);
            foreach (var (choice, i) in Scelte.Select((c, i) => (c, i)))
                Add(output, Radio(choice, i == 0 ? Nome : $"{Nome}-{i}"));
            return;
        }

        Add(output, Tag("label", label, ("class", "cig-label"), ("for", Nome)));
        Notes(output, errors);
        var control = Control();
        control.Attributes["id"] = Nome;
        control.Attributes["name"] = Nome;
        if (described.Length > 0)
            control.Attributes["aria-describedby"] = described;
        if (errors.Count > 0)
            control.Attributes["aria-invalid"] = "true";
        Add(output, control);
    }

    private TagBuilder Control()
    {
        switch (Tipo)
        {
            case "lungo":
                return Tag("textarea", Valore ?? "", ("class", "form-control"), ("rows", Righe.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            case "elenco":
                var select = Tag("select", null);
                select.InnerHtml.AppendHtml(Tag("option", say["Scegli"], ("value", "")));
                foreach (var choice in Scelte)
                {
                    var option = Tag("option", choice.Label, ("value", choice.Value));
                    if (choice.Value == Valore)
                        option.Attributes["selected"] = "selected";
                    select.InnerHtml.AppendHtml(option);
                }

                return select;
            case "file":
                return new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing, Attributes = { ["type"] = "file", ["class"] = "form-control" } };
            default:
                var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing, Attributes = { ["type"] = "text", ["value"] = Valore ?? "", ["class"] = "form-control" } };
                if (Tipo is "giorno" or "numero")
                {
                    input.Attributes["inputmode"] = Tipo == "giorno" ? "numeric" : "decimal";
                    input.Attributes["class"] = "form-control cig-corto";
                    input.Attributes["autocomplete"] = "off";
                }
                else if (Tipo is "posta" or "codice")
                {
                    (input.Attributes["inputmode"], input.Attributes["autocomplete"]) = Tipo == "posta" ? ("email", "email") : ("numeric", "one-time-code");
                    (input.Attributes["spellcheck"], input.Attributes["autocapitalize"]) = ("false", "none");
                }

                return input;
        }
    }

    private TagBuilder Radio(Choice choice, string id)
    {
        var row = Tag("div", null, ("class", "cig-scelta"));
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing, Attributes = { ["type"] = "radio", ["name"] = Nome, ["id"] = id, ["value"] = choice.Value } };
        if (choice.Value == Valore)
            input.Attributes["checked"] = "checked";
        row.InnerHtml.AppendHtml(input);
        var label = Tag("label", choice.Label, ("for", id));
        if (choice.Hint is { } hint)
            label.InnerHtml.AppendHtml(Tag("span", hint, ("class", "cig-aiuto")));
        row.InnerHtml.AppendHtml(label);
        return row;
    }

    private void Notes(TagHelperOutput output, List<string> errors)
    {
        if (Aiuto is { } help)
            Add(output, Tag("span", help, ("class", "cig-aiuto"), ("id", $"{Nome}-aiuto")));
        if (errors.Count > 0)
            Add(output, Tag("p", string.Join(' ', errors), ("class", "cig-errore"), ("id", $"{Nome}-errore")));
    }

    private static void Add(TagHelperOutput output, TagBuilder tag) => output.Content.AppendHtml(tag);

    internal static TagBuilder Tag(string name, string? text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        var tag = new TagBuilder(name);
        foreach (var (key, value) in attributes)
            tag.Attributes[key] = value;
        if (text is not null)
            tag.InnerHtml.Append(text);
        return tag;
    }
}

/// <summary>All errors of the form, first thing on the page, each a link to its field.</summary>
[HtmlTargetElement("cig-riepilogo-errori", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RiepilogoErroriTagHelper(Say say) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext View { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (View.ModelState.IsValid)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "cig-riepilogo-errori");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Content.AppendHtml(CampoTagHelper.Tag("h2", say["C'è un problema"], ("class", "h4")));
        var list = CampoTagHelper.Tag("ul", null);
        foreach (var (field, entry) in View.ModelState)
        {
            foreach (var error in entry.Errors)
            {
                var item = CampoTagHelper.Tag("li", null);
                item.InnerHtml.AppendHtml(CampoTagHelper.Tag("a", error.ErrorMessage, ("href", $"#{field}")));
                list.InnerHtml.AppendHtml(item);
            }
        }

        output.Content.AppendHtml(list);
    }
}

namespace Cig.Rules;

/// <summary>An act that states law or practice: a decree, a law, an INPS circular or message.</summary>
/// <param name="Name">The act as Italian jurists cite it, for instance <c>D.Lgs. 148/2015</c>.</param>
/// <param name="Title">What it is about.</param>
public sealed record Act(string Name, Text Title)
{
    /// <summary>The whole act, where no single article is meant (a circular, mostly).</summary>
    public Provision Whole => new(this, null, null);

    /// <summary>One article, or one paragraph (<c>comma</c>) of it.</summary>
    public Provision Article(string article, string? paragraph = null) => new(this, article, paragraph);

    /// <summary>The act as Italian jurists cite it.</summary>
    public override string ToString() => Name;
}

/// <summary>The place in an act that a figure or a rule comes from. Citations are the same in every language.</summary>
public sealed record Provision(Act Act, string? Article, string? Paragraph)
{
    /// <summary>For instance <c>D.Lgs. 148/2015, art. 5, c. 1-ter</c>.</summary>
    public override string ToString() => (Article, Paragraph) switch
    {
        (null, _) => Act.Name,
        (_, null) => $"{Act.Name}, art. {Article}",
        _ => $"{Act.Name}, art. {Article}, c. {Paragraph}",
    };
}

/// <summary>How far a statement can be trusted: what its authors had before their eyes when they wrote it down.</summary>
public enum Trust
{
    /// <summary>The wording of the norm was read.</summary>
    NormTextRead,

    /// <summary>At least one professional or trade-association text that quotes the norm or circular was read.</summary>
    Secondary,

    /// <summary>A secondary source says that the figure equals that of the year before or after.</summary>
    SecondaryIndirect,

    /// <summary>One secondary source, which itself asks for a check.</summary>
    SecondaryUnconfirmed,

    /// <summary>Stated from knowledge of the norm and not read again: unverified.</summary>
    Recalled,

    /// <summary>Recalled, and arithmetically consistent with what was read.</summary>
    RecalledAndRederived,

    /// <summary>Computed from other entries.</summary>
    Derived,

    /// <summary>Deduced from published figures.</summary>
    Inferred,
}

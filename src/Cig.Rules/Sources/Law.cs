namespace Cig.Rules;

/// <summary>The acts that the rules cite, one name each. Files of rules say <c>using static Cig.Rules.Law;</c>.</summary>
public static class Law
{
    /// <summary>Riordino degli ammortizzatori sociali in costanza di rapporto di lavoro, in force since 24 September 2015.</summary>
    public static readonly Act Dlgs148 = new("D.Lgs. 148/2015");

    /// <summary>Budget law 2022, which reformed the Decree from 1 January 2022.</summary>
    public static readonly Act L234 = new("L. 234/2021");

    /// <summary>Art. 26 sets the 5.84 % reduction.</summary>
    public static readonly Act L41 = new("L. 41/1986");

    /// <summary>Art. 2, c. 17: the maximum raised by a fifth for bad weather in building and stone.</summary>
    public static readonly Act L549 = new("L. 549/1995");

    /// <summary>The causes of the ordinary supplement and how they are proved.</summary>
    public static readonly Act Dm95442 = new("D.M. 95442/2016");

    /// <summary>Civil code.</summary>
    public static readonly Act CivilCode = new("c.c.");

    /// <summary>An INPS circular, for instance <c>Circular("4/2026")</c>.</summary>
    public static Act Circular(string number) => new($"circ. INPS {number}");

    /// <summary>An INPS message, for instance <c>Message("4275/2017")</c>.</summary>
    public static Act Message(string number) => new($"msg. INPS {number}");
}

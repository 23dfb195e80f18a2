namespace Cig.Rules;

/// <summary>The kinds of wage supplement, named as programs exchange them.</summary>
public enum Scheme
{
    /// <summary>Cassa integrazione guadagni ordinaria.</summary>
    Cigo,

    /// <summary>Cassa integrazione guadagni straordinaria.</summary>
    Cigs,

    /// <summary>Fondo di integrazione salariale.</summary>
    Fis,

    /// <summary>Fondo di solidarietà bilaterale.</summary>
    Fund,

    /// <summary>Supplement of permanent agricultural workers.</summary>
    Cisoa,
}

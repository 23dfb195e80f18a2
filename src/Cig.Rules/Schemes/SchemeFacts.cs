namespace Cig.Rules;

/// <summary>Whether the cause is one of the ordinary supplement (art. 11) or of the extraordinary one (art. 21).</summary>
public enum CauseKind
{
    /// <summary>Ordinaria: transitory events and market situations (art. 11).</summary>
    Ordinary,

    /// <summary>Straordinaria: reorganisation, crisis, solidarity agreement (art. 21).</summary>
    Extraordinary,
}

/// <summary>How well a scheme fits an employer. None of them stops an application: the office decides.</summary>
public enum Fit
{
    /// <summary>Suggerita: what is known speaks for it.</summary>
    Suggested,

    /// <summary>Compatibile: what is known does not tell.</summary>
    Compatible,

    /// <summary>Non compatibile: what is known speaks against it.</summary>
    NotCompatible,
}

/// <summary>A scheme, how it fits, and why.</summary>
public sealed record SchemeOption(Scheme Scheme, Fit Fit, Reason Reason);

/// <summary>What is known of an employer's position.</summary>
/// <param name="ContributionClassCode">Five digits.</param>
/// <param name="AuthorisationCodes">Marks that INPS gave to the position; what each stands for is not in the sources, so none decides.</param>
/// <param name="AverageEmployees">Average of the six months before the filing month; null where it is not known, and then nothing that hangs on it is said.</param>
/// <param name="HasOwnFund">Whether the position belongs to a solidarity fund of its sector (arts. 26, 27, 40).</param>
/// <param name="CauseKind">Ordinary or extraordinary cause.</param>
/// <param name="Date">The day of the application.</param>
public sealed record SchemeFacts(
    string ContributionClassCode, IReadOnlyList<string> AuthorisationCodes, decimal? AverageEmployees, bool HasOwnFund, CauseKind CauseKind, DateOnly Date);

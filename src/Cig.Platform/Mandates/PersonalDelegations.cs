using Cig.Rules;

namespace Cig.Platform.Mandates;

/// <summary>
/// Delega dell'identità digitale: a person lets somebody she trusts act for her. How many people one delegate may stand for; tutors, guardians and administrators of support
/// are not counted.
/// </summary>
public static class PersonalDelegations
{
    /// <summary>Delegations for each delegate.</summary>
    public static readonly InForce<int> Most = new("delegations.personal.most")
    {
        { "2021-08-12", "2021-09-30", 5, Law.Circular("127/2021").Whole, Trust.Secondary },
        { "2021-10-01", null, 3, Law.Message("3305/2021").Whole, Trust.Secondary },
    };
}

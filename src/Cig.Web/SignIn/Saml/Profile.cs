using Cig.Platform.Mandates;

namespace Cig.Web.SignIn.Saml;

/// <summary>A set of attributes that a request asks for by its number.</summary>
public sealed record AttributeSet(int Index, string ServiceName, IReadOnlyList<string> Attributes);

/// <summary>Why a professional identity is asked for; the provider lets in the kinds of identity that fit (SPID, notice 18).</summary>
public enum Purpose
{
    /// <summary>Professional use, of the person or for a company: kinds 3 and 4.</summary>
    P,

    /// <summary>A legal person: kinds 2 and 4.</summary>
    LP,

    /// <summary>Professional use for a company: kind 4.</summary>
    PG,

    /// <summary>Professional use of the person: kind 3.</summary>
    PF,

    /// <summary>Any but the private one: kinds 2, 3 and 4.</summary>
    PX,
}

/// <summary>What one federation asks that another does not, as data. Everything else is the same for all.</summary>
/// <param name="Key">How addresses and tables name it.</param>
/// <param name="Section">Its section of the configuration.</param>
/// <param name="AssertionIssuerHasFormat">SPID wants the format of the assertion's issuer; CIE leaves it out.</param>
/// <param name="AlwaysForceAuthn">Whether authentication is repeated at level 1 too.</param>
/// <param name="SingleLogout">Whether sessions end by SAML messages; without them the person's browser only visits the provider's address.</param>
public sealed record Profile(
    string Key, string Section, SignInMeans Means, string Metadata, string AssertionConsumer, string Logout,
    bool AssertionIssuerHasFormat, bool AlwaysForceAuthn, bool SingleLogout, IReadOnlyList<AttributeSet> Sets)
{
    private static readonly AttributeSet Person = new(0, "Integrazioni salariali", ["spidCode", "name", "familyName", "fiscalNumber", "dateOfBirth"]);

    /// <summary>Asked for only with a <see cref="Purpose"/>: what it tells of a company is a hint, never a right.</summary>
    private static readonly AttributeSet WithCompany = new(
        1, "Integrazioni salariali, uso professionale", [.. Person.Attributes, "companyName", "companyFiscalNumber", "ivaCode"]);

    public static Profile Spid { get; } = new(
        "spid", "Spid", SignInMeans.Spid, "/spid/metadata", "/spid/acs", "/spid/logout", AssertionIssuerHasFormat: true, AlwaysForceAuthn: false, SingleLogout: true, [Person, WithCompany]);

    /// <summary>SPID for an operator that is not a public body.</summary>
    public static Profile SpidPrivate { get; } = Spid with
    {
        Key = "spid-private",
        Section = "SpidPrivate",
        Metadata = "/spid/metadata/private",
        AssertionConsumer = "/spid/acs/private",
        Logout = "/spid/logout/private",
    };

    /// <summary>The electronic identity card: one provider, the smallest set of attributes, no single logout.</summary>
    public static Profile Cie { get; } = new(
        "cie", "Cie", SignInMeans.Cie, "/cie/metadata", "/cie/acs", "/cie/logout", AssertionIssuerHasFormat: false, AlwaysForceAuthn: true, SingleLogout: false,
        [new(0, "", ["name", "familyName", "dateOfBirth", "fiscalNumber"])]);

    public static IReadOnlyList<Profile> All { get; } = [Spid, SpidPrivate, Cie];

    /// <summary>Where a sign-in begins.</summary>
    public string Start => "/accedi/" + Key;

    /// <summary>The set that a request asks for.</summary>
    public AttributeSet SetFor(Purpose? purpose) => purpose is null or Purpose.PF ? Sets[0] : Sets[^1];
}

using System.Security.Cryptography.X509Certificates;

namespace Cig.Web.SignIn.Staff;

/// <summary>The institution's OpenID Connect provider, from the section <c>Identity:Staff</c> of the configuration.</summary>
/// <param name="Authority">Its issuer; the address under which it describes itself.</param>
/// <param name="ClientKey">Proves who we are by a signed word; stands in for the secret.</param>
/// <param name="FiscalCodeClaim">The claim that holds the person's codice fiscale, with or without <c>TINIT-</c>.</param>
/// <param name="Acr">The authentication class that is asked for and must be answered; none asks for nothing.</param>
/// <param name="UserInfo">Whether the person's data are fetched from the provider's userinfo endpoint too.</param>
public sealed record StaffProvider(
    string Authority, string ClientId, string? ClientSecret, X509Certificate2? ClientKey, string FiscalCodeClaim, string GivenNameClaim, string FamilyNameClaim, string? Acr,
    IReadOnlyList<string> Scopes, bool UserInfo)
{
    /// <summary>Whether it is the demo's.</summary>
    public bool IsDemo => Authority.EndsWith(DemoProvider.DemoStaffProvider.Path, StringComparison.Ordinal);

    /// <summary>The configured provider, or null where there is none.</summary>
    /// <exception cref="InvalidOperationException">The key that the configuration names cannot be read.</exception>
    public static StaffProvider? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Identity:Staff");
        return string.IsNullOrEmpty(section["Authority"])
            ? null
            : new(
                section["Authority"]!, section["ClientId"] ?? "", section["ClientSecret"], section["ClientKey"] is { Length: > 0 } key ? Keys.Load(key, "Identity:Staff:ClientKey") : null,
                section["FiscalCodeClaim"] ?? "fiscal_number", section["GivenNameClaim"] ?? "given_name", section["FamilyNameClaim"] ?? "family_name", section["Acr"],
                (section["Scopes"] ?? "openid profile").Split(' ', StringSplitOptions.RemoveEmptyEntries), section.GetValue("UserInfo", defaultValue: false));
    }
}

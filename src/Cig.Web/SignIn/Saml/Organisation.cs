namespace Cig.Web.SignIn.Saml;

/// <summary>The body that runs this installation, as its metadata and certificate name it.</summary>
/// <param name="IpaCode">Code in the index of public administrations; only of a public body.</param>
/// <param name="VatNumber">With its country, <c>IT12345678901</c>.</param>
/// <param name="Municipality">Name of the place, for the certificate.</param>
/// <param name="MunicipalityCode">Code of the place in the land register's list, for CIE.</param>
/// <param name="Email">An office's address, never a person's.</param>
/// <param name="Phone">With +39 and without spaces.</param>
public sealed record Organisation(
    string Name, string DisplayName, string Url, string? IpaCode, string? VatNumber, string? FiscalCode,
    string Municipality, string MunicipalityCode, string Province, string Email, string? Phone, Billing? Billing)
{
    /// <summary>Whether it is a public body.</summary>
    public bool Public => IpaCode is { Length: > 0 };

    /// <summary>How the certificate names it.</summary>
    public string Identifier => Public ? $"PA:IT-{IpaCode}" : VatNumber is { Length: > 0 } vat ? $"VAT{vat[..2]}-{vat[2..]}" : $"CF:IT-{FiscalCode}";
}

/// <summary>Whom the providers invoice; only private operators have it.</summary>
public sealed record Billing(string Name, string VatNumber, string Street, string Number, string PostCode, string Municipality, string Province, string Email);

namespace Cig.Web.SignIn.Saml;

/// <summary>Names that SAML 2 and the Italian profiles give to things.</summary>
internal static class Names
{
    public const string Protocol = "urn:oasis:names:tc:SAML:2.0:protocol";
    public const string Assertion = "urn:oasis:names:tc:SAML:2.0:assertion";
    public const string Metadata = "urn:oasis:names:tc:SAML:2.0:metadata";
    public const string Signature = "http://www.w3.org/2000/09/xmldsig#";
    public const string Xades = "http://uri.etsi.org/01903/v1.3.2#";
    public const string SpidExtensions = "https://spid.gov.it/saml-extensions";
    public const string InvoicingExtensions = "https://spid.gov.it/invoicing-extensions";
    public const string CieExtensions = "https://www.cartaidentita.interno.gov.it/saml-extensions";

    public const string Success = "urn:oasis:names:tc:SAML:2.0:status:Success";
    public const string Requester = "urn:oasis:names:tc:SAML:2.0:status:Requester";
    public const string Responder = "urn:oasis:names:tc:SAML:2.0:status:Responder";
    public const string AuthnFailed = "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed";
    public const string Bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    public const string Transient = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
    public const string Entity = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";
    public const string Basic = "urn:oasis:names:tc:SAML:2.0:attrname-format:basic";
    public const string Post = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
    public const string Redirect = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

    public const string ExclusiveCanonical = "http://www.w3.org/2001/10/xml-exc-c14n#";
    public const string Enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

    /// <summary>Class of a SPID level: 1, 2 or 3. CIE uses the same names.</summary>
    public static string Level(int level) => $"https://www.spid.gov.it/SpidL{level}";

    /// <summary>The level that a class names, or null where it names none.</summary>
    public static int? LevelOf(string? reference) =>
        Enumerable.Range(1, 3).Select(l => (int?)l).FirstOrDefault(l => Level(l!.Value) == reference);
}

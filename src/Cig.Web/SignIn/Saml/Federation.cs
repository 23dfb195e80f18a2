using System.Security.Cryptography.X509Certificates;

namespace Cig.Web.SignIn.Saml;

/// <summary>
/// Who we are in each federation, from the section <c>Identity</c> of the configuration. Outside Production an invented body and a self-made certificate of the right form
/// stand in for what is not configured.
/// </summary>
public static class Federation
{
    private static readonly Organisation PublicDemo = new(
        "Ente dimostrativo delle integrazioni salariali", "Piattaforma CIG", "https://www.example.org", "demo_cig", null, null, "Roma", "H501", "RM", "spid@example.org", "+390600000000", null);

    private static readonly Organisation PrivateDemo = new(
        "Gestore dimostrativo S.r.l.", "Piattaforma CIG", "https://www.example.org", null, "IT01234567897", "01234567897", "Roma", "H501", "RM", "spid@example.org", "+390600000000",
        new("Gestore dimostrativo S.r.l.", "IT01234567897", "Via Dimostrativa", "1", "00100", "Roma", "RM", "fatture@example.org"));

    /// <exception cref="InvalidOperationException">A certificate that the configuration names cannot be read.</exception>
    public static RelyingParties Read(IConfiguration configuration, IHostEnvironment environment, TimeProvider time)
    {
        var identity = configuration.GetSection("Identity");
        var origin = configuration.Origin;
        List<RelyingParty> all = [];
        foreach (var profile in Profile.All)
        {
            var section = identity.GetSection(profile.Section);
            if (!section.GetValue("Enabled", defaultValue: !environment.IsProduction() || profile == Profile.Spid))
                continue;

            var entityId = section["EntityId"] ?? origin.GetLeftPart(UriPartial.Authority);
            var organisation = OrganisationOf(profile == Profile.SpidPrivate ? section.GetSection("Organisation") : identity.GetSection("Organisation"), profile == Profile.SpidPrivate ? PrivateDemo : PublicDemo);
            var certificate = section["Certificate"] is { Length: > 0 } file
                ? Keys.Load(file, $"Identity:{profile.Section}:Certificate")
                : Keys.Keep(Path.Combine(configuration["Cig:Data"]!, "keys"), $"{profile.Key}-{origin.Host}-{origin.Port}".Replace(':', '_'), () => SpidCertificate.Request(entityId, organisation), time);
            X509Certificate2[] next = section["NextCertificate"] is { Length: > 0 } coming ? [Keys.Load(coming, $"Identity:{profile.Section}:NextCertificate")] : [];
            all.Add(new(profile, entityId, origin, [certificate, .. next], organisation));
        }

        return new(all);
    }

    /// <summary>Whether the certificate of a federation is one that the program made for itself.</summary>
    public static bool IsSelfMade(IConfiguration configuration, Profile profile) => string.IsNullOrEmpty(configuration[$"Identity:{profile.Section}:Certificate"]);

    private static Organisation OrganisationOf(IConfiguration section, Organisation otherwise)
    {
        if (string.IsNullOrEmpty(section["Name"]))
            return otherwise;

        string text(string key) => section[key] ?? "";
        var billing = section.GetSection("Billing");
        return new(
            text("Name"), section["DisplayName"] ?? text("Name"), text("Url"), section["IpaCode"], section["VatNumber"], section["FiscalCode"],
            text("Municipality"), text("MunicipalityCode"), text("Province"), text("Email"), section["Phone"],
            string.IsNullOrEmpty(billing["Name"])
                ? null
                : new(billing["Name"]!, billing["VatNumber"] ?? "IT", billing["Street"] ?? "", billing["Number"] ?? "", billing["PostCode"] ?? "", billing["Municipality"] ?? "", billing["Province"] ?? "", billing["Email"] ?? ""));
    }
}

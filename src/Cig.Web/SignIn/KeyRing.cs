using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Cig.Platform.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Cig.Web.SignIn;

/// <summary>
/// The data-protection keys, in the shared database, so that any node opens what another closed. Keys that an older version kept in the data folder are taken along: the log of
/// sign-ins needs them for 24 months.
/// </summary>
public sealed class KeyRing(Database database, IConfiguration configuration) : IXmlRepository
{
    /// <summary>The PEM file with the certificate, and its private key, that the keys are encrypted for.</summary>
    public const string Certificate = "Cig:KeysCertificate";

    /// <summary>Those of earlier years, separated by commas, while keys encrypted for them are still needed.</summary>
    public const string FormerCertificates = "Cig:FormerKeysCertificates";

    /// <exception cref="InvalidOperationException">A certificate that the configuration names cannot be read.</exception>
    public static void Add(WebApplicationBuilder builder)
    {
        var protection = builder.Services.AddDataProtection().SetApplicationName("cig");
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddOptions<KeyManagementOptions>().Configure<KeyRing>((options, ring) => options.XmlRepository = ring);
        X509Certificate2[] certificates = [.. Files(builder.Configuration).Select(Load)];
        if (certificates.Length > 0)
            protection.UnprotectKeysWithAnyCertificate(certificates);
        if (!string.IsNullOrEmpty(builder.Configuration[Certificate]))
            protection.ProtectKeysWithCertificate(certificates[0]);
    }

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        TakeAlong();
        using var connection = database.Open().GetAwaiter().GetResult();
        using var command = connection.Command("select xml from protection_keys order by name");
        using var reader = command.ExecuteReader();
        List<XElement> found = [];
        while (reader.Read())
            found.Add(XElement.Parse(reader.GetString(0)));
        return found;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.Open().GetAwaiter().GetResult();
        using var command = connection.Command("insert into protection_keys (name, xml) values (@n, @x) on conflict do nothing", ("n", friendlyName), ("x", element.ToString(SaveOptions.DisableFormatting)));
        command.ExecuteNonQuery();
    }

    private void TakeAlong()
    {
        var folder = Path.Combine(configuration["Cig:Data"]!, "keys", "sessions");
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.xml") : [])
            StoreElement(XElement.Load(file), Path.GetFileNameWithoutExtension(file));
    }

    private static IEnumerable<string> Files(ConfigurationManager configuration) =>
        new[] { configuration[Certificate] }.Concat((configuration[FormerCertificates] ?? "").Split(',')).Select(f => f?.Trim()).Where(f => !string.IsNullOrEmpty(f)).Select(f => f!);

    private static X509Certificate2 Load(string file)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(file, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException($"{Certificate} or {FormerCertificates} names '{file}', which cannot be read as a certificate with its private key in PEM: {e.Message}", e);
        }
    }
}

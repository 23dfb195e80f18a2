using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cig.Platform.Storage;
using Cig.Platform.Tests;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.DataProtection;

namespace Cig.Web.Tests.SignIn;

/// <summary>The keys that all nodes share, and what a copy of the database tells of them.</summary>
public sealed class KeyRingTests(PostgreSqlServer server) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cig-keys-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_one_node_closes_another_opens_and_a_copy_of_the_database_does_not()
    {
        var database = await server.NewDatabase();
        var (certificate, former) = (Certificate("now"), Certificate("before"));
        string closed;
        await using (var first = Site.Apart(database.ConnectionString, null, (KeyRing.Certificate, former)))
            closed = Protector(first).Protect("segreto");

        // A node that came after the change of certificate, with the old one beside.
        await using (var second = Site.Apart(database.ConnectionString, null, (KeyRing.Certificate, certificate), (KeyRing.FormerCertificates, former)))
            Assert.Equal("segreto", Protector(second).Unprotect(closed));

        await using (var thief = Site.Apart(database.ConnectionString, null, (KeyRing.Certificate, Certificate("thief"))))
            Assert.ThrowsAny<CryptographicException>(() => Protector(thief).Unprotect(closed));

        await using var connection = await database.Open(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "select string_agg(xml, '') from protection_keys";
        var kept = (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        Assert.Contains("EncryptedData", kept);
        Assert.DoesNotContain("<masterKey", kept);
    }

    [Fact]
    public void A_certificate_that_cannot_be_read_is_named_with_its_setting()
    {
        var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder([$"--{KeyRing.Certificate}={_folder}/manca.pem"]);

        Assert.Contains("manca.pem", Assert.Throws<InvalidOperationException>(() => KeyRing.Add(builder)).Message);
    }

    private static IDataProtector Protector(Site site) => site.Get<IDataProtectionProvider>().CreateProtector("test");

    private string Certificate(string name)
    {
        using var rsa = RSA.Create(2048);
        using var made = new CertificateRequest($"CN={name}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var file = Path.Combine(_folder, name + ".pem");
        File.WriteAllText(file, made.ExportCertificatePem() + "\n" + rsa.ExportPkcs8PrivateKeyPem());
        return file;
    }
}

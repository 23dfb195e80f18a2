using Cig.Platform.Storage;
using Cig.Platform.Tests;
using Cig.Web.DemoProvider;
using Cig.Web.SignIn.Saml;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using static Cig.Web.Tests.SignIn.SamlParties;

namespace Cig.Web.Tests.SignIn;

/// <summary>What Production must not hold, and what a federation needs, in words.</summary>
public sealed class IdentityCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cig-check-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_configured_production_starts_and_is_ready()
    {
        var check = Check(Ready());

        check.StopUnlessSafe();
        Assert.All(await check.Look(default), f => Assert.True(f.Well, f.What));
    }

    [Theory]
    [InlineData("Cig:Origin", "https://localhost:5443", "entityID is https://localhost:5443")]
    [InlineData("Cig:Origin", "http://cig.example", "entityID is http://cig.example")]
    [InlineData("Identity:Spid:EntityId", "https://127.0.0.1", "entityID is https://127.0.0.1")]
    [InlineData("Identity:Spid:Certificate", "", "the program made for itself")]
    [InlineData("Identity:Spid:ExtraIdpMetadata", "estraneo.xml", "ExtraIdpMetadata")]
    [InlineData("Cig:KeysCertificate", "", "protected by no certificate")]
    [InlineData("Identity:Spid:Enabled", "false", "nobody can sign in")]
    public void Production_does_not_start_with_anything_of_the_demo(string setting, string value, string why)
    {
        var settings = Ready();
        settings[setting] = value;
        if (value == "estraneo.xml")
            settings[setting] = ExtraProvider();

        Assert.Contains(why, Assert.Throws<InvalidOperationException>(Check(settings).StopUnlessSafe).Message);
        Check(settings, "Demo").StopUnlessSafe();
    }

    [Fact]
    public void Production_does_not_start_with_the_demo_provider_or_on_an_old_runtime()
    {
        Assert.Contains("demo provider", Assert.Throws<InvalidOperationException>(Check(Ready(), demo: new DemoProviders([ProviderOf(Profile.Spid)])).StopUnlessSafe).Message);
        Assert.False(IdentityCheck.Runtime(new(10, 0, 9)).Well);
        Assert.True(IdentityCheck.Runtime(new(10, 0, 10)).Well);
        Assert.True(IdentityCheck.Runtime(new(11, 0, 0)).Well);
    }

    [Theory]
    [InlineData("Identity:Organisation:Email", "", "lacks Email")]
    [InlineData("Identity:Organisation:Phone", "06 12345", "telephone")]
    [InlineData("Identity:Organisation:Name", "", "invented body")]
    [InlineData("Identity:Organisation:IpaCode", "altro", "2.5.4.97")]
    [InlineData("Identity:Spid:RegistryCertificate", "", "no certificate is pinned")]
    [InlineData("Identity:Spid:Registry", "", "no identity provider is known")]
    [InlineData("Identity:Cie:Enabled", "true", "Cie: the number of the service is not set")]
    public async Task What_is_missing_is_said_with_the_mend(string setting, string value, string what)
    {
        var settings = Ready();
        settings[setting] = value;

        var missing = (await Check(settings).Look(default)).Where(f => !f.Well).ToList();

        Assert.Contains(missing, f => f.What.Contains(what, StringComparison.Ordinal));
        Assert.All(missing, f => Assert.NotNull(f.Mend));
    }

    [Fact]
    public async Task The_command_prints_the_metadata_and_says_by_its_code_whether_all_is_well()
    {
        await using var site = Site.Apart();
        using var output = new StringWriter();

        Assert.Equal(1, await IdentityCommand.Run(site.Services, ["identity", "check"], output, TestContext.Current.CancellationToken));
        Assert.Contains("<md:EntityDescriptor", output.ToString());
        Assert.Contains("MISSING the demo provider is on", output.ToString());
        Assert.Contains("ok      Spid: the certificate has the form of notice 29", output.ToString());
        Assert.Equal(2, await IdentityCommand.Run(site.Services, ["identity", "boh"], output, TestContext.Current.CancellationToken));
    }

    private Dictionary<string, string?> Ready()
    {
        var certificate = Path.Combine(_folder, "spid.pem");
        if (!File.Exists(certificate))
        {
            using var made = SpidCertificate.Request("https://cig.example", Ente).CreateSelfSigned(Now.AddDays(-1), Now.AddYears(2));
            using var key = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(made)!;
            File.WriteAllText(certificate, made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
            File.WriteAllText(Path.Combine(_folder, "registro.pem"), StrangerKey.ExportCertificatePem());
            var list = RelyingParty.New($"<md:EntitiesDescriptor xmlns:md=\"{Names.Metadata}\" xmlns:ds=\"{Names.Signature}\" ID=\"_e\">{File.ReadAllText(ExtraProvider())}</md:EntitiesDescriptor>");
            XmlSignature.Sign(list.DocumentElement!, StrangerKey, null);
            Directory.CreateDirectory(Path.Combine(_folder, "providers"));
            File.WriteAllText(Path.Combine(_folder, "providers", "spid.xml"), list.OuterXml);
        }

        return new()
        {
            ["Cig:Origin"] = "https://cig.example",
            ["Cig:Data"] = _folder,
            ["Cig:KeysCertificate"] = certificate,
            ["Identity:Organisation:Name"] = Ente.Name,
            ["Identity:Organisation:DisplayName"] = Ente.DisplayName,
            ["Identity:Organisation:Url"] = Ente.Url,
            ["Identity:Organisation:IpaCode"] = Ente.IpaCode,
            ["Identity:Organisation:Municipality"] = Ente.Municipality,
            ["Identity:Organisation:MunicipalityCode"] = Ente.MunicipalityCode,
            ["Identity:Organisation:Province"] = Ente.Province,
            ["Identity:Organisation:Email"] = Ente.Email,
            ["Identity:Organisation:Phone"] = Ente.Phone,
            ["Identity:Spid:Certificate"] = certificate,
            ["Identity:Spid:Registry"] = "https://registro.example/elenco.xml",
            ["Identity:Spid:RegistryCertificate"] = Path.Combine(_folder, "registro.pem"),
        };
    }

    private string ExtraProvider()
    {
        var file = Path.Combine(_folder, "estraneo.xml");
        File.WriteAllText(file, $"<md:EntityDescriptor xmlns:md=\"{Names.Metadata}\" xmlns:ds=\"{Names.Signature}\" entityID=\"https://gestore.example\"><md:IDPSSODescriptor protocolSupportEnumeration=\"{Names.Protocol}\"><md:KeyDescriptor use=\"signing\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(ProviderKey.RawData)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService Binding=\"{Names.Post}\" Location=\"https://gestore.example/sso\"/></md:IDPSSODescriptor></md:EntityDescriptor>");
        return file;
    }

    private IdentityCheck Check(Dictionary<string, string?> settings, string environment = "Production", DemoProviders? demo = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var clock = new TestClock(Now);
        IHostEnvironment host = new HostingEnvironment { EnvironmentName = environment };
        var database = Database.SqliteFile(Path.Combine(_folder, "cig.db"));
        Schema.Apply(database);
        // A list without a pin is not taken, so that only what is asked about differs.
        return new(Federation.Read(configuration, host, clock), new(configuration, clock, NullLogger<ProviderLists>.Instance), new(database, new EphemeralDataProtectionProvider(), clock), configuration, host, clock, demo);
    }
}

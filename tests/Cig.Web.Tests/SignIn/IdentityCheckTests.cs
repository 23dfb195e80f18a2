using Cig.Platform.Staff;
using Cig.Platform.Storage;
using Cig.Platform.Tests;
using Cig.Web.DemoProvider;
using Cig.Web.SignIn;
using Cig.Web.SignIn.Cns;
using Cig.Web.SignIn.Saml;
using Cig.Web.SignIn.Staff;
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
    [InlineData("Identity:Staff:Authority", "https://cig.example/demo-oidc", "provider is the demo's")]
    [InlineData("Identity:Staff:Authority", "http://accesso.example", "Staff: the provider is http://accesso.example")]
    [InlineData("Identity:Staff:Authority", "https://localhost:5443/oidc", "Staff: the provider is https://localhost")]
    [InlineData("Identity:Cns:TrustedList", "", "no trusted list is named")]
    [InlineData("Identity:Cns:Certificate", "", "Cns: the key of the endpoint")]
    [InlineData("Cig:Mail:Folder", "posta", "reach nobody")]
    [InlineData("Identity:Cns:Origin", "https://127.0.0.1:8443", "shown to https://127.0.0.1:8443")]
    [InlineData("Cig:Translation:Address", "http://traduzioni.example", "in the clear")]
    public void Production_does_not_start_with_anything_of_the_demo(string setting, string value, string why)
    {
        var settings = Ready();
        settings[setting] = value;
        if (value == "estraneo.xml")
            settings[setting] = ExtraProvider();

        Assert.Contains(why, Assert.Throws<InvalidOperationException>(Check(settings).StopUnlessSafe).Message);
        Check(settings, "Demo").StopUnlessSafe();
    }

    [Theory]
    [InlineData("posta.example", "none", false, false)]
    [InlineData("posta.example", "none", true, true)]
    [InlineData("127.0.0.1", "none", false, true)]
    [InlineData("posta.example", "starttls", false, true)]
    [InlineData("posta.example", "tls", false, true)]
    public void Production_speaks_to_a_mail_server_in_plain_only_where_it_is_told_to(string host, string tls, bool allowed, bool starts)
    {
        var settings = Ready();
        (settings["Cig:Mail:Host"], settings["Cig:Mail:From"], settings["Cig:Mail:Tls"], settings[MailCheck.AllowPlain]) = (host, "avvisi@ente.example", tls, allowed ? "true" : "");
        if (starts)
            Check(settings).StopUnlessSafe();
        else
            Assert.Contains("in plain", Assert.Throws<InvalidOperationException>(Check(settings).StopUnlessSafe).Message);

        // What is written wrongly stops the start everywhere.
        settings["Cig:Mail:Port"] = "porta";
        Assert.Contains("Cig:Mail:Port is 'porta'", Assert.Throws<InvalidOperationException>(Check(settings, "Demo").StopUnlessSafe).Message);
    }

    [Fact]
    public async Task Cards_may_be_left_out_and_what_is_believed_of_them_is_said()
    {
        var settings = Ready();
        settings["Identity:Cns:Proxies"] = "10.0.0.5, 10.0.0.6";
        Assert.Contains(await Check(settings).Look(default), f => f is { Well: true } && f.What.Contains("believed from 10.0.0.5, 10.0.0.6", StringComparison.Ordinal));

        settings["Identity:Cns:Port"] = "";
        Check(settings).StopUnlessSafe();
        Assert.All(await Check(settings).Look(default), f => Assert.True(f.Well, f.What));
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
    [InlineData("Identity:Staff:Authority", "", "nobody of the staff can enter")]
    [InlineData("Identity:Staff:ClientId", "", "name of the client")]
    [InlineData("Identity:Staff:ClientSecret", "", "neither secret nor key")]
    [InlineData("Identity:Staff:FirstAdministrator", "", "nobody in the register is administrator")]
    [InlineData("Identity:Cns:TrustedListCertificate", "", "no certificate is pinned for the list at https://elenchi.example")]
    [InlineData("Identity:Cns:TrustedListCertificate", "", "no trusted list is known")]
    [InlineData("Identity:Cns:Origin", "https://altro.example:8443", "is not for altro.example")]
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
            File.WriteAllBytes(Path.Combine(_folder, "providers", "trusted-list.xml"), TrustedListTests.List(StrangerKey, 3));
            var endpoint = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=cns.cig.example", System.Security.Cryptography.RSA.Create(2048), System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
            var names = new System.Security.Cryptography.X509Certificates.SubjectAlternativeNameBuilder();
            names.AddDnsName("cns.cig.example");
            endpoint.CertificateExtensions.Add(names.Build());
            using var tls = endpoint.CreateSelfSigned(Now.AddDays(-1), Now.AddYears(1));
            using var tlsKey = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(tls)!;
            File.WriteAllText(Path.Combine(_folder, "cns.pem"), tls.ExportCertificatePem() + "\n" + tlsKey.ExportPkcs8PrivateKeyPem());
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
            ["Identity:Cns:Port"] = "8443",
            ["Identity:Cns:Origin"] = "https://cns.cig.example",
            ["Identity:Cns:Certificate"] = Path.Combine(_folder, "cns.pem"),
            ["Identity:Cns:TrustedList"] = "https://elenchi.example/tsl.xml",
            ["Identity:Cns:TrustedListCertificate"] = Path.Combine(_folder, "registro.pem"),
            ["Identity:Staff:Authority"] = "https://accesso.example",
            ["Identity:Staff:ClientId"] = "cig",
            ["Identity:Staff:ClientSecret"] = "parola",
            ["Identity:Staff:FirstAdministrator"] = "RSSMRA80A01H501U",
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
        var register = new StaffDesk(database, clock);
        if (settings["Identity:Staff:FirstAdministrator"] is { Length: > 0 } first)
            register.EnsureAdministrator(first, default).GetAwaiter().GetResult();
        var cns = CnsSettings.Read(configuration, host);
        var doors = new DoorCheck(register, clock, cns, cns is null ? null : new TrustedIssuers(cns, configuration, clock, NullLogger<TrustedIssuers>.Instance), StaffProvider.Read(configuration));
        // A list without a pin is not taken, so that only what is asked about differs.
        return new(Federation.Read(configuration, host, clock), new(configuration, clock, NullLogger<ProviderLists>.Instance), new(database, new EphemeralDataProtectionProvider(), clock), configuration, host, clock, doors, demo);
    }
}

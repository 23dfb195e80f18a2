using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using Cig.Platform.Tests;
using Cig.Web.SignIn.Cns;
using Cig.Web.SignIn.Saml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using static Cig.Web.Tests.SignIn.SamlParties;

namespace Cig.Web.Tests.SignIn;

/// <summary>Signed trusted lists of our own, in the form of the national ones.</summary>
public sealed class TrustedListTests : IDisposable
{
    private static readonly X509Certificate2 Authority = NewKey("autorità");
    private static readonly X509Certificate2 Other = NewKey("altra");
    private readonly string _folder = Directory.CreateTempSubdirectory("cig-tsl-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_list_that_the_pinned_key_signed_is_read_with_and_without_advanced_properties(bool advanced)
    {
        var list = TrustedList.Read(List(StrangerKey, 7, advanced: advanced), [ProviderKey, StrangerKey]);

        Assert.Equal(7, list.Number);
        Assert.Equal(Now.AddDays(10), list.NextUpdate);
        Assert.Equal(("Carte di prova", Authority.Thumbprint), (list.Issuers.Single().Name, list.Issuers.Single().Certificate.Thumbprint));
    }

    [Fact]
    public void Only_recognised_services_of_identity_verification_count()
    {
        var list = TrustedList.Read(List(StrangerKey, 1, services:
        [
            Service(Authority), Service(ProviderKey, type: "http://uri.etsi.org/TrstSvc/Svctype/CA/QC"), Service(Other, status: "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/deprecatedatnationallevel"),
        ]), [StrangerKey]);

        Assert.Equal([Authority.Thumbprint], list.Issuers.Select(i => i.Certificate.Thumbprint));
        Assert.Contains("no recognised service", Assert.Throws<InvalidDataException>(() => TrustedList.Read(List(StrangerKey, 1, services: [Service(Other, status: "revocata")]), [StrangerKey])).Message);
    }

    [Fact]
    public void A_list_that_was_changed_or_signed_otherwise_is_not_taken()
    {
        string edit(Func<string, string> change, bool advanced = false) => change(Encoding.UTF8.GetString(List(StrangerKey, 1, advanced: advanced)));
        var other = Convert.ToBase64String(Other.RawData);
        Assert.All<(string What, string List, X509Certificate2[] Pinned)>(
        [
            ("another key", edit(l => l), [ProviderKey]),
            ("no pin", edit(l => l), []),
            ("no signature", Encoding.UTF8.GetString(List(null, 1)), [StrangerKey]),
            ("another authority", edit(l => l.Replace(Convert.ToBase64String(Authority.RawData), other, StringComparison.Ordinal)), [StrangerKey]),
            ("a service more", edit(l => l.Replace("<tsl:TSPServices>", $"<tsl:TSPServices>{Service(Other)}", StringComparison.Ordinal)), [StrangerKey]),
            ("wrapped", edit(l => $"<tsl:TrustServiceStatusList xmlns:tsl=\"{TrustedList.Namespace}\">{l}</tsl:TrustServiceStatusList>"), [StrangerKey]),
            ("a part only", edit(l => l.Replace("URI=\"\"", "URI=\"#elenco\"", StringComparison.Ordinal)), [StrangerKey]),
            ("a document type", edit(l => "<!DOCTYPE x>" + l), [StrangerKey]),
            ("changed properties", edit(l => l.Replace("2026-11-23T14:30:00Z", "2026-11-24T14:30:00Z", StringComparison.Ordinal), advanced: true), [StrangerKey]),
            ("a transform more", edit(l => l.Replace("<Transforms>", "<Transforms><Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"/>", StringComparison.Ordinal)), [StrangerKey]),
            ("not XML", "pasticcio", [StrangerKey]),
        ], bad => Assert.Throws<InvalidDataException>(() => TrustedList.Read(Encoding.UTF8.GetBytes(bad.List), bad.Pinned)));
    }

    [Fact]
    public async Task A_list_is_fetched_kept_and_left_as_it_was_when_the_next_one_is_bad_or_older()
    {
        byte[]? answer = List(StrangerKey, 5);
        await using var publisher = WebApplication.CreateSlimBuilder().Build();
        publisher.Urls.Add("http://127.0.0.1:0");
        publisher.MapGet("/tsl.xml", () => answer is null ? Results.StatusCode(503) : Results.Bytes(answer, "application/xml"));
        await publisher.StartAsync(TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "pin.pem"), StrangerKey.ExportCertificatePem(), TestContext.Current.CancellationToken);
        TrustedIssuers issuers() => Issuers(publisher.Urls.Single() + "/tsl.xml");

        using var first = issuers();
        Assert.Empty(first.Now);
        Assert.Null(await first.Refresh(TestContext.Current.CancellationToken));
        Assert.Single(first.Now);

        foreach (var bad in new byte[]?[] { null, answer[..400], List(ProviderKey, 6, services: [Service(Other)]), List(StrangerKey, 4, services: [Service(Other)]), List(StrangerKey, 6, services: []) })
        {
            answer = bad;
            Assert.NotNull(await first.Refresh(TestContext.Current.CancellationToken));
            Assert.Equal(Authority.Thumbprint, first.Now.Single().Certificate.Thumbprint);
        }

        // A restart begins with the snapshot, which is verified again.
        using (var second = issuers())
            Assert.Single(second.Now);
        var snapshot = Path.Combine(_folder, "providers", "trusted-list.xml");
        await File.WriteAllTextAsync(snapshot, (await File.ReadAllTextAsync(snapshot, TestContext.Current.CancellationToken)).Replace("Carte di prova", "Carte altrui", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        using (var third = issuers())
            Assert.Empty(third.Now);

        answer = List(StrangerKey, 6, services: [Service(Authority), Service(Other)]);
        Assert.Null(await first.Refresh(TestContext.Current.CancellationToken));
        Assert.Equal(2, first.Now.Count);
    }

    /// <summary>A list, signed as the lists are: over the whole document, and with the properties of an advanced signature where asked.</summary>
    internal static byte[] List(X509Certificate2? key, long number, bool advanced = false, IReadOnlyList<string>? services = null)
    {
        var document = RelyingParty.New($"""
            <tsl:TrustServiceStatusList xmlns:tsl="{TrustedList.Namespace}" Id="elenco"><tsl:SchemeInformation><tsl:TSLSequenceNumber>{number}</tsl:TSLSequenceNumber><tsl:SchemeTerritory>IT</tsl:SchemeTerritory><tsl:NextUpdate><tsl:dateTime>{RelyingParty.Instant(Now.AddDays(10))}</tsl:dateTime></tsl:NextUpdate></tsl:SchemeInformation><tsl:TrustServiceProviderList><tsl:TrustServiceProvider><tsl:TSPServices>{string.Concat(services ?? [Service(Authority)])}</tsl:TSPServices></tsl:TrustServiceProvider></tsl:TrustServiceProviderList></tsl:TrustServiceStatusList>
            """);
        if (key is not null && advanced)
            SignAdvanced(document, key);
        else if (key is not null)
            XmlSignature.SignList(document.DocumentElement!, key);
        return Encoding.UTF8.GetBytes(document.OuterXml);
    }

    internal static string Service(X509Certificate2 authority, string type = TrustedList.IdentityVerification, string status = TrustedList.Recognised) =>
        $"<tsl:TSPService><tsl:ServiceInformation><tsl:ServiceTypeIdentifier>{type}</tsl:ServiceTypeIdentifier><tsl:ServiceName><tsl:Name xml:lang=\"it\">Carte di prova</tsl:Name></tsl:ServiceName><tsl:ServiceDigitalIdentity><tsl:DigitalId><tsl:X509Certificate>{Convert.ToBase64String(authority.RawData)}</tsl:X509Certificate></tsl:DigitalId></tsl:ServiceDigitalIdentity><tsl:ServiceStatus>{status}</tsl:ServiceStatus></tsl:ServiceInformation></tsl:TSPService>";

    private TrustedIssuers Issuers(string source)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cig:Data"] = _folder,
            ["Cig:Origin"] = "https://cig.example",
            ["Identity:Cns:Port"] = "8443",
            ["Identity:Cns:TrustedList"] = source,
            ["Identity:Cns:TrustedListCertificate"] = Path.Combine(_folder, "pin.pem"),
        }).Build();
        IHostEnvironment host = new HostingEnvironment { EnvironmentName = "Production" };
        return new(CnsSettings.Read(configuration, host)!, configuration, new TestClock(Now), NullLogger<TrustedIssuers>.Instance);
    }

    private static void SignAdvanced(XmlDocument document, X509Certificate2 key)
    {
        var signed = new Advanced(document) { SigningKey = key.GetRSAPrivateKey() };
        signed.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;
        signed.SignedInfo.SignatureMethod = SignedXml.XmlDsigRSASHA256Url;
        var whole = new Reference("") { DigestMethod = SignedXml.XmlDsigSHA256Url };
        whole.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        whole.AddTransform(new XmlDsigExcC14NTransform());
        signed.AddReference(whole);
        var properties = new Reference("#proprieta") { Type = "http://uri.etsi.org/01903#SignedProperties", DigestMethod = SignedXml.XmlDsigSHA256Url };
        properties.AddTransform(new XmlDsigExcC14NTransform());
        signed.AddReference(properties);
        var holder = new XmlDocument();
        holder.LoadXml($"<xades:QualifyingProperties xmlns:xades=\"{Names.Xades}\" Target=\"#firma\"><xades:SignedProperties Id=\"proprieta\"><xades:SignedSignatureProperties><xades:SigningTime>2026-11-23T14:30:00Z</xades:SigningTime></xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties>");
        signed.AddObject(new DataObject { Data = holder.ChildNodes });
        signed.Properties = (XmlElement)holder.DocumentElement!.FirstChild!;
        signed.KeyInfo = new();
        signed.KeyInfo.AddClause(new KeyInfoX509Data(key.RawData));
        signed.ComputeSignature();
        document.DocumentElement!.AppendChild(document.ImportNode(signed.GetXml(), deep: true));
    }

    private sealed class Advanced(XmlDocument document) : SignedXml(document)
    {
        public XmlElement? Properties { get; set; }

        public override XmlElement? GetIdElement(XmlDocument? document, string idValue) => idValue == "proprieta" ? Properties : base.GetIdElement(document, idValue);
    }
}

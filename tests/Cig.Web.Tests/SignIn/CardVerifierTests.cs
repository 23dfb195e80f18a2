using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cig.Platform.Tests;
using Cig.Web.SignIn.Cns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using static Cig.Web.Tests.SignIn.SamlParties;

namespace Cig.Web.Tests.SignIn;

/// <summary>Cards made one by one, against a trusted list and a revocation list of our own: what no card of the demo shows.</summary>
public sealed class CardVerifierTests : IAsyncLifetime
{
    private const string GoodName = "BNCLNE88C52L219D/6090000000000000.aGFzaA==";
    private static readonly DateTimeOffset Time = TimeProvider.System.GetUtcNow();
    private readonly string _folder = Directory.CreateTempSubdirectory("cig-card-").FullName;
    private readonly string _run = Guid.NewGuid().ToString("N");
    private readonly X509Certificate2 _authority = Issuer("Autorità");
    private WebApplication _publisher = null!;
    private byte[]? _crl;
    private int _asked;

    public async ValueTask InitializeAsync()
    {
        _publisher = WebApplication.CreateSlimBuilder().Build();
        _publisher.Urls.Add("http://127.0.0.1:0");
        _publisher.MapGet("/{name}.crl", () =>
        {
            Interlocked.Increment(ref _asked);
            return _crl is null ? Results.NotFound() : Results.Bytes(_crl, "application/pkix-crl");
        });
        await _publisher.StartAsync();
        _crl = Crl(_authority, [9]);
    }

    public async ValueTask DisposeAsync()
    {
        await _publisher.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_whole_card_is_accepted_with_what_it_says()
    {
        Assert.Equal<CardCheck>(new CardCheck.Accepted("BNCLNE88C52L219D", "ELENA", "BIANCHI"), Verifier().Check(Card(_authority)));
    }

    [Theory]
    [InlineData("BNCLNE88C52L219D")]
    [InlineData("BNCLNE88C52L219D/")]
    [InlineData("BNCLNE88C52L219E/6090.aGFzaA==")]
    [InlineData("bnclne88c52l219d/6090.aGFzaA==")]
    [InlineData(" BNCLNE88C52L219D/6090.aGFzaA==")]
    [InlineData("BNCLNE88C52L219/6090.aGFzaA==")]
    [InlineData("BNCLNE88C52L219D1/6090.aGFzaA==")]
    [InlineData("/BNCLNE88C52L219D/6090.aGFzaA==")]
    [InlineData("01234567897/6090.aGFzaA==")]
    [InlineData("")]
    public void A_common_name_of_another_form_is_refused(string name)
    {
        Assert.Equal<CardCheck>(Refused(CardRefusal.MalformedName), Verifier().Check(Card(_authority, name)));
    }

    [Fact]
    public void Two_common_names_or_no_surname_are_refused()
    {
        Assert.Equal<CardCheck>(Refused(CardRefusal.MalformedName), Verifier().Check(Card(_authority, GoodName, second: "CNTGLI79L61A794R/1.a")));
        Assert.Equal<CardCheck>(Refused(CardRefusal.MalformedName), Verifier().Check(Card(_authority, GoodName, surname: null)));
    }

    [Fact]
    public void The_number_in_the_revocation_list_is_refused_and_its_neighbours_are_not()
    {
        Assert.Equal<CardCheck>(Refused(CardRefusal.Revoked), Verifier().Check(Card(_authority, number: 9)));
        Assert.IsType<CardCheck.Accepted>(Verifier().Check(Card(_authority, number: 8)));
        Assert.IsType<CardCheck.Accepted>(Verifier().Check(Card(_authority, number: 10)));
    }

    [Fact]
    public void Without_a_revocation_list_in_force_that_the_authority_signed_nobody_enters()
    {
        var other = Issuer("Autorità");
        foreach (var crl in new byte[]?[] { null, "pasticcio"u8.ToArray(), Crl(other, [1]), Crl(_authority, [], until: Time.AddDays(-1)) })
        {
            _crl = crl;
            Assert.Equal<CardCheck>(Refused(CardRefusal.RevocationUnknown), Verifier().Check(Card(_authority)));
        }

        Assert.Equal<CardCheck>(Refused(CardRefusal.RevocationUnknown), Verifier().Check(Card(_authority, crl: "")));
    }

    [Fact]
    public void The_authority_itself_must_have_signed_and_stand_in_the_list()
    {
        // Of the same name and key identifier, with a key of its own.
        var twin = new CertificateRequest(_authority.SubjectName, RSA.Create(2048), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        twin.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        twin.CertificateExtensions.Add(_authority.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single());
        var asked = _asked;

        Assert.Equal<CardCheck>(Refused(CardRefusal.UntrustedIssuer), Verifier().Check(Card(twin.CreateSelfSigned(Time.AddYears(-1), Time.AddYears(4)))));
        Assert.Equal<CardCheck>(Refused(CardRefusal.UntrustedIssuer), Verifier().Check(Card(Issuer("Sconosciuta"))));

        // Nobody whom the list does not know makes us ask an address.
        Assert.Equal(asked, _asked);
    }

    [Fact]
    public void Time_is_checked_to_the_second()
    {
        var card = Card(_authority, from: Time.AddDays(-10), to: Time.AddDays(10));
        var (from, to) = (new DateTimeOffset(card.NotBefore.ToUniversalTime(), TimeSpan.Zero), new DateTimeOffset(card.NotAfter.ToUniversalTime(), TimeSpan.Zero));

        Assert.Equal<CardCheck>(Refused(CardRefusal.NotYetValid), Verifier(from.AddSeconds(-1)).Check(card));
        Assert.NotEqual<CardCheck>(Refused(CardRefusal.NotYetValid), Verifier(from.AddSeconds(1)).Check(card));
        Assert.NotEqual<CardCheck>(Refused(CardRefusal.Expired), Verifier(to.AddSeconds(-1)).Check(card));
        Assert.Equal<CardCheck>(Refused(CardRefusal.Expired), Verifier(to.AddSeconds(1)).Check(card));
    }

    [Fact]
    public void A_card_is_for_signing_in_and_is_no_authority()
    {
        Assert.Equal<CardCheck>(Refused(CardRefusal.WrongUse), Verifier().Check(Card(_authority, uses: [])));
        Assert.Equal<CardCheck>(Refused(CardRefusal.WrongUse), Verifier().Check(Card(_authority, uses: ["1.3.6.1.5.5.7.3.1"])));
        Assert.IsType<CardCheck.Accepted>(Verifier().Check(Card(_authority, uses: ["1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.2"])));
        Assert.Equal<CardCheck>(Refused(CardRefusal.WrongUse), Verifier().Check(Card(_authority, key: X509KeyUsageFlags.NonRepudiation)));
        Assert.Equal<CardCheck>(Refused(CardRefusal.WrongUse), Verifier().Check(Card(_authority, isAuthority: true)));
    }

    [Fact]
    public void The_identity_cards_own_certificate_counts_only_where_it_is_switched_on()
    {
        var cie = Card(_authority, policy: "1.3.76.47.4");

        Assert.Equal<CardCheck>(Refused(CardRefusal.NotCns), Verifier().Check(cie));
        Assert.IsType<CardCheck.Accepted>(Verifier(acceptCie: true).Check(cie));
        Assert.Equal<CardCheck>(Refused(CardRefusal.NotCns), Verifier(acceptCie: true).Check(Card(_authority, policy: "1.3.76.16.2.2")));
    }

    private static CardCheck.Refused Refused(CardRefusal reason) => new(reason);

    private static X509Certificate2 Issuer(string name)
    {
        var request = new CertificateRequest($"CN={name}, OU={Guid.NewGuid():N}", RSA.Create(2048), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(Time.AddYears(-1), Time.AddYears(5));
    }

    private static byte[] Crl(X509Certificate2 issuer, byte[] numbers, DateTimeOffset? until = null)
    {
        var list = new CertificateRevocationListBuilder();
        foreach (var number in numbers)
            list.AddEntry([number], Time.AddDays(-3), X509RevocationReason.KeyCompromise);
        return list.Build(issuer, 1, until ?? Time.AddDays(30), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, Time.AddDays(-20));
    }

    private X509Certificate2 Card(
        X509Certificate2 issuer, string name = GoodName, byte number = 1, string policy = "1.3.76.16.2.1", string[]? uses = null, X509KeyUsageFlags key = X509KeyUsageFlags.DigitalSignature,
        bool isAuthority = false, string? second = null, string? surname = "BIANCHI", string? crl = null, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var subject = new X500DistinguishedNameBuilder();
        if (surname is not null)
            subject.Add(new Oid("2.5.4.4", null), surname, UniversalTagNumber.UTF8String);
        subject.Add(new Oid("2.5.4.42", null), "ELENA", UniversalTagNumber.UTF8String);
        foreach (var cn in new[] { name, second }.OfType<string>())
            subject.Add(new Oid("2.5.4.3", null), cn, UniversalTagNumber.UTF8String);
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest(subject.Build(), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(key, true));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        if (uses is not [])
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. (uses ?? ["1.3.6.1.5.5.7.3.2"]).Select(u => new Oid(u))], false));
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(policy);
        request.CertificateExtensions.Add(new X509Extension("2.5.29.32", writer.Encode(), false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));

        // Another address each time: the framework keeps the list of an address on the machine's disk.
        if (crl is not "")
            request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([$"{_publisher.Urls.Single()}/{_run}-{Guid.NewGuid():N}.crl"]));
        return request.Create(issuer, from ?? Time.AddMonths(-2), to ?? Time.AddYears(3), [number]);
    }

    private CardVerifier Verifier(DateTimeOffset? at = null, bool acceptCie = false)
    {
        File.WriteAllText(Path.Combine(_folder, "pin.pem"), StrangerKey.ExportCertificatePem());
        File.WriteAllBytes(Path.Combine(_folder, "tsl.xml"), TrustedListTests.List(StrangerKey, 1, services: [TrustedListTests.Service(_authority)]));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cig:Data"] = _folder,
            ["Cig:Origin"] = "https://cig.example",
            ["Identity:Cns:Port"] = "8443",
            ["Identity:Cns:AcceptCie"] = acceptCie.ToString(),
            ["Identity:Cns:TrustedList"] = Path.Combine(_folder, "tsl.xml"),
            ["Identity:Cns:TrustedListCertificate"] = Path.Combine(_folder, "pin.pem"),
        }).Build();
        IHostEnvironment host = new HostingEnvironment { EnvironmentName = "Production" };
        var settings = CnsSettings.Read(configuration, host)!;
        var issuers = new TrustedIssuers(settings, configuration, new TestClock(Time), NullLogger<TrustedIssuers>.Instance);
        Assert.Null(issuers.Refresh(default).GetAwaiter().GetResult());
        return new(settings, issuers, new TestClock(at ?? Time));
    }
}

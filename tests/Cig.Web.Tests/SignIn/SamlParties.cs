using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using Cig.Platform.Tests;
using Cig.Web.DemoProvider;
using Cig.Web.SignIn.Saml;

namespace Cig.Web.Tests.SignIn;

/// <summary>We and a provider of ours, at a moment that stands still.</summary>
internal static class SamlParties
{
    public const string RequestId = "_richiesta";

    public static readonly DateTimeOffset Now = new(2026, 11, 23, 14, 30, 0, TimeSpan.Zero);

    public static readonly Organisation Ente = new("Istituto di prova", "Piattaforma CIG", "https://cig.example", "istituto_prova", null, null, "Roma", "H501", "RM", "spid@cig.example", "+390612345", null);

    public static readonly Organisation Privato = Ente with
    {
        IpaCode = null,
        VatNumber = "IT01234567897",
        FiscalCode = "01234567897",
        Billing = new("Istituto di prova", "IT01234567897", "Via di prova", "1", "00100", "Roma", "RM", "fatture@cig.example"),
    };

    public static readonly X509Certificate2 ProviderKey = NewKey("provider");
    public static readonly X509Certificate2 StrangerKey = NewKey("estraneo");

    private static readonly Dictionary<Profile, RelyingParty> Us = Profile.All.ToDictionary(p => p, p => new RelyingParty(
        p, "https://cig.example", new("https://cig.example"), [SpidCertificate.Request("https://cig.example", p == Profile.SpidPrivate ? Privato : Ente).CreateSelfSigned(Now.AddDays(-1), Now.AddYears(2))], p == Profile.SpidPrivate ? Privato : Ente));

    public static RelyingParty In(Profile profile) => Us[profile];

    public static DemoIdentityProvider ProviderOf(Profile profile, DateTimeOffset? at = null) => new(In(profile), ProviderKey, new TestClock(at ?? Now));

    public static XmlDocument Good(Profile profile, int level = 2, DateTimeOffset? at = null) => ProviderOf(profile, at).Response(RequestId, level, Attributes(profile));

    public static Expected Expected(Profile profile) => new(RequestId, ProviderOf(profile).Registered, 2, Now);

    public static Verification Verify(Profile profile, string message, Expected? expected = null, DateTimeOffset? now = null) => Verify(profile, Encoding.UTF8.GetBytes(message), expected, now);

    public static Verification Verify(Profile profile, byte[] message, Expected? expected = null, DateTimeOffset? now = null) =>
        UnverifiedMessage.Read(message) is { } read
            ? new Verifier(new TestClock(now ?? Now)).Verify(In(profile), read, expected ?? Expected(profile))
            : new Verification.Refused(Refusal.NotXml);

    public static X509Certificate2 NewKey(string name, int size = 2048)
    {
        using var rsa = RSA.Create(size);
        return new CertificateRequest($"CN={name}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Now.AddDays(-1), Now.AddYears(1));
    }

    private static Dictionary<string, string> Attributes(Profile profile)
    {
        Dictionary<string, string> attributes = new()
        {
            ["name"] = "Elena",
            ["familyName"] = "Bianchi",
            ["fiscalNumber"] = "TINIT-BNCLNE88C52L219D",
            ["dateOfBirth"] = "1988-03-12",
        };
        if (profile != Profile.Cie)
            attributes["spidCode"] = "DEMO0123456789";
        return attributes;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using Cig.Bench;
using Cig.Web.DemoProvider;
using Cig.Web.SignIn.Saml;

// Sends mutated answers through the verifier: none may change what it reads, none may break it, and memory must not grow.
// One argument: how many (100,000 where none is given). The code is 0 only where all three hold.
var count = args is [var n] ? int.Parse(n, CultureInfo.InvariantCulture) : 100_000;
var now = new DateTimeOffset(2026, 11, 23, 14, 30, 0, TimeSpan.Zero);
var clock = new Still(now);
var organisation = new Organisation("Istituto di prova", "Piattaforma CIG", "https://cig.example", "istituto_prova", null, null, "Roma", "H501", "RM", "spid@cig.example", null, null);
using var key = RSA.Create(2048);
using var certificate = new CertificateRequest("CN=provider", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
var us = new RelyingParty(Profile.Spid, "https://cig.example", new("https://cig.example"), [SpidCertificate.Request("https://cig.example", organisation).CreateSelfSigned(now.AddDays(-1), now.AddYears(1))], organisation);
var provider = new DemoIdentityProvider(us, certificate, clock);
var verifier = new Verifier(clock);
var expected = new Expected("_richiesta", provider.Registered, 2, now);

XmlDocument Good() => provider.Response("_richiesta", 2, new Dictionary<string, string> { ["name"] = "Elena", ["familyName"] = "Bianchi", ["fiscalNumber"] = "TINIT-BNCLNE88C52L219D" });
var good = Encoding.UTF8.GetBytes(Good().OuterXml);
if (Verify(good) is not Verification.Accepted)
    throw new InvalidOperationException("The untouched answer is not accepted: the run would prove nothing.");

var random = new Random(20261123);
Dictionary<string, int> outcomes = [];
int harmless = 0, harmful = 0, broken = 0;
for (var i = 0; i < 2_000; i++)
    Verify(Mutated());
var before = GC.GetTotalMemory(forceFullCollection: true);
var watch = Stopwatch.StartNew();
for (var i = 0; i < count; i++)
{
    try
    {
        switch (Verify(Mutated()))
        {
            // What is outside the signed assertion may change without a meaning; what is read must be what was signed.
            case Verification.Accepted { Assertion: { FiscalCode: "BNCLNE88C52L219D", Level: 2 } assertion } when assertion.Attributes["familyName"] == "Bianchi" && assertion.Attributes["name"] == "Elena":
                harmless++;
                break;
            case Verification.Accepted:
                harmful++;
                break;
            case var other:
                var reason = (other as Verification.Refused)?.Reason.ToString() ?? other.GetType().Name;
                outcomes[reason] = outcomes.GetValueOrDefault(reason) + 1;
                break;
        }
    }
#pragma warning disable CA1031 // Whatever breaks the verifier is what is looked for.
    catch (Exception e)
#pragma warning restore CA1031
    {
        broken++;
        Console.WriteLine(e);
    }
}

watch.Stop();
var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
Console.WriteLine($"{count} mutated answers in {watch.Elapsed.TotalSeconds:0.0} s ({watch.Elapsed.TotalMilliseconds / count:0.000} ms each)");
foreach (var (reason, times) in outcomes.OrderByDescending(o => o.Value))
    Console.WriteLine($"  {reason,-20}{times,8}");
Console.WriteLine($"  {"unchanged in what is read",-20}{harmless,8}");
Console.WriteLine($"accepted with something else: {harmful}; broke the verifier: {broken}; memory grew by {growth / 1024} kB");
return harmful == 0 && broken == 0 && growth < 1_000_000 ? 0 : 1;

Verification Verify(byte[] message) => UnverifiedMessage.Read(message) is { } read ? verifier.Verify(us, read, expected) : new Verification.Refused(Refusal.NotXml);

byte[] Mutated()
{
    var (place, other, length) = (random.Next(good.Length), random.Next(good.Length), random.Next(1, 200));
    return random.Next(8) switch
    {
        0 => [.. good[..place], (byte)random.Next(256), .. good[(place + 1)..]],
        1 => [.. good[..place], .. good[Math.Min(place + length, good.Length)..]],
        2 => [.. good[..place], .. good[place..Math.Min(place + length, good.Length)], .. good[place..]],
        3 => [.. good[..other], .. good[place..Math.Min(place + length, good.Length)], .. good[other..]],
        4 => good[..place],
        5 => Encoding.UTF8.GetBytes(BrokenResponse.All[random.Next(BrokenResponse.All.Count)].Break(provider, Good())),
        6 => Moved(copy: false),
        _ => Moved(copy: true),
    };
}

// An element of the answer put somewhere else, or doubled there: well-formed, and still wrong.
byte[] Moved(bool copy)
{
    var document = RelyingParty.New(Encoding.UTF8.GetString(good));
    var all = document.SelectNodes("//*")!.OfType<XmlElement>().ToList();
    var (moved, into) = (all[random.Next(1, all.Count)], all[random.Next(all.Count)]);
    if (copy)
        into.AppendChild(moved.CloneNode(deep: true));
    else if (!into.SelectNodes("ancestor-or-self::*")!.OfType<XmlElement>().Contains(moved))
        into.PrependChild(moved);
    else
        moved.ParentNode!.RemoveChild(moved);
    return Encoding.UTF8.GetBytes(document.OuterXml);
}

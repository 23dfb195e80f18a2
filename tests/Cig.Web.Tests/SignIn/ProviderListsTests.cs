using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cig.Platform.Tests;
using Cig.Web.SignIn.Saml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using static Cig.Web.Tests.SignIn.SamlParties;

namespace Cig.Web.Tests.SignIn;

/// <summary>Signed lists of our own, as a registry would send them.</summary>
public sealed class ProviderListsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cig-providers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_list_signed_by_the_pinned_key_is_read_and_no_other()
    {
        var signed = List(StrangerKey, "uno", "due");

        var read = ProviderLists.Import(signed, [StrangerKey], mustBeSigned: true, Now);
        Assert.Equal(["https://uno.example", "https://due.example"], read.Select(p => p.EntityId));
        Assert.Equal(("Gestore uno", "https://uno.example/sso"), (read[0].Name, read[0].SingleSignOn[Names.Post].AbsoluteUri));
        Assert.Equal(ProviderKey.Thumbprint, read[0].Certificates.Single().Thumbprint);
        Assert.Equal("https://uno.example/slo", read[0].Logout[Names.Redirect].AbsoluteUri);

        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(signed).Replace("https://due.example/sso", "https://evil.example/sso", StringComparison.Ordinal));
        var doubled = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(signed).Replace("<md:EntityDescriptor", "<md:EntityDescriptor entityID=\"https://evil.example\"/><md:EntityDescriptor", StringComparison.Ordinal));
        Assert.All<(byte[] List, X509Certificate2[] Pinned)>(
            [(signed, [ProviderKey]), (List(null, "uno"), [StrangerKey]), (changed, [StrangerKey]), (doubled, [StrangerKey]), (signed, []), ("<a/>"u8.ToArray(), [StrangerKey]), (List(StrangerKey), [StrangerKey])],
            bad => Assert.Throws<InvalidDataException>(() => ProviderLists.Import(bad.List, bad.Pinned, mustBeSigned: true, Now)));
    }

    [Fact]
    public void A_list_ends_on_the_day_that_it_says()
    {
        var list = List(StrangerKey, validUntil: Now.AddDays(1), "uno");

        Assert.Equal(Now.AddDays(1), ProviderLists.Import(list, [StrangerKey], mustBeSigned: true, Now).Single().ValidUntil);
        Assert.Throws<InvalidDataException>(() => ProviderLists.Import(list, [StrangerKey], mustBeSigned: true, Now.AddDays(1)));
    }

    [Fact]
    public void The_metadata_of_one_provider_are_a_list_of_one_and_may_announce_its_next_key()
    {
        var one = Encoding.UTF8.GetBytes(Entity("uno", ProviderKey, StrangerKey));

        Assert.Equal(2, ProviderLists.Import(one, [], mustBeSigned: false, Now).Single().Certificates.Count);
        Assert.Throws<InvalidDataException>(() => ProviderLists.Import(Encoding.UTF8.GetBytes(Entity("uno", ProviderKey).Replace("https://uno.example/s", "http://uno.example/s", StringComparison.Ordinal)), [], mustBeSigned: false, Now));
    }

    [Fact]
    public async Task A_list_is_fetched_kept_and_left_as_it_was_when_the_next_one_is_bad()
    {
        byte[]? answer = List(StrangerKey, "uno", "due");
        await using var registry = WebApplication.CreateSlimBuilder().Build();
        registry.Urls.Add("http://127.0.0.1:0");
        registry.MapGet("/elenco.xml", () => answer is null ? Results.StatusCode((int)HttpStatusCode.ServiceUnavailable) : Results.Bytes(answer, "application/samlmetadata+xml"));
        await registry.StartAsync(TestContext.Current.CancellationToken);
        var pin = Path.Combine(_folder, "registro.pem");
        await File.WriteAllTextAsync(pin, StrangerKey.ExportCertificatePem(), TestContext.Current.CancellationToken);
        ProviderLists lists() => new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cig:Data"] = _folder,
            ["Identity:Spid:Registry"] = registry.Urls.Single() + "/elenco.xml",
            ["Identity:Spid:RegistryCertificate"] = pin,
        }).Build(), new TestClock(Now), NullLogger<ProviderLists>.Instance);

        using var first = lists();
        Assert.Empty(first.In(Profile.Spid));
        Assert.Empty(await first.Refresh(TestContext.Current.CancellationToken));
        Assert.Equal(2, first.In(Profile.Spid).Count);
        Assert.Empty(first.In(Profile.Cie));

        // An unreachable registry, a list that is cut off, one signed by another: the old list stays.
        foreach (var bad in new byte[]?[] { null, answer[..500], List(ProviderKey, "tre") })
        {
            answer = bad;
            Assert.NotEmpty(await first.Refresh(TestContext.Current.CancellationToken));
            Assert.Equal(["https://uno.example", "https://due.example"], first.In(Profile.Spid).Select(p => p.EntityId));
        }

        // A restart begins with the snapshot, which is verified again.
        using (var second = lists())
            Assert.Equal(2, second.In(Profile.Spid).Count);
        var snapshot = Path.Combine(_folder, "providers", "spid.xml");
        await File.WriteAllTextAsync(snapshot, (await File.ReadAllTextAsync(snapshot, TestContext.Current.CancellationToken)).Replace("uno.example", "evil.example", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        using (var third = lists())
            Assert.Empty(third.In(Profile.Spid));

        answer = List(StrangerKey, "uno", "due", "tre");
        Assert.Empty(await first.Refresh(TestContext.Current.CancellationToken));
        Assert.Equal(3, first.In(Profile.Spid).Count);
    }

    private static byte[] List(X509Certificate2? key, params string[] names) => List(key, null, names);

    private static byte[] List(X509Certificate2? key, DateTimeOffset? validUntil, params string[] names)
    {
        var until = validUntil is { } end ? $" validUntil=\"{RelyingParty.Instant(end)}\"" : "";
        var document = RelyingParty.New($"""<md:EntitiesDescriptor xmlns:md="{Names.Metadata}" xmlns:ds="{Names.Signature}" ID="_elenco"{until}>{string.Concat(names.Select(n => Entity(n, ProviderKey)))}</md:EntitiesDescriptor>""");
        if (key is not null)
            XmlSignature.Sign(document.DocumentElement!, key, null);
        return Encoding.UTF8.GetBytes(document.OuterXml);
    }

    private static string Entity(string name, params X509Certificate2[] keys) => $"""
        <md:EntityDescriptor xmlns:md="{Names.Metadata}" xmlns:ds="{Names.Signature}" entityID="https://{name}.example" ID="_{name}"><md:IDPSSODescriptor protocolSupportEnumeration="{Names.Protocol}">{string.Concat(keys.Select(k => $"<md:KeyDescriptor use=\"signing\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(k.RawData)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"))}<md:SingleLogoutService Binding="{Names.Redirect}" Location="https://{name}.example/slo"/><md:SingleSignOnService Binding="{Names.Post}" Location="https://{name}.example/sso"/></md:IDPSSODescriptor><md:Organization><md:OrganizationDisplayName xml:lang="it">Gestore {name}</md:OrganizationDisplayName></md:Organization></md:EntityDescriptor>
        """;
}

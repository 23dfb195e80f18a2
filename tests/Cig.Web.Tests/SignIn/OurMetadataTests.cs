using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Cig.Web.SignIn.Saml;
using static Cig.Web.Tests.SignIn.SamlParties;

namespace Cig.Web.Tests.SignIn;

/// <summary>What we publish about ourselves, held against the demands of each federation.</summary>
public sealed class OurMetadataTests
{
    public static TheoryData<string> Federations => [.. Profile.All.Select(p => p.Key)];

    [Theory]
    [MemberData(nameof(Federations))]
    public void The_document_has_the_form_that_every_federation_asks_for(string federation)
    {
        var us = In(Profile.All.Single(p => p.Key == federation));
        var text = OurMetadata.Write(us, "urn:uuid:5e2f3a2e-2a3b-4b6e-9d6a-2f6b7b1c0a11");
        Assert.StartsWith("<md:EntityDescriptor ", text);
        var root = RelyingParty.New(text).DocumentElement!;

        // The schema fixes the order.
        string[] contacts = us.Profile == Profile.SpidPrivate ? ["ContactPerson", "ContactPerson"] : ["ContactPerson"];
        Assert.Equal(["Signature", "SPSSODescriptor", "Organization", .. contacts], Children(root));
        Assert.Equal(us.EntityId, root.GetAttribute("entityID"));
        Assert.NotNull(XmlSignature.Verified(root, us.Certificates));

        var role = root.Only("SPSSODescriptor", Names.Metadata)!;
        Assert.Equal((Names.Protocol, "true", "true"), (role.GetAttribute("protocolSupportEnumeration"), role.GetAttribute("AuthnRequestsSigned"), role.GetAttribute("WantAssertionsSigned")));
        Assert.Equal(["KeyDescriptor", "SingleLogoutService", "SingleLogoutService", "NameIDFormat", "AssertionConsumerService", .. us.Profile.Sets.Select(_ => "AttributeConsumingService")], Children(role));
        Assert.Equal("signing", role.Only("KeyDescriptor", Names.Metadata)!.GetAttribute("use"));
        Assert.Equal(Names.Transient, role.Only("NameIDFormat", Names.Metadata)!.InnerText);
        Assert.Contains(role.Children("SingleLogoutService", Names.Metadata), s => s.GetAttribute("Binding") == Names.Redirect && s.GetAttribute("Location") == us.Logout);
        var consumer = role.Only("AssertionConsumerService", Names.Metadata)!;
        Assert.Equal(("0", "true", Names.Post, us.AssertionConsumer), (consumer.GetAttribute("index"), consumer.GetAttribute("isDefault"), consumer.GetAttribute("Binding"), consumer.GetAttribute("Location")));
        foreach (var (set, n) in role.Children("AttributeConsumingService", Names.Metadata).Select((s, n) => (s, n)))
        {
            Assert.Equal(n.ToString(), set.GetAttribute("index"));
            Assert.NotNull(set.Only("ServiceName", Names.Metadata).Value());
            var asked = set.Children("RequestedAttribute", Names.Metadata).Select(a => a.GetAttribute("Name")).ToList();
            Assert.Equal(asked.Distinct(), asked);
            Assert.Equal(n > 0, asked.Contains("companyFiscalNumber"));
        }

        var organisation = root.Only("Organization", Names.Metadata)!;
        Assert.Equal(["OrganizationName", "OrganizationDisplayName", "OrganizationURL"], Children(organisation));
        Assert.All(organisation.ChildNodes.OfType<XmlElement>(), e => Assert.Equal("it", e.GetAttribute("xml:lang")));
    }

    [Fact]
    public void A_public_body_is_named_by_its_code_in_the_index_of_administrations()
    {
        var contact = Contacts(Profile.Spid).Single();

        Assert.Equal("other", contact.GetAttribute("contactType"));
        Assert.Equal(["Extensions", "EmailAddress", "TelephoneNumber"], Children(contact));
        var extensions = contact.Only("Extensions", Names.Metadata)!;
        Assert.Equal("istituto_prova", extensions.Only("IPACode", Names.SpidExtensions)!.InnerText);
        Assert.Equal("", extensions.Only("Public", Names.SpidExtensions)!.InnerText);
        Assert.Null(extensions.Only("Private", Names.SpidExtensions));
        Assert.Equal("+390612345", contact.Only("TelephoneNumber", Names.Metadata)!.InnerText);
    }

    [Fact]
    public void A_private_operator_is_named_by_its_codes_and_says_whom_to_invoice()
    {
        var contacts = Contacts(Profile.SpidPrivate);

        Assert.Equal(["other", "billing"], contacts.Select(c => c.GetAttribute("contactType")));
        var extensions = contacts[0].Only("Extensions", Names.Metadata)!;
        Assert.Equal(["VATNumber", "FiscalCode", "Private"], Children(extensions));
        Assert.Equal("IT01234567897", extensions.Only("VATNumber", Names.SpidExtensions)!.InnerText);
        var invoice = contacts[1].Only("Extensions", Names.Metadata).Only("CessionarioCommittente", Names.InvoicingExtensions)!;
        Assert.Equal(["DatiAnagrafici", "Sede"], Children(invoice));
        Assert.Equal("01234567897", invoice.Only("DatiAnagrafici", Names.InvoicingExtensions).Only("IdFiscaleIVA", Names.InvoicingExtensions).Only("IdCodice", Names.InvoicingExtensions)!.InnerText);
        Assert.NotNull(contacts[1].Only("EmailAddress", Names.Metadata));
    }

    [Fact]
    public void The_document_for_cie_is_another_one()
    {
        var root = RelyingParty.New(OurMetadata.Write(In(Profile.Cie), "urn:uuid:5e2f3a2e-2a3b-4b6e-9d6a-2f6b7b1c0a11")).DocumentElement!;
        var contact = Contacts(Profile.Cie).Single();

        Assert.Equal("administrative", contact.GetAttribute("contactType"));
        Assert.Equal(["Extensions", "Company", "EmailAddress", "TelephoneNumber"], Children(contact));
        Assert.Equal(["Public", "IPACode", "Municipality", "Province", "Country"], Children(contact.Only("Extensions", Names.Metadata)!));
        Assert.Equal("H501", contact.Only("Extensions", Names.Metadata).Only("Municipality", Names.CieExtensions)!.InnerText);
        var set = root.Only("SPSSODescriptor", Names.Metadata).Only("AttributeConsumingService", Names.Metadata)!;
        Assert.Equal("urn:uuid:5e2f3a2e-2a3b-4b6e-9d6a-2f6b7b1c0a11", set.Only("ServiceName", Names.Metadata)!.InnerText);
        Assert.Equal(["name", "familyName", "dateOfBirth", "fiscalNumber"], set.Children("RequestedAttribute", Names.Metadata).Select(a => a.GetAttribute("Name")));
        Assert.DoesNotContain(Names.SpidExtensions, root.OuterXml);
    }

    [Fact]
    public void The_next_key_is_published_before_it_signs()
    {
        var us = In(Profile.Spid) with { Certificates = [In(Profile.Spid).Certificate, StrangerKey] };
        var root = RelyingParty.New(OurMetadata.Write(us)).DocumentElement!;

        Assert.Equal(2, root.Only("SPSSODescriptor", Names.Metadata)!.Children("KeyDescriptor", Names.Metadata).Count);
        Assert.NotNull(XmlSignature.Verified(root, [us.Certificate]));
        Assert.Null(XmlSignature.Verified(root, [StrangerKey]));
    }

    [Theory]
    [MemberData(nameof(Federations))]
    public void The_certificate_that_the_program_makes_is_the_one_that_notice_29_wants(string federation)
    {
        var us = In(Profile.All.Single(p => p.Key == federation));

        Assert.Empty(SpidCertificate.Lacks(us.Certificate, us.EntityId, us.Organisation, Now));
    }

    [Fact]
    public void What_a_certificate_lacks_is_said_in_words()
    {
        var us = In(Profile.Spid);

        Assert.Contains(SpidCertificate.Lacks(StrangerKey, us.EntityId, Ente, Now), l => l.Contains("2.5.4.97", StringComparison.Ordinal) && l.Contains("PA:IT-istituto_prova", StringComparison.Ordinal));
        Assert.Contains(SpidCertificate.Lacks(StrangerKey, us.EntityId, Ente, Now), l => l.Contains("1.3.76.16.4.2.1", StringComparison.Ordinal));
        Assert.Contains(SpidCertificate.Lacks(us.Certificate, us.EntityId, Privato, Now), l => l.Contains("1.3.76.16.4.3.1", StringComparison.Ordinal));
        Assert.Contains(SpidCertificate.Lacks(us.Certificate, "https://altro.example", Ente, Now), l => l.Contains("2.5.4.83", StringComparison.Ordinal));
        Assert.Contains(SpidCertificate.Lacks(us.Certificate, us.EntityId, Ente, Now.AddYears(3)), l => l.Contains("ended", StringComparison.Ordinal));
        Assert.Contains(SpidCertificate.Lacks(NewKey("corta", 1024), us.EntityId, Ente, Now), l => l.Contains("1024 bits", StringComparison.Ordinal));

        using var key = RSA.Create(2048);
        using var person = new CertificateRequest("CN=x, G=Elena, SN=Bianchi", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Now.AddDays(-1), Now.AddDays(1));
        Assert.Contains(SpidCertificate.Lacks(person, us.EntityId, Ente, Now), l => l.Contains("names a person", StringComparison.Ordinal));
    }

    private static IReadOnlyList<XmlElement> Contacts(Profile profile) => RelyingParty.New(OurMetadata.Write(In(profile))).DocumentElement!.Children("ContactPerson", Names.Metadata);

    private static IEnumerable<string> Children(XmlElement element) => element.ChildNodes.OfType<XmlElement>().Select(c => c.LocalName);
}

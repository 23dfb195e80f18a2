using System.Security.Cryptography;
using System.Text;

namespace Cig.Web.SignIn.Saml;

/// <summary>What we tell the providers of a federation about ourselves, signed.</summary>
public static class OurMetadata
{
    /// <param name="serviceId">CIE's number of our service, in place of the name of the set of attributes.</param>
    public static string Write(RelyingParty us, string? serviceId = null)
    {
        var xml = new StringBuilder();
        xml.Append($"""<md:EntityDescriptor xmlns:md="{Names.Metadata}" xmlns:ds="{Names.Signature}" entityID="{Text(us.EntityId)}" ID="{Id(us)}">""");
        xml.Append($"""<md:SPSSODescriptor protocolSupportEnumeration="{Names.Protocol}" AuthnRequestsSigned="true" WantAssertionsSigned="true">""");
        foreach (var certificate in us.Certificates)
            xml.Append($"""<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(certificate.RawData)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>""");
        xml.Append($"""<md:SingleLogoutService Binding="{Names.Redirect}" Location="{Text(us.Logout)}"/><md:SingleLogoutService Binding="{Names.Post}" Location="{Text(us.Logout)}"/>""");
        xml.Append($"""<md:NameIDFormat>{Names.Transient}</md:NameIDFormat>""");
        xml.Append($"""<md:AssertionConsumerService index="0" isDefault="true" Binding="{Names.Post}" Location="{Text(us.AssertionConsumer)}"/>""");
        foreach (var set in us.Profile.Sets)
        {
            var name = set.ServiceName.Length > 0 ? set.ServiceName : serviceId ?? "urn:uuid:00000000-0000-0000-0000-000000000000";
            xml.Append($"""<md:AttributeConsumingService index="{set.Index}"><md:ServiceName xml:lang="it">{Text(name)}</md:ServiceName>""");
            foreach (var attribute in set.Attributes)
                xml.Append($"""<md:RequestedAttribute Name="{attribute}"/>""");
            xml.Append("</md:AttributeConsumingService>");
        }

        var organisation = us.Organisation;
        xml.Append("</md:SPSSODescriptor><md:Organization>");
        xml.Append($"""<md:OrganizationName xml:lang="it">{Text(organisation.Name)}</md:OrganizationName>""");
        xml.Append($"""<md:OrganizationDisplayName xml:lang="it">{Text(organisation.DisplayName)}</md:OrganizationDisplayName>""");
        xml.Append($"""<md:OrganizationURL xml:lang="it">{Text(organisation.Url)}</md:OrganizationURL></md:Organization>""");
        xml.Append(us.Profile == Profile.Cie ? CieContact(organisation) : SpidContacts(organisation));
        xml.Append("</md:EntityDescriptor>");

        var document = RelyingParty.New(xml.ToString());
        XmlSignature.Sign(document.DocumentElement!, us.Certificate, null);
        return document.OuterXml;
    }

    private static string SpidContacts(Organisation organisation)
    {
        var who = organisation.Public
            ? $"<spid:IPACode>{Text(organisation.IpaCode!)}</spid:IPACode><spid:Public/>"
            : Optional("spid:VATNumber", organisation.VatNumber) + Optional("spid:FiscalCode", organisation.FiscalCode) + "<spid:Private/>";
        var contact = $"""<md:ContactPerson contactType="other"><md:Extensions xmlns:spid="{Names.SpidExtensions}">{who}</md:Extensions>{Reach(organisation)}</md:ContactPerson>""";
        if (organisation.Public || organisation.Billing is not { } billing)
            return contact;

        var (country, code) = (billing.VatNumber[..2], billing.VatNumber[2..]);
        return contact + $"""
            <md:ContactPerson contactType="billing"><md:Extensions xmlns:fpa="{Names.InvoicingExtensions}"><fpa:CessionarioCommittente><fpa:DatiAnagrafici><fpa:IdFiscaleIVA><fpa:IdPaese>{Text(country)}</fpa:IdPaese><fpa:IdCodice>{Text(code)}</fpa:IdCodice></fpa:IdFiscaleIVA><fpa:Anagrafica><fpa:Denominazione>{Text(billing.Name)}</fpa:Denominazione></fpa:Anagrafica></fpa:DatiAnagrafici><fpa:Sede><fpa:Indirizzo>{Text(billing.Street)}</fpa:Indirizzo><fpa:NumeroCivico>{Text(billing.Number)}</fpa:NumeroCivico><fpa:CAP>{Text(billing.PostCode)}</fpa:CAP><fpa:Comune>{Text(billing.Municipality)}</fpa:Comune><fpa:Provincia>{Text(billing.Province)}</fpa:Provincia><fpa:Nazione>IT</fpa:Nazione></fpa:Sede></fpa:CessionarioCommittente></md:Extensions><md:EmailAddress>{Text(billing.Email)}</md:EmailAddress></md:ContactPerson>
            """;
    }

    private static string CieContact(Organisation organisation)
    {
        var who = organisation.Public
            ? $"<cie:Public/><cie:IPACode>{Text(organisation.IpaCode!)}</cie:IPACode>"
            : "<cie:Private/>" + Optional("cie:VATNumber", organisation.VatNumber) + Optional("cie:FiscalCode", organisation.FiscalCode);
        return $"""
            <md:ContactPerson contactType="administrative"><md:Extensions xmlns:cie="{Names.CieExtensions}">{who}<cie:Municipality>{Text(organisation.MunicipalityCode)}</cie:Municipality><cie:Province>{Text(organisation.Province)}</cie:Province><cie:Country>IT</cie:Country></md:Extensions><md:Company>{Text(organisation.Name)}</md:Company>{Reach(organisation)}</md:ContactPerson>
            """;
    }

    private static string Reach(Organisation organisation) =>
        $"<md:EmailAddress>{Text(organisation.Email)}</md:EmailAddress>" + Optional("md:TelephoneNumber", organisation.Phone);

    private static string Optional(string element, string? value) => string.IsNullOrEmpty(value) ? "" : $"<{element}>{Text(value)}</{element}>";

    /// <summary>The same document has the same name until a key changes.</summary>
    private static string Id(RelyingParty us) => "_" + Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(us.EntityId + us.Profile.Key), .. us.Certificate.RawData]));

    private static string Text(string value) => RelyingParty.Escape(value);
}

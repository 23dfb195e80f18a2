using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Cig.Platform.Demo;
using Cig.Web.SignIn.Saml;

namespace Cig.Web.DemoProvider;

/// <summary>An attack on a sign-in: how it breaks a good answer, and why it must be refused. For teaching, and for the tests.</summary>
/// <param name="Title">In Italian, for the page of the demo provider.</param>
/// <param name="Break">Takes a good signed answer and gives back the text that the attacker sends.</param>
public sealed record BrokenResponse(string Key, string Title, Refusal Expected, Func<DemoIdentityProvider, XmlDocument, string> Break)
{
    private static readonly DemoPerson Victim = DemoPeople.Consultant;

    /// <summary>The attacks, simple ones first.</summary>
    public static IReadOnlyList<BrokenResponse> All { get; } =
    [
        new("unsigned", "Nessuna firma", Refusal.Unsigned, (_, d) => Without(d, "//ds:Signature")),
        new("only-response", "Firmata solo la risposta, non l'asserzione", Refusal.Unsigned, (p, d) => Resigned(p, d, r => Remove(r, "//saml:Assertion/ds:Signature"), assertion: false)),
        new("changed", "Codice fiscale cambiato dopo la firma", Refusal.SignatureInvalid, (_, d) => Forged(d)),
        new("stranger", "Firmata con la chiave di un estraneo, che porta il proprio certificato", Refusal.SignatureInvalid, (_, d) => ByStranger(d)),
        new("xsw1", "Wrapping 1: una risposta falsa attorno a quella firmata", Refusal.Ambiguous, (_, d) => Around(d, (forged, signed) => Of(forged, "/samlp:Response/ds:Signature").AppendChild(forged.ImportNode(signed, deep: true)))),
        new("xsw2", "Wrapping 2: la risposta firmata accanto alla sua firma", Refusal.Ambiguous, (_, d) => Around(d, (forged, signed) => forged.DocumentElement!.AppendChild(forged.ImportNode(signed, deep: true)))),
        new("xsw3", "Wrapping 3: un'asserzione falsa prima di quella firmata", Refusal.Ambiguous, (_, d) => Beside(d, (forged, signed) => signed.ParentNode!.InsertBefore(forged, signed))),
        new("xsw4", "Wrapping 4: l'asserzione firmata dentro quella falsa", Refusal.Ambiguous, (_, d) => Beside(d, (forged, signed) =>
        {
            signed.ParentNode!.ReplaceChild(forged, signed);
            forged.AppendChild(signed);
        })),
        new("xsw5", "Wrapping 5: la firma nell'asserzione falsa, quella vera in fondo", Refusal.Ambiguous, (_, d) => Beside(d, (forged, signed) =>
        {
            forged.AppendChild(Inner(signed, "ds:Signature"));
            signed.ParentNode!.InsertBefore(forged, signed);
        })),
        new("xsw6", "Wrapping 6: l'asserzione firmata dentro la firma di quella falsa", Refusal.Ambiguous, (_, d) => Beside(d, (forged, signed) =>
        {
            var signature = Inner(signed, "ds:Signature");
            signed.ParentNode!.ReplaceChild(forged, signed);
            forged.AppendChild(signature)!.AppendChild(signed);
        })),
        new("xsw7", "Wrapping 7: l'asserzione firmata in un'estensione", Refusal.Ambiguous, (_, d) => Beside(d, (forged, signed) =>
        {
            var hiding = signed.OwnerDocument.CreateElement("samlp", "Extensions", Names.Protocol);
            signed.ParentNode!.ReplaceChild(hiding, signed);
            hiding.AppendChild(signed);
            hiding.ParentNode!.AppendChild(forged);
        })),
        new("xsw8", "Wrapping 8: l'asserzione firmata in un oggetto della firma", Refusal.Ambiguous, (_, d) => Beside(d, (forged, signed) =>
        {
            var signature = Inner(signed, "ds:Signature");
            signed.ParentNode!.ReplaceChild(forged, signed);
            forged.AppendChild(signature)!.AppendChild(signed.OwnerDocument.CreateElement("Object", Names.Signature))!.AppendChild(signed);
        })),
        new("doctype", "Un tipo di documento con un'entità", Refusal.NotXml, (_, d) => "<!DOCTYPE x [<!ENTITY e \"x\">]>" + d.OuterXml),
        new("request", "La risposta a un'altra richiesta", Refusal.UnknownRequest, (p, d) => Resigned(p, d, r => r.DocumentElement!.SetAttribute("InResponseTo", "_altra"))),
        new("destination", "Destinata a un altro servizio", Refusal.WrongDestination, (p, d) => Resigned(p, d, r => r.DocumentElement!.SetAttribute("Destination", "https://altro.example/acs"))),
        new("audience", "Per un altro pubblico", Refusal.WrongAudience, (p, d) => Resigned(p, d, r => Of(r, "//saml:Audience").InnerText = "https://altro.example")),
        new("recipient", "Confermata per un altro indirizzo", Refusal.WrongSubject, (p, d) => Resigned(p, d, r => Of(r, "//saml:SubjectConfirmationData").SetAttribute("Recipient", "https://altro.example/acs"))),
        new("issuer", "Asserzione di un altro gestore", Refusal.WrongIssuer, (p, d) => Resigned(p, d, r => Of(r, "//saml:Assertion/saml:Issuer").InnerText = "https://altro.example")),
        new("expired", "Scaduta da un'ora", Refusal.WrongTime, (p, d) => Resigned(p, d, r =>
        {
            var conditions = Of(r, "//saml:Conditions");
            conditions.SetAttribute("NotOnOrAfter", RelyingParty.Instant(conditions.Instant("NotOnOrAfter")!.Value.AddHours(-1)));
        })),
        new("future", "Del futuro", Refusal.WrongTime, (p, d) => Resigned(p, d, r => r.DocumentElement!.SetAttribute("IssueInstant", "2099-01-01T00:00:00Z"))),
        new("level", "Livello sconosciuto", Refusal.LevelTooLow, (p, d) => Resigned(p, d, r => Of(r, "//saml:AuthnContextClassRef").InnerText = "https://www.spid.gov.it/SpidL0")),
        new("no-attributes", "Senza attributi", Refusal.AttributesMissing, (p, d) => Resigned(p, d, r => Remove(r, "//saml:Attribute"))),
        new("fiscal-code", "Codice fiscale con carattere di controllo sbagliato", Refusal.WrongFiscalCode, (p, d) => Resigned(p, d, r =>
        {
            var value = Of(r, "//saml:Attribute[@Name='fiscalNumber']/saml:AttributeValue");
            value.InnerText = value.InnerText[..^1] + (value.InnerText[^1] == 'A' ? 'B' : 'A');
        })),
    ];

    internal static XmlElement Of(XmlDocument document, string path) => (XmlElement)document.SelectSingleNode(path, Spaces(document))!;

    internal static XmlNamespaceManager Spaces(XmlDocument document)
    {
        var spaces = new XmlNamespaceManager(document.NameTable);
        spaces.AddNamespace("samlp", Names.Protocol);
        spaces.AddNamespace("saml", Names.Assertion);
        spaces.AddNamespace("ds", Names.Signature);
        return spaces;
    }

    internal static void Remove(XmlDocument document, string path)
    {
        foreach (var node in document.SelectNodes(path, Spaces(document))!.OfType<XmlNode>().ToList())
            node.ParentNode!.RemoveChild(node);
    }

    internal static string Without(XmlDocument document, string path)
    {
        Remove(document, path);
        return document.OuterXml;
    }

    /// <summary>Changes an answer and signs it again with the provider's own key, so that only the change can be the reason to refuse.</summary>
    internal static string Resigned(DemoIdentityProvider provider, XmlDocument document, Action<XmlDocument> change, bool assertion = true)
    {
        Remove(document, "//ds:Signature");
        change(document);
        if (assertion && document.SelectSingleNode("//saml:Assertion", Spaces(document)) is XmlElement signed)
            XmlSignature.Sign(signed, provider.Certificate, signed.FirstChild);
        XmlSignature.Sign(document.DocumentElement!, provider.Certificate, document.DocumentElement!.FirstChild);
        return document.OuterXml;
    }

    /// <summary>A forged answer with new identifiers that hides the signed one somewhere.</summary>
    private static string Around(XmlDocument signed, Action<XmlDocument, XmlElement> hide)
    {
        var forged = (XmlDocument)signed.CloneNode(deep: true);
        forged.DocumentElement!.SetAttribute("ID", "_falsa");
        Of(forged, "//saml:Assertion").SetAttribute("ID", "_falsa2");
        Forged(forged);
        hide(forged, signed.DocumentElement!);
        return forged.OuterXml;
    }

    /// <summary>A forged assertion that takes the place of the signed one, which stands somewhere else.</summary>
    private static string Beside(XmlDocument document, Action<XmlElement, XmlElement> hide)
    {
        Remove(document, "/samlp:Response/ds:Signature");
        var signed = Of(document, "//saml:Assertion");
        var forged = (XmlElement)signed.CloneNode(deep: true);
        forged.SetAttribute("ID", "_falsa");
        forged.RemoveChild(Inner(forged, "ds:Signature"));
        Inner(forged, ".//saml:Attribute[@Name='fiscalNumber']/saml:AttributeValue").InnerText = "TINIT-" + Victim.FiscalCode;
        hide(forged, signed);
        return document.OuterXml;
    }

    private static string Forged(XmlDocument document)
    {
        Of(document, "//saml:Attribute[@Name='fiscalNumber']/saml:AttributeValue").InnerText = "TINIT-" + Victim.FiscalCode;
        return document.OuterXml;
    }

    private static string ByStranger(XmlDocument document)
    {
        using var key = RSA.Create(2048);
        using var stranger = new CertificateRequest("CN=Estraneo", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2050, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Remove(document, "//ds:Signature");
        var assertion = Of(document, "//saml:Assertion");
        XmlSignature.Sign(assertion, stranger, assertion.FirstChild);
        return document.OuterXml;
    }

    private static XmlElement Inner(XmlElement element, string path) => (XmlElement)element.SelectSingleNode(path, Spaces(element.OwnerDocument))!;
}

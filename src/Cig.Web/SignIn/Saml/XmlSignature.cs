using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace Cig.Web.SignIn.Saml;

/// <summary>
/// Enveloped signatures of whole elements, in the one form that we make and accept: one reference to the element's own identifier, exclusive canonical form, RSA with
/// SHA-256 or longer. The key comes from the registered metadata; what a message says of keys is never read.
/// </summary>
internal static class XmlSignature
{
    private static readonly HashSet<string> SignatureMethods =
        [SignedXml.XmlDsigRSASHA256Url, SignedXml.XmlDsigRSASHA384Url, SignedXml.XmlDsigRSASHA512Url];

    private static readonly HashSet<string> DigestMethods = [SignedXml.XmlDsigSHA256Url, SignedXml.XmlDsigSHA384Url, SignedXml.XmlDsigSHA512Url];

    /// <summary>Signs an element that has an <c>ID</c>, and puts the signature after its child <paramref name="after"/>.</summary>
    public static void Sign(XmlElement element, X509Certificate2 certificate, XmlNode? after)
    {
        var signed = new Pinned(element) { SigningKey = certificate.GetRSAPrivateKey() };
        signed.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;
        signed.SignedInfo.SignatureMethod = SignedXml.XmlDsigRSASHA256Url;
        var reference = new Reference("#" + element.GetAttribute("ID")) { DigestMethod = SignedXml.XmlDsigSHA256Url };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform());
        signed.AddReference(reference);
        signed.KeyInfo = new();
        signed.KeyInfo.AddClause(new KeyInfoX509Data(certificate.RawData));
        signed.ComputeSignature();
        element.InsertAfter(element.OwnerDocument.ImportNode(signed.GetXml(), deep: true), after);
    }

    /// <summary>
    /// Verifies the signature of an element with any of the keys, and returns the element as it was verified: it stands in a document of its own, and is the one to read
    /// from. Null where the signature is missing, of another form, or does not hold.
    /// </summary>
    public static XmlElement? Verified(XmlElement element, IReadOnlyList<X509Certificate2> keys)
    {
        var id = element.GetAttribute("ID");
        if (element.Only("Signature", Names.Signature) is not { } signature || id.Length == 0 || !HasOurForm(signature, id))
            return null;

        var (copy, copiedSignature) = CopyWithoutKeyInfo(element, signature);
        return Holds(() => new Pinned(copy), copiedSignature, keys) ? copy : null;
    }

    /// <summary>Signs a whole document, as lists are signed; the signature is its root's last child.</summary>
    public static void SignList(XmlElement root, X509Certificate2 certificate)
    {
        var signed = new Pinned(root) { SigningKey = certificate.GetRSAPrivateKey() };
        signed.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;
        signed.SignedInfo.SignatureMethod = SignedXml.XmlDsigRSASHA256Url;
        var reference = new Reference("") { DigestMethod = SignedXml.XmlDsigSHA256Url };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform());
        signed.AddReference(reference);
        signed.KeyInfo = new();
        signed.KeyInfo.AddClause(new KeyInfoX509Data(certificate.RawData));
        signed.ComputeSignature();
        root.AppendChild(root.OwnerDocument.ImportNode(signed.GetXml(), deep: true));
    }

    /// <summary>
    /// Verifies the signature of a trusted list: over the whole document, with at most the properties of an advanced signature (XAdES) beside it. Returns the root as it was
    /// verified, without the signature, or null.
    /// </summary>
    public static XmlElement? VerifiedList(XmlElement root, IReadOnlyList<X509Certificate2> keys)
    {
        if (root != root.OwnerDocument.DocumentElement || root.Only("Signature", Names.Signature) is not { } signature || !HasFormOfList(signature, out var properties))
            return null;

        var (copy, copiedSignature) = CopyWithoutKeyInfo(root, signature);
        var pinned = properties is null ? copy : copiedSignature.GetElementsByTagName("SignedProperties", Names.Xades).OfType<XmlElement>().Single();
        if (!Holds(() => new Pinned(copy, pinned, properties), copiedSignature, keys))
            return null;

        copy.RemoveChild(copiedSignature);
        return copy;
    }

    /// <summary>Whether any of the keys made a signature.</summary>
    private static bool Holds(Func<SignedXml> begin, XmlElement signature, IReadOnlyList<X509Certificate2> keys)
    {
        foreach (var key in keys)
        {
            using var rsa = key.GetRSAPublicKey();
            if (rsa is null || rsa.KeySize < 2048)
                continue;

            try
            {
                var signed = begin();
                signed.LoadXml(signature);
                if (signed.CheckSignature(rsa))
                    return true;
            }
            catch (Exception e) when (e is CryptographicException or FormatException or XmlException or ArgumentException)
            {
                // Another key may fit; a signature that none fits is refused below.
            }
        }

        return false;
    }

    /// <summary>The form of a list's signature: one reference to the whole document, and one to the signed properties inside the signature, or none.</summary>
    private static bool HasFormOfList(XmlElement signature, out string? properties)
    {
        properties = null;
        if (signature.Only("SignedInfo", Names.Signature) is not { } info
            || info.Only("CanonicalizationMethod", Names.Signature)?.GetAttribute("Algorithm") != Names.ExclusiveCanonical
            || !SignatureMethods.Contains(info.Only("SignatureMethod", Names.Signature)?.GetAttribute("Algorithm") ?? "")
            || info.Children("Reference", Names.Signature) is not { Count: 1 or 2 } references || info.ChildNodes.OfType<XmlElement>().Count() != 2 + references.Count)
            return false;

        var whole = 0;
        foreach (var reference in references)
        {
            var transforms = reference.Only("Transforms", Names.Signature)?.ChildNodes.OfType<XmlElement>().Select(t => t.ChildNodes.OfType<XmlElement>().Any() ? "" : t.GetAttribute("Algorithm")).ToList() ?? [];
            if (!DigestMethods.Contains(reference.Only("DigestMethod", Names.Signature)?.GetAttribute("Algorithm") ?? ""))
                return false;
            if (reference.Attribute("URI") is "" && transforms is [Names.Enveloped, Names.ExclusiveCanonical])
                whole++;
            else if (properties is null && transforms is ([] or [Names.ExclusiveCanonical]) && reference.GetAttribute("URI") is ['#', .. var id]
                && signature.GetElementsByTagName("SignedProperties", Names.Xades).OfType<XmlElement>().ToList() is [var only] && only.GetAttribute("Id") == id)
                properties = id;
            else
                return false;
        }

        return whole == 1;
    }

    /// <summary>Everything that the verification does not look at by itself, checked by hand before it: exactly the parts that belong there, and nothing beside them.</summary>
    private static bool HasOurForm(XmlElement signature, string id)
    {
        if (!Consists(signature, ["SignedInfo", "SignatureValue"], ["KeyInfo"]) || signature.Only("SignedInfo", Names.Signature) is not { } info)
            return false;
        if (!Consists(info, ["CanonicalizationMethod", "SignatureMethod", "Reference"], []))
            return false;
        if (info.Only("CanonicalizationMethod", Names.Signature)?.GetAttribute("Algorithm") != Names.ExclusiveCanonical)
            return false;
        if (!SignatureMethods.Contains(info.Only("SignatureMethod", Names.Signature)?.GetAttribute("Algorithm") ?? ""))
            return false;
        if (info.Only("Reference", Names.Signature) is not { } reference || reference.GetAttribute("URI") != "#" + id || !Consists(reference, ["Transforms", "DigestMethod", "DigestValue"], []))
            return false;
        if (!DigestMethods.Contains(reference.Only("DigestMethod", Names.Signature)?.GetAttribute("Algorithm") ?? ""))
            return false;

        return reference.Only("Transforms", Names.Signature)?.ChildNodes.OfType<XmlElement>().ToList() is [var enveloped, var canonical]
            && enveloped.GetAttribute("Algorithm") == Names.Enveloped
            && canonical.GetAttribute("Algorithm") == Names.ExclusiveCanonical
            && !enveloped.ChildNodes.OfType<XmlElement>().Any()
            && canonical.ChildNodes.OfType<XmlElement>().All(c => c is { LocalName: "InclusiveNamespaces", NamespaceURI: Names.ExclusiveCanonical });
    }

    /// <summary>Whether an element holds these children of the signature's namespace, in this order, and at most the others after them.</summary>
    private static bool Consists(XmlElement element, string[] children, string[] optional)
    {
        var found = element.ChildNodes.OfType<XmlElement>().ToList();
        return found.All(c => c.NamespaceURI == Names.Signature)
            && found.Take(children.Length).Select(c => c.LocalName).SequenceEqual(children)
            && found.Skip(children.Length).Select(c => c.LocalName).Distinct().Count() == found.Count - children.Length
            && found.Skip(children.Length).All(c => optional.Contains(c.LocalName));
    }

    /// <summary>A copy of the whole document, so that an outer signature stays what it was, without the key information of this one.</summary>
    private static (XmlElement Element, XmlElement Signature) CopyWithoutKeyInfo(XmlElement element, XmlElement signature)
    {
        List<int> path = [];
        for (XmlNode node = element; node.ParentNode is { } parent; node = parent)
            path.Insert(0, parent.ChildNodes.Cast<XmlNode>().TakeWhile(n => n != node).Count());

        var document = (XmlDocument)element.OwnerDocument.CloneNode(deep: true);
        document.PreserveWhitespace = true;
        XmlNode copy = document;
        foreach (var step in path)
            copy = copy.ChildNodes[step]!;

        var copiedSignature = (XmlElement)copy.ChildNodes[element.ChildNodes.Cast<XmlNode>().TakeWhile(n => n != signature).Count()]!;
        foreach (var keyInfo in copiedSignature.Children("KeyInfo", Names.Signature))
            copiedSignature.RemoveChild(keyInfo);
        return ((XmlElement)copy, copiedSignature);
    }

    /// <summary>Resolves a reference to the one element that is meant, and to no other.</summary>
    private sealed class Pinned(XmlElement element, XmlElement meant, string? id) : SignedXml(element)
    {
        public Pinned(XmlElement element)
            : this(element, element, element.GetAttribute("ID"))
        {
        }

        public override XmlElement? GetIdElement(XmlDocument? document, string idValue) => idValue == id ? meant : null;
    }
}

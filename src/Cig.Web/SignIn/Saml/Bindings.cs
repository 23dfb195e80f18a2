using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;

namespace Cig.Web.SignIn.Saml;

/// <summary>A message on its way through the browser: a form to send, or an address to follow.</summary>
/// <param name="Method"><c>post</c> or <c>get</c>.</param>
/// <param name="Message">What is carried, for the log.</param>
public sealed record Carrier(string Method, Uri Address, IReadOnlyList<KeyValuePair<string, string>> Fields, string Message)
{
    /// <summary>The address with the fields in its query, in the order in which they were signed.</summary>
    public string AsAddress =>
        Address.AbsoluteUri + (Fields.Count == 0 ? "" : (Address.Query.Length > 0 ? "&" : "?") + string.Join('&', Fields.Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value)}")));
}

/// <summary>The two ways a message travels through a browser.</summary>
internal static class Bindings
{
    private static readonly Dictionary<string, HashAlgorithmName> Algorithms = new()
    {
        [SignedXml.XmlDsigRSASHA256Url] = HashAlgorithmName.SHA256,
        [SignedXml.XmlDsigRSASHA384Url] = HashAlgorithmName.SHA384,
        [SignedXml.XmlDsigRSASHA512Url] = HashAlgorithmName.SHA512,
    };

    /// <summary>Carries a message in the body of a form; the signature stands in the message, right after the issuer.</summary>
    public static Carrier Post(string field, XmlDocument message, Uri address, string? relay, X509Certificate2 certificate)
    {
        XmlSignature.Sign(message.DocumentElement!, certificate, message.DocumentElement!.FirstChild);
        return new("post", address, Fields((field, Convert.ToBase64String(Encoding.UTF8.GetBytes(message.OuterXml))), ("RelayState", relay)), message.OuterXml);
    }

    /// <summary>Carries a message in an address; the signature is over the query, and none stands in the message.</summary>
    public static Carrier Redirect(string field, XmlDocument message, Uri address, string? relay, X509Certificate2 certificate)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(Encoding.UTF8.GetBytes(message.OuterXml));
        var fields = Fields((field, Convert.ToBase64String(packed.ToArray())), ("RelayState", relay), ("SigAlg", SignedXml.XmlDsigRSASHA256Url));
        var signed = string.Join('&', fields.Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value)}"));
        using var key = certificate.GetRSAPrivateKey()!;
        var signature = Convert.ToBase64String(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return new("get", address, [.. fields, new("Signature", signature)], message.OuterXml);
    }

    /// <summary>
    /// Takes a query apart: the message, then <c>RelayState</c> where there is one, the algorithm and the signature, each once and in this order. Null where it is anything
    /// else. The signature is not looked at yet.
    /// </summary>
    public static SignedQuery? Read(string? query, string field)
    {
        if (query is not { Length: > 1 and < 2 * SafeXml.LargestMessage })
            return null;

        var parts = query.TrimStart('?').Split('&').Select(p => p.Split('=', 2)).ToList();
        string[] names = [.. parts.Select(p => p[0])];
        if (parts.Any(p => p.Length != 2) || !(names.SequenceEqual([field, "SigAlg", "Signature"]) || names.SequenceEqual([field, "RelayState", "SigAlg", "Signature"])))
            return null;

        string value(string name) => Uri.UnescapeDataString(parts[Array.IndexOf(names, name)][1].Replace('+', ' '));
        if (SafeXml.FromBase64(value(field)) is not { } packed || Inflated(packed) is not { } message || SafeXml.FromBase64(value("Signature")) is not { } signature)
            return null;
        return new(message, names.Length == 4 ? value("RelayState") : null, string.Join('&', parts.Take(parts.Count - 1).Select(p => $"{p[0]}={p[1]}")), value("SigAlg"), signature);
    }

    /// <summary>Whether a query was signed by one of the keys.</summary>
    public static bool Holds(SignedQuery query, IReadOnlyList<X509Certificate2> keys)
    {
        if (!Algorithms.TryGetValue(query.Algorithm, out var hash))
            return false;

        foreach (var certificate in keys)
        {
            using var key = certificate.GetRSAPublicKey();
            if (key is { KeySize: >= 2048 } && key.VerifyData(Encoding.ASCII.GetBytes(query.Signed), query.Signature, hash, RSASignaturePadding.Pkcs1))
                return true;
        }

        return false;
    }

    /// <summary>Unpacks no more than a message may have.</summary>
    private static byte[]? Inflated(byte[] packed)
    {
        try
        {
            using var inflate = new DeflateStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
            var buffer = new byte[SafeXml.LargestMessage + 1];
            var length = inflate.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length is > 0 and <= SafeXml.LargestMessage ? buffer[..length] : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static List<KeyValuePair<string, string>> Fields(params (string Name, string? Value)[] fields) =>
        [.. fields.Where(f => f.Value is not null).Select(f => new KeyValuePair<string, string>(f.Name, f.Value!))];
}

/// <summary>A query that carries a signed message, taken apart but not verified.</summary>
/// <param name="Signed">The text that was signed, as it arrived.</param>
internal sealed record SignedQuery(byte[] Message, string? Relay, string Signed, string Algorithm, byte[] Signature);

using System.Xml;
using Cig.Rules.Identifiers;

namespace Cig.Web.SignIn.Saml;

/// <summary>Why a message was refused; for the log, never for the person.</summary>
public enum Refusal
{
    NotXml,
    NotAResponse,
    Ambiguous,
    Unsigned,
    SignatureInvalid,
    UnknownRequest,
    UnknownProvider,
    WrongDestination,
    WrongIssuer,
    WrongTime,
    WrongSubject,
    WrongAudience,
    LevelTooLow,
    AttributesMissing,
    WrongFiscalCode,
    MetadataExpired,
    Replayed,
}

/// <summary>
/// A message as it arrived, parsed once. What it says may be used to look up what is pending and who is named, and for nothing else until the
/// <see cref="Verifier"/> has seen it.
/// </summary>
public sealed class UnverifiedMessage
{
    private UnverifiedMessage(byte[] bytes, XmlElement root)
    {
        Bytes = bytes;
        Root = root;
    }

    /// <summary>The bytes, for the log that the law asks for.</summary>
    public byte[] Bytes { get; }

    public string? Id => Root.Attribute("ID");

    public string? InResponseTo => Root.Attribute("InResponseTo");

    public string? Issuer => Root.Only("Issuer", Names.Assertion).Value()?.Trim();

    public string Kind => Root.LocalName;

    internal XmlElement Root { get; }

    /// <summary>The message of those bytes, or null where they are no acceptable XML.</summary>
    public static UnverifiedMessage? Read(byte[]? message) =>
        message is not null && SafeXml.Parse(message)?.DocumentElement is { } root ? new(message, root) : null;
}

/// <summary>What a verified assertion says. Only the verifier makes one.</summary>
public sealed class VerifiedAssertion
{
    internal VerifiedAssertion(string id, string issuer, int level, DateTimeOffset issuedAt, DateTimeOffset notOnOrAfter, string nameId, string? nameQualifier, string? sessionIndex, IReadOnlyDictionary<string, string> attributes)
    {
        (Id, Issuer, Level, IssuedAt, NotOnOrAfter, NameId, NameQualifier, SessionIndex, Attributes) = (id, issuer, level, issuedAt, notOnOrAfter, nameId, nameQualifier, sessionIndex, attributes);
    }

    public string Id { get; }

    public string Issuer { get; }

    public int Level { get; }

    public DateTimeOffset IssuedAt { get; }

    public DateTimeOffset NotOnOrAfter { get; }

    /// <summary>The provider's passing name for the person, needed to end the session there.</summary>
    public string NameId { get; }

    public string? NameQualifier { get; }

    /// <summary>Of the provider's session; a provider keeps one only at level 1.</summary>
    public string? SessionIndex { get; }

    public IReadOnlyDictionary<string, string> Attributes { get; }

    /// <summary>Codice fiscale without its prefix; null where the provider sent none of an Italian person.</summary>
    public string? FiscalCode => Attributes.TryGetValue("fiscalNumber", out var number) && number.StartsWith("TINIT-", StringComparison.Ordinal) ? number["TINIT-".Length..].ToUpperInvariant() : null;

    /// <summary>The company that a professional identity names: a hint that may choose among mandates, never a mandate.</summary>
    public string? CompanyHint => Attributes.TryGetValue("companyFiscalNumber", out var code) ? WithoutPrefix(code) : Attributes.TryGetValue("ivaCode", out var vat) ? WithoutPrefix(vat) : null;

    internal bool HasSoundFiscalCode(DateOnly today) => FiscalCode is { } code && CodiceFiscale.Check(code, today).Valid;

    private static string WithoutPrefix(string code) => code is ['T' or 'V', _, _, _, _, '-', ..] ? code[6..] : code;
}

/// <summary>A logout message whose signature holds. Only the verifier makes one.</summary>
public sealed class VerifiedLogout
{
    internal VerifiedLogout(string id, string issuer, string? inResponseTo, string? nameId, IReadOnlyList<string> sessionIndexes, bool success) =>
        (Id, Issuer, InResponseTo, NameId, SessionIndexes, Success) = (id, issuer, inResponseTo, nameId, sessionIndexes, success);

    public string Id { get; }

    public string Issuer { get; }

    /// <summary>Of a response: the request that it answers. Null on a request.</summary>
    public string? InResponseTo { get; }

    /// <summary>Of a request: whose session ends.</summary>
    public string? NameId { get; }

    public IReadOnlyList<string> SessionIndexes { get; }

    /// <summary>Of a response: whether every session of the person ended.</summary>
    public bool Success { get; }
}

/// <summary>The outcome of a verification.</summary>
public abstract record Verification
{
    private Verification()
    {
    }

    public sealed record Accepted(VerifiedAssertion Assertion) : Verification;

    /// <summary>A provider's word on logout, a request or an answer.</summary>
    public sealed record LoggedOut(VerifiedLogout Message) : Verification;

    /// <summary>The provider says that the sign-in did not succeed; SPID numbers the reasons (19 to 25, 30 are the person's).</summary>
    public sealed record Failed(int? Code) : Verification;

    public sealed record Refused(Refusal Reason) : Verification;
}

/// <summary>What a response must answer.</summary>
/// <param name="IssuedAt">When our request was made; a response cannot be older.</param>
public sealed record Expected(string RequestId, IdentityProvider Provider, int Level, DateTimeOffset IssuedAt);

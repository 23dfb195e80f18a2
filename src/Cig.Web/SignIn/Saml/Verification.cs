namespace Cig.Web.SignIn.Saml;

/// <summary>Why a response was refused; for the log, never for the person.</summary>
public enum Refusal
{
    NotXml,
    NotAResponse,
    Ambiguous,
    Unsigned,
    SignatureInvalid,
    UnknownRequest,
    WrongDestination,
    WrongIssuer,
    WrongTime,
    WrongSubject,
    WrongAudience,
    LevelTooLow,
    AttributesMissing,
    Replayed,
}

/// <summary>What a verified assertion says. Only the verifier makes one.</summary>
public sealed class VerifiedAssertion
{
    internal VerifiedAssertion(string id, string issuer, int level, DateTimeOffset notOnOrAfter, IReadOnlyDictionary<string, string> attributes)
    {
        Id = id;
        Issuer = issuer;
        Level = level;
        NotOnOrAfter = notOnOrAfter;
        Attributes = attributes;
    }

    public string Id { get; }

    public string Issuer { get; }

    public int Level { get; }

    public DateTimeOffset NotOnOrAfter { get; }

    public IReadOnlyDictionary<string, string> Attributes { get; }

    /// <summary>Codice fiscale without its prefix; null where the provider sent none of an Italian person.</summary>
    public string? FiscalCode => Attributes.TryGetValue("fiscalNumber", out var number) && number.StartsWith("TINIT-", StringComparison.Ordinal) ? number["TINIT-".Length..].ToUpperInvariant() : null;
}

/// <summary>The outcome of a verification.</summary>
public abstract record Verification
{
    private Verification()
    {
    }

    public sealed record Accepted(VerifiedAssertion Assertion) : Verification;

    /// <summary>The provider says that the sign-in did not succeed; SPID numbers the reasons (19 to 25, 30 are the person's).</summary>
    public sealed record Failed(int? Code) : Verification;

    public sealed record Refused(Refusal Reason) : Verification;
}

/// <summary>What a response must answer.</summary>
/// <param name="IssuedAt">When our request was made; a response cannot be older.</param>
public sealed record Expected(string RequestId, IdentityProvider Provider, int Level, DateTimeOffset IssuedAt);

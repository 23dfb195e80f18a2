using System.Security.Cryptography.X509Certificates;
using Cig.Rules.Access;
using Cig.Rules.Identifiers;
using Cig.Web.SignIn.Saml;

namespace Cig.Web.SignIn.Cns;

/// <summary>Why a card does not let in.</summary>
public enum CardRefusal
{
    /// <summary>The browser showed no certificate.</summary>
    NoCard,

    /// <summary>The certificate is not issued as a CNS.</summary>
    NotCns,

    /// <summary>The certificate is not made for proving who somebody is to a server.</summary>
    WrongUse,

    /// <summary>Its authority is not recognised by the national trusted list, or did not sign it.</summary>
    UntrustedIssuer,
    NotYetValid,
    Expired,

    /// <summary>The subject holds no well-formed codice fiscale, or lacks the names.</summary>
    MalformedName,
    Revoked,

    /// <summary>Whether it is revoked could not be found out: then it does not let in.</summary>
    RevocationUnknown,
}

/// <summary>How a card came out.</summary>
public abstract record CardCheck
{
    private CardCheck()
    {
    }

    public sealed record Accepted(string FiscalCode, string GivenName, string FamilyName) : CardCheck;

    public sealed record Refused(CardRefusal Reason) : CardCheck;
}

/// <summary>
/// Everything that a card must be. TLS only proves that the browser holds its key; whose card it is and whether it counts is decided here, and before that nothing of it is
/// believed.
/// </summary>
public sealed class CardVerifier(CnsSettings settings, TrustedIssuers issuers, TimeProvider time)
{
    /// <summary>Certificates of the CNS (CNIPA rules, object identifier of the policy).</summary>
    private const string CnsPolicy = "1.3.76.16.2.1";

    /// <summary>Authentication certificate of the electronic identity card.</summary>
    private const string CiePolicy = "1.3.76.47.4";

    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string CommonName = "2.5.4.3";
    private const string GivenName = "2.5.4.42";
    private const string Surname = "2.5.4.4";

    /// <summary>How long the revocation list of an authority may take to come.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public CardCheck Check(X509Certificate2? card)
    {
        if (card is null)
            return new CardCheck.Refused(CardRefusal.NoCard);

        var policies = SpidCertificate.PoliciesOf(card);
        if (!policies.Contains(CnsPolicy) && !(settings.AcceptCie && policies.Contains(CiePolicy)))
            return new CardCheck.Refused(CardRefusal.NotCns);
        if (!IsForSigningIn(card))
            return new CardCheck.Refused(CardRefusal.WrongUse);
        if (IssuerFault(card) is { } fault)
            return new CardCheck.Refused(fault);
        if (Holder(card) is not { } holder)
            return new CardCheck.Refused(CardRefusal.MalformedName);

        // Only now, that the authority is known, is the address followed that the card names for revocations.
        return RevocationFault(card) is { } revoked ? new CardCheck.Refused(revoked) : holder;
    }

    private static bool IsForSigningIn(X509Certificate2 card) =>
        card.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(e => e.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>().Any(o => o.Value == ClientAuthentication))
        && card.Extensions.OfType<X509KeyUsageExtension>().All(u => u.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature))
        && card.Extensions.OfType<X509BasicConstraintsExtension>().All(b => !b.CertificateAuthority);

    /// <summary>What is wrong with its authority or its time. The authority that signed it stands in the list itself: one further up will not do.</summary>
    private CardRefusal? IssuerFault(X509Certificate2 card)
    {
        using var chain = Chain(X509RevocationMode.NoCheck);
        chain.Build(card);
        if (chain.ChainElements.Count < 2 || !issuers.Now.Any(i => i.Certificate.RawDataMemory.Span.SequenceEqual(chain.ChainElements[1].Certificate.RawDataMemory.Span)))
            return CardRefusal.UntrustedIssuer;

        const X509ChainStatusFlags ignored = X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot;
        var (ofCard, ofIssuer) = (Flags(chain.ChainElements[0]) & ~ignored, Flags(chain.ChainElements[1]) & ~ignored);
        if (ofIssuer != X509ChainStatusFlags.NoError || (ofCard & ~X509ChainStatusFlags.NotTimeValid) != X509ChainStatusFlags.NoError)
            return CardRefusal.UntrustedIssuer;

        var now = time.GetUtcNow().UtcDateTime;
        return now < card.NotBefore.ToUniversalTime() ? CardRefusal.NotYetValid : now > card.NotAfter.ToUniversalTime() || ofCard != X509ChainStatusFlags.NoError ? CardRefusal.Expired : null;
    }

    /// <summary>What the authority says of the card today. A chain that does not reach its top is never asked about, and so counts as not known.</summary>
    private CardRefusal? RevocationFault(X509Certificate2 card)
    {
        using var chain = Chain(X509RevocationMode.Online);
        if (chain.Build(card))
            return null;

        var flags = chain.ChainElements.Count > 0 ? Flags(chain.ChainElements[0]) : X509ChainStatusFlags.RevocationStatusUnknown;
        return flags.HasFlag(X509ChainStatusFlags.Revoked) ? CardRefusal.Revoked : CardRefusal.RevocationUnknown;
    }

    private X509Chain Chain(X509RevocationMode mode)
    {
        var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        foreach (var issuer in issuers.Now)
            chain.ChainPolicy.CustomTrustStore.Add(issuer.Certificate);
        if (mode != X509RevocationMode.NoCheck)
            chain.ChainPolicy.CustomTrustStore.AddRange(issuers.Roots);
        chain.ChainPolicy.ApplicationPolicy.Add(new(ClientAuthentication));
        chain.ChainPolicy.RevocationMode = mode;
        chain.ChainPolicy.RevocationFlag = X509RevocationFlag.EndCertificateOnly;
        chain.ChainPolicy.UrlRetrievalTimeout = Patience;
        // A card may name any address for its authority's certificate: none is followed.
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        return chain;
    }

    private static X509ChainStatusFlags Flags(X509ChainElement element) =>
        element.ChainElementStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);

    /// <summary>The holder: <c>codice fiscale/serial number of the card.hash</c> in the common name, given name and surname beside it.</summary>
    private CardCheck.Accepted? Holder(X509Certificate2 card)
    {
        var subject = card.SubjectName.EnumerateRelativeDistinguishedNames().ToList();
        if (subject.Any(n => n.HasMultipleElements))
            return null;

        var parts = subject.ToLookup(n => n.GetSingleElementType().Value, n => n.GetSingleElementValue());
        if (parts[CommonName].ToList() is not [{ } name] || parts[GivenName].ToList() is not [{ Length: > 0 } given] || parts[Surname].ToList() is not [{ Length: > 0 } family])
            return null;

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash == 16 && name.Length > 17 && CodiceFiscale.Check(name[..slash], ChatSchedule.DayInRome(time.GetUtcNow())) is { Valid: true, Normalised: { } code } && code == name[..slash]
            ? new(code, given, family)
            : null;
    }
}

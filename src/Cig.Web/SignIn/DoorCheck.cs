using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Cig.Platform.Staff;
using Cig.Web.SignIn.Cns;
using Cig.Web.SignIn.Saml;
using Cig.Web.SignIn.Staff;

namespace Cig.Web.SignIn;

/// <summary>What the sign-in by card and the door of the staff need, in words.</summary>
public sealed class DoorCheck(StaffDesk register, TimeProvider time, CnsSettings? cns = null, TrustedIssuers? issuers = null, StaffProvider? staff = null)
{
    /// <summary>What Production must not hold.</summary>
    public IEnumerable<Finding> Forbidden()
    {
        if (cns is not null)
        {
            if (issuers is { IsDemo: true })
                yield return new(false, "Cns: the cards of the demo's authority are taken", "Set Identity:Cns:TrustedList to the national trusted list.");
            else if (cns.TrustedList is null)
                yield return new(false, "Cns: no trusted list is named, and no card would be taken", "Set Identity:Cns:TrustedList, or leave Identity:Cns:Port unset.");
            if (cns.Certificate is null)
                yield return new(false, "Cns: the key of the endpoint is one that the program made for itself", "Set Identity:Cns:Certificate to a PEM file with certificate and private key.");
            if (cns.Origin.IsLoopback)
                yield return new(false, $"Cns: cards would be shown to {cns.Origin.GetLeftPart(UriPartial.Authority)}", "Set Identity:Cns:Origin to the public https address of the endpoint.");
        }

        if (staff is { IsDemo: true })
            yield return new(false, "Staff: the provider is the demo's: it signs in anybody as anybody", "Set Identity:Staff:Authority to the institution's provider.");
        else if (staff is not null && (!Uri.TryCreate(staff.Authority, UriKind.Absolute, out var authority) || authority.Scheme != Uri.UriSchemeHttps || authority.IsLoopback))
            yield return new(false, $"Staff: the provider is {staff.Authority}", "Set Identity:Staff:Authority to its https address.");
    }

    /// <summary>Everything else that they need.</summary>
    public async Task<IReadOnlyList<Finding>> Look(CancellationToken stop)
    {
        List<Finding> found = cns is null ? [new(true, "Cns: cards are not taken (Identity:Cns:Port is not set)")] : [.. Cards(cns)];
        if (staff is null)
        {
            found.Add(new(false, "Staff: no provider is configured: nobody of the staff can enter", "Set Identity:Staff:Authority, ClientId and ClientSecret or ClientKey (docs/operations.md, Staff provider)."));
            return found;
        }

        var (lacks, mend) = string.IsNullOrEmpty(staff.ClientId) ? ("the name of the client is not set", "Set Identity:Staff:ClientId as the provider gave it.")
            : staff.ClientKey is null && string.IsNullOrEmpty(staff.ClientSecret) ? ("neither secret nor key proves who we are", "Set Identity:Staff:ClientKey (PEM) or Identity:Staff:ClientSecret.")
            : (null, null);
        found.Add(lacks is null ? new(true, $"Staff: {staff.Authority} knows us as {staff.ClientId} ({(staff.ClientKey is null ? "by a secret" : "by a key")})") : new(false, $"Staff: {lacks}", mend));
        if (staff.ClientKey is { } key)
            found.AddRange(Valid(key, "Staff: the key"));
        found.Add(await register.HasAdministrator(stop)
            ? new(true, "Staff: the register has an administrator")
            : new(false, "Staff: nobody in the register is administrator", "Set Identity:Staff:FirstAdministrator to a codice fiscale and start once."));
        return found;
    }

    private IEnumerable<Finding> Cards(CnsSettings settings)
    {
        if (settings.TrustedList is not null && settings.TrustedListCertificate is null)
            yield return new(false, $"Cns: no certificate is pinned for the list at {settings.TrustedList}", "Set Identity:Cns:TrustedListCertificate to the PEM file of the certificates that sign it.");
        yield return issuers?.List is { } list
            ? new(true, $"Cns: {list.Issuers.Count} {(list.Issuers.Count == 1 ? "authority" : "authorities")} of the trusted list, number {list.Number}, {(settings.AcceptCie ? "for CNS and CIE" : "for CNS")}")
            : new(false, "Cns: no trusted list is known", "Look at the log for why it was not taken.");
        if (issuers?.List?.NextUpdate is { } due && due < time.GetUtcNow())
            yield return new(false, $"Cns: the trusted list should have been followed by another one on {Day(due)}", "See that Identity:Cns:TrustedList can be fetched.");
        if (settings.Certificate is { } file)
        {
            var certificate = Keys.Load(file, "Identity:Cns:Certificate");
            foreach (var finding in Valid(certificate, "Cns: the certificate of the endpoint"))
                yield return finding;
            if (!certificate.MatchesHostname(settings.Origin.Host))
                yield return new(false, $"Cns: the certificate of the endpoint is not for {settings.Origin.Host}", "Get one for the name in Identity:Cns:Origin.");
        }

        yield return settings.Proxies.Count == 0
            ? new(true, "Cns: no header is believed: browsers show cards to the endpoint itself")
            : new(true, $"Cns: the header {settings.ProxyHeader} is believed from {string.Join(", ", settings.Proxies)}, which must remove it from what they get");
    }

    private IEnumerable<Finding> Valid(X509Certificate2 certificate, string what)
    {
        var end = new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);
        yield return end > time.GetUtcNow().AddDays(30)
            ? new(true, $"{what} is valid until {Day(end)}")
            : new(false, $"{what} ends on {Day(end)}", "Put the next one in its place.");
    }

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

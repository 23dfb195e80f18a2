using System.Globalization;
using Cig.Platform.Mail;
using Cig.Platform.Translation;

namespace Cig.Web.SignIn.Saml;

/// <summary>One thing that was looked at: how it stands and, where it is not well, what to do.</summary>
public sealed record Finding(bool Well, string What, string? Mend = null);

/// <summary>
/// Whether this installation is ready to federate, in words. What a federation must never start with in Production stops the start; the command <c>identity check</c> says
/// all of it at once.
/// </summary>
public sealed class IdentityCheck(RelyingParties parties, ProviderLists lists, MessageLog messages, IConfiguration configuration, IHostEnvironment environment, TimeProvider time, DoorCheck doors, DemoProvider.DemoProviders? demo = null)
{
    /// <summary>The runtime that mends what was found in 2026 in XML signatures and in the protection of cookies.</summary>
    public static readonly Version OldestRuntime = new(10, 0, 10);

    /// <summary>Stops a start that must not be: everything that is wrong is said in one message.</summary>
    /// <exception cref="InvalidOperationException">The runtime is too old, or Production holds something of the demo.</exception>
    public void StopUnlessSafe()
    {
        List<Finding> faults = [Runtime(Environment.Version), .. Faults(environment.IsProduction())];
        if (environment.IsProduction())
            faults.AddRange(Forbidden());
        var wrong = faults.Where(f => !f.Well).ToList();
        if (wrong.Count > 0)
            throw new InvalidOperationException("The start is refused:\n" + string.Join('\n', wrong.Select(f => $"  - {f.What}. {f.Mend}")));
    }

    /// <summary>Everything that a federation needs, looked at as if this were Production.</summary>
    public async Task<IReadOnlyList<Finding>> Look(CancellationToken stop)
    {
        List<Finding> found = [Runtime(Environment.Version), .. Faults(production: true), .. Forbidden()];
        foreach (var us in parties.All)
        {
            var name = us.Profile.Section;
            var lacks = SpidCertificate.Lacks(us.Certificate, us.EntityId, us.Organisation, time.GetUtcNow());
            found.Add(lacks.Count == 0
                ? new(true, $"{name}: the certificate has the form of notice 29 and is valid until {us.Certificate.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}")
                : new(false, $"{name}: the certificate is not as notice 29 wants it: {string.Join("; ", lacks)}", "Make a new one (docs/operations.md, Certificate)."));
            if (us.Certificate.NotAfter.ToUniversalTime() < time.GetUtcNow().UtcDateTime.AddDays(60) && lacks.Count == 0)
                found.Add(new(false, $"{name}: the certificate ends within 60 days", $"Publish the next one with Identity:{name}:NextCertificate and let the federation take the new metadata."));
            found.AddRange(Described(us));
            found.Add(Providers(us.Profile));
        }

        if (configuration["Identity:Spid:Registry"] is { Length: > 0 } registry && string.IsNullOrEmpty(configuration["Identity:Spid:RegistryCertificate"]))
            found.Add(new(false, $"Spid: no certificate is pinned for the list at {registry}", "Set Identity:Spid:RegistryCertificate to the PEM file of the registry's signing certificate."));
        if (parties.In(Profile.Cie) is not null && string.IsNullOrEmpty(configuration["Identity:Cie:ServiceId"]))
            found.Add(new(false, "Cie: the number of the service is not set", "Set Identity:Cie:ServiceId to the urn:uuid that the onboarding portal gave."));

        found.AddRange(await doors.Look(stop));
        var alerts = await messages.Alerts(time.GetUtcNow().AddDays(-7), stop);
        found.Add(alerts.Count == 0
            ? new(true, "no provider called a request of ours wrong in the last seven days")
            : new(false, $"providers called our requests wrong in the last seven days: {string.Join(", ", alerts.Select(a => $"code {a.Key} {a.Value} times"))}", "Compare the metadata that the federation holds with those printed here."));
        return found;
    }

    internal static Finding Runtime(Version version) => version >= OldestRuntime
        ? new(true, $"the runtime is {version}")
        : new(false, $"the runtime is {version}", $"Install .NET {OldestRuntime} or later: older ones accept forged cookies and broken signatures.");

    /// <summary>What is set wrongly, wherever the program runs.</summary>
    private IEnumerable<Finding> Faults(bool production) =>
        MailSettings.Read(configuration).Faults.Concat(EngineSetting.Faults(configuration, production)).Select(f => new Finding(false, f.What, f.Mend));

    /// <summary>What Production must not hold.</summary>
    private IEnumerable<Finding> Forbidden()
    {
        yield return demo is null
            ? new(true, "the demo provider is off")
            : new(false, "the demo provider is on: it signs in anybody as anybody", "Leave Identity:DemoProvider:Enabled unset and set DOTNET_ENVIRONMENT to Production.");
        yield return string.IsNullOrEmpty(configuration["Identity:Spid:ExtraIdpMetadata"])
            ? new(true, "no provider of a conformance test is registered")
            : new(false, "Identity:Spid:ExtraIdpMetadata registers a provider outside the federation", "Leave it unset.");
        yield return string.IsNullOrEmpty(configuration[KeyRing.Certificate])
            ? new(false, "the data-protection keys in the database are protected by no certificate: who reads a copy of it can forge forms and open the log of sign-ins", $"Set {KeyRing.Certificate} to a PEM file with certificate and private key, the same on every node.")
            : new(true, "the data-protection keys are encrypted for a certificate");
        foreach (var finding in doors.Forbidden().Concat(MailCheck.Forbidden(configuration)))
            yield return finding;
        if (parties.All.Count == 0)
            yield return new(false, "no federation is switched on: nobody can sign in", "Set Identity:Spid:Enabled or Identity:Cie:Enabled.");
        foreach (var us in parties.All)
        {
            var name = us.Profile.Section;
            if (!Uri.TryCreate(us.EntityId, UriKind.Absolute, out var entity) || entity.Scheme != Uri.UriSchemeHttps || entity.IsLoopback)
                yield return new(false, $"{name}: the entityID is {us.EntityId}", $"Set Identity:{name}:EntityId, or Cig:Origin, to the public https address.");
            if (us.Origin.Scheme != Uri.UriSchemeHttps || us.Origin.IsLoopback)
                yield return new(false, $"{name}: answers would come to {us.Origin.GetLeftPart(UriPartial.Authority)}", "Set Cig:Origin to the public https address of the site.");
            if (Federation.IsSelfMade(configuration, us.Profile))
                yield return new(false, $"{name}: the key is one that the program made for itself", $"Set Identity:{name}:Certificate to a PEM file with certificate and private key.");
        }
    }

    private IEnumerable<Finding> Described(RelyingParty us)
    {
        var (name, o) = (us.Profile.Section, us.Organisation);
        var section = us.Profile == Profile.SpidPrivate ? "Identity:SpidPrivate:Organisation" : "Identity:Organisation";
        if (string.IsNullOrEmpty(configuration[section + ":Name"]))
        {
            yield return new(false, $"{name}: the metadata name an invented body", $"Describe your body in {section}.");
            yield break;
        }

        var empty = new (string Key, string? Value)[] { ("Url", o.Url), ("Municipality", o.Municipality), ("Email", o.Email) }.Where(f => string.IsNullOrWhiteSpace(f.Value)).Select(f => f.Key).ToList();
        if (us.Profile == Profile.Cie && string.IsNullOrWhiteSpace(o.MunicipalityCode))
            empty.Add("MunicipalityCode");
        if (!o.Public && string.IsNullOrWhiteSpace(o.VatNumber) && string.IsNullOrWhiteSpace(o.FiscalCode))
            empty.Add("IpaCode (public bodies), VatNumber or FiscalCode");
        if (us.Profile == Profile.SpidPrivate && o.Billing is null)
            empty.Add("Billing");
        yield return empty.Count == 0
            ? new(true, $"{name}: the metadata name {o.Name} ({o.Identifier})")
            : new(false, $"{name}: the description of the body lacks {string.Join(", ", empty)}", $"Complete {section}.");
        if (o.Phone is { Length: > 0 } phone && (!phone.StartsWith("+39", StringComparison.Ordinal) || phone.Contains(' ', StringComparison.Ordinal)))
            yield return new(false, $"{name}: the telephone number is written {phone}", "Write it with +39 and without spaces.");
    }

    private Finding Providers(Profile profile)
    {
        var count = lists.In(profile).Count(p => demo?.All.Any(d => d.EntityId == p.EntityId) != true);
        var setting = profile == Profile.Cie ? "Identity:Cie:ProviderMetadata" : "Identity:Spid:Registry";
        return count > 0
            ? new(true, $"{profile.Section}: {count} identity {(count == 1 ? "provider is" : "providers are")} known")
            : new(false, $"{profile.Section}: no identity provider is known", $"Set {setting} and start once, or look at the log for why its list was not taken.");
    }
}

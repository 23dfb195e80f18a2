using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;

namespace Cig.Web.SignIn.Saml;

/// <summary>
/// The providers of each federation: the registry's signed list, kept as a snapshot and fetched anew on schedule; the one provider of CIE; those of the demo and of a
/// conformance test. A list that cannot be fetched or verified leaves the old one in place.
/// </summary>
public sealed class ProviderLists(IConfiguration configuration, TimeProvider time, ILogger<ProviderLists> log, DemoProvider.DemoProviders? demo = null) : IDisposable
{
    private const int LargestList = 8_000_000;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = LargestList };
    private readonly Dictionary<Profile, IReadOnlyList<IdentityProvider>> _fixed = [];
    private readonly Lock _gate = new();
    private Dictionary<Profile, IReadOnlyList<IdentityProvider>> _fetched = [];
    private bool _loaded;

    /// <summary>The providers that a person may choose in a federation.</summary>
    public IReadOnlyList<IdentityProvider> In(Profile profile)
    {
        Load();
        var now = time.GetUtcNow();
        return [.. _fixed.GetValueOrDefault(profile, []).Concat(_fetched.GetValueOrDefault(profile == Profile.SpidPrivate ? Profile.Spid : profile, [])).Where(p => !(p.ValidUntil <= now)).DistinctBy(p => p.EntityId)];
    }

    public IdentityProvider? Find(Profile profile, string? entityId) => In(profile).FirstOrDefault(p => p.EntityId == entityId);

    /// <summary>Fetches what the configuration names, keeps a snapshot of what verifies, and says what went wrong with the rest.</summary>
    public async Task<IReadOnlyList<string>> Refresh(CancellationToken stop)
    {
        Load();
        List<string> faults = [];
        foreach (var (profile, source, pin) in Sources())
        {
            try
            {
                var bytes = await Fetch(_http, source, stop);
                var list = Import(bytes, Pinned(pin), MustBeSigned(source), time.GetUtcNow());
                Keys.Write(Snapshot(profile), Encoding.UTF8.GetString(bytes));
                Take(profile, list);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or InvalidDataException or CryptographicException or TaskCanceledException && !stop.IsCancellationRequested)
            {
                faults.Add($"The list of providers of {profile.Section} at {source} was not taken, the old one stays: {e.Message}");
            }
        }

        foreach (var fault in faults)
            log.LogError("{Fault}", fault);
        return faults;
    }

    /// <summary>Reads metadata of one provider or of many.</summary>
    /// <param name="pinned">Certificates of who signs the list.</param>
    /// <exception cref="InvalidDataException">The list is not signed by a pinned key, has ended, or holds no provider that could be used.</exception>
    public static IReadOnlyList<IdentityProvider> Import(byte[] metadata, IReadOnlyList<X509Certificate2> pinned, bool mustBeSigned, DateTimeOffset now)
    {
        if (SafeXml.Parse(metadata, LargestList)?.DocumentElement is not { NamespaceURI: Names.Metadata } root)
            throw new InvalidDataException("it is no SAML metadata.");
        if (pinned.Count > 0)
            root = XmlSignature.Verified(root, pinned) ?? throw new InvalidDataException("its signature is not by the pinned certificate.");
        else if (mustBeSigned)
            throw new InvalidDataException("no certificate is pinned for it, and what comes over the network must be signed.");
        if (root.Instant("validUntil") <= now)
            throw new InvalidDataException("it has ended (validUntil).");

        var entities = root.LocalName == "EntityDescriptor" ? [root] : Entities(root);
        List<IdentityProvider> found = [.. entities.Select(e => IdentityProvider.Read(e, root.Instant("validUntil"))).OfType<IdentityProvider>()];
        return found.Count > 0 ? found : throw new InvalidDataException("it holds no identity provider with an address and a key.");
    }

    public void Dispose() => _http.Dispose();

    private static IEnumerable<XmlElement> Entities(XmlElement list) =>
        list.Children("EntityDescriptor", Names.Metadata).Concat(list.Children("EntitiesDescriptor", Names.Metadata).SelectMany(Entities));

    /// <summary>What is on this machine, once: the demo, the file of a conformance test, the snapshots.</summary>
    private void Load()
    {
        lock (_gate)
        {
            if (_loaded)
                return;

            foreach (var profile in Profile.All)
            {
                List<IdentityProvider> list = [.. demo?.All.Where(d => d.Profile == profile).Select(d => d.Registered) ?? []];
                if (configuration["Identity:Spid:ExtraIdpMetadata"] is { Length: > 0 } extra)
                    list.AddRange(Import(File.ReadAllBytes(extra), [], mustBeSigned: false, time.GetUtcNow()));
                _fixed[profile] = list;
            }

            foreach (var (profile, source, pin) in Sources())
            {
                try
                {
                    if (File.Exists(Snapshot(profile)))
                        _fetched[profile] = Import(File.ReadAllBytes(Snapshot(profile)), Pinned(pin), MustBeSigned(source), time.GetUtcNow());
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or CryptographicException)
                {
                    log.LogError("The snapshot of the providers of {Federation} was not taken: {Reason}", profile.Section, e.Message);
                }
            }

            _loaded = true;
        }
    }

    private void Take(Profile profile, IReadOnlyList<IdentityProvider> list)
    {
        lock (_gate)
            _fetched = new(_fetched) { [profile] = list };
    }

    private IEnumerable<(Profile Profile, string Source, string? Pin)> Sources()
    {
        // One registry for public bodies and private operators.
        if (configuration["Identity:Spid:Registry"] is { Length: > 0 } registry)
            yield return (Profile.Spid, registry, configuration["Identity:Spid:RegistryCertificate"]);
        if (configuration["Identity:Cie:ProviderMetadata"] is { Length: > 0 } cie)
            yield return (Profile.Cie, cie, configuration["Identity:Cie:ProviderCertificate"]);
    }

    /// <summary>A file was laid there by hand; what comes over the network proves where it comes from.</summary>
    private static bool MustBeSigned(string source) => source.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || source.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>What an address or a file holds.</summary>
    internal static async Task<byte[]> Fetch(HttpClient http, string source, CancellationToken stop) =>
        Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? await http.GetByteArrayAsync(address, stop) : await File.ReadAllBytesAsync(source, stop);

    /// <summary>The certificates of a PEM file; none where no file is named.</summary>
    internal static List<X509Certificate2> Pinned(string? file)
    {
        if (string.IsNullOrEmpty(file))
            return [];

        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        return [.. certificates];
    }

    private string Snapshot(Profile profile)
    {
        var folder = Directory.CreateDirectory(Path.Combine(configuration["Cig:Data"]!, "providers"));
        return Path.Combine(folder.FullName, profile.Key + ".xml");
    }
}

/// <summary>Fetches the lists of providers, and of the authorities of cards, at the start and then on schedule.</summary>
internal sealed class ProviderListRefresh(ProviderLists lists, IConfiguration configuration, TimeProvider time, Cns.TrustedIssuers? issuers = null) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var every = TimeSpan.FromHours(Math.Max(1, configuration.GetValue("Identity:RefreshHours", 12)));
        using var timer = new PeriodicTimer(every, time);
        do
        {
            await lists.Refresh(stoppingToken);
            if (issuers is not null)
                await issuers.Refresh(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

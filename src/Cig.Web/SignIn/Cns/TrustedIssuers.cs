using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cig.Web.DemoProvider;
using Cig.Web.SignIn.Saml;

namespace Cig.Web.SignIn.Cns;

/// <summary>
/// The authorities whose cards count today: the national trusted list, kept as a snapshot and fetched anew on schedule. A list that cannot be fetched or verified, or is older than
/// the one in force, leaves that one in place. In the demo the list is that of its own authority, signed and read in the same way.
/// </summary>
public sealed class TrustedIssuers(CnsSettings settings, IConfiguration configuration, TimeProvider time, ILogger<TrustedIssuers> log, DemoAuthority? demo = null) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60), MaxResponseContentBufferSize = 40_000_000 };
    private readonly Lock _gate = new();
    private TrustedList? _list;
    private bool _loaded;

    /// <summary>The authorities of the list in force; none where there is no list.</summary>
    public IReadOnlyList<TrustedIssuer> Now => List?.Issuers ?? [];

    /// <summary>The list in force.</summary>
    public TrustedList? List
    {
        get
        {
            Load();
            return _list;
        }
    }

    /// <summary>Authorities above those of the list.</summary>
    public X509Certificate2Collection Roots { get; } = [.. ProviderLists.Pinned(settings.Roots)];

    /// <summary>Whether the cards are the demo's.</summary>
    public bool IsDemo => settings.TrustedList is null && demo is not null;

    /// <summary>Fetches the list that the configuration names; null, or what was wrong with it.</summary>
    public async Task<string?> Refresh(CancellationToken stop)
    {
        Load();
        if (settings.TrustedList is not { } source)
            return null;

        try
        {
            var bytes = await ProviderLists.Fetch(_http, source, stop);
            var list = TrustedList.Read(bytes, Pins());
            if (list.Number < _list?.Number)
                throw new InvalidDataException($"its number {list.Number} is lower than that of the one in force, {_list.Number}.");

            // As it came, byte for byte: the signature is verified again at each start.
            var aside = Snapshot + ".new";
            await File.WriteAllBytesAsync(aside, bytes, stop);
            File.Move(aside, Snapshot, overwrite: true);
            lock (_gate)
                _list = list;
            if (list.NextUpdate < time.GetUtcNow())
                log.LogError("The trusted list at {Source} should have been followed by another one on {Due}; it is used all the same.", source, list.NextUpdate);
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or InvalidDataException or CryptographicException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            var fault = $"The trusted list at {source} was not taken, the old one stays: {e.Message}";
            log.LogError("{Fault}", fault);
            return fault;
        }
    }

    public void Dispose() => _http.Dispose();

    private string Snapshot => Path.Combine(Directory.CreateDirectory(Path.Combine(configuration["Cig:Data"]!, "providers")).FullName, "trusted-list.xml");

    private void Load()
    {
        lock (_gate)
        {
            if (_loaded)
                return;

            try
            {
                if (IsDemo)
                    _list = TrustedList.Read(demo!.TrustedList(), [demo.ListCertificate]);
                else if (settings.TrustedList is not null && File.Exists(Snapshot))
                    _list = TrustedList.Read(File.ReadAllBytes(Snapshot), Pins());
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or CryptographicException)
            {
                log.LogError("The snapshot of the trusted list was not taken: {Reason}", e.Message);
            }

            _loaded = true;
        }
    }

    private List<X509Certificate2> Pins() => ProviderLists.Pinned(settings.TrustedListCertificate);
}

using System.Net;
using System.Security.Cryptography.X509Certificates;
using Cig.Platform.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cig.Web.Tests.SignIn;

/// <summary>A provider of the staff that stands outside: what it must say, what it may not, and how we prove to it who we are.</summary>
public sealed class StaffProviderTests : IAsyncLifetime
{
    private static readonly X509Certificate2 Key = Certificate("fornitore");
    private static readonly X509Certificate2 StrangersKey = Certificate("estraneo");
    private static readonly X509Certificate2 ClientKey = Certificate("cliente");
    private readonly string _folder = Directory.CreateTempSubdirectory("cig-staff-").FullName;
    private WebApplication _provider = null!;
    private string _issuer = null!;
    private IFormCollection? _tokenRequest;
    private string? _nonce;
    private Func<Dictionary<string, object>, Dictionary<string, object>> _claims = c => c;
    private X509Certificate2 _signer = Key;
    private TimeSpan _age = TimeSpan.Zero;

    public async ValueTask InitializeAsync()
    {
        _provider = WebApplication.CreateSlimBuilder().Build();
        _provider.Urls.Add("http://127.0.0.1:0");
        _provider.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = _issuer, authorization_endpoint = _issuer + "/entra", token_endpoint = _issuer + "/token", jwks_uri = _issuer + "/jwks", end_session_endpoint = _issuer + "/esci",
            response_types_supported = new[] { "code" }, subject_types_supported = new[] { "public" }, id_token_signing_alg_values_supported = new[] { "RS256" },
        }));
        _provider.MapGet("/jwks", () =>
        {
            var key = JsonWebKeyConverter.ConvertFromX509SecurityKey(new(Key), representAsRsaKey: true);
            return Results.Json(new { keys = new[] { new { kty = key.Kty, use = "sig", kid = key.Kid, n = key.N, e = key.E } } });
        });
        _provider.MapGet("/entra", (HttpRequest request) =>
        {
            _nonce = request.Query["nonce"];
            Assert.Equal(("S256", "code"), (request.Query["code_challenge_method"].ToString(), request.Query["response_type"].ToString()));
            return Results.Redirect($"{request.Query["redirect_uri"]}?code=codice&state={Uri.EscapeDataString(request.Query["state"]!)}");
        });
        _provider.MapPost("/token", async (HttpRequest request) =>
        {
            _tokenRequest = await request.ReadFormAsync();
            return Results.Json(new { token_type = "Bearer", access_token = "niente", id_token = Token() });
        });
        await _provider.StartAsync();
        _issuer = _provider.Urls.Single();
        await File.WriteAllTextAsync(Path.Combine(_folder, "cliente.pem"), ClientKey.ExportCertificatePem() + "\n" + ClientKey.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Only_a_token_of_the_provider_for_us_now_and_for_this_request_lets_in()
    {
        await using var site = NewSite(("Identity:Staff:ClientSecret", "parola"), ("Identity:Staff:Acr", "due-fattori"));
        Dictionary<string, Action> bad = new()
        {
            ["another audience"] = () => _claims = With("aud", "altri"),
            ["another issuer"] = () => _claims = With("iss", "https://altri.example"),
            ["another nonce"] = () => _claims = With("nonce", "riusato"),
            ["no nonce"] = () => _claims = With("nonce", null),
            ["another key"] = () => _signer = StrangersKey,
            ["ended"] = () => _age = TimeSpan.FromHours(2),
            ["no codice fiscale"] = () => _claims = With("cf", null),
            ["a wrong codice fiscale"] = () => _claims = With("cf", "TINIT-MRNLCU81E30L219X"),
            ["a foreign code"] = () => _claims = With("cf", "TINDE-L01X00T471"),
            ["a lower class"] = () => _claims = With("acr", "password"),
            ["no class"] = () => _claims = With("acr", null),
        };

        foreach (var (what, spoil) in bad)
        {
            (_claims, _signer, _age) = (c => c, Key, TimeSpan.Zero);
            spoil();
            using var visitor = site.Visit();
            var answered = await visitor.Get("/accedi/personale/entra?ritorno=/istruttoria");
            Assert.True(answered.Status == HttpStatusCode.Forbidden, $"{what}: {answered.Status} at {answered.Address}");
            Assert.Equal("/accedi/personale", (await visitor.Get("/istruttoria")).Address.AbsolutePath);
        }

        (_claims, _signer, _age) = (c => c, Key, TimeSpan.Zero);
        using var officer = site.Visit();
        Assert.Equal((HttpStatusCode.OK, "/istruttoria"), await Enter(officer));
        Assert.Equal("parola", _tokenRequest!["client_secret"].ToString());
        Assert.NotEmpty(_tokenRequest["code_verifier"].ToString());
    }

    [Fact]
    public async Task Roles_that_a_token_claims_count_for_nothing()
    {
        await using var site = NewSite(("Identity:Staff:ClientSecret", "parola"));
        _claims = c => With("roles", "Administrator Supervisor")(With("role", "Administrator")(c));
        using var officer = site.Visit();

        await Enter(officer);

        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Get("/amministrazione/utenti")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Get("/supervisione")).Status);
    }

    [Fact]
    public async Task With_a_key_we_prove_by_a_signed_word_who_we_are()
    {
        await using var site = NewSite(("Identity:Staff:ClientKey", Path.Combine(_folder, "cliente.pem")), ("Identity:Staff:ClientSecret", "parola"));
        using var officer = site.Visit();

        Assert.Equal((HttpStatusCode.OK, "/istruttoria"), await Enter(officer));

        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", _tokenRequest!["client_assertion_type"].ToString());
        Assert.False(_tokenRequest.ContainsKey("client_secret"));
        var checkedWord = await new JsonWebTokenHandler().ValidateTokenAsync(_tokenRequest["client_assertion"], new TokenValidationParameters
        {
            ValidIssuer = "cig", ValidAudience = _issuer, IssuerSigningKey = new X509SecurityKey(X509CertificateLoader.LoadCertificate(ClientKey.RawData)),
        });
        Assert.True(checkedWord.IsValid, checkedWord.Exception?.Message);
        Assert.Equal("cig", checkedWord.Claims["sub"]);
        Assert.True(checkedWord.Claims.ContainsKey("jti"));
    }

    [Fact]
    public async Task Leaving_leads_to_the_provider_with_the_token_of_the_session()
    {
        await using var site = NewSite(("Identity:Staff:ClientSecret", "parola"));
        using var officer = site.Visit();
        await Enter(officer);
        var page = await officer.Get("/istruttoria");
        var token = System.Text.RegularExpressions.Regex.Match(page.Html, "action=\"/esci\".*?__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;

        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        var carrier = WebUtility.HtmlDecode(await (await officer.Http.PostAsync(new Uri("/esci", UriKind.Relative), content, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Contains($"{_issuer}/esci?", carrier);
        Assert.Contains("id_token_hint=ey", carrier);
        Assert.Equal("/accedi/personale", (await officer.Get("/istruttoria")).Address.AbsolutePath);
    }

    [Fact]
    public async Task The_provider_ends_a_persons_sessions_and_nobody_else_does()
    {
        await using var site = NewSite(("Identity:Staff:ClientSecret", "parola"));
        using var first = site.Visit();
        using var other = site.Visit();
        await Enter(first);
        _claims = With("sub", "u-18");
        await Enter(other);
        _claims = c => c;

        foreach (var bad in new[]
        {
            Logout(c => c["aud"] = "altri"), Logout(c => c["iss"] = "https://altri.example"), Logout(c => c["nonce"] = "x"), Logout(c => c.Remove("events")), Logout(c => c.Remove("jti")),
            Logout(c => c.Remove("sub")), Logout(_ => { }, StrangersKey), "pasticcio", "",
        })
            Assert.Equal(HttpStatusCode.BadRequest, await Tell(site, bad));
        Assert.Equal("/istruttoria", (await first.Get("/istruttoria")).Address.AbsolutePath);

        var word = Logout(_ => { });
        Assert.Equal(HttpStatusCode.OK, await Tell(site, word));
        Assert.Equal("/accedi/personale", (await first.Get("/istruttoria")).Address.AbsolutePath);
        Assert.Equal("/istruttoria", (await other.Get("/istruttoria")).Address.AbsolutePath);
        Assert.Equal(HttpStatusCode.BadRequest, await Tell(site, word));
        Assert.Equal((HttpStatusCode.OK, "/istruttoria"), await Enter(first));
    }

    private static async Task<HttpStatusCode> Tell(Site site, string token)
    {
        using var http = new HttpClient();
        using var content = new FormUrlEncodedContent([new("logout_token", token)]);
        return (await http.PostAsync(new Uri(site.Origin + "/accedi/personale/uscita"), content, TestContext.Current.CancellationToken)).StatusCode;
    }

    private string Logout(Action<Dictionary<string, object>> change, X509Certificate2? key = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        Dictionary<string, object> claims = new()
        {
            ["iss"] = _issuer, ["aud"] = "cig", ["sub"] = "u-17", ["jti"] = Guid.NewGuid().ToString(), ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = now.AddMinutes(2).ToUnixTimeSeconds(),
            ["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = new Dictionary<string, object>() },
        };
        change(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = new X509SigningCredentials(key ?? Key) });
    }

    private static Func<Dictionary<string, object>, Dictionary<string, object>> With(string name, object? value) => claims =>
    {
        if (value is null)
            claims.Remove(name);
        else
            claims[name] = value;
        return claims;
    };

    private static X509Certificate2 Certificate(string name) => SamlParties.NewKey(name);

    private static async Task<(HttpStatusCode, string)> Enter(Visitor visitor)
    {
        var answered = await visitor.Get("/accedi/personale/entra?ritorno=/istruttoria");
        return (answered.Status, answered.Address.AbsolutePath);
    }

    private string Token()
    {
        var now = TimeProvider.System.GetUtcNow() - _age;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = _claims(new()
            {
                ["iss"] = _issuer, ["aud"] = "cig", ["sub"] = "u-17", ["nonce"] = _nonce!, ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
                ["cf"] = DemoPeople.Officer.FiscalCode, ["given_name"] = "Luca", ["family_name"] = "Marino", ["acr"] = "due-fattori",
            }),
            SigningCredentials = new X509SigningCredentials(_signer),
        });
    }

    private Site NewSite(params (string, string)[] settings) => Site.Apart(settings: [("Identity:Staff:Authority", _issuer), ("Identity:Staff:ClientId", "cig"), ("Identity:Staff:FiscalCodeClaim", "cf"), .. settings]);
}

using System.Security.Cryptography;

namespace Cig.Web.SignIn;

/// <summary>The secret that a browser keeps while a sign-in is under way; sign-ins in several windows share it. What comes back is taken only in the browser that asked.</summary>
public sealed class PendingCookie(IConfiguration configuration)
{
    /// <summary>The secret of this browser, made where it has none.</summary>
    public string Bind(HttpContext http)
    {
        var secret = Secret(http) ?? RandomNumberGenerator.GetHexString(64, lowercase: true);
        http.Response.Cookies.Append(Name, secret, Options());
        return secret;
    }

    public void Unbind(HttpContext http) => http.Response.Cookies.Delete(Name, Options());

    public string? Secret(HttpContext http) =>
        http.Request.Cookies[Name] is { Length: 64 } secret && secret.All(char.IsAsciiHexDigitLower) ? secret : null;

    private string Name => configuration.CookieName("cig.accesso");

    /// <summary>A SAML answer is a POST from another site: under https the cookie must be allowed to travel with it.</summary>
    private CookieOptions Options() => new()
    {
        HttpOnly = true,
        Secure = configuration.IsSecure,
        SameSite = configuration.IsSecure ? SameSiteMode.None : SameSiteMode.Lax,
        Path = "/",
        MaxAge = SignInStore.Lifetime,
    };
}

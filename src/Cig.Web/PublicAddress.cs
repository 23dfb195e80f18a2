namespace Cig.Web;

/// <summary>The public address of the site, <c>Cig:Origin</c>, and what follows from it.</summary>
public static class PublicAddress
{
    extension(IConfiguration configuration)
    {
        public Uri Origin => new(configuration["Cig:Origin"]!);

        /// <summary>The same as text, without a slash at its end, for what is written behind it.</summary>
        public string Site => configuration["Cig:Origin"]!.TrimEnd('/');

        public bool IsSecure => configuration.Origin.Scheme == Uri.UriSchemeHttps;

        /// <summary>Under https a cookie's name binds it to this very host and to TLS.</summary>
        public string CookieName(string name) => configuration.IsSecure ? "__Host-" + name : name;
    }
}

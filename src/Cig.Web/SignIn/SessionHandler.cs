using System.Security.Claims;
using System.Text.Encodings.Web;
using Cig.Platform.Mandates;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;

namespace Cig.Web.SignIn;

/// <summary>Marks what a person does by a script that counts as an act of hers and keeps her session open.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActAttribute : Attribute;

/// <summary>
/// Joins a browser to its <see cref="Session"/> by a cookie that holds a random secret and nothing else. A sign-in always gets a new secret, also over an open session: the
/// framework's cookie handler with a ticket store would go on with the old one.
/// </summary>
public sealed class SessionHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Sessions sessions, IConfiguration configuration)
    : SignInAuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Marker = "x-cig-sfondo";
    private string CookieName => configuration.CookieName("cig.sessione");

    /// <summary>The session of a request, or null.</summary>
    public static Session? Of(HttpContext http) => http.Items[typeof(Session)] as Session;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Who asks for a style sheet does not matter, and asking the database would cost.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || Secret is not { } secret)
            return AuthenticateResult.NoResult();
        if (await sessions.Find(secret, IsAct(Context), Context.RequestAborted) is not { } session)
            return AuthenticateResult.Fail("The session has ended.");

        Context.Items[typeof(Session)] = session;
        return AuthenticateResult.Success(new(session.User, new() { ExpiresUtc = session.EndsAt }, Scheme.Name));
    }

    /// <summary>Pages lead to the door, and back; programs are told by the status alone.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is null)
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        var ended = Secret is null ? "" : "scaduta=si&";
        Response.Cookies.Delete(CookieName, Cookie());
        // A page of the staff leads to the staff's door.
        var door = Context.GetEndpoint()!.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => Enum.TryParse<StaffRole>(a.Policy, out _)) ? Staff.StaffDoor.Page : "/accedi";
        Response.Redirect($"{door}?{ended}ritorno={Uri.EscapeDataString(Request.Path + Request.QueryString)}");
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (Context.User.Person is { } person)
            Logger.LogWarning("Area {Path} is closed to {Person}.", Request.Path, MandateRegister.Masked(person));
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    protected override async Task HandleSignInAsync(ClaimsPrincipal user, AuthenticationProperties? properties)
    {
        await EndOwn();
        Response.Cookies.Append(CookieName, await sessions.Begin(user, Place(Request.Headers.UserAgent.ToString()), Context.RequestAborted), Cookie());
        Response.Headers.CacheControl = "no-store";
    }

    protected override async Task HandleSignOutAsync(AuthenticationProperties? properties)
    {
        await EndOwn();
        Response.Cookies.Delete(CookieName, Cookie());
        Response.Headers.CacheControl = "no-store";
    }

    /// <summary>
    /// Whether a request is an act of the person: a page that she opens, a form that she sends, a message. What a script asks for by itself is none, and neither is a page that
    /// the browser fetches ahead.
    /// </summary>
    internal static bool IsAct(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (http.GetEndpoint()?.Metadata is not { } endpoint || headers.ContainsKey(Marker) || headers.ContainsKey("Sec-Purpose"))
            return false;
        return endpoint.GetMetadata<ActAttribute>() is not null || (endpoint.GetMetadata<PageActionDescriptor>() is not null && headers["Sec-Fetch-Mode"].ToString() is "" or "navigate");
    }

    /// <summary>Browser and system in two words: <c>Firefox, Windows</c>. Nothing more of the browser's own description is kept.</summary>
    internal static string Place(string agent)
    {
        string known(params string[] names) => names.FirstOrDefault(n => agent.Contains(n, StringComparison.Ordinal)) ?? "";
        var browser = known("Edg", "Firefox", "OPR", "Chrome", "Safari") switch { "Edg" => "Edge", "OPR" => "Opera", var name => name };
        var system = known("Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux");
        return (browser, system) is ("", "") ? "" : $"{browser}, {system}".Trim(',', ' ');
    }

    private async Task EndOwn()
    {
        if (Secret is { } secret && await sessions.Find(secret, act: false, Context.RequestAborted) is { } old)
            await sessions.End(old.Id, Context.RequestAborted);
    }

    private string? Secret => Request.Cookies[CookieName] is { Length: 64 } secret && secret.All(char.IsAsciiHexDigitLower) ? secret : null;

    /// <summary>Lax, not Strict: who comes back from her provider comes from another site.</summary>
    private CookieOptions Cookie() => new() { HttpOnly = true, Secure = configuration.IsSecure, SameSite = SameSiteMode.Lax, Path = "/" };
}

using System.Globalization;
using System.Security.Claims;
using Cig.Platform.Mandates;
using Cig.Platform.Staff;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace Cig.Web.SignIn;

/// <summary>The person of the session, from the claims that the verified sign-in left.</summary>
public static class SignedIn
{
    extension(ClaimsPrincipal user)
    {
        /// <summary>Names the session that the person is in.</summary>
        public string? SessionId => user.FindFirstValue(Sessions.Claim);

        /// <summary>Who is signed in, or null.</summary>
        public Principal? Person => user.Identity?.IsAuthenticated == true
            ? new(
                user.FindFirstValue("cf")!,
                user.FindFirstValue("name")!,
                user.FindFirstValue("family")!,
                Enum.Parse<SignInMeans>(user.FindFirstValue("means")!),
                int.Parse(user.FindFirstValue("level")!, CultureInfo.InvariantCulture),
                DateTimeOffset.Parse(user.FindFirstValue("at")!, CultureInfo.InvariantCulture))
            : null;

        /// <summary>Whether she is one of the demo's inventions.</summary>
        public bool IsInvented => user.HasClaim("invented", "true") || Saml.ProviderSession.Of(user) is { IsDemo: true };
    }

    /// <summary>The claims of a session.</summary>
    public static ClaimsPrincipal ToClaims(Principal person, bool invented = false) => new(new ClaimsIdentity(
        [
            .. invented ? [new("invented", "true")] : Array.Empty<Claim>(),
            new("cf", person.FiscalCode),
            new("name", person.GivenName),
            new("family", person.FamilyName),
            new("means", person.Means.ToString()),
            new("level", person.Level.ToString(CultureInfo.InvariantCulture)),
            new("at", person.SignedInAt.ToString("O", CultureInfo.InvariantCulture)),
        ], CookieAuthenticationDefaults.AuthenticationScheme));
}

/// <summary>A role that the staff register must give today.</summary>
public sealed record RoleRequirement(StaffRole Role) : IAuthorizationRequirement;

/// <summary>Asks the staff register at every request; what the session says of roles does not exist.</summary>
public sealed class RoleHandler(StaffRegister staff) : AuthorizationHandler<RoleRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        if (context.User.Person is { } person && await staff.Find(person, default) is { } member && member.Is(requirement.Role))
            context.Succeed(requirement);
    }
}

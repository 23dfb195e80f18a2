using System.Security.Claims;

namespace Cig.Web.SignIn.Staff;

/// <summary>What a session of the staff remembers of the provider's, so that each can end the other.</summary>
public static class StaffSession
{
    private const string Issuer = "staff-issuer";
    private const string Subject = "staff-subject";
    private const string Token = "staff-token";

    /// <summary>Who she is at the provider, or null where the session did not come from there.</summary>
    public static (string Issuer, string Subject)? Of(ClaimsPrincipal user) =>
        user.FindFirstValue(Issuer) is { } issuer && user.FindFirstValue(Subject) is { } subject ? (issuer, subject) : null;

    /// <summary>The token by which the provider knows which session shall end.</summary>
    public static string? TokenOf(ClaimsPrincipal user) => user.FindFirstValue(Token);

    internal static ClaimsPrincipal Keep(ClaimsPrincipal ours, ClaimsPrincipal theirs, string? token)
    {
        var identity = (ClaimsIdentity)ours.Identity!;
        foreach (var (name, value) in new[] { (Issuer, theirs.FindFirstValue("iss")), (Subject, theirs.FindFirstValue("sub")), (Token, token) })
        {
            if (value is { Length: > 0 })
                identity.AddClaim(new(name, value));
        }

        return ours;
    }
}

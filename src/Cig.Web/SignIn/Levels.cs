using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Cig.Web.SignIn;

/// <summary>A level of assurance that the session must have.</summary>
public sealed record LevelRequirement(int Level) : IAuthorizationRequirement;

/// <summary>The policies that ask for a level. Where nothing is said the usual one is asked for.</summary>
public static class Levels
{
    /// <summary>Any level: the entrance, which shows nothing of a case.</summary>
    public const string Any = "Level1";

    /// <summary>An act that wants the person authenticated again with two factors.</summary>
    public const string Two = "Level2";

    /// <summary>An act that wants a certificate or a card.</summary>
    public const string Three = "Level3";

    /// <summary>A citizen's own area: the door of the staff does not open it.</summary>
    public const string Citizen = "Citizen";

    public static void Add(AuthorizationOptions options)
    {
        options.DefaultPolicy = Policy(2);
        options.AddPolicy(Citizen, new AuthorizationPolicyBuilder().Combine(Policy(2)).RequireAssertion(c => c.User.Person is { IsStaff: false }).Build());
        options.AddPolicy(Any, Policy(1));
        options.AddPolicy(Two, Policy(2));
        options.AddPolicy(Three, Policy(3));
    }

    private static AuthorizationPolicy Policy(int level) => new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new LevelRequirement(level)).Build();
}

/// <summary>Compares what the session remembers with what is asked for.</summary>
public sealed class LevelHandler : AuthorizationHandler<LevelRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, LevelRequirement requirement)
    {
        if (context.User.Person is { } person && person.Level >= requirement.Level)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>Who is signed in at too low a level is led to sign in again at the right one, and then back to where she was.</summary>
public sealed class StepUp : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _otherwise = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden && context.User.Person is { } person
            && policy.Requirements.OfType<LevelRequirement>().Select(r => r.Level).Append(0).Max() is var level && level > person.Level)
        {
            // A form that was sent cannot be sent again by itself: the person goes back to the page that it stood on.
            var back = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : "/ingresso";
            context.Response.Redirect($"/accedi/livello?livello={level}&ritorno={Uri.EscapeDataString(back)}");
            return Task.CompletedTask;
        }

        return _otherwise.HandleAsync(next, context, policy, authorizeResult);
    }
}

using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.SignIn;

/// <summary>
/// A page for one employer, named in its address. The mandate is looked up at every request; without one that holds today the page does not exist.
/// </summary>
public abstract class ForEmployer(MandateRegister mandates) : PageModel
{
    public Actor Actor { get; private set; } = null!;

    public Employer Employer { get; private set; } = null!;

    /// <summary>Path of the employer's pages.</summary>
    public string Home => $"/azienda/{Employer.Id}";

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (!Guid.TryParse(context.RouteData.Values["azienda"]?.ToString(), out var id)
            || await mandates.ActFor(User.Person!, id, context.HttpContext.RequestAborted) is not { } found)
        {
            context.Result = new NotFoundResult();
            return;
        }

        (Actor, Employer) = found;
        await next();
    }
}

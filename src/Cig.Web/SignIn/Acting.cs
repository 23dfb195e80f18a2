using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.SignIn;

/// <summary>For whom a request acts: the person herself, a person whom she represents, or an employer. Read from the address, looked up at every request.</summary>
public sealed record Acting(Actor Actor, Employer? Employer)
{
    /// <summary>Path under which everything of this subject stands, so that links never leave it.</summary>
    public string Home => Employer is { } employer ? $"/azienda/{employer.Id}" : Actor.Mandate.Kind == MandateKind.Self ? "/myinps" : $"/per-conto/{Actor.Mandate.Id}";

    public static string TitleOf(MandateKind kind) => kind switch
    {
        MandateKind.Self => "Per sé",
        MandateKind.Owner => "Titolare",
        MandateKind.LegalRepresentative => "Rappresentante legale",
        MandateKind.EnabledEmployee => "Dipendente abilitato",
        MandateKind.Intermediary => "Intermediario con delega",
        MandateKind.SubDelegate => "Subdelega",
        MandateKind.PersonalDelegate => "Delega personale",
        _ => "Tutela o amministrazione di sostegno",
    };
}

/// <summary>A page that acts for the subject its address names.</summary>
public abstract class ActingPage : PageModel
{
    public Actor Actor => HttpContext.Acting!.Actor;

    /// <summary>Path of the subject's pages.</summary>
    public string Home => HttpContext.Acting!.Home;
}

/// <summary>A page for one employer, named in its address.</summary>
public abstract class ForEmployer : ActingPage
{
    public Employer Employer => HttpContext.Acting!.Employer!;
}

/// <summary>A page of the worker's area, for the person herself (<c>/myinps</c>) or for one whom she represents (<c>/per-conto/{mandato}</c>).</summary>
public abstract class ForPerson : ActingPage
{
    /// <summary>Codice fiscale of the person acted for, who need not be the one signed in.</summary>
    public string Person => Actor.Mandate.PersonFiscalCode!;

    public bool ForOneself => Actor.Mandate.Kind == MandateKind.Self;
}

/// <summary>
/// Finds the mandate that the address names before anything of the page runs, and refuses the page where none holds now: who had one is told since when and why it has ended. It stands on whole folders, so no page can forget it.
/// </summary>
public sealed class ActingFilter(MandateRegister mandates, MandateHistory history) : IAsyncAuthorizationFilter
{
    public const string OnBehalf = "per-conto/{mandato:guid}";

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var (http, route) = (context.HttpContext, context.RouteData.Values);
        var (person, stop) = (http.User.Person!, http.RequestAborted);
        Acting? acting;
        EndedMandate? ended = null;
        if (Guid.TryParse(route["azienda"]?.ToString(), out var employer))
        {
            acting = await mandates.ActFor(person, employer, stop) is { } found ? new(found.Actor, found.Employer) : null;
            ended = acting is null ? await history.EndedFor(person, employer, stop) : null;
        }
        else if (Guid.TryParse(route["mandato"]?.ToString(), out var mandate))
        {
            acting = await mandates.ActUnder(person, mandate, stop) is { Mandate.PersonFiscalCode: not null } actor ? new(actor, null) : null;
            ended = acting is null ? await history.Ended(person, mandate, stop) : null;
        }
        else
        {
            acting = new(new(person, Mandate.Self(person)), null);
        }

        if (acting is null)
            context.Result = ended is null ? new NotFoundResult() : new RedirectResult($"/delega-terminata/{ended.Id}");
        http.Features.Set(acting);
    }
}

public static class ActingSetup
{
    extension(HttpContext http)
    {
        /// <summary>For whom this request acts; null outside the areas where somebody acts.</summary>
        public Acting? Acting => http.Features.Get<Acting>();
    }

    /// <summary>The areas where somebody acts; each page of the worker's area has a second address, for a person who is represented.</summary>
    public static void ActForSubjects(this PageConventionCollection conventions)
    {
        foreach (var folder in new[] { "/MyInps", "/Azienda" })
            conventions.AddFolderApplicationModelConvention(folder, page => page.Filters.Add(new TypeFilterAttribute(typeof(ActingFilter))));
        conventions.AddFolderRouteModelConvention("/MyInps", page =>
        {
            foreach (var route in page.Selectors.Select(s => s.AttributeRouteModel!).Where(r => r.Template!.StartsWith("myinps", StringComparison.Ordinal)).ToList())
                page.Selectors.Add(new() { AttributeRouteModel = new(route) { Template = ActingFilter.OnBehalf + route.Template!["myinps".Length..] } });
        });
    }
}

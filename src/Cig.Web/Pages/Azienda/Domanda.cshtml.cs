using Cig.Platform.Applications;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Azienda;

/// <summary>Where an application stands, and the answer to the office when it asks.</summary>
public sealed class DomandaModel(ApplicationDesk desk, Say say) : ForEmployer
{
    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Risposta { get; set; }

    public Application Application { get; private set; } = null!;

    public IReadOnlyList<CaseTerm> Terms => [.. CaseTerm.Of(Application)];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Load(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await Load(stop))
            return NotFound();
        if (Risposta?.Trim() is not { Length: >= 10 } answer)
        {
            ModelState.AddModelError("risposta", say["Scrivi la risposta: almeno 10 caratteri."]);
            return Page();
        }

        await desk.AnswerIntegration(Actor, Id, answer, stop);
        return Redirect(Request.Path);
    }

    private async Task<bool> Load(CancellationToken stop)
    {
        if (await desk.Application(Actor, Id, stop) is not { } application)
            return false;

        Application = application;
        return true;
    }
}

using Cig.Platform.Applications;
using Cig.Platform.Documents;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Azienda;

/// <summary>The receipt as a PDF file.</summary>
public sealed class RicevutaModel(ApplicationDesk desk, Say say) : ForEmployer
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) =>
        await desk.Application(Actor, id, stop) is { } application
            ? File(Receipt.Write(application, Employer, Employer.Units.First(u => u.Id == application.UnitId), say.Tongue), "application/pdf", $"ricevuta-{application.Protocol}.pdf")
            : NotFound();
}

using System.Globalization;
using Cig.Platform.Applications;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Istruttoria;

/// <summary>A case under examination: its checks, each with the rule and its data, and the steps that its state allows.</summary>
public sealed class PraticaModel(OfficerDesk desk, StaffRegister staff, Say say) : PageModel
{
    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Richiesta { get; set; }

    [BindProperty]
    public string? Esito { get; set; }

    [BindProperty]
    public string? Settimane { get; set; }

    [BindProperty]
    public string? Motivi { get; set; }

    public Examination Examination { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Load(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostCaricoAsync(CancellationToken stop) =>
        await After(await desk.TakeCharge((await staff.Find(User.Person!, stop))!, Id, stop), "", stop);

    public async Task<IActionResult> OnPostIntegrazioneAsync(CancellationToken stop) =>
        await After(await desk.RequestIntegration((await staff.Find(User.Person!, stop))!, Id, Richiesta ?? "", stop), "richiesta", stop);

    public async Task<IActionResult> OnPostDecisioneAsync(CancellationToken stop)
    {
        var weeks = int.TryParse(Settimane?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : 0;
        if (Esito is not ("concedi" or "parte" or "respingi"))
            ModelState.AddModelError("esito", say["Scegli l'esito."]);
        if (Esito == "parte" && weeks is < 1 or > 13)
            ModelState.AddModelError("settimane", say["Scrivi le settimane concesse, da 1 a 13."]);
        if ((Motivi?.Trim().Length ?? 0) < 10)
            ModelState.AddModelError("motivi", say["Scrivi i motivi della decisione: almeno 10 caratteri."]);
        if (!ModelState.IsValid)
            return await Load(stop) ? Page() : NotFound();

        Decision decision = Esito switch
        {
            "concedi" => new Decision.Grant(Motivi!),
            "parte" => new Decision.PartialGrant(weeks, Motivi!),
            _ => new Decision.Refuse(Motivi!),
        };
        return await After(await desk.Decide((await staff.Find(User.Person!, stop))!, Id, decision, stop), "motivi", stop);
    }

    private async Task<IActionResult> After(StepOutcome outcome, string field, CancellationToken stop)
    {
        switch (outcome)
        {
            case StepOutcome.Done:
                return Redirect(Request.Path);
            case StepOutcome.NotFound:
                return NotFound();
            case StepOutcome.NotPossible:
                ModelState.AddModelError(field, say["La pratica è cambiata nel frattempo: ecco come sta ora."]);
                break;
            default:
                ModelState.AddModelError(field, say["Scrivi almeno 10 caratteri."]);
                break;
        }

        return await Load(stop) ? Page() : NotFound();
    }

    private async Task<bool> Load(CancellationToken stop)
    {
        if (await desk.Examine((await staff.Find(User.Person!, stop))!, Id, stop) is not { } examination)
            return false;

        Examination = examination;
        return true;
    }
}

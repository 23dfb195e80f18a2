using Cig.Platform.Applications;
using Cig.Platform.Mandates;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>One entry of the staff register: what she could and can do, a change, the end.</summary>
public sealed class UtenteModel(StaffDesk desk, StaffRegister staff, TimeProvider time, Say say) : PageModel
{
    /// <summary>How the roles are called.</summary>
    public static readonly IReadOnlyDictionary<StaffRole, string> Names = new Dictionary<StaffRole, string>
    {
        [StaffRole.Advisor] = "Operatore della chat",
        [StaffRole.Officer] = "Funzionario istruttore",
        [StaffRole.Supervisor] = "Supervisore",
        [StaffRole.Ministry] = "Ministero",
        [StaffRole.Administrator] = "Amministratore",
    };

    /// <summary>Where each refusal is shown, and what it says.</summary>
    private static readonly Dictionary<StaffOutcome, (string Field, string Text)> Refusals = new()
    {
        [StaffOutcome.OwnEntry] = ("nome", "Nessuno cambia la propria scheda: chiedi a un altro amministratore."),
        [StaffOutcome.BadFiscalCode] = ("codice", "Scrivi un codice fiscale di 16 caratteri, giusto anche nell'ultima lettera."),
        [StaffOutcome.NoName] = ("nome", "Scrivi il nome visibile, al più 60 caratteri."),
        [StaffOutcome.NoRole] = ("ruoli", "Scegli almeno un ruolo; per toglierli tutti usa Fine."),
        [StaffOutcome.BadOffice] = ("sede", "Scrivi la sigla della provincia, due lettere, oppure lascia vuoto."),
        [StaffOutcome.InThePast] = ("dal", "Scrivi oggi o un giorno che deve venire, oppure lascia vuoto."),
        [StaffOutcome.AlreadyPlanned] = ("dal", "C'è già una variazione da quel momento o dopo: prima finiscila."),
    };

    public StaffEntry? Entry { get; private set; }

    [BindProperty]
    public string? Codice { get; set; }

    [BindProperty]
    public string? Nome { get; set; }

    [BindProperty]
    public string[] Ruoli { get; set; } = [];

    [BindProperty]
    public string? Sede { get; set; }

    [BindProperty]
    public string? Dal { get; set; }

    [BindProperty]
    public string? Fino { get; set; }

    public string Validity(StaffAssignment assignment) => UtentiModel.Validity(say, assignment, time.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken stop)
    {
        if (id is not null && await Load(id, stop) is null)
            return NotFound();
        if (Entry?.Assignments.MaxBy(a => a.FromAt) is { } last)
            (Nome, Ruoli, Sede) = (last.DisplayName, last.Roles.Split(' '), last.Office);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, CancellationToken stop)
    {
        if (id is not null && await Load(id, stop) is null)
            return NotFound();
        if (!string.IsNullOrWhiteSpace(Dal) && Typed.Day(Dal) is null)
            return Show("dal", say["Scrivi il giorno come 05/10/2026."]);

        var roles = Ruoli.Select(r => Enum.TryParse<StaffRole>(r, out var role) && Enum.IsDefined(role) ? role : (StaffRole?)null).OfType<StaffRole>().ToList();
        return After(await desk.Assign((await staff.Find(User.Person!, stop))!, new(Entry?.FiscalCode ?? Codice ?? "", Nome ?? "", roles, Sede, Typed.Day(Dal)), stop), "dal");
    }

    public async Task<IActionResult> OnPostFineAsync(Guid id, CancellationToken stop)
    {
        if (await Load(id, stop) is null)
            return NotFound();
        if (!string.IsNullOrWhiteSpace(Fino) && Typed.Day(Fino) is null)
            return Show("fino", say["Scrivi il giorno come 05/10/2026."]);

        return After(await desk.End((await staff.Find(User.Person!, stop))!, id, Typed.Day(Fino), stop), "fino");
    }

    private async Task<StaffEntry?> Load(Guid? id, CancellationToken stop) => Entry = await desk.Find((await staff.Find(User.Person!, stop))!, id!.Value, stop);

    private IActionResult After(StaffOutcome outcome, string field) => outcome switch
    {
        StaffOutcome.Done => Redirect("/amministrazione/utenti?salvato=true"),
        StaffOutcome.NotFound => Show(field, say["Non c'è nessun ruolo da togliere."]),
        _ => Show(Refusals[outcome].Field == "dal" ? field : Refusals[outcome].Field, say[Refusals[outcome].Text]),
    };

    private PageResult Show(string field, string error)
    {
        ModelState.AddModelError(field, error);
        return Page();
    }
}

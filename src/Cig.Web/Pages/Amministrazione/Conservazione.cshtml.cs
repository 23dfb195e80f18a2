using Cig.Platform.Retention;
using Cig.Platform.Settings;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>For how long what is kept, and what must be kept longer.</summary>
public sealed class ConservazioneModel(SettingsRegister settings, RetentionDesk desk, StaffRegister staff, TimeProvider time, Say say)
    : AdministrationPage<RetentionRules>(settings, staff, RetentionRules.Setting, time, say)
{
    private readonly StaffRegister _staff = staff;

    public IReadOnlyList<LegalHold> Holds { get; private set; } = [];

    public IReadOnlyList<Erased> Erased { get; private set; } = [];

    public static string NameOf(Purpose purpose) => purpose switch
    {
        Purpose.Messages => "Messaggi delle conversazioni",
        Purpose.Attachments => "Allegati",
        Purpose.Ratings => "Commenti dei voti",
        Purpose.Requests => "Richieste scritte e risposte",
        Purpose.Notes => "Note del personale e motivi di consultazione",
        Purpose.Mail => "Indirizzi di posta elettronica non più usati",
        Purpose.Searches => "Parole cercate nelle schede",
        _ => "Richiamate e numeri di telefono",
    };

    /// <summary>What was typed into a field, or what applies.</summary>
    public string Typed(string field, string now) => Request.HasFormContentType && Request.Form.TryGetValue(field, out var typed) ? typed.ToString() : now;

    public override async Task OnGetAsync(CancellationToken stop)
    {
        await base.OnGetAsync(stop);
        (Holds, Erased) = (await desk.Holds(stop), await desk.Counts(stop));
    }

    public async Task<IActionResult> OnPostAsync(string? azione, Guid? togli, string? conversazione, string? ragione, CancellationToken stop)
    {
        await OnGetAsync(stop);
        var me = (await _staff.Find(User.Person!, stop))!;
        if (togli is { } hold)
            await desk.Release(me, hold, stop);
        else if (azione == "blocca")
            await Block(me, conversazione, ragione, stop);
        else
            return await ChangeTerms(stop);
        return ModelState.IsValid ? Redirect($"{Request.Path}?salvato=true") : Page();
    }

    private async Task<IActionResult> ChangeTerms(CancellationToken stop)
    {
        List<RetentionRules.Term> terms = [.. Current.Terms.Select(Read)];
        return await Change(_ => new(terms), Now, stop);
    }

    private async Task Block(Platform.Mandates.StaffMember me, string? conversation, string? reason, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 300)
            ModelState.AddModelError("ragione", Say["Scrivi perché, al massimo 300 caratteri."]);
        if (!Guid.TryParse(conversation, out var id))
            ModelState.AddModelError("conversazione", Say["Scrivi il numero della conversazione."]);
        if (ModelState.IsValid && !await desk.Hold(me, id, reason!.Trim(), stop))
            ModelState.AddModelError("conversazione", Say["Non c'è una conversazione con questo numero, o è già stata cancellata."]);
    }

    private RetentionRules.Term Read(RetentionRules.Term term)
    {
        var reason = Typed($"motivo{term.Purpose}", "").Trim();
        if (reason.Length is 0 or > 300)
            ModelState.AddModelError($"motivo{term.Purpose}", Say["Scrivi perché, al massimo 300 caratteri."]);
        return new(term.Purpose, Number($"giorni{term.Purpose}", Typed($"giorni{term.Purpose}", ""), 1, 36_500), reason);
    }
}

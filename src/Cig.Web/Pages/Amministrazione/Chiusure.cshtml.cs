using Cig.Platform.Chat;
using Cig.Platform.Settings;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>Extraordinary closings and technical faults, everywhere or of one office.</summary>
public sealed class ChiusureModel(SettingsRegister settings, StaffRegister staff, TimeProvider time, Say say)
    : AdministrationPage<ExtraordinaryClosings>(settings, staff, ExtraordinaryClosings.Setting, time, say)
{
    [BindProperty]
    public string? DaGiorno { get; set; }

    [BindProperty]
    public string? DaOra { get; set; }

    [BindProperty]
    public string? AGiorno { get; set; }

    [BindProperty]
    public string? AOra { get; set; }

    [BindProperty]
    public string? Sede { get; set; }

    [BindProperty]
    public string? Tipo { get; set; }

    [BindProperty]
    public string? Motivo { get; set; }

    [BindProperty]
    public string? Tedesco { get; set; }

    [BindProperty]
    public string? Inglese { get; set; }

    public async Task<IActionResult> OnPostAsync(Guid? togli, CancellationToken stop)
    {
        if (togli is { } id)
            return await Change(all => new([.. all.Closings.Where(c => c.Id != id)]), Now, stop);

        var (from, to) = (Moment("daGiorno", DaGiorno, "daOra", DaOra), Moment("aGiorno", AGiorno, "aOra", AOra));
        if (ModelState.IsValid && to <= from)
            ModelState.AddModelError("aGiorno", Say["La fine deve venire dopo l'inizio."]);
        var province = Province("sede", Sede);
        if (Tipo is not ("chiusura" or "guasto"))
            ModelState.AddModelError("tipo", Say["Scegli che cosa è."]);
        var (it, en, de) = Words("motivo", Motivo, Inglese, Tedesco);
        return await Change(all => new([.. all.Closings, new ExtraordinaryClosings.Span(Guid.CreateVersion7(Now), province, from, to, it, en, de, Tipo == "guasto")]), Now, stop);
    }
}

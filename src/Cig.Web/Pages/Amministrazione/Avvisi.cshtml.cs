using Cig.Platform.Chat;
using Cig.Platform.Settings;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>Words that the first page and the entrance of Info CIG show for a time.</summary>
public sealed class AvvisiModel(SettingsRegister settings, StaffRegister staff, TimeProvider time, Say say) : AdministrationPage<Notices>(settings, staff, Notices.Setting, time, say)
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
    public string? Testo { get; set; }

    [BindProperty]
    public string? Tedesco { get; set; }

    [BindProperty]
    public string? Inglese { get; set; }

    public async Task<IActionResult> OnPostAsync(Guid? togli, CancellationToken stop)
    {
        if (togli is { } id)
            return await Change(all => new([.. all.All.Where(n => n.Id != id)]), Now, stop);

        var (from, to) = (Moment("daGiorno", DaGiorno, "daOra", DaOra), Moment("aGiorno", AGiorno, "aOra", AOra));
        if (ModelState.IsValid && to <= from)
            ModelState.AddModelError("aGiorno", Say["La fine deve venire dopo l'inizio."]);
        var (it, en, de) = Words("testo", Testo, Inglese, Tedesco);
        return await Change(all => new([.. all.All, new Notices.Notice(Guid.CreateVersion7(Now), from, to, it, en, de)]), Now, stop);
    }
}

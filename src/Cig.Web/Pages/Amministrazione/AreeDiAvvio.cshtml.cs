using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Settings;
using Cig.Platform.Staff;
using Cig.Rules.Access;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>For whom and where the service is on, since when, and by which act.</summary>
public sealed class AreeDiAvvioModel(SettingsRegister settings, StaffRegister staff, TimeProvider time, Say say)
    : AdministrationPage<EnabledAreas>(settings, staff, EnabledAreas.Setting, time, say)
{
    [BindProperty]
    public string? Dal { get; set; }

    [BindProperty]
    public string? Chi { get; set; }

    [BindProperty(Name = "province")]
    public string? Sigle { get; set; }

    [BindProperty]
    public string? Fonte { get; set; }

    public static string NameOf(Audience audience) => audience switch { Audience.Worker => "lavoratori", Audience.Company => "aziende", _ => "intermediari" };

    /// <summary>What tells one area from another in a form.</summary>
    public static string Key(EnabledAreas.Area area) => $"{area.From:yyyy-MM-dd} {string.Join('+', area.Audiences)} {string.Join('+', area.Provinces ?? [])}";

    public async Task<IActionResult> OnPostAsync(string? togli, CancellationToken stop)
    {
        if (togli is not null)
            return await Change(all => new([.. all.Areas.Where(a => Key(a) != togli)]), Now, stop);

        if (Typed.Day(Dal) is not { } from)
            (from, _) = (default, ModelState.TryAddModelError("dal", Say["Scrivi la data come gg/mm/aaaa, per esempio 24/12/2026."]));
        if (Chi is not ("lavoratori" or "aziende"))
            ModelState.AddModelError("chi", Say["Scegli per chi."]);
        List<string> provinces = [.. (Sigle ?? "").Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(p => Province("province", p)!)];
        if (string.IsNullOrWhiteSpace(Fonte) || Fonte.Length > 100)
            ModelState.AddModelError("fonte", Say["Scrivi l'atto che attiva l'area, al massimo 100 caratteri."]);
        IReadOnlyList<Audience> who = Chi == "lavoratori" ? [Audience.Worker] : [Audience.Company, Audience.Intermediary];
        return await Change(all => new([.. all.Areas, new EnabledAreas.Area(from, who, provinces.Count == 0 ? null : provinces, Fonte!.Trim())]), Now, stop);
    }
}

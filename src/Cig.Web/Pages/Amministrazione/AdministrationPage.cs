using Cig.Platform.Applications;
using Cig.Platform.Settings;
using Cig.Platform.Staff;
using Cig.Rules.Access;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>A page on which administrators set something. What was set before stays on record.</summary>
public abstract class AdministrationPage<T>(SettingsRegister settings, StaffRegister staff, Setting<T> setting, TimeProvider time, Say say) : PageModel
    where T : class
{
    private const int Shown = 50;

    /// <summary>What applies now.</summary>
    public T Current { get; private set; } = null!;

    public IReadOnlyList<SettingVersion<T>> Versions { get; private set; } = [];

    [FromQuery(Name = "salvato")]
    public bool Saved { get; set; }

    protected Say Say => say;

    protected DateTimeOffset Now => time.GetUtcNow();

    public virtual async Task OnGetAsync(CancellationToken stop)
    {
        Current = await settings.Now(setting, stop);
        Versions = [.. (await settings.Versions(setting, stop)).Take(Shown)];
    }

    /// <summary>Makes the change and shows the page anew; with errors in the form, shows them and changes nothing.</summary>
    protected async Task<IActionResult> Change(Func<T, T> change, DateTimeOffset from, CancellationToken stop)
    {
        if (ModelState.IsValid)
        {
            await settings.Change((await staff.Find(User.Person!, stop))!, setting, change, from, stop);
            return Redirect($"{Request.Path}?salvato=true");
        }

        Current = await settings.Now(setting, stop);
        Versions = [.. (await settings.Versions(setting, stop)).Take(Shown)];
        return Page();
    }

    /// <summary>A moment of Rome typed as day and hour; says beside the fields what is wrong.</summary>
    protected DateTimeOffset Moment(string dayField, string? day, string clockField, string? clock)
    {
        if (Typed.Day(day) is null)
            ModelState.AddModelError(dayField, say["Scrivi la data come gg/mm/aaaa, per esempio 24/12/2026."]);
        if (Typed.Clock(clock) is null)
            ModelState.AddModelError(clockField, say["Scrivi l'ora come 15:00."]);
        return Typed.Day(day) is { } d && Typed.Clock(clock) is { } c ? ChatSchedule.FromRome(d, c) : default;
    }

    /// <summary>A province of two letters, or null where the field is empty.</summary>
    protected string? Province(string field, string? typed)
    {
        var province = string.IsNullOrWhiteSpace(typed) ? null : typed.Trim().ToUpperInvariant();
        if (province is not null && (province.Length != 2 || !province.All(char.IsAsciiLetterUpper)))
            ModelState.AddModelError(field, say["Scrivi la sigla della provincia, due lettere, per esempio TO."]);
        return province;
    }

    /// <summary>Words that people will read; what has no translation is shown in Italian.</summary>
    protected (string It, string En, string De) Words(string field, string? it, string? en, string? de)
    {
        if (string.IsNullOrWhiteSpace(it) || it.Length > 500 || en?.Length > 500 || de?.Length > 500)
            ModelState.AddModelError(field, say["Scrivi il testo in italiano, al massimo 500 caratteri."]);
        string or(string? other) => string.IsNullOrWhiteSpace(other) ? it?.Trim() ?? "" : other.Trim();
        return (or(it), or(en), or(de));
    }

    /// <summary>A whole number between two limits.</summary>
    protected int Number(string field, string? typed, int least, int most)
    {
        if (int.TryParse(typed, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;

        ModelState.AddModelError(field, say["Scrivi un numero intero da {0} a {1}.", least, most]);
        return least;
    }
}

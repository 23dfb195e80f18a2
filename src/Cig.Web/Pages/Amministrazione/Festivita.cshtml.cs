using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Settings;
using Cig.Platform.Staff;
using Cig.Rules;
using Cig.Rules.Access;
using Cig.Rules.Calendar;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>Patron saints by office, and the national holidays of the next twelve months for information.</summary>
public sealed class FestivitaModel(SettingsRegister settings, StaffRegister staff, TimeProvider time, Say say) : AdministrationPage<LocalDays>(settings, staff, LocalDays.Setting, time, say)
{
    [BindProperty]
    public string? Sede { get; set; }

    [BindProperty]
    public string? Giorno { get; set; }

    [BindProperty]
    public string? Nome { get; set; }

    [BindProperty]
    public string? Tedesco { get; set; }

    [BindProperty]
    public string? Inglese { get; set; }

    public IEnumerable<(DateOnly Day, Text Name, Provision Source)> National
    {
        get
        {
            var today = ChatSchedule.DayInRome(Now);
            return Enumerable.Range(0, 366).Select(today.AddDays).Where(d => ItalianCalendar.NationalHoliday(d) is not null)
                .Select(d => (d, ItalianCalendar.NationalHoliday(d)!, ItalianCalendar.SourceOf(d)));
        }
    }

    public async Task<IActionResult> OnPostAsync(string? togli, CancellationToken stop)
    {
        if (togli is not null)
            return await Change(local => new([.. local.Days.Where(d => $"{d.Province}-{d.Month}-{d.Day}" != togli)]), Now, stop);

        var province = Province("sede", Sede);
        if (province is null)
            ModelState.AddModelError("sede", Say["Scrivi la sigla della provincia, due lettere, per esempio TO."]);

        // Any leap year knows every day that a year can have.
        var day = Typed.Day($"{Giorno?.Trim()}/2028");
        if (day is null)
            ModelState.AddModelError("giorno", Say["Scrivi giorno e mese, per esempio 24/6."]);
        var (it, en, de) = Words("nome", Nome, Inglese, Tedesco);
        return await Change(local => new([.. local.Days.Where(d => (d.Province, d.Month, d.Day) != (province, day!.Value.Month, day.Value.Day)), new LocalDays.Local(province!, day!.Value.Month, day.Value.Day, it, en, de)]), Now, stop);
    }
}

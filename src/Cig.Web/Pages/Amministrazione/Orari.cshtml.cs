using System.Globalization;
using Cig.Platform.Chat;
using Cig.Platform.Settings;
using Cig.Platform.Staff;
using Cig.Rules.Access;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Reader = Cig.Platform.Applications.Typed;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>The weekly hours of the chat and the trial switch, from a day on.</summary>
public sealed class OrariModel(SettingsRegister settings, StaffRegister staff, TimeProvider time, Say say) : AdministrationPage<WeeklyHours>(settings, staff, WeeklyHours.Setting, time, say)
{
    private string[] _typed = new string[7];

    public static IReadOnlyList<(DayOfWeek Day, string Name)> Days { get; } =
    [
        (DayOfWeek.Monday, "Lunedì"), (DayOfWeek.Tuesday, "Martedì"), (DayOfWeek.Wednesday, "Mercoledì"), (DayOfWeek.Thursday, "Giovedì"),
        (DayOfWeek.Friday, "Venerdì"), (DayOfWeek.Saturday, "Sabato"), (DayOfWeek.Sunday, "Domenica"),
    ];

    [BindProperty]
    public string? Festivi { get; set; }

    [BindProperty]
    public string? Prova { get; set; }

    [BindProperty]
    public string? Dal { get; set; }

    public string Typed(int day) => _typed[day];

    public override async Task OnGetAsync(CancellationToken stop)
    {
        await base.OnGetAsync(stop);
        _typed = [.. Days.Select(d => Spans(Current, d.Day))];
        (Festivi, Prova) = (Current.Holidays ? "si" : "no", Current.Trial ? "si" : "no");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        _typed = [.. Enumerable.Range(0, 7).Select(i => Request.Form[$"giorno{i}"].ToString())];
        List<WeeklyHours.Opening> week = [.. Enumerable.Range(0, 7).SelectMany(ReadDay)];
        if (Festivi is not ("si" or "no"))
            ModelState.AddModelError("festivi", Say["Scegli che cosa succede nei giorni festivi."]);
        if (Prova is not ("si" or "no"))
            ModelState.AddModelError("prova", Say["Scegli se la chat è in orario di prova."]);
        var from = Now;
        if (!string.IsNullOrWhiteSpace(Dal))
        {
            if (Reader.Day(Dal) is { } day && day > ChatSchedule.DayInRome(Now))
                from = ChatSchedule.FromRome(day, TimeOnly.MinValue);
            else
                ModelState.AddModelError("dal", Say["Scrivi una data futura come gg/mm/aaaa, oppure lascia vuoto."]);
        }

        return await Change(hours => hours with { Week = week, Holidays = Festivi == "si", Trial = Prova == "si" }, from, stop);
    }

    public string Describe(WeeklyHours hours) => hours.Trial ? Say["Orario di prova"] : string.Join("; ", Days.Select(d => (d.Name, Spans: Spans(hours, d.Day))).Where(d => d.Spans.Length > 0).Select(d => $"{Say[d.Name]} {d.Spans}"));

    private static string Spans(WeeklyHours hours, DayOfWeek day) =>
        string.Join(", ", hours.Week.Where(h => h.Day == (int)day).Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Opens:HH\\:mm}-{h.Closes:HH\\:mm}")));

    private IEnumerable<WeeklyHours.Opening> ReadDay(int i)
    {
        foreach (var span in _typed[i].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (span.Split('-', StringSplitOptions.TrimEntries) is [var from, var to] && Reader.Clock(from) is { } opens && Reader.Clock(to) is { } closes && opens < closes)
                yield return new((int)Days[i].Day, opens, closes);
            else
                ModelState.AddModelError($"giorno{i}", Say["{0}: scrivi apertura e chiusura come 15:00-18:00, oppure lascia vuoto.", Say[Days[i].Name]]);
        }
    }
}

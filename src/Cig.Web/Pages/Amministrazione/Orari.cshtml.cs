using System.Globalization;
using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Rules.Access;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>The hours of the chat, its closings, and the trial switch. What was in force before stays on record.</summary>
public sealed class OrariModel(ChatHours hours, StaffRegister staff, TimeProvider time, Say say) : PageModel
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
    public string? Chiusure { get; set; }

    [BindProperty]
    public string? Prova { get; set; }

    public bool Trial { get; private set; }

    public bool Saved { get; private set; }

    public string Typed(int day) => _typed[day];

    public async Task OnGetAsync(bool? salvato, CancellationToken stop)
    {
        var inForce = await hours.Now(stop);
        (Trial, Saved) = (inForce.Trial, salvato == true);
        _typed = [.. Days.Select(d => string.Join(", ", inForce.Schedule.Week.Where(h => h.Day == d.Day).Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Opens:HH\\:mm}-{h.Closes:HH\\:mm}"))))];
        Festivi = inForce.Schedule.Holidays ? "si" : "no";
        Chiusure = string.Join('\n', inForce.Schedule.Closings.Select(c => $"{Platform.Applications.Typed.Field(c.Day)} {c.Why.Italian}"));
        Prova = inForce.Trial ? "si" : "no";
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        _typed = [.. Enumerable.Range(0, 7).Select(i => Request.Form[$"giorno{i}"].ToString())];
        List<OpeningHours> week = [.. Enumerable.Range(0, 7).SelectMany(ReadDay)];
        List<Closing> closings = [.. (Chiusure ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ReadClosing).OfType<Closing>()];
        if (Festivi is not ("si" or "no"))
            ModelState.AddModelError("festivi", say["Scegli che cosa succede nei giorni festivi."]);
        if (Prova is not ("si" or "no"))
            ModelState.AddModelError("prova", say["Scegli se la chat è in orario di prova."]);
        Trial = (await hours.Now(stop)).Trial;
        if (!ModelState.IsValid)
            return Page();

        await hours.Set((await staff.Find(User.Person!, stop))!, new(new(week, Festivi == "si", closings), Prova == "si"), time.GetUtcNow(), stop);
        return Redirect("/amministrazione/orari?salvato=true");
    }

    private IEnumerable<OpeningHours> ReadDay(int i)
    {
        foreach (var span in _typed[i].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (span.Split('-', StringSplitOptions.TrimEntries) is [var from, var to] && Clock(from) is { } opens && Clock(to) is { } closes && opens < closes)
                yield return new(Days[i].Day, opens, closes);
            else
                ModelState.AddModelError($"giorno{i}", say["{0}: scrivi apertura e chiusura come 15:00-18:00, oppure lascia vuoto.", say[Days[i].Name]]);
        }
    }

    private Closing? ReadClosing(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space > 0 && Platform.Applications.Typed.Day(line[..space]) is { } day && line[space..].Trim() is { Length: > 0 } why)
            return new(day, new(why, why, why));

        ModelState.AddModelError("chiusure", say["\"{0}\": scrivi data e motivo, per esempio 24/12/2026 chiusura degli uffici.", line]);
        return null;
    }

    private static TimeOnly? Clock(string text) => TimeOnly.TryParseExact(text, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}

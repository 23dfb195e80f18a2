using Cig.Platform.Applications;
using Cig.Rules.Access;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages;

/// <summary>The figures in force on a day, each with its source.</summary>
public sealed class NormativaModel(TimeProvider time, Say say) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Giorno { get; set; }

    public DateOnly Day { get; private set; }

    public void OnGet()
    {
        Day = ChatSchedule.DayInRome(time.GetUtcNow());
        if (string.IsNullOrWhiteSpace(Giorno))
            Giorno = Typed.Field(Day);
        else if (Typed.Day(Giorno) is { } day)
            Day = day;
        else
            ModelState.AddModelError("giorno", say["\"{0}\" non è una data: scrivi giorno, mese e anno, per esempio 05/10/2026.", Giorno]);
    }
}

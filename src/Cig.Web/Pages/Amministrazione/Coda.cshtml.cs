using Cig.Platform.Chat;
using Cig.Platform.Settings;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>How long the queue may grow, and how what takes its place behaves.</summary>
public sealed class CodaModel(SettingsRegister settings, StaffRegister staff, TimeProvider time, Say say) : AdministrationPage<QueueRules>(settings, staff, QueueRules.Setting, time, say)
{
    [BindProperty]
    public string? Lunghezza { get; set; }

    [BindProperty]
    public string? Riprova { get; set; }

    [BindProperty]
    public string? Risposta { get; set; }

    [BindProperty]
    public string? Riapertura { get; set; }

    [BindProperty]
    public string? Durata { get; set; }

    [BindProperty]
    public string? Posti { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var rules = new QueueRules(
            Number("lunghezza", Lunghezza, 0, 10_000), Number("riprova", Riprova, 1, 240), Number("risposta", Risposta, 1, 60),
            Number("riapertura", Riapertura, 0, 365), Number("durata", Durata, 5, 180), Number("posti", Posti, 0, 1000));
        return await Change(_ => rules, Now, stop);
    }
}

using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Cig.Web.Pages.Operatore;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>Whether supervisors may read along and see figures of single advisors, and on which legal basis.</summary>
public sealed class AscoltoModel(RoutingAdministration desk, SupervisorDesk supervisors, StaffRegister staff, Say say) : StaffPage(staff)
{
    public string Base { get; private set; } = "";

    public string Attiva { get; private set; } = "no";

    public string Singoli { get; private set; } = "no";

    public bool Saved { get; private set; }

    public async Task OnGetAsync(bool? salvato, CancellationToken stop)
    {
        var now = await supervisors.ListeningNow(stop);
        (Base, Attiva, Singoli, Saved) = (now.LegalBasis, now.On ? "si" : "no", now.ByAdvisor ? "si" : "no", salvato == true);
    }

    public async Task<IActionResult> OnPostAsync(string? attiva, string? singoli, string? @base, CancellationToken stop)
    {
        (Base, Attiva, Singoli) = (@base ?? "", attiva ?? "", singoli ?? "");
        return await desk.Set(await Member(stop), new Listening(Attiva == "si", Base.Trim(), Singoli == "si"), stop)
            ? Redirect("/amministrazione/ascolto?salvato=true")
            : Wrong("base", say["Scrivi la base giuridica: accordo sindacale o autorizzazione dell'Ispettorato, con la data."]);
    }
}

using Cig.Platform.Applications;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Azienda;

/// <summary>The task list of a draft.</summary>
public sealed class BozzaModel(ApplicationDesk desk, Say say) : DraftPage(desk, say)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Load(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop) => await Desk.Discard(Actor, Id, stop) ? Redirect(Home) : NotFound();

    public static string NameOf(Section section) => section switch
    {
        Section.Unit => "Unità produttiva",
        Section.Workers => "Lavoratori",
        Section.CauseAndPeriod => "Causale e periodo",
        Section.Report => "Relazione tecnica",
        Section.Union => "Consultazione sindacale",
        _ => "Ore richieste e pagamento",
    };

    public static string PathOf(Section section) => section switch
    {
        Section.Unit => "unita",
        Section.Workers => "lavoratori",
        Section.CauseAndPeriod => "periodo",
        Section.Report => "relazione",
        Section.Union => "sindacato",
        _ => "ore",
    };
}

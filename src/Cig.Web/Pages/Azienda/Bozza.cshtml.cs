using Cig.Platform.Applications;
using Cig.Rules;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Azienda;

/// <summary>The task list of a draft.</summary>
public sealed class BozzaModel(ApplicationDesk desk, Say say) : DraftPage(desk, say)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Load(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop) => await Desk.Discard(Actor, Id, stop) ? Redirect(Home) : NotFound();

    public static Text NameOf(Section section) => section switch
    {
        Section.Unit => new("Unità produttiva", "Production unit", "Produktionseinheit"),
        Section.Workers => new("Lavoratori", "Workers", "Arbeitnehmer"),
        Section.CauseAndPeriod => new("Causale e periodo", "Cause and period", "Grund und Zeitraum"),
        Section.Report => new("Relazione tecnica", "Technical report", "Technischer Bericht"),
        Section.Union => new("Consultazione sindacale", "Consultation of the unions", "Anhörung der Gewerkschaften"),
        _ => new("Ore richieste e pagamento", "Hours asked for and payment", "Beantragte Stunden und Zahlung"),
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

using Cig.Platform.Applications;
using Cig.Platform.Mandates;
using Cig.Rules;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Azienda.Deleghe;

/// <summary>Giving a mandate.</summary>
[BindProperties]
public sealed class NuovaModel(MandateDesk desk, Say say) : ForEmployer
{
    /// <summary>What is given; where the address does not say it, the first that the actor may give.</summary>
    [BindProperty(SupportsGet = true, Name = "titolo")]
    public MandateKind? Wanted { get; set; }

    public MandateKind Titolo => Wanted ?? MandateDesk.Gives(Actor.Mandate)[0];

    public string? Cf { get; set; }

    public string? Nome { get; set; }

    public string? Cognome { get; set; }

    public string? Albo { get; set; }

    public string? Atti { get; set; }

    public string? Al { get; set; }

    private bool Possible => MandateDesk.Gives(Actor.Mandate) is [var first, ..] kinds && kinds.Contains(Wanted ?? first);

    /// <summary>The words of the button that gives a mandate of a kind.</summary>
    public static Text Call(MandateKind kind) => kind switch
    {
        MandateKind.Intermediary => new("Delega un intermediario", "Give a mandate to an intermediary", "Vermittler bevollmächtigen"),
        MandateKind.SubDelegate => new("Subdelega un collaboratore", "Give a sub-mandate to a colleague", "Mitarbeiter unterbevollmächtigen"),
        _ => new("Abilita un dipendente", "Enable an employee", "Beschäftigten ermächtigen"),
    };

    public IActionResult OnGet() => ModelState.IsValid && Possible ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!Possible)
            return NotFound();
        if (!string.IsNullOrWhiteSpace(Al) && Typed.Day(Al) is null)
            ModelState.AddModelError("al", say["Scrivi una data, per esempio 31/12/2027, oppure lascia vuoto."]);
        if (Titolo == MandateKind.EnabledEmployee && Atti is not ("consulta" or "tutto"))
            ModelState.AddModelError("atti", say["Scegli che cosa può fare."]);
        if (!ModelState.IsValid)
            return Page();

        var scope = Atti == "consulta" ? new Scope([], [], [Operation.Consult, Operation.Talk]) : Scope.Everything;
        foreach (var problem in await desk.Give(Actor, new(Titolo, Cf ?? "", Nome ?? "", Cognome ?? "", Albo ?? "", Typed.Day(Al), scope), stop))
            ModelState.AddModelError(problem.Field, say[problem.Message]);
        return ModelState.IsValid ? Redirect($"{Home}/deleghe?fatto=data") : Page();
    }
}

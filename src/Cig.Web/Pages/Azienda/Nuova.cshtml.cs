using Cig.Platform.Applications;
using Cig.Platform.Mandates;
using Cig.Rules;
using Cig.Rules.Access;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Azienda;

/// <summary>The schemes and how they fit; starts a draft.</summary>
public sealed class NuovaModel(ApplicationDesk desk, TimeProvider time) : ForEmployer
{
    public IReadOnlyList<SchemeOption> Options { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (!Actor.Mandate.Scope.Allows(Operation.Apply))
            return NotFound();

        var position = Employer.Positions[0];
        Options = SchemeFit.For(position.ContributionClass, position.HasOwnFund, ChatSchedule.DayInRome(time.GetUtcNow())).Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop) =>
        await desk.Start(Actor, Scheme.Cigo, stop) is { } draft ? Redirect($"{Home}/domande/bozze/{draft}") : NotFound();

    public static Text NameOf(Scheme scheme) => scheme switch
    {
        Scheme.Cigo => new("CIGO (cassa integrazione ordinaria)", "CIGO (ordinary wage supplement)", "CIGO (ordentlicher Lohnausgleich)"),
        Scheme.Cigs => new("CIGS (cassa integrazione straordinaria)", "CIGS (extraordinary wage supplement)", "CIGS (außerordentlicher Lohnausgleich)"),
        Scheme.Fis => new("FIS (Fondo di integrazione salariale)", "FIS (wage supplement fund)", "FIS (Lohnausgleichsfonds)"),
        Scheme.Fund => new("Fondo di solidarietà del settore", "Solidarity fund of the sector", "Solidaritätsfonds der Branche"),
        _ => new("CISOA (operai agricoli)", "CISOA (farm workers)", "CISOA (landwirtschaftliche Arbeiter)"),
    };

    public static Text NameOf(Fit fit) => fit switch
    {
        Fit.Suggested => new("Suggerito", "Suggested", "Empfohlen"),
        Fit.Compatible => new("Compatibile", "Compatible", "Vereinbar"),
        _ => new("Non compatibile", "Not compatible", "Nicht vereinbar"),
    };
}

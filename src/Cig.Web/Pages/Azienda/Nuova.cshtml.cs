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
        Options = SchemeFit.For(position.ContributionClass, position.HasOwnFund, DateOnly.FromDateTime(ChatSchedule.InRome(time.GetUtcNow()))).Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop) =>
        await desk.Start(Actor, Scheme.Cigo, stop) is { } draft ? Redirect($"{Home}/domande/bozze/{draft}") : NotFound();

    public static string NameOf(Scheme scheme) => scheme switch
    {
        Scheme.Cigo => "CIGO (cassa integrazione ordinaria)",
        Scheme.Cigs => "CIGS (cassa integrazione straordinaria)",
        Scheme.Fis => "FIS (Fondo di integrazione salariale)",
        Scheme.Fund => "Fondo di solidarietà del settore",
        _ => "CISOA (operai agricoli)",
    };

    public static string NameOf(Fit fit) => fit switch
    {
        Fit.Suggested => "Suggerito",
        Fit.Compatible => "Compatibile",
        _ => "Non compatibile",
    };
}

using Cig.Platform.Demo;
using Cig.Web.DemoProvider;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.DemoIdp;

/// <summary>The demo's cards, as files to import into a browser.</summary>
[AllowAnonymous]
public sealed class CarteModel(DemoAuthority? authority = null) : PageModel
{
    public static readonly IReadOnlyList<(DemoCard Kind, string Title)> Kinds =
    [
        (DemoCard.Expired, "Scaduta"),
        (DemoCard.NotYetValid, "Non ancora valida"),
        (DemoCard.Revoked, "Revocata"),
        (DemoCard.RevocationMissing, "Di cui non si può sapere se è revocata"),
        (DemoCard.NotCns, "Con un certificato che non è di CNS"),
        (DemoCard.Cie, "Certificato di una carta d'identità elettronica, che qui non basta"),
        (DemoCard.WrongUse, "Con un certificato per la posta, non per accedere"),
        (DemoCard.Untrusted, "Emessa da un'autorità che non è nell'elenco"),
        (DemoCard.Malformed, "Con un codice fiscale scritto male"),
    ];

    public DemoPerson Example => DemoPeople.Worker;

    public string File(DemoCard kind, DemoPerson person) => $"/demo-cns/carte/{kind}/{person.FiscalCode}.p12";

    public IActionResult OnGet() => authority is null ? NotFound() : Page();
}

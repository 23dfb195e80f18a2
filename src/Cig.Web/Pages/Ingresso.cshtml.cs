using Cig.Platform.Mandates;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages;

/// <summary>An area that a person may enter.</summary>
public sealed record Area(string Href, string Name, string What);

/// <summary>The areas of the person who is signed in: her own, those of her mandates, those of her roles.</summary>
public sealed class IngressoModel(MandateRegister mandates, StaffRegister staff, Say say) : PageModel
{
    private static readonly (StaffRole Role, Area Area)[] ByRole =
    [
        (StaffRole.Advisor, new("/operatore", "Console operatore", "La coda delle conversazioni e la pratica accanto.")),
        (StaffRole.Officer, new("/istruttoria", "Istruttoria", "Le domande della tua sede, da esaminare e decidere.")),
        (StaffRole.Supervisor, new("/supervisione", "Supervisione", "Chi aspetta, da quanto, e chi risponde.")),
        (StaffRole.Ministry, new("/ministero", "Ministero", "Le istanze di integrazione straordinaria.")),
        (StaffRole.Administrator, new("/amministrazione", "Amministrazione", "Personale e ruoli, orari e festività della chat, schede, conservazione.")),
    ];

    public IReadOnlyList<Area> Areas { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var person = User.Person!;
        List<Area> areas = [];
        if (await staff.Find(person, stop) is { } member)
            areas.AddRange(ByRole.Where(r => member.Is(r.Role)).Select(r => r.Area));
        if ((await mandates.ClientsOf(person, stop)).Count > 0)
            areas.Add(new("/azienda", "Cassetto Previdenziale", "Le aziende per cui puoi operare: domande, contatori, contatti."));
        if (!person.IsStaff)
            areas.Add(new("/myinps", "MyINPS", "Le tue prestazioni, lo stato delle pratiche, Info CIG."));
        areas.AddRange((await mandates.PeopleOf(person, stop)).Select(m => new Area($"/per-conto/{m.Id}", say["MyINPS di {0}", m.SubjectName], Acting.TitleOf(m.Kind))));
        Areas = areas;
    }
}

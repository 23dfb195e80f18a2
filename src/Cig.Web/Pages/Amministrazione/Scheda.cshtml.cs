using Cig.Platform.Applications;
using Cig.Platform.Sheets;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>Writes a sheet, or the next version of one.</summary>
[BindProperties]
public sealed class SchedaModel(SheetDesk sheets, StaffRegister staff, TimeProvider time, Say say) : PageModel
{
    public string? Nome { get; set; }

    public string? TitoloIt { get; set; }

    public string? TestoIt { get; set; }

    public string? TitoloDe { get; set; }

    public string? TestoDe { get; set; }

    public string? TitoloEn { get; set; }

    public string? TestoEn { get; set; }

    public string? Fonte { get; set; }

    public string? Dal { get; set; }

    public string? Al { get; set; }

    public string? Verificata { get; set; }

    [BindNever]
    public IReadOnlyList<Sheet> Versions { get; private set; } = [];

    public async Task OnGetAsync(string? nome, string? titolo, CancellationToken stop)
    {
        TitoloIt = titolo;
        Versions = await sheets.Versions(nome ?? "", stop);
        if (Versions is not [var s, ..])
            return;

        (Nome, Fonte, Dal, Al, Verificata) = (s.Name, s.Source, Typed.Field(s.FromDay), s.ToDay is { } to ? Typed.Field(to) : null, Typed.Field(s.CheckedOn));
        (TitoloIt, TestoIt, TitoloDe, TestoDe, TitoloEn, TestoEn) = (s.TitleIt, s.BodyIt, s.TitleDe, s.BodyDe, s.TitleEn, s.BodyEn);
    }

    public async Task<IActionResult> OnPostAsync(string? azione, CancellationToken stop)
    {
        Versions = await sheets.Versions(Nome ?? "", stop);
        if (Nome is not { Length: > 0 and <= 60 } || !Nome.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-') || Nome == "modifica")
            ModelState.AddModelError("nome", say["Scrivi un nome di lettere minuscole, numeri e trattini, al massimo 60."]);
        foreach (var (field, text, most) in new[] { ("titoloIt", TitoloIt, 200), ("testoIt", TestoIt, 4000), ("titoloDe", TitoloDe, 200), ("testoDe", TestoDe, 4000), ("titoloEn", TitoloEn, 200), ("testoEn", TestoEn, 4000), ("fonte", Fonte, 200) })
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > most)
                ModelState.AddModelError(field, say["Scrivi il testo, al massimo {0} caratteri.", most]);
        }

        var (from, to, on) = (Typed.Day(Dal), Typed.Day(Al), Typed.Day(Verificata));
        foreach (var (field, wrong) in new[] { ("dal", from is null), ("al", !string.IsNullOrWhiteSpace(Al) && (to is null || to < from)), ("verificata", on is null) })
        {
            if (wrong)
                ModelState.AddModelError(field, say["Scrivi la data come gg/mm/aaaa, per esempio 24/12/2026."]);
        }

        if (!ModelState.IsValid)
            return Page();

        static string Lines(string text) => text.Trim().ReplaceLineEndings("\n");
        await sheets.Save((await staff.Find(User.Person!, stop))!, new()
        {
            Name = Nome!,
            N = 0,
            TitleIt = TitoloIt!.Trim(),
            TitleDe = TitoloDe!.Trim(),
            TitleEn = TitoloEn!.Trim(),
            BodyIt = Lines(TestoIt!),
            BodyDe = Lines(TestoDe!),
            BodyEn = Lines(TestoEn!),
            Source = Fonte!.Trim(),
            CheckedOn = on!.Value,
            FromDay = from!.Value,
            ToDay = to,
            Retired = azione == "ritira",
            SetBy = "",
            SetAt = time.GetUtcNow(),
        }, stop);
        return Redirect("/amministrazione/schede");
    }
}

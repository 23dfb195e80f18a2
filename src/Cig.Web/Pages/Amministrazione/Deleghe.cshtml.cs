using Cig.Platform.Applications;
using Cig.Platform.Mandates;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>Taking the mandates of an outside register in, all of a file or nothing.</summary>
public sealed class DelegheModel(MandateImport import, StaffRegister staff, Say say) : PageModel
{
    [BindProperty]
    public string? Registro { get; set; }

    public Imported? Taken { get; private set; }

    public IReadOnlyList<RowProblem> Problems { get; private set; } = [];

    public void OnGet(int? nuove, int? cambiate, int? uguali) => Taken = nuove is null ? null : new(nuove.Value, cambiate ?? 0, uguali ?? 0, []);

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken stop)
    {
        if (Registro?.Trim() is not { Length: > 0 } register || string.Equals(register, MandateDesk.Here, StringComparison.OrdinalIgnoreCase))
            ModelState.AddModelError("registro", say["Scrivi il registro da cui viene il file."]);
        if (file is null or { Length: 0 })
            ModelState.AddModelError("file", say["Scegli il file delle deleghe."]);
        if (!ModelState.IsValid)
            return Page();

        using var memory = new MemoryStream();
        await file!.CopyToAsync(memory, stop);
        if (BeneficiaryFile.Decode(memory.ToArray()) is not { } text)
        {
            ModelState.AddModelError("file", say["Il file è troppo grande: al massimo 5 MB."]);
            return Page();
        }

        var imported = await import.Import((await staff.Find(User.Person!, stop))!, Registro!.Trim(), text, stop);
        if (imported.Problems.Count == 0)
            return Redirect($"/amministrazione/deleghe?nuove={imported.New}&cambiate={imported.Changed}&uguali={imported.Same}");

        Problems = imported.Problems;
        ModelState.AddModelError("file", say["Il file ha {0} errori: non è stato caricato nulla.", Problems.Count]);
        return Page();
    }
}

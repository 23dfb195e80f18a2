using Cig.Platform.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Servizi;

/// <summary>Says whether a transcript was issued, by its number or by its words; it shows nothing of the conversation.</summary>
public sealed class VerificaModel(Transcript transcripts) : PageModel
{
    private const int Largest = 1024 * 1024;

    [BindProperty(Name = "numero")]
    public string? Number { get; set; }

    public bool Asked { get; private set; }

    public (DateTimeOffset IssuedAt, long Events)? Found { get; private set; }

    public async Task OnPostAsync(IFormFile? file, CancellationToken stop)
    {
        Asked = true;
        if (file is { Length: > 0 and <= Largest })
        {
            using var reader = new StreamReader(file.OpenReadStream());
            Found = await transcripts.CheckText(await reader.ReadToEndAsync(stop), stop);
        }
        else if (Number is { Length: > 0 and < 200 })
        {
            Found = await transcripts.Check(Number, stop);
        }
    }
}
